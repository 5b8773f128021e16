"""Stories about an item under a lifecycle, made up by Hypothesis; ``workflow_machine`` makes a class."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, ClassVar, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from govkit.errors import Blocked, DefinitionError
from govkit.model import Acceptance, Action
from govkit.testing.bare import bare_item
from govkit.workflow import (
    Compare,
    Field,
    Guard,
    Not,
    Workflow,
    fire,
    log_faults,
    state_of,
    state_on,
    sweep,
    why_not,
)

_BEGIN: Final = date(2019, 4, 1)
_PEOPLE: Final = ("Clerk", "Engineer", "Auditor", None)
_DATES: Final = frozenset({"start", "deadline", "end", "received", "expires", "last"})


class Story(RuleBasedStateMachine):
    """One story of one item; a class made of it has the lifecycle, the item and a rule per trigger."""

    workflow: ClassVar[Workflow]
    begin: ClassVar[Any]

    def __init__(self) -> None:
        super().__init__()
        self.item = self.begin
        self.day = _BEGIN
        self.facts: dict[str, Any] = {fact.name: None for fact in self.workflow.facts}

    @rule(days=st.integers(0, 500))
    def time_passes(self, days: int) -> None:
        """Let days go by."""
        self.day += timedelta(days=days)

    @rule(data=st.data())
    def a_field_is_edited(self, data: st.DataObject) -> None:
        """Change a field without firing anything."""
        name = data.draw(st.sampled_from(sorted(type(self.item).CHANGEABLE - {"title"})), label="field")
        value = data.draw(_values(name, self.day), label=name)
        before = self.item
        self.item, _ = self.item.revised({name: value}, on=self.day, by="Clerk", why=None)
        self.check_original(before)

    @rule(data=st.data())
    def facts_change(self, data: st.DataObject) -> None:
        """Let something else in the register change."""
        for fact in self.workflow.facts:
            self.facts[fact.name] = data.draw(_fact(self.workflow, fact, self.day), label=fact.name)

    @rule()
    def it_is_swept(self) -> None:
        """Fire what fires by itself, and then again."""
        (swept,), events = sweep(self.workflow, [(self.item, "it")], as_of=self.day, facts=self.facts)
        (again,), more = sweep(self.workflow, [(swept, "it")], as_of=self.day, facts=self.facts)
        self.demand(again is swept and not more, f"swept again on {self.day} it makes {more}")
        self.demand(bool(events) or swept is self.item, "nothing happened, and it is another item")
        self.item = swept
        self.check_log()

    def fire_or_be_told(self, data: st.DataObject, trigger: str, names: tuple[str, ...]) -> None:
        """Fire a trigger with some of the fields it may change, or be told why not; both have to agree."""
        chosen = data.draw(st.lists(st.sampled_from(names), unique=True), label="fields") if names else []
        changes = {name: data.draw(_values(name, self.day), label=name) for name in chosen}
        how: dict[str, Any] = {
            "as_of": self.day,
            "by": data.draw(st.sampled_from(_PEOPLE), label="by"),
            "why": data.draw(st.sampled_from(("a reason", None)), label="why"),
            "facts": self.facts,
        }
        reasons = why_not(self.workflow, self.item, trigger, **how, **changes)
        before = self.item
        try:
            self.item, event = fire(self.workflow, self.item, trigger, **how, **changes)
        except Blocked as error:
            told = list(error.reasons)
            self.demand(told == reasons, f"{trigger}: why_not says {reasons}, fire says {told}")
            return
        self.demand(not reasons, f"{trigger} was fired although {reasons}")
        late = f"{trigger} takes effect on {event.effective} and was recorded on {event.recorded}"
        self.demand(event.effective <= event.recorded == self.day, late)
        self.check_original(before)
        self.check_log()

    def check_original(self, before: Any) -> None:
        """See that a deadline that was set stays what it was; what comes later is a revision."""
        if isinstance(before, Action) and before.deadline is not None:
            self.demand(self.item.deadline == before.deadline, "the original deadline was overwritten")

    def check_log(self) -> None:
        """See that the events are one story that ends in the state."""
        faults = list(log_faults(self.workflow, self.item))
        self.demand(not faults, "; ".join(faults))
        state, found = state_of(self.workflow, self.item), state_on(self.workflow, self.item, self.day)
        self.demand(found == state, f"its events say {found} on {self.day}, and it is {state}")

    def demand(self, holds: bool, otherwise: str) -> None:  # noqa: FBT001 - read aloud it is a sentence
        """Fail unless something holds; an assert would be gone under python -O."""
        if not holds:
            raise AssertionError(f"{self.workflow.id}: {otherwise}")


def stories(workflow: Workflow, item: Any) -> type[Story]:
    """Make the class of stories of a lifecycle.

    Args:
        workflow: the lifecycle.
        item: the item every story begins with; a bare one of the lifecycle's kind if None.

    Returns:
        The class, with a rule per trigger.

    Raises:
        DefinitionError: there is no bare item of that kind, or the item is of another.
    """
    bare = bare_item(workflow.kind)
    item = bare if item is None else item
    of_kind = getattr(item, "KIND", workflow.kind)
    if bare is not None and of_kind != workflow.kind:
        said = f"it is for items of the kind {workflow.kind}, and item= is of the kind {of_kind}"
        raise DefinitionError(f"workflow {workflow.id}", [said])
    if item is None:
        way_out = f'there is no bare item of the kind "{workflow.kind}"; give one as item='
        raise DefinitionError(f"workflow {workflow.id}", [way_out])
    rules: dict[str, Any] = {
        f"fire_{at}": _firing(workflow, name) for at, name in enumerate(workflow.triggers)
    }
    name = "".join(part.capitalize() for part in workflow.id.split("-"))
    return type(f"{name}Stories", (Story,), {"workflow": workflow, "begin": item, **rules})


def _firing(workflow: Workflow, trigger: str) -> Any:
    rows = [row for row in workflow.rows if row.trigger == trigger]
    names = tuple(sorted({name for row in rows for name in row.changes or ()} - {"title"}))

    def is_fired(self: Story, data: st.DataObject) -> None:
        self.fire_or_be_told(data, trigger, names)

    is_fired.__name__ = f"{trigger.replace('-', '_')}_is_fired"
    return rule(data=st.data())(is_fired)


def _values(name: str, day: date) -> st.SearchStrategy[Any]:
    """Draw a value for a field of an item: what it may hold, what is missing, and what nobody can read."""
    days = st.integers(-400, 400).map(lambda days: day + timedelta(days=days))
    if name in _DATES:
        return days | st.sampled_from((None, "", "ongoing", "tbc", "2019/20"))
    if name == "acceptance":
        return days | st.builds(
            Acceptance,
            by=st.sampled_from(("Commissioner", None)),
            on=st.none() | days,
            until=st.none() | days,
            why=st.sampled_from(("costs too much", None)),
        )
    return st.sampled_from(("Clerk", "Engineer", "something", None))


def _fact(workflow: Workflow, fact: Field, day: date) -> st.SearchStrategy[Any]:
    """Draw a value for a fact: a day where a row waits for it, and else what guards compare it with."""
    if any(row.after is not None and row.after.name == fact.name for row in workflow.rows):
        return st.none() | st.integers(-400, 400).map(lambda days: day + timedelta(days=days))
    constants = {
        part.right
        for row in workflow.rows
        for condition in row.conditions
        for part in _comparisons(condition)
        if part.left.name == fact.name and not isinstance(part.right, Field)
    }
    more: tuple[Any, ...] = (True, False) if constants <= {True, False} else ()
    return st.sampled_from((None, *sorted(constants, key=repr), *more))


def _comparisons(guard: Guard) -> Iterator[Compare]:
    if isinstance(guard, Compare):
        yield guard
    parts = (guard.part,) if isinstance(guard, Not) else getattr(guard, "parts", ())
    for part in parts:
        yield from _comparisons(part)
