"""What differs between two versions of a lifecycle: found by what versions are made of, told in sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from govkit.model.require import require
from govkit.workflow.definition import BY_ID, Row, State, Workflow
from govkit.workflow.guard import All, Any_, Compare, Guard, Not, Present

_NOWHERE: Final = "no state"
"""What a row starts from that names no source."""


@attrs.frozen
class Difference:
    """One thing that differs between two versions.

    Args:
        subject: what it is about: ``state overdue``, ``extend from open``, ``facts``.
        before: what the old version says, None where it has no such thing.
        after: what the new version says, None where it has no such thing.
    """

    subject: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        """Render as ``extend from open: was …, is …``."""
        if self.before is None:
            return f"{self.subject} is new: {self.after}"
        if self.after is None:
            return f"{self.subject} is gone; it was: {self.before}"
        return f"{self.subject}: was {self.before}, is {self.after}"


@attrs.frozen
class Said:
    """A part of a definition, in the form that tells versions apart and in the words that people read.

    Args:
        canonical: the form that goes into the version; equal exactly if nothing differs.
        words: how it is told.
    """

    canonical: str
    words: str = attrs.field(eq=False)


Parts = Mapping[str, Said]


def workflow_diff(old: Workflow, new: Workflow) -> tuple[Difference, ...]:
    """Compare two versions of a lifecycle by what their versions are made of; other words are no difference.

    Args:
        old: the old version.
        new: the new version.

    Returns:
        What differs, each thing once; empty exactly if the two have the same version. Where the words are the
        same, the canonical form is told.

    Raises:
        TypeError: one of them is no lifecycle.
    """
    require("old", old, Workflow, BY_ID)
    require("new", new, Workflow, BY_ID)
    before, after = _units(old), _units(new)
    shared = frozenset(before.keys() & after.keys())
    order = [each for each in before if each in shared], [each for each in after if each in shared]
    pairs: tuple[tuple[str, Parts, Parts], ...] = (
        ("kind", _single(old.kind), _single(new.kind)),
        ("initial state", _single(old.initial), _single(new.initial)),
        ("state", states_said(old), states_said(new)),
        ("", ways_said(old), ways_said(new)),
        ("facts", _facts(old), _facts(new)),
        ("order of states", _order(old, new), _order(new, old)),
        ("order of rows", *_moved(*order)),
        ("grouping of rows", *_grouped(before, after, shared)),
    )
    return tuple(
        _difference(f"{what} {name}".strip(), before.get(name), after.get(name))
        for what, before, after in pairs
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    )


def _difference(subject: str, before: Said | None, after: Said | None) -> Difference:
    if before is not None and after is not None and before.words == after.words:
        return Difference(subject, before.canonical, after.canonical)
    said = (None if each is None else each.words for each in (before, after))
    return Difference(subject, *said)


def opaque_parts(*workflows: Workflow) -> tuple[str, ...]:
    """List the conditions that are no data but code, of which only the name can be compared.

    Args:
        *workflows: lifecycles.

    Returns:
        Their sentences, each once.
    """
    found: dict[str, None] = {}
    for workflow in workflows:
        guards = [state.holds for state in workflow.states] + [row.guard for row in workflow.rows]
        for guard in guards:
            found |= dict.fromkeys([] if guard is None else (each.sentence() for each in code_in(guard)))
    return tuple(found)


def code_in(guard: Guard) -> Iterator[Guard]:
    """List the parts of a condition that are no data but code.

    Args:
        guard: the condition.

    Yields:
        Every part that is none of ``Present``, ``Compare``, ``All``, ``Any_`` and ``Not``.
    """
    match guard:
        case All(parts=parts) | Any_(parts=parts):
            for part in parts:
                yield from code_in(part)
        case Not(part=part):
            yield from code_in(part)
        case Present() | Compare():
            return
        case _:
            yield guard


def _single(text: str) -> Parts:
    return {"": Said(text, text)}


def states_said(workflow: Workflow) -> Parts:
    """Say per state whether it is final and what holds there."""
    return {state.name: _state(state) for state in workflow.states}


def _state(state: State) -> Said:
    holds = "in which anything may be" if state.holds is None else f"where {state.holds.sentence()}"
    canonical = (state.final, "" if state.holds is None else state.holds.canonical())
    return Said(repr(canonical), f"{'final, ' if state.final else ''}{holds}")


def ways_said(workflow: Workflow) -> Parts:
    """Say per trigger and source where it leads; several rows of one trigger and source in their order."""
    ways: dict[str, list[Row]] = {}
    for row in workflow.rows:
        for source in row.sources or (_NOWHERE,):
            ways.setdefault(_name(row, source), []).append(row)
    return {
        name: Said(repr([_alone(row) for row in rows]), "; or else ".join(map(_way, rows)))
        for name, rows in ways.items()
    }


def _name(row: Row, source: str) -> str:
    return f"{row.trigger} from {source}"


def _alone(row: Row) -> str:
    """Write a row in its canonical form, whatever it starts from."""
    return attrs.evolve(row, sources=()).canonical()


def _way(row: Row) -> str:
    parts = [f"to {row.target}" if row.target else "stays"]
    if row.after is not None:
        parts.append(f"by itself once {row.after.label} is over")
    elif row.by_itself:
        parts.append("by itself")
    if row.guard is not None:
        parts.append(f"if {row.guard.sentence()}")
    if row.since is not None:
        parts.append(f"takes effect on {row.since.label}")
    if row.clears:
        parts.append(f"clears {', '.join(row.clears)}")
    if row.changes is not None:
        parts.append(f"changes {', '.join(row.changes) or 'nothing'}")
    if row.reopens:
        parts.append("reopens")
    return ", ".join(parts)


def _facts(workflow: Workflow) -> Parts:
    names = [fact.name for fact in workflow.facts]
    return {"": Said(repr(names), ", ".join(names) or "none")}


def _order(one: Workflow, other: Workflow) -> Parts:
    shared = {state.name for state in other.states}
    return _single(", ".join(state.name for state in one.states if state.name in shared))


Unit = tuple[str, str, int]
"""One row from one source: its name, its canonical form, and which of those that are alike it is."""


def _units(workflow: Workflow) -> dict[Unit, int]:
    """List the rows source by source, in order, each with the place of its row."""
    seen: Counter[tuple[str, str]] = Counter()
    units: dict[Unit, int] = {}
    for place, row in enumerate(workflow.rows):
        for source in row.sources or (_NOWHERE,):
            key = (_name(row, source), _alone(row))
            units[*key, seen[key]] = place
            seen[key] += 1
    return units


def _moved(before: Sequence[Unit], after: Sequence[Unit]) -> tuple[Parts, Parts]:
    """Say in which order two versions have the rows that they share, without what is alike at both ends."""
    if before == after:
        return {}, {}
    first = next(at for at, (one, other) in enumerate(zip(before, after, strict=True)) if one != other)
    last = next(at for at in range(len(before), 0, -1) if before[at - 1] != after[at - 1])
    return _listed(before[first:last]), _listed(after[first:last])


def _listed(units: Sequence[Unit]) -> Parts:
    return {"": Said(repr(units), ", ".join(name for name, _, _ in units))}


def _grouped(
    before: Mapping[Unit, int], after: Mapping[Unit, int], shared: frozenset[Unit]
) -> tuple[Parts, Parts]:
    """Say what is written as one row in one of two versions and not in the other."""
    old, new = _rows(before, shared), _rows(after, shared)
    one, other = [row for row in old if row not in new], [row for row in new if row not in old]
    return (_together(one), _together(other)) if one else ({}, {})


def _rows(units: Mapping[Unit, int], shared: frozenset[Unit]) -> list[frozenset[Unit]]:
    rows: dict[int, list[Unit]] = {}
    for unit, place in units.items():
        if unit in shared:
            rows.setdefault(place, []).append(unit)
    return [frozenset(row) for row in rows.values()]


def _together(rows: Sequence[frozenset[Unit]]) -> Parts:
    listed = [sorted(row) for row in rows]
    said = [" with ".join(name for name, _, _ in row) for row in listed]
    return {"": Said(repr(listed), "; ".join(said))}
