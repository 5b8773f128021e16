"""What is known of the schemes of 2016 and 2019, and how a result is used."""

from fractions import Fraction

import attrs
import pytest

from govkit import Band, Claims, DefinitionError, Interval, Scheme, coherence
from govkit.scoring.coherence import CHECKS, Kind, Survey
from govkit_schemes.cambs_2016 import CAMBS_2016
from govkit_schemes.cambs_2019 import CAMBS_2019

# Leicestershire prints the same multiplication with bands.
BANDED_2016 = attrs.evolve(
    CAMBS_2016,
    bands=(
        Band(key="low", label="Low", first=1, last=4),
        Band(key="medium", label="Medium", first=5, last=8),
        Band(key="high", label="High", first=9, last=16),
    ),
)
RULE_2019 = Claims(injective=True, ranked_by=["likelihood + impact", "impact"])
CLAIMED_2019 = attrs.evolve(CAMBS_2019, claims=RULE_2019)
EQUAL = "likelihood and impact in equal widths"
OWN = "likelihood by its own probabilities, impact in equal widths"


def test_2016_in_three_bands_breaks_betweenness_where_4_touches_9():
    (entry,) = coherence(BANDED_2016).of("betweenness")
    assert entry.cells == ((1, 1), (2, 2))
    assert entry.message == "Low at likelihood 2, impact 2 touches High at likelihood 3, impact 3"
    assert [CAMBS_2016.table[cell] for cell in entry.cells] == [4, 9]


def test_2016_in_three_bands_breaks_weak_consistency_under_its_own_probabilities_and_not_under_equal_widths():
    result = coherence(BANDED_2016)
    assert result.assumptions == (EQUAL, OWN)
    (entry,) = result.of("weak-consistency")
    assert entry.assumption == OWN
    assert entry.cells == ((2, 2), (3, 0))
    assert entry.message == (
        "High at likelihood 3, impact 3 may be as little as 0.15, and Low at likelihood 4, impact 1 as much "
        f"as 0.25 ({OWN})"
    )
    assert result.faults == ()


def test_2016_leaves_out_probabilities_below_one_percent():
    (entry,) = coherence(CAMBS_2016).of("probability-intervals")
    assert entry.message == "no level of likelihood covers probabilities below 0.01"


def test_2016_as_printed_has_no_bands_so_its_colours_are_not_judged():
    result = coherence(attrs.evolve(CAMBS_2016, bands=()))
    assert [str(each) for each in result.not_evaluated] == [
        "weak-consistency was not evaluated: it takes a bottom and a top band, and this scheme has none",
        "betweenness was not evaluated: it takes a bottom and a top band, and this scheme has none",
    ]
    assert result.assumptions == ()


def test_2019_keeps_weak_consistency_and_betweenness_and_its_generating_rule():
    result = coherence(CLAIMED_2019)
    assert (result.scheme, result.version) == ("cambs-2019", CAMBS_2019.version)
    assert result.entries == ()
    assert result.not_evaluated == ()
    assert result.assumptions == (EQUAL,)
    assert result.examined == "All 25 combinations of levels were examined."
    result.raise_faults()


def test_one_rank_twice_and_another_missing_breaks_both_claims_of_2019():
    cell = (2, 1)
    assert CAMBS_2019.table[cell] == 8
    wrong = attrs.evolve(CLAIMED_2019, table=CAMBS_2019.table.set(cell, 9))
    result = coherence(wrong)
    assert [(each.check, each.message) for each in result.faults] == [
        ("injective", 'the value "9" stands 2 times: likelihood 2, impact 3; likelihood 3, impact 2'),
        (
            "ranked-by",
            'likelihood 3, impact 2 makes "9", and is number 8 by likelihood + impact, then impact; no cell has 8',
        ),
    ]
    assert result.of("injective")[0].cells == ((1, 2), cell)
    assert result.of("ranked-by")[0].cells == (cell,)
    with pytest.raises(DefinitionError) as caught:
        result.raise_faults()
    assert caught.value.subject == "scheme cambs-2019"
    assert [problem.partition(":")[0] for problem in caught.value.problems] == ["injective", "ranked-by"]


def test_two_ranks_exchanged_are_both_named_and_none_is_missing():
    table = CAMBS_2019.table.update({(0, 0): 2, (1, 0): 1})
    result = coherence(attrs.evolve(CLAIMED_2019, table=table))
    assert [entry.cells for entry in result.of("ranked-by")] == [((0, 0),), ((1, 0),)]
    assert not any("no cell has" in entry.message for entry in result.of("ranked-by"))
    assert result.of("injective") == ()


def test_given_intervals_are_assumed_too_and_named_and_the_rest_stays_as_the_scheme_says():
    amounts = [Interval(0, 10), Interval(10, 100), Interval(100, 1000), Interval(1000, 10_000)]
    result = coherence(BANDED_2016, intervals={"impact": amounts})
    given = "likelihood by its own probabilities, impact as given"
    assert result.assumptions == (EQUAL, OWN, given)
    assert [entry.assumption for entry in result.of("weak-consistency")] == [OWN, given]
    # High at 3, 3: 0.3 × 100; Low at 1, 4: 0.1 × 10 000.
    assert "as little as 30, and Low at likelihood 1, impact 4 as much as 1000" in result.entries[1].message


def test_given_intervals_outweigh_the_schemes_own():
    quarters = [Interval(at / 4, (at + 1) / 4) for at in range(4)]
    result = coherence(BANDED_2016, intervals={"likelihood": quarters})
    assert result.assumptions[-1] == "likelihood as given, impact in equal widths"
    assert [entry.assumption for entry in result.of("weak-consistency")] == [OWN]


def test_products_of_thirds_are_compared_exactly_and_written_as_fractions():
    thirds = Scheme.formula(
        "thirds",
        version="1",
        title="Thirds",
        source="here",
        factors=[attrs.evolve(factor, levels=factor.levels[:3]) for factor in BANDED_2016.factors],
        formula=lambda likelihood, impact: likelihood * impact,
        bands=[
            Band(key="low", label="Low", first=1, last=4),
            Band(key="high", label="High", first=6, last=9),
        ],
    )
    (entry,) = [each for each in coherence(thirds).of("weak-consistency") if each.assumption == EQUAL]
    least = Fraction(1, 3) * Fraction(2, 3)
    assert f"as little as {least}, and Low at likelihood 2, impact 2 as much as 4/9" in entry.message


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"impact": [Interval(0, 1)]}, ["impact takes 4 intervals, one per level, not 1"]),
        ({"inpact": []}, ['there are intervals for "inpact", which is no factor; did you mean "impact"?']),
        (
            {"impact": [Interval(-1, 2), Interval(0, 1), Interval(-2, -1), Interval(1, 10**9)], "x": []},
            [
                "the interval -1 to 2 of impact 1 Minor begins below 0",
                "the interval -2 to -1 of impact 3 Significant begins below 0",
                'there are intervals for "x", which is no factor; known: likelihood, impact',
            ],
        ),
        (
            {"impact": [(0, 1)] * 3 + [None], "likelihood": "low"},
            [
                "intervals['impact'][0] takes an Interval, not a tuple: write Interval(0, 0.1)",
                "intervals['impact'][1] takes an Interval, not a tuple: write Interval(0, 0.1)",
                "intervals['impact'][2] takes an Interval, not a tuple: write Interval(0, 0.1)",
                "intervals['impact'][3] takes an Interval, not None: write Interval(0, 0.1)",
                'intervals[\'likelihood\'] takes a list of Interval, not the text "low": write ["low"] for one',
            ],
        ),
    ],
)
def test_intervals_that_do_not_fit_are_refused_all_at_once(given, problems):
    with pytest.raises(DefinitionError) as caught:
        coherence(BANDED_2016, intervals=given)
    assert list(caught.value.problems) == problems


def test_a_single_check_can_be_run_by_itself():
    betweenness = next(check for check in CHECKS if check.name == "betweenness")
    assert betweenness.kind is Kind.ADVICE
    (breach,) = betweenness(Survey(BANDED_2016))
    assert breach.cells == ((1, 1), (2, 2))


def test_more_than_twenty_of_one_kind_are_summed_up_and_no_cell_is_lost():
    upside_down = attrs.evolve(CAMBS_2019, values=CAMBS_2019.values[::-1], bands=(), tolerance=None)
    entries = coherence(upside_down).of("weakly-monotone")
    assert len(entries) == 21  # 40 steps, all of them down
    assert entries[-1].message == "there are 20 more of the kind; 20 are told one by one"
    assert {cell for entry in entries for cell in entry.cells} == set(CAMBS_2019.table)
