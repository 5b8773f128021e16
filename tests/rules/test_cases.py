"""Every shipped rule, run over its cases, and what every shipped rule owes its readers."""

import re
from pathlib import Path

import pytest

from govkit import Outcome, Rule, Severity, Toolkit
from govkit.rules import HEADINGS
from govkit.rules.shipped import govkit_rules
from govkit.testing import load_cases, rule_cases

CASES = Path(__file__).parent / "cases"
KIT = Toolkit.installed(strict=True)
SHIPPED = {rule.name: rule for rule in govkit_rules()}
OVER_REGISTERS = sorted(name for name, rule in SHIPPED.items() if not rule.code.startswith("GKPLG"))


@rule_cases(CASES)
def test_rule(case):
    case.check(KIT)


def test_there_is_a_file_of_cases_for_every_rule_and_none_besides():
    assert [file.stem for file in sorted(CASES.iterdir())] == OVER_REGISTERS


@pytest.mark.parametrize("name", OVER_REGISTERS)
def test_cases_show_the_rule_passing_and_failing_with_the_message_in_full(name):
    cases = load_cases(CASES / f"{name}.yaml")
    assert {case.rule for case in cases} == {name}
    assert [case for case in cases if case.outcome is None]
    failing = [case for case in cases if case.outcome is Outcome.FAILS]
    assert [finding for case in failing for finding in case.findings if "message" in finding]


@pytest.mark.parametrize("name", OVER_REGISTERS)
def test_names_of_cases_are_unique(name):
    names = [case.name for case in load_cases(CASES / f"{name}.yaml")]
    assert len(set(names)) == len(names)


def test_codes_and_names_are_unique():
    rules = govkit_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules) == 65


def test_the_installed_toolkit_offers_the_shipped_rules_and_says_so():
    assert {rule.code: rule for rule in govkit_rules()}.items() <= KIT.rules.items()
    assert {KIT.origin(rule).distribution for rule in govkit_rules()} == {"govkit"}


@pytest.mark.parametrize("rule", govkit_rules(), ids=lambda rule: rule.name)
def test_page_says_something_under_every_heading(rule: Rule):
    title, *sections = re.split(rf"\n+(?:{'|'.join(HEADINGS)})\n", f"{rule.page}\n")
    assert title.strip() == f"{rule.title}."
    assert len(sections) == len(HEADINGS)
    assert all(section.strip() for section in sections)


@pytest.mark.parametrize("rule", govkit_rules(), ids=lambda rule: rule.name)
def test_code_is_of_this_projects_own_prefix(rule: Rule):
    assert re.fullmatch(r"GK[A-Z]{3}[0-9]{3}", rule.code)
    assert isinstance(rule.severity, Severity)


CONSISTENT = {
    *("GKREF001", "GKREF002", "GKREF004", "GKDAT002", "GKSCO001", "GKSCO002", "GKSCO007", "GKSCO008"),
    *("GKSCO009", "GKSCO010"),
    *("GKACC002", "GKIND001", "GKACT003", "GKACT006", "GKREV003", "GKEVT001", "GKWRI003", "GKWRI004"),
    *("GKPLG001", "GKPLG002", "GKWAI001", "GKWAI002", "GKWAI003"),
}  # fmt: skip
"""Rules of plain consistency, which come from no paper and no standard."""


def test_every_rule_that_is_no_plain_consistency_says_which_paper_or_standard_it_comes_from():
    assert {rule.code for rule in govkit_rules() if not rule.source} == CONSISTENT


def test_rules_of_taste_run_only_when_selected():
    taste = {rule.code for rule in govkit_rules() if not rule.by_default}
    assert taste == {"GKSCO006", "GKWRI001", "GKWRI002", "GKWRI003", "GKWRI004"}


def test_rule_name_is_the_name_of_its_file():
    folder = Path(__file__).parents[2] / "govkit" / "rules" / "shipped"
    files = {file.stem.replace("_", "-") for file in folder.glob("[a-z]*.py")}
    assert files == {name for name in OVER_REGISTERS if not SHIPPED[name].code.startswith("GKWAI")}
