"""``govkit report``."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from govkit.cli.common import as_of_option, file_argument, toolkit
from govkit.cli.diff import load_map
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
@click.option("--before", metavar="EARLIER", type=click.Path(), help="An earlier edition, to say what moved.")
@click.option(
    "--map",
    "map_file",
    metavar="MAP",
    type=click.Path(),
    help="YAML: earlier ref to later ref, with --before.",
)
@click.option("-o", "--output", metavar="OUT", type=click.Path(), help="Write to this file.")
def report(
    file: str, as_of: date, form: str, *, before: str | None, map_file: str | None, output: str | None
) -> None:
    """Report a register: summary, heat map, what moved, what is above tolerance and why, measures, actions.

    On the map ▲▼ mean likelihood up or down and ▶◀ impact up or down since the earlier edition; △▽▷◁ the
    same as the target expects it from here.
    """
    if map_file is not None and before is None:
        raise click.UsageError("--map says which risks of an earlier edition continue; name it with --before")
    kit = toolkit()
    found = report_on(
        kit.load(file),
        as_of=as_of,
        schemes=kit.schemes,
        workflows=kit.workflows,
        before=None if before is None else kit.load(before),
        ref_map=None if map_file is None else load_map(map_file),
    )
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
