"""Faults of whole registers: their lists, their indicators and their actions."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from govkit.model import (
    Action,
    AuditArea,
    Cadence,
    Direction,
    Event,
    Indicator,
    Objective,
    Origin,
    OriginKind,
    Reading,
    Register,
    Revision,
    Update,
    WrittenDate,
    pointer,
)
from govkit.testing.strategies.ground import Ground, Seed, current_of, unknown_ref

_AHEAD: Final = "31/12/2999"


def _duplicate_ref(ground: Ground) -> tuple[Register, str]:
    name = ground.draw(st.sampled_from(["risks", "objectives", "bodies", "indicators", "plans", "areas"]))
    items = getattr(ground.register, name)
    again = items[ground.place(items)]
    return ground.with_item(name, len(items), again), pointer(name, len(items), "ref")


def _objective_without_risk(ground: Ground) -> tuple[Register, str]:
    place = len(ground.register.objectives)
    objective = Objective(ref=unknown_ref(ground.register.objectives), title="Nobody thought of it")
    return ground.with_item("objectives", place, objective), pointer("objectives", place)


def _unreadable_edition(ground: Ground) -> tuple[Register, str]:
    said = ground.draw(st.sampled_from(["", " ", "Date Req", "11/12", "31/02/2019"]))
    return attrs.evolve(ground.register, edition=WrittenDate(said)), "/edition"


def _wrong_group(ground: Ground) -> tuple[Register, str]:
    register = ground.register
    areas = tuple(AuditArea(ref=ref, title="Area") for ref in ("9001", "9004"))
    numbered = tuple(
        Action(
            ref=ref,
            title="Do it",
            owner="Clerk",
            deadline=_AHEAD,
            origin=Origin(kind=OriginKind.AUDIT, area=area.ref),
        )
        for ref, area in zip(("9001.1", "9001.4"), areas, strict=True)
    )
    changed = attrs.evolve(register, areas=(*register.areas, *areas), actions=(*register.actions, *numbered))
    return changed, pointer("actions", len(changed.actions) - 1, "ref")


def _past_its_cycle(ground: Ground) -> tuple[Register, str]:
    edition = WrittenDate((ground.before() - timedelta(days=366)).isoformat())
    review = ground.draw(st.sampled_from(Cadence))
    return attrs.evolve(ground.register, edition=edition, review=review), "/edition"


def _with_indicator(ground: Ground, **changes: Any) -> tuple[Register, str]:
    place = len(ground.register.indicators)
    ref = unknown_ref(ground.register.indicators)
    indicator = Indicator(**{"ref": ref, "title": "Satisfied", "unit": "%", **changes})
    return ground.with_item("indicators", place, indicator), pointer("indicators", place)


def _indicator(path: str, readings: Callable[[Ground], tuple[Reading, ...]], **changes: Any) -> Seed:
    def seeded(ground: Ground) -> tuple[Register, str]:
        register, place = _with_indicator(ground, readings=readings(ground), **changes)
        return register, place + path

    return seeded


def _no_share(ground: Ground) -> tuple[Reading, ...]:
    figures = st.decimals(-1000, -1, places=1) | st.decimals(101, 1000, places=1)
    return (Reading(period="June 2019", value=ground.draw(figures)),)


def _no_period(ground: Ground) -> tuple[Reading, ...]:
    said = ground.draw(st.sampled_from(["", "last month", "12 months ending 15/06/2019", "11/12"]))
    return (Reading(period=said, value=Decimal(50)),)


def _falling(ground: Ground) -> tuple[Reading, ...]:
    """Four days before the one in question, on each of which the figure is lower."""
    days = [ground.as_of - timedelta(days=ago) for ago in (4, 3, 2, 1)]
    return tuple(Reading(period=day.isoformat(), value=Decimal(80 - place)) for place, day in enumerate(days))


def _stands_still(ground: Ground) -> tuple[Register, str]:
    place = ground.place(ground.register.risks)
    risk = ground.register.risks[place]
    long_ago = attrs.evolve(current_of(risk), date=date(1990, 1, 1))
    with_risk = attrs.evolve(
        ground, register=ground.with_item("risks", place, attrs.evolve(risk, current=long_ago))
    )
    register, _ = _with_indicator(
        with_risk, readings=_falling(ground), direction=Direction.UP, risks=(risk.ref,)
    )
    return register, pointer("risks", place, "current")


def _action(path: str, **changes: Any) -> Seed:
    def seeded(ground: Ground) -> tuple[Register, str]:
        taken = tuple(ground.register.actions)
        update = Update(date=ground.as_of)
        given = {"owner": "Clerk", "deadline": _AHEAD, "updates": (update,), **changes}
        action = Action(ref=unknown_ref(taken), title=given.pop("title", "Do it"), **given)
        return ground.with_item("actions", len(taken), action), pointer("actions", len(taken)) + path

    return seeded


def _with_deadlines(seed: Seed) -> Seed:
    """Seed a fault in a register that records a deadline, of an action that is still to be done."""

    def seeded(ground: Ground) -> tuple[Register, str]:
        register, _ = _action("")(ground)
        return seed(attrs.evolve(ground, register=register))

    return seeded


_CLOSED: Final = Event(
    kind="action",
    ref="1",
    trigger="close",
    from_state="overdue",
    to_state="closed",
    effective=date(2000, 1, 1),
    recorded=date(2000, 1, 1),
)

OF_REGISTERS: Final[Mapping[str, Seed]] = {
    "GKREF001": _duplicate_ref,
    "GKREF003": _wrong_group,
    "GKDAT001": _unreadable_edition,
    "GKDAT002": _indicator("/readings/0/period", _no_period),
    "GKOBJ001": _objective_without_risk,
    "GKREV002": _past_its_cycle,
    "GKIND001": _indicator("/readings/0/value", _no_share),
    "GKIND002": _stands_still,
    "GKIND003": _indicator("", _falling, direction=Direction.UP, target=Decimal(90)),
    "GKIND004": _indicator("", lambda _: ()),
    "GKIND005": _indicator("", _falling, direction=Direction.UP),
    "GKACT001": _action("", owner=None),
    "GKACT002": _action("/deadline", deadline="ongoing"),
    "GKACT003": _action("/state", state="gone"),
    "GKACT004": _with_deadlines(_action("", deadline=None)),
    # Its state agrees with the dates, or another rule would tell it.
    "GKACT005": _action("/deadline", state="overdue", deadline="1 May 1999"),
    "GKACT006": _action("/deadline", start="2 January 3000"),
    "GKACT007": _action("/revisions", revisions=(Revision(deadline=_AHEAD),) * 3),
    "GKACT008": _action("", updates=(Update(date="1 May 1999"),)),
    "GKACT009": _action("/title", title="Do it by March 2999", deadline=None),
    "GKEVT001": _action("", events=(_CLOSED,)),
}
"""Per code a fault in a list of a register, in an indicator, or in an action of its log."""
