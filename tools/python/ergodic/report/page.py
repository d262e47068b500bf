"""The page: its head, and its sections in their order."""
from __future__ import annotations

import html
import importlib.resources
import re
from typing import Any

from ..errors import Error
from ..chain import Chain
from ..results import Results
from . import charts, comparison, costs, endings, figures, numbers, precision, provenance, stages, theory, trust

Figures = dict[str, Any]
_escape = html.escape


def _in_words(results: Results, summary: Figures) -> str:
    cases = len(results.cases)
    simulated = sum(case["sessions"] for case in summary["cases"])
    each = stages.sizes_in_words(list(results.sizes.values()))
    of_each = f", {each} of each of {cases} cases" if cases > 1 else ""
    wanted = f" of {numbers.plain(sum(results.sizes.values()))}" if not summary["complete"] else ""
    common = summary["common_random_numbers"] and cases > 1
    same = " Session <i>r</i> of every case draws the same random numbers." if common else ""
    described = (results.study.get("metadata") or {}).get("description")
    said = f"<p>{_escape(str(described))}</p>\n" if described else ""
    workload = _escape(figures.words(results.workload))
    return (f"{said}<p>{numbers.data(simulated, numbers.plain(simulated))}{wanted} sessions of {workload}{of_each}, "
            f"from seed {summary['seed']}.{same} ± is half of the {100 * summary['confidence']:g}{numbers.THIN}% "
            "interval.</p>\n")


def _alarm(*summaries: Figures) -> str:
    if all(summary["complete"] for summary in summaries):
        return ""
    done, all_blocks = (sum(summary[what] for summary in summaries) for what in ("blocks_done", "blocks"))
    return (f'<p class="alarm" role="alert"><b>Not complete.</b> {done} of {all_blocks} blocks are done '
            f"({numbers.plain(100 * done / all_blocks, 1)}{numbers.THIN}%). All that follows speaks of these alone, "
            "and will change. The command that began the run continues it.</p>\n")


def _contents(body: str) -> str:
    sections = re.findall(r'<section id="(\w+)"><h2>(.*?)</h2>', body)
    links = "".join(f'<a href="#{name}">{title}</a> ' for name, title in sections)
    return f'<nav aria-label="On this page">{links}</nav>\n'


def page(results: Results | Chain, confidence: float = 0.95) -> str:
    """The report as one HTML page; of a study of stages a section each. Exact values are shown where the program is found.

    Raises Error when nothing of the file is done yet, or when it is not complete and the program is not found.
    """
    if not results.share_done:
        raise Error(f"{results.path} has nothing to report yet (no block is done) run its study further", 3)
    if isinstance(results, Chain):
        return _page_of_stages(results, confidence)
    summary = figures.of_single_values(results.summary(confidence))
    first = [comparison.key_figures(summary), comparison.comparison(results, summary)]
    if len(results.cases) > charts.MOST_CASES_IN_FULL:  # charts say more than so long a table
        first.reverse()
    body = "".join([*first, trust.trust(summary), precision.precision(summary), theory.theory(summary),
                    endings.distributions(results, summary), endings.shares(summary, results.failure_columns),
                    endings.failures(results, summary), costs.costs(results.runs), provenance.provenance(results)])
    return _whole(results, _in_words(results, summary), _alarm(summary), body)


def _page_of_stages(chain: Chain, confidence: float) -> str:
    summaries = [figures.of_single_values(summary) for summary in chain.summary(confidence)["stages"]]
    body = "".join([stages.overview(chain, summaries), *stages.sections(chain, summaries), costs.costs(chain.runs),
                    provenance.provenance(chain)])
    return _whole(chain, stages.in_words(chain, summaries), _alarm(*summaries), body)


def _whole(results: Results | Chain, in_words: str, alarm: str, body: str) -> str:
    title = results.title or figures.words(results.workload).capitalize()
    if isinstance(results, Results) and results.stage:
        title += f", {figures.words(results.stage)}"
    css = importlib.resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    return (f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="color-scheme" content="light dark">\n<title>{_escape(title)}</title>\n'
            f"<style>\n{css}</style>\n</head>\n<body>\n<header>\n"
            f'<p class="kicker">{_escape(figures.words(results.workload))}</p>\n<h1>{_escape(title)}</h1>\n'
            f"{in_words}{_contents(body)}{alarm}</header>\n<main>\n{body}</main>\n"
            f'<footer><p class="note">Made by ergodic report. Every number on this page carries all its digits: they '
            f"are those of <code>ergodic summary --json</code>.</p></footer>\n</body>\n</html>\n")
