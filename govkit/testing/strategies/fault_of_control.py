"""Faults of controls and of what assures them."""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from govkit.model import Assurance, AssuranceSource, Control, Register, Risk, WrittenDate, pointer
from govkit.testing.strategies.ground import Ground, Seed, in_another, in_risk, put, rated, unknown_ref


def _without_assurance(_: Ground, risk: Risk) -> tuple[Risk, str]:
    control = Control(ref=unknown_ref(risk.controls), title="Nobody looks at it")
    return put(risk, "controls", len(risk.controls), control), "/controls"


def _expired(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    return _assurance(ground, risk, expires=WrittenDate(ground.before().isoformat()))


def _never_received(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    return _assurance(ground, risk, received=None)


def _assurance(ground: Ground, risk: Risk, **changes: Any) -> tuple[Risk, str]:
    place = ground.place(risk.assurances)
    changed: Assurance = attrs.evolve(risk.assurances[place], **changes)
    return put(risk, "assurances", place, changed), pointer("assurances", place)


def _without_plans(seed: Seed) -> Seed:
    """Seed a fault that a plan which covers the risk would mend."""

    def seeded(ground: Ground) -> tuple[Register, str]:
        register, path = seed(ground)
        return attrs.evolve(register, plans=()), path

    return seeded


def _without_control(_: Ground, risk: Risk) -> tuple[Risk, str]:
    return attrs.evolve(risk, controls=(), assurances=()), ""


def _controls_without_effect(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    same = rated(ground, ground.spots.least)
    return attrs.evolve(risk, inherent=same, current=same), "/controls"


def _reduction_without_control(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    inherent, current = (rated(ground, levels) for levels in (ground.spots.worst, ground.spots.least))
    changed = attrs.evolve(risk, inherent=inherent, current=current, controls=(), assurances=())
    return changed, "/current"


def _inside_only(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    inside = tuple(
        attrs.evolve(each, source=AssuranceSource.INTERNAL, line=1, expires=None) for each in risk.assurances
    )
    return attrs.evolve(risk, current=rated(ground, ground.spots.above), assurances=inside), ""


def _one_for_all(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    controls = tuple(Control(ref=ref, title=ref) for ref in ("C1", "C2"))
    only = _assured(ground, "S1", covers=("C1", "C2"))
    return attrs.evolve(risk, controls=controls, assurances=(only,)), "/assurances/0"


def _assured(ground: Ground, ref: str, **changes: Any) -> Assurance:
    return Assurance(ref=ref, title="Looks", received=ground.as_of, **changes)


def _called_effective(_: Ground, risk: Risk) -> tuple[Risk, str]:
    control = Control(ref=unknown_ref(risk.controls), title="Nobody looks at it", effective=True)
    place = len(risk.controls)
    return put(risk, "controls", place, control), pointer("controls", place)


def _all_lapsed(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    ended = WrittenDate(ground.before().isoformat())
    return attrs.evolve(
        risk, assurances=tuple(attrs.evolve(each, expires=ended) for each in risk.assurances)
    ), "/controls"


def _covers_nothing(ground: Ground, risk: Risk) -> tuple[Risk, str]:
    place = len(risk.assurances)
    bare = _assured(ground, unknown_ref(risk.assurances))
    return put(risk, "assurances", place, bare), pointer("assurances", place)


def _everywhere(ground: Ground) -> tuple[Register, str]:
    risks = ground.register.risks
    again = tuple(attrs.evolve(risks[0], ref=f"{unknown_ref(risks)}{number}") for number in range(4))
    return attrs.evolve(ground.register, risks=(*risks, *again)), "/risks"


OF_CONTROLS: Final[Mapping[str, Seed]] = {
    "GKCTL001": _without_plans(in_another(_without_control)),
    "GKCTL002": in_risk(_controls_without_effect),
    "GKCTL003": _without_plans(in_another(_reduction_without_control)),
    "GKASR001": in_risk(_without_assurance),
    "GKASR002": in_risk(_expired),
    "GKASR003": in_risk(_never_received),
    "GKASR004": in_risk(_inside_only),
    "GKASR005": in_risk(_one_for_all),
    "GKASR006": in_risk(_called_effective),
    "GKASR007": in_risk(_all_lapsed),
    "GKASR008": in_risk(_covers_nothing),
    "GKASR009": _everywhere,
}
"""Per code a fault in the controls of a risk, or in its assurances."""
