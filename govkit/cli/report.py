"""``govkit report``."""

from datetime import date

import click

from govkit.cli.common import as_of_option, file_argument, toolkit
from govkit.report import text_report


@click.command()
@file_argument
@as_of_option
def report(file: str, as_of: date) -> None:
    """Report a register: summary, heat map, what is above tolerance and why, actions by state."""
    kit = toolkit()
    register = kit.load(file)
    text = text_report(register, as_of=as_of, schemes=kit.schemes, workflows=kit.workflows)
    click.echo(text, nl=False)
