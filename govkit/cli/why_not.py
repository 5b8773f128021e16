"""``govkit why-not``."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import click

from govkit.cli.common import (
    COULD_NOT_RUN,
    FOUND_SOMETHING,
    as_of_option,
    file_argument,
    format_option,
    toolkit,
    write_document,
)
from govkit.cli.occasion import by_option, fact_option, kind_option, reason_option, require_order, set_option
from govkit.report.visible import visible
from govkit.workflow import Answers, Obstacle

_WIDTH: Final = 97


@click.command()
@file_argument
@click.argument("names", metavar="[REF]... TRIGGER", nargs=-1, required=True)
@as_of_option
@by_option
@reason_option
@set_option
@fact_option
@kind_option
@format_option
@click.pass_context
def why_not(
    ctx: click.Context,
    file: str,
    names: tuple[str, ...],
    *,
    as_of: date,
    by: str | None,
    reason: str | None,
    changes: Mapping[str, str | None],
    facts: Mapping[str, Any],
    kind: str | None,
    as_format: str,
) -> None:
    """Say what stands in the way of a trigger now; nothing is fired.

    REF is an item of FILE (SR3.1/A2, 2019-01-24/1.0, SR3.1, SR3.1/review). Of several, or without one of all
    that have a lifecycle, you are told which it could be fired of, and what blocks the others, most first.

    Exits 0 if nothing blocks it, 1 if something does, 2 if a REF cannot be told about or a condition of the
    lifecycle breaks down.
    """
    *refs, trigger = names
    kit = toolkit()
    register = kit.load(file)
    require_order(register, refs, trigger)
    occasion: dict[str, Any] = {"as_of": as_of, "by": by, "why": reason, "kind": kind, "facts": facts}
    occasion |= changes
    if len(refs) == 1:
        reasons = kit.why_not_at(register, refs[0], trigger, **occasion)
        if as_format == "json":
            write_document(kit, {"allowed": not reasons, "reasons": reasons})
        else:
            click.echo("\n".join(map(visible, reasons or [f"{refs[0]} can {trigger}"])))
        ctx.exit(FOUND_SOMETHING if reasons else 0)
    found = kit.why_not_all(register, trigger, refs=refs or None, **occasion)
    if as_format == "json":
        write_document(kit, {"register": register.ref, "trigger": trigger, **_data(found)})
    else:
        click.echo("\n".join(map(visible, _lines(found, trigger))))
    if found.broken or (refs and found.not_evaluated):
        ctx.exit(COULD_NOT_RUN)
    ctx.exit(FOUND_SOMETHING if found.blocked else 0)


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
