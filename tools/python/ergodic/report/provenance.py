"""Where a file is from, and how to make it again."""
from __future__ import annotations

import html
from typing import Any

from ..chain import Chain
from ..results import Results
from . import markup, numbers

_escape = html.escape


def _runs(runs: list[dict[str, Any]]) -> str:
    rows = []
    for run in runs:
        hosts = ", ".join(sorted(set(run.get("hosts", []))))
        rows.append([_escape(run.get("started", "")), str(run.get("ranks", "")), _escape(hosts),
                     numbers.plain(run.get("sessions", 0)), numbers.seconds(run.get("seconds", 0.0)),
                     f'<td class="text">{_escape(run.get("state", ""))}</td>'])
    return markup.table(["started (UTC)", "ranks", "hosts", "sessions", "took", "ended"], rows, "Runs") if rows else ""


def _a_stage(results: Results | Chain) -> str:
    name = next(iter(results.stages)) if isinstance(results, Chain) else results.stage
    return f"--stage {_escape(name)} " if name else ""


def provenance(results: Results | Chain) -> str:
    p = results.provenance
    name = _escape(results.path.name)
    facts = [("file", f"{name}, {numbers.size(results.path.stat().st_size)}"),
             ("SHA-256", f"<code>{p['sha256']}</code>"), ("made by", f"ergodic {_escape(p['version'])}"),
             ("draws", f"{_escape(p['workload'])} {p['draws']}"), ("study", f"<code>{p['identity']}</code>"),
             ("seed", str(p["seed"])),
             ("random numbers", "common to all cases" if p["common_random_numbers"] else "of each case its own")]
    again = (f"# the study, as it was resolved, is below: save it as study.yaml\n"
             f"mpirun -n 2 ergodic run study.yaml -o {name}\nergodic verify {name}\n"
             f"ergodic replay {name} {_a_stage(results)}--session 0        # any session, step by step\nsha256sum {name}")
    same = ('<p class="note">Version, study and seed decide every byte of the file: any number of ranks, interrupted '
            "or not, gives this SHA-256 again.</p>\n" if p["complete"] else "")
    study = f"<details><summary>The study</summary><pre>{_escape(results.study_text)}</pre></details>\n"
    return markup.section("provenance", "Where it is from", markup.facts(facts), _runs(p["runs"]),
                          "<h3>To reproduce it</h3>\n", same, f"<pre>{again}</pre>\n", study)
