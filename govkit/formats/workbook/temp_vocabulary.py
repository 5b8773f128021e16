import attrs
from datetime import date, datetime
from decimal import Decimal
@attrs.frozen
class Position:
    line: int
    column: int
    sheet: str | None = None
    def __str__(self):
        from openpyxl.utils import get_column_letter
        return f"{self.sheet}!{get_column_letter(self.column)}{self.line}"
@attrs.frozen
class Cell:
    value: object
    text: str
    position: Position
    flaw: str | None = None
@attrs.frozen
class Sheet:
    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple = ()
