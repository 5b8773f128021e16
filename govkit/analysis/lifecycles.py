"""Lifecycles over a register: which items have one, and the facts their guards read."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

import attrs

from govkit.analysis.due import next_time
from govkit.analysis.last_review import last_review
from govkit.analysis.rated_on import rate_risk_on
from govkit.analysis.review import review_cadence
from govkit.analysis.which_lifecycle import has_lifecycle
from govkit.errors import GovkitError, SuppliedFactError, UnknownNameError
from govkit.model import KINDS, Item, Located, Register, Risk
from govkit.scoring import BaseScheme
from govkit.workflow import Field, Workflow

ABOVE_TOLERANCE: Final = Field("above_tolerance", "whether the risk is above tolerance")
BAND: Final = Field("band", "the band of the risk")
REVIEW_HOLDS_UNTIL: Final = Field("review_holds_until", "the last day on which the last review holds")
FACTS: Final = (ABOVE_TOLERANCE, BAND, REVIEW_HOLDS_UNTIL)
"""What a toolkit tells guards of an item that belongs to a risk, if its lifecycle declares it."""

WorkflowOf = Callable[[Item, str], Workflow]
"""Finds the lifecycle of an item; takes the item and its address."""


def with_lifecycles(register: Register) -> Iterator[Located[Any]]:
    """List the items of a register that have a lifecycle, kind by kind."""
    for kind in KINDS:
        for located in register.all_of(kind):
            if has_lifecycle(located.item):
                yield located


@attrs.frozen
class Facts:
    """What guards may read of an item that is no part of it.

    Args:
        register: the register the items are in.
        schemes: scoring schemes at hand, by id.
        as_of: the day in question.
    """

    register: Register
    schemes: Mapping[str, BaseScheme]
    as_of: date
    _known: dict[int, Mapping[str, Any]] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def of(
        self, workflow: Workflow, located: Located[Any], given: Mapping[str, Any] | None = None
    ) -> Mapping[str, Any]:
        """Gather the facts that a lifecycle declares.

        Args:
            workflow: the item's lifecycle.
            located: the item with its place.
            given: facts that somebody supplies.

        Returns:
            What is supplied, and those of ``FACTS`` that the lifecycle declares, None where one cannot be
            told; none of these for an item that belongs to no risk. The lifecycle takes what it declares and
            is not told for not known.

        Raises:
            SuppliedFactError: a fact is supplied that is among ``FACTS``.
            UnknownNameError: a fact is supplied that the lifecycle does not declare.
        """
        declared = {fact.name: None for fact in workflow.facts}
        for name in given or ():
            if name in {fact.name for fact in FACTS}:
                raise SuppliedFactError(name)
            if name not in declared:
                raise UnknownNameError("fact", name, declared, where=f"that workflow {workflow.id} declares")
        return {**(given or {}), **self._of_risk(declared, located)}

    def _of_risk(self, declared: Collection[str], located: Located[Any]) -> Mapping[str, Any]:
        parts = located.path.split("/")
        if not declared or parts[1] != "risks":
            return {}
        place = int(parts[2])
        if place not in self._known:
            self._known[place] = facts_of(self.register.risks[place], self.schemes, self.register, self.as_of)
        return {name: value for name, value in self._known[place].items() if name in declared}


def facts_of(
    risk: Risk, schemes: Mapping[str, BaseScheme], register: Register, as_of: date
) -> Mapping[str, Any]:
    """Tell the facts of a risk as it stands on a day.

    Args:
        risk: the risk.
        schemes: scoring schemes at hand, by id.
        register: the register it is in.
        as_of: the day in question.

    Returns:
        ``above_tolerance``: True, False, or None where it is not rated, not by that day, or the scheme sets
        no tolerance;
        ``band``: key of the band, or None; ``review_holds_until``: the day before the next review is due,
        or None where no review or no cadence is recorded, or the cadence cannot be counted.
    """
    stood = rate_risk_on(register, risk, schemes, as_of)
    rating = stood.rated.current if stood.known_from is None else None
    within = rating.within_tolerance if rating else None
    cadence = review_cadence(register, rating)
    reviewed = risk.review is not None and risk.review.last is not None and risk.review.last.first is not None
    last = last_review(register, stood.rated.risk, as_of) if reviewed else None
    try:
        due = next_time(last.day, cadence, register.calendar) if cadence and last else None
    except GovkitError:  # a fact that cannot be told is None; the rule review-overdue says why
        due = None
    return {
        ABOVE_TOLERANCE.name: None if within is None else not within,
        BAND.name: rating.band.key if rating and rating.band else None,
        REVIEW_HOLDS_UNTIL.name: due - timedelta(days=1) if due else None,
    }


def require_trigger(workflow: Workflow, trigger: str, ref: str) -> None:
    """Refuse a trigger that an item's lifecycle lacks.

    Args:
        workflow: the item's lifecycle.
        trigger: what is to be fired.
        ref: the item's address, for the message.

    Raises:
        UnknownNameError: the lifecycle has no such trigger.
    """
    if trigger not in workflow.triggers:
        raise UnknownNameError(
            "trigger", trigger, workflow.triggers, f" ({ref})", where=f"in workflow {workflow.id}"
        )
