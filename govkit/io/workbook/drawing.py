"""The sheet that shows schemes: their matrix in the colours of its bands, levels and bands in words."""

from collections.abc import Sequence
from typing import Any, Final

import attrs

from govkit.errors import printable
from govkit.io.workbook.columns import SCHEMES, Column
from govkit.io.workbook.dress import Dress
from govkit.io.workbook.sheet import Page, Pages
from govkit.scoring import BaseScheme, Factor, Rating

_FACTORS: Final = 2
_CELL: Final = 36
_FEET: Final = 26
_WIDTHS: Final = (24, 16, 16, 16, 16, 16, 16)
_LONGEST: Final = 2_000
"""Characters that are shown of one text of a scheme."""
_SAID: Final = "This sheet shows what the levels mean. Nothing is read from it."


@attrs.define
class _Drawing:
    page: Page
    dress: Dress
    row: int = 0

    def line(self, *texts: object, **properties: Any) -> None:
        for place, text in enumerate(texts):
            if text is not None:
                form = self.page.pages.form(valign="top", **properties)
                self.page.sheet.write_string(self.row, place, _shown(str(text)), form)
        self.row += 1

    def scheme(self, scheme: BaseScheme) -> None:
        self.row += 1
        self.line(f"{scheme.id} {scheme.version}: {scheme.title}", bold=True, font_size=14)
        self.line(scheme.source, italic=True)
        if scheme.tolerance is not None:
            self.line(f"What is above {scheme.limit} is in bold and marked with !.")
        for assumed in scheme.assumed:
            self.line(f"Assumed: {assumed}")
        ratings = dict(self.dress.ratings(scheme))
        if len(scheme.factors) == _FACTORS and ratings:
            self.matrix(scheme, ratings)
        for factor in scheme.factors:
            self.levels(factor)
        if scheme.bands:
            self.bands(scheme, list(ratings.values()))

    def matrix(self, scheme: BaseScheme, ratings: dict[tuple[int, ...], Rating]) -> None:
        across, up = scheme.factors
        self.row += 1
        self.line(f"{up.label} up, {across.label.lower()} across", bold=True)
        for row in reversed(up.levels):
            self.page.sheet.set_row(self.row, _CELL)
            self.cell(0, str(row), bold=True, text_wrap=True)
            for place, column in enumerate(across.levels, start=1):
                rating = ratings.get((column.number, row.number))
                if rating is not None:
                    fill, ink = self.dress.colour(scheme, rating)
                    above = rating.within_tolerance is False
                    said = f"{rating.value} !" if above else str(rating.value)
                    self.cell(
                        place, said, bg_color=fill, font_color=ink, bold=above, align="center", border=1
                    )
            self.row += 1
        self.page.sheet.set_row(self.row, _FEET)
        for place, column in enumerate(across.levels, start=1):
            self.cell(place, str(column), bold=True, text_wrap=True, align="center")
        self.row += 1

    def cell(self, place: int, text: str, **properties: Any) -> None:
        form = self.page.pages.form(valign="vcenter", **properties)
        self.page.sheet.write_string(self.row, place, _shown(text), form)

    def levels(self, factor: Factor) -> None:
        self.row += 1
        between = "Category" if factor.categories else "Probability"
        self.line(factor.label, between, "What it means", bold=True, bottom=1)
        for level in factor.levels:
            self.line(level.name, level.probability, level.description)
            for category in factor.categories:
                if category.key in level.descriptors:
                    self.line(None, category.label, level.descriptors[category.key])

    def bands(self, scheme: BaseScheme, ratings: Sequence[Rating]) -> None:
        self.row += 1
        self.line("Band", "Ratings", "Response", "Reported to", "Reviewed", "Assumed", bold=True, bottom=1)
        for band in scheme.bands:
            rating = next((each for each in ratings if each.band == band), None)
            fill, ink = ("#ffffff", "#000000") if rating is None else self.dress.colour(scheme, rating)
            self.cell(0, band.label, bg_color=fill, font_color=ink, border=1)
            span = None if not band.by_value else f"{band.first} to {band.last}"
            self.line(None, span, band.response, band.reported_to, band.review, band.assumed)


def _shown(text: str) -> str:
    return printable(text)[:_LONGEST]


def draw_schemes(pages: Pages, schemes: Sequence[BaseScheme], dress: Dress) -> None:
    """Add the sheet that shows schemes.

    Args:
        pages: the sheets of the workbook.
        schemes: the schemes.
        dress: gives the colours.
    """
    drawing = _Drawing(pages.add(SCHEMES, [Column("", (), width=width) for width in _WIDTHS]), dress)
    drawing.line(_SAID, italic=True)
    for scheme in schemes:
        drawing.scheme(scheme)
