"""What this body asks of its registers beyond the rules that everybody has."""

from pathlib import Path

from govkit import Toolkit

KIT = Toolkit.installed(strict=True)
REGISTERS = Path(__file__).parents[1] / "registers"


def test_every_risk_above_tolerance_has_an_action_with_an_owner():
    for path in REGISTERS.glob("*.yaml"):
        if ".waivers" in path.name:
            continue
        for risk in KIT.load(path).risks:
            current = KIT.rate(risk).current
            if current is not None and current.within_tolerance is False:
                assert any(action.owner for action in risk.actions), (
                    f"{path.name}: {risk.ref} has no owned action"
                )
