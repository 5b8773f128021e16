from pathlib import Path

import acme_govkit.lifecycle
import acme_govkit.rules
import acme_govkit.scheme

from govkit import Toolkit
from govkit.testing import RuleCase, rule_cases

KIT = Toolkit(acme_govkit.scheme, acme_govkit.lifecycle, acme_govkit.rules, strict=True)


@rule_cases(Path(__file__).parent / "cases")
def test_rule(case: RuleCase) -> None:
    case.check(KIT)
