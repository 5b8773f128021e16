"""The mishap risk assessment value, of which 1 is worst, written out as the standard's table has it."""

import re

import pytest

from govkit_schemes import mil_std_882d

SCHEME = mil_std_882d.MIL_STD_882D
SEVERITIES = {"I": "Catastrophic", "II": "Critical", "III": "Marginal", "IV": "Negligible"}
PROBABILITIES = {"A": "Frequent", "B": "Probable", "C": "Occasional", "D": "Remote", "E": "Improbable"}
TABLE = """
    A  1  3  7 13
    B  2  5  9 16
    C  4  6 11 18
    D  8 10 14 19
    E 12 15 17 20
"""
CELLS = [
    (severity, line.split()[0], int(value))
    for line in TABLE.strip().splitlines()
    for severity, value in zip(SEVERITIES, line.split()[1:], strict=True)
]
BANDS = [
    ("High", range(1, 6), "the Component Acquisition Executive"),
    ("Serious", range(6, 10), "the Program Executive Officer"),
    ("Medium", range(10, 18), "the Program Manager"),
    ("Low", range(18, 21), None),
]


def test_the_twenty_cells_hold_one_to_twenty_once_each():
    assert sorted(value for *_, value in CELLS) == list(range(1, 21))
    assert len(SCHEME.table) == 20


@pytest.mark.parametrize(("severity", "probability", "value"), CELLS)
def test_a_cell_has_the_value_of_the_table_and_the_authority_of_its_category(severity, probability, value):
    rating = SCHEME.rate({"severity": severity, "probability": probability})
    assert rating.value == value
    ((label, authority),) = [(label, authority) for label, values, authority in BANDS if value in values]
    assert (rating.band.label, rating.band.reported_to) == (label, authority)
    by_label = {"severity": SEVERITIES[severity], "probability": PROBABILITIES[probability]}
    assert rating is SCHEME.rate(by_label)


def test_lower_is_worse():
    ratings = [
        SCHEME.rate({"severity": severity, "probability": probability}) for severity, probability, _ in CELLS
    ]
    assert [rating.value for rating in sorted(ratings)] == list(range(20, 0, -1))
    assert max(ratings).value == 1
    assert max(ratings).rank == 19


def test_a_level_is_no_better_with_a_worse_partner():
    ranks = {(severity, probability): 20 - value for severity, probability, value in CELLS}
    for (severity, probability), rank in ranks.items():
        for worse in list(SEVERITIES)[: list(SEVERITIES).index(severity)]:
            assert ranks[worse, probability] > rank
        for worse in list(PROBABILITIES)[: list(PROBABILITIES).index(probability)]:
            assert ranks[severity, worse] > rank


def test_a_rating_explains_itself():
    assert SCHEME.rate({"severity": "II", "probability": "D"}).explanation == (
        "Severity 2 Critical and probability 4 Remote make 10 under mil-std-882d. That is Medium. "
        "It is for the Program Manager to accept. It is reported to the Program Manager."
    )


def test_letters_stand_for_probabilities_that_leave_no_gap():
    intervals = [level.probability for level in SCHEME.factors[1].levels]
    assert [interval.upper for interval in intervals] == [1e-6, 1e-3, 1e-2, 1e-1, 1]
    assert [interval.lower for interval in intervals] == [0, 1e-6, 1e-3, 1e-2, 1e-1]


def test_severities_are_described_with_losses_that_leave_no_gap():
    losses = [re.findall(r"\$\w+", level.description) for level in SCHEME.factors[0].levels]
    assert losses == [["$2K", "$10K"], ["$10K", "$200K"], ["$200K", "$1M"], ["$1M"]]


def test_what_the_standard_leaves_open_is_said_to_be_assumed():
    assert len(SCHEME.assumed) == 2
    assert "may tailor" in SCHEME.assumed[0]
    assert "A to E are numbered 1 to 5" in SCHEME.assumed[1]
    assert SCHEME.tolerance is None


def test_the_module_is_a_plug_in_that_offers_the_scheme():
    assert mil_std_882d.govkit_schemes() == [SCHEME]
    assert (SCHEME.id, SCHEME.version) == ("mil-std-882d", "2000-02")
    assert "tables A-I to A-IV" in SCHEME.source
