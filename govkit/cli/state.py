"""``govkit state``."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from govkit.analysis import with_lifecycles
from govkit.cli.common import Day, file_argument, format_option, toolkit, write_document, write_rows
from govkit.errors import UnknownNameError
from govkit.model import Located
from govkit.toolkit import Toolkit
from govkit.workflow import Workflow, events_until, log_faults, state_of, state_on


@click.command()
@file_argument
@click.argument("address", required=False)
@click.option("--on", "day", type=Day(), required=True, help="The day in question.")
@click.option(
    "--known-on", type=Day(), help="Look back from this day: what was recorded later is not counted."
)
@format_option
def state(file: str, address: str | None, day: date, known_on: date | None, as_format: str) -> None:
    """Say which state items were in at the end of a day, from their events.

    ADDRESS is one item ("SR3.1/A2"); without it every item that has a lifecycle is told. A lapse that was
    recorded late counts from the day it took effect, unless --known-on is an earlier day.
    """
    kit = toolkit()
    register = kit.load(file)
    items = with_lifecycles(register) if address is None else [register.located(address)]
    found = [_told(kit, located, day, known_on) for located in items]
    for each in found:
        for fault in each["faults"]:
            click.echo(f"govkit: warning: {each['ref']}: {fault}", err=True)
    if as_format == "json":
        write_document(kit, {"on": day.isoformat(), "items": found})
    else:
        write_rows(
            [
                [each["ref"], each["state"], f"since {each['since']}" if each["since"] else ""]
                for each in found
            ]
        )


def _told(kit: Toolkit, located: Located[Any], day: date, known_on: date | None) -> dict[str, Any]:
    workflow = kit.workflow(located.item, ref=located.address)
    events = events_until(located.item, day, known_on=known_on)
    return {
        "kind": located.item.KIND,
        "ref": located.address,
        "state": state_on(workflow, located.item, day, known_on=known_on),
        "since": events[-1].effective.isoformat() if events else None,
        "faults": [*_faults(workflow, located)],
    }


def _faults(workflow: Workflow, located: Located[Any]) -> Iterator[str]:
    """Say why what is told of an item may be wrong."""
    try:
        state_of(workflow, located.item, ref=located.address)
    except UnknownNameError as error:
        yield str(error)
    yield from log_faults(workflow, located.item)
