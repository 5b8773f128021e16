"""Lifecycle definitions: states and rows, from which one transitions.Machine is built."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeVar, cast

import attrs
from transitions import Machine, Transition

from govkit.errors import BlankTextError, DefinitionError, did_you_mean
from govkit.formats.due import fields_of, misfits
from govkit.formats.keys import KEY
from govkit.model import Event, pointer
from govkit.model.constraint import is_ref, says_something
from govkit.workflow.field import AS_OF, Field, View
from govkit.workflow.guard import Compare, Guard, Op

T = TypeVar("T")

BY_ID: Final = "kit.lifecycle(…) gives one by its id"
"""The way out for who gives something else than a lifecycle."""

_FIELD_AND_PART: Final = 2
_TAKEN: Final = ("=", "state")
"""What transitions means something else by: the state it is in, and the model's attribute."""


def _names(value: str | Sequence[str]) -> tuple[str, ...]:
    """Take one name for several; what has no order stays as it is, and is refused with the other misfits."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else cast("tuple[str, ...]", value)


def _of(cls: type[T], parts: object) -> Iterator[tuple[int, T]]:
    """List those parts that are what they have to be, with their places."""
    listed: Sequence[object] = parts if isinstance(parts, tuple) else ()
    return ((place, part) for place, part in enumerate(listed) if isinstance(part, cls))


def _is_text(name: object) -> bool:
    return isinstance(name, str)


@attrs.frozen
class State:
    """A state an item can be in.

    Args:
        name: name in data.
        title: name for people.
        final: whether the item is done with; only a row may lead out of it again.
        holds: what is true of every item rightly in this state.
    """

    name: str
    title: str
    final: bool = attrs.field(default=False, kw_only=True)
    holds: Guard | None = attrs.field(default=None, kw_only=True)


@attrs.frozen
class Row:
    """One way from states to a state.

    Args:
        trigger: what is fired.
        sources: the state or states it starts from.
        target: the state it leads to, None to stay.
        guard: what must hold, of the item with the changes applied.
        after: a date field or fact; the row fires by itself once that day is over, and not before. The event
            takes effect on the day after it, but not before the item's last event did, nor before the day an
            action was raised.
        since: a date field of the item, or a fact, that says when what the row records came about: the event
            takes effect on that day, or on the day it is recorded if that day is later or not known.
        by_itself: whether the row fires by itself as soon as its guard holds; one with ``after`` always does.
        reopens: whether it is meant to lead out of a final state; no other row may.
        clears: fields it empties; what they held stays in the event.
        changes: the fields that may be changed along with it, None for any.
    """

    trigger: str
    sources: tuple[str, ...] = attrs.field(converter=_names, metadata={KEY: "from"})
    target: str | None = attrs.field(metadata={KEY: "to"})
    guard: Guard | None = attrs.field(default=None, kw_only=True)
    after: Field | None = attrs.field(default=None, kw_only=True)
    since: Field | None = attrs.field(default=None, kw_only=True)
    by_itself: bool = attrs.field(default=False, kw_only=True)
    reopens: bool = attrs.field(default=False, kw_only=True)
    clears: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=_names)
    changes: tuple[str, ...] | None = attrs.field(
        default=None, kw_only=True, converter=attrs.converters.optional(_names)
    )

    @property
    def conditions(self) -> tuple[Guard, ...]:
        """Everything that must hold: the day, where the row waits for one, and the guard."""
        day = () if self.after is None else (Compare(self.after, Op.LT, AS_OF),)
        return day if self.guard is None else (*day, self.guard)

    @property
    def automatic(self) -> bool:
        """Whether nobody has to fire it."""
        return self.by_itself or self.after is not None

    def canonical(self) -> str:
        """Write the row in a form that is the same for equal rows."""
        conditions = [condition.canonical() for condition in self.conditions]
        after = None if self.after is None else self.after.name
        parts = (self.trigger, self.sources, self.target, conditions, after, self.clears, self.changes)
        marks = [name for name in ("by_itself", "reopens") if getattr(self, name)]
        marks += [] if self.since is None else [f"since {self.since.name}"]
        return repr((*parts, marks) if marks else parts)


class RowTransition(Transition):
    """A transition of the machine that knows the row it was made from."""

    def __init__(self, *args: Any, row: Row, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.guards = tuple(cast("Guard", condition.func) for condition in self.conditions)


@attrs.frozen
class Way:
    """A row as it is taken from one of its sources, with all that is known before anything is fired.

    Args:
        row: the row.
        guards: everything that must hold.
        event: the event it leaves, but for what the occasion says.
    """

    row: Row
    guards: tuple[Guard, ...]
    event: Event

    def refuses(self, changes: Iterable[str]) -> list[str]:
        """Say which changes the row does not take along.

        Args:
            changes: names of fields.

        Returns:
            A sentence each.
        """
        may = self.row.changes
        if may is None:
            return []
        said = f"only {', '.join(may)}" if may else "nothing"
        return [f"{self.row.trigger} changes {said}, not {name}" for name in changes if name not in may]

    def is_open(self, view: View, changes: Iterable[str]) -> bool:
        """Whether it may be taken.

        Args:
            view: the item with the changes applied, and the occasion.
            changes: names of the fields that are changed along.
        """
        may = self.row.changes
        if may is not None:
            for name in changes:
                if name not in may:
                    return False
        # A generator would cost more than a guard, and calling an object more than calling its method.
        for guard in self.guards:  # noqa: SIM110
            if not guard.__call__(view):
                return False
        return True


class _RowMachine(Machine):
    transition_cls = RowTransition


@attrs.frozen(kw_only=True)
class Workflow:
    """A lifecycle.

    Args:
        id: id that registers name ("action").
        title: what people call it.
        kind: kind of item it is for ("action").
        states: its states.
        initial: the state an item without one is in.
        rows: the ways between states; of several that could be taken the first is.
        facts: what guards read that is no part of the item and that whoever fires supplies, such as whether a
            risk is above tolerance; ``as_of``, ``by`` and ``why`` are always there.
        source: where its facts come from.
        origin: distribution and version of the plug-in it comes from; filled by the toolkit, part neither of
            equality nor of the version.
    """

    id: str
    title: str
    kind: str
    states: tuple[State, ...]
    initial: str
    rows: tuple[Row, ...]
    facts: tuple[Field, ...] = ()
    source: str = ""
    origin: str = attrs.field(default="", eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a definition that cannot work.

        Raises:
            DefinitionError: it lists every fault.
        """
        faults = list(self._faults())
        if faults:
            raise DefinitionError(
                f"workflow {self.id}", [said for said, _ in faults], [at for _, at in faults]
            )

    def _faults(self) -> Iterator[tuple[str, str]]:
        """Say what is wrong, each with its place in a file that holds the definition."""
        yield from self._misfits()
        yield from self._name_faults()
        yield from self._row_faults()

    def _misfits(self) -> Iterator[tuple[str, str]]:
        """Say which parts are of another sort than their annotations say."""
        due = fields_of(Workflow)
        for flaw in misfits({name: getattr(self, name) for name in due}, due):
            yield flaw.message, ""
        listed: tuple[tuple[str, Any, object], ...] = (
            ("states", State, self.states),
            ("rows", Row, self.rows),
        )
        for kind, cls, parts in listed:
            for i, part in _of(cls, parts):
                due = {f"{kind}[{i}].{name}": hint for name, hint in fields_of(cls).items()}
                given = {name: getattr(part, name.rpartition(".")[2]) for name in due}
                for flaw in misfits(given, due):
                    yield flaw.message, pointer(kind, i)

    def _name_faults(self) -> Iterator[tuple[str, str]]:
        named = [(each.name, pointer("states", i, "name")) for i, each in _of(State, self.states)]
        states = [(name, at) for name, at in named if _is_text(name)]
        names = [name for name, _ in states]
        for place, (name, at) in enumerate(states):
            if name in names[:place]:
                yield f'the state "{name}" is defined twice', at
        rows = [(i, row) for i, row in _of(Row, self.rows) if _is_text(row.trigger)]
        places = [*states, *((row.trigger, pointer("rows", i, "trigger")) for i, row in rows)]
        for name, at in dict(reversed(places)).items():
            # Events carry these names, and a file takes them for references.
            if not name or not is_ref(name):
                yield f'"{name}" names no state or trigger: a name is not blank and has no "/" or "#"', at
            elif name in _TAKEN:
                yield f'"{name}" names no state or trigger: transitions means something else by it', at
        if isinstance(self.states, tuple) and len(states) == len(self.states):
            yield from self._dangling(names, rows)

    def _dangling(self, names: Sequence[str], rows: Iterable[tuple[int, Row]]) -> Iterator[tuple[str, str]]:
        """Say which names stand for none of the states, all of which are known."""
        if _is_text(self.initial) and self.initial not in names:
            said = f'the initial state "{self.initial}" is not defined{did_you_mean(self.initial, names)}'
            yield said, pointer("initial")
        for i, row in rows:
            sources = enumerate(row.sources if isinstance(row.sources, tuple) else ())
            places = [(name, pointer("rows", i, "from", place)) for place, name in sources]
            places += [] if row.target is None else [(row.target, pointer("rows", i, "to"))]
            for name, at in places:
                if _is_text(name) and name not in names:
                    near = did_you_mean(name, names)
                    yield f'{row.trigger} names the state "{name}", not defined{near}', at

    def _row_faults(self) -> Iterator[tuple[str, str]]:
        for i, row in _of(Row, self.rows):
            at = pointer("rows", i)
            if row.by_itself and row.guard is None and row.after is None:
                yield f"{row.trigger} fires by itself and has no guard, so it would always fire", at
            if row.since is not None and row.after is not None:
                said = f"{row.trigger} waits for a day and takes effect after it, so it cannot name another"
                yield said, f"{at}/since"

    @cached_property
    def machine(self) -> Machine:
        """The definition as a ``transitions.Machine`` without a model; its table is read at run time."""
        machine = _RowMachine(
            model=None,
            states=[{"name": state.name, "final": state.final} for state in self.states],
            initial=None,
            auto_transitions=False,
        )
        for row in self.rows:
            machine.add_transition(
                row.trigger, list(row.sources), row.target, conditions=list(row.conditions), row=row
            )
        return machine

    @cached_property
    def state(self) -> Mapping[str, State]:
        """The states by name."""
        return {state.name: state for state in self.states}

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """The triggers, in the order of the rows."""
        return tuple(dict.fromkeys(row.trigger for row in self.rows))

    @cached_property
    def automatic(self) -> Mapping[str, tuple[Row, ...]]:
        """Per state the rows that fire by themselves, in order."""
        return {
            name: tuple(row for row in self.rows if row.automatic and name in row.sources)
            for name in self.state
        }

    @cached_property
    def steps(self) -> frozenset[tuple[str, str, str]]:
        """What its rows do: trigger, state before, state after."""
        return frozenset(
            (row.trigger, source, row.target or source) for row in self.rows for source in row.sources
        )

    @cached_property
    def waits(self) -> Mapping[str | None, tuple[tuple[str, str], ...] | None]:
        """Per state the days that what fires by itself there waits for: a field of the item and a part of it.

        None stands for the state of an item without one, as a key; and, as a value, for a state in which
        something else decides than the days of such fields ("due.last").
        """
        facts = {fact.name for fact in self.facts} | {"before"}
        waits: dict[str | None, tuple[tuple[str, str], ...] | None] = {}
        for name, rows in self.automatic.items():
            fields = [row.after.parts for row in rows if row.after is not None]
            paths = tuple((path[0], path[1]) for path in fields if len(path) == _FIELD_AND_PART)
            plain = len(paths) == len(rows) and not facts & {path[0] for path in paths}
            waits[name] = paths if plain else None
        waits[None] = waits[self.initial]
        return waits

    def occasion(
        self,
        facts: Mapping[str, Any] | None,
        *,
        as_of: date,
        by: str | None = None,
        why: str | None = None,
    ) -> dict[str, Any]:
        """Gather what guards read besides the item; a declared fact that nobody supplies is not known.

        Args:
            facts: facts that are supplied, None for none.
            as_of: the day in question.
            by: who acts.
            why: the reason given.

        Returns:
            The facts by name, None for what is not known.

        Raises:
            BlankTextError: who or why is a text that says nothing; None is nobody, and no reason.
            TypeError: who or why is no text.
        """
        given: tuple[tuple[str, object], ...] = (("by", by), ("why", why))
        for name, text in given:
            if text is None:
                continue
            if not isinstance(text, str):
                raise TypeError(f"{name} takes a text, not {type(text).__name__} ({text})")
            if not says_something(text):
                raise BlankTextError(name, text)
        return {**self._unknown, **(facts or {}), "as_of": as_of, "by": by, "why": why}

    @cached_property
    def _unknown(self) -> Mapping[str, None]:
        return {fact.name: None for fact in self.facts}

    @cached_property
    def ways(self) -> Mapping[tuple[str, str | None], tuple[Way, ...]]:
        """Per trigger and state the rows to try, in order; None is the state of an item without one.

        It is the machine's table, of which an entry is read when ``ways[trigger, state]`` first asks for
        it, and kept; ``get`` gives what was read so far.
        """
        return _Ways(self)

    @cached_property
    def moves(self) -> Mapping[str | None, tuple[Way, ...]]:
        """Per state what fires by itself, in order; None is the state of an item without one."""
        moves: dict[str | None, tuple[Way, ...]] = {
            state: tuple(_way(self, row, state, row.conditions) for row in rows)
            for state, rows in self.automatic.items()
        }
        moves[None] = moves[self.initial]
        return moves

    def table(self, trigger: str, state: str) -> tuple[RowTransition, ...]:
        """Read the machine's table.

        Args:
            trigger: one of the triggers.
            state: one of the states.

        Returns:
            The transitions to try, in order; empty where the trigger does not start there.
        """
        return tuple(self.machine.events[trigger].transitions.get(state, ()))  # type: ignore[arg-type]

    @cached_property
    def version(self) -> str:
        """The first 12 hexadecimal digits of a hash of the definition's canonical form."""
        holds = ["" if state.holds is None else state.holds.canonical() for state in self.states]
        parts = [
            self.kind,
            self.initial,
            repr([(state.name, state.final) for state in self.states]),
            repr(holds),
            *(row.canonical() for row in self.rows),
            *(f"fact {fact.name}" for fact in self.facts),
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


class _Ways(dict[tuple[str, str | None], tuple[Way, ...]]):
    """A lifecycle's table, whose triggers and states are known to be the lifecycle's."""

    def __init__(self, workflow: Workflow) -> None:
        super().__init__()
        self.workflow = workflow

    def __missing__(self, asked: tuple[str, str | None]) -> tuple[Way, ...]:
        trigger, recorded = asked
        state = self.workflow.initial if recorded is None else recorded
        table = self.workflow.table(trigger, state)
        self[asked] = ways = tuple(_way(self.workflow, each.row, state, each.guards) for each in table)
        return ways


def _way(workflow: Workflow, row: Row, state: str, guards: tuple[Guard, ...]) -> Way:
    event = Event(
        kind=workflow.kind,
        ref=workflow.id,
        trigger=row.trigger,
        from_state=state,
        to_state=state if row.target is None else row.target,
        effective=date.min,
        recorded=date.min,
        workflow=workflow.id,
        version=workflow.version,
    )
    return Way(row, guards, event)
