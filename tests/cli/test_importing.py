"""``govkit import``: the report, what is written, and the rows that were refused."""

import json

import openpyxl
import pytest

from govkit import Toolkit
from govkit.formats.csv_file import Csv, write_rows

KIT = Toolkit.installed(strict=True)
MAPPING = (
    'register = "harbour"\ntitle = "Harbour"\nscheme = "cambs-2019"\n[[tables]]\nrows = "risk"\n[tables.columns]\n'
    'ref = "No."\ntitle = "Risk"\n"current.levels.likelihood" = "L"\n"current.levels.impact" = "I"\n'
)
HEAD = ("No.", "Risk", "L", "I", "More")
GOOD = ("R1", "Fire", "3 Likely", "Minor", "")
BAD = ("R2", "=Flood", "Often", "Minor", "x")
MENDED = ("R2", "=Flood", "2", "Minor", "")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.toml").write_text(MAPPING)
    (tmp_path / "t.csv").write_bytes(write_rows([HEAD, GOOD, BAD]))
    return tmp_path


def test_the_json_is_what_other_programs_rely_on(govkit_):
    code, out, _ = govkit_("import", "t.csv", "--mapping", "m.toml", "--format", "json")
    data = json.loads(out)
    assert (code, data["read"], data["created"], data["items"]) == (1, 2, 1, ["R1"])
    (refused,) = data["refused"]
    assert refused["place"] == "t.csv:3:3"
    assert refused["reason"].startswith('"Often" is no level of likelihood')
    assert data["unplaced"] == [{"place": "t.csv:3:5", "text": "x"}]
    assert data["written"] == []


def test_nothing_is_written_while_anything_is_refused(govkit_, folder):
    code, out, _ = govkit_("import", "t.csv", "--mapping", "m.toml", "-o", "r.yaml")
    assert code == 1
    assert out.startswith("refused: t.csv:3:3: ")
    assert out.endswith(
        "2 read, 1 created, 1 refused, 1 without a home\nnothing was written; mend what is refused, or --keep-going\n"
    )
    assert not (folder / "r.yaml").exists()


def test_refused_rows_that_are_mended_make_the_register_of_the_mended_table(govkit_, folder):
    code, out, _ = govkit_("import", "t.csv", "--mapping", "m.toml", "--keep-going", "-o", "r.yaml")
    again = "govkit import r.refused.csv --mapping m.toml --into r.yaml -o r.yaml"
    assert (code, out.splitlines()[-2:]) == (
        1,
        ["r.yaml written", f"r.refused.csv written; mend it, then: {again}"],
    )
    (sheet,) = Csv().tables((folder / "r.refused.csv").read_bytes(), "r")
    assert [tuple(cell.text for cell in row) for row in sheet.rows] == [HEAD, BAD]
    (folder / "mended.csv").write_bytes(write_rows([HEAD, MENDED]))
    more = ("--mapping", "m.toml", "--into", "r.yaml", "-o", "r.yaml")
    assert govkit_("import", "mended.csv", *more)[0] == 0
    (folder / "all.csv").write_bytes(write_rows([HEAD, GOOD, MENDED]))
    assert govkit_("import", "all.csv", "--mapping", "m.toml", "-o", "all.yaml")[0] == 0
    assert KIT.load("r.yaml") == KIT.load("all.yaml")


def test_a_change_is_said(govkit_, folder):
    (folder / "t.csv").write_bytes(write_rows([HEAD, GOOD]))
    assert govkit_("import", "t.csv", "--mapping", "m.toml", "-o", "r.yaml")[0] == 0
    (folder / "t.csv").write_bytes(write_rows([HEAD, ("R1", "Fires", "3", "2", "")]))
    code, out, _ = govkit_("import", "t.csv", "--mapping", "m.toml", "--into", "r.yaml")
    assert (code, out) == (
        0,
        (
            "changed: t.csv:2:2: R1 title: Fire -> Fires\n1 read, 0 created, 1 changed, 0 refused, 0 without a home\n"
            "nothing was written; name a file with -o\n"
        ),
    )


def test_nothing_is_overwritten(govkit_, folder):
    (folder / "r.refused.csv").write_text("kept")
    code, _, err = govkit_("import", "t.csv", "--mapping", "m.toml", "--keep-going", "-o", "r.yaml")
    assert (code, "r.refused.csv" in err, (folder / "r.yaml").exists()) == (2, True, False)
    assert govkit_("import", "t.csv", "--mapping", "m.toml", "-o", "t.csv")[0] == 2
    code, _, err = govkit_("import", "t.csv", "--mapping", "m.toml", "--keep-going", "-o", "m.toml")
    assert (code, "m.toml was not written: it is the mapping" in err) == (2, True)
    assert (folder / "m.toml").read_text() == MAPPING
    code, _, err = govkit_("import", "t.csv", "--mapping", "m.toml", "-o", "gone/r.yaml")
    assert (code, "there is no folder gone" in err) == (2, True)
    code, _, err = govkit_("import", "t.csv")
    assert (code, "say with --mapping what stands in which column" in err) == (2, True)


def test_a_register_of_nothing_is_written_where_all_rows_are_refused(govkit_, folder):
    (folder / "t.csv").write_bytes(write_rows([HEAD, BAD]))
    code, out, _ = govkit_("import", "t.csv", "--mapping", "m.toml", "--keep-going", "-o", "r.yaml")
    assert (code, [line[:21] for line in out.splitlines()[-2:]]) == (
        1,
        ["r.yaml written", "r.refused.csv written"],
    )
    assert KIT.load("r.yaml").risks == ()


def test_a_register_that_is_added_to_keeps_all_it_has_where_all_rows_are_refused(govkit_, folder):
    (folder / "t.csv").write_bytes(write_rows([HEAD, GOOD]))
    assert govkit_("import", "t.csv", "--mapping", "m.toml", "-o", "r.yaml")[0] == 0
    before = KIT.load("r.yaml")
    (folder / "t.csv").write_bytes(write_rows([HEAD, BAD]))
    more = ("--mapping", "m.toml", "--into", "r.yaml", "--keep-going", "-o", "r.yaml")
    assert govkit_("import", "t.csv", *more)[0] == 1
    assert KIT.load("r.yaml") == before
    assert len(before.risks) == 1


def test_nothing_is_written_of_what_is_no_register(govkit_, folder):
    (folder / "t.jsonl").write_text('{"register": "r"}\n')
    code, out, _ = govkit_("import", "t.jsonl", "--keep-going", "-o", "r.yaml")
    assert (code, out.splitlines()[-1]) == (1, "nothing was written; mend what is refused")
    assert not (folder / "r.yaml").exists()


def test_what_is_refused_of_a_file_that_is_no_table_is_listed(govkit_, folder, stranger):
    data = {
        "own": {"register": "r", "title": "R"},
        "refused": [[None, "nobody knows"], [[3, 2, "Old"], "=no risk"]],
        "unplaced": [[[2, 1], "so\nwhat"]],
    }
    (folder / "t.own").write_text(json.dumps(data))
    code, out, _ = govkit_("import", "t.own", "--keep-going", "-o", "r.yaml")
    assert (code, out) == (
        1,
        (
            "refused: t.own: nobody knows\nrefused: t.own:Old!B3: =no risk\nno home: t.own:2:1: so what\n"
            "0 read, 0 created, 2 refused, 1 without a home\nr.yaml written\n"
            "r.refused.csv written; mend what it lists where it stands, and import that again with --into r.yaml\n"
        ),
    )
    (sheet,) = Csv().tables((folder / "r.refused.csv").read_bytes(), "r")
    assert [[cell.text for cell in row] for row in sheet.rows] == [
        ["Place", "Reason", "As found"],
        ["t.own", "nobody knows"],
        ["t.own:Old!B3", "=no risk"],
    ]


def test_what_a_person_should_look_at_is_said(govkit_, folder):
    text = "No.;Risk;L;I\nR1;Brücke für längere Zeit, wäre größer;3;2\n"
    (folder / "t.csv").write_bytes(text.encode("cp1252"))
    code, out, _ = govkit_("import", "t.csv", "--mapping", "m.toml", "-o", "r.yaml")
    assert (code, out.startswith("look at: t.csv:2:1: it is not UTF-8")) == (0, True), out
    assert KIT.load("r.yaml").risk("R1").title.startswith("Brücke")


def test_refused_rows_of_two_sheets_are_two_files_and_no_error_becomes_a_text(govkit_, folder):
    book = openpyxl.Workbook()
    for name, ref in (("Old risks", "R1"), ("New", "R2")):
        page = book.create_sheet(name)
        page.append(("No.", "Risk"))
        page.append((ref, "#N/A"))
    del book["Sheet"]
    book.save("t.xlsx")
    table = '[[tables]]\nrows = "risk"\nsheet = "{}"\ncolumns = {{ref = "No.", title = "Risk"}}\n'
    tables = table.format("Old risks") + table.format("New")
    (folder / "m.toml").write_text('register = "h"\ntitle = "H"\n' + tables)
    code, out, _ = govkit_("import", "t.xlsx", "--mapping", "m.toml", "--keep-going", "-o", "r.yaml")
    assert code == 1
    assert "refused: t.xlsx:'Old risks'!B2: it holds the error #N/A; fill it in" in out
    files = ["r.refused.1-Old-risks.csv", "r.refused.2-New.csv"]
    assert [line.partition(";")[0] for line in out.splitlines()[-3:]] == [
        f"{name} written" for name in ("r.yaml", *files)
    ]
    assert out.splitlines()[-2].endswith(
        f"govkit import {files[0]} --mapping m.toml --sheet 'Old risks' --into r.yaml -o r.yaml"
    )
    code, _, err = govkit_("import", files[0], "--mapping", "m.toml", "--into", "r.yaml")
    assert code == 1  # both tables of the mapping have its headers
    (folder / "m.toml").write_text((folder / "m.toml").read_text().replace('"Risk"', '"Danger"', 1))
    code, _, err = govkit_("import", files[1], "--mapping", "m.toml")
    assert (code, 'is of the sheets "Old risks", "New"; say which it is with --sheet' in err) == (2, True), (
        err
    )
    (folder / "m.toml").write_text('register = "h"\ntitle = "H"\n' + tables)
    for name, sheet, ref in zip(files, ("Old risks", "New"), ("R1", "R2"), strict=True):
        (there,) = Csv().tables((folder / name).read_bytes(), name)
        assert [tuple(cell.text for cell in row) for row in there.rows] == [("No.", "Risk"), (ref, "")]
        code, out, _ = govkit_("import", name, "--mapping", "m.toml", "--sheet", sheet)
        assert (code, f'refused: {name}:2:2: "Risk" is blank' in out) == (1, True), out


def test_nothing_of_the_register_that_is_added_to_is_lost_comments_included(govkit_, folder):
    text = "# ours\nregister: h\ntitle: H\nscheme: cambs-2019\nrisks:\n- {ref: R0, title: Ice}  # old\n"
    (folder / "r.yaml").write_text(text)
    (folder / "t.csv").write_bytes(write_rows([HEAD, GOOD]))
    code, _, err = govkit_("import", "t.csv", "--mapping", "m.toml", "--into", "r.yaml", "-o", "r.yaml")
    assert (code, err) == (0, "")
    assert (folder / "r.yaml").read_text().startswith(text)
    assert [each.ref for each in KIT.load("r.yaml").risks] == ["R0", "R1"]
    code, _, err = govkit_("import", "t.csv", "--mapping", "m.toml", "--into", "r.yaml", "-o", "x.json")
    assert (code, err) == (0, "govkit: warning: r.yaml: its comments and layout are not kept in x.json\n")


@pytest.mark.parametrize("name", ["r.jsonl", "r.oscal.json", "r.xlsx"])
def test_a_register_is_written_in_the_format_that_its_name_says(govkit_, folder, name):
    (folder / "t.csv").write_bytes(write_rows([HEAD, GOOD]))
    assert govkit_("import", "t.csv", "--mapping", "m.toml", "-o", name)[0] == 0
    assert govkit_("import", name, "--into", name)[0] == 0
    assert [each.ref for each in KIT.load(name).risks] == ["R1"]


def test_a_register_file_is_imported_as_any_other(govkit_, folder):
    (folder / "r.yaml").write_text("register: h\ntitle: H\nrisks: [{ref: R0, title: Ice}]\n")
    (folder / "s.toml").write_text('register = "s"\ntitle = "S"\nrisks = [{ref = "R1", title = "Fire"}]\n')
    code, out, _ = govkit_("import", "s.toml", "--into", "r.yaml", "-o", "r.yaml")
    assert (code, out) == (0, "1 read, 1 created, 0 refused, 0 without a home\nr.yaml written\n")
    assert [each.ref for each in KIT.load("r.yaml").risks] == ["R0", "R1"]


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.docx", "t.yaml"])
def test_an_empty_file_says_so(govkit_, folder, name):
    (folder / name).write_bytes(b" \r\n")
    for more in ((), ("--mapping", "m.toml"), ("--guess",)):
        code, _, err = govkit_("import", name, *more)
        assert (code, f"{name}: there is nothing in it" in err) == (2, True), err


def test_nothing_is_listed_where_nothing_is_refused(govkit_, folder):
    (folder / "t.csv").write_bytes(write_rows([HEAD, GOOD]))
    code, out, _ = govkit_("import", "t.csv", "--mapping", "m.toml", "--keep-going", "-o", "r.yaml")
    assert (code, out.splitlines()[-1]) == (0, "r.yaml written")
    assert not list(folder.glob("*refused*"))
