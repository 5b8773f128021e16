"""What can be done with an action: each whole or not at all, and only to the version somebody looked at."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

from django.db import transaction

from govkit import Action as GovkitAction
from govkit import Event, Workflow
from govkit import Register as GovkitRegister
from govkit_board.adapter import read, write
from govkit_board.models import Action, Register
from govkit_board.toolkit import toolkit

EDITABLE = ("title", "owner", "organisation", "notes")
"""What may be edited at any time; everything else changes along with a transition."""


def lifecycle(action: Action, register: GovkitRegister) -> Workflow:
    """Find the lifecycle of an action.

    Raises:
        GovkitError: nobody knows it, for example because its plug-in is broken.
    """
    return toolkit().workflow(register.action(action.address), ref=action.address)


def asked_for(workflow: Workflow) -> tuple[str, ...]:
    """List the fields that transitions may change, as the lifecycle has it."""
    rows = workflow.rows
    names = {
        each for row in rows for each in (GovkitAction.CHANGEABLE if row.changes is None else row.changes)
    }
    return tuple(sorted(names.difference(EDITABLE)))


def chances(
    action: Action, register: GovkitRegister, *, as_of: date, given: Mapping[str, str]
) -> list[tuple[str, list[str]]]:
    """Say of each transition what stands in its way, given what somebody would enter; nothing if it may go.

    Raises:
        GovkitError: nobody can say.
    """
    return [
        (
            trigger,
            toolkit().why_not_at(register, action.address, trigger, as_of=as_of, kind="action", **given),
        )
        for trigger in lifecycle(action, register).triggers
    ]


@transaction.atomic
def fire(pk: int, version: int, trigger: str, *, as_of: date, by: str, given: Mapping[str, str]) -> Event:
    """Fire a trigger and store what it leaves; plug-ins hear of it once it is stored.

    Args:
        pk: the action's row.
        version: the version that whoever fires has seen.
        trigger: what to fire.
        as_of: the day it is recorded on.
        by: who fires it.
        given: the reason as ``why``, and fields to change along with it.

    Raises:
        StaleError: there is a later version.
        GovkitError: it is not allowed now, or makes no sense. Nothing is stored.
    """
    register, actions, before = _taken(Register.objects.get(actions=pk))
    row = _seen(actions, pk, version)
    old = before.action(row.address)
    after, event = toolkit().fire_at(
        before, row.address, trigger, as_of=as_of, by=by, kind="action", announce=False, **given
    )
    write(register, actions, after)
    _announce(after, after.action(row.address).events[len(old.events) :])
    return event


@transaction.atomic
def edit(pk: int, version: int, *, as_of: date, by: str, values: Mapping[str, str | None]) -> None:
    """Change what may be edited at any time.

    Raises:
        StaleError: there is a later version.
        GovkitError: a value is none. Nothing is stored.
    """
    register, actions, before = _taken(Register.objects.get(actions=pk))
    row = _seen(actions, pk, version)
    item, _ = before.action(row.address).revised(dict(values), on=as_of, by=by, why=None)
    write(register, actions, before.with_action(row.address, item))


@transaction.atomic
def sweep(row: Register, *, as_of: date) -> tuple[tuple[Event, ...], list[str]]:
    """Move on whatever moves on by itself.

    Returns:
        The events, and a sentence about each item that could not be evaluated.

    Raises:
        GovkitError: the rows are no register. Nothing is stored.
    """
    row, actions, before = _taken(row)
    swept = toolkit().sweep_all(before, as_of=as_of, announce=False)
    write(row, actions, swept.register)
    _announce(swept.register, swept.events)
    return tuple(swept.events), [f"{each.ref}: {each.error}" for each in swept.not_evaluated]


def _taken(row: Register) -> tuple[Register, list[Action], GovkitRegister]:
    """Read a register of which nobody else stores anything before this transaction ends.

    A register is several rows, and what is committed between two queries would give half of it old and half
    of it new.
    """
    row = Register.objects.select_for_update().get(pk=row.pk)
    return row, *read(row)


def _seen(actions: Iterable[Action], pk: int, version: int) -> Action:
    """Find an action among those that were read; a query of its own could see another version."""
    return next(each for each in actions if each.pk == pk).expect(version)


def _announce(register: GovkitRegister, events: Iterable[Event]) -> None:
    transaction.on_commit(partial(toolkit().announce, register, tuple(events)), robust=True)
