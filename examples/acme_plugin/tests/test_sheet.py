"""The reader does what govkit asks of every format, and reads what the harbour master typed."""

from pathlib import Path

from acme_govkit import scheme, sheet

from govkit import Toolkit
from govkit.formats import Position, Unplaced
from govkit.importing import preview
from govkit.testing import format_checks, format_samples

SAMPLES = Path(__file__).parent / "samples"


@format_checks(format_samples(sheet.RiskSheet(), SAMPLES))
def test_format(sample, check):
    check(sample)


def test_a_sheet_is_read_line_by_line():
    kit = Toolkit(scheme, sheet, strict=True)
    content = (SAMPLES / "harbour.txt").read_bytes()
    document = kit.formats["acme-sheet"].read(content, "harbour.txt")
    found = preview(document)
    assert found.created == ("H1", "H2")
    assert str(kit.rate(found.register.risk("H1")).current) == "D, Red, above tolerance"
    assert [(str(each.position), each.row) for each in found.refused] == [
        ("4:1", ("H3", "The channel silts up"))
    ]
    assert found.unplaced == (Unplaced(Position(5, 1), "Ask about the tide tables."),)
