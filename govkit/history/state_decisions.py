"""Decisions about items that go over to another lifecycle: written to be filled in, applied all or none."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import attrs
from cattrs import ClassValidationError

from govkit.errors import LoadError, Problem, UnknownNameError
from govkit.formats import yaml_file
from govkit.formats.collect import problems_of
from govkit.formats.converter import make_converter
from govkit.formats.fault import Fault
from govkit.formats.keys import KEY
from govkit.formats.placed import placed
from govkit.history.confirmation import ConfirmationError, before_edition
from govkit.history.lifecycle_change import LifecycleChange
from govkit.model import Event, Located, Register, Source, pointer
from govkit.model.constraint import Ref, Text, says_something
from govkit.workflow import InFlight, Step, Workflow, too_early
from govkit.workflow.versions import migrated

_TO_FILL_IN: Final = ("to", "by", "why", "on")
_CONVERTER: Final = make_converter()

_There = dict[str, list[tuple[InFlight, Located[Any]]]]
"""The items under the old lifecycle, by address."""


@attrs.frozen(kw_only=True)
class StateDecision:
    """What somebody decided about items that are in one state.

    Args:
        state: the state they are in.
        items: their addresses.
        notes: why it is asked, for the reader.
        candidates: the states there are, for the reader.
        to: the state they come to.
        by: who decided.
        why: the reason.
        on: the day it was decided.
        at_odds: whether the items may come to the state although what holds there does not hold of them.
    """

    state: Ref
    items: tuple[Text, ...]
    notes: tuple[Text, ...] = ()
    candidates: tuple[Text, ...] = ()
    to: Ref | None = None
    by: str | None = None  # a blank one is told with all else that is wrong
    why: str | None = None
    on: date | None = None
    at_odds: bool = False

    @property
    def missing(self) -> list[str]:
        """What is still to be filled in."""
        return [name for name in _TO_FILL_IN if getattr(self, name) is None]


@attrs.frozen(kw_only=True)
class StateDecisions:
    """A file of decisions about items.

    Args:
        register: id of the register.
        old: id and version of the lifecycle they are under; "from" in files.
        new: id and version of the lifecycle they go over to; "to" in files.
        decisions: the decisions, filled in or not.
    """

    register: Ref
    old: Text = attrs.field(metadata={KEY: "from"})
    new: Text = attrs.field(metadata={KEY: "to"})
    decisions: tuple[StateDecision, ...] = ()


def state_worksheet(change: LifecycleChange) -> str:
    """Write a file of decisions in which nothing is decided yet.

    Args:
        change: the change of lifecycle.

    Returns:
        YAML with an entry per state and reason: the items that cannot stay, the states there are, and blanks
        for the state, name, reason and day.
    """
    groups: dict[tuple[str, str], list[InFlight]] = {}
    for each in change.undecided:
        groups.setdefault((each.state, str(change.must_go(each))), []).append(each)
    entries = [
        {
            "state": state,
            "items": list(dict.fromkeys(each.ref for each in items)),
            "notes": [reason],
            "candidates": list(change.new.state),
        }
        | dict.fromkeys(_TO_FILL_IN)
        for (state, reason), items in groups.items()
    ]
    head = {"register": change.register.ref, "from": _named(change.old), "to": _named(change.new)}
    return yaml_file.write({**head, "decisions": entries})


def _named(workflow: Workflow) -> str:
    return f"{workflow.id} {workflow.version}"


def apply_state_decisions(
    change: LifecycleChange, text: str, name: str, *, as_of: date | None = None
) -> tuple[Register, list[Event]]:
    """Take items over as a file of decisions says, all or none.

    Args:
        change: the change of lifecycle.
        text: the whole file, YAML.
        name: what to call the file in messages.
        as_of: the day in question, after which nothing can have been decided; None to compare with none.

    Returns:
        A new register, and an event per item that moved.

    Raises:
        ConfirmationError: it lists every fault with its line: another register or version, a decision half
            filled in, a state or item that is not there, an item of which nobody has decided, or of which
            what holds in the state does not hold, unless the decision says that it may be so.
        DefinitionError: the lifecycles are for different kinds of item.
        LoadError: it is no file of decisions.
    """
    change.refuse_other_kind()
    found, source = _read(text, name)
    problems = list(_elsewhere(change, found))
    if not problems:  # against another register or version every decision would be wrong
        problems = [*_faults(change, found, as_of), *_open(change, found)]
    if problems:
        raise ConfirmationError(placed(problems, source))
    decided = {(ref, each.state): each for each in found.decisions for ref in each.items if not each.missing}
    moved, events = [], []
    for located, fate in zip(change.items, change.fates, strict=True):
        decision = decided.get((fate.ref, fate.state))
        if decision is None or (decision.to == fate.state and change.must_go(fate) is None):
            moved.append(located.item)
            continue
        item, event = _gone_over(located.item, fate, decision, change.new)
        moved.append(item)
        events.append(event)
    return change.with_items(moved), events


def _gone_over(item: Any, fate: InFlight, decision: StateDecision, new: Workflow) -> tuple[Any, Event]:
    given: dict[str, Any] = {name: getattr(decision, name) for name in ("on", "by", "why")}
    step = Step(ref=fate.ref, from_state=fate.state, to_state=str(decision.to))
    return migrated(item, step, new, **given)


def _read(text: str, name: str) -> tuple[StateDecisions, Source]:
    document = yaml_file.read(text, name)
    try:
        return _CONVERTER.structure(document.data, StateDecisions), document.source
    except (Fault, ClassValidationError) as error:
        raise LoadError(name, placed(problems_of(error), document.source)) from None


def _elsewhere(change: LifecycleChange, found: StateDecisions) -> Iterator[Problem]:
    for key, said, own in (
        ("register", found.register, change.register.ref),
        ("from", found.old, _named(change.old)),
        ("to", found.new, _named(change.new)),
    ):
        if said != own:
            yield Problem(f'the decisions are about {key} "{said}", not "{own}"', pointer(key))


def _faults(change: LifecycleChange, found: StateDecisions, as_of: date | None) -> Iterator[Problem]:
    there: _There = {}
    for located, fate in zip(change.items, change.fates, strict=True):
        there.setdefault(fate.ref, []).append((fate, located))
    seen: set[tuple[str, str]] = set()
    for at, each in enumerate(found.decisions):
        for place, ref in enumerate(each.items):
            again = (ref, each.state) in seen
            said = ["it is decided more than once"] if again else [*_item_faults(there, each, ref)]
            seen.add((ref, each.state))
            yield from (
                Problem(f"{ref}: {fault}", pointer("decisions", at, "items", place)) for fault in said
            )
        yield from (
            Problem(f"{each.state}: {fault}", pointer("decisions", at, *keys))
            for keys, fault in (*_own_faults(each, change, as_of), *_at_odds(change, each, there))
        )


def _item_faults(there: _There, decision: StateDecision, ref: str) -> Iterator[str]:
    if ref not in there:
        yield str(UnknownNameError("item", ref, there, where="under the old version"))
        return
    items = [located.item for fate, located in there[ref] if fate.state == decision.state]
    if not items:
        yield f"it is {' and '.join(fate.state for fate, _ in there[ref])}, not {decision.state}"
    if decision.on is not None:
        early = (too_early(item, decision.on) for item in items)
        yield from (said for said in early if said is not None)


def _own_faults(
    decision: StateDecision, change: LifecycleChange, as_of: date | None
) -> Iterator[tuple[tuple[str, ...], str]]:
    new = change.new
    missing = decision.missing
    if 0 < len(missing) < len(_TO_FILL_IN):
        yield (), f"no {' and no '.join(missing)}; fill in all of {', '.join(_TO_FILL_IN)}, or none"
    if decision.to is not None and decision.to not in new.state:
        yield ("to",), str(UnknownNameError("state", decision.to, new.state, where=f"in {_named(new)}"))
    for name in ("by", "why"):
        if (text := getattr(decision, name)) is not None and not says_something(text):
            yield (name,), f"{name} is blank; say it"
    if decision.on is not None and (early := before_edition(change.register, decision.on)) is not None:
        yield ("on",), early
    if decision.on is not None and as_of is not None and decision.on > as_of:
        yield ("on",), f"it is decided on {decision.on}, which is after {as_of}"


def _at_odds(
    change: LifecycleChange, decision: StateDecision, there: _There
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Say of which items what holds in the state they would come to does not, reason by reason."""
    to, refs = decision.to, dict[str, list[str]]()
    if decision.at_odds or decision.on is None or to is None or to not in change.new.state:
        return
    for ref in dict.fromkeys(decision.items):
        for fate, located in there.get(ref, ()):
            moves = fate.state == decision.state and (to != fate.state or change.must_go(fate) is not None)
            for reason in change.at_odds(located, to, as_of=decision.on) if moves else ():
                refs.setdefault(reason, []).append(ref)
    for reason, items in refs.items():
        said = f"{', '.join(items)} would be at odds with {to}: {reason}"
        yield ("to",), f"{said}; mend the register first, decide otherwise, or add at_odds: true"


def _open(change: LifecycleChange, found: StateDecisions) -> Iterator[Problem]:
    """Say of which items nobody has decided; what is half filled in is told as that."""
    places = {(ref, each.state): at for at, each in enumerate(found.decisions) for ref in each.items}
    refs: dict[tuple[str, str], list[str]] = {}
    for each in change.undecided:
        at = places.get((each.ref, each.state))
        if at is None or len(found.decisions[at].missing) == len(_TO_FILL_IN):
            where = pointer("decisions") if at is None else pointer("decisions", at)
            refs.setdefault((where, str(change.must_go(each))), []).append(each.ref)
    for (where, reason), items in refs.items():
        yield Problem(f"nobody has decided about {', '.join(items)}: {reason}", where)
