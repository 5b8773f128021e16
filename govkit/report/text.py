"""The report as plain text."""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Final

from govkit.report.document import Above, Group, Map, Report
from govkit.report.performance import NO_ACTIVITY, NO_PRIORITY, Goal
from govkit.report.table import Table
from govkit.report.visible import visible

_WIDTH: Final = 100


def text_report(report: Report) -> str:
    """Write a report as plain text.

    Args:
        report: the report.

    Returns:
        Lines of at most about 100 characters, ending in a newline.
    """
    title = visible(report.title)
    parts: list[Iterable[str]] = [
        [title, "=" * len(title), " · ".join(report.facts)],
        map(str, report.summary),
        *map(_map, report.maps),
        _moved(report),
        _above(report),
        _gaps(report),
        _not_rated(report),
        _measures(report),
        _goals(report),
        _actions(report),
        _untold(report),
        _assumed(report),
        wrap(str(report.made), _WIDTH),
    ]
    blocks = (list(map(visible, part)) for part in parts)
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _map(each: Map) -> Iterator[str]:
    yield each.title
    if each.drawn is not None:
        yield ""
        yield from str(each.drawn).split("\n")
    if each.rated is not None:
        yield ""
        yield each.rated.title
        yield from _rows(each.rated)


def _moved(report: Report) -> Iterator[str]:
    if report.moved is not None:
        yield report.moved.title
        yield from _indented(report.moved.summary)
        for table in report.moved.tables:
            yield ""
            yield table.title
            yield from _rows(table)


def _above(report: Report) -> Iterator[str]:
    if report.above:
        yield report.above_title
    for each in report.above:
        yield ""
        yield from _risk(each)


def _risk(each: Above) -> Iterator[str]:
    yield from wrap(f"{each.ref}  {each.rating}: {each.title}", _WIDTH, subsequent_indent="  ")
    yield from _indented(each.rating.explanation)
    yield from _indented(each.told)
    yield from _indented(each.outlook)


def _gaps(report: Report) -> Iterator[str]:
    if report.gaps.counts:
        yield report.gaps.title
    for each in report.gaps.counts:
        yield from _indented(f"{each.count} {each.kind}: {each.where}")


def _not_rated(report: Report) -> Iterator[str]:
    if report.not_rated:
        yield report.not_rated_table.title
    for each in report.not_rated:
        yield from _indented(f"{each.ref}, {each.phase}: {each.why} ({each.title})")


def _measures(report: Report) -> Iterator[str]:
    if report.performance.measures:
        yield report.performance.title
    for each in report.performance.measures:
        period = f", {each.period}" if each.period else ""
        yield from _indented(f"{each.judged.indicator.ref}  {each.judged.indicator.title}")
        yield from _indented(f"{each.figure}{period}; status {each.status}, trend {each.trend}", 4)
        yield from _indented(each.explanation, 4)


def _goals(report: Report) -> Iterator[str]:
    if report.performance.goals:
        yield report.performance.goals_title
    for goal in report.performance.goals:
        yield ""
        yield from _goal(goal)


def _goal(goal: Goal) -> Iterator[str]:
    yield goal.title
    if not goal.priorities:
        yield from _indented(NO_PRIORITY)
    for table in goal.priorities:
        yield ""
        yield from _indented(table.title)
        yield from _rows(table, 4)
        if not table.rows:
            yield from _indented(NO_ACTIVITY, 4)


def _rows(table: Table, by: int = 2) -> Iterator[str]:
    """Write each row as its ref and title, and below them the other columns with their heads."""
    for ref, title, *rest in table.rows:
        yield from _indented(f"{ref}  {title}", by)
        told = (f"{head}: {text}" for head, text in zip(table.heads[2:], rest, strict=True) if text)
        yield from _indented("; ".join(told), by + 2)


def _actions(report: Report) -> Iterator[str]:
    if report.groups:
        yield report.groups_title
    for group in report.groups:
        yield ""
        yield from _group(group)


def _group(group: Group) -> Iterator[str]:
    yield group.title
    for each in group.actions:
        due = "" if each.due is None else f", due {each.due}"
        owner = f", {each.owner}" if each.owner else ""
        since = f", {each.state} since {each.since}" if each.since else ""
        yield from _indented(f"{each.address}  {each.title}{due}{owner}{since}")


def _untold(report: Report) -> Iterator[str]:
    if report.untold:
        yield report.untold_title
    for sentence in report.untold:
        yield from _indented(sentence)


def _assumed(report: Report) -> Iterator[str]:
    if report.assumed:
        yield report.assumed_title
    for fact in report.assumed:
        yield from _indented(fact)


def _indented(text: str, by: int = 2) -> list[str]:
    return wrap(text, _WIDTH, initial_indent=" " * by, subsequent_indent=" " * (by + 2))
