"""``govkit workflows migrate``."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from govkit.cli.common import (
    as_of_option,
    file_argument,
    find_workflow,
    format_option,
    read_text,
    toolkit,
    warn,
    write_document,
)
from govkit.cli.events import event_data, event_row
from govkit.cli.overwriting import refuse_to_overwrite, write_new
from govkit.cli.workflows.fates import cautions, fate_data, version_data
from govkit.history import LifecycleChange, apply_state_decisions, state_worksheet
from govkit.model import Event
from govkit.report.visible import visible
from govkit.toolkit import Toolkit
from govkit.workflow import InFlight, Workflow


@click.command()
@file_argument
@click.option("--from", "old", required=True, metavar="ID|FILE", help="The lifecycle that items are under.")
@click.option("--to", "new", required=True, metavar="ID|FILE", help="The version they go over to.")
@click.option("--worksheet", "sheet", metavar="OUT", type=click.Path(), help="Write decisions to fill in.")
@click.option("--decisions", type=click.Path(), help="YAML: decisions to apply; needs -o.")
@click.option("-o", "--output", metavar="OUT", type=click.Path(), help="Write the register with them here.")
@as_of_option
@format_option
def migrate(
    file: str,
    *,
    old: str,
    new: str,
    sheet: str | None,
    decisions: str | None,
    output: str | None,
    as_of: date,
    as_format: str,
) -> None:
    """Say which items cannot stay as they are under another version, and apply what people decide.

    A lifecycle is given by its id or as a file that "workflows show ID --as definition" wrote (.json). No
    file that is there is ever changed. A decision dated after --as-of is refused, and so are decisions that
    leave an item out.
    """
    _refuse_half_a_call(decisions, output, sheet)
    kit = toolkit()
    change = LifecycleChange(kit.load(file), find_workflow(kit, old), find_workflow(kit, new), kit.schemes)
    change.refuse_other_kind()
    read: dict[str, str | None] = {"the register itself": file, "the decisions": decisions}
    read |= {what: name for what, name in (("the old version", old), ("the new version", new))
             if name.endswith(".json")}  # fmt: skip
    if decisions is not None and output is not None:
        refuse_to_overwrite(output, read=read)
        _apply(kit, change, file, decisions, output, as_of=as_of, as_format=as_format)
        return
    if sheet is not None:
        refuse_to_overwrite(sheet, read=read)
        write_new(state_worksheet(change), sheet)
    if as_format == "json":
        write_document(kit, {**_head(change), **fate_data(change)})
    else:
        click.echo("\n".join(map(visible, _plan_lines(change, sheet))))


def _refuse_half_a_call(decisions: str | None, output: str | None, sheet: str | None) -> None:
    if (decisions is None) != (output is None):
        raise click.UsageError("--decisions and -o go together: what to apply, and where to write the result")
    if decisions is not None and sheet is not None:
        raise click.UsageError("--decisions applies what was decided; leave out --worksheet")


def _head(change: LifecycleChange) -> dict[str, Any]:
    return {
        "register": change.register.ref,
        "from": version_data(change.old),
        "to": version_data(change.new),
    }


def _plan_lines(change: LifecycleChange, sheet: str | None) -> Iterator[str]:
    undecided = change.undecided
    stay = len(change.fates) - len(undecided)
    yield f"{change.register.title}, {_way(change)}: {len(undecided)} to decide, {_count(stay)} can stay"
    groups: dict[tuple[str, str | None], list[InFlight]] = {}
    for each in undecided:
        groups.setdefault((each.state, change.must_go(each)), []).append(each)
    for (state, reason), items in groups.items():
        yield f"  in {state}, {len(items)}: {', '.join(each.ref for each in items)}"
        yield f"    {reason}"
    yield from cautions(change)
    if sheet is not None:
        yield f"{sheet} was written; fill it in and apply it with --decisions {sheet} -o OUT"
    elif undecided:
        yield "--worksheet OUT writes a file in which to decide"


def _way(change: LifecycleChange) -> str:
    return f"from {change.old.id} {change.old.version} to {change.new.id} {change.new.version}"


def _count(items: int) -> str:
    return f"{items} item{'' if items == 1 else 's'}"


def _apply(
    kit: Toolkit,
    change: LifecycleChange,
    file: str,
    decisions: str,
    output: str,
    *,
    as_of: date,
    as_format: str,
) -> None:
    result, events = apply_state_decisions(change, read_text(decisions), decisions, as_of=as_of)
    source = change.register.source
    if not kit.save(result, output) and source is not None and source.says_more:
        click.echo(f"govkit: warning: {file}: its comments and layout are not kept in {output}", err=True)
    kit.announce(result, events)
    warn(kit)
    if as_format == "json":
        same = len(change.fates) - len(events)
        told = {"file": output, "events": [event_data(each) for each in events], "stay": same}
        write_document(kit, _head(change) | told)
    else:
        click.echo("\n".join(map(visible, _done_lines(change, events, output))))
    for said in _not_in_force(kit, change.new):
        click.echo(f"govkit: warning: {said}", err=True)


def _done_lines(change: LifecycleChange, events: list[Event], output: str) -> Iterator[str]:
    stay = len(change.fates) - len(events)
    yield f"{output}: {_count(len(events))} went over {_way(change)}, {_count(stay)} stay"
    yield from (f"  {'  '.join(event_row(each))}" for each in events)
    default = change.register.workflows.get(change.old.kind)
    if change.old.id != change.new.id and default == change.old.id:
        yield f"the register itself names {default} for each {change.old.kind}: set it to {change.new.id}"


def _not_in_force(kit: Toolkit, new: Workflow) -> Iterator[str]:
    """Say that what is installed is not the version that items went over to."""
    installed = kit.workflows.get(new.id)
    if installed is None:
        yield f"no plug-in offers {new.id}, so nothing can be fired of these items yet"
    elif installed.version != new.version:
        yield f"the installed {new.id} is {installed.version} and not {new.version}, which items went over to"
