"""``govkit workflows diff``."""

from collections.abc import Iterator
from typing import Any

import click

from govkit.cli.common import find_workflow, format_option, toolkit, write_document
from govkit.cli.workflows.fates import fate_data, fate_lines, version_data
from govkit.history import LifecycleChange
from govkit.report.visible import visible
from govkit.workflow import Difference, Workflow, opaque_parts, workflow_diff


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--register", "file", type=click.Path(), help="Say what becomes of its items.")
@format_option
def diff(old: str, new: str, file: str | None, as_format: str) -> None:
    """Compare two versions of a lifecycle: states, rows, conditions; and what becomes of items under way.

    OLD and NEW are each the id of a lifecycle or a file that "workflows show ID --as definition" wrote
    (.json). Items of the register that are under OLD are asked what they could do under NEW.
    """
    kit = toolkit()
    before, after = find_workflow(kit, old), find_workflow(kit, new)
    found = workflow_diff(before, after)
    change = LifecycleChange(kit.load(file), before, after) if file else None
    if as_format == "json":
        write_document(
            kit, _data(before, after, found) | ({} if change is None else {"register": fate_data(change)})
        )
    else:
        lines = [*_lines(before, after, found), *(() if change is None else _register_lines(change))]
        click.echo("\n".join(map(visible, lines)))


def _data(old: Workflow, new: Workflow, found: tuple[Difference, ...]) -> dict[str, Any]:
    return {
        "old": version_data(old),
        "new": version_data(new),
        "changes": [
            {"subject": each.subject, "before": each.before, "after": each.after, "sentence": str(each)}
            for each in found
        ],
        "not_compared": list(opaque_parts(old, new)),
    }


def _lines(old: Workflow, new: Workflow, found: tuple[Difference, ...]) -> Iterator[str]:
    versions = f"{old.id} {old.version} and {new.id} {new.version}"
    if found:
        yield f"{versions} differ in {len(found)} thing{'' if len(found) == 1 else 's'}"
        yield ""
        for each in found:
            yield from _told(each)
    else:
        yield f"{versions} do not differ"
    opaque = opaque_parts(old, new)
    if opaque:
        yield ""
        yield "Code, of which the name is compared and not what it does:"
        yield from (f"  {each}" for each in opaque)


def _told(each: Difference) -> Iterator[str]:
    """Say what differs, before and after in lines of their own: conditions are long."""
    mark = ", new" if each.before is None else ", gone" if each.after is None else ""
    yield f"  {each.subject}{mark}"
    yield from (
        f"    {word} {said}" for word, said in (("was", each.before), ("is", each.after)) if said is not None
    )


def _register_lines(change: LifecycleChange) -> Iterator[str]:
    yield ""
    yield from fate_lines(change)
