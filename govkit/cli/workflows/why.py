"""``govkit workflows why``."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import click

from govkit.cli.common import as_of_option, file_argument, format_option, toolkit, write_document
from govkit.cli.occasion import by_option, kind_option, reason_option, set_option
from govkit.report.visible import visible
from govkit.workflow import Answer, Answers, Obstacle

_WIDTH: Final = 97


@click.command()
@file_argument
@click.argument("trigger")
@click.option("--ref", metavar="ADDRESS", help="Ask of this item alone.")
@as_of_option
@by_option
@reason_option
@set_option
@kind_option
@format_option
def why(
    file: str,
    trigger: str,
    *,
    ref: str | None,
    as_of: date,
    by: str | None,
    reason: str | None,
    changes: Mapping[str, str | None],
    kind: str | None,
    as_format: str,
) -> None:
    """Say what stands in the way of a trigger, and of which items it could be fired.

    All items of FILE with a lifecycle are asked, and grouped by what blocks them, most first.
    """
    kit = toolkit()
    register = kit.load(file)
    occasion: dict[str, Any] = {"as_of": as_of, "by": by, "why": reason, "kind": kind, **changes}
    if ref is None:
        found = kit.why_not_all(register, trigger, **occasion)
    else:
        reasons = tuple(kit.why_not_at(register, ref, trigger, **occasion))
        found = Answers((Answer(ref, reasons, reasons),))
    if as_format == "json":
        write_document(kit, {"register": register.ref, "trigger": trigger, **_data(found)})
    elif ref is None:
        click.echo("\n".join(map(visible, _lines(found, trigger))))
    else:
        said = found.answers[0].reasons or (f"{ref} can {trigger}",)
        click.echo("\n".join(map(visible, said)))


def _lines(found: Answers, trigger: str) -> Iterator[str]:
    if not found.answers:
        yield "none"
    if found.ready:
        yield f"Can {trigger}: {len(found.ready)}"
        yield from _refs(found.ready)
    if found.blocked:
        yield f"Cannot {trigger}: {len(found.blocked)}"
    yield from _grouped(found.obstacles)
    if found.not_evaluated:
        yield f"Not evaluated: {len(found.not_evaluated)}"
    yield from _grouped(found.gaps)


def _grouped(obstacles: tuple[Obstacle, ...]) -> Iterator[str]:
    for each in obstacles:
        yield f"  {len(each.refs)}: {each.reason}"
        yield from _refs(each.refs, 4)


def _refs(refs: tuple[str, ...], by: int = 2) -> Iterator[str]:
    """List addresses with commas between; a line ends between two of them, for an address may hold blanks."""
    line = " " * by + refs[0]
    for ref in refs[1:]:
        if len(line) + len(ref) > _WIDTH:
            yield f"{line},"
            line = " " * by + ref
        else:
            line = f"{line}, {ref}"
    yield line


def _data(found: Answers) -> dict[str, Any]:
    return {
        "ready": list(found.ready),
        "blocked": [{"ref": each.ref, "reasons": list(each.reasons)} for each in found.blocked],
        "obstacles": [_obstacle(each) for each in found.obstacles],
        "not_evaluated": [{"ref": each.ref, "why": each.not_evaluated} for each in found.not_evaluated],
    }


def _obstacle(each: Obstacle) -> dict[str, Any]:
    return {"reason": each.reason, "count": len(each.refs), "refs": list(each.refs)}
