"""The ground that faults are seeded in: a valid register, and levels that rate in a way that matters."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from govkit.model import Assessment, Register, Risk, pointer
from govkit.scoring import BaseScheme
from govkit.scoring.coherence import Survey

T = TypeVar("T", Register, Risk)


@attrs.frozen
class Spots:
    """Levels that a scheme rates in a way that matters here.

    Args:
        least: levels that rate least.
        worst: levels that rate worse than those, None if none do.
        above: levels above tolerance, None if none are.
    """

    least: dict[str, int]
    worst: dict[str, int] | None
    above: dict[str, int] | None


def spots_of(scheme: BaseScheme) -> Spots:
    """Find levels of a scheme that rate least, worst and above tolerance."""
    survey = Survey(scheme)
    cells = survey.cells
    least, worst = (choose(cells, key=lambda cell: cells[cell].rank) for choose in (min, max))
    same = cells[least].rank == cells[worst].rank
    above = next((cell for cell in cells if cells[cell].within is False), None)
    return Spots(
        survey.levels(least),
        None if same else survey.levels(worst),
        None if above is None else survey.levels(above),
    )


def put(holder: T, name: str, place: int, item: object) -> T:
    """Put an item of a list in the place of another, or after the last."""
    items: tuple[Any, ...] = getattr(holder, name)
    changes: dict[str, Any] = {name: (*items[:place], item, *items[place + 1 :])}
    return attrs.evolve(holder, **changes)


@attrs.frozen
class Ground:
    """What a fault is seeded in.

    Args:
        draw: draws what there is to choose.
        register: a valid register in which every list has an item.
        scheme: the scheme of its assessments.
        spots: levels of that scheme.
        as_of: the day in question.
    """

    draw: st.DrawFn
    register: Register
    scheme: BaseScheme
    spots: Spots
    as_of: date

    def place(self, items: tuple[Any, ...]) -> int:
        """Choose one of several items."""
        return self.draw(st.integers(0, len(items) - 1))

    def with_item(self, name: str, place: int, item: object) -> Register:
        """Put an item of a list in the place of another, or after the last."""
        return put(self.register, name, place, item)

    def before(self) -> date:
        """Choose a day before the day in question."""
        return self.as_of - timedelta(days=self.draw(st.integers(1, 700)))


Seed = Callable[[Ground], tuple[Register, str]]


def in_risk(seed: Callable[[Ground, Risk], tuple[Risk, str]]) -> Seed:
    """Seed a fault in one of the risks; it says where in the risk."""

    def seeded(ground: Ground) -> tuple[Register, str]:
        place = ground.place(ground.register.risks)
        risk, path = seed(ground, ground.register.risks[place])
        return ground.with_item("risks", place, risk), pointer("risks", place) + path

    return seeded


def in_another(seed: Callable[[Ground, Risk], tuple[Risk, str]]) -> Seed:
    """Seed a fault in one more risk, which is like another but for its ref; it says where in the risk."""

    def seeded(ground: Ground) -> tuple[Register, str]:
        risks = ground.register.risks
        like = attrs.evolve(risks[ground.place(risks)], ref=unknown_ref(risks))
        risk, path = seed(ground, like)
        return ground.with_item("risks", len(risks), risk), pointer("risks", len(risks)) + path

    return seeded


def unknown_ref(known: tuple[Any, ...]) -> str:
    """Find a ref that none of some items has."""
    taken = {each.ref for each in known}
    return next(ref for ref in (f"gone{'-' * count}" for count in range(len(taken) + 1)) if ref not in taken)


def current_of(risk: Risk) -> Assessment:
    """Give the current assessment of a valid risk, which has one."""
    assert risk.current is not None  # noqa: S101 - every valid risk has one; said for the type checker
    return risk.current


def rated(ground: Ground, levels: Any) -> Assessment:
    """Make an assessment of the day in question."""
    return Assessment(levels=levels, scheme=ground.scheme.id, date=ground.as_of)
