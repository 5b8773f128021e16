"""``govkit rules verify``."""

from pathlib import Path

import click

from govkit.cli.common import COULD_NOT_RUN, FOUND_SOMETHING, toolkit
from govkit.errors import GovkitError, RefusedError
from govkit.rules import Rule, read_rules


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.pass_context
def verify(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Say what rules in files find, in words, or all that is wrong with them.

    Codes of the installed rules are taken, and so are those of the files before. Exits 0 if every rule can
    work, 1 if one cannot or a file has none, 2 if a file cannot be read.
    """
    taken: list[Rule] = list(toolkit().rules.values())
    code = 0
    for file in files:
        try:
            read = read_rules(file, beside=taken)
        except RefusedError as error:
            click.echo(f"govkit: {error}", err=True)
            code = max(code, FOUND_SOMETHING)
        except GovkitError as error:
            click.echo(f"govkit: {error}", err=True)
            code = COULD_NOT_RUN
        else:
            taken += read
            for rule in read:
                click.echo(f"{rule.code} {rule.name} ({rule.severity}): a finding where {rule.condition}")
    ctx.exit(code)
