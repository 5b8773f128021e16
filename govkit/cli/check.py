"""``govkit check``."""

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date
from typing import Any, TypeVar

import click

from govkit.cli.common import COULD_NOT_RUN, FOUND_SOMETHING, as_of_option, toolkit
from govkit.cli.findings import Output, output_options
from govkit.cli.fixing import Fixing, fix_options
from govkit.cli.linting import Linting, lint_options
from govkit.cli.rule_pages import find_rules, write_pages
from govkit.cli.watching import watched
from govkit.report.visible import visible

T = TypeVar("T")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(readable=False), metavar="FILE...")
@as_of_option
@output_options
@lint_options
@fix_options
@click.option("--show-waived", is_flag=True, help="Show also what is waived, and what the baseline knows.")
@click.pass_context
def check(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    as_of: date,
    *,
    form: str,
    output: str | None,
    statistics: bool,
    explain: str | None,
    show_waived: bool,
    mend: bool,
    yes: bool,
    **options: Any,
) -> None:
    """Check registers against the rules.

    FILE is a register, or a folder whose registers are checked, those of folders within it, too; of a file
    such as register.waivers.yaml the register beside it is checked. Each is checked once.

    Exits 0 if nothing fails, 1 if something does, 2 if a file could not be read or the settings let no rule
    run on any; the other files are checked all the same. What a rule could not tell is shown as "not
    evaluated" and fails only with --fail-on-not-evaluated.

    Which rules run, what is waived and what is known is said in govkit.toml or pyproject.toml, in the
    register itself, and in files such as register.waivers.yaml beside it.

    --fix mends what is certain, such as a ref with the wrong capital letters, and shows each change before.
    """
    kit = _aside(toolkit)
    linting = Linting(kit=kit, as_of=as_of, **options)
    if explain is not None:
        write_pages(find_rules(linting.rules_here(), explain))
        return
    _refuse_no_names(files)
    out = Output(form, output, statistics)
    fixing = Fixing(mend, yes, aside=out.for_programs)
    fixing.refuse(options)
    named = linting.files(files)
    out.refuse(linting, named)
    _run(linting, named)
    unwritten = False
    if mend:
        changed, unwritten = fixing.offer(linting.checked)
        if changed:
            linting = Linting(kit=kit, as_of=as_of, **options)
            _run(linting, linting.files(files))
    # Settings that are wrong are so for every file, and that is said once.
    for sentence in dict.fromkeys(map(str, linting.unread.values())):
        click.echo(f"govkit: {sentence}", err=True)
    out.write(kit, linting.results(show_waived=show_waived))
    for place, count in linting.write_baselines().items():
        click.echo(
            f"{visible(str(place))}: {count} finding{'' if count == 1 else 's'} known from now on", err=True
        )
    unruled = len(linting.unruled) == len(linting.checked)
    if linting.checked and unruled:
        click.echo("govkit: no rule was run on any register: the settings ignore all of them there", err=True)
    if linting.unread or unwritten or unruled:
        ctx.exit(COULD_NOT_RUN)
    if linting.failed:
        ctx.exit(FOUND_SOMETHING)


def _refuse_no_names(files: tuple[str, ...]) -> None:
    if not files:
        raise click.UsageError("Missing argument 'FILE...'.")
    if not all(files):
        raise click.UsageError("FILE is an empty text; name a file or a folder, this folder as .")


def _run(linting: Linting, named: list[str]) -> None:
    with watched(named) as done:
        _aside(lambda: linting.run(named, done))


def _aside(work: Callable[[], T]) -> T:
    """Do something with plug-ins; what they print is none of the findings, and goes to standard error."""
    with redirect_stdout(sys.stderr):
        return work()
