"""``govkit state``."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import click

from govkit.analysis import with_lifecycles
from govkit.cli.common import (
    Day,
    as_of_option,
    file_argument,
    format_option,
    toolkit,
    write_document,
    write_rows,
)
from govkit.errors import UnknownNameError
from govkit.model import Action, Item, Located
from govkit.toolkit import Toolkit
from govkit.workflow import Workflow, events_until, log_faults, state_on


@click.command()
@file_argument
@click.argument("address", required=False)
@click.option("--on", "day", type=Day(), required=True, help="The day in question.")
@click.option(
    "--known-on", type=Day(), help="Look back from this day: what was recorded later is not counted."
)
@as_of_option
@format_option
def state(
    file: str, address: str | None, *, day: date, known_on: date | None, as_of: date, as_format: str
) -> None:
    """Say which state items were in at the end of a day, from their events.

    ADDRESS is one item ("SR3.1/A2"); without it every item that has a lifecycle is told. A lapse that was
    recorded late counts from the day it took effect, unless --known-on is an earlier day. An item that is
    raised later than that day is in no state yet. A day after --as-of is projected: nothing more may happen.
    """
    kit = toolkit()
    register = kit.load(file)
    items = with_lifecycles(register) if address is None else [register.located(address)]
    found = [_told(kit, located, day, known_on) for located in items]
    for each in found:
        for fault in each["faults"]:
            click.echo(f"govkit: warning: {each['ref']}: {fault}", err=True)
    projected = day > as_of
    if as_format == "json":
        write_document(kit, {"on": day.isoformat(), "projected": projected, "items": found})
    else:
        write_rows([_row(each) for each in found])
        if projected:
            click.echo(f"{day} is still to come: projected from what is recorded as of {as_of}")


def _row(told: Mapping[str, Any]) -> list[str]:
    if told["state"] is None:
        return [told["ref"], f"not yet raised: raised on {told['raised']}", ""]
    return [told["ref"], told["state"], f"since {told['since']}" if told["since"] else ""]


def _told(kit: Toolkit, located: Located[Any], day: date, known_on: date | None) -> dict[str, Any]:
    workflow = kit.workflow(located.item, ref=located.address)
    events = events_until(located.item, day, known_on=known_on)
    raised = _raised(located.item)
    not_yet = raised is not None and day < raised and not events
    return {
        "kind": located.item.KIND,
        "ref": located.address,
        "state": None if not_yet else state_on(workflow, located.item, day, known_on=known_on),
        "since": events[-1].effective.isoformat() if events else None,
        "raised": raised.isoformat() if raised else None,
        "faults": [*_faults(workflow, located.item)],
    }


def _raised(item: Item) -> date | None:
    """Say on which day an item was raised; None where that is not recorded."""
    origin = item.origin if isinstance(item, Action) else None
    return origin.raised.first if origin and origin.raised else None


def _faults(workflow: Workflow, item: Item) -> Iterator[str]:
    """Say why what is told of an item may be wrong."""
    if item.state not in (None, *workflow.state):
        yield str(UnknownNameError("state", item.state, workflow.state, where=f"in workflow {workflow.id}"))
    yield from log_faults(workflow, item)
