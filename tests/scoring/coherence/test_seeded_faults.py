"""One thing wrong at a time, found by the check that is about it and by no other."""

import attrs
import pytest

from govkit import Band, Claims, Factor, FactorLevel, Interval, Scheme, Tolerance, coherence

ACROSS = Factor.numbered("likelihood", ["Rare", "Even", "Likely"])
UP = Factor.numbered("impact", ["Minor", "Serious", "Major"])
# Ranks by sum, then impact: strictly monotone, no value twice, no step over a band.
ROWS = [[6, 8, 9], [3, 5, 7], [1, 2, 4]]
LOW, MIDDLE, HIGH = (Band(key=key, label=key.title()) for key in ("low", "middle", "high"))
BY_VALUE = [
    attrs.evolve(LOW, first=1, last=2),
    attrs.evolve(MIDDLE, first=3, last=8),
    attrs.evolve(HIGH, first=9, last=9),
]
BY_CELL = [["middle", "middle", "high"], ["middle", "middle", "middle"], ["low", "low", "middle"]]


def matrix(**changes):
    plain = {
        "version": "1", "title": "S", "source": "here", "across": ACROSS, "up": UP, "rows": ROWS,
        "bands": BY_VALUE, "tolerance": 2,
    }  # fmt: skip
    return Scheme.matrix("s", **{**plain, **changes})


def found(scheme):
    result = coherence(scheme)
    return [(entry.check, entry.message) for entry in result.entries]


def with_levels(factor, **changes):
    levels = [attrs.evolve(level, **changes.get(level.key, {})) for level in factor.levels]
    return attrs.evolve(factor, levels=tuple(levels))


def test_a_sound_scheme_has_nothing_to_be_said_about():
    assert found(matrix()) == []
    assert coherence(matrix()).not_evaluated == ()
    assert found(matrix(bands=[LOW, MIDDLE, HIGH], band_rows=BY_CELL)) == []


@pytest.mark.parametrize(
    ("changes", "entries"),
    [
        (
            {"rows": [[6, 8, 9], [3, 5, 4], [1, 2, 7]]},
            [
                (
                    "weakly-monotone",
                    'likelihood 3, impact 2 makes "4", and likelihood 2, impact 2, which is less bad, "5"',
                ),
                (
                    "weakly-monotone",
                    'likelihood 3, impact 2 makes "4", and likelihood 3, impact 1, which is less bad, "7"',
                ),
            ],
        ),
        (
            {
                "bands": [LOW, MIDDLE, HIGH],
                "band_rows": [["low", "middle", "high"], ["middle", "middle", "middle"], ["low", "low", "middle"]],
                "tolerance": None,
            },
            [("bands-follow-rank", '"6" is in Low, and "3", which is lower, in Middle')],
        ),
        (
            {"tolerance": None, "within_rows": [[True, False, False], [False] * 3, [True, True, False]]},
            [
                (
                    "tolerance-follows-levels",
                    "likelihood 1, impact 2 is above tolerance, and likelihood 1, impact 3, which is worse, within",
                ),
                ("tolerance-between-bands", 'the tolerance runs through the band Middle: "6" is within it, "3" above'),
                ("tolerance-follows-values", '"6" is within tolerance, and "3", which is lower, above'),
            ],
        ),
        (
            {"tolerance": 9},
            [("tolerance-separates", 'the tolerance (9) separates nothing: every rating, from "1" to "9", is within it')],
        ),
        (
            {"tolerance": 0},
            [("tolerance-separates", 'the tolerance (0) separates nothing: every rating, from "1" to "9", is above it')],
        ),
        (
            {"tolerance": Tolerance(band="high")},
            [("tolerance-separates", 'the tolerance (high) separates nothing: every rating, from "1" to "9", is within it')],
        ),
        (
            {"tolerance": 5},
            [("tolerance-between-bands", 'the tolerance runs through the band Middle: "5" is within it, "6" above')],
        ),
        (
            {"rows": [[7, 9, 10], [3, 6, 8], [1, 2, 4]], "tolerance": 5, "bands": []},
            [("tolerance-has-cell", 'no cell has the value "5" of the tolerance; it acts as "4"')],
        ),
        (
            {"tolerance": None, "within_rows": [[True, False, False], [True] * 3, [True] * 3], "bands": []},
            [],
        ),
        (
            {"tolerance": None, "within_rows": [[False] * 3, [True, True, True], [True] * 3], "bands": []},
            [("tolerance-follows-values", '"7" is within tolerance, and "6", which is lower, above')],
        ),
        (
            {"bands": [BY_VALUE[0], Band(key="some", label="Some", first=3, last=3), attrs.evolve(MIDDLE, first=4, last=8), BY_VALUE[2]]},
            [
                ("one-band-per-step", "one level leads from Low (likelihood 2, impact 1) to Middle (likelihood 3, impact 1)"),
                ("one-band-per-step", "one level leads from Low (likelihood 2, impact 1) to Middle (likelihood 2, impact 2)"),
            ],
        ),
        (
            {"bands": [*BY_VALUE, Band(key="worse", label="Worse", first=10, last=12)]},
            [("every-band-reached", "no cell is in the band Worse")],
        ),
        (
            {"across": with_levels(ACROSS, rare={"label": "Even", "key": "rare"})},
            [("own-labels", 'likelihood has the label "Even" for the levels 1 and 2')],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_by_its_check_and_by_no_other(changes, entries):
    assert found(matrix(**changes)) == entries


def probable(*intervals):
    levels = tuple(
        FactorLevel(number=number, label=label, probability=interval)
        for (number, label), interval in zip(enumerate(["Rare", "Even", "Likely"], 1), intervals, strict=True)
    )
    return attrs.evolve(ACROSS, levels=levels)


@pytest.mark.parametrize(
    ("intervals", "messages"),
    [
        ([Interval(0, 0.1), Interval(0.1, 0.3), Interval(0.3, 1.0)], []),
        (
            [Interval(0, 0.2), Interval(0.25, 0.5), Interval(0.5, 1)],
            ["likelihood 1 Rare and 2 Even leave out probabilities from 0.2 to 0.25"],
        ),
        (
            [Interval(0, 0.2), Interval(0.2, 0.5), Interval(0.4, 1)],
            ["likelihood 2 Even and 3 Likely share probabilities from 0.4 to 0.5"],
        ),
        (
            [Interval(0.05, 0.2), Interval(0.2, 0.5), Interval(0.5, 0.9)],
            [
                "no level of likelihood covers probabilities below 0.05",
                "no level of likelihood covers probabilities above 0.9",
            ],
        ),
        (
            [Interval(-0.1, 0.2), Interval(0.2, 0.5), Interval(0.5, 1.5)],
            [
                "the interval -0.1 to 0.2 of likelihood 1 Rare begins below 0",
                "the interval 0.5 to 1.5 of likelihood 3 Likely ends above 1",
            ],
        ),
    ],
)
def test_gaps_and_overlaps_of_probabilities_are_named_with_their_ends(intervals, messages):
    result = coherence(matrix(across=probable(*intervals)))
    assert [entry.message for entry in result.of("probability-intervals")] == messages


def test_probabilities_of_only_some_levels_are_not_judged_and_not_assumed():
    result = coherence(matrix(across=probable(Interval(0, 0.5), Interval(0.5, 1), None)))
    assert [(each.check, each.why) for each in result.not_evaluated] == [
        (
            "weak-consistency",
            "under the scheme's own probabilities, because likelihood has probabilities for 2 of its 3 levels only",
        ),
        ("probability-intervals", "likelihood has probabilities for 2 of its 3 levels"),
    ]
    assert result.assumptions == ("likelihood and impact in equal widths",)


def test_intervals_that_are_no_probabilities_are_not_assumed():
    result = coherence(matrix(across=probable(Interval(0, 0.5), Interval(0.5, 1), Interval(2, 3))))
    assert [each.why for each in result.not_evaluated] == [
        "under the scheme's own probabilities, because likelihood has intervals that are no probabilities"
    ]


@pytest.mark.parametrize(
    ("claims", "rows", "messages"),
    [
        ({"injective": True}, [[6, 8, 9], [3, 5, 8], [1, 2, 8]], ['the value "8" stands 3 times: likelihood 2, impact 3; likelihood 3, impact 1, 1 more']),
        ({"symmetric": True}, [[3, 6, 9], [2, 4, 6], [1, 2, 3]], []),
        ({"symmetric": True}, [[3, 7, 9], [2, 4, 6], [1, 2, 3]], ['likelihood 2, impact 3 makes "7", and likelihood 3, impact 2 "6"']),
        ({"strictly_monotone": True}, [[6, 8, 9], [3, 5, 8], [1, 2, 8]], ['likelihood 3, impact 2 makes "8", no more than likelihood 3, impact 1, which makes "8"']),
        ({"ranked_by": ["max(likelihood, impact)"]}, [[3, 3, 3], [2, 2, 3], [1, 2, 3]], []),
        ({"ranked_by": ["likelihood / (impact - 2)"]}, ROWS, ['the expression "likelihood / (impact - 2)" divides by 0 for likelihood 1, impact 2']),
        ({"equals": "likelihood * impact"}, [[3, 6, 9], [2, 4, 6], [1, 2, 3]], []),
        ({"equals": "likelihood * impact"}, [[3, 6, 9], [2, 5, 6], [1, 2, 3]], ['likelihood 2, impact 2 makes "5", and likelihood * impact is 4']),
        ({"equals": "1 / (impact - 1)"}, [[1, 1, 1], [1, 1, 1], [1, 1, 1]], ['the expression "1 / (impact - 1)" divides by 0 for likelihood 1, impact 1'] ),
    ],
)  # fmt: skip
def test_a_claim_is_verified_with_the_cells_that_break_it(claims, rows, messages):
    scheme = matrix(rows=rows, claims=Claims(**claims), bands=[], tolerance=None)
    (name,) = (key.replace("_", "-") for key in claims)
    result = coherence(scheme)
    told = [entry.message for entry in result.of(name)]
    assert told[: len(messages)] == messages
    assert bool(told) == bool(messages)
    assert {entry.check for entry in result.faults} <= {name}
    assert coherence(attrs.evolve(scheme, claims=Claims())).faults == ()


def test_what_is_not_square_is_not_symmetric():
    scheme = matrix(across=Factor.numbered("likelihood", ["Rare", "Likely"]), rows=[[3, 6], [2, 5], [1, 4]], bands=[], tolerance=None, claims=Claims(symmetric=True))  # fmt: skip
    (entry,) = coherence(scheme).faults
    assert (
        entry.message
        == "it claims to be symmetric, which takes two factors of one size; it has 2 and 3 levels"
    )


def test_colours_are_about_two_factors_and_two_bands_that_have_cells():
    three = Scheme.formula(
        "three", version="1", title="T", source="here", factors=[ACROSS, UP, Factor.numbered("speed", ["Slow", "Fast"])],
        formula=lambda *levels: sum(levels), bands=[Band(key="all", label="All", first=3, last=8)],
    )  # fmt: skip
    one = matrix(bands=[attrs.evolve(LOW, first=1, last=9)], tolerance=None)
    empty = matrix(bands=[*BY_VALUE, Band(key="worse", label="Worse", first=10, last=12)])
    assert [
        {each.why for each in coherence(scheme).not_evaluated if each.check == "betweenness"}
        for scheme in (three, one, empty)
    ] == [
        {"it is about matrices of two factors, and this scheme has 3"},
        {"it takes a bottom and a top band, and this scheme has 1"},
        {"no cell is in the band Worse"},
    ]


PRODUCTS = [[3, 6, 9], [2, 4, 6], [1, 2, 3]]


def test_one_value_may_be_in_two_bands_and_on_two_sides_where_cells_are_marked():
    bands = [["middle", "middle", "high"], ["low", "middle", "middle"], ["low", "low", "low"]]
    within = [[False, False, False], [True, True, False], [True, True, True]]
    scheme = matrix(
        rows=PRODUCTS, bands=[LOW, MIDDLE, HIGH], band_rows=bands, tolerance=None, within_rows=within
    )
    checks = [check for check, _ in found(scheme)]
    assert checks == [
        "tolerance-between-bands",
        "tolerance-follows-values",
    ]  # 4 is within, one of the 3s above
    staircase = matrix(
        rows=[[2, 3, 4], [1, 2, 3], [0, 1, 2]],
        bands=[],
        tolerance=None,
        within_rows=[[False, False, False], [True, True, False], [True, True, True]],
    )
    assert found(staircase) == []  # of the 2s one is above, and nothing within is higher


@pytest.mark.parametrize(
    ("threes", "messages"),
    [
        (("middle", "low"), ['"3" is in Low, and "2", which is lower, in Middle']),
        (("middle", "middle"), []),
        (("high", "middle"), ['"4" is in Middle, and "3", which is lower, in High', '"6" is in Middle, and "3", which is lower, in High']),
    ],
)  # fmt: skip
def test_the_worst_band_of_a_value_is_held_against_the_mildest_of_the_values_above(threes, messages):
    high, right = threes
    bands = [[high, "middle", "high"], ["middle", "middle", "middle"], ["low", "low", right]]
    scheme = matrix(rows=PRODUCTS, bands=[LOW, MIDDLE, HIGH], band_rows=bands, tolerance=None)
    assert [entry.message for entry in coherence(scheme).of("bands-follow-rank")] == messages


def test_a_pair_that_is_not_symmetric_is_told_once():
    rows = [[3, 7, 9], [2, 4, 6], [1, 2, 3]]
    scheme = matrix(rows=rows, bands=[], tolerance=None, claims=Claims(symmetric=True))
    assert [entry.cells for entry in coherence(scheme).of("symmetric")] == [((1, 2), (2, 1))]
