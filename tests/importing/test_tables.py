"""Rows of tables as items: what is made of them, refused, left without a home."""

import pytest
from sheets import refusals, sheet, unplaced

from govkit import LoadError
from govkit.formats import Cell, Position
from govkit.model import Refusal

RISKS = '[[tables]]\nrows = "risk"\n[tables.columns]\nref = "No."\ntitle = "Risk"\n'
LEVELS = RISKS + '"current.levels.likelihood" = "L"\n"current.levels.impact" = "I"\n'
CONTROLS = '[[tables]]\nrows = "control"\n[tables.columns]\nrisk = "No."\ntitle = "Control"\n'
HEAD = ("No.", "Risk", "L", "I")
FLAW = Cell(None, "#N/A", Position(2, 3), "holds the error #N/A")


def problems(maps, *given, **more):
    with pytest.raises(LoadError) as caught:
        maps.document(*given, **more)
    return [(each.line, each.sheet, each.message) for each in caught.value.problems]


def controls(register, ref):
    return [(each.ref, each.title) for each in register.risk(ref).controls]


def test_rows_are_risks_and_levels_are_read(maps):
    found = maps.preview(
        LEVELS, sheet(("Our risks",), HEAD, ("R1", "Fire", "3 Likely", "minor"), (), ("R2", "Flood", "", ""))
    )
    assert (found.read, found.created, refusals(found), unplaced(found)) == (
        2,
        ("R1", "R2"),
        [],
        [("1:1", "Our risks")],
    )
    assert found.register.risk("R1").current.levels == {"likelihood": 3, "impact": 2}
    assert found.register.risk("R2").current is None


def test_each_cell_that_is_odd_is_said_and_the_row_refused(maps):
    found = maps.preview(
        LEVELS, sheet(HEAD, ("R1", "Fire", "x", "y"), ("R2", "", "1", "1"), ("R3", "Frost", "1", "1"))
    )
    assert [(place, reason.partition(";")[0]) for place, reason in refusals(found)] == [
        ("2:3", '"x" is no level of likelihood'),
        ("2:4", '"y" is no level of impact'),
        ("3:2", '"Risk" is blank, and a risk needs its title'),
    ]
    assert found.created == ("R3",)
    assert found.refused[2].row == ("R2", "", "1", "1")


def test_a_flaw_refuses_its_row_and_one_without_a_column_does_not(maps):
    found = maps.preview(LEVELS, sheet(HEAD, ("R1", "Fire", FLAW, "1")))
    assert found.refused == (
        Refusal(Position(2, 3), "it holds the error #N/A; fill it in", ("R1", "Fire", "", "1")),
    )
    found = maps.preview(RISKS, sheet(HEAD[:3], ("R1", "Fire", FLAW)))
    assert (found.created, unplaced(found)) == (("R1",), [("2:3", "#N/A")])


def test_what_the_loader_refuses_is_refused_at_its_cell(maps):
    given = RISKS + 'status_date = "Seen"\n'
    found = maps.preview(
        given, sheet(("No.", "Risk", "Seen"), ("R 1\n", "Fire", "May 2020"), ("a/b", "x", ""))
    )
    assert [place for place, _ in refusals(found)][-1:] == ["3:1"]
    assert all(reason.startswith("ref: ") for _, reason in refusals(found))


def test_a_ref_that_stands_twice_is_refused_the_second_time(maps):
    found = maps.preview(RISKS, sheet(("No.", "Risk"), ("R1", "Fire"), ("R1", "Flood")))
    assert refusals(found) == [("3:1", 'the risk "R1" stands at 2:1 already')]
    assert found.register.risk("R1").title == "Fire"


def test_columns_may_be_ignored_or_blank_or_missing_at_the_end_of_a_row(maps):
    given = '[[tables]]\nrows = "risk"\nignore = ["Score"]\nblank = ["N/A", "-"]\n[tables.columns]\nref = "No."\ntitle = "Risk"\nstatus = "State"\n'
    head = ("No.", "Risk", "Score", "Extra", "State")
    found = maps.preview(
        given, sheet(head, ("R1", "Fire", "9", "x", "n/a"), ("R2", "Flood"), ("-", "", "7", "y"))
    )
    assert (found.read, found.created, refusals(found)) == (2, ("R1", "R2"), [])
    assert unplaced(found) == [("2:4", "x"), ("4:4", "y")]
    assert found.register.risk("R1").status is None


def test_constants_are_read_as_cells_and_columns_come_first(maps):
    given = LEVELS.replace('"current.levels.impact" = "I"\n', 'status = "I"\n') + (
        '[tables.constants]\n"current.levels.impact" = "Minor"\nstatus = "New"\ncauses = "Heat\\nWind"\n'
    )
    found = maps.preview(given, sheet(HEAD, ("R1", "Fire", "3", "Closed"), ("R2", "Flood", "3", "")))
    one, two = found.register.risks
    assert (one.status, two.status) == ("Closed", "New")
    assert one.current.levels == {"likelihood": 3, "impact": 2}
    assert two.causes == ("Heat", "Wind")


def test_a_constant_that_is_no_level_refuses_each_row_where_it_begins(maps):
    given = RISKS + '[tables.constants]\n"current.levels.impact" = "Huge"\n'
    found = maps.preview(given, sheet(HEAD[:2], ("R1", "Fire")))
    assert [place for place, _ in refusals(found)] == ["2:1"]


def test_levels_per_category(maps):
    given = LEVELS.replace("impact", "impact.economic")
    found = maps.preview(given, sheet(HEAD, ("R1", "Fire", "3", "2")))
    assert found.register.risk("R1").current.levels == {"likelihood": 3, "impact": {"economic": 2}}


def test_a_cell_may_hold_several_texts_or_titles(maps):
    given = '[[tables]]\nrows = "risk"\nseparators = {causes = ";"}\n[tables.columns]\nref = "No."\ntitle = "Risk"\ncauses = "Why"\ncontrols = "In place"\n'
    found = maps.preview(
        given, sheet(("No.", "Risk", "Why", "In place"), ("R1", "Fire", "Heat; wind;", "Hoses\n\nAlarms"))
    )
    assert found.register.risk("R1").causes == ("Heat", "wind")
    assert controls(found.register, "R1") == [("C1", "Hoses"), ("C2", "Alarms")]


def test_merged_cells_are_filled_down_whatever_becomes_of_their_own_row(maps):
    given = (
        CONTROLS.replace("[tables.columns]", 'fill-down = ["risk"]\n[tables.columns]')
        + 'effective = "Works"\n'
        + RISKS
    )
    one = sheet(
        ("No.", "Risk", "Control", "Works"),
        ("R1", "Fire", "Hoses", "yes"),
        ("", "", "Alarms", "no"),
        ("R2", "Flood", "Walls", FLAW),
        ("", "", "Pumps", "yes"),
        ("", "", "Boats"),
        ("", "", "Sand", "perhaps"),
    )
    found = maps.preview(given, one)
    assert controls(found.register, "R1") == [("C1", "Hoses"), ("C2", "Alarms")]
    assert controls(found.register, "R2") == [("C1", "Pumps"), ("C2", "Boats")]
    flawed = found.refused[0]
    assert (flawed.reason, flawed.row) == (
        "it holds the error #N/A; fill it in",
        ("R2", "Flood", "Walls", ""),
    )
    assert found.refused[-1].row == ("R2", "", "Sand", "perhaps")
    assert unplaced(found) == []


def test_the_text_above_goes_with_a_short_row(maps):
    given = '[[tables]]\nrows = "control"\nfill-down = ["risk"]\n[tables.columns]\ntitle = "Control"\nrisk = "No."\n'
    found = maps.preview(given, sheet(("Control", "", "No."), ("Hoses", "", "R1"), ("Alarms",)))
    assert [each.row for each in found.refused] == [("Hoses", "", "R1"), ("Alarms", "", "R1")]


def test_what_belongs_to_nothing_is_refused(maps):
    one = sheet(("No.", "Control"), ("R7", "Hoses"), ("", "Alarms"))
    found = maps.preview(CONTROLS, one)
    assert refusals(found) == [
        ("2:1", 'there is no risk "R7"; there are none'),
        ("3:1", "it does not say which risk it belongs to"),
    ]


def test_actions_may_stand_in_the_register_itself_and_repeat_refs(maps):
    given = (
        RISKS
        + '[[tables]]\nrows = "action"\nsheet = "Acts"\n[tables.columns]\ntitle = "Action"\nrisk = "Of"\nref = "Ref"\n'
    )
    found = maps.preview(
        given.replace('[[tables]]\nrows = "risk"', '[[tables]]\nsheet = "Risks"\nrows = "risk"', 1),
        sheet(
            ("Action", "Of", "Ref"),
            ("Mend", "R1", ""),
            ("Ask", "", "7"),
            ("Tell", "", "7"),
            ("Go", "", ""),
            name="Acts",
        ),
        sheet(("No.", "Risk"), ("R1", "Fire"), name="Risks"),
        sheet(("Nothing", "here"), (), ("at", "all"), name="Notes"),
        sheet(name="Empty"),
    )
    assert refusals(found) == []
    assert [each.title for each in found.register.risk("R1").actions] == ["Mend"]
    assert [(each.ref, each.title) for each in found.register.actions] == [
        ("7", "Ask"),
        ("7", "Tell"),
        ("A2", "Go"),
    ]
    assert unplaced(found) == [("Notes!A1", "the sheet Notes is not in the mapping; 4 cells")]
    said = '"Of" is blank, so this belongs to no risk; fill-down = ["risk"] takes the risk of the row above'
    assert [(str(each.position), each.reason) for each in found.noted] == [
        (f"Acts!B{row}", said) for row in (3, 4, 5)
    ]


def test_a_sheet_may_be_chosen_and_others_are_passed_over_in_silence(maps):
    sheets = [
        sheet(("No.", "Risk"), (ref, "Fire"), name=name) for ref, name in (("R1", "One"), ("R2", "Two"))
    ]
    assert maps.preview(RISKS, *sheets).created == ("R1",)
    found = maps.preview(RISKS, *sheets, part="Two")
    assert (found.created, unplaced(found)) == (("R2",), [])
    named = RISKS.replace("rows", 'sheet = "One"\nrows')
    assert maps.preview(named, *sheets, part="One").created == ("R1",)
    assert maps.preview(named, sheet(("No.", "Risk"), ("R3", "Fire")), part="One").created == ("R3",)
    assert problems(maps, named, *sheets, part="Two")[0][2].startswith(
        'the mapping has no table for the sheet "Two"'
    )
    assert problems(maps, named, sheets[1])[0][2].startswith('there is no sheet "One"')
    assert problems(maps, RISKS) == [(None, None, "there is no table in it")]


def test_what_is_hidden_is_read_and_noted(maps):
    found = maps.preview(
        RISKS,
        sheet(
            ("No.", "Risk"), ("R1", "Fire"), ("R2", "Ice"), name="S", hidden=True, hidden_rows=frozenset({3})
        ),
    )
    assert [(str(each.position), each.reason) for each in found.noted] == [
        ("S!A1", "this sheet is hidden, and was read"),
        ("S!A3", "this row is hidden, and was read"),
    ]
    assert found.created == ("R1", "R2")


@pytest.mark.parametrize(
    ("given", "rows", "expected"),
    [
        (RISKS, [("No.", "Title")], (None, None, 'no row has all headers of the mapping: "No.", "Risk"')),
        (
            RISKS.replace("rows", "header-rows = 2\nrows"),
            [("No.", "Risk")],
            (None, None, 'no row has all headers of the mapping, over 2 rows: "No.", "Risk"'),
        ),
        (
            RISKS.replace("rows", "header-row = 9\nrows"),
            [()],
            (None, None, "there is no row 9, where the headers are to be"),
        ),
        (
            RISKS.replace("rows", "header-row = 1\nrows"),
            [("No.", "Risks")],
            (1, None, 'no column is headed "Risk"; did you mean "Risks"?'),
        ),
        (RISKS, [("No.", "Risk", "risk ")], (1, None, '2 columns are headed "Risk"; give each its own')),
        (
            RISKS.replace("rows", 'ignore = ["Old"]\nrows'),
            [("No.", "Risk")],
            (1, None, 'no column is headed "Old"; known: No., Risk'),
        ),
    ],
)
def test_headers_that_are_not_there_are_said(maps, given, rows, expected):
    assert problems(maps, given, sheet(*rows)) == [expected]


def test_the_sheet_is_named_where_there_are_several(maps):
    ((line, name, message),) = problems(
        maps, RISKS.replace("rows", "header-row = 9\nrows"), sheet((), name="S")
    )
    assert (line, name, message) == (None, "S", "there is no row 9 of sheet S, where the headers are to be")


def test_ignored_columns_may_share_a_header(maps):
    given = RISKS.replace("rows", 'ignore = ["Old"]\nrows')
    found = maps.preview(given, sheet(("No.", "Risk", "Old", "old"), ("R1", "Fire", "a", "b")))
    assert unplaced(found) == []


def test_headers_may_take_two_rows(maps):
    given = '[[tables]]\nrows = "risk"\nheader-rows = 2\nheader-row = 2\n[tables.columns]\nref = "No."\ntitle = "Now / Risk"\nstatus = "Now / State"\n'
    found = maps.preview(
        given, sheet(("", "Now", ""), ("No.", "Risk", "State", "", "More"), ("R1", "Fire", "New"))
    )
    assert found.register.risk("R1").status == "New"
    first = given.replace("header-row = 2", "header-row = 1")
    assert "no column is headed" in problems(maps, first, sheet(("No.",)))[0][2]


def test_everything_that_is_wrong_with_a_row_is_said_at_once(maps):
    given = LEVELS + 'status_date = "Seen"\n' + CONTROLS + 'effective = "Works"\nref = "Ref"\n'
    head = (*HEAD, "Control", "Works", "Ref", "Seen")
    wrong = ("", "", FLAW, "Huge", "Hoses", "perhaps", "C/1", "x" * 2000)
    found = maps.preview(given, sheet(head, wrong))
    assert [(place, reason[:40] if place != "2:7" else reason[:4]) for place, reason in refusals(found)] == [
        ("2:3", "it holds the error #N/A; fill it in"),
        ("2:4", '"Huge" is no level of impact; known: 1 I'),
        ("2:1", '"No." is blank, and a risk needs its ref'),
        ("2:2", '"Risk" is blank, and a risk needs its ti'),
        ("2:1", "it does not say which risk it belongs to"),
        ("2:7", "ref:"),
        ("2:6", "effective: true or false is due here, no"),
    ]


def test_a_cell_that_is_odd_is_not_said_to_be_blank_or_to_belong_to_nothing(maps):
    flaw = Cell(None, "#REF!", Position(2, 1), "holds the error #REF!")
    for given in (RISKS, CONTROLS):
        found = maps.preview(given, sheet(("No.", "Risk", "Control"), (flaw, "Fire", "Hoses")))
        assert refusals(found) == [("2:1", "it holds the error #REF!; fill it in")]
    acts = '[[tables]]\nrows = "action"\ncolumns = {risk = "No.", title = "Act"}\n'
    found = maps.preview(acts, sheet(("No.", "Act"), (flaw, "Mend")))
    assert (refusals(found), found.created) == ([("2:1", "it holds the error #REF!; fill it in")], ())


def test_a_blank_cell_that_looks_filled_since_it_is_merged_is_said(maps):
    acts = '[[tables]]\nrows = "action"\ncolumns = {risk = "No.", title = "Act", owner = "Who"}\n'
    rows = (("No.", "Act", "Who"), ("R1", "Mend", "Ann"), ("", "Ask"), ("", "Tell"), ("", "Go", ""))
    merged = ((1, 1, 1, 2), (2, 1, 3, 1), (2, 3, 3, 3), (4, 2, 4, 3), (5, 1, 6, 1), (9, 1, 9, 2))
    one = sheet(*rows, merged=merged)
    into = maps.preview(RISKS, sheet(("No.", "Risk"), ("R1", "Fire"))).register
    found = maps.preview(acts, one, into=into)
    assert [(str(each.position), each.reason) for each in found.noted] == [
        (
            "3:1",
            'this cell is one with 2:1, "R1", which was read there only; fill-down = ["risk"] reads it here, too',
        ),
        (
            "3:3",
            'this cell is one with 2:3, "Ann", which was read there only; fill-down = ["owner"] reads it here, too',
        ),
        (
            "4:1",
            '"No." is blank, so this belongs to no risk; fill-down = ["risk"] takes the risk of the row above',
        ),
        ("4:3", 'this cell is one with 4:2, "Tell", which was read there only'),
        (
            "5:1",
            '"No." is blank, so this belongs to no risk; fill-down = ["risk"] takes the risk of the row above',
        ),
    ]
    filled = acts.replace("columns", 'fill-down = ["risk", "owner"]\ncolumns')
    found = maps.preview(filled, sheet(*rows, merged=merged[:3]), into=into)
    titles = [each.title for each in found.register.risk("R1").actions]
    assert (found.noted, titles) == ((), ["Mend", "Ask", "Tell", "Go"])


def test_a_header_that_is_merged_over_a_row_speaks_for_the_header_alone(maps):
    one = sheet(("No.", "Risk"), ("R1", "Fire"), ("R2", ""), merged=((1, 2, 3, 2), (3, 1, 3, 1)))
    found = maps.preview(RISKS, one)
    assert (found.noted, [place for place, _ in refusals(found)]) == ((), ["3:2"])


def test_a_date_that_says_no_day_is_kept_and_said(maps):
    acts = '[[tables]]\nrows = "action"\ncolumns = {title = "Act", deadline = "By"}\n'
    rows = [("Mend", "46100"), ("Ask", "TBC"), ("Tell", "May 2020"), ("Go", "9100"), ("Sit", "ongoing")]
    found = maps.preview(acts, sheet(("Act", "By"), *rows))
    assert [(str(each.position), each.reason) for each in found.noted] == [
        ("2:2", '"46100" says no day; as a number of Excel\'s it is 2026-03-19; it is kept as written'),
        ("3:2", '"TBC" says no day; it is kept as written'),
        ("5:2", '"9100" says no day; it is kept as written'),
    ]
    assert [each.deadline.text for each in found.register.actions] == [by for _, by in rows]


def test_a_header_over_several_columns_reaches_to_the_last_of_them(maps):
    given = '[[tables]]\nrows = "risk"\nheader-rows = 2\ncolumns = {ref = "No.", title = "Risk", "target.levels.impact" = "After / I"}\n'
    found = maps.preview(given, sheet(("", "", "After"), ("No.", "Risk", "L", "I"), ("R1", "Fire", "1", "2")))
    assert found.register.risk("R1").target.levels == {"impact": 2}


# ------------------------------------------------------------------------------- into a register that is there


def test_rows_find_what_they_belong_to_in_the_register(maps):
    into = maps.preview(RISKS, sheet(("No.", "Risk"), ("R1", "Fire"), ("R2", "Flood"))).register
    one = sheet(("No.", "Control"), ("R2", "Walls"), ("R2", "Pumps"), ("R9", "Boats"))
    found = maps.preview(CONTROLS, one, into=into)
    assert (found.created, [place for place, _ in refusals(found)]) == (("R2/C1", "R2/C2"), ["4:1"])
    assert refusals(found)[0][1] == 'there is no risk "R9"; known: R1, R2'


def test_a_ref_that_is_made_up_never_overwrites_another_item(maps):
    into = maps.preview(
        RISKS + CONTROLS.replace("rows", 'sheet="C"\nrows'),
        sheet(("No.", "Risk"), ("R1", "Fire"), name="R"),
        sheet(("No.", "Control"), ("R1", "Hoses"), ("R1", "Alarms"), name="C"),
    ).register
    assert controls(into, "R1") == [("C1", "Hoses"), ("C2", "Alarms")]
    found = maps.preview(
        CONTROLS, sheet(("No.", "Control"), ("R1", "Alarms"), ("R1", "Sand"), ("R1", "Alarms")), into=into
    )
    assert found.changed == ()
    assert controls(found.register, "R1") == [
        ("C1", "Hoses"),
        ("C2", "Alarms"),
        ("C3", "Sand"),
        ("C4", "Alarms"),
    ]
    named = CONTROLS + 'ref = "Ref"\n'
    one = sheet(("No.", "Control", "Ref"), ("R1", "Nozzles", "C1"), ("R1", "Hoses", ""))
    found = maps.preview(named, one, into=into)
    assert controls(found.register, "R1") == [("C1", "Nozzles"), ("C2", "Alarms"), ("C3", "Hoses")]
    acts = '[[tables]]\nrows = "action"\n[tables.columns]\ntitle = "Action"\n'
    once = maps.preview(acts, sheet(("Action",), ("Mend",)), into=into)
    again = maps.preview(acts, sheet(("Action",), ("Ask",), ("Mend",)), into=once.register)
    assert (again.created, again.changed) == (("A2",), ())


def test_a_ref_that_is_made_up_is_one_that_is_free(maps):
    given = RISKS + '[[tables]]\nrows = "action"\nsheet = "A"\ncolumns = {ref = "Ref", title = "Action"}\n'
    acts = sheet(("Ref", "Action"), ("A2", "Mend"), ("", "Ask"), name="A")
    found = maps.preview(given, sheet(("No.", "Risk"), ("R1", "Fire"), name="R"), acts)
    assert [each.ref for each in found.register.actions] == ["A2", "A3"]
    controls_of = CONTROLS + 'ref = "Ref"\n'
    into = maps.preview(RISKS, sheet(("No.", "Risk"), ("R1", "Fire"))).register
    found = maps.preview(
        controls_of, sheet(("No.", "Control", "Ref"), ("R1", "Hoses", ""), ("R1", "Sand", "C2")), into=into
    )
    assert controls(found.register, "R1") == [("C3", "Hoses"), ("C2", "Sand")]


def test_a_row_without_a_ref_that_makes_no_item_is_refused_though_others_are_there(maps):
    given = CONTROLS + 'effective = "Works"\n'
    risks = sheet(("No.", "Risk", "Control"), ("R1", "Fire", "Hoses"))
    into = maps.preview(RISKS + CONTROLS, risks).register
    assert controls(into, "R1") == [("C1", "Hoses")]
    found = maps.preview(given, sheet(("No.", "Control", "Works"), ("R1", "Hoses", "perhaps")), into=into)
    assert [place for place, _ in refusals(found)] == ["2:3"]
    assert found.register == into


def test_items_that_have_no_refs_are_read(maps):
    given = RISKS + '[[tables]]\nrows = "acceptance"\ncolumns = {risk = "No.", by = "Who", on = "When"}\n'
    found = maps.preview(given, sheet(("No.", "Risk", "Who", "When"), ("R1", "Fire", "Board", "2019-10-09")))
    (one,) = found.register.risk("R1").acceptances
    assert (one.by, one.on.text, refusals(found)) == ("Board", "2019-10-09", [])


def test_an_entry_of_a_list_that_is_refused_is_refused_at_the_cell_of_the_list(maps):
    given = '[[tables]]\nrows = "indicator"\nseparators = {risks = ";"}\ncolumns = {ref = "No.", title = "What", unit = "In", risks = "Of"}\n'
    found = maps.preview(given, sheet(("No.", "What", "In", "Of"), ("I1", "Delay", "minutes", "R1;R/2")))
    ((place, reason),) = refusals(found)
    assert (place, reason.split(": ")[0]) == ("2:4", "risks.1")
