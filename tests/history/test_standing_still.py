"""A likelihood that stands still while an indicator worsens, between two editions."""

from decimal import Decimal

import attrs
import pytest

from govkit import Assessment, Indicator, Reading, Register, Risk, Toolkit
from govkit.history import RefMap, StandingStill, diff, standing_still

KIT = Toolkit.installed()
INDICATOR = Indicator(
    ref="i",
    title="Satisfied",
    unit="points",
    direction="up",
    risks=("S1", "S1", "S2"),
    readings=(Reading(period="May 2019", value=Decimal(8)), Reading(period="June 2019", value=Decimal(7))),
)


def edition(ref, likelihood, *, impact=2, scheme="cambs-2019", indicators=()):
    current = Assessment(levels={"likelihood": likelihood, "impact": impact}, scheme=scheme)
    risks = (Risk(ref=ref, title="A", current=current),)
    return Register(ref="r", title="T", indicators=indicators, risks=risks)


def still(before, after):
    found = diff(before, after, KIT.schemes, ref_map=RefMap({"R1": "S1"}))
    return standing_still(found, after)


def test_a_likelihood_that_stands_still_is_named_once_with_its_indicator():
    (found,) = still(edition("R1", 2, impact=2), edition("S1", 2, impact=3, indicators=(INDICATOR,)))
    assert found == StandingStill(
        ref="S1",
        indicator="i",
        title="Satisfied",
        explanation="It went from 8, May 2019, to 7, June 2019; without a sample any difference counts. "
        "No target is recorded, so it has no status.",
    )


@pytest.mark.parametrize("likelihood", [1, 3])
def test_a_likelihood_that_moved_is_not(likelihood):
    assert still(edition("R1", likelihood), edition("S1", 2, indicators=(INDICATOR,))) == ()


@pytest.mark.parametrize(
    "changes", [{"direction": "down"}, {"direction": None}, {"risks": ()}, {"readings": ()}]
)
def test_an_indicator_that_does_not_worsen_or_is_about_something_else_says_nothing(changes):
    other = attrs.evolve(INDICATOR, **changes)
    assert still(edition("R1", 2), edition("S1", 2, indicators=(other,))) == ()


def test_across_a_change_of_scheme_nothing_is_known_to_stand_still():
    assert still(edition("R1", 2, scheme="cambs-2016"), edition("S1", 2, indicators=(INDICATOR,))) == ()
