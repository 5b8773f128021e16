from datetime import date
from pathlib import Path

import acme_govkit.lifecycle
import acme_govkit.rules
import acme_govkit.scheme
import pytest

from govkit import Action, Blocked, Toolkit
from govkit.testing import RuleCase, rule_cases

KIT = Toolkit(acme_govkit.scheme, acme_govkit.lifecycle, acme_govkit.rules, strict=True)


@rule_cases(Path(__file__).parent / "cases")
def test_rule(case: RuleCase) -> None:
    case.check(KIT)


def test_only_the_engineer_finishes_a_repair() -> None:
    action = Action(ref="1", title="Renew the piles", workflow="acme-repair", deadline="30/06/2026")
    with pytest.raises(Blocked, match="1 cannot finish: who does it \\(Clerk\\) is not Engineer"):
        KIT.fire(action, "finish", as_of=date(2026, 5, 1), by="Clerk")
    done, event = KIT.fire(action, "finish", as_of=date(2026, 5, 1), by="Engineer")
    assert (done.state, event.from_state) == ("done", "reported")
