"""Tables as registers: each row of a mapped table an item, or refused with its cell."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from govkit.errors import LoadError, Problem, did_you_mean
from govkit.formats.sheet import Sheet
from govkit.importing.assembling import Assembly
from govkit.importing.heads import Head, find_head
from govkit.importing.mapping import ImportMapping, TableMapping
from govkit.importing.rows import Plan, RowReader
from govkit.model import Document, Register, Source
from govkit.scoring import BaseScheme


@attrs.frozen
class Tables:
    """Tables with what makes a register of them.

    Args:
        sheets: the tables.
        mapping: what stands in which column.
        schemes: the schemes at hand, by id.
        name: what to call their file in messages.
        into: the register that they are to be added to; None for none.
    """

    sheets: Sequence[Sheet]
    mapping: ImportMapping
    schemes: Mapping[str, BaseScheme]
    name: str
    into: Register | None = None

    def document(self, part: str | None = None) -> Document:
        """Make plain data of the tables.

        Args:
            part: the sheet to read; those that the mapping names unless given.

        Returns:
            A register's plain data, with every row that was refused and every cell that found no home.

        Raises:
            LoadError: a sheet or a column that the mapping names is not there.
        """
        chosen = list(self._chosen(part))
        problems: list[Problem] = []
        scheme = self.schemes.get(self.mapping.scheme or "")
        reader = RowReader({factor.key: factor for factor in scheme.factors} if scheme else {})
        for sheet, table in chosen:
            head = find_head(sheet, table)
            missing = list(_missing(sheet, table, head, self.name))
            problems += missing
            if head is not None and not missing:
                reader.add(Plan(sheet, table, head))
        if problems:
            raise LoadError(self.name, [*self._which(part), *problems])
        read = {id(sheet) for sheet, _ in chosen}
        for sheet in self.sheets:
            if id(sheet) not in read and part is None:
                reader.pass_over(sheet)
        made = Assembly(self.mapping.facts, self.into)
        made.put(reader.items)
        source = Source(self.name, "", lambda _: made.positions)
        return Document(
            made.data, source, reader.read, tuple(made.refused), reader.unplaced, tuple(reader.noted)
        )

    def _which(self, part: str | None) -> Iterator[Problem]:
        """Ask which sheet a file of one table was, where the mapping is of several."""
        names = list(dict.fromkeys(table.sheet for table in self.mapping.tables if table.sheet))
        if part is None and len(names) > 1 and not any(sheet.name for sheet in self.sheets):
            known = ", ".join(f'"{name}"' for name in names)
            message = f"this file is one table, and the mapping is of the sheets {known}; say which it is"
            yield Problem(f"{message} with --sheet", "", self.name)

    def _chosen(self, part: str | None) -> Iterator[tuple[Sheet, TableMapping]]:
        tables = self.mapping.tables
        names = [sheet.name for sheet in self.sheets]
        if not self.sheets:
            raise LoadError(self.name, [Problem("there is no table in it", "", self.name)])
        if part is not None:
            named = [table for table in tables if table.sheet == part]
            tables = tuple(named or [table for table in tables if table.sheet is None])
            if not tables:
                known = [table.sheet for table in self.mapping.tables]
                message = f'the mapping has no table for the sheet "{part}"{did_you_mean(part, known)}'
                raise LoadError(self.name, [Problem(message, "", self.name)])
        for table in tables:
            wanted = table.sheet or part
            if wanted is None or names == [""]:  # a file of one table has no names
                yield self.sheets[0], table
            elif wanted in names:
                yield self.sheets[names.index(wanted)], table
            else:
                message = f'there is no sheet "{wanted}"{did_you_mean(wanted, names)}'
                raise LoadError(self.name, [Problem(message, "", self.name)])


def _missing(sheet: Sheet, table: TableMapping, head: Head | None, name: str) -> Iterator[Problem]:
    """Say which headers a table lacks, or has twice."""
    where = f" of sheet {sheet.name}" if sheet.name else ""

    def problem(said: str) -> Problem:
        return Problem(said, "", name, head.row if head else None, sheet=sheet.name or None)

    if head is None and table.header_row is not None:
        yield problem(f"there is no row {table.header_row}{where}, where the headers are to be")
    elif head is None:
        headers = ", ".join(f'"{header}"' for header in table.columns.values())
        over = "" if table.header_rows == 1 else f", over {table.header_rows} rows"
        yield problem(f"no row{where} has all headers of the mapping{over}: {headers}")
    else:
        for header in (*table.columns.values(), *table.ignore):
            times = head.times(header)
            if times == 0:
                near = did_you_mean(header, [each for each in head.names if each])
                yield problem(f'no column is headed "{header}"{near}')
            elif times > 1 and header not in table.ignore:
                yield problem(f'{times} columns are headed "{header}"; give each its own')
