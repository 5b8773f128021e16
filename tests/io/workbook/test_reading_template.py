"""A workbook of the template that people have worked on: what is read, and what is refused in which cell."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from govkit.errors import LoadError
from govkit.formats import Position
from govkit.io import dumps, loads
from govkit.io.workbook import TemplateFormat
from govkit.model import (
    Action,
    Assessment,
    Assurance,
    Change,
    Control,
    Event,
    Indicator,
    Objective,
    Reading,
    Register,
    Review,
    Risk,
    Update,
)

EVENT = Event(
    kind="action", ref="R1/A1", trigger="close", from_state="open", to_state="closed",
    effective=date(2019, 1, 1), recorded=date(2019, 1, 2), changes=(Change(field="end", after="2019-01-01"),),
)  # fmt: skip
REGISTER = Register(
    ref="r",
    title="T",
    scheme="s",
    workflows={"action": "action", "risk": "risk"},
    objectives=(Objective(ref="O1", title="Safety"),),
    indicators=(
        Indicator(
            ref="I1",
            title="I",
            unit="%",
            target=Decimal("1.50"),
            readings=(Reading(period="June 2019", value=Decimal(2), sample=3),),
        ),
    ),
    risks=(
        Risk(
            ref="R1",
            title="Fire",
            objective="O1",
            causes=("a", "b"),
            current=Assessment(levels={"likelihood": 2, "impact": 3}, printed=6),
            controls=(Control(ref="C1", title="Alarm", effective=True),),
            assurances=(Assurance(ref="S1", title="Audit", line=3),),
            actions=(
                Action(
                    ref="A1", title="Test it", state="closed", updates=(Update(text="done"),), events=(EVENT,)
                ),
            ),
            review=Review(last="1 March 2019"),
        ),
        Risk(ref="R2", title="Flood"),
    ),
    actions=(Action(ref="L1", title="Log"),),
)


def worked_on(change, register=REGISTER):
    """Open a register's workbook as people do, change it, and save it."""
    book = openpyxl.load_workbook(BytesIO(dumps(register, "x.xlsx")))
    change(book)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def at(sheet, title, row=2):
    column = next(cell.column for cell in sheet[1] if cell.value == title)
    return sheet.cell(row, column)


def setting(sheet, title, value, row=2):
    def change(book):
        at(book[sheet], title, row).value = value

    return change


def fact(book, title):
    return next(row[1] for row in book["Register"].iter_rows() if row[0].value == title)


def problems(change):
    with pytest.raises(LoadError) as caught:
        loads(worked_on(change), "x.xlsx")
    return [str(problem) for problem in caught.value.problems]


def test_what_another_program_saves_reads_back_equal():
    assert loads(worked_on(lambda book: None), "x.xlsx") == REGISTER


def test_everything_has_the_cell_it_stands_in():
    source = loads(dumps(REGISTER, "x.xlsx"), "x.xlsx").source
    places = {
        "": "Register!A1", "/title": "Register!B3", "/workflows/risk": "Register!B13", "/risks": "Risks!A1",
        "/risks/0": "Risks!A2", "/risks/0/title": "Risks!B2", "/risks/1": "Risks!A3", "/risks/0/causes/1": "Risks!E2",
        "/risks/0/current/levels/impact": "Risks!K2", "/risks/1/statement": "Risks!C3",
        "/risks/0/controls/0": "Controls!B2", "/risks/0/controls/0/title": "Controls!D2",
        "/risks/0/actions/0/events/0/changes/0/after": "Changes!D2",
        "/risks/0/actions/0/updates/0/text": "Updates!C2", "/actions/0": "Actions!B3", "/actions": "Actions!A1",
        "/indicators/0/readings/0/sample": "Readings!D2", "/nothing": "Register!A1",
    }  # fmt: skip
    assert {path: str(source.locate(path)) for path in places} == places
    assert source.row("Risks", 3)[:2] == ("R2", "Flood")
    assert source.row("Risks", 99) == source.row("No", 1) == source.row("Risks", 0) == ()


def test_the_empty_row_below_takes_a_new_item():
    def change(book):
        book["Risks"].append(["R3", "Theft"])
        book["Controls"].append(["R3", "C1", None, "Locks", "No"])
        book["Actions"].append(["r3"])
        at(book["Actions"], "Ref", 4).value = "A1"
        at(book["Actions"], "Risk", 4).value = "R3"
        at(book["Actions"], "Action", 4).value = "Count"
        at(book["Actions"], "Deadline", 4).value = datetime(2019, 2, 28)

    found = loads(worked_on(change), "x.xlsx").risk("R3")
    assert found.controls == (Control(ref="C1", title="Locks", effective=False),)
    assert found.actions == (Action(ref="A1", title="Count", deadline="2019-02-28", workflow="action"),)


@pytest.mark.parametrize(
    ("sheet", "title", "value", "path", "read"),
    [
        ("Risks", "Notes", 2019, ("notes",), "2019"),
        ("Risks", "Notes", 1.5, ("notes",), "1.5"),
        ("Risks", "Notes", True, ("notes",), "TRUE"),
        ("Risks", "Notes", r"\\server\share", ("notes",), r"\\server\share"),
        ("Risks", "Notes", r'\"a\tb"', ("notes",), "a\tb"),
        ("Risks", "Current: impact", "Likely", ("current", "levels", "impact"), "Likely"),
        ("Risks", "Current: impact", 3.0, ("current", "levels", "impact"), 3),
        ("Risks", "Causes", "one\ntwo", ("causes",), ["one", "two"]),
        ("Risks", "Causes", 7, ("causes",), ["7"]),
        ("Assurances", "Line", 3.0, ("assurances", 0, "line"), 3),
        ("Controls", "Effective", "YES ", ("controls", 0, "effective"), True),
        ("Controls", "Effective", False, ("controls", 0, "effective"), False),
    ],
)
def test_what_people_type_is_read_as_what_it_is(sheet, title, value, path, read):
    document = TemplateFormat().read(worked_on(setting(sheet, title, value)), "x.xlsx")
    assert not document.refused
    found = document.data["risks"][0]
    for key in path:
        found = found[key]
    assert found == read
    assert type(found) is type(read)


def test_a_figure_keeps_the_digits_of_its_format():
    content = dumps(REGISTER, "x.xlsx")
    assert str(loads(content, "x.xlsx").indicators[0].target) == "1.50"
    number = setting("Indicators", "Target", 1.5)

    def plain(book):
        number(book)
        at(book["Indicators"], "Target").number_format = "General"

    assert str(loads(worked_on(plain), "x.xlsx").indicators[0].target) == "1.5"


def test_a_blank_row_and_a_cell_of_blanks_are_nothing():
    def change(book):
        book["Risks"].append([])
        book["Risks"].append([" ", "\n"])
        at(book["Risks"], "Notes").value = "  "

    assert loads(worked_on(change), "x.xlsx") == REGISTER


def test_heads_may_be_moved_and_written_in_any_case():
    def change(book):
        sheet = book["Controls"]
        sheet.move_range("A1:F2", cols=3)
        sheet["D1"].value = "  RISK "

    assert loads(worked_on(change), "x.xlsx") == REGISTER


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (setting("Risks", "Risk", "#N/A"), "x.xlsx:Risks!B2: the cell holds the error #N/A"),
        (
            setting("Risks", "Risk", "=A1"),
            "x.xlsx:Risks!B2: the cell holds a formula with no value kept; open it in Excel and save it",
        ),
        (setting("Controls", "Effective", "maybe"), 'x.xlsx:Controls!E2: yes or no is due here, not "maybe"'),
        (setting("Controls", "Effective", 1), 'x.xlsx:Controls!E2: yes or no is due here, not "1"'),
        (
            setting("Assurances", "Line", "third"),
            'x.xlsx:Assurances!G2: /risks/0/assurances/0/line: a whole number is due here, not the text "third"',
        ),
        (
            setting("Assurances", "Line", datetime(2019, 3, 1)),
            'x.xlsx:Assurances!G2: /risks/0/assurances/0/line: a whole number is due here, not the text "2019-03-01"',
        ),
        (
            setting("Indicators", "Target", "two"),
            'x.xlsx:Indicators!E2: /indicators/0/target: a number is due here, not the text "two"',
        ),
        (
            setting("Risks", "Current: impact", 2.5),
            "x.xlsx:Risks!K2: /risks/0/current/levels/impact: a whole number or a text is due here, not the number 2.5",
        ),
        (
            setting("Risks", "Ref", "a/b", 3),
            'x.xlsx:Risks!A3: /risks/1/ref: the text "a/b" does not fit: printable, without "/" and "#", nothing blank around it',
        ),
        (setting("Risks", "Risk", None, 3), 'x.xlsx:Risks!A3: /risks/1: the key "title" is missing'),
        (
            setting("Controls", "Risk", "R9"),
            'x.xlsx:Controls!A2: there is no risk "R9"; known: R1, R2',
        ),
        (
            setting("Controls", "Risk", None),
            "x.xlsx:Controls!A2: nothing says what this row belongs to: Risk is empty",
        ),
        (
            setting("Events", "Kind", "plan"),
            'x.xlsx:Events!A2: nothing says what this row belongs to: "plan" is none of risk, review, assurance, action',
        ),
        (
            setting("Risks", "Notes", '\\["a", "b'),
            "x.xlsx:Risks!Q2: what stands behind the backslash cannot be read: this is no JSON",
        ),
        (setting("Risks", "Notes", "\\see 3"), "x.xlsx:Risks!Q2: the sheet More holds nothing under 3"),
        (
            setting("Risks", "Notes", "\\[" * 1 + "[" * 5_000),
            "x.xlsx:Risks!Q2: what stands behind the backslash cannot be read: nested more than 64 levels deep",
        ),
        (setting("Controls", "Risk", "\\12"), 'x.xlsx:Controls!A2: there is no risk "12"; known: R1, R2'),
        (
            setting("Changes", "Event", "7"),
            'x.xlsx:Changes!A2: there is no event "7"; known: 1',
        ),
        (
            lambda book: setattr(fact(book, "Reference"), "value", None),
            'x.xlsx:Register!A1: the key "register" is missing',
        ),
        (
            lambda book: book["Register"].append(["Titel", "T"]),
            'x.xlsx:Register!A15: there is no fact "Titel"; did you mean "Title"?',
        ),
        (
            lambda book: book["Register"].append(["Title", "Again"]),
            "x.xlsx:Register!B15: another cell has title already; leave one of them empty",
        ),
        (
            lambda book: setattr(book["Register"]["C3"], "value", "a remark"),
            'x.xlsx:Register!C3: the template has no place for "a remark"; take it out, or put it on a sheet of its own',
        ),
        (
            lambda book: setattr(book["Risks"]["B1"], "value", "Ref"),
            'x.xlsx:Risks!B1: there is a column "Ref" already; leave one of them out',
        ),
    ],
)
def test_each_fault_has_its_cell(change, said):
    assert any(each.startswith(said) for each in problems(change)), problems(change)


def test_a_column_of_ones_own_is_told_once_and_only_if_something_is_in_it():
    def change(book):
        sheet = book["Risks"]
        for title in ("Budget", "Empty"):
            sheet.cell(1, sheet.max_column + 1).value = title
        at(sheet, "Budget").value = at(sheet, "Budget", 3).value = 5
        sheet.cell(3, sheet.max_column + 2).value = "stray"

    assert problems(change) == [
        'x.xlsx:Risks!R1: the template has no place for "Budget"; take it out, or put it on a sheet of its own',
        'x.xlsx:Risks!U3: the template has no place for "stray"; take it out, or put it on a sheet of its own',
    ]


def test_all_faults_are_told_at_once():
    def change(book):
        setting("Risks", "Risk", None, 3)(book)
        setting("Assurances", "Line", "third")(book)
        setting("Controls", "Effective", "maybe")(book)
        setting("Updates", "Action", "R1/A9")(book)

    assert [each.split(": ")[0] for each in problems(change)] == [
        "x.xlsx:Controls!E2", "x.xlsx:Updates!A2", "x.xlsx:Assurances!G2", "x.xlsx:Risks!A3",
    ]  # fmt: skip


def test_what_belongs_to_a_refused_item_is_refused_for_that():
    def change(book):
        setting("Risks", "Risk", "#REF!")(book)

    document = TemplateFormat().read(worked_on(change), "x.xlsx")
    assert [risk["ref"] for risk in document.data["risks"]] == ["R2"]
    reasons = {str(each.position): each.reason for each in document.refused}
    assert reasons["Risks!B2"] == "the cell holds the error #REF!"
    assert reasons["Controls!A2"] == 'the risk "R1", which it belongs to, is refused'
    assert reasons["Updates!A2"] == 'the action "R1/A1", which it belongs to, is refused'
    (refusal,) = [each for each in document.refused if each.position == Position(2, 2, "Risks")]
    assert refusal.row[:3] == ("R1", "#REF!", "")


def test_two_events_of_one_number_are_refused():
    def change(book):
        sheet = book["Events"]
        sheet.append([cell.value for cell in sheet[2]])

    (said,) = problems(change)
    assert said == "x.xlsx:Events!A3: the number 1 stands above already; give each its own"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('\\{"title": "Again"}', "another cell has title already; leave one of them empty"),
        ("\\[1]", "JSON in braces is due here, behind a backslash"),
        (
            '\\{"current": {"levels": {"impact": 4}}}',
            "another cell has impact already; leave one of them empty",
        ),
        ('\\{"current": {"levels": {"impact": {"x": 4}}}}', "another cell has impact already"),
    ],
)
def test_what_the_last_column_says_must_not_be_said_already(more, said):
    def change(book):
        book["Risks"].cell(1, book["Risks"].max_column + 1).value = "More"
        at(book["Risks"], "More").value = more

    assert any(said in each for each in problems(change))


def test_the_last_column_cannot_stand_in_the_way_of_a_sheet():
    def change(book):
        book["Risks"].cell(1, book["Risks"].max_column + 1).value = "More"
        at(book["Risks"], "More").value = '\\{"controls": 5, "review": {"events": {}}}'
        at(book["Events"], "Kind").value = "review"
        at(book["Events"], "Item").value = "R1"

    found = problems(change)
    assert "x.xlsx:Controls!A2: what it belongs to has something else for controls" in found
    assert "x.xlsx:Events!A2: what it belongs to has something else for review/events" in found


def test_a_level_of_a_factor_and_of_its_category_exclude_each_other():
    def change(book):
        sheet = book["Risks"]
        sheet.cell(1, sheet.max_column + 1).value = "current: impact / political"
        sheet.cell(2, sheet.max_column).value = 3

    said = problems(change)[0]
    assert said.endswith("another cell of this row has a level for all of impact; leave one of them empty")


@pytest.mark.parametrize("title", ["Current: a / b / c", "Current: /", "Later: impact", "Current impact"])
def test_a_head_that_names_no_level_is_no_column(title):
    def change(book):
        sheet = book["Risks"]
        sheet.cell(1, sheet.max_column + 1).value = title
        sheet.cell(2, sheet.max_column).value = 3

    assert f'the template has no place for "{title}"' in problems(change)[0]


def test_long_texts_whose_rows_are_damaged_are_refused():
    long = Register(ref="r", title="T", notes="x" * 70_000)
    assert loads(dumps(long, "x.xlsx"), "x.xlsx") == long

    def spoil(book):
        book["More"]["B3"].value = 1
        book["More"].append(["a", 1, "x"])
        book["More"].append([9])

    with pytest.raises(LoadError) as caught:
        loads(worked_on(spoil, long), "x.xlsx")
    said = [str(each) for each in caught.value.problems]
    assert [each.split(": ")[0] for each in said[:3]] == [
        "x.xlsx:More!A3",
        "x.xlsx:More!A5",
        "x.xlsx:More!A6",
    ]
    assert said[0].endswith("a number, the number of a part and JSON are due in a row of this sheet")


def test_what_is_hidden_or_nobodys_is_read_and_noted():
    def change(book):
        book["Controls"].sheet_state = "hidden"
        book["Risks"].row_dimensions[3].hidden = True
        book["Risks"].row_dimensions[9].hidden = True
        book["Risks"].column_dimensions["B"].hidden = True
        book.create_sheet("Scratch")["B2"] = "3"
        book.create_sheet("Empty")

    document = TemplateFormat().read(worked_on(change), "x.xlsx")
    assert not document.refused
    assert [(str(each.position), each.reason) for each in document.noted] == [
        ("Scratch!A1", "it is none of the template's sheets, so nothing was read from it"),
        ("Empty!A1", "it is none of the template's sheets, so nothing was read from it"),
        ("Risks!A3", "hidden rows were read: 3"),
        ("Risks!B1", "this column is hidden, and was read"),
        ("Controls!A1", "the sheet is hidden; what is on it was read"),
    ]
    assert len(document.data["risks"]) == 2


def test_a_sheet_that_is_gone_is_a_list_that_is_empty():
    def change(book):
        del book["Updates"]
        del book["Readings"]

    found = loads(worked_on(change), "x.xlsx")
    assert found.action("R1/A1").updates == ()


def test_dates_that_excel_may_have_swapped_are_noted():
    def change(book):
        sheet = book["Actions"]
        at(sheet, "Deadline").value = datetime(2019, 2, 1)
        at(sheet, "Deadline", 3).value = "28/02/2019"

    document = TemplateFormat().read(worked_on(change), "x.xlsx")
    (noted,) = document.noted
    assert "may be swapped" in noted.reason
    assert document.data["risks"][0]["actions"][0]["deadline"] == "2019-02-01"


def test_many_hidden_rows_are_told_in_a_line():
    register = Register(ref="r", title="T", risks=tuple(Risk(ref=f"R{n}", title="T") for n in range(20)))

    def change(book):
        for row in range(2, 22):
            book["Risks"].row_dimensions[row].hidden = True

    (noted,) = TemplateFormat().read(worked_on(change, register), "x.xlsx").noted
    assert noted.reason == "hidden rows were read: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, …"


def test_nothing_can_belong_to_an_item_without_a_ref():
    assert problems(setting("Risks", "Ref", None))[-1].startswith(
        'x.xlsx:Risks!A2: /risks/0: the key "ref" is missing'
    )
    for title, value in (("Ref", None), ("Ref", "\\12"), ("Raised on", "\\12"), ("Audit area", "\\[]")):
        assert problems(setting("Actions", title, value))


def test_a_fact_without_a_value_is_none():
    def change(book):
        fact(book, "Organisation").value = "  "

    assert loads(worked_on(change), "x.xlsx") == REGISTER


def test_a_sheet_that_was_called_otherwise_is_refused_and_a_sheet_of_ones_own_is_not():
    def change(book):
        book["Controls"].title = "Kontrols"
        own = book.create_sheet("Mine")
        own.append(["Risk", "Ref", "Colour"])
        book.create_sheet("Blank")

    document = TemplateFormat().read(worked_on(change), "x.xlsx")
    said = 'it has the columns of "Controls", which is not there; call it so, or change them'
    assert [(str(each.position), each.reason) for each in document.refused] == [("Kontrols!A1", said)]
    assert [str(each.position) for each in document.noted] == ["Mine!A1", "Blank!A1"]
    with pytest.raises(LoadError, match="Kontrols!A1"):
        loads(worked_on(change), "x.xlsx")


@pytest.mark.parametrize("figure", ["1E+3", "0.1234567890123456", "1234567890123456", "79.40", "-1.5"])
def test_a_figure_keeps_its_digits_whether_or_not_excel_has_such_a_number(figure):
    indicator = Indicator(
        ref="I1",
        title="A rate",
        unit="%",
        readings=(Reading(period="June 2019", value=Decimal(figure)),),
    )
    register = Register(ref="r", title="T", indicators=(indicator,))
    value = loads(dumps(register, "x.xlsx"), "x.xlsx").indicators[0].readings[0].value
    assert str(value) == figure
