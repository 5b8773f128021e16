"""``govkit calendar``."""

from datetime import date

import click

from govkit.analysis import agenda
from govkit.cli.common import as_of_option, file_argument, format_option, toolkit, write_document, write_rows


@click.command("calendar")
@file_argument
@as_of_option
@format_option
def command(file: str, as_of: date, as_format: str) -> None:
    """Say what is due when, and at which meeting: reviews, reports to committees, actions."""
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
        write_document(kit, {"calendar": items, "not_evaluated": undated})
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
        for item in found.undated:
            click.echo(f"{item.kind} of {item.ref} not evaluated: {item.why}")
