"""``govkit report``."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import click

from govkit.cli.common import COULD_NOT_RUN, as_of_option, file_argument, toolkit
from govkit.cli.editions import before_option, beware, earlier_edition, map_option
from govkit.cli.overwriting import is_register
from govkit.errors import SaveError
from govkit.io import SUFFIXES, WORKBOOKS
from govkit.report import html_report, markdown_report, report_on, text_report

_SUFFIXES: Final = {"text": ".txt", "md": ".md", "html": ".html"}


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
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(),
    help="Write to this file; not to one that is, or is named like, a register.",
)
@click.pass_context
def report(
    ctx: click.Context,
    file: str,
    as_of: date,
    form: str,
    *,
    before: str | None,
    map_file: str | None,
    output: str | None,
) -> None:
    """Report a register: summary, heat map, what moved, what is above tolerance and why, measures, actions.

    On the map ▲▼ mean likelihood up or down and ▶◀ impact up or down since the earlier edition; △▽▷◁ the
    same as the target expects it from here.

    A risk whose current assessment cannot be rated is listed as not rated, and makes the command exit with 2
    once the report is written.
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
        _write(
            written,
            Path(output),
            _SUFFIXES[form],
            {what: Path(path) for what, path in read.items() if path is not None},
        )
    if found.unrated:
        ctx.exit(COULD_NOT_RUN)


def _write(written: str, output: Path, suffix: str, read: Mapping[str, Path]) -> None:
    try:
        for what, path in read.items():
            if output.exists() and output.samefile(path):
                raise SaveError(f"{output} was not written: it is {what}; name another file")
        if output.suffix.lower() in (*SUFFIXES, *WORKBOOKS):
            raise SaveError(
                f"{output} was not written: {output.suffix} is for registers; name the report "
                f"{output.with_suffix(suffix)}"
            )
        if output.exists() and is_register(output):
            raise SaveError(f"{output} was not written: a register is in it; name another file")
        output.write_text(written, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SaveError(f"{output} was not written: {error.strerror}") from error
