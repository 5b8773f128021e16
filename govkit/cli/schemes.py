"""``govkit schemes``."""

import click

from govkit.cli.common import distribution, format_option, toolkit, write_list


@click.command()
@format_option
def schemes(as_format: str) -> None:
    """List the scoring schemes."""
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
            "tolerance": scheme.tolerance.value if scheme.tolerance else None,
            "assumed": list(scheme.assumed),
        }
        for scheme in kit.schemes.values()
    ]
    write_list(items, as_format, ["id", "version", "distribution", "title"])
