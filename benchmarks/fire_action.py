"""Moving an action through its lifecycle, against a table by hand and against transitions' own engine.

Subject: ``govkit.workflow.fire`` on an open action, under the shipped lifecycle: ``close`` with an end date
(a change, and a guard over three fields) and ``start`` (no change, no guard). It leaves the action as it is
and returns a new one, together with an Event that says who, why, when and what was changed.

Against (a), the ``table`` rows: hand_written_machine.py, what somebody writes who wants no library: a dict
from state and trigger to guard and target, and a mutable object whose attributes are set and whose list of
events gets a tuple. That is the floor. It has no other way to fail than an error without a sentence.

Against (b), the ``transitions`` rows: a ``transitions.Machine`` bound to one small mutable model, with the
same rows and the same guard functions, setting attributes and appending the same tuple in a callback. It is
the fair peer among libraries: govkit's definitions are transitions' machines, so this is the engine that
would be used if govkit had none of its own. The model is set back to "open" before each call; those two
assignments are counted, and are lost in what the call costs.

Both sides run over a list of as many items in one loop (a has an object for each call, b the same model
again and again), so the loop costs the same on both and is not taken off.

``fire-toolkit`` is what an embedding program calls, ``Toolkit.fire``, against ``govkit.workflow.fire``: the
price of finding the lifecycle by its name and of announcing the event to all installed plug-ins.
"""

from collections.abc import Callable, Iterator
from datetime import date
from time import process_time
from typing import Any

from hand_written_machine import ROWS, Guard, HandWrittenAction
from hand_written_machine import fire as fire_by_hand
from pairs import Result, Size, in_pairs, result
from transitions import EventData, Machine

from govkit import Action, Toolkit, Workflow, WrittenDate
from govkit.workflow import fire as fire_in_workflow

FULL = Size(pairs=31, amount=5_000)
QUICK = Size(pairs=2, amount=50)

START = date(2019, 1, 24)
DEADLINE = date(2019, 12, 31)
AS_OF = date(2019, 10, 9)
CHANGES: dict[str, dict[str, Any]] = {"close": {"end": AS_OF}, "start": {}}
WHO: dict[str, Any] = {"as_of": AS_OF, "by": "Chief Executive", "why": "report tabled"}


def fire(*, quick: bool) -> Iterator[Result]:
    """Measure both triggers against both peers, and the toolkit against the workflow."""
    size = QUICK if quick else FULL
    kit = Toolkit.installed()
    workflow = kit.workflows["action"]
    sized = f"{size.amount} calls a side and pair, over a list of as many items; loop equal on both sides"
    for trigger, changes in CHANGES.items():
        subject = f"govkit.workflow.fire, {trigger} with {'an end date' if changes else 'no change'}"
        ours = _ours(workflow, trigger, size.amount)
        pairs = in_pairs(size.pairs, ours, _by_hand(trigger, size.amount))
        yield result(
            f"fire-{trigger}-table", subject, "a dict table and a mutable object", _two(pairs), sized
        )
        pairs = in_pairs(size.pairs, ours, _with_transitions(trigger, size.amount))
        against = "transitions' engine, one mutable model"
        yield result(f"fire-{trigger}-transitions", subject, against, _two(pairs), sized)
    pairs = in_pairs(size.pairs, _with_kit(kit, size.amount), _ours(workflow, "close", size.amount))
    installed = f"{sized}; {len(kit.plugins)} plug-ins installed"
    yield result(
        "fire-toolkit", "Toolkit.fire, close with an end date", "govkit.workflow.fire", _two(pairs), installed
    )


def _two(turns: list[tuple[float, ...]]) -> list[tuple[float, float]]:
    return [(one, other) for one, other in turns]


def _actions(amount: int) -> list[Action]:
    return [
        Action(
            ref=f"A{number}",
            title="Table the report",
            workflow="action",
            state="open",
            owner="Chief Executive",
            start=WrittenDate(START.isoformat()),
            deadline=WrittenDate(DEADLINE.isoformat()),
        )
        for number in range(amount)
    ]


def _ours(workflow: Workflow, trigger: str, amount: int) -> Callable[[], float]:
    actions = _actions(amount)
    changes = CHANGES[trigger]

    def measure() -> float:
        start = process_time()
        for action in actions:
            fire_in_workflow(workflow, action, trigger, **WHO, **changes)
        return process_time() - start

    return measure


def _with_kit(kit: Toolkit, amount: int) -> Callable[[], float]:
    actions = _actions(amount)
    changes = CHANGES["close"]

    def measure() -> float:
        start = process_time()
        for action in actions:
            kit.fire(action, "close", **WHO, **changes)
        return process_time() - start

    return measure


def _by_hand(trigger: str, amount: int) -> Callable[[], float]:
    changes = CHANGES[trigger]

    def measure() -> float:
        actions = [HandWrittenAction(start=START, deadline=DEADLINE) for _ in range(amount)]
        start = process_time()
        for action in actions:
            fire_by_hand(action, trigger, **WHO, **changes)
        return process_time() - start

    return measure


def _condition(guard: Guard) -> Callable[[EventData], bool]:
    def condition(event: EventData) -> bool:
        given = event.kwargs
        return guard(event.model, given["as_of"], given["why"], given["changes"])

    return condition


def _record(event: EventData) -> None:
    """Set the attributes and append the event, once the guard has let it pass."""
    given, model = event.kwargs, event.model
    changes = given["changes"]
    for name, value in changes.items():
        setattr(model, name, value)
    model.events.append(
        (
            event.event.name,
            event.transition.source,
            event.transition.dest,
            given["as_of"],
            given["by"],
            given["why"],
            changes,
        )
    )


def _bound_model() -> HandWrittenAction:
    model = HandWrittenAction(start=START, deadline=DEADLINE)
    machine = Machine(
        model,
        states=["open", "ongoing", "overdue", "closed"],
        initial="open",
        auto_transitions=False,
        send_event=True,
        after_state_change=_record,
    )
    for trigger, source, target, guard in ROWS:
        conditions = [] if guard is None else [_condition(guard)]
        machine.add_transition(trigger, source, target, conditions=conditions)
    return model


def _with_transitions(trigger: str, amount: int) -> Callable[[], float]:
    changes = CHANGES[trigger]
    model: Any = _bound_model()
    turns = range(amount)

    def measure() -> float:
        model.events.clear()
        start = process_time()
        for _ in turns:
            model.state, model.end = "open", None
            model.trigger(trigger, **WHO, changes=changes)
        seconds = process_time() - start
        if len(model.events) != amount:
            raise AssertionError(model.events)
        return seconds

    return measure
