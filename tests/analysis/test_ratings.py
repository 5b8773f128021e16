"""Ratings of assessments and risks, and the reason wherever there is none."""

import pytest

from govkit.analysis import RatedRisk, Unrated, rate_assessment, rate_risk
from govkit.model import Assessment, Risk
from govkit_schemes.cambs_2019 import CAMBS_2019

SCHEMES = {"cambs-2019": CAMBS_2019}
FINE = {"likelihood": 2, "impact": 4}


def assessed(levels, scheme="cambs-2019"):
    return Assessment(levels=levels, scheme=scheme)


def test_an_assessment_is_rated_under_the_scheme_it_names():
    assert rate_assessment(assessed(FINE), SCHEMES) is CAMBS_2019.rate(FINE)


@pytest.mark.parametrize(
    ("assessment", "reason"),
    [
        (assessed(FINE, None), "no scheme is named, neither by the assessment nor by the register"),
        (
            assessed(FINE, "cambs-2018"),
            'the scheme "cambs-2018" is not loaded; did you mean "cambs-2019"?',
        ),
        (assessed(FINE, "xyz"), 'the scheme "xyz" is not loaded; known: cambs-2019'),
        (assessed({}), "no levels are given"),
        (
            assessed({"likelihood": "Likly", "imapct": 4}),
            (
                'there is no factor "imapct"; did you mean "impact"?; '
                'likelihood has no level "Likly"; did you mean "Likely"? known: 1 Unlikely, 2 Possible, 3 Likely, 4 More likely than not, 5 Probable; no level is given for impact'
            ),
        ),
    ],
    ids=["no scheme", "near miss", "unknown scheme", "no levels", "wrong levels"],
)
def test_an_assessment_that_cannot_be_rated_says_everything_that_keeps_it(assessment, reason):
    assert rate_assessment(assessment, SCHEMES) == Unrated(reason)


def test_without_any_scheme_installed_the_reason_says_so():
    assert rate_assessment(assessed(FINE), {}).reason == (
        'the scheme "cambs-2019" is not loaded; there are none'
    )


def test_a_risk_is_rated_per_phase_and_keeps_the_reason_where_a_phase_is_not():
    risk = Risk(ref="R1", title="T", inherent=assessed(FINE), target=assessed({}))
    rated = rate_risk(risk, SCHEMES)
    assert rated == RatedRisk(
        risk=risk, inherent=CAMBS_2019.rate(FINE), unrated={"target": "no levels are given"}
    )
    assert rated.current is None
    assert rated.risk is risk


def test_a_risk_that_was_never_assessed_has_no_ratings_and_no_complaints():
    risk = Risk(ref="R1", title="T")
    assert rate_risk(risk, SCHEMES) == RatedRisk(risk=risk)


def test_every_phase_of_a_risk_is_rated():
    phases = {
        "inherent": assessed({"likelihood": 5, "impact": 5}),
        "current": assessed({"likelihood": 3, "impact": 3}),
        "target": assessed({"likelihood": 1, "impact": 1}),
    }
    rated = rate_risk(Risk(ref="R1", title="T", **phases), SCHEMES)
    assert (rated.inherent.value, rated.current.value, rated.target.value) == (25, 13, 1)
    assert rated.target < rated.current < rated.inherent
    assert rated.unrated == {}
