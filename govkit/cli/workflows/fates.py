"""What becomes of a register's items under another lifecycle, as text for people and as data for programs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from govkit.history import LifecycleChange
from govkit.workflow import Fate, InFlight, Workflow


def version_data(workflow: Workflow) -> dict[str, str]:
    """Name a version of a lifecycle as the JSON contract does."""
    return {"id": workflow.id, "version": workflow.version}


def fate_data(change: LifecycleChange) -> dict[str, Any]:
    """Turn what becomes of items into the form that the JSON contract promises."""
    counts = Counter(each.fate for each in change.fates)
    return {
        **{fate.value: counts[fate] for fate in Fate},
        "other_lifecycles": change.others,
        "items": [
            {
                "ref": each.ref,
                "state": each.state,
                "fate": each.fate.value,
                "must_be_decided": change.must_go(each),
                "reasons": list(each.reasons),
                "history": list(each.history),
                "moved_under": each.moved_under,
            }
            for each in change.fates
        ],
    }


def fate_lines(change: LifecycleChange) -> Iterator[str]:
    """Say what becomes of items, state by state, the stranded ones first."""
    counts = Counter(each.fate for each in change.fates)
    said = ", ".join(f"{counts[fate]} {fate.value}" for fate in reversed(Fate))
    yield f"Items: {said}, {change.others} of other lifecycles"
    if change.old.id != change.new.id:
        yield f"  {change.new.id} is another lifecycle and no version of {change.old.id}"
    for fate in (Fate.STRANDED, Fate.AFFECTED):
        yield from _by_state([each for each in change.fates if each.fate is fate])
    yield from cautions(change)


def _by_state(fates: Iterable[InFlight]) -> Iterator[str]:
    groups: dict[str, list[InFlight]] = {}
    for each in fates:
        groups.setdefault(each.state, []).append(each)
    for state, items in groups.items():
        yield f"  {items[0].fate.value} in {state}, {len(items)}: {', '.join(each.ref for each in items)}"
        # How an item came to where it is stranded differs from item to item; why it is does not.
        reasons = items[0].reasons[:1] if items[0].fate is Fate.STRANDED else items[0].reasons
        yield from (f"    {reason}" for reason in reasons)


def cautions(change: LifecycleChange) -> Iterator[str]:
    """Say of which items something may be other than it seems: their version, and their history."""
    old = f"{change.old.id} {change.old.version}"
    under = Counter(each.moved_under for each in change.fates if each.moved_under not in (None, old))
    for version, count in under.items():
        yield f"  {count} last moved under {version}, which is not the old version"
    odd = [each for each in change.fates if each.history]
    if odd:
        refs = ", ".join(each.ref for each in odd)
        yield f"  {len(odd)} with events that the new version would not have made, which stay: {refs}"
