"""What goes to which body, why and since when; and what should have gone and did not."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, overload

import attrs

from govkit.analysis.acceptance import (
    acceptance_on,
    acceptance_untold,
    has_ended,
    lapsed_on,
    not_in_force,
)
from govkit.analysis.over import live_risks
from govkit.analysis.rated_on import Begun, RiskOn, rate_risk_on, unrated_on
from govkit.analysis.ratings import UnratedRisk
from govkit.analysis.reported import reported_on, reports_untold
from govkit.analysis.taking import bodies_for
from govkit.model import Acceptance, Body, Located, Phase, Register, Risk, WrittenDate
from govkit.model.require import require_day, require_register, require_schemes
from govkit.scoring import BaseScheme, Rating
from govkit.workflow import Workflow

NOBODY: Final = "no body is named"
"""Where an escalation goes that neither a body of the register nor the band takes."""


@attrs.frozen(kw_only=True)
class Escalation:
    """A risk that is above tolerance on a day.

    Args:
        ref: ref of the risk.
        path: its JSON Pointer in the register.
        title: its title.
        rating: its current rating on the day.
        to: the body it goes to: a body of the register, or else what the band calls it, or ``NOBODY``.
        band_says: what the band calls the body, where the register has another that takes the risk.
        route: how it comes to go there, in a clause, where no body of the register takes it.
        why: why it goes there, in a sentence.
        began: since when it is known to be so without a break, through assessments that others have
            replaced, each under its own scheme; never after the day in question, and None if the register
            dates nothing, or nothing until later.
        known: since when it is known to be so if that comes after the day in question, so that nobody can
            tell how it stood then; None otherwise.
        told: the date of the last report of it there since; None if there is none.
        accepted: the acceptance in force, if somebody decided to carry it.
        lapsed: the last acceptance that held and has ended, if none is in force.
        not_in_force: why each acceptance that one would look for does not hold, in a clause about it
            ("ended on 31 May 2019"); empty if there is none, or one is in force.
        doubt: why nobody can tell whether it was reported or accepted, in a clause ("the report of it has no
            day that is recorded"); None if that can be told.
        missed: whether it should have been reported and was not; None where nobody can tell, for the register
            records no reports at all, or dates the rating later than the day in question, or for the doubt.
    """

    ref: str
    path: str
    title: str
    rating: Rating
    to: str
    band_says: str | None
    route: str | None
    why: str
    began: Begun | None
    known: Begun | None
    told: WrittenDate | None
    accepted: Acceptance | None
    lapsed: Acceptance | None
    not_in_force: tuple[str, ...]
    doubt: str | None
    missed: bool | None

    @property
    def since(self) -> date | None:
        """The first day it is known to be so without a break, the last day of a month."""
        return self.began.surely if self.began else None

    @property
    def known_from(self) -> date | None:
        """The first day it is known to be so, of a month the last, if that is after the day in question."""
        return self.known.surely if self.known else None

    @property
    def reported(self) -> date | None:
        """The last day it was reported there since, the last day of a month; None if it was not."""
        return self.told.last if self.told else None

    @property
    def goes_to(self) -> str:
        """The body it goes to, and what the band says if that is something else."""
        if self.to == NOBODY:
            return "no named body"
        return f"{self.to} (the band says: {self.band_says})" if self.band_says else self.to

    @property
    def begun(self) -> str:
        """Since when it is so, as far as anybody can tell, in a phrase."""
        if self.known is not None:
            return f"known only from {self.known}, after the day in question"
        return f"since {self.began or 'a day nobody recorded'}"

    def untold(self, to: str = "") -> str | None:
        """Say why nobody can tell whether it should have been reported.

        Args:
            to: to whom, for the clause to say (" to the Board").

        Returns:
            A clause, None if that can be told.
        """
        if self.missed is not None or self.told is not None or self.accepted is not None:
            return None
        if self.known is not None:
            return f"whether it was to be reported is not known, its rating being dated {self.known}"
        if self.doubt is not None:
            return f"whether it should have been reported{to} is not known: {self.doubt}"
        return f"whether it was reported{to} is not recorded"


@attrs.frozen(kw_only=True)
class Escalations(Sequence[Escalation]):
    """What is above tolerance on a day, in order like a tuple, and what may be above it besides.

    Args:
        found: an escalation per risk and body, the worst first.
        not_evaluated: risks whose current assessment has no rating, in the order of the register.
        not_assessed: refs of risks without a current assessment.
    """

    found: tuple[Escalation, ...]
    not_evaluated: tuple[UnratedRisk, ...]
    not_assessed: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.found)

    @overload
    def __getitem__(self, index: int) -> Escalation: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Escalation, ...]: ...
    def __getitem__(self, index: int | slice) -> Escalation | tuple[Escalation, ...]:
        return self.found[index]


def escalations(
    register: Register,
    schemes: Mapping[str, BaseScheme],
    workflows: Mapping[str, Workflow] | None = None,
    *,
    as_of: date,
) -> Escalations:
    """Say what is above tolerance on a day, and where it goes.

    Args:
        register: the register.
        schemes: scoring schemes at hand, by id.
        workflows: lifecycles at hand, by id; unless given, no risk is taken for closed.
        as_of: the day in question.

    Returns:
        An escalation per risk and body, the worst first. Risks whose scheme sets no tolerance, and those that
        are closed, are not among them; those that have no rating are listed apart, with the reason.

    Raises:
        TypeError: an argument is of another kind.
    """
    require_register(register)
    require_schemes(schemes)
    require_day(as_of)
    found: list[Escalation] = []
    not_assessed: list[str] = []
    keeps_reports = any(risk.reports for risk in register.risks)
    live = live_risks(register, workflows, as_of)
    for located in live:
        stood = rate_risk_on(register, located.item, schemes, as_of)
        if stood.rated.risk.current is None:
            not_assessed.append(located.item.ref)
        if stood.above is None:
            continue
        for body in bodies_for(register, located.item) or (None,):
            escalation = _escalation(
                register, located, stood, stood.above, body, as_of=as_of, keeps_reports=keeps_reports
            )
            found.append(escalation)
    # Ratings of different schemes have no order, so each scheme's stand together.
    ordered = sorted(found, key=lambda each: (each.rating.scheme, -each.rating.rank, each.ref))
    return Escalations(
        found=tuple(ordered),
        not_evaluated=unrated_on(register, live, schemes, as_of),
        not_assessed=tuple(not_assessed),
    )


def _escalation(
    register: Register,
    located: Located[Risk],
    stood: RiskOn,
    rating: Rating,
    body: Body | None,
    *,
    as_of: date,
    keeps_reports: bool,
) -> Escalation:
    risk = located.item
    named = rating.band.reported_to if rating.band else None
    accepted = acceptance_on(risk, as_of)
    reported = reported_on(risk, body, stood.begun, as_of)
    open_ = reported is None and accepted is None
    doubt = None
    if open_ and keeps_reports and stood.known_from is None:
        doubt = reports_untold(risk, body, stood.begun, as_of) or acceptance_untold(risk, as_of)
    told = keeps_reports and not (open_ and (stood.known_from or doubt))
    whys = () if accepted else _not_in_force(risk, as_of)
    return Escalation(
        ref=risk.ref,
        path=located.path,
        title=risk.title,
        rating=rating,
        to=body.title if body else named or NOBODY,
        band_says=named if body and named != body.title else None,
        route=None if body else _route(register, risk, named),
        why=_why(rating, accepted),
        began=stood.begun,
        known=stood.later.get(Phase.CURRENT),
        told=reported,
        accepted=accepted,
        lapsed=lapsed_on(risk, as_of),
        not_in_force=tuple(each for each in whys if doubt != f"its acceptance {each}"),
        doubt=doubt,
        missed=open_ if told else None,
    )


def _route(register: Register, risk: Risk, named: str | None) -> str:
    if not any(body.escalates for body in register.bodies):
        which = "above tolerance"
    elif risk.executive_lead is None:
        which = "without an executive lead"
    else:
        which = f"led by {risk.executive_lead}"
    then = f"the band sends it to {named}" if named else "no band names one either"
    return f"no body of the register takes risks {which}; {then}"


def _not_in_force(risk: Risk, as_of: date) -> tuple[str, ...]:
    lapsed = lapsed_on(risk, as_of)
    # Of those that have ended only the last is asked for: the others were followed by it.
    asked = [each for each in risk.acceptances if each is lapsed or not has_ended(each, as_of)]
    return tuple(clause for each in asked if (clause := not_in_force(each, as_of)) is not None)


def _why(rating: Rating, accepted: Acceptance | None) -> str:
    response = f" {rating.band.response}." if rating.band and rating.band.response else ""
    if accepted is not None:
        return f"It is rated {rating}. {accepted.by} accepted it until {accepted.until}: {accepted.why}."
    return f"It is rated {rating}.{response}"
