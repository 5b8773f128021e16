"""A repeated ref is told with the place of the first: its line where the register has lines, or else its path."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from govkit import Outcome, Toolkit
from govkit.testing import load_cases

KIT = Toolkit.installed()
CASES = load_cases(Path(__file__).parent / "cases" / "duplicate-ref.yaml")
FAILING = [case for case in CASES if case.outcome is Outcome.FAILS]
MESSAGES = {
    "a body, an indicator and a plan twice": (
        'body "b" stands here again; it stands first at /bodies/0',
        'indicator "i" stands here again; it stands first at /indicators/0',
        'plan "p" stands here again; it stands first at /plans/0',
    ),
    "a priority action, and a delivery activity under another priority action, of one objective twice": (
        'delivery activity "O1" stands here again; it stands first at /objectives/1/priorities/0/activities/0',
        'priority action "01" stands here again; it stands first at /objectives/1/priorities/0',
    ),
    "a risk twice": ('risk "R1" stands here again; it stands first at /risks/0',),
    "a risk three times, with the first named twice": (
        'risk "R1" stands here again; it stands first at /risks/0',
        'risk "R1" stands here again; it stands first at /risks/0',
    ),
    "an objective twice": ('objective "O1" stands here again; it stands first at /objectives/0',),
    "an audit area twice": ('audit area "4" stands here again; it stands first at /areas/0',),
    "an action of one risk twice": (
        'action "R1/A1" stands here again; it stands first at /risks/0/actions/0',
    ),
    "a number twice in one meeting, whose date is written in two ways": (
        'action "2019-01-24/1.0" stands here again; it stands first at /actions/0',
    ),
    "a line of the log that is addressed like a risk's action": (
        'action "4/1.4" stands here again; it stands first at /risks/0/actions/0',
    ),
    "a control and an assurance of one risk twice": (
        'control "C1" stands here again; it stands first at /risks/0/controls/0',
        'assurance "S1" stands here again; it stands first at /risks/0/assurances/0',
    ),
}


def found(register):
    return KIT.check(register, as_of=date(2019, 10, 9), only=["duplicate-ref"])


def test_every_failing_case_is_told_below():
    assert [case.name for case in FAILING] == list(MESSAGES)


@pytest.mark.parametrize("case", FAILING, ids=lambda case: case.name)
def test_without_a_source_the_path_of_the_first_is_told(case):
    register = attrs.evolve(case.register, source=None)
    assert sorted(each.message for each in found(register)) == sorted(MESSAGES[case.name])


@pytest.mark.parametrize("case", FAILING, ids=lambda case: case.name)
def test_with_a_source_the_line_of_the_first_is_told(case):
    for finding in found(case.register):
        line = case.register.source.locate(finding.values["first"] + "/ref").line
        assert finding.message.endswith(f" stands here again; it stands first on line {line}")
