"""What a workbook of the template looks like to a person, and to other programs."""

import sys
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import attrs
import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from workbooks import of_rows, parts

from govkit import Toolkit
from govkit.errors import LoadError, MissingExtraError, SaveError
from govkit.formats import WritingFormat
from govkit.io import Dress, dumps, load, loads
from govkit.io.workbook import TemplateFormat
from govkit.model import Action, Assessment, Register, Risk, Update
from govkit.report.dress import dress_of
from govkit.scoring import Band, BaseScheme, Factor, FactorLevel, Scheme

REGISTERS = Path(__file__).parents[3] / "examples" / "registers"
KIT = Toolkit.installed()
CAMBS = load(REGISTERS / "cambs-2019.yaml")
ALWAYS = (
    "Register", "Risks", "Controls", "Assurances", "Actions", "Moved deadlines", "Updates", "Objectives",
    "Indicators", "Readings",
)  # fmt: skip
INJECTIONS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
    "{=1}",
    "'=1",
)


@pytest.fixture(scope="module")
def dressed(tmp_path_factory):
    path = tmp_path_factory.mktemp("x") / "cambs-2019.xlsx"
    KIT.save(CAMBS, path)
    return path


@pytest.fixture(scope="module")
def book(dressed):
    return openpyxl.load_workbook(dressed)


def with_title(title):
    return Register(ref="r", title=title, risks=(Risk(ref="R1", title=title),))


def test_a_register_that_is_saved_loads_as_what_it_was(dressed):
    assert KIT.load(dressed) == CAMBS
    assert load(dressed).source.is_workbook


def test_the_main_sheets_are_there_though_nothing_is_in_them():
    names = openpyxl.load_workbook(BytesIO(dumps(Register(ref="r", title="T"), "x.xlsx"))).sheetnames
    assert tuple(names) == ALWAYS


def test_other_sheets_are_there_if_something_is_in_them(book):
    assert book.sheetnames == [*ALWAYS, "Bodies", "Meetings", "Schemes"]


def test_the_same_register_is_always_the_same_bytes(dressed, tmp_path):
    KIT.save(CAMBS, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == dressed.read_bytes()


def test_heads_are_frozen_explained_and_repeated_on_each_page(book):
    for sheet in book.worksheets[1:-1]:
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)  # one page wide
        assert sheet.auto_filter.ref
        assert all(cell.comment and cell.comment.text for cell in sheet[1])
    risks = book["Risks"]
    assert risks["A1"].comment.text == "Reference of the risk, such as SR3.4. Others refer to it by this."
    assert CAMBS.title in risks.oddHeader.left.text


def test_every_fact_has_a_note(book):
    assert all(row[0].comment for row in book["Register"].iter_rows(min_row=2))


def test_another_library_finds_the_same_texts(dressed):
    theirs = CalamineWorkbook.from_path(dressed).get_sheet_by_name("Risks").to_python(skip_empty_area=False)
    assert [row[0] for row in theirs[1:]] == [risk.ref for risk in CAMBS.risks]
    assert [row[1] for row in theirs[1:]] == [risk.title for risk in CAMBS.risks]
    at = theirs[0].index("Current: impact")
    assert [row[at] for row in theirs[1:]] == [risk.current.levels["impact"] for risk in CAMBS.risks]
    causes = theirs[0].index("Causes")
    assert theirs[1][causes].split("\n") == list(CAMBS.risks[0].causes)


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_text_that_looks_like_a_formula_stays_a_text(text):
    content = dumps(with_title(text), "x.xlsx")
    cell = openpyxl.load_workbook(BytesIO(content))["Risks"]["B2"]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert b"<f>" not in parts(content)["xl/worksheets/sheet2.xml"]
    assert loads(content, "x.xlsx").risks[0].title == text


def test_no_link_is_made_of_a_text():
    held = parts(dumps(with_title("https://example.org"), "x.xlsx"))
    assert not any(b"hyperlink" in part for name, part in held.items() if "sheet" in name)


@pytest.mark.parametrize(
    "text", ["\x00", "a\x0bb", "\u202eevil", "\ud7ff\ufffe", "_x000D_", "x_x0041_x0041_"]
)
def test_what_nobody_would_see_is_written_so_that_it_is_seen(text):
    content = dumps(with_title(f"a{text}"), "x.xlsx")
    shown = openpyxl.load_workbook(BytesIO(content))["Risks"]["B2"].value
    assert shown.startswith('\\"a')
    assert shown.isascii()
    assert shown.isprintable()
    assert loads(content, "x.xlsx") == with_title(f"a{text}")
    assert text.encode("utf-8", "surrogatepass") not in parts(content)["xl/sharedStrings.xml"]


def test_what_people_type_into_a_cell_of_text_stays_a_text(book):
    widths = book["Risks"].column_dimensions
    assert widths["A"].number_format == widths["B"].number_format == "@"
    levels = [cell.column_letter for cell in book["Risks"][1] if ":" in cell.value]
    assert {book["Risks"][f"{letter}2"].number_format for letter in levels} == {"0"}


def test_days_are_days_and_other_dates_are_as_written():
    actions = tuple(
        Action(ref=str(number), title="T", deadline=text)
        for number, text in enumerate(
            ("2019-02-28", "28/02/2019", "2019", "2019-02-30", "1900-02-28", "0999-01-01")
        )
    )
    content = dumps(Register(ref="r", title="T", actions=actions), "x.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(content))["Actions"]
    at = [cell.value for cell in sheet[1]].index("Deadline")
    found = [row[at].value for row in sheet.iter_rows(min_row=2)]
    assert found == [datetime(2019, 2, 28), "28/02/2019", "2019", "2019-02-30", "1900-02-28", "0999-01-01"]
    assert sheet.cell(2, at + 1).number_format == "yyyy-mm-dd"
    assert loads(content, "x.xlsx").actions == actions


def rules_of(sheet, letter, row=2):
    return [rule for area in sheet.conditional_formatting if f"{letter}{row}" in area for rule in area.rules]


def letter_of(sheet, title):
    return next(cell.column_letter for cell in sheet[1] if cell.value == title)


def test_ratings_are_coloured_by_their_bands(book):
    sheet = book["Risks"]
    rules = rules_of(sheet, letter_of(sheet, "Current rating"))
    scheme = KIT.scheme("cambs-2019")
    assert len(rules) == len(scheme.bands)
    high = dress_of({}).colour(scheme, scheme.rate({"likelihood": 4, "impact": 4}))
    rating = letter_of(sheet, "Current rating")
    (rule,) = [each for each in rules if f"${rating}2=21" in each.formula[0]]
    assert rule.dxf.fill.bgColor.rgb.lower() == f"ff{high[0][1:]}"
    impact = rules_of(sheet, letter_of(sheet, "Current: impact"))
    assert any(f"AND(${letter_of(sheet, 'Current: likelihood')}2=4," in each.formula[0] for each in impact)


def test_an_assessment_under_another_scheme_has_no_colour():
    other = attrs.evolve(CAMBS.risks[0].current, scheme="cambs-2016")
    register = attrs.evolve(CAMBS, risks=(attrs.evolve(CAMBS.risks[0], current=other),))
    sheet = saved(register)["Risks"]
    scheme = letter_of(sheet, "Current scheme")
    (first, *_) = rules_of(sheet, letter_of(sheet, "Current rating"))
    assert first.formula[0].startswith(f'AND(${scheme}2="",OR(')


def saved(register, schemes=KIT.schemes):
    return openpyxl.load_workbook(BytesIO(dumps(register, "x.xlsx", dress_of(schemes))))


def choices(sheet, title):
    letter = letter_of(sheet, title)
    return next((each for each in sheet.data_validations.dataValidation if f"{letter}2" in each.sqref), None)


def test_lists_offer_what_can_be_chosen(book):
    impact = choices(book["Risks"], "Current: impact")
    assert (impact.formula1, impact.errorStyle) == ('"1,2,3,4,5"', "warning")
    assert impact.prompt.startswith("1 Insignificant, 2 Minor")
    assert choices(book["Assurances"], "Source").formula1 == '"internal,external"'
    assert choices(book["Assurances"], "Source").errorStyle is None
    assert choices(book["Controls"], "Effective").formula1 == '"yes,no"'
    assert choices(book["Controls"], "Risk").formula1 == "'Risks'!$A$2:$A$2000"
    assert choices(book["Risks"], "Objective").formula1 == "'Objectives'!$A$2:$A$2000"
    assert choices(book["Risks"], "Risk") is None
    assert choices(book["Actions"], "Audit area") is None  # there is no such sheet to choose from


def test_a_register_without_a_known_scheme_has_neither_lists_nor_colours_nor_a_matrix():
    for register in (CAMBS, attrs.evolve(CAMBS, scheme="unknown")):
        found = saved(register, {})
        assert "Schemes" not in found.sheetnames
        assert not rules_of(found["Risks"], letter_of(found["Risks"], "Current rating"))
        assert choices(found["Risks"], "Current: impact") is None


def test_the_schemes_are_drawn_with_their_matrix(book):
    rows = [[cell.value for cell in row][:6] for row in book["Schemes"].iter_rows()]
    assert rows[2][0] == "cambs-2019 2019-08: Cambridgeshire 5×5 PESTELO look-up"
    assert ["5 Catastrophic", "15 !", "19 !", "22 !", "24 !", "25 !"] in rows
    assert ["1 Insignificant", "1", "2", "4", "7", "11"] in rows
    (worst,) = [cell for row in book["Schemes"].iter_rows() for cell in row if cell.value == "25 !"]
    assert worst.fill.fgColor.rgb.lower() == "ffbd0026"
    assert ["Medium", "6 to 13"] in [row[:2] for row in rows]


def test_a_scheme_of_three_factors_is_listed_and_not_drawn():
    factors = [Factor.numbered(key, ["Low", "High"]) for key in ("severity", "occurrence", "detection")]
    scheme = Scheme.formula(
        "s",
        version="1",
        title="T",
        source="S",
        factors=factors,
        formula=lambda severity, occurrence, detection: severity + occurrence + detection,
    )
    register = Register(
        ref="r", title="T", scheme="s", risks=(Risk(ref="R", title="T", current=Assessment()),)
    )
    found = saved(register, {"s": scheme})
    assert [cell.value for cell in found["Risks"][1]][8:11] == [
        "Inherent: severity", "Inherent: occurrence", "Inherent: detection",
    ]  # fmt: skip
    texts = [row[0].value for row in found["Schemes"].iter_rows()]
    assert {"Severity", "1 Low", "2 High"} <= set(texts)
    assert "up," not in " ".join(filter(None, texts))
    assert len(rules_of(found["Risks"], "I")) == 1


class Moody(BaseScheme):
    """A scheme of code, which answers for some levels only."""

    def value_of(self, levels):
        if levels["a"].number == 1:
            raise ValueError("not today")
        return 'Sorry, "no"'


def moody(*, optional=False, levels=("x", "y")):
    factor = Factor.numbered("a", list(levels), optional=optional)
    bands = (Band(key="b", label="Band"), Band(key="never", label="Never"))
    return Moody(
        id="m",
        version="1",
        title="\x07 Moody",
        source="S" * 5_000,
        factors=(factor, Factor.numbered("b", ["z"])),
        values=('Sorry, "no"',),
        bands=bands,
    )


@pytest.mark.parametrize("more", [{}, {"optional": True}, {"levels": [str(n) for n in range(500)]}])
def test_a_scheme_of_code_is_shown_as_far_as_it_answers(more):
    register = Register(
        ref="r",
        title="T",
        scheme="m",
        risks=(Risk(ref="R", title="T", current=Assessment(levels={"a": 2, "b": 1})),),
    )
    found = saved(register, {"m": moody(**more)})
    assert found["Schemes"]["A3"].value == "m 1: \\x07 Moody"
    assert len(found["Schemes"]["A4"].value) == 2_000
    assert loads(dumps(register, "x.xlsx", dress_of({"m": moody(**more)})), "x.xlsx") == register


def test_columns_of_categories_come_from_what_is_assessed():
    levels = {
        "impact": {"political": 2, "economic": 4},
        "likelihood": 3,
        "odd:/name": 1,
        "odd": {"a/b": 1, "two  blanks": 2},
    }
    risk = Risk(ref="R", title="T", current=Assessment(levels=levels))
    register = Register(ref="r", title="T", risks=(risk,))
    content = dumps(register, "x.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(content))["Risks"]
    heads = {cell.value: sheet.cell(2, cell.column).value for cell in sheet[1]}
    assert heads["Current: impact / political"] == 2
    assert heads["Current: likelihood"] == 3
    assert heads["More"] == '\\{"current": {"levels": {"odd:/name": 1, "odd": {"a/b": 1, "two  blanks": 2}}}}'
    assert loads(content, "x.xlsx") == register


def test_printed_levels_have_columns_of_their_own_with_choices_and_without_categories():
    current = Assessment(
        levels={"likelihood": 3, "impact": {"political": 2}},
        scheme_version="2019-08",
        printed_levels={"impact": 2, "levels": 1},
    )
    register = Register(
        ref="r", title="T", scheme="cambs-2019", risks=(Risk(ref="R", title="T", current=current),)
    )
    content = dumps(register, "x.xlsx", Dress(KIT.schemes))
    sheet = openpyxl.load_workbook(BytesIO(content))["Risks"]
    heads = {cell.value: sheet.cell(2, cell.column).value for cell in sheet[1]}
    assert (heads["Current printed: impact"], heads["Current printed: levels"]) == (2, 1)
    assert heads["Current scheme version"] == "2019-08"
    assert "Inherent printed: impact" not in heads
    assert choices(sheet, "Current printed: impact").formula1 == '"1,2,3,4,5"'
    assert choices(sheet, "Current printed: levels") is None
    assert loads(content, "x.xlsx") == register


def test_factors_beyond_all_measure_have_no_columns_and_are_kept():
    risk = Risk(
        ref="R", title="T", current=Assessment(levels={f"f{number}": number for number in range(100)})
    )
    content = dumps(Register(ref="r", title="T", risks=(risk,)), "x.xlsx")
    heads = [cell.value for cell in openpyxl.load_workbook(BytesIO(content))["Risks"][1]]
    assert sum("Current: f" in head for head in heads) == 60
    assert loads(content, "x.xlsx").risks == (risk,)


def test_a_text_too_long_for_a_cell_stands_on_a_sheet_of_its_own():
    long = "word " * 20_000
    action = Action(ref="A", title="T", updates=(Update(text=long), Update(text="\U0001f600" * 20_000)))
    content = dumps(Register(ref="r", title="T", actions=(action,)), "x.xlsx")
    found = openpyxl.load_workbook(BytesIO(content))
    assert found["Updates"]["C2"].value == "\\see 1"
    more = [(row[0].value, row[1].value) for row in found["More"].iter_rows(min_row=2)]
    assert more[:4] == [(1, 1), (1, 2), (1, 3), (1, 4)]
    assert loads(content, "x.xlsx").actions == (action,)


def test_items_with_the_same_ref_are_told_apart_by_what_belongs_to_them():
    twins = (
        Risk(
            ref="R",
            title="One",
            actions=(Action(ref="A", title="T"), Action(ref="A", title="U", updates=(Update(text="u"),))),
        ),
        Risk(ref="R", title="Two", actions=(Action(ref="A", title="V", updates=(Update(text="v"),)),)),
    )
    content = dumps(Register(ref="r", title="T", risks=twins), "x.xlsx")
    found = openpyxl.load_workbook(BytesIO(content))
    assert [row[0].value for row in found["Updates"].iter_rows(min_row=2)] == ["R/A#2", "R#2/A"]
    assert loads(content, "x.xlsx").risks == twins


def test_rows_may_be_sorted_and_filtered_by_people(tmp_path, dressed):
    found = openpyxl.load_workbook(dressed)
    for name in ("Risks", "Controls", "Actions"):
        sheet = found[name]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place).value = value
                if isinstance(value, str):
                    sheet.cell(number, place).data_type = "s"
    found.save(tmp_path / "sorted.xlsx")
    loaded = load(tmp_path / "sorted.xlsx")
    assert loaded.risks[-1].controls == CAMBS.risks[0].controls[::-1]
    assert loaded.risks[-1].actions == CAMBS.risks[0].actions[::-1]
    assert [risk.ref for risk in loaded.risks] == [risk.ref for risk in reversed(CAMBS.risks)]


def test_the_template_is_a_lossless_format():
    form = TemplateFormat()
    assert isinstance(form, WritingFormat)
    assert form.lossless
    content = form.write(CAMBS, "x.xlsx")
    assert form.recognises(content, "x.xlsx")
    assert form.read(content, "x.xlsx").read == 257
    assert KIT.formats["xlsx"].recognises(content, "x.xlsx")
    for other in (of_rows(["Ref"]), b"", b"PK", b"register: r", content[:-30]):
        assert not form.recognises(other, "x.xlsx")


def test_a_workbook_of_another_layout_says_what_reads_it():
    with pytest.raises(
        LoadError, match="not laid out as govkit's template; govkit import reads it with a mapping"
    ):
        loads(of_rows(["Ref"], ["R1"]), "x.xlsx")
    with pytest.raises(LoadError, match="the template is read as a whole"):
        TemplateFormat().read(dumps(CAMBS, "x.xlsx"), "x.xlsx", part="Risks")


def test_text_is_no_workbook():
    with pytest.raises(LoadError, match="this is no workbook"):
        loads("register: r", "x.xlsx")


def test_macros_are_not_promised():
    with pytest.raises(
        SaveError, match=r"^x\.xlsm was not written: a workbook without macros is called \.xlsx$"
    ):
        dumps(CAMBS, "x.xlsm")
    assert loads(dumps(CAMBS, "x.xlsx"), "x.XLSM") == CAMBS


def test_without_xlsxwriter_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError) as caught:
        dumps(CAMBS, "x.xlsx")
    assert str(caught.value) == "writing workbooks needs the extra [excel]: pip install 'govkit[excel]'"


def test_levels_by_key_are_offered_by_number():
    levels = tuple(FactorLevel(number=number, label=f"L{number}" * 40) for number in range(1, 8))
    scheme = Scheme.matrix(
        "s", version="1", title="T", source="S", across=Factor(key="a", label="A", levels=levels),
        up=Factor.numbered("b", ["x"]), rows=[[1, 2, 3, 4, 5, 6, 7]],
    )  # fmt: skip
    register = Register(ref="r", title="T", scheme="s", edition=date(2019, 1, 1))
    found = choices(saved(register, {"s": scheme})["Risks"], "Current: a")
    assert found.formula1 == '"1,2,3,4,5,6,7"'
    assert len(found.prompt) == 255


def test_a_dress_without_colours_is_white():
    content = dumps(CAMBS, "x.xlsx", Dress(KIT.schemes))
    sheet = openpyxl.load_workbook(BytesIO(content))["Schemes"]
    (worst,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "25 !"]
    assert worst.fill.fgColor.rgb.lower() == "ffffffff"


def test_levels_that_no_formula_could_hold_have_no_colour_and_ratings_do():
    sizes = {"severity": 7, "occurrence": 7, "detection": 8}
    factors = [Factor.numbered(key, [f"L{n}" for n in range(size)]) for key, size in sizes.items()]
    scheme = Scheme.formula(
        "s", version="1", title="T", source="S", factors=factors,
        formula=lambda severity, occurrence, detection: severity + 0 * occurrence * detection,
    )  # fmt: skip
    register = Register(ref="r", title="T", scheme="s", risks=(Risk(ref="R", title="T"),))
    sheet = saved(register, {"s": scheme})["Risks"]
    assert rules_of(sheet, letter_of(sheet, "Current rating"))
    assert not rules_of(sheet, letter_of(sheet, "Current: severity"))


def test_a_factor_that_no_head_could_name_leaves_levels_without_colour():
    scheme = Scheme.matrix(
        "s", version="1", title="T", source="S", across=Factor.numbered("a:b", ["x", "y"]),
        up=Factor.numbered("b", ["z"]), rows=[[1, 2]],
    )  # fmt: skip
    risk = Risk(ref="R", title="T", current=Assessment(levels={"a:b": 2, "b": 1}))
    register = Register(ref="r", title="T", scheme="s", risks=(risk,))
    sheet = saved(register, {"s": scheme})["Risks"]
    assert not rules_of(sheet, letter_of(sheet, "Current: b"))
    assert rules_of(sheet, letter_of(sheet, "Current rating"))
    assert at_more(sheet) == '\\{"current": {"levels": {"a:b": 2}}}'


def at_more(sheet):
    return sheet[f"{letter_of(sheet, 'More')}2"].value
