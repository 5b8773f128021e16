"""``govkit plugins``."""

import click

from govkit.cli.common import format_option, write_list
from govkit.toolkit import Toolkit


@click.command()
@format_option
def plugins(as_format: str) -> None:
    """List the plug-ins, the broken ones with what is wrong with them."""
    items = [
        {
            "id": plugin.name,
            "title": ", ".join(plugin.offers) or "offers nothing",
            "distribution": plugin.distribution,
            "version": plugin.version,
            "offers": plugin.offers,
            "status": "; ".join(plugin.problems) or "ok",
            "problems": plugin.problems,
        }
        for plugin in Toolkit.installed().plugins
    ]
    write_list(items, as_format, ["distribution", "version", "id", "status", "title"])
