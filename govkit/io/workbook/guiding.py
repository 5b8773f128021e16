"""What helps who fills in a sheet: lists of choices, and colours by the band of a rating."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from govkit.errors import printable
from govkit.io.workbook.columns import Column, Kind, Path
from govkit.io.workbook.dress import Dress
from govkit.io.workbook.sheet import LONGEST, Page
from govkit.io.workbook.tables import Filled
from govkit.scoring import BaseScheme, Factor

_SPARE: Final = 500
"""Rows below the last one that take what people add in the same form."""
_MOST_FORMULA: Final = 8_000
"""Characters of a formula; Excel takes 8192."""
_YES_OR_NO: Final = ("yes", "no")
_LEVELS: Final = ("levels", "printed_levels")


def offer_choices(page: Page, filled: Filled, sheets: Collection[str], schemes: Sequence[BaseScheme]) -> None:
    """Offer in each column what can be chosen there.

    Args:
        page: the sheet.
        filled: what stands on it.
        sheets: names of the sheets of the workbook, whose refs can be chosen.
        schemes: the schemes of the register, the first one its own.
    """
    last = len(filled.rows) + _SPARE
    for place, column in enumerate(filled.columns):
        options = _options(column, sheets, schemes)
        if options:
            page.sheet.data_validation(1, place, last, place, options)


def _options(column: Column, sheets: Collection[str], schemes: Sequence[BaseScheme]) -> dict[str, Any]:
    if column.of in sheets:
        return {"validate": "list", "source": f"='{column.of}'!$A$2:$A${_SPARE * 4}", "error_type": "warning"}
    choices, message, strict = column.choices, column.note, "stop"
    if column.kind is Kind.TRUTH:
        choices = _YES_OR_NO
    elif column.kind is Kind.LEVEL:
        factor = _factor(column.path, schemes)
        if factor is None:
            return {}
        choices = tuple(str(level.number) for level in factor.levels)
        message = printable(", ".join(str(level) for level in factor.levels))
        strict = "warning"  # a key or a label is as good
    if not choices or len(",".join(choices)) > LONGEST:
        return {}
    return {
        "validate": "list",
        "source": list(choices),
        "error_type": strict,
        "input_message": message[:LONGEST],
    }


def _factor(path: Path, schemes: Sequence[BaseScheme]) -> Factor | None:
    """Find the factor whose level stands at a path, in the register's own scheme."""
    level = _level_at(path)
    if not schemes or level is None:
        return None
    return next((each for each in schemes[0].factors if each.key == level[2]), None)


def _level_at(path: Path) -> tuple[Path, str, str] | None:
    """Take the path of a level apart: the assessment, which of its levels, the factor; None of another."""
    return next(
        ((path[:place], key, path[place + 1]) for place, key in enumerate(path) if key in _LEVELS), None
    )


def colour_ratings(page: Page, filled: Filled, schemes: Sequence[BaseScheme], dress: Dress) -> None:
    """Colour levels and printed ratings by what the register's own scheme makes of them.

    A rating is coloured by itself and the levels by the rating they make, so that a printed rating that does
    not follow from its levels shows. An assessment under another scheme has no colour.

    Args:
        page: the sheet.
        filled: what stands on it.
        schemes: the schemes of the register, the first one its own.
        dress: gives the colours.
    """
    if not schemes or schemes[0].id != page.pages.register.scheme:
        return
    places = {column.path: place for place, column in enumerate(filled.columns)}
    bases = {level[0]: None for path in places if (level := _level_at(path)) and level[1] == "levels"}
    ratings = list(dress.ratings(schemes[0]))
    for base in bases:
        cells = [places.get((*base, "levels", factor.key)) for factor in schemes[0].factors]
        scheme = places.get((*base, "scheme"))
        own = "TRUE" if scheme is None else f'{_cell(scheme)}=""'
        printed = places[*base, "printed"]
        conditions: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
        for numbers, rating in ratings:
            levels, values = conditions.setdefault(dress.colour(schemes[0], rating), ([], []))
            if None not in cells:
                pairs = (
                    f"{_cell(at)}={number}"
                    for at, number in zip(cells, numbers, strict=True)
                    if at is not None
                )
                levels.append(f"AND({','.join(pairs)})")
            values.append(f"{_cell(printed)}={_quoted(rating.value)}")
        for (fill, ink), (levels, values) in conditions.items():
            form = page.pages.form(bg_color=fill, font_color=ink)
            for place, tests in [*((at, levels) for at in cells), (printed, values)]:
                formula = f"=AND({own},OR({','.join(dict.fromkeys(tests))}))"
                if place is not None and tests and len(formula) <= _MOST_FORMULA:
                    rule = {"type": "formula", "criteria": formula, "format": form}
                    page.sheet.conditional_format(1, place, len(filled.rows) + _SPARE, place, rule)


def _cell(place: int) -> str:
    """Name the cell of a column in the first row below the heads, as conditional formats count from."""
    from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415 - an extra, which is there by now

    return f"${xl_col_to_name(place)}2"


def _quoted(value: object) -> str:
    return str(value) if not isinstance(value, str) else '"' + value.replace('"', '""') + '"'
