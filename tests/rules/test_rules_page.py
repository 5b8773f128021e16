"""The page of rules against the rules."""

import re
from pathlib import Path

from govkit.analysis import GapKind
from govkit.rules.shipped import govkit_rules

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (GK\w+) \| (.+) \| (.+) \| (.+) \| (.*) \|$", PAGE, re.MULTILINE)


def test_table_lists_every_rule_as_it_is_in_the_order_of_codes():
    rules = sorted(govkit_rules(), key=lambda rule: rule.code)
    assert [(rule.code, rule.name, severity(rule), rule.title, rule.source or "–") for rule in rules] == ROWS


def severity(rule):
    when = "" if rule.by_default else ", when selected"
    return f"{rule.severity}{when}{', fixable' if rule.fixable else ''}"


def test_every_family_of_codes_is_explained():
    families = {rule.code[2:5] for rule in govkit_rules()}
    assert set(re.findall(r"`([A-Z]{3})` for", PAGE)) == families


def test_every_kind_of_gap_has_the_rule_that_bears_its_name():
    names = {kind.replace(" ", "-") for kind in GapKind}
    assert names <= {rule.name for rule in govkit_rules()}
    named = {rule.code for rule in govkit_rules() if rule.name in names}
    assert named == {"GKOBJ001", "GKCTL001", *(f"GKASR00{number}" for number in range(1, 8))}
