"""The OWASP Risk Rating: the example its page works out, the cuts at 3 and 6, the look-up, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Assessment, Register, Risk, Toolkit
from govkit.errors import RatingError
from govkit_schemes import owasp_rr

SCHEME = owasp_rr.OWASP_RR
LIKELIHOOD, TECHNICAL, BUSINESS = map(tuple, (owasp_rr.LIKELIHOOD, owasp_rr.TECHNICAL, owasp_rr.BUSINESS))
VALUES = ["Note", "Low", "Medium", "High", "Critical"]
MARKS = st.integers(0, 9)


def marks(keys, *given):
    return dict(zip(keys, given, strict=True))


def means(likelihood, impact, group=TECHNICAL):
    """Levels of which the means are as asked: eighths of likelihood, quarters of impact."""
    return {**spread(LIKELIHOOD, likelihood * 8), **spread(group, impact * 4)}


def spread(keys, total):
    each, more = divmod(int(total), len(keys))
    return {key: each + (place < more) for place, key in enumerate(keys)}


EXAMPLE = marks(LIKELIHOOD, 5, 2, 7, 1, 3, 6, 9, 2)
TECHNICAL_EXAMPLE = marks(TECHNICAL, 9, 7, 5, 8)
BUSINESS_EXAMPLE = marks(BUSINESS, 1, 2, 1, 5)


def test_the_published_example_is_low_because_business_impact_counts():
    rating = SCHEME.rate({**EXAMPLE, **TECHNICAL_EXAMPLE, **BUSINESS_EXAMPLE})
    assert str(rating) == "Low"
    assert rating.explanation == (
        "The eight factors of likelihood have a mean of 4.375, which is Medium. "
        "The four factors of business impact have a mean of 2.25, which is Low. "
        "Technical impact, with a mean of 7.25, does not count beside business impact. "
        "Medium likelihood and Low impact make Low under owasp-rr."
    )


def test_technical_impact_counts_where_business_impact_is_not_known():
    rating = SCHEME.rate({**EXAMPLE, **TECHNICAL_EXAMPLE})
    assert str(rating) == "High"
    assert rating.explanation == (
        "The eight factors of likelihood have a mean of 4.375, which is Medium. "
        "The four factors of technical impact have a mean of 7.25, which is High. "
        "Medium likelihood and High impact make High under owasp-rr."
    )


def test_business_impact_alone_will_do():
    rating = SCHEME.rate({**EXAMPLE, **BUSINESS_EXAMPLE})
    assert rating.value == "Low"
    assert "Technical" not in rating.explanation
    assert set(rating.levels) == {*LIKELIHOOD, *BUSINESS}


@pytest.mark.parametrize(
    ("likelihood", "impact", "severity"),
    [
        (1, 7, "Medium"), (4, 7, "High"), (7, 7, "Critical"),
        (1, 4, "Low"), (4, 4, "Medium"), (7, 4, "High"),
        (1, 1, "Note"), (4, 1, "Low"), (7, 1, "Medium"),
    ],
)  # fmt: skip
def test_the_nine_cells_of_the_look_up(likelihood, impact, severity):
    for group in (TECHNICAL, BUSINESS):
        rating = SCHEME.rate(means(likelihood, impact, group))
        assert (rating.value, rating.band.label, rating.rank) == (severity, severity, VALUES.index(severity))


@pytest.mark.parametrize(
    ("mean", "severity"),
    [(0, "Note"), (2.875, "Note"), (3, "Low"), (5.875, "Low"), (6, "Medium"), (9, "Medium")],
)
def test_three_and_six_begin_a_bin_and_the_mean_below_them_ends_one(mean, severity):
    assert SCHEME.rate(means(mean, 1)).value == severity


@pytest.mark.parametrize(
    ("mean", "severity"), [(2.75, "Note"), (3, "Low"), (5.75, "Low"), (6, "Medium"), (9, "Medium")]
)
def test_impact_is_cut_at_the_same_places(mean, severity):
    assert SCHEME.rate(means(1, mean)).value == severity


def refused(levels):
    with pytest.raises(RatingError) as caught:
        SCHEME.rate(levels)
    return list(caught.value.problems)


def test_business_impact_given_in_part_is_refused_with_what_is_missing():
    levels = {**EXAMPLE, **TECHNICAL_EXAMPLE, "financial-damage": 7, "non-compliance": 5}
    (problem,) = refused(levels)
    assert problem == (
        "business impact is given in part and lacks reputation-damage, privacy-violation; "
        "give all four of its factors or none"
    )


def test_technical_impact_given_in_part_is_refused_even_beside_business_impact():
    levels = {**EXAMPLE, **BUSINESS_EXAMPLE, "loss-of-integrity": 3}
    (problem,) = refused(levels)
    assert problem == (
        "technical impact is given in part and lacks loss-of-confidentiality, loss-of-availability, "
        "loss-of-accountability; give all four of its factors or none"
    )


def test_no_impact_at_all_is_refused_with_both_ways_out():
    (problem,) = refused(EXAMPLE)
    assert problem == (
        "no impact is given; give all of loss-of-confidentiality, loss-of-integrity, loss-of-availability, "
        "loss-of-accountability (technical) or all of financial-damage, reputation-damage, non-compliance, "
        "privacy-violation (business)"
    )


def test_everything_that_is_wrong_is_said_at_once():
    levels = {**EXAMPLE, "motive": 10, "privacy-violation": 3, "sise": 2}
    del levels["size"]
    problems = refused(levels)
    assert [problem.split(";")[0] for problem in problems] == [
        'there is no factor "sise"',
        'motive has no level "10"',
        "no level is given for size",
        "business impact is given in part and lacks financial-damage, reputation-damage, non-compliance",
    ]
    assert problems[0].endswith('did you mean "size"?')


def test_a_mark_may_be_given_by_the_name_of_its_option_and_the_others_are_their_numbers():
    for key, named in {**owasp_rr.LIKELIHOOD, **owasp_rr.TECHNICAL, **owasp_rr.BUSINESS}.items():
        (factor,) = [factor for factor in SCHEME.factors if factor.key == key]
        assert [level.number for level in factor.levels] == list(range(10))
        assert {
            level.number: level.label for level in factor.levels if level.label != str(level.number)
        } == named
    by_name = {**EXAMPLE, **TECHNICAL_EXAMPLE, "loss-of-confidentiality": "All data"}
    assert SCHEME.rate(by_name) == SCHEME.rate({**EXAMPLE, **TECHNICAL_EXAMPLE})


@given(st.fixed_dictionaries(dict.fromkeys([*LIKELIHOOD, *TECHNICAL], MARKS)), st.data())
def test_a_worse_mark_never_gives_a_better_rating(levels, data):
    key = data.draw(st.sampled_from(sorted(levels)))
    worse = {**levels, key: data.draw(st.integers(levels[key], 9))}
    assert SCHEME.rate(worse) >= SCHEME.rate(levels)


@given(
    st.fixed_dictionaries(dict.fromkeys([*LIKELIHOOD, *BUSINESS], MARKS)),
    st.fixed_dictionaries(dict.fromkeys(TECHNICAL, MARKS)),
)
def test_technical_impact_changes_nothing_beside_business_impact(levels, technical):
    assert SCHEME.rate({**levels, **technical}).value == SCHEME.rate(levels).value


def test_a_register_is_rated_by_it_and_a_risk_without_impact_says_why_not():
    kit = Toolkit(owasp_rr, strict=True)
    levels = {**EXAMPLE, **TECHNICAL_EXAMPLE}
    register = Register(
        ref="app",
        title="Findings",
        scheme="owasp-rr",
        risks=(
            Risk(ref="V1", title="Injection", current=Assessment(levels=levels)),
            Risk(ref="V2", title="Leak", current=Assessment(levels=EXAMPLE)),
        ),
    )
    assert str(kit.rate(register.risk("V1")).current) == "High"
    assert kit.rate(register.risk("V2")).unrated["current"].startswith("no impact is given")


def test_what_the_source_leaves_open_is_said_to_be_assumed():
    assert len(SCHEME.assumed) == 2
    assert "any from 0 to 9" in SCHEME.assumed[0]
    assert "each counts the same" in SCHEME.assumed[1]
    assert SCHEME.tolerance is None


def test_the_module_is_a_plug_in_that_offers_the_scheme():
    assert owasp_rr.govkit_schemes() == [SCHEME]
    assert (SCHEME.id, SCHEME.version) == ("owasp-rr", "1")
    assert SCHEME.source.startswith("OWASP Foundation")
