"""What was refused, as a table of its own: rows of a table can be mended there and imported again."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from govkit.formats.csv_file import write_rows
from govkit.formats.sheet import Sheet
from govkit.importing.heads import find_head
from govkit.importing.mapping import ImportMapping
from govkit.model import Refusal
from govkit.where import place


def leftovers(
    sheets: Sequence[Sheet], mapping: ImportMapping, refused: Sequence[Refusal]
) -> Mapping[str, bytes]:
    """Write the rows that were refused, below whatever stood above the rows of their table.

    Args:
        sheets: the tables they stand in.
        mapping: what was said of them.
        refused: what was refused.

    Returns:
        Per sheet with refused rows the bytes of a CSV file, which the same mapping reads with ``--sheet``.
    """
    found = {}
    for sheet in sheets:
        rows: dict[int, Sequence[str]] = {}
        for each in refused:
            if each.row and each.position and (each.position.sheet or "") == sheet.name:
                # Two tables may have made two things of one row.
                both = zip_longest(rows.get(each.position.line, ()), each.row, fillvalue="")
                rows[each.position.line] = [one or other for one, other in both]
        if rows:
            found[sheet.name] = write_rows([*_above(sheet, mapping), *(rows[line] for line in sorted(rows))])
    return found


def refused_entries(refused: Sequence[Refusal], name: str) -> bytes:
    """List what was refused of a file that is no table, where it is to be mended.

    Args:
        refused: what was refused.
        name: the file.

    Returns:
        A CSV file: the place of each, the reason, and its texts where the format gives them.
    """
    rows = [(_place(each, name), each.reason, *each.row) for each in refused]
    return write_rows([("Place", "Reason", "As found"), *rows])


def _place(refusal: Refusal, name: str) -> str:
    at = refusal.position
    return name if at is None else place(name, at.line, at.column, at.sheet)


def _above(sheet: Sheet, mapping: ImportMapping) -> Iterator[Sequence[str]]:
    tables = [each for each in mapping.tables if each.sheet in (None, sheet.name) or not sheet.name]
    heads = [head for table in tables if (head := find_head(sheet, table)) is not None]
    for row in sheet.rows[: heads[0].row]:
        yield [cell.text for cell in row]
