"""``govkit rules``."""

from pathlib import Path

import click

from govkit.cli.common import distribution, format_option, rules_option, toolkit, write_list
from govkit.io import with_rule_files
from govkit.rules import Rule, Settings
from govkit.toolkit import Toolkit


@click.group(invoke_without_command=True)
@rules_option
@format_option
@click.pass_context
def rules(ctx: click.Context, rule_files: tuple[Path, ...], as_format: str) -> None:
    """List the rules; or, with a command, verify files of rules."""
    if ctx.invoked_subcommand is not None:
        return
    kit = toolkit()
    settings = with_rule_files(Settings(), rule_files, kit.rules)
    items = [
        rule_data(kit, rule, file=settings.file_of(rule)) for rule in settings.with_rules(kit.rules).values()
    ]
    columns = ["code", "name", "severity", "runs", "fixable", "distribution", "title"]
    write_list(items, as_format, columns)


def rule_data(kit: Toolkit, rule: Rule, *, file: str | None = None) -> dict[str, str]:
    """Give what there is to know about a rule, as JSON has it.

    Args:
        kit: the toolkit that has the rule, unless a file brings it.
        rule: the rule.
        file: the file that brings it, None if none does.

    Returns:
        Its fields; ``source`` is empty for a rule of plain consistency, ``fixable`` where people alone mend
        what it finds.
    """
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title,
        "severity": rule.severity,
        "fixable": "with --fix" if rule.fixable else "",
        "runs": "by default" if rule.by_default else "when selected",
        "source": rule.source,
        "distribution": file or distribution(kit, rule),
        "page": rule.page,
    }
