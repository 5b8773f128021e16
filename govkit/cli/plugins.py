"""``govkit plugins``."""

import click

from govkit.cli.common import format_option, installed, write_list
from govkit.plugin import Plugin


@click.command()
@format_option
def plugins(as_format: str) -> None:
    """List the plug-ins, the broken ones with what is wrong with them and the denied ones with the reason."""
    kit = installed()
    items = [
        {
            "id": plugin.name,
            "title": _title(plugin),
            "distribution": plugin.distribution,
            "version": plugin.version,
            "offers": plugin.offers,
            "status": plugin.status,
            "problems": plugin.problems,
        }
        for plugin in kit.plugins
    ]
    write_list(items, as_format, ["distribution", "version", "id", "status", "title"])
    # What is wrong with a plug-in stands in its line; what is wrong with the lists stands in none.
    for problem in kit.policy_problems:
        click.echo(f"govkit: warning: {problem}", err=True)


def _title(plugin: Plugin) -> str:
    if plugin.denied:
        return "what it offers is not known"
    return ", ".join(plugin.offers) or "offers nothing"
