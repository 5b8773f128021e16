"""``govkit escalations``."""

from datetime import date
from typing import Any

import click

from govkit.analysis import Escalation, escalations
from govkit.cli.common import as_of_option, file_argument, format_option, rating_data, toolkit, write_document


@click.command("escalations")
@file_argument
@as_of_option
@format_option
def command(file: str, as_of: date, as_format: str) -> None:
    """Say what is above tolerance, which body it goes to, why, since when, and what did not go.

    Of a risk that cannot be rated nobody can say it; why it cannot be is said on standard error.
    """
    kit = toolkit()
    register = kit.load(file)
    found = escalations(register, kit.schemes, as_of=as_of)
    unrated = {
        risk.ref: reason
        for risk in register.risks
        if (reason := kit.rate(risk).unrated.get("current")) is not None
    }
    for ref, reason in unrated.items():
        click.echo(f"govkit: {file}: {ref}, current: {reason}", err=True)
    if as_format == "json":
        write_document(kit, {"escalations": [_data(each) for each in found]})
        return
    for each in found:
        click.echo(f"{each.ref}  {each.title}")
        click.echo(f"  to {each.to}, since {each.since or 'a day nobody recorded'}: {each.why}")
        click.echo(f"  {_standing(each)}")
    if not found:
        click.echo("nothing that is rated is above tolerance" if unrated else "nothing is above tolerance")


def _standing(each: Escalation) -> str:
    if each.accepted is not None:
        return "accepted"
    lapsed = f"; its acceptance ended on {each.lapsed.until}" if each.lapsed else ""
    if each.reported is not None:
        return f"reported on {each.reported}{lapsed}"
    told = (
        "whether it was reported is not recorded" if each.missed is None else "it should have been reported"
    )
    return f"{told}{lapsed}"


def _data(each: Escalation) -> dict[str, Any]:
    return {
        "ref": each.ref,
        "title": each.title,
        "rating": rating_data(each.rating),
        "to": each.to,
        "why": each.why,
        "since": each.since.isoformat() if each.since else None,
        "reported": each.reported.isoformat() if each.reported else None,
        "accepted": each.accepted is not None,
        "missed": each.missed,
    }
