"""What a row of a table may be, and which of its fields a column may hold."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Annotated, Any, Final, get_args, get_origin

import attrs

from govkit.formats.keys import keys_of
from govkit.model import (
    Acceptance,
    Action,
    Assessment,
    Assurance,
    AuditArea,
    Body,
    Control,
    Indicator,
    Meeting,
    Objective,
    Plan,
    Reading,
    Report,
    Risk,
)

LEVELS: Final = "levels"
"""The field of an assessment that holds a level per factor."""


class Rows(StrEnum):
    """What each row of a table is."""

    RISK = "risk"
    CONTROL = "control"
    ASSURANCE = "assurance"
    ACTION = "action"
    ACCEPTANCE = "acceptance"
    REPORT = "report"
    OBJECTIVE = "objective"
    INDICATOR = "indicator"
    READING = "reading"
    BODY = "body"
    MEETING = "meeting"
    AREA = "area"
    PLAN = "plan"


@attrs.frozen
class Sort:
    """Where items of one kind stand in a register.

    Args:
        cls: the class of one.
        key: the list that holds them.
        owner: what they belong to; None for what stands in the register itself.
        alone: whether they may stand in the register itself though they can have an owner.
        prefix: what begins the refs of items whose rows have none; None where each row needs its own.
    """

    cls: type[Any]
    key: str
    owner: Rows | None = None
    alone: bool = False
    prefix: str | None = None


SORTS: Final[Mapping[Rows, Sort]] = {
    Rows.OBJECTIVE: Sort(Objective, "objectives"),
    Rows.AREA: Sort(AuditArea, "areas"),
    Rows.BODY: Sort(Body, "bodies"),
    Rows.INDICATOR: Sort(Indicator, "indicators"),
    Rows.PLAN: Sort(Plan, "plans"),
    Rows.RISK: Sort(Risk, "risks"),
    Rows.ACTION: Sort(Action, "actions", Rows.RISK, alone=True, prefix="A"),
    Rows.CONTROL: Sort(Control, "controls", Rows.RISK, prefix="C"),
    Rows.ASSURANCE: Sort(Assurance, "assurances", Rows.RISK, prefix="S"),
    Rows.ACCEPTANCE: Sort(Acceptance, "acceptances", Rows.RISK),
    Rows.REPORT: Sort(Report, "reports", Rows.RISK),
    Rows.READING: Sort(Reading, "readings", Rows.INDICATOR),
    Rows.MEETING: Sort(Meeting, "meetings", Rows.BODY),
}
"""Per kind of row where its items stand; what owns others comes before them."""


def plain(kind: Any) -> Any:
    """Strip a type of constraints and of None.

    Args:
        kind: a type as a field has it.

    Returns:
        What a value that is there has to be.
    """
    while get_origin(kind) is Annotated or NoneType in get_args(kind):
        kind = get_args(kind)[0] if get_origin(kind) is Annotated else _present(kind)
    return kind


def _present(kind: Any) -> Any:
    parts = tuple(each for each in get_args(kind) if each is not NoneType)
    return parts[0] if len(parts) == 1 else parts


@cache
def needed(rows: Rows) -> tuple[str, ...]:
    """List the fields that each item has to have, but for a ref that can be made up.

    Args:
        rows: what each row is.
    """
    sort = SORTS[rows]
    keys = keys_of(sort.cls)
    made_up = {"ref"} if sort.prefix else set()
    must = [field.name for field in attrs.fields(sort.cls) if field.init and field.default is attrs.NOTHING]
    return tuple(keys[name] for name in must if keys[name] not in made_up)


@attrs.frozen
class Listed:
    """The type of a field that is a list.

    Args:
        part: the type of its entries: texts, or items of which the cell has the titles.
    """

    part: type[Any]


@cache
def columns_of(rows: Rows) -> Mapping[str, Any]:
    """List the fields that columns may hold.

    Args:
        rows: what each row is.

    Returns:
        Per field, with dots in front of what is within another ("current.printed"), the type of its value: a
        ``Listed`` for a list; ``LEVELS`` stands for all of ``current.levels.…``, whatever the factors are.
    """
    sort = SORTS[rows]
    found = dict(_columns(sort.cls, ""))
    if sort.owner is not None:
        found[sort.owner.value] = str
    return found


def _columns(cls: type[Any], before: str) -> Iterator[tuple[str, Any]]:
    for name, key in keys_of(cls).items():
        kind = plain(attrs.fields_dict(cls)[name].type)
        field = before + key
        if cls is Assessment and name == LEVELS:
            yield field, LEVELS
        elif get_origin(kind) is tuple:
            # Texts in one cell, or titles of items whose other fields have no column here.
            part = plain(get_args(kind)[0])
            if part is str or any(part is each.cls and each.prefix for each in SORTS.values()):
                yield field, Listed(part)
        elif attrs.has(kind) and keys_of(kind) and not hasattr(kind, "text"):
            yield from _columns(kind, f"{field}.")
        else:
            yield field, kind
