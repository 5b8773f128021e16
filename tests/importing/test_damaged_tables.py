"""Whatever the bytes of a table, and whatever is in its cells, a preview comes of it or a sentence does."""

from effort import examples
from hypothesis import given, settings

from govkit import Toolkit
from govkit.errors import GovkitError
from govkit.formats.csv_file import Csv
from govkit.importing import ImportMapping, Rows, TableMapping, Tables, guess, leftovers, preview
from govkit.testing.strategies import damaged_files

SCHEMES = Toolkit.installed().schemes
TABLE = b"""Register of risks;;;;;;
Ref;Title;Likelihood;Impact;Score;Controls;Reviewed
SR1;"Posts
stay empty";2;4 Significant;14;One|Two;13/08/2019
SR2;The tide;"3 - Likely";Minor;;;Q4 2019-20
;continued;;;;Three;ongoing
"""
MAPPING = ImportMapping(
    register="r",
    title="T",
    scheme="cambs-2019",
    tables=(
        TableMapping(
            rows=Rows.RISK,
            columns={
                "ref": "Ref",
                "title": "Title",
                "current.levels.likelihood": "Likelihood",
                "current.levels.impact": "Impact",
                "current.printed": "Score",
                "controls": "Controls",
                "current.date": "Reviewed",
            },
            separators={"controls": "|"},
            fill_down=("ref",),
            blank=("n/a",),
        ),
    ),
)


def look(content):
    try:
        sheets = Csv().tables(content, "x.csv")
        guess(sheets, SCHEMES)
        found = preview(Tables(sheets, MAPPING, SCHEMES, "x.csv").document())
    except GovkitError:
        return None
    return sheets, found


def test_the_whole_table_is_read():
    _, found = look(TABLE)
    assert found.created == ("SR1", "SR1/C1", "SR1/C2", "SR2")
    assert [str(each.position) for each in found.refused] == ["6:1"]


@settings(max_examples=examples(100), deadline=None)
@given(damaged_files(TABLE))
def test_a_damaged_table_gives_a_preview_or_a_sentence(content):
    found = look(content)
    if found is not None:
        sheets, seen = found
        for each in leftovers(sheets, MAPPING, seen.refused).values():
            assert look(each) is not None
        assert len({each.position.line for each in seen.refused if each.row}) <= seen.read
