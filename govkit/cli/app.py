"""The group of commands, and what happens to errors."""

from collections.abc import Sequence

import click

from govkit.cli.baf import baf
from govkit.cli.calendar import command as calendar
from govkit.cli.check import check
from govkit.cli.choice import allow_option, chosen, deny_option
from govkit.cli.common import COULD_NOT_RUN, say
from govkit.cli.convert import command as convert
from govkit.cli.diff import command as diff
from govkit.cli.due import due
from govkit.cli.escalations import command as escalations
from govkit.cli.explain import explain
from govkit.cli.fire import fire
from govkit.cli.importing import command as importing
from govkit.cli.indicators import indicators
from govkit.cli.migrate import migrate
from govkit.cli.new import new
from govkit.cli.plugins import plugins
from govkit.cli.rate import rate
from govkit.cli.report import report
from govkit.cli.rules import rules
from govkit.cli.schema import schema
from govkit.cli.schemes import schemes
from govkit.cli.state import state
from govkit.cli.streams import make_ready, try_to_say, unwritten
from govkit.cli.sweep import sweep
from govkit.cli.why_not import why_not
from govkit.cli.workflows import workflows
from govkit.errors import GovkitError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="govkit")
@allow_option
@deny_option
@click.pass_context
def group(ctx: click.Context, allow_plugin: tuple[str, ...], deny_plugin: tuple[str, ...]) -> None:
    """Score, check, move on and report governance registers.

    FILE is a register in YAML, JSON or TOML. Exit codes: 0 fine, 1 something is wrong, 2 it could not run.

    The options choose among the installed plug-ins and stand before COMMAND. Each overrides its environment
    variable, which holds names with commas between.
    """
    ctx.obj = chosen(allow_plugin, deny_plugin)


for command in (
    check,
    rate,
    report,
    sweep,
    state,
    fire,
    why_not,
    explain,
    baf,
    escalations,
    calendar,
    due,
    indicators,
    diff,
    migrate,
    importing,
    convert,
    schema,
    schemes,
    workflows,
    rules,
    plugins,
    new,
):
    group.add_command(command)


def run(arguments: Sequence[str]) -> int:
    """Run a command.

    Args:
        arguments: what stands behind ``govkit`` on the command line.

    Returns:
        The exit code.
    """
    make_ready()
    if any("\0" in each for each in arguments):
        _tell("an argument holds a NUL, which no file, item or rule has in its name")
        return COULD_NOT_RUN
    try:
        code: int | None = group.main(list(arguments), prog_name="govkit", standalone_mode=False)
    except click.ClickException as error:
        try_to_say(error.show)
    except click.Abort:
        _tell("stopped")
    except GovkitError as error:
        _tell(str(error))
    except Exception as error:  # noqa: BLE001 - a person sees a sentence, never a traceback
        _tell(unwritten(error) or f"a fault of govkit itself, please report it: {error!r}")
    else:
        return code or 0
    return COULD_NOT_RUN


def _tell(sentence: str) -> None:
    try_to_say(lambda: say(*f"govkit: {sentence}".split("\n"), err=True))
