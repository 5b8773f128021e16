"""Which findings of shipped rules come with an edit, and which do not because it is not certain what was meant."""

from datetime import date

import attrs
import pytest

from govkit import Edit, Register, Settings, Toolkit, Waiver
from govkit.io import loads
from govkit.rules import PlacedWaiver
from govkit.rules.addresses import addresses

KIT = Toolkit.installed(strict=True)
DAY = date(2019, 10, 9)
REGISTER = loads(
    """\
register: r
title: T
scheme: CAMBS-2019
workflows: {action: Action}
objectives: [{ref: O1, title: Safety}, {ref: o2, title: Peace}, {ref: O2, title: Peace}]
bodies: [{ref: b, title: The Board, kind: board}]
areas: [{ref: F, title: Money, overall_risk: ' r1 '}]
indicators: [{ref: I1, title: A, unit: '%', objective: o1, risks: [r1, R1]}]
plans: [{ref: P1, title: A, covers: [A risk, r2]}]
risks:
- ref: R1
  title: A risk
  objective: Safety
  controls: [{ref: C1, title: R1}, {ref: C2, title: C3}, {ref: c3, title: B}, {ref: D, title: E}, {ref: D, title: F}]
  assurances: [{ref: S1, title: A, covers: [c1, C3, d, C2]}]
  reports: [{to: The Board}]
- {ref: R2, title: B, objective: Peace}
- {ref: R3, title: C, objective: safety}
actions: [{ref: '1', title: A, origin: {kind: audit, area: f}}]
""",
    "r.yaml",
)


def edits(code, register=REGISTER, **settings):
    findings = KIT.check(register, as_of=DAY, settings=Settings(select=(code,), **settings))
    return {each.path: each.mend and each.mend.text for each in findings}


def test_a_ref_is_mended_where_one_item_fits_and_schemes_and_lifecycles_stay():
    assert edits("GKREF002") == {
        "/scheme": None,
        "/workflows/action": None,
        "/areas/0/overall_risk": "R1",
        "/indicators/0/objective": "O1",
        "/indicators/0/risks/0": None,  # R1 stands beside it
        "/plans/0/covers/0": "R1",
        "/plans/0/covers/1": "R2",
        "/risks/0/objective": "O1",
        "/risks/0/assurances/0/covers/0": "C1",
        "/risks/0/assurances/0/covers/1": None,  # the ref of one, the title of another
        "/risks/0/assurances/0/covers/2": None,  # it stands twice
        "/risks/0/reports/0/to": "b",
        "/risks/1/objective": None,  # two have that title
        "/risks/2/objective": None,  # a title in other letters
        "/actions/0/origin/area": "F",
    }


def test_blanks_are_taken_out():
    register = attrs.evolve(REGISTER, title=" two  blanks\u00a0")
    assert edits("GKWRI004", register) == {"/title": "two blanks"}


@pytest.mark.parametrize(
    ("changes", "certain"),
    [
        ({}, True),
        ({"ref": "R1/S1"}, True),
        ({"ref": "r"}, True),
        ({"ref": "R9"}, False),
        ({"rule": "GKREF002", "element": "title"}, False),
        ({"rule": "GKACT"}, False),
        ({"rule": "GKWAI003"}, False),
        ({"until": "2018"}, True),
        ({"until": "2018", "ref": "R9"}, True),
        ({"until": "ongoing"}, False),
        ({"reason": None}, False),
    ],
)
def test_a_waiver_goes_where_it_has_ended_or_nothing_of_it_can_be_misspelt(changes, certain):
    waiver = Waiver(**{"rule": "GKDAT001", "ref": "R1", "reason": "It is known."} | changes)
    settings = Settings(select=("GKWAI", "GKDAT001", "GKREF002"))
    own = attrs.evolve(REGISTER, waivers=(waiver,))
    found = [each for each in KIT.check(own, as_of=DAY, settings=settings) if each.code.startswith("GKWAI")]
    assert [each.mend for each in found] == [Edit("/waivers/0", None) if certain else None]
    beside = attrs.evolve(settings, waivers=(PlacedWaiver(waiver, "/waivers/0", shared=True),))
    (shared,) = (
        each for each in KIT.check(REGISTER, as_of=DAY, settings=beside) if each.code.startswith("GKWAI")
    )
    assert (shared.mend is not None) == (certain and "until" in changes)


def test_addresses_are_those_that_findings_have():
    register = attrs.evolve(REGISTER, waivers=(Waiver(rule="x", ref="R9", reason="r"),))
    assert {"r", "O1", "F", "I1", "P1", "R1", "R1/C1", "R1/S1", "f/1"} <= set(addresses(register))
    assert "R9" not in set(addresses(register))
    assert set(addresses(Register(ref="r", title="T"))) == {"r"}
