"""``govkit sweep``."""

from datetime import date
from typing import Any

import click

from govkit.cli.common import (
    as_of_option,
    file_argument,
    format_option,
    toolkit,
    warn,
    write_document,
    write_rows,
)
from govkit.model import Event


@click.command()
@file_argument
@as_of_option
@format_option
@click.option("--write", is_flag=True, help="Save the new states and events; comments are not kept.")
def sweep(file: str, as_of: date, as_format: str, write: bool) -> None:
    """Move every action on that the calendar has moved on.

    Without --write the file stays as it is and you are only told.
    """
    kit = toolkit()
    register = kit.load(file)
    swept, events = kit.sweep(register, as_of=as_of, announce=False)
    if write and events:
        if register.source is not None and "#" in register.source.text:
            click.echo(f"govkit: warning: {file}: its comments and layout are not kept", err=True)
        kit.save(swept, file)
        kit.announce(swept, events)
        warn(kit)
    if as_format == "json":
        write_document(kit, {"events": [_data(event) for event in events]})
    else:
        write_rows([_row(event) for event in events])


def _data(event: Event) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "ref": event.ref,
        "trigger": event.trigger,
        "from": event.from_state,
        "to": event.to_state,
        "effective": event.effective.isoformat(),
        "recorded": event.recorded.isoformat(),
    }


def _row(event: Event) -> list[str]:
    return [event.ref, f"{event.trigger}: {event.from_state} → {event.to_state}", f"since {event.effective}"]
