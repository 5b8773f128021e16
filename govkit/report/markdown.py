"""The report as Markdown, as GitHub and GitLab show it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from govkit.report.document import Above, Map, Report
from govkit.report.heatmap import Cell, HeatMap
from govkit.report.performance import NO_ACTIVITY, NO_PRIORITY, Goal
from govkit.report.table import Table
from govkit.report.visible import visible

_MARKUP: Final = re.compile(r"[\\`*_\[\]|~$#]")
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LINK: Final = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_BLOCK: Final = re.compile(r"^(?:\d+(?=[.)](?: |$))|(?=[-+]))")


def markdown_report(report: Report) -> str:
    """Write a report as Markdown; whatever stands in the register is shown and never becomes markup.

    Args:
        report: the report.

    Returns:
        GitHub-flavoured Markdown, ending in a newline.
    """
    blocks = [
        f"# {escaped(report.title)}",
        escaped(" · ".join(report.facts)),
        _items(map(str, report.summary)),
        *(block for each in report.maps for block in _map(each)),
        *_moved(report),
        *_above(report),
        *_gaps(report),
        *_not_rated(report),
        *_measures(report),
        *_goals(report),
        *_actions(report),
        *_untold(report),
        *_assumed(report),
        escaped(str(report.made)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(text: str) -> str:
    """Write a text so that Markdown shows it as it is, wherever it stands.

    Args:
        text: any text; hidden characters are made visible, and blanks and line breaks become one blank.

    Returns:
        One line without markup, safe in a table.
    """
    plain = re.sub(" +", " ", visible(text)).strip()
    plain = _MARKUP.sub(r"\\\g<0>", plain).translate(_ENTITIES)
    return _BLOCK.sub(r"\g<0>\\", _LINK.sub(r"\\", plain))


def _items(texts: Iterable[str]) -> str:
    return "\n".join(f"- {escaped(text)}" for text in texts)


def markdown_table(table: Table) -> str:
    """Write a table without its title.

    Args:
        table: the table; its texts never become markup.

    Returns:
        Its lines, without a newline at the end.
    """
    return _lines([map(escaped, row) for row in (table.heads, *table.rows)])


def _lines(rows: Iterable[Iterable[str]]) -> str:
    """Write a table of texts that are Markdown already; the first row holds the heads."""
    heads, *rest = map(tuple, rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rest))


def _map(each: Map) -> Iterator[str]:
    yield f"## {escaped(each.title)}"
    if each.drawn is not None:
        yield _matrix(each.drawn)
        yield "<br>".join(map(escaped, each.drawn.legend))
    if each.rated is not None:
        yield f"### {escaped(each.rated.title)}"
        yield markdown_table(each.rated)


def _matrix(drawn: HeatMap) -> str:
    heads = map(escaped, (drawn.axes, *(str(cell.column) for cell in drawn.rows[0])))
    return _lines([heads, *((f"**{escaped(str(row[0].row))}**", *map(_cell, row)) for row in drawn.rows)])


def _cell(cell: Cell) -> str:
    band = f" {escaped(cell.rating.band.label)}" if cell.rating.band is not None else ""
    refs = f"<br>**{', '.join(map(escaped, cell.marked))}**" if cell.marked else ""
    return f"{escaped(cell.value)}{band}{refs}"


def _moved(report: Report) -> Iterator[str]:
    if report.moved is not None:
        yield f"## {escaped(report.moved.title)}"
        yield escaped(report.moved.summary)
        for table in report.moved.tables:
            yield f"### {escaped(table.title)}"
            yield markdown_table(table)


def _above(report: Report) -> Iterator[str]:
    if report.above:
        yield f"## {escaped(report.above_title)}"
    for each in report.above:
        yield from _risk(each)


def _risk(each: Above) -> Iterator[str]:
    yield f"### {escaped(each.ref)} {escaped(each.title)}"
    yield f"**{escaped(str(each.rating))}.** {escaped(each.rating.explanation)}"
    yield escaped(each.told)
    yield escaped(each.outlook)


def _gaps(report: Report) -> Iterator[str]:
    if report.gaps.counts:
        yield f"## {escaped(report.gaps.title)}"
        yield markdown_table(report.gaps.table)


def _not_rated(report: Report) -> Iterator[str]:
    if report.not_rated:
        yield f"## {escaped(report.not_rated_table.title)}"
        yield markdown_table(report.not_rated_table)


def _measures(report: Report) -> Iterator[str]:
    if report.performance.measures:
        yield f"## {escaped(report.performance.title)}"
        yield markdown_table(report.performance.table)


def _goals(report: Report) -> Iterator[str]:
    if report.performance.goals:
        yield f"## {escaped(report.performance.goals_title)}"
    for goal in report.performance.goals:
        yield from _goal(goal)


def _goal(goal: Goal) -> Iterator[str]:
    yield f"### {escaped(goal.title)}"
    if not goal.priorities:
        yield NO_PRIORITY
    for table in goal.priorities:
        yield f"#### {escaped(table.title)}"
        yield markdown_table(table) if table.rows else NO_ACTIVITY


def _actions(report: Report) -> Iterator[str]:
    if report.groups:
        yield f"## {escaped(report.groups_title)}"
    for group in report.groups:
        yield f"### {escaped(group.title)}"
        yield markdown_table(group.table)


def _untold(report: Report) -> Iterator[str]:
    if report.untold:
        yield f"## {escaped(report.untold_title)}"
        yield _items(report.untold)


def _assumed(report: Report) -> Iterator[str]:
    if report.assumed:
        yield f"## {escaped(report.assumed_title)}"
        yield _items(report.assumed)
