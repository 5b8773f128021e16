"""``govkit schemes diff``."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import click

from govkit.analysis import Unrated
from govkit.cli.common import find_scheme, format_option, rating_data, toolkit, write_json
from govkit.history import Rerated, Reratings, rerate
from govkit.scoring import Rating, SchemeChange, SchemeDiff, scheme_diff
from govkit.scoring.versions import said


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--register", "file", type=click.Path(), help="Say which of its assessments would change.")
@format_option
def diff(old: str, new: str, file: str | None, as_format: str) -> None:
    """Compare two versions of a scheme: factors, levels, bands, tolerance and cells that moved.

    OLD and NEW are each the id of a scheme or a scheme file (.toml). Assessments that name OLD are rated
    under both.
    """
    kit = toolkit()
    found = scheme_diff(find_scheme(kit, old), find_scheme(kit, new))
    rerated = rerate(kit.load(file), found.old, found.new) if file else None
    if as_format == "json":
        write_json(_data(found) | ({} if rerated is None else {"register": _register_data(rerated)}))
    else:
        click.echo("\n".join([*_lines(found), *(() if rerated is None else _register_lines(rerated))]))


def _data(found: SchemeDiff) -> dict[str, Any]:
    return {
        "old": {"id": found.old.id, "version": found.old.version},
        "new": {"id": found.new.id, "version": found.new.version},
        "scheme": [_change(each) for each in found.others],
        "factors": [_change(each) for each in found.factors],
        "levels": [_change(each) for each in found.levels],
        "bands": [_change(each) for each in found.bands],
        "tolerance": _change(found.tolerance) if found.tolerance else None,
        "cells": [
            {"levels": dict(each.levels), "before": _result(each.before), "after": _result(each.after)}
            for each in found.cells
        ],
        "not_compared": found.not_compared,
    }


def _change(each: SchemeChange) -> dict[str, Any]:
    return {
        "subject": each.subject,
        "what": each.what,
        "before": _plain(each.before),
        "after": _plain(each.after),
        "sentence": str(each),
    }


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (int, str, Decimal)) else said(value)


def _result(rating: Rating | None) -> dict[str, Any] | None:
    if rating is None:
        return None
    return {
        "value": rating.value,
        "band": rating.band.label if rating.band else None,
        "within_tolerance": rating.within_tolerance,
    }


def _register_data(found: Reratings) -> dict[str, Any]:
    return {
        "changed": [_rerated(each) for each in found.changed],
        "same": found.same,
        "unrated": list(found.unrated),
        "other_schemes": found.others,
        "caution": found.caution,
    }


def _rerated(each: Rerated) -> dict[str, Any]:
    sides = {"before": each.before, "after": each.after}
    return {
        "ref": each.address,
        "what": list(each.what),
        **{
            name: {"unrated": side.reason} if isinstance(side, Unrated) else rating_data(side)
            for name, side in sides.items()
        },
    }


def _lines(found: SchemeDiff) -> Iterator[str]:
    versions = " and ".join(f"{each.id} {each.version}" for each in (found.old, found.new))
    if not found.changes:
        yield f"{versions} do not differ"
    else:
        yield f"{versions} differ in {len(found.changes)} thing{'' if len(found.changes) == 1 else 's'}"
    for head, changes in (
        ("Scheme", found.others),
        ("Factors", found.factors),
        ("Levels", found.levels),
        ("Bands", found.bands),
        ("Tolerance", [found.tolerance] if found.tolerance else []),
        ("Cells", found.cells),
    ):
        if changes:
            yield ""
            yield head
            yield from (f"  {each}" for each in changes)
    if found.not_compared:
        yield ""
        yield found.not_compared


def _register_lines(found: Reratings) -> Iterator[str]:
    yield ""
    counts = f"{len(found.changed)} would change, {found.same} would not, {found.others} of other schemes"
    yield f"Register: {counts}"
    if found.caution:
        yield f"  {found.caution}"
    yield from (f"  {each}" for each in found.changed)
    yield from (f"  {address}: not rated in either" for address in found.unrated)
