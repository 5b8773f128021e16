"""``govkit check``."""

from datetime import date

import click

from govkit.cli.common import COULD_NOT_RUN, FOUND_SOMETHING, as_of_option, toolkit
from govkit.cli.findings import Output, output_options
from govkit.cli.watching import watched
from govkit.errors import GovkitError, LoadError, Problem
from govkit.report.findings import Checked, Results, Unread
from govkit.rules import Outcome
from govkit.toolkit import Toolkit


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@as_of_option
@output_options
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[str, ...],
    as_of: date,
    *,
    form: str,
    output: str | None,
    statistics: bool,
) -> None:
    """Check registers against all rules.

    Exits 0 if nothing fails, 1 if something does, 2 if a file could not be read; the others are checked all
    the same. What a rule could not tell is shown as "not evaluated" and does not fail.
    """
    out = Output(form, output, statistics)
    out.refuse(files)
    kit = toolkit()
    results = _results(kit, files, as_of)
    out.write(kit, results)
    if results.unread:
        ctx.exit(COULD_NOT_RUN)
    if any(finding.outcome is Outcome.FAILS for finding in results.findings):
        ctx.exit(FOUND_SOMETHING)


def _results(kit: Toolkit, files: tuple[str, ...], as_of: date) -> Results:
    checked: list[Checked] = []
    unread: list[tuple[str, GovkitError]] = []
    with watched(files) as done:
        for file in files:
            try:
                register = kit.load(file)
                done(file)
                checked.append(Checked(register, tuple(kit.check(register, as_of=as_of))))
                done(file)
            except GovkitError as error:
                unread.append((file, error))
    for _, why in unread:
        click.echo(f"govkit: {why}", err=True)
    return Results(
        checked=tuple(checked),
        unread=tuple(Unread(file, _problems(file, why)) for file, why in unread),
        rules=tuple((rule, kit.origin(rule)) for rule in kit.rules.values() if rule.by_default),
        plugins=kit.plugins,
    )


def _problems(file: str, error: GovkitError) -> tuple[Problem, ...]:
    return error.problems if isinstance(error, LoadError) else (Problem(str(error), "", file),)
