"""A table of two factors written as a scheme file, with the matrix as papers print it."""

from collections.abc import Sequence
from typing import Any

from govkit.errors import DefinitionError, MissingExtraError
from govkit.scoring.band import Band, Value
from govkit.scoring.base import Aggregation
from govkit.scoring.factor import Category, Factor, FactorLevel, key_of
from govkit.scoring.order import natural_order
from govkit.scoring.scheme import Scheme

_TWO = 2


def to_toml(scheme: Scheme) -> str:
    """Write a scheme as the text of a TOML file that reads back as the same scheme.

    Args:
        scheme: a table of two factors.

    Returns:
        The text.

    Raises:
        DefinitionError: it has not two factors, so there is no matrix to write.
        MissingExtraError: tomli-w is not installed.
    """
    if len(scheme.factors) != _TWO:
        way_out = (
            f"it has {len(scheme.factors)} factors, and a matrix has two; write it by hand as a [formula]"
        )
        raise DefinitionError(f"scheme {scheme.id}", [way_out])
    try:
        import tomli_w  # noqa: PLC0415 - an extra, needed only here
    except ImportError:
        raise MissingExtraError("writing TOML", "toml") from None

    def row(cells: Sequence[object]) -> str:
        return "  [" + ", ".join(tomli_w.dumps({"x": cell})[4:].rstrip("\n") for cell in cells) + "],"

    def grid(name: str, rows: Sequence[Sequence[object]]) -> str:
        return f"{name} = [\n" + "\n".join(row(cells) for cells in rows) + "\n]\n"

    across, up = scheme.factors
    cells = [[(x, y) for x in range(len(across.levels))] for y in reversed(range(len(up.levels)))]
    matrix = tomli_w.dumps({"matrix": {"across": across.key, "up": up.key}})
    matrix += grid("rows", [[scheme.table[cell] for cell in line] for line in cells])
    if scheme.cell_bands is not None:
        matrix += grid("bands", [[scheme.cell_bands[cell] for cell in line] for line in cells])
    marked = scheme.tolerance.cells if scheme.tolerance else None
    if marked is not None:
        matrix += grid("within", [[cell in marked for cell in line] for line in cells])
    data = _head(scheme) | {"factors": [_factor(factor) for factor in scheme.factors]}
    if scheme.bands:
        data["bands"] = [_band(band) for band in scheme.bands]
    claims = _claims(scheme)
    if claims:
        data["claims"] = claims
    return f"{tomli_w.dumps(data)}\n{matrix}"


def _head(scheme: Scheme) -> dict[str, Any]:
    head: dict[str, Any] = {
        "id": scheme.id, "version": scheme.version, "title": scheme.title, "source": scheme.source
    }  # fmt: skip
    if scheme.assumed:
        head["assumed"] = list(scheme.assumed)
    if scheme.aggregation is not Aggregation.HIGHEST_LEVEL:
        head["aggregation"] = str(scheme.aggregation)
    if natural_order(list(scheme.table.values())) != scheme.values:
        head["values"] = list(scheme.values)
    tolerance = scheme.tolerance
    if tolerance is not None and tolerance.cells is None:
        limit: Value | dict[str, Any] | None = tolerance.value
        head["tolerance"] = {"band": tolerance.band} if limit is None else limit
    return head


def _factor(factor: Factor) -> dict[str, Any]:
    data: dict[str, Any] = {"key": factor.key}
    if factor.label != factor.key.capitalize():
        data["label"] = factor.label
    data["levels"] = [_level(level, place) for place, level in enumerate(factor.levels)]
    if factor.categories:
        data["categories"] = [_category(category) for category in factor.categories]
    return data


def _level(level: FactorLevel, place: int) -> str | dict[str, Any]:
    data: dict[str, Any] = {}
    if level.number != place + 1:
        data["number"] = level.number
    if level.key != key_of(level.label):
        data["key"] = level.key
    if level.probability is not None:
        data["probability"] = [level.probability.lower, level.probability.upper]
    if level.description is not None:
        data["description"] = level.description
    if level.descriptors:
        data["descriptors"] = dict(level.descriptors)
    return {"label": level.label, **data} if data else level.label


def _category(category: Category) -> str | dict[str, str]:
    data: dict[str, str] = {}
    if category.key != key_of(category.label):
        data["key"] = category.key
    if category.description is not None:
        data["description"] = category.description
    return {"label": category.label, **data} if data else category.label


def _band(band: Band) -> dict[str, Any]:
    names = ("first", "last", "description", "response", "reported_to", "review", "assumed")
    data: dict[str, Any] = {"label": band.label}
    if band.key != key_of(band.label):
        data["key"] = band.key
    return data | {
        name: value if name in ("first", "last") else str(value)
        for name in names
        if (value := getattr(band, name)) is not None
    }


def _claims(scheme: Scheme) -> dict[str, Any]:
    claims = scheme.claims
    flags = ("injective", "symmetric", "strictly_monotone")
    data: dict[str, Any] = {name: True for name in flags if getattr(claims, name)}
    if claims.ranked_by:
        data["ranked_by"] = list(claims.ranked_by)
    if claims.equals is not None:
        data["equals"] = claims.equals
    return data
