"""Tables that tests make, and mappings of them."""

from govkit import Toolkit
from govkit.formats import Cell, Position, Sheet
from govkit.importing import Tables, preview, read_mapping

KIT = Toolkit.installed(strict=True)
TOP = 'register = "harbour"\ntitle = "Harbour"\nscheme = "cambs-2019"\n'


def sheet(*rows, name="", **more):
    """A sheet of texts, or of cells."""
    return Sheet(
        name,
        tuple(
            tuple(
                cell if isinstance(cell, Cell) else Cell(cell or None, cell, Position(i, j, name or None))
                for j, cell in enumerate(row, 1)
            )
            for i, row in enumerate(rows, 1)
        ),
        **more,
    )


class Maps:
    """Mappings, written to a folder."""

    def __init__(self, folder):
        self._folder = folder

    def mapping(self, tables, top=TOP, schemes=KIT.schemes):
        """Write a mapping and read it."""
        path = self._folder / "m.toml"
        path.write_text(top + tables, encoding="utf-8")
        return read_mapping(path, schemes)

    def document(self, tables, *sheets, part=None, into=None):
        """Read sheets by a mapping."""
        return Tables(sheets, self.mapping(tables), KIT.schemes, "t.csv", into).document(part)

    def preview(self, tables, *sheets, part=None, into=None):
        """Say what would come of sheets."""
        return preview(self.document(tables, *sheets, part=part, into=into), into)


def refusals(found):
    """Places and reasons."""
    return [(str(each.position), each.reason) for each in found.refused]


def unplaced(found):
    """Places and texts."""
    return [(str(each.position), each.text) for each in found.unplaced]
