"""Whatever the bytes are, nothing but a GovkitError comes out of a reader of workbooks."""

from contextlib import suppress
from pathlib import Path

from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbooks import packed, parts

from govkit.errors import GovkitError
from govkit.formats.workbook.reading import sheets_of
from govkit.io import dumps, load, loads
from govkit.io.workbook import TemplateFormat

REGISTER = Path(__file__).parents[3] / "examples" / "registers" / "cambs-2016.yaml"
CONTENT = dumps(load(REGISTER), "x.xlsx")
PARTS = parts(CONTENT)
NEEDED = sorted(
    name for name in PARTS if name.startswith(("xl/workbook", "xl/shared", "xl/styles", "[Con", "_rels"))
)
SHEETS = sorted(name for name in PARTS if name.startswith("xl/worksheets/sheet"))
BOUNDED = settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
PIECES = st.binary(max_size=12) | st.sampled_from(
    [
        b"<",
        b">",
        b'"',
        b"</c>",
        b"<f>1</f>",
        b't="e"',
        b't="d"',
        b't="b"',
        b'r="A1"',
        b's="999"',
        b"&#0;",
        b"&x;",
        b"1e999",
        b"-1",
        b"\\",
        b"\\{",
    ]
)


def read(content):
    for reader in (sheets_of, loads, TemplateFormat().read):
        with suppress(GovkitError):
            reader(content, "x.xlsx")
    TemplateFormat().recognises(content, "x.xlsx")


@st.composite
def damaged(draw, content):
    """Some bytes of a content replaced, taken out or doubled."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 20)))
        content = content[:start] + draw(PIECES) + content[end:]
    return content


@BOUNDED
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes(content):
    read(content)


@BOUNDED
@given(damaged(CONTENT))
def test_a_damaged_workbook(content):
    read(content)


@BOUNDED
@given(st.data())
def test_a_workbook_with_damaged_parts(data):
    names = [data.draw(st.sampled_from(NEEDED)), data.draw(st.sampled_from(SHEETS))]
    read(packed(PARTS | {name: data.draw(damaged(PARTS[name])) for name in names}))


@BOUNDED
@given(st.sets(st.sampled_from(sorted(PARTS)), min_size=1))
def test_a_workbook_with_missing_parts(gone):
    read(packed({name: part for name, part in PARTS.items() if name not in gone}))
