"""The register of 2016 under the scheme of 2019, against what the body itself decided for the risks that continue."""

from pathlib import Path

import pytest

from govkit import Toolkit
from govkit.formats.yaml_file import read
from govkit.history import RefMap, propose, side_by_side
from govkit.scoring import Basis

EXAMPLES = Path(__file__).parents[2] / "examples"
KIT = Toolkit.installed()
BEFORE, AFTER = (KIT.load(EXAMPLES / "registers" / f"cambs-{year}.yaml") for year in (2016, 2019))
MAP = RefMap(read((EXAMPLES / "maps" / "cambs-2016-to-2019.yaml").read_text(encoding="utf-8"), "map").data)
NUMBER, LABEL = (dict.fromkeys(["likelihood", "impact"], rule) for rule in (Basis.NUMBER, Basis.LABEL))

ROWS = """
R1.1  inherent  9  13 23 21
R1.1  current   6   9 14 18
R2.2  inherent 12  18  - 14
R2.2  current   6   9 14  5
R2.3  inherent  8  14  - 14
R2.3  current   4   5  9  5
R2.4  inherent 12  18  - 18
R2.4  current   6   9 14  5
R3.1  inherent 12  18  - 18
R3.1  current   9  13 23 18
R3.3  inherent 16  21  - 18
R3.3  current   9  13 23 18
R3.4  inherent 12  17 21 21
R3.4  current   6   9 14  9
R3.5  inherent  8  14  - 14
R3.5  current   3   6  - 14
R3.6  inherent  8  14  - 14
R3.6  current   6   9 14  3
R4.1  inherent  8  14  - 14
R4.1  current   6   9 14  5
R4.2  inherent 12  18  - 18
R4.2  current   8  14  -  9
R4.3  inherent  6   9 14 14
R4.3  current   6   9 14  9
R4.4  inherent  9  13 23 18
R4.4  current   6   9 14 14
R4.5  inherent  9  13 23 18
R4.5  current   6   9 14  9
"""
"""Per assessment: 2016's rating; under the scheme of 2019 by number, by label, and as the body decided."""


def continuing(mapping):
    found = propose(BEFORE, KIT.scheme("cambs-2019"), mapping, schemes=KIT.schemes, ref_map=MAP)
    return [each for each in found if each.later is not None]


def decided(proposal):
    return getattr(KIT.rate(AFTER.risk(proposal.later)), proposal.phase)


def test_each_continuing_risk_by_number_by_label_and_as_decided():
    shown = []
    for number, label in zip(continuing(NUMBER), continuing(LABEL), strict=True):
        values = [
            " ".join(str(rating.value) for rating in each.candidates) or "-" for each in (number, label)
        ]
        shown.append([number.ref, number.phase, str(number.rated.value), *values, str(decided(number).value)])
    assert shown == [line.split() for line in ROWS.strip().splitlines()]


@pytest.mark.parametrize(
    ("mapping", "inherent", "current"), [(NUMBER, 7, 4), (LABEL, 2, 1)], ids=["number", "label"]
)
def test_how_often_a_rule_finds_the_levels_that_the_body_decided_on(mapping, inherent, current):
    agree = [
        each.phase
        for each in continuing(mapping)
        if [rating.levels for rating in each.candidates] == [decided(each).levels]
    ]
    assert (agree.count("inherent"), agree.count("current")) == (inherent, current)
    assert len(continuing(mapping)) == 28


def test_the_two_rules_agree_on_no_assessment_at_all():
    found = side_by_side(BEFORE, KIT.scheme("cambs-2019"), [NUMBER, LABEL], schemes=KIT.schemes)
    both = [row for row in found if all(each.candidates for each in row.proposals)]
    assert len(both) == 25
    assert all(row.disagreement for row in both)


def test_two_current_risks_are_13_within_by_number_23_above_by_label_and_were_decided_18_above():
    rows = [
        (
            number.ref,
            number.candidates[0].within_tolerance,
            label.candidates[0].within_tolerance,
            decided(number),
        )
        for number, label in zip(continuing(NUMBER), continuing(LABEL), strict=True)
        if number.phase == "current" and [rating.value for rating in number.candidates] == [13]
    ]
    assert [row[:3] for row in rows] == [("R3.1", True, False), ("R3.3", True, False)]
    assert {(row[3].value, row[3].within_tolerance) for row in rows} == {(18, False)}
