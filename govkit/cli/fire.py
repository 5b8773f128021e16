"""``govkit fire``."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import click

from govkit.cli.common import (
    FOUND_SOMETHING,
    as_of_option,
    file_argument,
    format_option,
    toolkit,
    write_document,
)
from govkit.cli.events import event_data, event_row, store, written
from govkit.cli.occasion import by_option, fact_option, kind_option, reason_option, require_order, set_option
from govkit.errors import Blocked
from govkit.model import Event
from govkit.report.visible import visible


@click.command()
@file_argument
@click.argument("address")
@click.argument("trigger")
@as_of_option
@by_option
@reason_option
@set_option
@fact_option
@kind_option
@click.option("--write", is_flag=True, help="Save the new state and the event.")
@format_option
@click.pass_context
def fire(
    ctx: click.Context,
    file: str,
    address: str,
    trigger: str,
    *,
    as_of: date,
    by: str | None,
    reason: str | None,
    changes: Mapping[str, str | None],
    facts: Mapping[str, Any],
    kind: str | None,
    write: bool,
    as_format: str,
) -> None:
    """Fire a trigger of one item, such as closing an action.

    ADDRESS is the item's (SR3.1/A2, 2019-01-24/1.0, SR3.1, SR3.1/review). Without --write the file stays as
    it is and you are only told. What fires by itself and was due before is recorded first. Exits 1 if it
    cannot be fired now, and says why not.
    """
    kit = toolkit()
    register = kit.load(file)
    occasion: dict[str, Any] = {"as_of": as_of, "by": by, "why": reason, "kind": kind, "facts": facts}
    occasion |= changes
    require_order(register, [address], trigger)
    events: tuple[Event, ...] = ()
    reasons: tuple[str, ...] = ()
    try:
        new, _ = kit.fire_at(register, address, trigger, announce=False, **occasion)
    except Blocked as blocked:
        reasons = blocked.reasons
    else:
        old = register.located(address, kind=kind).item.events
        events = new.located(address, kind=kind).item.events[len(old) :]
        if write:
            store(kit, file, register, new, events)
    if as_format == "json":
        told = [_data(each) for each in events]
        event = told.pop() if told else None
        data = {"before": told, "event": event, "reasons": list(reasons), "written": write and bool(events)}
        write_document(kit, data)
    elif not events:
        click.echo("\n".join([f"{address} cannot {trigger}:", *(f"  {visible(each)}" for each in reasons)]))
    else:
        click.echo("\n".join(map(visible, _lines(events, file, write=write))))
    if not events:
        ctx.exit(FOUND_SOMETHING)


def _lines(events: tuple[Event, ...], file: str, *, write: bool) -> Iterator[str]:
    for event in events:
        yield "  ".join(event_row(event))
        for each in event.changes:
            yield f"  {each.field}: {each.before or 'nothing'} → {each.after or 'nothing'}"
    yield written(file, events) if write else "nothing was written; --write saves it"


def _data(event: Event) -> dict[str, Any]:
    return event_data(event) | {
        "by": event.by,
        "why": event.why,
        "changes": [
            {"field": each.field, "before": each.before, "after": each.after} for each in event.changes
        ],
        "workflow": event.workflow,
        "version": event.version,
    }
