"""``govkit workflows show``."""

from collections.abc import Iterator
from typing import Any, Final

import click

from govkit.cli.common import distribution, find_workflow, format_option, toolkit, write_json
from govkit.report import dot, mermaid
from govkit.report.lifecycle import clauses, named
from govkit.report.visible import visible
from govkit.toolkit import Toolkit
from govkit.workflow import Field, Row, Workflow, to_json

_WRITTEN: Final = {"mermaid": mermaid, "dot": dot, "definition": to_json}


@click.command()
@click.argument("workflow", metavar="ID|FILE")
@click.option(
    "--as",
    "form",
    type=click.Choice(["text", *_WRITTEN]),
    default="text",
    show_default=True,
    help="Text, a diagram in the language of Mermaid or Graphviz, or the definition as JSON to keep.",
)
@format_option
def show(workflow: str, form: str, as_format: str) -> None:
    """Show a lifecycle: states, rows and their conditions, what fires by itself, the facts it needs.

    ID is the id of a lifecycle that a plug-in offers, FILE a definition (.json) that --as definition wrote.
    """
    if form != "text" and as_format == "json":
        raise click.UsageError(f"--as {form} writes one thing and --format json another; choose one of them")
    kit = toolkit()
    found = find_workflow(kit, workflow)
    if as_format == "json":
        write_json(_data(kit, found, offered=not workflow.endswith(".json")))
    elif form in _WRITTEN:
        click.echo(_WRITTEN[form](found), nl=False)
    else:
        click.echo("\n".join(visible(line) for line in _lines(found)))


def _lines(workflow: Workflow) -> Iterator[str]:
    yield f"{workflow.id} {workflow.version}: {workflow.title}"
    yield f"For: {workflow.kind}"
    if workflow.source:
        yield f"Source: {workflow.source}"
    yield ""
    yield "States"
    for state in workflow.states:
        marks = [
            name
            for name, true in (("initial", state.name == workflow.initial), ("final", state.final))
            if true
        ]
        holds = "" if state.holds is None else f": {state.holds.sentence()}"
        yield f"  {', '.join([f'{named(state)} ({state.name})', *marks])}{holds}"
    yield ""
    yield "Rows; of several with one trigger the first that may be taken is"
    for row in workflow.rows:
        to = "stays" if row.target is None else f"→ {row.target}"
        yield f"  {row.trigger}: {' or '.join(row.sources)} {to}"
        yield from (f"    {line}" for line in _details(row))
    yield ""
    automatic = dict.fromkeys(row.trigger for row in workflow.rows if row.automatic)
    yield f"By itself: {', '.join(automatic) or 'nothing'}"
    yield f"Facts: {', '.join(map(_fact, workflow.facts)) or 'none but the day, who does it and why'}"


def _details(row: Row) -> Iterator[str]:
    yield from map(str, clauses(row))
    if row.since is not None:
        yield f"takes effect on {row.since.label}"
    if row.clears:
        yield f"empties {', '.join(row.clears)}"
    if row.changes is not None:
        yield f"may change {', '.join(row.changes) or 'nothing'}"


def _fact(fact: Field) -> str:
    return f"{fact.label} ({fact.name})"


def _data(kit: Toolkit, workflow: Workflow, *, offered: bool) -> dict[str, Any]:
    return {
        "id": workflow.id,
        "version": workflow.version,
        "title": workflow.title,
        "distribution": distribution(kit, workflow) if offered else None,
        "kind": workflow.kind,
        "source": workflow.source,
        "initial": workflow.initial,
        "states": [
            {
                "name": state.name,
                "title": state.title,
                "final": state.final,
                "holds": None if state.holds is None else state.holds.sentence(),
            }
            for state in workflow.states
        ],
        "rows": [_row(row) for row in workflow.rows],
        "facts": [{"name": fact.name, "label": fact.label} for fact in workflow.facts],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "trigger": row.trigger,
        "from": list(row.sources),
        "to": row.target,
        "guard": None if row.guard is None else row.guard.sentence(),
        "after": None if row.after is None else row.after.label,
        "since": None if row.since is None else row.since.label,
        "by_itself": row.automatic,
        "reopens": row.reopens,
        "clears": list(row.clears),
        "changes": None if row.changes is None else list(row.changes),
    }
