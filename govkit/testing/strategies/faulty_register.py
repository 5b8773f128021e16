"""Registers with one seeded fault, and the rule that has to find it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, TypeVar

import attrs
from hypothesis import strategies as st

from govkit.errors import DefinitionError, UnknownNameError
from govkit.model import (
    PHASES,
    Acceptance,
    Action,
    Assessment,
    Assurance,
    Cadence,
    Control,
    Indicator,
    Objective,
    Reading,
    Register,
    Risk,
    WrittenDate,
    pointer,
)
from govkit.scoring import BaseScheme
from govkit.scoring.coherence import Survey
from govkit.testing.strategies.level import unknown_levels
from govkit.testing.strategies.text import short_texts
from govkit.testing.strategies.valid_register import valid_registers
from govkit.testing.strategies.written_date import AS_OF
from govkit.workflow import Workflow

T = TypeVar("T", Register, Risk)


@attrs.frozen
class FaultyRegister:
    """A register with one fault.

    Args:
        valid: the register before the fault, in which no shipped rule fails.
        register: the register with the fault.
        code: code of the rule that has to find it.
        path: JSON Pointer of the place at which it has to be found.
    """

    valid: Register
    register: Register
    code: str
    path: str


def faulty_registers(
    scheme: BaseScheme, code: str | None = None, *, workflow: Workflow | None = None, as_of: date = AS_OF
) -> st.SearchStrategy[FaultyRegister]:
    """Draw registers that are valid but for one fault, with the rule that has to find it and the place.

    Args:
        scheme: the scheme of the assessments; the toolkit that checks the register has to know it.
        code: the rule, one of ``FAULT_CODES``; any that the scheme allows unless given.
        workflow: the lifecycle of the actions, as ``valid_registers`` takes it.
        as_of: the day in question.

    Returns:
        A strategy for faulty registers. ``Toolkit.check(register, as_of=as_of)`` fails that rule at that
        path, and fails none for the valid register. Other rules may name what follows from
        the fault: levels that are not the scheme's have no rating that could be compared.

    Raises:
        UnknownNameError: no fault is seeded for that code.
        DefinitionError: the scheme gives all levels one rating, has none above tolerance, or counts reviews
            by lengths of its own, and the rule is about just that.
    """
    spots = _spots(scheme)
    impossible = _impossible(scheme, spots)
    possible = [each for each in FAULT_CODES if each not in impossible]
    if code is not None:
        if code not in FAULT_CODES:
            raise UnknownNameError("rule", code, FAULT_CODES, where="with a seeded fault")
        if code in impossible:
            raise DefinitionError("faulty registers", [f"{code} cannot fail: {impossible[code]}"])
        possible = [code]

    def seeded(draw: st.DrawFn) -> FaultyRegister:
        valid = draw(valid_registers(scheme, workflow, as_of=as_of, sparse=False))
        chosen = draw(st.sampled_from(possible))
        register, path = _SEEDS[chosen](_Ground(draw, valid, scheme, spots, as_of))
        return FaultyRegister(valid, register, chosen, path)

    return st.composite(seeded)()


@attrs.frozen
class _Spots:
    """Levels that a scheme rates in a way that matters here.

    Args:
        least: levels that rate least.
        worst: levels that rate worse than those, None if none do.
        above: levels above tolerance, None if none are.
    """

    least: dict[str, int]
    worst: dict[str, int] | None
    above: dict[str, int] | None


def _spots(scheme: BaseScheme) -> _Spots:
    survey = Survey(scheme)
    cells = survey.cells
    least, worst = (choose(cells, key=lambda cell: cells[cell].rank) for choose in (min, max))
    same = cells[least].rank == cells[worst].rank
    above = next((cell for cell in cells if cells[cell].within is False), None)
    return _Spots(
        survey.levels(least),
        None if same else survey.levels(worst),
        None if above is None else survey.levels(above),
    )


def _impossible(scheme: BaseScheme, spots: _Spots) -> dict[str, str]:
    reasons = {}
    if spots.worst is None:
        reasons["GKSCO003"] = f"{scheme.id} gives all levels the same rating"
    if any(band.review is not None and not isinstance(band.review, Cadence) for band in scheme.bands):
        reasons["GKREV001"] = f"{scheme.id} has bands that are reviewed after lengths of their own"
    if spots.above is None:
        reasons["GKTOL001"] = f"{scheme.id} has nothing above tolerance"
    return reasons


def _with(holder: T, name: str, place: int, item: object) -> T:
    """Put an item of a list in the place of another, or after the last."""
    items: tuple[Any, ...] = getattr(holder, name)
    changes: dict[str, Any] = {name: (*items[:place], item, *items[place + 1 :])}
    return attrs.evolve(holder, **changes)


@attrs.frozen
class _Ground:
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
    spots: _Spots
    as_of: date

    def place(self, items: tuple[Any, ...]) -> int:
        """Choose one of several items."""
        return self.draw(st.integers(0, len(items) - 1))

    def with_item(self, name: str, place: int, item: object) -> Register:
        """Put an item of a list in the place of another, or after the last."""
        return _with(self.register, name, place, item)

    def before(self) -> date:
        """Choose a day before the day in question."""
        return self.as_of - timedelta(days=self.draw(st.integers(1, 700)))


_Seed = Callable[[_Ground], tuple[Register, str]]


def _in_risk(seed: Callable[[_Ground, Risk], tuple[Risk, str]]) -> _Seed:
    """Seed a fault in one of the risks; it says where in the risk."""

    def seeded(ground: _Ground) -> tuple[Register, str]:
        place = ground.place(ground.register.risks)
        risk, path = seed(ground, ground.register.risks[place])
        return ground.with_item("risks", place, risk), pointer("risks", place) + path

    return seeded


def _unknown_ref(known: tuple[Any, ...]) -> str:
    taken = {each.ref for each in known}
    return next(ref for ref in (f"gone{'-' * count}" for count in range(len(taken) + 1)) if ref not in taken)


def _duplicate_ref(ground: _Ground) -> tuple[Register, str]:
    name = ground.draw(st.sampled_from(["risks", "objectives", "bodies", "indicators", "plans", "areas"]))
    items = getattr(ground.register, name)
    again = items[ground.place(items)]
    return ground.with_item(name, len(items), again), pointer(name, len(items), "ref")


def _dangling_ref(ground: _Ground, risk: Risk) -> tuple[Risk, str]:
    if ground.draw(st.booleans()):
        gone = _unknown_ref(ground.register.objectives)
        return attrs.evolve(risk, objective=gone), "/objective"
    place = ground.place(risk.assurances)
    assurance = risk.assurances[place]
    covers = (*assurance.covers, _unknown_ref(risk.controls))
    path = pointer("assurances", place, "covers", len(assurance.covers))
    return _with(risk, "assurances", place, attrs.evolve(assurance, covers=covers)), path


def _level_outside_scheme(ground: _Ground, risk: Risk) -> tuple[Risk, str]:
    phase = ground.draw(st.sampled_from([phase for phase in PHASES if getattr(risk, phase) is not None]))
    # Without any level an assessment says nothing that could be wrong.
    unknown = ground.draw(unknown_levels(ground.scheme).filter(lambda found: bool(found.levels)))
    changed = attrs.evolve(getattr(risk, phase), levels=unknown.levels)
    path = ground.draw(st.sampled_from(unknown.paths))
    return attrs.evolve(risk, **{phase: changed}), pointer(phase, "levels", *path)


def _printed_differs(ground: _Ground, risk: Risk) -> tuple[Risk, str]:
    current = _current(risk)
    rating = ground.scheme.rate(current.levels)
    right = {str(rating.value), rating.band.label if rating.band else None}
    wrong = ground.draw((short_texts() | st.integers()).filter(lambda text: str(text) not in right))
    return attrs.evolve(risk, current=attrs.evolve(current, printed=wrong)), "/current/printed"


def _current_above_inherent(ground: _Ground, risk: Risk) -> tuple[Risk, str]:
    inherent, current = (_rated(ground, levels) for levels in (ground.spots.least, ground.spots.worst))
    return attrs.evolve(risk, inherent=inherent, current=current), "/current"


def _unanswered(ground: _Ground, risk: Risk) -> tuple[Risk, str]:
    current = _rated(ground, ground.spots.above)
    return attrs.evolve(risk, current=current, target=None, acceptances=(), actions=()), "/current"


def _current(risk: Risk) -> Assessment:
    assert risk.current is not None  # noqa: S101 - every valid risk has one; said for the type checker
    return risk.current


def _rated(ground: _Ground, levels: Any) -> Assessment:
    return Assessment(levels=levels, scheme=ground.scheme.id, date=ground.as_of)


def _accepted(seed: Callable[[_Ground], Acceptance], path: str) -> _Seed:
    def seeded(ground: _Ground, risk: Risk) -> tuple[Risk, str]:
        place = len(risk.acceptances)
        return _with(risk, "acceptances", place, seed(ground)), pointer("acceptances", place) + path

    return _in_risk(seeded)


def _backwards(ground: _Ground) -> Acceptance:
    begin = ground.before()
    until = begin - timedelta(days=ground.draw(st.integers(1, 100)))
    return Acceptance(by="Commissioner", why="It was decided.", on=begin, until=until)


def _incomplete(ground: _Ground) -> Acceptance:
    whole: dict[str, Any] = {
        "by": "Commissioner",
        "why": "It was decided.",
        "on": ground.before(),
        "until": ground.as_of,
    }
    return Acceptance(**{**whole, ground.draw(st.sampled_from(sorted(whole))): None})


def _without_lead(_: _Ground, risk: Risk) -> tuple[Risk, str]:
    return attrs.evolve(risk, executive_lead=None, senior_lead=None), ""


def _without_assurance(_: _Ground, risk: Risk) -> tuple[Risk, str]:
    control = Control(ref=_unknown_ref(risk.controls), title="Nobody looks at it")
    return _with(risk, "controls", len(risk.controls), control), "/controls"


def _expired(ground: _Ground, risk: Risk) -> tuple[Risk, str]:
    return _assurance(ground, risk, expires=WrittenDate(ground.before().isoformat()))


def _never_received(ground: _Ground, risk: Risk) -> tuple[Risk, str]:
    return _assurance(ground, risk, received=None)


def _assurance(ground: _Ground, risk: Risk, **changes: Any) -> tuple[Risk, str]:
    place = ground.place(risk.assurances)
    changed: Assurance = attrs.evolve(risk.assurances[place], **changes)
    return _with(risk, "assurances", place, changed), pointer("assurances", place)


def _review_overdue(ground: _Ground) -> tuple[Register, str]:
    place = ground.place(ground.register.risks)
    risk = ground.register.risks[place]
    # Longer ago than the longest cadence, which the band of the risk may have.
    long_ago = WrittenDate((ground.before() - timedelta(days=366)).isoformat())
    current = attrs.evolve(_current(risk), date=long_ago)
    register = ground.with_item("risks", place, attrs.evolve(risk, current=current))
    return attrs.evolve(register, review=ground.draw(st.sampled_from(Cadence))), pointer("risks", place)


def _objective_without_risk(ground: _Ground) -> tuple[Register, str]:
    place = len(ground.register.objectives)
    objective = Objective(ref=_unknown_ref(ground.register.objectives), title="Nobody thought of it")
    return ground.with_item("objectives", place, objective), pointer("objectives", place)


def _indicator(reading: Callable[[_Ground], Reading], path: str) -> _Seed:
    def seeded(ground: _Ground) -> tuple[Register, str]:
        place = len(ground.register.indicators)
        ref = _unknown_ref(ground.register.indicators)
        indicator = Indicator(ref=ref, title="Satisfied", unit="%", readings=(reading(ground),))
        return ground.with_item("indicators", place, indicator), pointer("indicators", place) + path

    return seeded


def _no_share(ground: _Ground) -> Reading:
    figures = st.decimals(-1000, -1, places=1) | st.decimals(101, 1000, places=1)
    return Reading(period="June 2019", value=ground.draw(figures))


def _no_period(ground: _Ground) -> Reading:
    said = ground.draw(st.sampled_from(["", "last month", "12 months ending 15/06/2019", "11/12"]))
    return Reading(period=said, value=Decimal(50))


def _action(path: str, **changes: Any) -> _Seed:
    def seeded(ground: _Ground) -> tuple[Register, str]:
        taken = tuple(ground.register.actions)
        action = Action(ref=_unknown_ref(taken), title="Do it", **{"owner": "Clerk", **changes})
        return ground.with_item("actions", len(taken), action), pointer("actions", len(taken)) + path

    return seeded


def _unreadable_edition(ground: _Ground) -> tuple[Register, str]:
    said = ground.draw(st.sampled_from(["", " ", "Date Req", "11/12", "31/02/2019"]))
    return attrs.evolve(ground.register, edition=WrittenDate(said)), "/edition"


_SEEDS: Final[Mapping[str, _Seed]] = {
    "GKREF001": _duplicate_ref,
    "GKREF002": _in_risk(_dangling_ref),
    "GKDAT001": _unreadable_edition,
    "GKDAT002": _indicator(_no_period, "/readings/0/period"),
    "GKSCO001": _in_risk(_level_outside_scheme),
    "GKSCO002": _in_risk(_printed_differs),
    "GKSCO003": _in_risk(_current_above_inherent),
    "GKTOL001": _in_risk(_unanswered),
    "GKACC001": _accepted(_incomplete, ""),
    "GKACC002": _accepted(_backwards, "/until"),
    "GKOWN001": _in_risk(_without_lead),
    "GKOBJ001": _objective_without_risk,
    "GKASR001": _in_risk(_without_assurance),
    "GKASR002": _in_risk(_expired),
    "GKASR003": _in_risk(_never_received),
    "GKIND001": _indicator(_no_share, "/readings/0/value"),
    "GKREV001": _review_overdue,
    "GKACT001": _action("", owner=None),
    "GKACT002": _action("/deadline", deadline="ongoing"),
}

FAULT_CODES: Final = tuple(_SEEDS)
"""Codes of the shipped rules for which ``faulty_registers`` seeds a fault."""
