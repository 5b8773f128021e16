"""Sweeping a register: every item as far as it moves by itself, and which nobody can move."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import attrs

from govkit.analysis.lifecycles import Facts, WorkflowOf
from govkit.analysis.which_lifecycle import has_lifecycle
from govkit.errors import Blocked, DefinitionError, GovkitError, UnknownNameError
from govkit.model import KINDS, Event, Located, Register
from govkit.scoring import BaseScheme
from govkit.workflow import Workflow, log_reasons, mover
from govkit.workflow.blame import blame


@attrs.frozen
class NotSwept:
    """An item of which nobody can tell whether it moves.

    Args:
        ref: its address.
        error: why there is no telling.
    """

    ref: str
    error: GovkitError = attrs.field(eq=str)


@attrs.frozen
class Swept:
    """A register after a sweep.

    Args:
        register: the register, as far as it could be swept.
        events: what happened.
        not_evaluated: the items of which there is no telling; they stay as they are.
    """

    register: Register
    events: tuple[Event, ...]
    not_evaluated: tuple[NotSwept, ...] = ()


def sweep_register(
    register: Register, workflow_of: WorkflowOf, schemes: Mapping[str, BaseScheme], *, as_of: date
) -> Swept:
    """Move every item on that moves on by itself.

    Args:
        register: the register; it stays as it is.
        workflow_of: finds the lifecycle of an item.
        schemes: scoring schemes at hand, by id.
        as_of: the day in question.

    Returns:
        The new register, and the events; sweeping the new one again on the same day makes none. An item whose
        lifecycle or state is unknown, of which a guard cannot be worked out, whose events make no story, or
        that moves and of which something was recorded after that day, is listed, and the others are swept.
    """
    happened: list[Event] = []
    missed: list[NotSwept] = []
    for kind in KINDS:
        facts = Facts(register, schemes, as_of)
        swept: dict[str, Any] = {}
        for located in register.all_of(kind):
            if not has_lifecycle(located.item):
                continue
            try:
                workflow = workflow_of(located.item, located.address)
                new, events = _moved(workflow, located, facts.of(workflow, located), as_of)
            except (Blocked, DefinitionError, UnknownNameError) as error:
                missed.append(NotSwept(located.address, error))
            else:
                swept[located.path] = new
                happened += events
        register = register.map_items(kind, partial(_swept, swept))
    return Swept(register, tuple(happened), tuple(missed))


def _moved(
    workflow: Workflow, located: Located[Any], facts: Mapping[str, Any], as_of: date
) -> tuple[Any, list[Event]]:
    item, ref = located.item, located.address
    events: list[Event] = []
    try:
        new = mover(workflow, workflow.occasion(facts, as_of=as_of), events)(item, ref)
    except DefinitionError as error:
        blame(error, workflow, ref)
    # Of an item that stays, only what its log says itself is a fault.
    broken = tuple(log_reasons(workflow, item, as_of if events else date.max))
    if broken:
        raise Blocked(ref, "be swept", broken)
    return new, events


def _swept(swept: Mapping[str, Any], located: Located[Any]) -> Any:
    return swept.get(located.path, located.item)
