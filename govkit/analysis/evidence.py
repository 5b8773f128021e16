"""Assurances as evidence: whether one is independent, how old it is, and whether it counts at all."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import attrs

from govkit.analysis.over import Stage, stage_on
from govkit.analysis.which_lifecycle import has_lifecycle
from govkit.model import Assurance, AssuranceSource, Control, Plan
from govkit.workflow import Workflow

_RECEIVED: Final = "received"
INDEPENDENT_LINE = 3
"""The line of the IIA's Three Lines Model (2020) that assures independently of management."""


@attrs.frozen(kw_only=True)
class CoveredControl:
    """A control with what assures it.

    Args:
        control: the control, or the plan that serves as one.
        assurances: the assurances of the same risk that cover it.
        lapsed: those among them that do not count, since they have expired, no receipt is recorded, or
            their state says so.
    """

    control: Control | Plan
    assurances: tuple[Assurance, ...]
    lapsed: tuple[Assurance, ...]

    @property
    def evidence(self) -> tuple[Assurance, ...]:
        """The assurances that cover it and count."""
        return tuple(each for each in self.assurances if each not in self.lapsed)


def independent(assurance: Assurance) -> bool | None:
    """Whether an assurance is independent: external, or third line; None where neither is recorded.

    Args:
        assurance: the assurance.

    Returns:
        True, False, or None if it cannot be told.
    """
    if assurance.source is AssuranceSource.EXTERNAL or assurance.line == INDEPENDENT_LINE:
        return True
    return None if assurance.source is None or assurance.line is None else False


def age_in_days(assurance: Assurance, as_of: date) -> int | None:
    """How many days ago an assurance was received.

    Args:
        assurance: the assurance.
        as_of: the day in question.

    Returns:
        Days since the last day of the date of receipt; None if no day is recorded, or it lies ahead.
    """
    if assurance.received is None or assurance.received.last is None or assurance.received.last > as_of:
        return None
    return (as_of - assurance.received.last).days


def expired(assurance: Assurance, as_of: date) -> str | None:
    """Say that an assurance cannot be relied on any more on a day.

    Args:
        assurance: the assurance.
        as_of: the day in question.

    Returns:
        A clause about it ("expired on 31 March 2019", "expired in March 2019"), or None if it has not.
    """
    expires = assurance.expires
    if expires is None or expires.last is None or expires.last >= as_of:
        return None
    return f"expired {expires.when}"


def _set_aside(assurance: Assurance, workflows: Mapping[str, Workflow], as_of: date) -> str | None:
    """Say that the state of an assurance keeps it from being evidence, in a clause; None if it does not."""
    stage = stage_on(assurance, workflows, as_of) if has_lifecycle(assurance) else None
    if stage is None:
        return None
    if stage.state.final:
        return f"was {stage.name} on {stage.since}" if stage.since else f"is {stage.name}"
    return f"is {stage.name}, and not received yet" if _awaited(stage) else None


def _awaited(stage: Stage) -> bool:
    """Whether a stage is the first of its lifecycle, from which a receipt leads on to another."""
    name, states = stage.state.name, stage.workflow.state
    return name == stage.workflow.initial and any(
        name in row.sources and _RECEIVED in (row.changes or ()) and not states[row.target].final
        for row in stage.workflow.rows
        if row.target not in (None, name)
    )


def state_untold(assurance: Assurance, workflows: Mapping[str, Workflow], as_of: date) -> bool:
    """Whether an assurance has a lifecycle, and nobody can tell where it stands in it on a day.

    Args:
        assurance: the assurance.
        workflows: lifecycles at hand, by id.
        as_of: the day in question.
    """
    return has_lifecycle(assurance) and stage_on(assurance, workflows, as_of) is None


def receipt_untold(assurance: Assurance, as_of: date) -> str | None:
    """Say that nobody can tell whether an assurance had been received by a day.

    Args:
        assurance: the assurance.
        as_of: the day in question.

    Returns:
        A clause about it ('is dated "July 2026" and may not have been received'), where the day lies within
        the date of receipt, before its last day; None otherwise.
    """
    received = assurance.received
    if received is None or received.first is None or received.last is None:
        return None
    if not received.first <= as_of < received.last:
        return None
    return f'is dated "{received}" and may not have been received'


def lapse(
    assurance: Assurance,
    as_of: date,
    *,
    receipts_kept: bool,
    workflows: Mapping[str, Workflow] | None = None,
) -> str | None:
    """Say why an assurance is no evidence on a day: its state says so, it has expired, or has not arrived.

    A final state of its lifecycle says so, and the initial one where another, not a final one, is reached by
    recording that the assurance was ``received``.

    Args:
        assurance: the assurance.
        as_of: the day in question.
        receipts_kept: whether its register records when assurances were received; if not, a receipt that is
            not recorded says nothing.
        workflows: lifecycles at hand, by id; unless given, states say nothing.

    Returns:
        A clause about it ("was withdrawn on 2019-05-01", "expired on 2019-03-31", "is still to come, being
        received on 2019-12-01", "has no date of receipt, nor a conclusion"), or None if it counts, or may.
    """
    ended = _set_aside(assurance, workflows or {}, as_of) or expired(assurance, as_of)
    if ended is not None:
        return ended
    received = assurance.received
    if received is not None and received.first is not None and received.first > as_of:
        return f"is still to come, being received {received.when}"
    # What concluded something has arrived, whether or not anybody wrote down when.
    arrived = assurance.received is not None or assurance.conclusion is not None
    return "has no date of receipt, nor a conclusion" if receipts_kept and not arrived else None
