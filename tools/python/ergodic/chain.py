"""A result file of a study of stages, opened; and what opens any result file."""
from __future__ import annotations

from types import MappingProxyType
from typing import Any, Mapping

import h5py

from . import program
from .errors import Error
from .file import File, PathLike
from .ledger import of_stage
from .opening import did_you_mean, opened
from .results import Results


class StageResults(Results):
    """The results of one stage. It closes with its chain."""

    def __init__(self, chain: Chain, described: dict[str, Any]) -> None:
        # All that belongs to the file as a whole is the chain's.
        self.__dict__.update({name: value for name, value in vars(chain).items() if name not in ("stages", "_stages")})
        self.stage = described["stage"]
        self.reads = list(described["reads"])
        self._chain = chain
        self._described = described
        self._read_frame()

    @property
    def _held(self) -> dict[str, Any]:
        return self._described

    @property
    def _root(self) -> h5py.Group:
        return self._file[f"stages/{self.stage}"]

    @property
    def _sealed_with(self) -> int:
        return of_stage(int(self.identity, 16), self.stage)

    def _sessions_of_each(self) -> int | None:
        told = self._described["sessions_per_case"]
        return None if isinstance(told, list) else int(told)


class _Stages(dict[str, StageResults]):
    def __init__(self, of: str, stages: Mapping[str, StageResults]) -> None:
        super().__init__(stages)
        self._of = of

    def __missing__(self, name: str) -> StageResults:
        raise Error(f'there is no stage "{name}" ({self._of} has {", ".join(self)}){did_you_mean(name, self)}')


class Chain(File):
    """A result file of a study of stages: `stages["generation_3"]` is what `ergodic.open` gives of a file without stages.

    Made by `ergodic.open`; closes with `close()` or `with`.
    """

    def _read_frame(self) -> None:
        self._stages = _Stages(self.path.name, {described["stage"]: StageResults(self, described)
                                                for described in self._description["stages"]})

    @property
    def stages(self) -> Mapping[str, StageResults]:
        """By name, in their order."""
        return self._stages

    def __enter__(self) -> Chain:
        return self

    def __repr__(self) -> str:
        state = "" if self.complete else f", NOT COMPLETE: {self.share_done:.1%} done"
        return f"<ergodic.Chain {self.path}: {self.workload}, {len(self.stages)} stages{state}>"

    def __getattr__(self, name: str) -> Any:
        if name in ("sessions", "rows", "stored", "pieces", "cases", "columns", "failures", "laws", "courses", "course"):
            raise Error(f"{self.path.name} has the stages {', '.join(self.stages)} (each has {name} of its own) choose one: "
                        f'results.stages["{next(iter(self.stages))}"]')
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    @property
    def complete(self) -> bool:
        """Whether all blocks of all stages are done and the file was closed with its summary."""
        return all(stage.complete for stage in self.stages.values())

    @property
    def share_done(self) -> float:
        """The share of the blocks of all stages that are done."""
        blocks = sum(stage._ledger.done.size for stage in self.stages.values())
        return sum(int(stage._ledger.done.sum()) for stage in self.stages.values()) / blocks if blocks else 1.0

    def summary(self, confidence: float = 0.95, *, exact: bool | None = None) -> dict[str, Any]:
        """The figures of `ergodic summary --json`: under `stages`, of each, as its own summary() gives them."""
        at_hand = program.find(self._program) if exact is not False else None
        if at_hand is None or len(self.stages) == 1:
            return {"stages": [stage.summary(confidence, exact=exact) for stage in self.stages.values()]}
        told: dict[str, Any] = program.ask(at_hand, "summary", self.path, "--json", "--confidence", repr(confidence))
        for stage, answer in zip(self.stages.values(), told["stages"]):
            stage.require_its_own(answer, at_hand)
        return told


def open(path: PathLike, *, program: PathLike | None = None) -> Results | Chain:  # noqa: A001: as xarray and h5py name it
    """Opens a result file; of a study of stages as a `Chain`. `program` is the ergodic to ask for exact values; by
    default it is looked for.

    Raises Error when there is no such file, or it is not one of ours.
    """
    import pathlib

    with opened(pathlib.Path(path)) as file:
        is_chain = "stages" in file
    return Chain(path, program) if is_chain else Results(path, program)
