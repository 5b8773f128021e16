"""``govkit calendar``."""

from collections.abc import Iterable
from datetime import date

import click

from govkit.analysis import DueKind, Undated, agenda
from govkit.cli.common import as_of_option, file_argument, format_option, toolkit, write_document, write_rows


@click.command("calendar")
@file_argument
@as_of_option
@format_option
def command(file: str, as_of: date, as_format: str) -> None:
    """Say what is due when, and at which meeting.

    Reviews, reports to committees, actions, ends of acceptances and expiries of assurances. What falls due
    without a day stands at the end, with the reason.
    """
    kit = toolkit()
    found = agenda(kit.load(file), kit.schemes, as_of=as_of)
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
                "overdue": each.overdue,
            }
            for each in found.due
        ]
        undated = [
            {"kind": each.kind, "ref": each.ref, "title": each.title, "why": each.why}
            for each in found.undated
        ]
        write_document(kit, {"calendar": items, "undated": undated})
    else:
        write_rows(
            [
                [
                    f"{each.due}{' overdue' if each.overdue else ''}",
                    each.kind.value,
                    each.ref,
                    f"{each.body or '-'}, {each.meeting or 'no meeting known'}",
                    each.why,
                ]
                for each in found.due
            ]
        )
        for (kind, why), refs in _together(found.undated).items():
            click.echo(f"no day: {kind} {', '.join(refs)}: {why}")


def _together(undated: Iterable[Undated]) -> dict[tuple[DueKind, str], list[str]]:
    """Put together what has no day for the same reason, so that it is said once."""
    refs: dict[tuple[DueKind, str], list[str]] = {}
    for each in undated:
        refs.setdefault((each.kind, each.why), []).append(each.ref)
    return refs
