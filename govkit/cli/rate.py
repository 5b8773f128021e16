"""``govkit rate``."""

from datetime import date

import click

from govkit.analysis import RatedRisk
from govkit.cli.common import (
    COULD_NOT_RUN,
    as_of_option,
    file_argument,
    format_option,
    rating_data,
    say,
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

    An assessment that cannot be rated is "not rated", with the reason below, and makes the command exit with
    2; "-" is one that the register does not have.
    """
    kit = toolkit()
    register = kit.load(file)
    rated = [kit.rate(risk) for risk in register.risks]
    if as_format == "json":
        risks = [
            {"ref": each.risk.ref, "title": each.risk.title}
            | {phase: rating_data(getattr(each, phase)) for phase in PHASES}
            | {"unrated": dict(each.unrated)}
            for each in rated
        ]
        write_document(kit, {"register": register.ref, "risks": risks})
    else:
        head = ["ref", *PHASES, "title"]
        rows = [[each.risk.ref, *(_said(each, phase) for phase in PHASES), each.risk.title] for each in rated]
        write_rows([head, *rows])
        for each in rated:
            for phase, reason in each.unrated.items():
                say(f"not rated: {each.risk.ref}, {phase}: {reason}")
    if any(each.unrated for each in rated):
        ctx.exit(COULD_NOT_RUN)


def _said(each: RatedRisk, phase: str) -> str:
    return str(getattr(each, phase) or ("not rated" if phase in each.unrated else "-"))
