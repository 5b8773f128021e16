"""Registers in workbooks at the command line."""

import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from workbooks import of_rows

from govkit import Toolkit
from govkit.io import load
from govkit.io.found import may_be_a_register
from govkit.rules import Settings

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
CAMBS = load(REGISTERS / "cambs-2019.yaml")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Toolkit.installed().save(CAMBS, "cambs-2019.xlsx")
    return tmp_path


def test_check_finds_what_it_finds_in_yaml_and_names_cells(govkit_, folder):
    code, out, _ = govkit_("check", "cambs-2019.xlsx", "--as-of", "2019-10-09", "--format", "json")
    there = govkit_("check", str(REGISTERS / "cambs-2019.yaml"), "--as-of", "2019-10-09", "--format", "json")
    ours, theirs = (json.loads(text)["findings"] for text in (out, there[1]))
    assert code == there[0] == 1
    keys = ("code", "ref", "path", "message")
    assert sorted([each[key] for key in keys] for each in ours) == sorted(
        [each[key] for key in keys] for each in theirs
    )
    (late,) = [each for each in ours if each["code"] == "GKACT003" and each["ref"] == "SR3.1/A2"]
    assert (late["file"], late["sheet"], late["cell"]) == ("cambs-2019.xlsx", "Actions", "B11")


def test_what_cannot_be_read_names_the_cells_and_exits_with_2(govkit_, folder):
    book = openpyxl.load_workbook("cambs-2019.xlsx")
    book["Risks"]["B2"] = "#N/A"
    book["Controls"]["A2"] = "SR9"
    book.save("cambs-2019.xlsx")
    code, out, err = govkit_("check", "cambs-2019.xlsx", "--format", "concise")
    assert code == 2
    assert "cambs-2019.xlsx:Risks!B2: the cell holds the error #N/A" in out + err
    assert 'cambs-2019.xlsx:Controls!A2: there is no risk "SR9"' in out + err
    assert "Traceback" not in err


def test_fix_leaves_a_workbook_alone(govkit_, folder):
    before = Path("cambs-2019.xlsx").read_bytes()
    govkit_("check", "cambs-2019.xlsx", "--as-of", "2019-10-09", "--fix", "--yes")
    assert Path("cambs-2019.xlsx").read_bytes() == before


def test_a_sweep_is_written_back_and_says_that_the_layout_is_not_kept(govkit_, folder):
    code, _, err = govkit_("sweep", "cambs-2019.xlsx", "--as-of", "2019-10-09", "--write")
    assert code == 0
    assert "its comments and layout are not kept" in err
    assert load("cambs-2019.xlsx").action("SR3.1/A2").state == "overdue"


def test_a_folder_is_searched_for_workbooks_of_the_template_only(govkit_, folder):
    Path("other.xlsx").write_bytes(of_rows(["Ref"], ["R1"]))
    Path("~$cambs-2019.xlsx").write_bytes(b"\x05Somebody")
    Path(".hidden.xlsx").write_bytes(Path("cambs-2019.xlsx").read_bytes())
    _, out, _ = govkit_("check", ".", "--as-of", "2019-10-09", "--format", "json")
    assert {each["file"] for each in json.loads(out)["findings"]} == {"cambs-2019.xlsx"}
    assert may_be_a_register("gone.xlsx", Settings())
    assert may_be_a_register(
        f"{'x' * 300}.xlsx", Settings()
    )  # what cannot be looked at is said when it is read


def test_waivers_beside_a_workbook_hold_for_it(govkit_, folder):
    waiver = "waivers: [{rule: GKACT003, ref: SR3.1/A2, reason: known, by: Board}]\n"
    Path("cambs-2019.waivers.yaml").write_text(waiver)
    _, out, _ = govkit_("check", ".", "--as-of", "2019-10-09", "--format", "json")
    found = [each for each in json.loads(out)["findings"] if each["waiver"]]
    assert [each["ref"] for each in found] == ["SR3.1/A2"]


def test_registers_are_converted_to_workbooks_and_back(govkit_, folder):
    source = str(REGISTERS / "cambs-2016.yaml")
    assert govkit_("convert", source, "a.xlsx")[0] == 0
    assert govkit_("convert", "a.xlsx", "b.yaml")[0] == 0
    assert load("b.yaml") == load("a.xlsx") == load(source)
    assert "Schemes" in openpyxl.load_workbook(BytesIO(Path("a.xlsx").read_bytes())).sheetnames
    code, _, err = govkit_("convert", source, "a.xlsx")
    assert (code, "is there already" in err) == (2, True)


def test_a_report_is_not_written_over_what_only_a_workbook_could_be(govkit_, folder):
    code, _, err = govkit_("report", str(REGISTERS / "cambs-2019.yaml"), "-o", "report.xlsx")
    assert code == 2
    assert "report.xlsx" in err


def test_a_finding_is_explained_in_a_workbook(govkit_, folder):
    code, out, _ = govkit_("explain", "cambs-2019.xlsx", "SR3.4", "--as-of", "2019-10-09")
    assert code == 0
    assert "SR3.4" in out


def test_check_tells_what_the_reader_noted_and_does_not_fail_for_it(govkit_, folder):
    book = openpyxl.load_workbook("cambs-2019.xlsx")
    book["Risks"].row_dimensions[3].hidden = True
    book["Actions"].sheet_state = "hidden"
    book.create_sheet("Scribbles")["A1"] = "to do"
    book.save("cambs-2019.xlsx")
    check = ("check", "cambs-2019.xlsx", "--as-of", "2019-10-09", "--select", "GKREF001")
    code, out, err = govkit_(*check)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "cambs-2019.xlsx:Scribbles!A1: noted: it is none of the template's sheets, so nothing was read from it",
        "cambs-2019.xlsx:Risks!A3: noted: hidden rows were read: 3",
        "cambs-2019.xlsx:Actions!A1: noted: the sheet is hidden; what is on it was read",
        "3 noted while reading",
    ]
    noted = json.loads(govkit_(*check, "--format", "json")[1])["noted"]
    assert [(each["sheet"], each["cell"]) for each in noted] == [
        ("Scribbles", "A1"),
        ("Risks", "A3"),
        ("Actions", "A1"),
    ]
