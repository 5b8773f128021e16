"""Places in words: a file with line and column, or with a sheet and a cell."""


def cell(line: int, column: int) -> str:
    """Name a cell as spreadsheets do.

    Args:
        line: the row, from 1.
        column: the column, from 1.

    Returns:
        For example ``B7``.
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line}"


def place(file: str | None, line: int | None, column: int | None, sheet: str | None = None) -> str:
    """Say where something stands.

    Args:
        file: name of the file, None where there is none.
        line: line, or row of a sheet, from 1.
        column: column, from 1.
        sheet: name of the sheet; None in a text.

    Returns:
        ``register.yaml:12:3``, ``register.xlsx:Risks!B7``, or as much of it as is known.
    """
    if sheet is None:
        parts = [file, line, column]
    else:
        plain = sheet.isidentifier()  # anything else is quoted, its own quotes doubled
        name = sheet if plain else "'" + sheet.replace("'", "''") + "'"
        parts = [file, name if line is None or column is None else f"{name}!{cell(line, column)}"]
    return ":".join(str(part) for part in parts if part is not None)
