"""What an item's events say: its state on a day, and whether they make one story."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from govkit.model import Event
from govkit.workflow.definition import Workflow
from govkit.workflow.engine import Subject
from govkit.workflow.raised import not_yet_raised

MIGRATE: Final = "migrate"
"""The trigger that events of a confirmed migration carry."""


def events_until(item: Subject, day: date, *, known_on: date | None = None) -> tuple[Event, ...]:
    """List what had happened to an item by the end of a day.

    Args:
        item: the item.
        day: the day in question: what took effect on it or before counts.
        known_on: the day from which one looks back: what was recorded on it or before counts; everything that
            is recorded unless given.

    Returns:
        The events, in the order in which they were recorded.
    """
    return tuple(
        event
        for event in item.events
        if event.effective <= day and (known_on is None or event.recorded <= known_on)
    )


def state_on(workflow: Workflow, item: Subject, day: date, *, known_on: date | None = None) -> str:
    """Say which state an item was in at the end of a day, by folding its events.

    A lapse that was found late counts from the day it took effect: the last of the events recorded, among
    those that had taken effect, decides. So the state on a day can be another one when it is asked for again
    after something more was recorded; ``known_on`` gives what anybody could have known.

    Args:
        workflow: its lifecycle.
        item: the item.
        day: the day in question.
        known_on: the day from which one looks back; today's knowledge unless given.

    Returns:
        The name of the state. Before its first event that is the state the first event led out of, or, of an
        item without events, the state it is in.
    """
    happened = events_until(item, day, known_on=known_on)
    if happened:
        return happened[-1].to_state
    if item.events:
        return item.events[0].from_state
    return workflow.initial if item.state is None else item.state


def state_if_raised(
    workflow: Workflow, item: Subject, day: date, *, known_on: date | None = None
) -> str | None:
    """Say which state an item was in at the end of a day, if it was there by then.

    Args:
        workflow: its lifecycle.
        item: the item.
        day: the day in question.
        known_on: the day from which one looks back; everything that is recorded unless given.

    Returns:
        What ``state_on`` says; None before an action was raised, unless an event had taken effect.
    """
    unborn = not_yet_raised(item, day) is not None and not events_until(item, day, known_on=known_on)
    return None if unborn else state_on(workflow, item, day, known_on=known_on)


def too_early(item: Subject, on: date) -> str | None:
    """Say that something was recorded of an item after a day, so that nothing can be recorded on that day.

    Args:
        item: the item.
        on: the day.

    Returns:
        A sentence; None if nothing was.
    """
    last = item.events[-1] if item.events else None
    if last is None or last.recorded <= on:
        return None
    return f"{last.trigger} was recorded on {last.recorded}, which is after {on}"


def makes(workflow: Workflow, event: Event) -> bool:
    """Whether a lifecycle has a row that leads as an event did; one that records a migration is no row's.

    Args:
        workflow: the lifecycle.
        event: the event, of whatever lifecycle.
    """
    return event.trigger == MIGRATE or (event.trigger, event.from_state, event.to_state) in workflow.steps


def log_faults(workflow: Workflow, item: Subject) -> Iterator[str]:
    """Say where an item's events do not make one story that ends in its state.

    Args:
        workflow: its lifecycle; events of other lifecycles and versions are judged by their states alone,
            those of this very version by its rows too.
        item: the item.

    Yields:
        A sentence per fault: a gap between two events, an event that was recorded before it could be known or
        before its predecessor, one that names this version and is none that it makes, and a state that is not
        the one the last event led to.
    """
    before: Event | None = None
    for event in item.events:
        said = f"{event.trigger} of {event.recorded}"
        if before is not None and event.from_state != before.to_state:
            yield f"{said} starts from {event.from_state}, and the event before it led to {before.to_state}"
        if before is not None and event.recorded < before.recorded:
            yield f"{said} stands after an event that was recorded on {before.recorded}"
        if event.effective > event.recorded:
            yield f"{said} takes effect on {event.effective}, after it was recorded"
        if (event.workflow, event.version) == (workflow.id, workflow.version) and not makes(workflow, event):
            led = f"from {event.from_state} to {event.to_state}"
            yield f"{said} leads {led}, which {workflow.id} {workflow.version} does not do"
        before = event
    state = workflow.initial if item.state is None else item.state
    if before is not None and before.to_state != state:
        yield f"it is {state}, and its last event led to {before.to_state}"
