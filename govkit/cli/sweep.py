"""``govkit sweep``."""

from datetime import date

import click

from govkit.cli.common import as_of_option, file_argument, format_option, toolkit, write_document, write_rows
from govkit.cli.events import event_data, event_row, store


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
        store(kit, file, register, swept, events)
    if as_format == "json":
        write_document(kit, {"events": [event_data(event) for event in events]})
    else:
        write_rows([event_row(event) for event in events])
