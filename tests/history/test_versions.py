"""What another version of a scheme would change in a register."""

from pathlib import Path

import attrs
from immutabledict import immutabledict

from govkit import Assessment, Register, Risk, Tolerance, Toolkit
from govkit.history import rerate

KIT = Toolkit.installed()
OLD = KIT.scheme("cambs-2019")
REGISTER = KIT.load(Path(__file__).parents[2] / "examples" / "registers" / "cambs-2019.yaml")


def register(*levels):
    risks = (
        Risk(ref=f"R{at}", title="T", current=Assessment(levels=each, scheme="cambs-2019"))
        for at, each in enumerate(levels, start=1)
    )
    return Register(ref="r", title="T", risks=tuple(risks))


def test_the_same_version_changes_nothing():
    found = rerate(REGISTER, OLD, OLD)
    assert (found.changed, found.same, found.unrated, found.others) == ((), 38, (), 0)
    assert found.caution is None


def test_a_higher_tolerance_changes_the_side_of_those_between():
    found = rerate(REGISTER, OLD, attrs.evolve(OLD, tolerance=Tolerance(14), version="2020"))
    assert {each.what for each in found.changed} == {("side of tolerance",)}
    assert {each.before.value for each in found.changed} == {14}
    assert "SR3.4/current" in {each.address for each in found.changed}
    assert str(found.changed[0]) == (
        "SR2.1/inherent: 14, Medium-high, above tolerance → 14, Medium-high, within tolerance (side of tolerance)"
    )
    assert len(found.changed) + found.same == 38


def test_a_cell_that_moves_changes_value_band_and_side():
    new = attrs.evolve(OLD, table=immutabledict({**OLD.table, (1, 3): 5}))
    found = rerate(REGISTER, OLD, new)
    assert {each.what for each in found.changed} == {("value", "band", "side of tolerance")}


def test_a_level_that_is_gone_can_no_longer_be_rated():
    likelihood, impact = OLD.factors
    small = attrs.evolve(
        OLD,
        factors=(attrs.evolve(likelihood, levels=likelihood.levels[:4]), impact),
        table=immutabledict({cell: value for cell, value in OLD.table.items() if cell[0] < 4}),
    )
    held = register(
        {"likelihood": 5, "impact": 1}, {"likelihood": 1, "impact": 1}, {"likelihood": 9, "impact": 1}
    )
    found = rerate(held, OLD, small)
    assert [str(each) for each in found.changed] == [
        (
            'R1/current: 11, Medium, within tolerance → not rated, likelihood has no level "5"; known: 1 Unlikely, '
            "2 Possible, 3 Likely, 4 More likely than not (whether it can be rated)"
        )
    ]
    assert (found.same, found.unrated) == (1, ("R3/current",))
    assert [each.address for each in rerate(held, small, OLD).changed] == ["R1/current"]


def test_assessments_of_other_schemes_are_counted_and_not_looked_at():
    found = rerate(REGISTER, KIT.scheme("cambs-2016"), OLD)
    assert (found.changed, found.same, found.others) == ((), 0, 38)


def test_two_schemes_are_no_versions_of_one_which_is_said():
    assert rerate(REGISTER, OLD, KIT.scheme("cambs-2016")).caution == (
        "cambs-2019 and cambs-2016 are two schemes: levels are read as written, which says nothing of what they "
        "mean; use govkit migrate for proposals"
    )
