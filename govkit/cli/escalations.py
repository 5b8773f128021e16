"""``govkit escalations``."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from govkit.analysis import Escalation, Escalations, escalations
from govkit.cli.common import (
    COULD_NOT_RUN,
    as_of_option,
    file_argument,
    format_option,
    rating_data,
    say,
    toolkit,
    unrated_data,
    write_document,
)


@click.command("escalations")
@file_argument
@as_of_option
@format_option
@click.pass_context
def command(ctx: click.Context, file: str, as_of: date, as_format: str) -> None:
    """Say what is above tolerance, which body it goes to, why, since when, and what did not go.

    A risk that its lifecycle closed by that day is not among them.

    A risk whose current assessment cannot be rated may be above tolerance: it is listed as not evaluated, and
    makes the command exit with 2.
    """
    kit = toolkit()
    found = escalations(kit.load(file), kit.schemes, kit.workflows, as_of=as_of)
    if as_format == "json":
        write_document(
            kit,
            {
                "escalations": [_data(each) for each in found],
                "not_evaluated": unrated_data(found.not_evaluated),
                "not_assessed": list(found.not_assessed),
            },
        )
    else:
        say(*_lines(found))
    if found.not_evaluated:
        ctx.exit(COULD_NOT_RUN)


def _lines(found: Escalations) -> Iterator[str]:
    for each in found:
        yield f"{each.ref}  {each.title}"
        yield f"  to {each.goes_to}, {each.begun}: {each.why}"
        if each.route is not None:
            yield f"  {each.route}"
        yield f"  {_standing(each)}"
    if not found:
        untold = found.not_evaluated or found.not_assessed
        yield "nothing that is rated is above tolerance" if untold else "nothing is above tolerance"
    yield from (f"not evaluated: {each}" for each in found.not_evaluated)
    if found.not_assessed:
        yield f"not assessed: {', '.join(found.not_assessed)}"


def _standing(each: Escalation) -> str:
    if each.accepted is not None:
        return "accepted"
    if each.told is not None:
        told = f"reported {each.told.when}"
    else:
        told = each.untold() or "it should have been reported"
    return "; ".join([told, *(f"its acceptance {why}" for why in each.not_in_force)])


def _data(each: Escalation) -> dict[str, Any]:
    return {
        "ref": each.ref,
        "title": each.title,
        "rating": rating_data(each.rating),
        "to": each.to,
        "band_says": each.band_says,
        "route": each.route,
        "why": each.why,
        "since": each.since.isoformat() if each.since else None,
        "known_from": each.known_from.isoformat() if each.known_from else None,
        "reported": each.reported.isoformat() if each.reported else None,
        "accepted": each.accepted is not None,
        "not_in_force": list(each.not_in_force),
        "missed": each.missed,
        "untold": each.untold(),
    }
