"""How a risk stood on a day: which assessments were in force, their ratings, and since when it is so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

import attrs
from immutabledict import immutabledict

from govkit.analysis.ratings import RatedRisk, Unrated, UnratedRisk, rate_assessment, rated_risk
from govkit.model import PHASES, Assessment, Located, Phase, Register, Risk, WrittenDate, pointer
from govkit.model.copying import replaced
from govkit.scoring import BaseScheme, Rating

_NONE: Final[Mapping[str, Any]] = immutabledict()


@attrs.frozen
class Begun:
    """When something began that is dated by a text, which may say a month.

    Args:
        earliest: the first day on which it may have begun.
        surely: the day on which it has begun for certain.
        written: the text it is read from, None where it is read from a day.
    """

    earliest: date
    surely: date
    written: WrittenDate | None = None

    def __str__(self) -> str:
        """Say the date as it is written."""
        return str(self.written or self.surely)

    @property
    def certain(self) -> str:
        """The day on which it has begun for certain: ``the end of July 2026``, or the date itself."""
        return f"the end of {self}" if self.surely > self.earliest else str(self)


@attrs.frozen
class Following:
    """An assessment that was not in force on a day, and is from a later one on.

    Args:
        assessment: the assessment.
        begun: when it came into force.
    """

    assessment: Assessment
    begun: Begun


@attrs.frozen
class RiskOn:
    """A risk as it stood on a day.

    Args:
        rated: the risk with the assessments that were in force, and their ratings.
        begun: when it began to be on this side of tolerance, through the assessments that others have
            replaced; None where nothing dates that, or only later than the day.
        later: per phase of which no assessment was known to be in force and a later one is known, when that
            one came into force; ``rated`` holds it, and nobody can tell how it was.
        places: per phase that ``rated`` has an assessment of, its JSON Pointer in the risk.
        following: per phase the assessments that are in force later, the first of them first.
    """

    rated: RatedRisk
    begun: Begun | None
    later: Mapping[str, Begun]
    places: Mapping[str, str]
    following: Mapping[str, tuple[Following, ...]]

    @property
    def known_from(self) -> date | None:
        """The day from which the current rating is known, if that comes after the day in question."""
        later = self.later.get(Phase.CURRENT)
        return None if later is None else later.surely

    @property
    def above(self) -> Rating | None:
        """The current rating if it is above tolerance, whether or not it is known on the day."""
        current = self.rated.current
        return current if current is not None and current.within_tolerance is False else None


@attrs.frozen
class _Held:
    """An assessment with the time for which it held; None for a beginning or an end that is not known."""

    assessment: Assessment
    place: str
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
    """Say how a risk stood on a day, before controls, with them, and as it was aimed at.

    An assessment holds from its own date, a month from its last day. One without a date holds from the one it
    replaced, or else from the risk's status or the edition. Before that the one it replaced holds, if the
    register keeps it.

    Args:
        register: the register.
        risk: one of its risks.
        rate: rates an assessment, or says why it cannot be rated.
        as_of: the day in question.

    Returns:
        The risk with its ratings on the day; with the first one after it where none was in force.
    """
    as_recorded = None if risk.earlier else _as_recorded(register, risk, rate, as_of)
    if as_recorded is not None:
        return as_recorded
    chosen: dict[str, Assessment | None] = {}
    places: dict[str, str] = {}
    later: dict[str, Begun] = {}
    following: dict[str, tuple[Following, ...]] = {}
    begun: Begun | None = None
    for phase in PHASES:
        held = _held(register, risk, phase)
        counting = _counting(held, as_of)
        chosen[phase] = None if counting is None else held[counting[0]].assessment
        if counting is None:
            continue
        at, begins = counting
        places[phase] = held[at].place
        following[phase] = tuple(
            Following(each.assessment, each.begun)
            for each in held[at:]
            if each.begun is not None and each.begun.surely > as_of
        )
        if begins is not None:
            later[phase] = begins
        elif phase == Phase.CURRENT:
            begun = _since(held[: at + 1], rate)
    return RiskOn(
        rated=rated_risk(_with(risk, chosen), rate),
        begun=begun,
        later=immutabledict(later),
        places=immutabledict(places),
        following=immutabledict(following),
    )


def _as_recorded(
    register: Register, risk: Risk, rate: Callable[[Assessment], Rating | Unrated], as_of: date
) -> RiskOn | None:
    """Say how a risk stood if it is as it is recorded, as nearly all are; None if something began later."""
    dated: Begun | None = None
    begun: Begun | None = None
    for phase in PHASES:
        assessment: Assessment | None = getattr(risk, phase)
        if assessment is None:
            continue
        surely = assessment.date.surely if assessment.date is not None else None
        if surely is None:
            dated = dated or _dated(register, risk)
            surely = dated.surely if dated is not None else None
        if surely is not None and surely > as_of:
            return None
        if phase == Phase.CURRENT:
            begun = _begun(assessment, (), dated, None)
    places = _places(tuple(phase for phase in PHASES if getattr(risk, phase) is not None))
    return RiskOn(rated=rated_risk(risk, rate), begun=begun, later=_NONE, places=places, following=_NONE)


@cache
def _places(phases: tuple[str, ...]) -> Mapping[str, str]:
    return immutabledict((phase, pointer(phase)) for phase in phases)


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


def register_on(register: Register, schemes: Mapping[str, BaseScheme], as_of: date) -> Register:
    """Give a register whose risks have the assessments that were in force on a day.

    Args:
        register: the register.
        schemes: the schemes at hand, by id.
        as_of: the day in question.

    Returns:
        The register, to be compared with another edition. What was not known on the day is as it is known
        first.
    """
    risks = (rate_risk_on(register, each, schemes, as_of).rated.risk for each in register.risks)
    return attrs.evolve(register, risks=tuple(risks))


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


def _with(risk: Risk, chosen: Mapping[str, Assessment | None]) -> Risk:
    other = {phase: each for phase, each in chosen.items() if each is not getattr(risk, phase)}
    return replaced(risk, other) if other else risk


def _held(register: Register, risk: Risk, phase: str) -> list[_Held]:
    """List the assessments of one phase of a risk, the oldest first."""
    now: Assessment | None = getattr(risk, phase)
    if now is None and not risk.earlier:
        return []
    dated = _dated(register, risk)
    found: list[_Held] = []
    for i, each in enumerate(risk.earlier):
        if each.phase == phase:
            place, begun = (
                pointer("earlier", i, "assessment"),
                _begun(each.assessment, found, dated, each.until),
            )
            found.append(_Held(each.assessment, place, begun, each.until))
    if now is not None:
        found.append(_Held(now, pointer(phase), _begun(now, found, dated, None), None))
    elif found and found[-1].until is None:
        found.pop()  # nothing follows it, and nobody recorded until when it held
    return [each for each in found if each.ever]


def _dated(register: Register, risk: Risk) -> Begun | None:
    """Say from when an assessment without a date counts: from the status of its risk, or else the edition."""
    dated = (each for each in (risk.status_date, register.edition) if each is not None)
    return next((Begun(each.first, each.first, each) for each in dated if each.first is not None), None)


def _counting(held: Sequence[_Held], day: date) -> tuple[int, Begun | None] | None:
    """Say which of some assessments counts on a day: the last one in force, or else the first one after it.

    With the latter comes when it came into force.
    """
    for i in reversed(range(len(held))):
        if held[i].on(day):
            return i, None
    for i, each in enumerate(held):
        if each.begun is not None and each.begun.surely > day and each.on(each.begun.surely):
            return i, each.begun
    return None


def _begun(
    assessment: Assessment, before: Sequence[_Held], dated: Begun | None, until: date | None
) -> Begun | None:
    own = assessment.date
    if own is not None and own.first is not None:
        return Begun(own.first, own.last or own.first, own)
    if before:
        day = before[-1].until
        found = None if day is None else Begun(day, day)
    else:
        found = dated
    # What was replaced before the register was dated began on a day that nobody recorded.
    return None if found is None or (until is not None and until <= found.surely) else found


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
