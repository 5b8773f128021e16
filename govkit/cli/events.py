"""Events at the command line: as plain data, and safely stored with their register."""

from collections.abc import Iterable, Sequence
from typing import Any

import click

from govkit.analysis import NotSwept
from govkit.cli.common import warn
from govkit.model import Event, Register
from govkit.rules.naming import naming
from govkit.toolkit import Toolkit


def event_data(event: Event) -> dict[str, Any]:
    """Turn an event into the form that the JSON contract promises."""
    return {
        "kind": event.kind,
        "ref": event.ref,
        "trigger": event.trigger,
        "from": event.from_state,
        "to": event.to_state,
        "effective": event.effective.isoformat(),
        "recorded": event.recorded.isoformat(),
    }


def event_row(event: Event) -> list[str]:
    """Say an event in three columns."""
    return [event.ref, f"{event.trigger}: {event.from_state} → {event.to_state}", f"since {event.effective}"]


def written(file: str, events: Sequence[Event]) -> str:
    """Say that a file was written, and how many events it has more."""
    return f"{file} was written: {len(events)} event{'' if len(events) == 1 else 's'}"


def store(kit: Toolkit, file: str, old: Register, new: Register, events: Sequence[Event]) -> None:
    """Write a register back to its file, and only then tell plug-ins what happened.

    Args:
        kit: the toolkit.
        file: the file.
        old: the register as it was loaded.
        new: the register with the events.
        events: the events.

    Raises:
        SaveError: it would not read back equal, or cannot be written.
    """
    if not kit.save(new, file) and old.source is not None and old.source.says_more:
        click.echo(f"govkit: warning: {file}: its comments and layout are not kept", err=True)
    said = kit.plugin_problems
    kit.announce(new, events)
    warn(kit, but=said)


def missed_data(missed: Iterable[NotSwept]) -> list[dict[str, str]]:
    """Turn items of which there is no telling into plain data."""
    return [{"ref": each.ref, "why": str(each.error)} for each in missed]


def say_missed(missed: Iterable[NotSwept]) -> None:
    """Say of which items there is no telling and why, what is the same for several of them once."""
    alike: dict[str, list[str]] = {}
    for each in missed:
        before, found, after = str(each.error).partition(f" ({each.ref})")
        alike.setdefault(f"{before} ({{}}){after}" if found else before, []).append(each.ref)
    for sentence, refs in alike.items():
        said = sentence.replace(" ({})", f" ({naming(refs)})", 1)
        click.echo(f"govkit: not evaluated: {said}", err=True)
