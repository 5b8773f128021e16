"""``govkit state``."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import click

from govkit.analysis import NotSwept, require_lifecycle, with_lifecycles
from govkit.cli.common import (
    COULD_NOT_RUN,
    Day,
    as_of_option,
    file_argument,
    format_option,
    toolkit,
    write_document,
    write_rows,
)
from govkit.cli.events import missed_data, say_missed
from govkit.errors import UnknownNameError
from govkit.model import Event, Item, Located, Register, WrittenDate
from govkit.rules.naming import naming
from govkit.toolkit import Toolkit
from govkit.workflow import Workflow, events_until, log_faults, raised, raised_on, state_if_raised


@click.command()
@file_argument
@click.argument("address", required=False)
@click.option("--on", "day", type=Day(), required=True, help="The day in question.")
@click.option(
    "--known-on",
    type=Day(),
    help="Look back from this day: what was recorded later is not counted; --as-of unless given.",
)
@as_of_option
@format_option
@click.pass_context
def state(
    ctx: click.Context,
    file: str,
    address: str | None,
    *,
    day: date,
    known_on: date | None,
    as_of: date,
    as_format: str,
) -> None:
    """Say which state items were in at the end of a day, from their events.

    ADDRESS is one item ("SR3.1/A2"); without it every item that has a lifecycle is told. A lapse that was
    recorded late counts from the day it took effect, unless it was recorded after --as-of or --known-on. An
    item that is raised later than that day is in no state yet. A day after --as-of is projected: nothing more
    may happen. What a sweep would still record is hinted at. Exits 2 if the lifecycle of an item is unknown;
    the others are told.
    """
    kit = toolkit()
    register = kit.load(file)
    known = known_on or as_of
    items = with_lifecycles(register) if address is None else [register.located(address)]
    found: list[dict[str, Any]] = []
    rows: list[list[str]] = []
    late: list[Event] = []
    missed: list[NotSwept] = []
    for located in items:
        require_lifecycle(located.item, located.address)
        try:
            workflow = kit.workflow(located.item, ref=located.address)
        except UnknownNameError as error:
            missed.append(NotSwept(located.address, error))
        else:
            found.append(_told(workflow, located, day, known))
            rows.append(_row(found[-1], raised(located.item)))
            late += _late(workflow, located.item, day, known)
    for each in found:
        for fault in each["faults"]:
            click.echo(f"govkit: warning: {each['ref']}: {fault}", err=True)
    projected = day > as_of
    if as_format == "json":
        told = {"on": day.isoformat(), "projected": projected, "items": found}
        write_document(kit, told | {"not_evaluated": missed_data(missed)})
    else:
        write_rows(rows)
        if projected:
            click.echo(f"{day} is still to come: projected from what is recorded as of {known}")
    _hint(kit, register, found, day, known)
    _say_due(late, f" by {known}; it was recorded later")
    say_missed(missed)
    if missed:
        ctx.exit(COULD_NOT_RUN)


def _hint(kit: Toolkit, register: Register, found: list[dict[str, Any]], day: date, known: date) -> None:
    """Say what a sweep would record of the items, so that they were in another state on the day."""
    refs = {each["ref"] for each in found}
    swept = kit.sweep_all(register, as_of=known, announce=False).events
    _say_due([event for event in swept if event.ref in refs and event.effective <= day], "; see govkit sweep")


def _late(workflow: Workflow, item: Item, day: date, known: date) -> Iterator[Event]:
    """List what was due of an item by itself and was recorded later than the day that is looked back from."""
    by_itself = {row.trigger for row in workflow.rows if row.automatic}
    for event in item.events:
        if event.trigger in by_itself and event.recorded > known and event.effective <= min(day, known):
            yield event


def _say_due(events: list[Event], then: str) -> None:
    for trigger in dict.fromkeys(event.trigger for event in events):
        named = naming([event.ref for event in events if event.trigger == trigger])
        click.echo(f"govkit: hint: {trigger} is due and not recorded of {named}{then}", err=True)


def _row(told: Mapping[str, Any], when: WrittenDate | None) -> list[str]:
    if told["state"] is None:
        raised_when = "" if when is None else when.when
        return [told["ref"], f"not yet raised: raised {raised_when}", ""]
    return [told["ref"], told["state"], f"since {told['since']}" if told["since"] else ""]


def _told(workflow: Workflow, located: Located[Any], day: date, known_on: date) -> dict[str, Any]:
    events = events_until(located.item, day, known_on=known_on)
    raised = raised_on(located.item)
    return {
        "kind": located.item.KIND,
        "ref": located.address,
        "state": state_if_raised(workflow, located.item, day, known_on=known_on),
        "since": events[-1].effective.isoformat() if events else None,
        "raised": raised.isoformat() if raised else None,
        "faults": [*_faults(workflow, located.item)],
    }


def _faults(workflow: Workflow, item: Item) -> Iterator[str]:
    """Say why what is told of an item may be wrong."""
    if item.state not in (None, *workflow.state):
        yield str(UnknownNameError("state", item.state, workflow.state, where=f"in workflow {workflow.id}"))
    yield from log_faults(workflow, item)
