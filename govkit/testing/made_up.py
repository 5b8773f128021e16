"""Items made up to meet what the rows of a lifecycle ask for."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any, ClassVar, Final

import attrs

from govkit.model import Change, Event, WrittenDate
from govkit.workflow import Compare, Guard, Row, Workflow
from govkit.workflow.field import BEFORE
from govkit.workflow.path import Parts
from govkit.workflow.verify import Occasion, Survey, Untold, Valuation
from govkit.workflow.verify.names import OCCASION
from govkit.workflow.verify.survey import holds, leaves_of, read_by
from govkit.workflow.verify.valuation import fields_of

_OWN: Final = frozenset({"KIND", "address", "state", "events", "later", "revised"})
_DAY: Final = date(2019, 10, 9)


@attrs.frozen(kw_only=True)
class _MadeUp:
    """An item whose class has the fields that guards read.

    Args:
        state: its state.
        events: what happened to it.
        later: what its fields hold once it is changed.
    """

    KIND: ClassVar[str] = "item"
    address: ClassVar[str] = "made-up"

    state: str | None
    events: tuple[Event, ...] = ()
    later: Mapping[str, Any] = attrs.field(factory=dict, eq=False)

    def revised(
        self, changes: dict[str, Any], *, on: date, by: str | None, why: str | None
    ) -> tuple["_MadeUp", tuple[Change, ...]]:
        """Take fields away, or become what it is to be."""
        del on, by, why
        names = attrs.fields_dict(type(self))
        emptied = {name: value for name, value in changes.items() if value is None and name in names}
        changed = self.later if any(value is not None for value in changes.values()) else {}
        return attrs.evolve(self, **{**changed, **emptied}), ()


@attrs.frozen(kw_only=True)
class Taking:
    """A row, and all that is needed to take it.

    Args:
        said: the row and the state in words.
        row: the row.
        state: the state it is taken from.
        item: an item in that state.
        as_of: the day.
        by: who fires it.
        why: the reason.
        facts: the facts that the lifecycle declares.
        changes: fields to change along with it.
    """

    said: str
    row: Row
    state: str
    item: Any
    as_of: date
    by: str | None
    why: str | None
    facts: Mapping[str, Any]
    changes: Mapping[str, Any]


def takings(workflow: Workflow) -> Iterator[Taking]:
    """Make up an item for every row and each of its sources.

    Args:
        workflow: the lifecycle.

    Returns:
        What it takes to take each; nothing for rows that can never be taken, or of which that cannot be told,
        and for conditions on what a made-up item has of its own, such as its state.
    """
    survey = Survey(workflow)
    for place, row in enumerate(workflow.rows):
        for state in dict.fromkeys(row.sources):
            way = _way(survey, place, state)
            if way is not None:
                yield _taking(survey, place, state, way)


def _way(survey: Survey, place: int, state: str) -> Valuation | None:
    """Choose values with which a row is the first of its trigger that can be taken."""
    row = survey.rows[place]
    earlier = [each for each in survey.rows[:place] if each.trigger == row.trigger and state in each.sources]
    guards = [guard for each in (row, *earlier) for guard in each.conditions]
    if not _can_be_made_up(guards):
        return None
    for occasion in (Occasion.UNCHANGED, Occasion.FIRED):
        ways = survey.ways(survey.row(place), guards, occasion)
        for way in () if isinstance(ways, Untold) else ways:
            passed = any(holds(each.conditions, way) for each in earlier)
            if (
                holds(row.conditions, way)
                and not passed
                and (occasion is not Occasion.FIRED or row.changes != ())
            ):
                return way
    return None


def _can_be_made_up(guards: Iterable[Guard]) -> bool:
    """Whether nothing asks what an item has of its own, nor compares what parts are asked of."""
    fields = [field for guard in guards for field in read_by(guard)]
    heads = {part for field in fields for part in field.parts if part != BEFORE}
    whole = {field.parts for field in fields if any(_is_part(other.parts, field.parts) for other in fields)}
    compared = {
        field.parts
        for guard in guards
        for leaf in leaves_of(guard)
        if isinstance(leaf, Compare)
        for field in fields_of(leaf)
    }
    return heads.isdisjoint(_OWN) and whole.isdisjoint(compared)


def _is_part(part: Parts, whole: Parts) -> bool:
    return len(part) > len(whole) and part[: len(whole)] == whole


def _taking(survey: Survey, place: int, state: str, way: Valuation) -> Taking:
    row, facts = survey.rows[place], survey.names.facts
    before = {
        parts[1:]: value for parts, value in way.values.items() if parts[0] == BEFORE and len(parts) > 1
    }
    apart = {*facts, *OCCASION, BEFORE}
    after = {parts: value for parts, value in way.values.items() if parts[0] not in apart}
    held = dict.fromkeys(row.clears, "something")
    now, later = held | _nested({**after, **before}), held | _nested(after)
    fields = dict.fromkeys((*now, *later))
    cls = attrs.make_class(
        "MadeUp",
        {name: attrs.field(default=None) for name in fields},
        bases=(_MadeUp,),
        frozen=True,
        kw_only=True,
    )
    occasion: dict[str, Any] = {name: way.values.get((name,)) for name in OCCASION}
    changed = way.occasion is Occasion.FIRED
    return Taking(
        said=f'{survey.row(place)} from "{state}"',
        row=row,
        state=state,
        item=cls(state=state, later=later, **now),
        as_of=occasion["as_of"] or _DAY,
        by=occasion["by"],
        why=occasion["why"],
        facts=_nested({parts: value for parts, value in way.values.items() if parts[0] in facts}),
        changes={(row.changes or ("anything",))[0]: "changed"} if changed else {},
    )


def _nested(values: Mapping[Parts, object]) -> dict[str, Any]:
    """Turn dotted names into values within values."""
    return {parts[0]: _value(values, parts[:1]) for parts in values}


def _value(values: Mapping[Parts, object], name: Parts) -> Any:
    """Build what a name stands for, with its parts."""
    parts = dict.fromkeys(each[: len(name) + 1] for each in values if _is_part(each, name))
    held = values.get(name, ...)
    if held is None or not parts:
        return held
    if held == "":
        return WrittenDate("")
    return SimpleNamespace(**{part[-1]: _value(values, part) for part in parts})
