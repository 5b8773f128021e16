"""How a lifecycle conducts itself: what every program that moves items on with one relies on.

Each check is a function of a lifecycle that raises ``AssertionError`` with the evidence. Its docstring is its
page.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from govkit.blame import said as blamed
from govkit.errors import DefinitionError, GovkitError
from govkit.hooks import hookimpl
from govkit.model.constraint import is_ref, says_something
from govkit.testing.bare import bare_item
from govkit.testing.kit import demand
from govkit.testing.made_up import takings
from govkit.toolkit import Toolkit
from govkit.workflow import Guard, View, Workflow, fire
from govkit.workflow.verify import Occasion, Survey, Untold, Valuation
from govkit.workflow.verify.survey import held_in
from govkit.workflow.versions import code_in

_DAY: Final = date(2019, 10, 9)
_VERSION = "import pickle, sys; sys.stdout.write(pickle.load(sys.stdin.buffer).version)"


def _outcomes(workflow: Workflow) -> Iterator[tuple[str, Guard, tuple[Valuation, ...]]]:
    """List the conditions with their place, and every way in which each can come out."""
    survey = Survey(workflow)
    for said, guards in survey.conditions.items():
        for guard in guards:
            ways = survey.ways(said, [guard], Occasion.FIRED)
            yield said, guard, () if isinstance(ways, Untold) else ways


def names_itself(workflow: Workflow) -> None:
    """A lifecycle says what it is.

    What it does
    Asks for an id that can serve as a reference, and for a kind, a title and a source.

    Why it matters
    Registers and events name a lifecycle for ever; without a source nobody can tell whether its rows are
    right.

    Example
    A lifecycle without a source.

    Instead
    Give each of them a text; the source is document, page and date.
    """
    for name in ("id", "kind", "title", "source"):
        text: object = getattr(workflow, name)
        demand(isinstance(text, str) and says_something(text), f"its {name} is to be a text, not {text!r}")
    demand(
        is_ref(workflow.id), f'its id "{workflow.id}" cannot be a reference: no / or #, nothing blank around'
    )


def builds_its_machine(workflow: Workflow) -> None:
    """The machine of transitions is the lifecycle.

    What it does
    Builds the machine, and compares its states, which of them are final, its triggers, and per trigger and
    state the rows that are tried, in order.

    Why it matters
    The machine's table is what is fired by, and what diagrams are drawn from.

    Example
    A class derived from ``Workflow`` whose rows are made up afresh each time.

    Instead
    Build it as a ``Workflow`` of ``State`` and ``Row``.
    """
    machine = workflow.machine
    states = {name: bool(state.final) for name, state in machine.states.items()}
    demand(
        states == {state.name: state.final for state in workflow.states},
        f"the machine has the states {states}",
    )
    for trigger in workflow.triggers:
        for state in workflow.state:
            rows = [
                row
                for row in workflow.rows
                if row.trigger == trigger
                for each in row.sources
                if each == state
            ]
            tried = [transition.row for transition in workflow.table(trigger, state)]
            demand(
                tried == rows,
                f'{trigger} from "{state}" tries others than the {len(rows)} rows that start there, '
                "or in another order",
            )


def explains_every_refusal(workflow: Workflow) -> None:
    """Every condition says itself, its opposite, and why it does not hold.

    What it does
    Asks each condition for its sentence and for that of its opposite, which are to differ, and for reasons
    wherever it does not hold.

    Why it matters
    Somebody is refused a trigger, and wants to know what is missing.

    Example
    A guard of a class of one's own whose ``reasons`` yields nothing.

    Instead
    Build guards of ``Present``, ``Compare``, ``All``, ``Any_`` and ``Not``.
    """
    for said, guard, ways in _outcomes(workflow):
        sentence, opposite = guard.sentence(), guard.sentence(wanted=False)
        demand(sentence.strip() and opposite.strip(), f"{said}: a condition has no words")
        demand(sentence != opposite, f'{said}: a condition and its opposite are both "{sentence}"')
        for way in ways:
            reasons = [] if guard(way) else list(guard.reasons(way))
            demand(
                guard(way) or any(reason.strip() for reason in reasons),
                f'{said}: no reason why not "{sentence}"',
            )


def answers_yes_or_no(workflow: Workflow) -> None:
    """Every condition answers True or False, and asks of no condition whether it is true by itself.

    What it does
    Asks each condition in every way it can come out, and wants one of the two; and wants its own truth
    refused.

    Why it matters
    transitions compares with ``True``; and ``if guard:`` would let everything through.

    Example
    A guard of a class of one's own that returns the value it found.

    Instead
    Build guards of ``Present``, ``Compare``, ``All``, ``Any_`` and ``Not``.
    """
    for said, guard, ways in _outcomes(workflow):
        for way in ways:
            answer: object = guard(way)
            demand(answer is True or answer is False, f'{said}: "{guard.sentence()}" answers {answer!r}')
        try:
            bool(guard)
        except TypeError:
            continue
        raise AssertionError(f'{said}: "{guard.sentence()}" has a truth of its own')


def answers_for_a_plain_item(workflow: Workflow) -> None:
    """Every condition that is code answers for an item of which nothing is recorded but what has to be.

    What it does
    Makes up an item with a reference and a title alone, in each state that a condition is asked in, and asks
    each condition that is code: on a day when nobody acts, no reason is given and no fact is known. It is to
    answer True or False, and to say why where it does not hold. Conditions for kinds of item that govkit has
    not are not asked.

    Why it matters
    Somewhere in a register is an item without a deadline or an owner. There the condition breaks down, and
    the sweep of all the others with it. What stands before it in ``All`` does not keep it from being asked:
    whoever is refused is told what is wrong with every part.

    Example
    A ``Predicate`` whose function reads ``item.due.last`` of an item without a deadline.

    Instead
    Let the function look first whether the field is there, and answer for an item without it.
    """
    plain = bare_item(workflow.kind)
    if plain is None:
        return
    survey, occasion = Survey(workflow), workflow.occasion(None, as_of=_DAY)
    rows = [(survey.row(at), row.sources, row.conditions) for at, row in enumerate(workflow.rows)]
    held = [(held_in(each.name), (each.name,), (each.holds,)) for each in workflow.states]
    for said, states, guards in [*rows, *held]:
        for guard in (part for each in guards if each is not None for part in code_in(each)):
            for state in dict.fromkeys(states):
                item = attrs.evolve(plain, state=state)
                wrong = _no_answer(guard, View(item, item, occasion))
                demand(wrong is None, f'{said}: asked of a plain {workflow.kind} in "{state}", {wrong}')


def _no_answer(guard: Guard, view: View) -> str | None:
    """Say how a condition fails to answer, None if it answers."""
    try:
        if guard(view) or any(reason.strip() for reason in guard.reasons(view)):
            return None
    except DefinitionError as error:
        return "; ".join(error.problems)
    except Exception as error:  # noqa: BLE001 - a stranger's code may raise anything
        return f'"{guard.sentence()}" raised {blamed(error)} for its reasons'
    return f'"{guard.sentence()}" gives no reason why not'


def takes_every_row(workflow: Workflow) -> None:
    """Every row can be taken, and does what it says.

    What it does
    Makes up an item that meets what a row asks for, from each of its sources, fires the trigger, and compares
    the event and the new item with the row. Rows that can never be taken are for other checks.

    Why it matters
    What is verified is then also what is done.

    Example
    A guard of a class of one's own that says one thing to ``verify`` and another to ``fire``.

    Instead
    Build guards of ``Present``, ``Compare``, ``All``, ``Any_`` and ``Not``.
    """
    for taking in takings(workflow):
        row, target = taking.row, taking.row.target or taking.state
        try:
            new, event = fire(
                workflow,
                taking.item,
                row.trigger,
                as_of=taking.as_of,
                by=taking.by,
                why=taking.why,
                facts=taking.facts,
                **taking.changes,
            )
        except GovkitError as error:
            raise AssertionError(f"{taking.said} is not taken: {error}") from error
        told = (event.trigger, event.from_state, event.to_state, event.version, new.state)
        due = (row.trigger, taking.state, target, workflow.version, target)
        demand(told == due, f"{taking.said} was to make {due}, and made {told}")
        left = [name for name in row.clears if getattr(new, name, None) is not None]
        demand(not left, f"{taking.said} does not clear {', '.join(left)}")


def keeps_its_version(workflow: Workflow) -> None:
    """The version depends on what the lifecycle does, and on nothing else.

    What it does
    Compares the version with that of a copy, of one with another title, source and origin, and of the same
    lifecycle in another process.

    Why it matters
    Events carry the version. If it changed with every start, none could be told from a change of rules.

    Example
    A guard of a class of one's own whose ``canonical`` holds an address in memory, or the order of a set.

    Instead
    Build guards of ``Present``, ``Compare``, ``All``, ``Any_`` and ``Not``.
    """
    version = workflow.version
    demand(isinstance(version, str) and version.strip(), f"its version is to be a text, not {version!r}")
    renamed = attrs.evolve(workflow, title="Another title", source="another source", origin="somebody 1.0")
    for how, other in (("a copy", attrs.evolve(workflow)), ("one with another title", renamed)):
        demand(other.version == version, f"{how} has the version {other.version}, and it has {version}")
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    path = os.pathsep.join(path for path in sys.path if path)
    env = os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": seed}
    result = subprocess.run(  # noqa: S603 - this very Python, told to read what was pickled the moment before
        [sys.executable, "-c", _VERSION], input=_pickled(workflow), capture_output=True, env=env, check=False
    )
    elsewhere = result.stdout.decode() or result.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    demand(elsewhere == version, f"in another process its version is {elsewhere}, and here {version}")


def _pickled(workflow: Workflow) -> bytes:
    try:
        return pickle.dumps(workflow)
    except Exception as error:
        raise AssertionError(f"the lifecycle cannot be pickled: {error!r}") from error


def travels(workflow: Workflow) -> None:
    """A lifecycle can be hashed, compared and sent to other processes, and cannot be changed.

    What it does
    Hashes the lifecycle, pickles it once its machine is built, compares what comes back, and tries to change
    it.

    Why it matters
    Registers are swept in worker processes, and lifecycles are kept in sets and caches.

    Example
    A guard of a class of one's own that keeps a lambda in a field.

    Instead
    Make classes with ``attrs.frozen``, and keep data in their fields.
    """
    demand(hash(workflow) == hash(attrs.evolve(workflow)), "a copy of the lifecycle has another hash")
    demand(workflow.machine is workflow.machine, "the lifecycle builds its machine again and again")
    back = pickle.loads(_pickled(workflow))  # noqa: S301 - what was pickled the moment before
    demand(back == workflow, "the lifecycle comes back from pickle as another one")
    demand(
        list(back.machine.events) == list(workflow.triggers), "what comes back from pickle builds no machine"
    )
    try:
        workflow.initial = workflow.initial  # type: ignore[misc] # whether it can be done is the question
    except AttributeError:
        return
    raise AssertionError("the lifecycle can be changed; make its class with attrs.frozen")


def works_as_a_plugin(workflow: Workflow) -> None:
    """A toolkit takes the lifecycle.

    What it does
    Offers the lifecycle through a plug-in, wants no problem, and compares what the toolkit holds with it.

    Why it matters
    This is the road on which every register meets it.

    Example
    A class that looks like a lifecycle and is no ``Workflow``.

    Instead
    Build it as a ``Workflow``.
    """

    class Plugin:
        """Offers the lifecycle."""

        @hookimpl
        def govkit_workflows(self) -> list[Workflow]:
            """Offer the lifecycle."""
            return [workflow]

    # Not strictly: its faults are what the other checks are about.
    kit = Toolkit(Plugin())
    demand(not kit.plugin_problems, f"a toolkit does not take it: {'; '.join(kit.plugin_problems)}")
    held = kit.lifecycle(workflow.id)
    demand(held.origin, "the toolkit could not write the plug-in's name into origin")
    demand(held.version == workflow.version, "in a toolkit it has another version")


CONDUCT: Final = (
    names_itself,
    builds_its_machine,
    explains_every_refusal,
    answers_for_a_plain_item,
    answers_yes_or_no,
    takes_every_row,
    keeps_its_version,
    travels,
    works_as_a_plugin,
)
"""Every check of conduct, in the order in which they run."""
