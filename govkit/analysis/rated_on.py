"""How a risk stood on a day: which assessment was in force, its rating, and since when it is so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import attrs

from govkit.analysis.ratings import RatedRisk, Unrated, UnratedRisk, rate_assessment, rated_risk
from govkit.model import Assessment, Located, Phase, Register, Risk, WrittenDate
from govkit.scoring import BaseScheme, Rating


@attrs.frozen
class Begun:
    """When something began that is dated by a text, which may say a month.

    Args:
        earliest: the first day on which it may have begun.
        surely: the day on which it has begun for certain.
    """

    earliest: date
    surely: date


@attrs.frozen
class RiskOn:
    """A risk as it stood on a day.

    Args:
        rated: the risk with the current assessment that was in force, and its ratings.
        begun: when it began to be on this side of tolerance, through the assessments that others have
            replaced; None where nothing dates that, or only later than the day.
        known_from: the day from which its rating is known for certain, if that comes after the day in
            question, so that nobody can tell how it stood then; None otherwise.
    """

    rated: RatedRisk
    begun: Begun | None
    known_from: date | None

    @property
    def above(self) -> Rating | None:
        """The current rating if it is above tolerance, whether or not it is known on the day."""
        current = self.rated.current
        return current if current is not None and current.within_tolerance is False else None


@attrs.frozen
class _Held:
    """An assessment with the time for which it held; None for a beginning or an end that is not known."""

    assessment: Assessment
    begun: Begun | None
    until: date | None

    def on(self, day: date) -> bool:
        began = self.begun is None or self.begun.surely <= day
        return began and (self.until is None or day < self.until)

    def follows(self, before: "_Held") -> bool:
        """Whether it took over from another one without a gap."""
        return self.begun is not None and before.until is not None and self.begun.earliest <= before.until

    @property
    def ever(self) -> bool:
        """Whether it held on any day: one that was replaced on the day it was made did not."""
        return self.begun is None or self.until is None or self.begun.earliest < self.until


def assessment_date(register: Register, risk: Risk) -> WrittenDate | None:
    """The date a risk's current rating is known from: of its assessment, its status, or else the edition.

    Args:
        register: the register.
        risk: one of its risks.

    Returns:
        The first of these dates that has a first day, or None.
    """
    dated = (risk.current.date if risk.current else None, risk.status_date, register.edition)
    return next((each for each in dated if each is not None and each.first is not None), None)


def risk_on(
    register: Register, risk: Risk, rate: Callable[[Assessment], Rating | Unrated], as_of: date
) -> RiskOn:
    """Say how a risk stood on a day.

    The current assessment holds from its own date, a month from its last day. One without a date holds from
    the one it replaced, or else from the risk's status or the edition. Before that the one it replaced holds,
    if the register keeps it.

    Args:
        register: the register.
        risk: one of its risks.
        rate: rates an assessment, or says why it cannot be rated.
        as_of: the day in question.

    Returns:
        The risk with its rating on the day; with the first one after it where none was in force.
    """
    held = _held(register, risk)
    if not held:
        return RiskOn(rated_risk(risk, rate), None, None)
    at = next((i for i in reversed(range(len(held))) if held[i].on(as_of)), None)
    if at is None:
        # The latest has no end, so it begins after a day on which it does not hold.
        first, day = next(
            (each, each.begun.surely)
            for each in held
            if each.begun is not None and each.begun.surely > as_of and each.on(each.begun.surely)
        )
        return RiskOn(_with(risk, first.assessment, rate), None, day)
    return RiskOn(_with(risk, held[at].assessment, rate), _since(held[: at + 1], rate), None)


def rate_risk_on(register: Register, risk: Risk, schemes: Mapping[str, BaseScheme], as_of: date) -> RiskOn:
    """Say how a risk stood on a day, rated under the schemes at hand.

    Args:
        register: the register.
        risk: one of its risks.
        schemes: the schemes at hand, by id.
        as_of: the day in question.

    Returns:
        What ``risk_on`` says.
    """
    return risk_on(register, risk, lambda each: rate_assessment(each, schemes), as_of)


def unrated_on(
    register: Register, risks: Iterable[Located[Risk]], schemes: Mapping[str, BaseScheme], as_of: date
) -> tuple[UnratedRisk, ...]:
    """List the risks whose assessment that was in force on a day has no rating.

    Args:
        register: the register.
        risks: the risks in question, with their places.
        schemes: the schemes at hand, by id.
        as_of: the day in question.

    Returns:
        The risks with the reasons, in their order; risks without a current assessment are not
        among them.
    """
    return tuple(
        UnratedRisk(ref=each.item.ref, path=each.path, title=each.item.title, reason=reason)
        for each in risks
        if (reason := rate_risk_on(register, each.item, schemes, as_of).rated.unrated.get("current"))
        is not None
    )


def _with(risk: Risk, current: Assessment, rate: Callable[[Assessment], Rating | Unrated]) -> RatedRisk:
    return rated_risk(risk if current is risk.current else attrs.evolve(risk, current=current), rate)


def _held(register: Register, risk: Risk) -> list[_Held]:
    """List the current assessments of a risk, the oldest first; none if it has none now."""
    if risk.current is None:
        return []
    dated = next(
        (each.first for each in (risk.status_date, register.edition) if each is not None and each.first), None
    )
    found: list[_Held] = []
    for each in risk.earlier:
        if each.phase is Phase.CURRENT:
            found.append(
                _Held(each.assessment, _begun(each.assessment, found, dated, each.until), each.until)
            )
    now = _Held(risk.current, _begun(risk.current, found, dated, None), None)
    return [each for each in (*found, now) if each.ever]


def _begun(
    assessment: Assessment, before: Sequence[_Held], dated: date | None, until: date | None
) -> Begun | None:
    own = assessment.date
    if own is not None and own.first is not None:
        return Begun(own.first, own.last or own.first)
    day = before[-1].until if before else dated
    # What was replaced before the register was dated began on a day that nobody recorded.
    return None if day is None or (until is not None and until <= day) else Begun(day, day)


def _since(held: Sequence[_Held], rate: Callable[[Assessment], Rating | Unrated]) -> Begun | None:
    """Say when the side of tolerance began on which the last of some assessments is."""
    begun, side = held[-1].begun, _side(held[-1], rate)
    for i in reversed(range(len(held) - 1)):
        if side is None or not held[i + 1].follows(held[i]) or _side(held[i], rate) is not side:
            break
        begun = held[i].begun
    return begun


def _side(held: _Held, rate: Callable[[Assessment], Rating | Unrated]) -> bool | None:
    rating = rate(held.assessment)
    return rating.within_tolerance if isinstance(rating, Rating) else None
