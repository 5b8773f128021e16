"""``govkit workflows verify``."""

from collections.abc import Iterator
from typing import Any

import click

from govkit.cli.common import FOUND_SOMETHING, find_workflow, format_option, toolkit, write_json
from govkit.report.visible import visible
from govkit.workflow.verify import Entry, Verification
from govkit.workflow.verify import verify as examine


@click.command()
@click.argument("workflow", metavar="ID|FILE")
@format_option
@click.pass_context
def verify(ctx: click.Context, workflow: str, as_format: str) -> None:
    """Examine a lifecycle: dead ends, circles, rows that get in each other's way, names of nothing.

    ID is the id of a lifecycle that a plug-in offers, FILE a definition (.json). Exits 0 if there is no
    fault, 1 if there are faults, 2 if there is no such lifecycle.
    """
    found = find_workflow(toolkit(), workflow)
    result = examine(found)
    if as_format == "json":
        write_json(_data(result))
    else:
        for line in _lines(found.title, result):
            click.echo(visible(line))
    if result.faults:
        ctx.exit(FOUND_SOMETHING)


def _data(result: Verification) -> dict[str, Any]:
    return {
        "workflow": result.workflow,
        "version": result.version,
        "faults": [_entry(entry) for entry in result.faults],
        "advice": [_entry(entry) for entry in result.advice],
        "information": [_entry(entry) for entry in result.information],
        "not_evaluated": [{"check": each.check, "why": each.why} for each in result.not_evaluated],
        "examined": result.examined,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "check": entry.check,
        "message": entry.message,
        "states": list(entry.states),
        "triggers": list(entry.triggers),
    }


def _lines(title: str, result: Verification) -> Iterator[str]:
    yield f"{result.workflow} {result.version}: {title}"
    yield ""
    for entry in result.entries:
        yield f"{entry.kind} {entry.check}: {entry.message}"
    yield result.examined
    for each in result.gaps:
        yield f"{each}."
    faults, advice = len(result.faults), len(result.advice)
    yield f"{faults} fault{'' if faults == 1 else 's'}, {advice} piece{'' if advice == 1 else 's'} of advice"
