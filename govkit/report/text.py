"""The report as plain text."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from textwrap import wrap
from typing import Final

from govkit.model import Register
from govkit.report.document import Above, Group, Map, Report, report_on
from govkit.report.visible import visible
from govkit.scoring import Scheme
from govkit.workflow import Workflow

_WIDTH: Final = 100


def text_report(
    register: Register,
    *,
    as_of: date,
    schemes: Mapping[str, Scheme],
    workflows: Mapping[str, Workflow],
) -> str:
    """Say what a register holds on a day.

    Args:
        register: the register; actions are shown as a sweep on that day would leave them.
        as_of: the day in question.
        schemes: scoring schemes at hand, by id.
        workflows: lifecycles at hand, by id.

    Returns:
        Lines of at most about 100 characters, ending in a newline.
    """
    return as_text(report_on(register, as_of=as_of, schemes=schemes, workflows=workflows))


def as_text(report: Report) -> str:
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
        _above(report),
        _not_rated(report),
        _actions(report),
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


def _above(report: Report) -> Iterator[str]:
    if report.above:
        yield report.above_title
    for each in report.above:
        yield ""
        yield from _risk(each)


def _risk(each: Above) -> Iterator[str]:
    yield from wrap(f"{each.ref}  {each.rating}: {each.title}", _WIDTH, subsequent_indent="  ")
    yield from _indented(each.rating.explanation)
    yield from _indented(each.outlook)


def _not_rated(report: Report) -> Iterator[str]:
    if report.not_rated:
        yield report.not_rated_title
    for each in report.not_rated:
        yield from _indented(f"{each.ref}, {each.phase}: {each.why}")


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


def _assumed(report: Report) -> Iterator[str]:
    if report.assumed:
        yield report.assumed_title
    for fact in report.assumed:
        yield from _indented(fact)


def _indented(text: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ")
