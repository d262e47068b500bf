"""Reads the result files of ergodic.

    import ergodic
    results = ergodic.open("strategies.h5")
    results.summary()["cases"][0]["headlines"]["win rate"]
    results.sessions["session_profit"].sel(case="optimal")
    ergodic.open("chain.h5").stages["generation_3"].rows("score")     # of a study of stages

`ergodic.plot` draws, `ergodic.streams` gives any session's random words, `python3 -m ergodic.report` writes the HTML
report. Errors are `ergodic.Error`.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import Error

if TYPE_CHECKING:
    from .chain import Chain, open
    from .results import Results

__all__ = ["Chain", "Error", "Results", "open"]


def __getattr__(name: str) -> Any:
    # At first use, so that the report's command can say in a sentence which package is missing.
    if name in ("Chain", "Results", "open"):
        from . import chain
        return getattr(chain, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
