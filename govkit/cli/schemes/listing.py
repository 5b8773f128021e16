"""``govkit schemes``."""

import click

from govkit.cli.common import distribution, format_option, tolerance_data, toolkit, write_list


@click.group(invoke_without_command=True)
@format_option
@click.pass_context
def schemes(ctx: click.Context, as_format: str) -> None:
    """List the scoring schemes; or, with a command, show, verify, import or compare them."""
    if ctx.invoked_subcommand is not None:
        return
    kit = toolkit()
    items = [
        {
            "id": scheme.id,
            "version": scheme.version,
            "title": scheme.title,
            "distribution": distribution(kit, scheme),
            "source": scheme.source,
            "factors": {factor.key: [str(level) for level in factor.levels] for factor in scheme.factors},
            "bands": [band.label for band in scheme.bands],
            "tolerance": tolerance_data(scheme),
            "assumed": list(scheme.assumed),
        }
        for scheme in kit.schemes.values()
    ]
    write_list(items, as_format, ["id", "version", "distribution", "title"])
