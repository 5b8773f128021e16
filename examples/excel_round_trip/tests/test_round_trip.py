"""A whole round, by the command: faults, remarks, mending, remarks again, and a register in the end."""

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from govkit_excel.command import main
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from govkit import Toolkit

MAPPING = """
register = "harbour"
title = "Harbour risks"
scheme = "cambs-2019"

[[tables]]
sheet = "Risks"
rows = "risk"

[tables.columns]
ref = "No."
title = "Risk"
"current.levels.likelihood" = "Likelihood"
"current.levels.impact" = "Impact"
"current.printed" = "Score"
executive_lead = "Lead"
"""
FAULTY = "Very bad"
OFFICE = shutil.which("soffice")


@pytest.fixture
def folder(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "Risks"
    sheet.append(["No.", "Risk", "Likelihood", "Impact", "Score", "Lead"])
    sheet.append(["H1", "The east pier sinks", "3 Likely", "Moderate", 13, "Harbour Master"])
    sheet.append(["H2", "The crane falls", "likely", FAULTY, 8, "Clerk"])
    sheet.append(["H3", "Fog closes the port", 2, "minor", 9, None])
    sheet["A2"].comment = Comment("Ask the engineer", "Clerk")
    sheet["A1"].font = Font(bold=True)
    book.save(tmp_path / "risks.xlsx")
    (tmp_path / "mapping.toml").write_text(MAPPING)
    return tmp_path


def check(folder, name="risks.xlsx", *options):
    arguments = [
        str(folder / name),
        str(folder / "mapping.toml"),
        "--as-of",
        "2026-03-02",
        *map(str, options),
    ]
    ran = CliRunner().invoke(main, arguments)
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    return ran.exit_code, ran.output


def comments(path):
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def mend(path, **cells):
    book = load_workbook(path)
    for cell, value in cells.items():
        book["Risks"][cell] = value
    book.save(path)


def test_a_workbook_goes_round_until_nothing_is_left(folder):
    original = (folder / "risks.xlsx").read_bytes()
    code, said = check(folder)
    assert code == 1
    assert 'Risks!D3: "Very bad" is no level of impact' in said
    marked = folder / "risks-marked.xlsx"
    assert list(comments(marked)) == ["Risks!A2", "Risks!D3"]
    assert comments(marked)["Risks!A2"] == "Ask the engineer"
    assert load_workbook(marked)["Risks"]["A1"].font.bold
    assert (folder / "risks.xlsx").read_bytes() == original

    mend(marked, D3="Minor")
    code, said = check(folder, marked.name, "--marked", marked, "--register", folder / "risks.yaml")
    assert code == 1
    assert (
        "GKSCO002 error: 9 is printed, but cambs-2019 makes 5 of these levels" in comments(marked)["Risks!E4"]
    )
    assert "Risks!D3" not in comments(marked)
    assert not (folder / "risks.yaml").exists()

    mend(marked, E4=5, F4="Harbour Master")
    code, said = check(folder, marked.name, "--register", folder / "risks.yaml")
    assert (code, said) == (0, f"nothing to be mended\n{folder / 'risks.yaml'} written\n")
    register = Toolkit.installed().load(folder / "risks.yaml")
    assert [(risk.ref, risk.current.printed) for risk in register.risks] == [
        ("H1", 13),
        ("H2", 8),
        ("H3", 5),
    ]


def test_remarks_at_one_cell_stand_below_what_somebody_wrote_there(folder):
    book = load_workbook(folder / "risks.xlsx")
    book["Risks"]["D3"].comment = Comment("Is this right?", "Engineer")
    book.save(folder / "risks.xlsx")
    check(folder)
    assert comments(folder / "risks-marked.xlsx")["Risks!D3"].startswith(
        'Engineer: Is this right?\n\n"Very bad"'
    )


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_marked_workbook_with_its_remarks(folder):
    check(folder)
    command = [
        OFFICE,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "ods",
    ]
    subprocess.run(
        [*command, "--outdir", folder, folder / "risks-marked.xlsx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    back = [
        command[0],
        command[1],
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        folder / "back",
    ]
    subprocess.run([*back, folder / "risks-marked.ods"], check=True, capture_output=True, timeout=120)
    assert "is no level of impact" in comments(folder / "back" / "risks-marked.xlsx")["Risks!D3"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("risks.xlsx", b"no workbook", "risks.xlsx"),
        ("gone.xlsx", None, "gone.xlsx"),
        ("risks.xlsx", b"", "risks.xlsx"),
    ],
)
def test_what_is_no_workbook_is_said_in_a_sentence_and_nothing_is_written(folder, name, content, sentence):
    if content is not None:
        (folder / name).write_bytes(content)
    code, said = check(folder, name)
    assert code == 2
    assert said.startswith("govkit-excel: ")
    assert sentence in said
    assert not list(Path(folder).glob("*-marked*"))
