"""``govkit sweep``."""

from datetime import date

import click

from govkit.cli.common import (
    COULD_NOT_RUN,
    as_of_option,
    file_argument,
    format_option,
    toolkit,
    write_document,
    write_rows,
)
from govkit.cli.events import event_data, event_row, missed_data, say_missed, store, written


@click.command()
@file_argument
@as_of_option
@format_option
@click.option("--write", is_flag=True, help="Save the new states and events.")
@click.pass_context
def sweep(ctx: click.Context, file: str, as_of: date, as_format: str, write: bool) -> None:
    """Move every item on that moves on by itself, with the calendar or with its risk's rating.

    Without --write the file stays as it is and you are only told. Exits 2 if there is no telling of an item,
    such as one in an unknown state; it stays as it is, and the others are moved.
    """
    kit = toolkit()
    register = kit.load(file)
    found = kit.sweep_all(register, as_of=as_of, announce=False)
    events, missed = found.events, found.not_evaluated
    stored = write and bool(events)
    if stored:
        store(kit, file, register, found.register, events)
    if as_format == "json":
        told = [event_data(event) for event in events]
        data = {"events": told, "not_evaluated": missed_data(missed), "written": stored}
        write_document(kit, data)
    else:
        write_rows([event_row(event) for event in events])
        if stored:
            click.echo(written(file, events))
    say_missed(missed)
    if missed:
        ctx.exit(COULD_NOT_RUN)
