"""``govkit rate``."""

from datetime import date

import click

from govkit.cli.common import (
    COULD_NOT_RUN,
    as_of_option,
    file_argument,
    format_option,
    rating_data,
    toolkit,
    write_document,
    write_rows,
)
from govkit.model import PHASES


@click.command()
@file_argument
@as_of_option
@format_option
@click.pass_context
def rate(ctx: click.Context, file: str, as_of: date, as_format: str) -> None:  # noqa: ARG001 - see below
    """Rate every risk of a register.

    Ratings follow from the levels alone, so they are the same on every day; --as-of is taken as everywhere.

    An assessment that cannot be rated is shown without a rating, said why on standard error, and makes the
    command exit with 2.
    """
    kit = toolkit()
    register = kit.load(file)
    rated = [kit.rate(risk) for risk in register.risks]
    if as_format == "json":
        risks = [
            {"ref": each.risk.ref, "title": each.risk.title}
            | {phase: rating_data(getattr(each, phase)) for phase in PHASES}
            for each in rated
        ]
        write_document(kit, {"register": register.ref, "risks": risks})
    else:
        head = ["ref", *PHASES, "title"]
        rows = [
            [each.risk.ref, *(str(getattr(each, phase) or "-") for phase in PHASES), each.risk.title]
            for each in rated
        ]
        write_rows([head, *rows])
    for each in rated:
        for phase, reason in each.unrated.items():
            click.echo(f"govkit: {file}: {each.risk.ref}, {phase}: {reason}", err=True)
    if any(each.unrated for each in rated):
        ctx.exit(COULD_NOT_RUN)
