"""The report as Markdown, as GitHub and GitLab show it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from govkit.model import Register
from govkit.report.document import Above, Map, Report, report_on
from govkit.report.heatmap import Cell, HeatMap
from govkit.report.visible import visible
from govkit.scoring import Scheme
from govkit.workflow import Workflow

_MARKUP: Final = re.compile(r"[\\`*_\[\]|~$#]")
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LINK: Final = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_BLOCK: Final = re.compile(r"^(?:\d+(?=[.)](?: |$))|(?=[-+]))")


def markdown_report(
    register: Register,
    *,
    as_of: date,
    schemes: Mapping[str, Scheme],
    workflows: Mapping[str, Workflow],
) -> str:
    """Say what a register holds on a day, in Markdown.

    Args:
        register: the register; actions are shown as a sweep on that day would leave them.
        as_of: the day in question.
        schemes: scoring schemes at hand, by id.
        workflows: lifecycles at hand, by id.

    Returns:
        GitHub-flavoured Markdown, ending in a newline.
    """
    return as_markdown(report_on(register, as_of=as_of, schemes=schemes, workflows=workflows))


def as_markdown(report: Report) -> str:
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
        *_above(report),
        *_not_rated(report),
        *_actions(report),
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


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _map(each: Map) -> Iterator[str]:
    yield f"## {escaped(each.title)}"
    if each.drawn is not None:
        yield _matrix(each.drawn)
        if each.drawn.key is not None:
            yield escaped(each.drawn.key)


def _matrix(drawn: HeatMap) -> str:
    heads = [drawn.axes, *(str(cell.column) for cell in drawn.rows[0])]
    rows = ([f"**{escaped(str(row[0].row))}**", *map(_cell, row)] for row in drawn.rows)
    return _table([escaped(head) for head in heads], rows)


def _cell(cell: Cell) -> str:
    band = f" {escaped(cell.rating.band.label)}" if cell.rating.band is not None else ""
    refs = f"<br>**{', '.join(map(escaped, cell.refs))}**" if cell.refs else ""
    return f"{escaped(cell.value)}{band}{refs}"


def _above(report: Report) -> Iterator[str]:
    if report.above:
        yield f"## {escaped(report.above_title)}"
    for each in report.above:
        yield from _risk(each)


def _risk(each: Above) -> Iterator[str]:
    yield f"### {escaped(each.ref)} {escaped(each.title)}"
    yield f"**{escaped(str(each.rating))}.** {escaped(each.rating.explanation)}"
    yield escaped(each.outlook)


def _not_rated(report: Report) -> Iterator[str]:
    if report.not_rated:
        yield f"## {escaped(report.not_rated_title)}"
        rows = ((each.ref, each.phase, each.why) for each in report.not_rated)
        yield _table(("Ref", "Assessment", "Why"), (list(map(escaped, row)) for row in rows))


def _actions(report: Report) -> Iterator[str]:
    if report.groups:
        yield f"## {escaped(report.groups_title)}"
    for group in report.groups:
        heads, rows = group.table
        yield f"### {escaped(group.title)}"
        yield _table(heads, (list(map(escaped, row)) for row in rows))


def _assumed(report: Report) -> Iterator[str]:
    if report.assumed:
        yield f"## {escaped(report.assumed_title)}"
        yield _items(report.assumed)
