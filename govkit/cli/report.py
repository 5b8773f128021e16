"""``govkit report``."""

from datetime import date
from pathlib import Path

import click

from govkit.cli.common import as_of_option, file_argument, toolkit
from govkit.errors import SaveError
from govkit.report import html_report, markdown_report, text_report


@click.command()
@file_argument
@as_of_option
@click.option(
    "--as",
    "form",
    type=click.Choice(["text", "md", "html"]),
    default="text",
    show_default=True,
    help="Plain text, GitHub-flavoured Markdown, or a page of HTML that needs nothing else.",
)
@click.option("-o", "--output", metavar="OUT", type=click.Path(), help="Write to this file.")
def report(file: str, as_of: date, form: str, output: str | None) -> None:
    """Report a register: summary, heat map, what is above tolerance and why, actions by state."""
    kit = toolkit()
    register = kit.load(file)
    render = {"text": text_report, "md": markdown_report, "html": html_report}[form]
    written = render(register, as_of=as_of, schemes=kit.schemes, workflows=kit.workflows)
    if output is None:
        click.echo(written, nl=False)
    else:
        _write(written, Path(output), Path(file))


def _write(written: str, output: Path, register: Path) -> None:
    try:
        if output.exists() and output.samefile(register):
            raise SaveError(f"{output} was not written: it is the register itself; name another file")
        output.write_text(written, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SaveError(f"{output} was not written: {error.strerror}") from error
