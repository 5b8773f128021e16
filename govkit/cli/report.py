"""``govkit report``."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from govkit.cli.common import as_of_option, file_argument, toolkit
from govkit.cli.editions import before_option, beware, earlier_edition, map_option
from govkit.errors import SaveError
from govkit.report import html_report, markdown_report, report_on, text_report


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
@before_option
@map_option
@click.option("-o", "--output", metavar="OUT", type=click.Path(), help="Write to this file.")
def report(
    file: str, as_of: date, form: str, *, before: str | None, map_file: str | None, output: str | None
) -> None:
    """Report a register: summary, heat map, what moved, what is above tolerance and why, measures, actions.

    On the map ▲▼ mean likelihood up or down and ▶◀ impact up or down since the earlier edition; △▽▷◁ the
    same as the target expects it from here.
    """
    kit = toolkit()
    earlier, ref_map = earlier_edition(kit, before, map_file)
    register = kit.load(file)
    found = report_on(
        register,
        as_of=as_of,
        schemes=kit.schemes,
        workflows=kit.workflows,
        before=earlier,
        ref_map=ref_map,
    )
    if earlier is not None and found.moved is not None:
        beware(earlier, register, found.moved.unmapped_in_both)
    written = {"text": text_report, "md": markdown_report, "html": html_report}[form](found)
    if output is None:
        click.echo(written, nl=False)
    else:
        read = {"the register itself": file, "the earlier edition": before, "the map": map_file}
        _write(written, Path(output), {what: Path(path) for what, path in read.items() if path is not None})


def _write(written: str, output: Path, read: Mapping[str, Path]) -> None:
    try:
        for what, path in read.items():
            if output.exists() and output.samefile(path):
                raise SaveError(f"{output} was not written: it is {what}; name another file")
        output.write_text(written, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SaveError(f"{output} was not written: {error.strerror}") from error
