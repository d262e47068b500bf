"""The sections of a study of stages: what each stage came to."""
from __future__ import annotations

import html
from typing import Any, Iterator

from ..chain import Chain
from ..results import Results
from . import charts, endings, figures, markup, numbers
from .svg import part

Figures = dict[str, Any]
_escape = html.escape
# Of more stages only the first have charts, so that a page of a hundred is 1 MB and not 20.
_MOST_DRAWN = 4
_MOST_OPEN = 8


def sizes_in_words(sizes: list[int]) -> str:
    """How many sessions cases have."""
    least, most = min(sizes, default=0), max(sizes, default=0)
    return numbers.plain(most) if least == most else f"{numbers.plain(least)} to {numbers.plain(most)}"


def in_words(chain: Chain, summaries: list[Figures]) -> str:
    """The page's first sentence."""
    described = (chain.study.get("metadata") or {}).get("description")
    said = f"<p>{_escape(str(described))}</p>\n" if described else ""
    simulated = sum(case["sessions"] + case["failures"] for summary in summaries for case in summary["cases"])
    seed = f", from seed {chain.seeding['seed']}" if "seeding" in chain.study else ""
    return (f"{said}<p>{numbers.data(simulated, numbers.plain(simulated))} sessions of "
            f"{_escape(figures.words(chain.workload))} in {len(chain.stages)} stages{seed}. ± is half of the "
            f"{100 * summaries[0]['confidence']:g}{numbers.THIN}% interval.</p>\n")


def overview(chain: Chain, summaries: list[Figures]) -> str:
    """The stages, a line each."""
    rows = []
    for stage, summary in zip(chain.stages.values(), summaries):
        done, failed = (sum(case[what] for case in summary["cases"]) for what in ("sessions", "failures"))
        reads = ", ".join(stage.reads) or "–"
        share = numbers.amount(failed / (done + failed), "1", 4, share=True) if failed else "0"
        rows.append([f'<a href="#{_anchor(stage)}">{_escape(stage.stage)}</a>', f'<td class="text">{_escape(reads)}</td>',
                     numbers.data(len(stage.cases), numbers.plain(len(stage.cases))),
                     numbers.data(done + failed, numbers.plain(done + failed)), numbers.data(failed, numbers.plain(failed)),
                     share, "yes" if summary["complete"] else f"{summary['blocks_done']} of {summary['blocks']} blocks"])
    return markup.section("stages", "Stages", markup.table(
        ["stage", "reads", "cases", "sessions", "failed", "share failed", "done"], rows, named="stages"))


def _anchor(stage: Results) -> str:
    return "stage_" + "".join(c if c.isalnum() else "_" for c in stage.stage)


def _outcomes(summary: Figures) -> str:
    rows = [[_escape(case["case"]), numbers.data(case["sessions"] + case["failures"],
                                                 numbers.plain(case["sessions"] + case["failures"])),
             numbers.data(case["failures"], numbers.plain(case["failures"])), *_headlines(case, summary["cases"][0])]
            for case in summary["cases"]]
    titles = summary["cases"][0].get("headlines", {})
    return markup.table(["case", "sessions", "failed", *(_escape(figures.with_unit(title, headline["unit"]))
                                                         for title, headline in titles.items())], rows, named="cases")


def _headlines(case: Figures, first: Figures) -> Iterator[str]:
    for title in first.get("headlines", {}):
        headline = case["headlines"][title]
        yield numbers.figure(headline["value"], "1", headline["interval"], share=figures.is_share(case, title))


def _quantities(summary: Figures) -> str:
    """Of each quantity, case by case: how many sessions have it, its moments and quantiles."""
    tables = []
    for name, first in summary["cases"][0].get("quantities", {}).items():
        probabilities = list(first.get("quantiles", {}))
        rows = []
        for case in summary["cases"]:
            q = case["quantities"][name]
            missing = q.get("missing", 0)
            present = case["sessions"] - missing
            spread = [q["standard_deviation"], q["minimum"], *q.get("quantiles", {}).values(), q["maximum"]]
            rows.append([_escape(case["case"]), numbers.data(present, numbers.plain(present)),
                         *([numbers.data(missing, numbers.plain(missing))] if "missing" in first else []),
                         numbers.figure(q["mean"], "1", q["interval"]),
                         *(numbers.data(value, numbers.plain(value)) for value in spread)])
        head = ["case", "present", *(["missing"] if "missing" in first else []), "mean", "standard deviation", "least",
                *(f"{100 * float(p):g}{numbers.THIN}%" for p in probabilities), "greatest"]
        caption = figures.with_unit(figures.words(name), first["unit"])
        tables.append(markup.table(head, rows, _escape(caption[0].upper() + caption[1:])))
    return "".join(tables)


def _drawn(stage: Results, summary: Figures) -> str:
    begun = figures.begun(summary)["cases"]
    if not begun:
        return ""
    case = begun[0]
    with part(stage.stage):
        drawn = charts.categories(stage, summary) + charts.distributions(stage, case, stage.cases.index(case["case"]))
    return (f'<p class="note">Distributions of {_escape(case["case"])}.</p>\n' if len(begun) > 1 and drawn else "") + \
        markup.side_by_side(drawn)


def sections(chain: Chain, summaries: list[Figures]) -> Iterator[str]:
    """One a stage; of many folded, and without charts but of the first."""
    for place, (stage, summary) in enumerate(zip(chain.stages.values(), summaries)):
        if not summary["cases"] or not sum(stage.sizes.values()):
            yield markup.section(_anchor(stage), _escape(stage.stage), "<p>It is empty: no cases, or no sessions.</p>\n")
            continue
        body = "".join([_outcomes(summary), _quantities(summary),
                        *endings.share_tables(summary, stage.failure_columns)])
        if place < _MOST_DRAWN:
            body += _drawn(stage, summary)
        if len(chain.stages) > _MOST_OPEN:
            body = f"<details><summary>Its figures</summary>{body}</details>\n"
        yield markup.section(_anchor(stage), _escape(stage.stage), body)
