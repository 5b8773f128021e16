"""Laws of imports: what a register says comes back, every cell is accounted for, and so is every row."""

import re

from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import KIT, sheet

from govkit.formats.csv_file import Csv, write_rows
from govkit.importing import ImportMapping, Rows, TableMapping, Tables, leftovers, preview
from govkit.importing.fields import LEVELS, Listed, columns_of
from govkit.io.register import structure, unstructure
from govkit.model import Action, Assurance, Control, WrittenDate
from govkit.testing.strategies import refs, spelled_dates

FACTORS = {factor.key: factor for factor in KIT.scheme("cambs-2019").factors}
FACTS = {"register": "r", "title": "T", "scheme": "cambs-2019"}
FIELDS = {field: kind for field, kind in columns_of(Rows.RISK).items() if kind != LEVELS}
LEVEL_FIELDS = [f"{phase}.{LEVELS}.{key}" for phase in ("inherent", "current", "target") for key in FACTORS]
MAPPING = ImportMapping(
    **FACTS, tables=(TableMapping(rows=Rows.RISK, columns={each: each for each in (*FIELDS, *LEVEL_FIELDS)}),)
)


def document(rows, mapping):
    """Read rows that were written as CSV."""
    sheets = Csv().tables(write_rows(rows), "t.csv")
    return sheets, Tables(sheets, mapping, KIT.schemes, "t.csv").document()


# --------------------------------------------------------------------------------------- what is said comes back

LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")) | st.sampled_from("'\"=+-@;,|\t"),
    min_size=1,
    max_size=8,
).filter(lambda text: text == text.strip() and not re.fullmatch("-?[0-9]+", text))
"""What a cell may say on one line; what looks like a number is one where a number may stand."""
DEFINED = {
    WrittenDate: spelled_dates().map(str).filter(lambda text: text == text.strip()),
    (int, str): st.integers(-(10**29), 10**29) | LINES,
}


def put(data, field, value):
    *way, last = field.split(".")
    for key in way:
        data = data.setdefault(key, {})
    data[last] = value


@st.composite
def spelled(draw, factor):
    level = draw(st.sampled_from(factor.levels))
    forms = ["{n}", "{label}", "{n} {label}", "{n} - {label}", "{label} ({n})"]
    text = draw(st.sampled_from(forms)).format(n=level.number, label=level.label)
    return level.number, draw(st.sampled_from([text, text.upper(), text.lower()]))


@st.composite
def said(draw, kind):
    """Draw a value of a field, and what a cell says of it."""
    if isinstance(kind, Listed):
        texts = draw(st.lists(LINES, min_size=1, max_size=2))
        prefix = {Control: "C", Assurance: "S", Action: "A"}.get(kind.part)
        items = [{"ref": f"{prefix}{i}", "title": text} for i, text in enumerate(texts, 1)]
        return items if prefix else texts, "\n".join(texts)
    value = draw(DEFINED.get(kind, st.lists(LINES, min_size=1, max_size=2).map("\n".join)))
    return value, str(value)


@st.composite
def tables_of_risks(draw):
    """Draw a register, as far as a table can say it, and the table."""
    items, rows = [], []
    for ref in draw(st.lists(refs(), max_size=3, unique=True)):
        item, row = {"ref": ref, "title": draw(LINES)}, {}
        row |= item
        for field in draw(st.lists(st.sampled_from([*FIELDS][2:]), max_size=6, unique=True)):
            is_ref = field.rpartition(".")[2] in ("objective", "scheme", "workflow", "state")
            value, row[field] = draw(refs().map(lambda ref: (ref, ref)) if is_ref else said(FIELDS[field]))
            put(item, field, value)
        for field in draw(st.lists(st.sampled_from(LEVEL_FIELDS), max_size=3, unique=True)):
            value, row[field] = draw(spelled(FACTORS[field.rpartition(".")[2]]))
            put(item, field, value)
        items.append(item)
        rows.append([row.get(field, "") for field in (*FIELDS, *LEVEL_FIELDS)])
    return structure({**FACTS, "risks": items}), [[*FIELDS, *LEVEL_FIELDS], *rows]


@settings(max_examples=examples(60), deadline=None)
@given(tables_of_risks())
def test_risks_that_are_written_as_a_table_read_back_the_same(drawn):
    register, rows = drawn
    found = preview(document(rows, MAPPING)[1])
    assert (found.refused, found.unplaced, found.read) == ((), (), len(register.risks))
    assert unstructure(found.register) == unstructure(register)


# --------------------------------------------------------------------------------------------- nothing is dropped

TEXTS = st.sampled_from(["", "", "R1", "R2", "3", "Likely", "x", "-", "May 2020", "two\nlines", "#"])
HEADERS = ["No.", "Risk", "L", "Why", "Control", "Skip", "Own", ""]


@st.composite
def mapped_tables(draw):
    """Draw a table with a mapping of some of its columns."""
    fill = ("ref",) if draw(st.booleans()) else ()
    risk = {"ref": "No.", "title": "Risk", f"current.{LEVELS}.likelihood": "L", "causes": "Why"}
    given_rows = TableMapping(rows=Rows.RISK, columns=risk, ignore=("Skip",), fill_down=fill, blank=("-",))
    control = TableMapping(rows=Rows.CONTROL, columns={"risk": "No.", "title": "Control"}, ignore=("Skip",))
    tables = (given_rows, control) if draw(st.booleans()) else (given_rows,)
    order = draw(st.permutations(HEADERS))
    above = draw(st.lists(st.lists(TEXTS, max_size=3).filter(lambda row: "No." not in row), max_size=2))
    body = draw(st.lists(st.lists(TEXTS, max_size=len(HEADERS) + 1), max_size=5))
    return ImportMapping(**FACTS, tables=tables), (*above, order, *body), len(above)


@settings(max_examples=examples(60), deadline=None)
@given(mapped_tables())
def test_every_cell_is_read_ignored_refused_or_without_a_home(drawn):
    mapping, rows, above = drawn
    found = Tables([sheet(*rows)], mapping, KIT.schemes, "t.csv").document()
    places = set(found.source.scan("").values())
    left = {each.position for each in found.unplaced}
    refused = {each.position.line for each in found.refused}
    head = rows[above]
    mapped = {header for table in mapping.tables for header in table.columns.values()}
    for cell in (cell for row in sheet(*rows).rows for cell in row if not cell.is_blank):
        line, header = cell.position.line, (*head, "")[cell.position.column - 1]
        if line == above + 1 or (line > above and header == "Skip"):
            assert cell.position not in left
        elif line <= above or header not in mapped:
            assert cell.position in left
        else:
            assert cell.position in places or line in refused or cell.text == "-"


# ------------------------------------------------------------------------------------ what is kept and what is not

REFS = st.sampled_from([f"R{number}" for number in range(8)])
ROWS = st.lists(
    st.tuples(st.one_of(REFS, st.just("")), st.sampled_from(["Fire", "Ice", ""]), TEXTS), max_size=6
)
COLUMNS = {"ref": "No.", "title": "Risk", f"current.{LEVELS}.likelihood": "L"}


def mapping_of(**more):
    return ImportMapping(**FACTS, tables=(TableMapping(rows=Rows.RISK, columns=COLUMNS, **more),))


@settings(max_examples=examples(40), deadline=None)
@given(ROWS)
def test_what_is_kept_and_what_is_refused_is_what_was_given(rows):
    head = ("No.", "Risk", "L")
    sheets, given_ = document([head, *rows], mapping_of())
    found = preview(given_)
    lines = {each.position.line for each in found.refused}
    assert found.read == len(found.created) + len(lines)
    # Without the refused rows the same comes of it, and nothing is refused.
    kept = [row for line, row in zip(lines_of(sheets), [head, *rows], strict=True) if line not in lines]
    again = preview(document(kept, mapping_of())[1])
    assert (again.register, again.refused) == (found.register, ())
    # The refused rows, added to it as they are, are refused again, and nothing else happens.
    for content in leftovers(sheets, mapping_of(), found.refused).values():
        (rest,) = Csv().tables(content, "t.refused.csv")
        read = Tables([rest], mapping_of(), KIT.schemes, "t.refused.csv", found.register).document()
        once_more = preview(read, found.register)
        unless_twice = [each for each in found.refused if "already" not in each.reason]
        assert len(once_more.refused) >= len({each.position.line for each in unless_twice})
        assert once_more.created == ()


def lines_of(sheets):
    return [row[0].position.line for row in sheets[0].rows]


@settings(max_examples=examples(40), deadline=None)
@given(ROWS)
def test_rows_that_were_refused_say_what_they_said_in_their_place(rows):
    """A row whose ref came from the row above has it in the file of refused rows, too."""
    mapping = mapping_of(fill_down=("ref", "title"))
    sheets, given_ = document([("No.", "Risk", "L"), *rows], mapping)
    found = preview(given_)
    reasons = sorted(each.reason for each in found.refused if "already" not in each.reason)
    for content in leftovers(sheets, mapping, found.refused).values():
        again = preview(Tables(Csv().tables(content, "r"), mapping, KIT.schemes, "r").document())
        assert reasons == sorted(each.reason for each in again.refused if "already" not in each.reason)
