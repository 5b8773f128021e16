"""Dates whose day and month Excel may have swapped: suspected aloud, and left as they are."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Final

from govkit.formats.sheet import Cell, Sheet
from govkit.model import Noted

_WRITTEN: Final = re.compile(r"\s*([0-9]{1,2})[/.-]([0-9]{1,2})[/.-](?:[0-9]{4}|[0-9]{2})\s*")
_MONTHS: Final = 12


def suspected_swaps(sheet: Sheet) -> Iterator[Noted]:
    """Find dates that Excel may have read with the month before the day.

    Where it is set to months first, it takes 01/02/2019 for 2 January and leaves 28/02/2019, which it cannot
    read, as a text. So a column in which such a text stands beside dates with no day above 12 is suspect.

    Args:
        sheet: a sheet.

    Yields:
        A note for every date of such a column that would be another day the other way round.
    """
    for column in zip_longest(*sheet.rows):
        cells: list[Cell] = [cell for cell in column if cell is not None]
        dates = [cell for cell in cells if isinstance(cell.value, date)]
        left = next((cell for cell in cells if _could_not_be_read(cell.value)), None)
        if left is None or any(_day(cell) > _MONTHS for cell in dates):
            continue
        for cell in dates:
            if _day(cell) != _month(cell):
                yield Noted(
                    cell.position,
                    f"day and month of {cell.text} may be swapped: in this column no date has a day above "
                    f'{_MONTHS}, and "{left.text}" stayed a text, as where Excel reads months first',
                )


def _could_not_be_read(value: object) -> bool:
    match = _WRITTEN.fullmatch(value) if isinstance(value, str) else None
    return match is not None and int(match[1]) > _MONTHS >= int(match[2])


def _day(cell: Cell) -> int:
    return cell.value.day if isinstance(cell.value, date) else 0


def _month(cell: Cell) -> int:
    return cell.value.month if isinstance(cell.value, date) else 0
