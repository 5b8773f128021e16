"""``govkit schemes show``."""

from collections.abc import Iterator

import click

from govkit.cli.common import find_scheme, format_option, scheme_data, toolkit, write_json
from govkit.report import draw
from govkit.scoring import Band, BaseScheme, Factor


@click.command()
@click.argument("scheme", metavar="ID|FILE")
@format_option
def show(scheme: str, as_format: str) -> None:
    """Draw a scheme: levels, matrix, bands, tolerance, and what is assumed.

    ID is a scheme's id, FILE a scheme file (.toml). In the matrix = and # are the line of tolerance.
    """
    found = find_scheme(toolkit(), scheme)
    if as_format == "json":
        write_json(scheme_data(found))
    else:
        click.echo("\n".join(_lines(found)))


def _lines(scheme: BaseScheme) -> Iterator[str]:
    yield f"{scheme.id} {scheme.version}: {scheme.title}"
    yield f"Source: {scheme.source}"
    drawing = draw(scheme)
    if drawing is not None:
        yield ""
        yield str(drawing)
    for factor in scheme.factors:
        yield ""
        yield from _factor(factor)
    if scheme.bands:
        yield ""
        yield "Bands"
        yield from (f"  {_band(band)}" for band in scheme.bands)
    yield ""
    yield f"Tolerance: {_tolerance(scheme)}"
    yield from (f"Assumed: {text}" for text in scheme.assumed)


def _factor(factor: Factor) -> Iterator[str]:
    optional = " (may be left out)" if factor.optional else ""
    yield f"{factor.label} ({factor.key}), least to worst{optional}"
    for level in factor.levels:
        share = level.probability
        parts = [
            level.name,
            f"probability {share}" if share else None,
            level.description,
        ]
        yield "  " + "; ".join(part for part in parts if part)
        for category in factor.categories:
            if category.key in level.descriptors:
                yield f"    {category.label}: {level.descriptors[category.key]}"
    if factor.categories:
        yield f"  assessed as one level or per category: {', '.join(each.key for each in factor.categories)}"
        yield from (f"    {each.label}: {each.description}" for each in factor.categories if each.description)


def _tolerance(scheme: BaseScheme) -> str:
    if scheme.tolerance is None:
        return "none set"
    labels = [band.label for band in scheme.bands if band.key == scheme.tolerance.band]
    return f"up to the band {labels[0]}" if labels else str(scheme.tolerance)


def _band(band: Band) -> str:
    parts = [
        f"{band.first} to {band.last}" if band.by_value else "as the matrix shows",
        band.assumed,
        band.description,
        band.response,
        f"reported to {band.reported_to}" if band.reported_to else None,
        f"reviewed {band.review}" if band.review else None,
    ]
    return f"{band.label}: " + "; ".join(part for part in parts if part)
