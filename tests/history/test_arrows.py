"""The arrows of the legend: which movement gets which."""

import pytest

from govkit import Assessment, Register, Risk, Toolkit
from govkit.history import ARROWS, Move, arrows, diff, expected, happened, signs

KIT = Toolkit.installed()

# Copied by eye from the second page of the register of August 2019.
LEGEND = {
    "▲": "likelihood increased",
    "▼": "likelihood decreased",
    "△": "likelihood expected to increase",
    "▽": "likelihood expected to decrease",
    "▶": "impact increased",
    "◀": "impact decreased",
    "▷": "impact expected to increase",
    "◁": "impact expected to decrease",
}


def test_they_say_what_the_papers_legend_says():
    assert {each.sign: f"{each.factor} {each.change}" for each in ARROWS} == LEGEND


@pytest.mark.parametrize(
    ("likelihood", "impact", "filled", "hollow"),
    [
        (Move.UP, Move.UP, "▲▶", "△▷"),
        (Move.DOWN, Move.DOWN, "▼◀", "▽◁"),
        (Move.UP, Move.DOWN, "▲◀", "△◁"),
        (Move.SAME, Move.UP, "▶", "▷"),
        (Move.DOWN, None, "▼", "▽"),
        (Move.SAME, Move.SAME, "", ""),
        (None, None, "", ""),
    ],
)
def test_each_factor_that_goes_anywhere_has_one(likelihood, impact, filled, hollow):
    assert signs(arrows(likelihood, impact, expected=False)) == filled
    assert signs(arrows(likelihood, impact, expected=True)) == hollow


def test_a_movement_has_those_of_what_happened_and_those_of_what_is_expected():
    def register(likelihood, impact):
        levels = {"likelihood": likelihood, "impact": impact}
        aim = Assessment(levels={"likelihood": 2, "impact": 2}, scheme="cambs-2019")
        current = Assessment(levels=levels, scheme="cambs-2019")
        return Register(ref="r", title="T", risks=(Risk(ref="R1", title="A", current=current, target=aim),))

    (found,) = diff(register(3, 3), register(4, 1), KIT.schemes).moved
    assert [signs(happened(found)), signs(expected(found))] == ["▲◀", "▽▷"]
    assert [str(each) for each in happened(found)] == ["▲ likelihood up", "◀ impact down"]
