"""``govkit rules``."""

import click

from govkit.cli.common import distribution, format_option, toolkit, write_list


@click.command()
@format_option
def rules(as_format: str) -> None:
    """List the rules."""
    kit = toolkit()
    items = [
        {
            "code": rule.code,
            "name": rule.name,
            "title": rule.title,
            "severity": rule.severity,
            "distribution": distribution(kit, rule),
            "page": rule.page,
        }
        for rule in kit.rules.values()
    ]
    write_list(items, as_format, ["code", "name", "severity", "distribution", "title"])
