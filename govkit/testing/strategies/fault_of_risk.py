"""Faults of risks: their refs, assessments, acceptances, reports, reviews and words."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from govkit.model import (
    PHASES,
    Acceptance,
    Action,
    Assessment,
    Cadence,
    EarlierAssessment,
    Phase,
    Register,
    Risk,
    WrittenDate,
    pointer,
)
from govkit.scoring import Aggregation
from govkit.testing.strategies.ground import (
    Ground,
    Seed,
    current_of,
    in_another,
    in_risk,
    put,
    rated,
    unknown_ref,
)
from govkit.testing.strategies.level import unknown_levels
from govkit.testing.strategies.text import short_texts


def _dangling_ref(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    if ground.draw(st.booleans()):
        gone = unknown_ref(ground.register.objectives)
        return attrs.evolve(risk, objective=gone), "/objective"
    place = ground.place(risk.assurances)
    assurance = risk.assurances[place]
    covers = (*assurance.covers, unknown_ref(risk.controls))
    path = pointer("assurances", place, "covers", len(assurance.covers))
    return put(risk, "assurances", place, attrs.evolve(assurance, covers=covers)), path


def _level_outside_scheme(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    phase = ground.draw(st.sampled_from([phase for phase in PHASES if getattr(risk, phase) is not None]))
    # Without any level an assessment says nothing that could be wrong.
    unknown = ground.draw(unknown_levels(ground.scheme).filter(lambda found: bool(found.levels)))
    changed = attrs.evolve(getattr(risk, phase), levels=unknown.levels)
    path = ground.draw(st.sampled_from(unknown.paths))
    return attrs.evolve(risk, **{phase: changed}), pointer(phase, "levels", *path)


def _printed_differs(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    current = current_of(risk)
    rating = ground.scheme.rate(current.levels)
    right = {str(rating.value), rating.band.label if rating.band else None}
    wrong = ground.draw((short_texts() | st.integers()).filter(lambda text: str(text) not in right))
    return attrs.evolve(risk, current=attrs.evolve(current, printed=wrong)), "/current/printed"


def _overall_level_differs(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    current = current_of(risk)
    counted = ground.scheme.rate(current.levels).levels
    factor = ground.draw(st.sampled_from([each for each in ground.scheme.factors if each.key in counted]))
    wrong = (short_texts() | st.integers()).filter(lambda level: level not in factor.places)
    others = [level.number for level in factor.levels if level.number != counted[factor.key]]
    if others and ground.scheme.aggregation is Aggregation.HIGHEST_LEVEL:
        # Where categories are rated by themselves, another level may count as well.
        wrong |= st.sampled_from(others)
    changed = attrs.evolve(current, printed_levels={factor.key: ground.draw(wrong)})
    return attrs.evolve(risk, current=changed), pointer("current", "printed_levels", factor.key)


def _other_version(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    current = attrs.evolve(current_of(risk), scheme_version=f"before {ground.scheme.version}")
    return attrs.evolve(risk, current=current), "/current/scheme_version"


def _current_above_inherent(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    inherent, current = (rated(ground, levels) for levels in (ground.spots.least, ground.spots.worst))
    return attrs.evolve(risk, inherent=inherent, current=current), "/current"


def _unanswered(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    current = rated(ground, ground.spots.above)
    return attrs.evolve(risk, current=current, target=None, acceptances=(), actions=()), "/current"


def _accepted(seed: Callable[[Ground], Acceptance], path: str) -> Seed:
    def seeded(ground: Ground, risk: Risk) -> tuple[Risk, str]:
        place = len(risk.acceptances)
        return put(risk, "acceptances", place, seed(ground)), pointer("acceptances", place) + path

    return in_risk(seeded)


def _backwards(ground: Ground) -> Acceptance:
    begin = ground.before()
    until = begin - timedelta(days=ground.draw(st.integers(1, 100)))
    return Acceptance(by="Commissioner", why="It was decided.", on=begin, until=until)


def _incomplete(ground: Ground) -> Acceptance:
    whole: dict[str, Any] = {
        "by": "Commissioner",
        "why": "It was decided.",
        "on": ground.before(),
        "until": ground.as_of,
    }
    return Acceptance(**{**whole, ground.draw(st.sampled_from(sorted(whole))): None})


def _without_lead(_: Ground, risk: Risk) -> tuple[Risk, str]:
    return attrs.evolve(risk, executive_lead=None, senior_lead=None), ""


def _review_overdue(ground: Ground) -> tuple[Register, str]:
    place = ground.place(ground.register.risks)
    risk = ground.register.risks[place]
    # Longer ago than the longest cadence, which the band of the risk may have.
    long_ago = WrittenDate((ground.before() - timedelta(days=366)).isoformat())
    current = attrs.evolve(current_of(risk), date=long_ago)
    register = ground.with_item("risks", place, attrs.evolve(risk, current=current))
    return attrs.evolve(register, review=ground.draw(st.sampled_from(Cadence))), pointer("risks", place)


def _changed(path: str, **changes: Any) -> Callable[[Ground, Risk], tuple[Risk, str]]:
    return lambda _, risk: (attrs.evolve(risk, **changes), path)


def _target_above_current(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    current, target = (rated(ground, levels) for levels in (ground.spots.least, ground.spots.worst))
    return attrs.evolve(risk, current=current, target=target), "/target"


def _target_above_tolerance(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    return attrs.evolve(risk, target=rated(ground, ground.spots.above), acceptances=()), "/target"


def _category_left_out(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    factor = next(each for each in ground.scheme.factors if len(each.categories) > 1)
    levels: dict[str, Any] = {**ground.spots.least}
    levels[factor.key] = {factor.categories[0].key: factor.levels[0].number}
    return attrs.evolve(risk, current=rated(ground, levels)), pointer("current", "levels", factor.key)


def _replaced_scheme(ground: Ground) -> tuple[Register, str]:
    place = ground.place(ground.register.risks)
    risk = ground.register.risks[place]
    old = Assessment(levels=ground.spots.least, scheme=f"{ground.scheme.id}-old")
    earlier = (EarlierAssessment(phase=Phase.CURRENT, assessment=old),)
    return ground.with_item("risks", place, attrs.evolve(risk, earlier=earlier, inherent=old)), "/risks"


def _two_schemes(ground: Ground) -> tuple[Register, str]:
    other = Assessment(levels=ground.spots.least, scheme=f"{ground.scheme.id}-other")
    # Were another scheme among what it replaced, that one would be superseded, which is another rule's.
    register, _ = in_another(lambda _, risk: (attrs.evolve(risk, current=other, earlier=()), ""))(ground)
    return register, "/risks"


def _nothing_due(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    late = Action(ref="late", title="Do it", owner="Clerk", deadline=ground.as_of + timedelta(days=200))
    current = rated(ground, ground.spots.above)
    return attrs.evolve(risk, current=current, acceptances=(), actions=(late,)), ""


def _not_escalated(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    current = rated(ground, ground.spots.above)
    return attrs.evolve(risk, current=current, acceptances=(), reports=()), ""


def _lapsed(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    ended = Acceptance(by="Commissioner", why="It was decided.", on="1900-01-01", until=ground.before())
    return attrs.evolve(
        risk, current=rated(ground, ground.spots.above), acceptances=(ended,)
    ), "/acceptances/0"


def _to_come(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    day = ground.as_of + timedelta(days=ground.draw(st.integers(1, 700)))
    return attrs.evolve(risk, current=attrs.evolve(current_of(risk), date=day)), "/current/date"


def _of_another_form(ground: Ground) -> tuple[Register, str]:
    risks = ground.register.risks
    like = tuple(attrs.evolve(risks[0], ref=f"ZZ1.{number}") for number in range(20))
    odd = attrs.evolve(risks[0], ref="ZZ21")
    register = attrs.evolve(ground.register, risks=(*risks, *like, odd))
    return register, pointer("risks", len(register.risks) - 1, "ref")


def _same_text(ground: Ground) -> tuple[Register, str]:
    place = ground.place(ground.register.risks)
    copied = attrs.evolve(
        ground.register.risks[place], statement="It is written here, and elsewhere as well."
    )
    register = ground.with_item("risks", place, copied)
    again = attrs.evolve(copied, ref=unknown_ref(register.risks))
    return put(register, "risks", len(register.risks), again), pointer("risks", place, "statement")


OF_RISKS: Final[Mapping[str, Seed]] = {
    "GKREF002": in_risk(_dangling_ref),
    "GKREF004": _of_another_form,
    "GKOBJ002": in_another(_changed("", objective=None)),
    "GKSCO001": in_risk(_level_outside_scheme),
    "GKSCO002": in_risk(_printed_differs),
    "GKSCO003": in_risk(_current_above_inherent),
    "GKSCO004": in_another(_changed("", current=None)),
    "GKSCO005": in_risk(_target_above_current),
    "GKSCO006": in_risk(_category_left_out),
    "GKSCO007": _replaced_scheme,
    "GKSCO008": _two_schemes,
    "GKSCO009": in_risk(_overall_level_differs),
    "GKSCO010": in_risk(_other_version),
    "GKTOL001": in_risk(_unanswered),
    "GKTOL002": in_another(_not_escalated),
    "GKTOL003": in_risk(_target_above_tolerance),
    "GKTOL004": in_risk(_nothing_due),
    "GKACC001": _accepted(_incomplete, ""),
    "GKACC002": _accepted(_backwards, "/until"),
    "GKACC003": in_risk(_lapsed),
    "GKOWN001": in_risk(_without_lead),
    "GKREV001": _review_overdue,
    "GKREV003": in_risk(_to_come),
    "GKWRI001": in_risk(_changed("/title", title="Posts", statement=None, causes=())),
    "GKWRI002": in_risk(_changed("/executive_lead", executive_lead="TBC")),
    "GKWRI003": _same_text,
    "GKWRI004": in_risk(_changed("/statement", statement=" Posts  stay empty.")),
}
"""Per code a fault in a risk, or among risks."""
