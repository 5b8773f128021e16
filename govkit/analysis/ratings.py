"""Ratings of assessments and risks, with the reason wherever there is none."""

from collections.abc import Callable, Mapping

import attrs
from immutabledict import immutabledict

from govkit.errors import RatingError, did_you_mean
from govkit.model import PHASES, Assessment, Risk
from govkit.scoring import BaseScheme, Rating, asked


@attrs.frozen
class Unrated:
    """Why an assessment has no rating, in a sentence."""

    reason: str


@attrs.frozen(kw_only=True)
class RatedRisk:
    """A risk with its ratings.

    Args:
        risk: the risk.
        inherent: rating before controls, None where there is none.
        current: rating with the controls in place, None where there is none.
        target: rating aimed at, None where there is none.
        unrated: per phase that was assessed but could not be rated, why.
    """

    risk: Risk
    inherent: Rating | None = None
    current: Rating | None = None
    target: Rating | None = None
    unrated: immutabledict[str, str] = immutabledict()


@attrs.frozen(kw_only=True)
class UnratedRisk:
    """A risk whose current assessment has no rating, so that nobody knows on which side of tolerance it is.

    Args:
        ref: ref of the risk.
        path: its JSON Pointer in the register.
        title: its title.
        reason: why it has no rating, in a clause.
    """

    ref: str
    path: str
    title: str
    reason: str

    def __str__(self) -> str:
        """Render as ``SR3.1 could not be rated: no levels are given``."""
        return f"{self.ref} could not be rated: {self.reason}"


def rate_assessment(assessment: Assessment, schemes: Mapping[str, BaseScheme]) -> Rating | Unrated:
    """Rate one assessment under the scheme it names.

    Args:
        assessment: the assessment.
        schemes: the schemes at hand, by id.

    Returns:
        The rating, or why there is none.
    """
    if assessment.scheme is None:
        return Unrated("no scheme is named, neither by the assessment nor by the register")
    scheme = schemes.get(assessment.scheme)
    if scheme is None:
        return Unrated(f'the scheme "{assessment.scheme}" is not loaded'
                       f"{did_you_mean(assessment.scheme, schemes)}")  # fmt: skip
    if not assessment.levels:
        return Unrated("no levels are given")
    try:
        return asked.rating(scheme, assessment.levels)
    except RatingError as error:
        return Unrated("; ".join(error.problems))


def rate_risk(risk: Risk, schemes: Mapping[str, BaseScheme]) -> RatedRisk:
    """Rate a risk's assessments.

    Args:
        risk: the risk.
        schemes: the schemes at hand, by id.

    Returns:
        The ratings, and the reasons where an assessment could not be rated.
    """
    return rated_risk(risk, lambda assessment: rate_assessment(assessment, schemes))


def rated_risk(risk: Risk, rate: Callable[[Assessment], Rating | Unrated]) -> RatedRisk:
    """Put a risk's ratings together.

    Args:
        risk: the risk.
        rate: rates an assessment, or says why it cannot be rated.

    Returns:
        The ratings, and the reasons where an assessment could not be rated.
    """
    ratings: dict[str, Rating] = {}
    unrated: dict[str, str] = {}
    for phase in PHASES:
        assessment = getattr(risk, phase)
        if assessment is not None:
            rating = rate(assessment)
            if isinstance(rating, Rating):
                ratings[phase] = rating
            else:
                unrated[phase] = rating.reason
    return RatedRisk(risk=risk, unrated=immutabledict(unrated), **ratings)
