"""``govkit rules``."""

from pathlib import Path

import click

from govkit.cli.common import distribution, format_option, rules_option, toolkit, write_list
from govkit.io import with_rule_files
from govkit.rules import Settings


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
        {
            "code": rule.code,
            "name": rule.name,
            "title": rule.title,
            "severity": rule.severity,
            "distribution": settings.file_of(rule) or distribution(kit, rule),
            "page": rule.page,
        }
        for rule in settings.with_rules(kit.rules).values()
    ]
    write_list(items, as_format, ["code", "name", "severity", "distribution", "title"])
