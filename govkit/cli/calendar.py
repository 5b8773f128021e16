"""``govkit calendar``."""

from collections.abc import Iterable
from datetime import date
from typing import Final, TypeVar

import click

from govkit.analysis import DueKind, agenda
from govkit.cli.common import (
    COULD_NOT_RUN,
    as_of_option,
    file_argument,
    format_option,
    say,
    toolkit,
    unrated_data,
    write_document,
    write_rows,
)

_PAST: Final = {DueKind.ACCEPTANCE: "ended", DueKind.ASSURANCE: "expired"}
"""What is said of what is past; of anything else that it is overdue."""
_Why = TypeVar("_Why")


@click.command("calendar")
@file_argument
@as_of_option
@format_option
@click.pass_context
def command(ctx: click.Context, file: str, as_of: date, as_format: str) -> None:
    """Say what is due when, and at which meeting.

    Reviews, reports to committees, actions, ends of acceptances and expiries of assurances. What falls due
    without a day stands at the end, with the reason. What is closed, done or withdrawn by that day is not
    due.

    A band may ask for earlier reviews, so a risk whose current assessment cannot be rated is listed as not
    evaluated, and makes the command exit with 2.
    """
    kit = toolkit()
    found = agenda(kit.load(file), kit.schemes, kit.workflows, as_of=as_of)
    if as_format == "json":
        items = [
            {
                "kind": each.kind,
                "ref": each.ref,
                "title": each.title,
                "due": each.due.isoformat(),
                "why": each.why,
                "body": each.body,
                "meeting": each.meeting.isoformat() if each.meeting else None,
                "meets": str(each.meets) if each.meets else None,
                "overdue": each.overdue,
            }
            for each in found.due
        ]
        without = [
            {"kind": each.kind, "ref": each.ref, "title": each.title, "why": each.why}
            for each in found.undated
        ]
        write_document(
            kit, {"calendar": items, "undated": without, "not_evaluated": unrated_data(found.not_evaluated)}
        )
    else:
        write_rows(
            [
                [
                    f"{each.due} {_PAST.get(each.kind, 'overdue')}" if each.overdue else f"{each.due}",
                    each.kind.value,
                    each.ref,
                    f"{each.body or '-'}, {each.meets or 'no meeting known'}",
                    each.why,
                ]
                for each in found.due
            ]
        )
        undated = _together(((each.kind, each.why), each.ref) for each in found.undated)
        for (kind, why), refs in undated.items():
            say(f"no day: {kind} {', '.join(dict.fromkeys(refs))}: {why}")
        unrated = _together((each.reason, each.ref) for each in found.not_evaluated)
        for reason, refs in unrated.items():
            say(f"not evaluated: the rating of {', '.join(dict.fromkeys(refs))}: {reason}")
    if found.not_evaluated:
        ctx.exit(COULD_NOT_RUN)


def _together(pairs: Iterable[tuple[_Why, str]]) -> dict[_Why, list[str]]:
    """Put together the refs of what has the same reason, so that it is said once."""
    found: dict[_Why, list[str]] = {}
    for why, ref in pairs:
        found.setdefault(why, []).append(ref)
    return found
