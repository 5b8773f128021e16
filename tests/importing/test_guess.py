"""Mappings that are proposed for a table."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Toolkit
from govkit.cli.app import run
from govkit.formats import Cell, Position, Sheet
from govkit.formats.csv_file import write_rows
from govkit.importing import Rows, Tables, guess, preview, read_mapping

KIT = Toolkit.installed(strict=True)


def sheet(*rows, name=""):
    return Sheet(
        name,
        tuple(
            tuple(Cell(text or None, text, Position(i, j, name or None)) for j, text in enumerate(row, 1))
            for i, row in enumerate(rows, 1)
        ),
    )


RISKS = (
    ("Our risks", "", "", ""),
    ("No.", "Risk", "Likelihood", "Impact"),
    ("R1", "The pier sinks", "3 Likely", "Minor"),
)
TWO_ROWS = (
    ("", "", "Gross", "", "", "Residual", "", "", "", "Planned"),
    ("Risk ID", "Risk description", "Likelihood", "Impact", "Score", "Likelihood", "Impact", "Score", "Widget", "Rating"),
    ("R1", "Floods", "4", "4", "16", "2", "3", "6", "x", ""),
)  # fmt: skip


def columns(table):
    return {column.field: column.header for column in table.columns}


def test_the_headers_are_found_below_a_title_and_the_scheme_by_its_levels():
    found = guess([sheet(*RISKS)], KIT.schemes)
    (table,) = found.tables
    assert (table.rows, table.header_row, table.header_rows) == (Rows.RISK, 2, 1)
    assert columns(table) == {
        "ref": "No.",
        "title": "Risk",
        "current.levels.likelihood": "Likelihood",
        "current.levels.impact": "Impact",
    }
    assert found.schemes == ("cambs-2019",)


def test_headers_over_two_rows_say_which_assessment():
    found = guess([sheet(*TWO_ROWS)], KIT.schemes)
    (table,) = found.tables
    assert (table.header_row, table.header_rows) == (2, 2)
    assert columns(table) == {
        "ref": "Risk ID",
        "title": "Risk description",
        "inherent.levels.likelihood": "Gross / Likelihood",
        "inherent.levels.impact": "Gross / Impact",
        "inherent.printed": "Gross / Score",
        "current.levels.likelihood": "Residual / Likelihood",
        "current.levels.impact": "Residual / Impact",
        "current.printed": "Residual / Score",
        "target.printed": "Planned / Rating",
    }
    assert "cambs-2016" in found.schemes
    assert table.unknown == ("Residual / Widget",)


@pytest.mark.parametrize(
    ("headers", "row", "rows", "expected"),
    [
        (
            ("Action", "Owner", "Due date", "Risk ref"),
            ("Mend it", "Clerk", "Q4 2019-20", "R1"),
            Rows.ACTION,
            {"title": "Action", "owner": "Owner", "deadline": "Due date", "risk": "Risk ref"},
        ),
        (
            ("Control", "Risk ref", "Effective"),
            ("Fence", "R1", "yes"),
            Rows.CONTROL,
            {"title": "Control", "risk": "Risk ref", "effective": "Effective"},
        ),
        (
            ("Assurance", "Risk ref", "Provider", "Expires"),
            ("Audit", "R1", "RSM", "May 2020"),
            Rows.ASSURANCE,
            {"title": "Assurance", "risk": "Risk ref", "provider": "Provider", "expires": "Expires"},
        ),
    ],
)
def test_what_the_rows_are_is_told_by_their_headers(headers, row, rows, expected):
    (table,) = guess([sheet(headers, row)], KIT.schemes).tables
    assert (table.rows, columns(table)) == (rows, expected)


def test_cells_that_do_not_fit_make_a_column_less_sure():
    header = ("Action", "Due date")
    dated = guess([sheet(header, ("a", "1 May 2020"), ("b", "May 2020"))], KIT.schemes)
    doubtful = guess([sheet(header, ("a", "1 May 2020"), ("b", "when it rains"))], KIT.schemes)
    sure = [{each.field: each.confidence for each in found.tables[0].columns} for found in (dated, doubtful)]
    assert [each["deadline"] for each in sure] == [1.0, 0.5]
    flawed = Cell(None, "", Position(2, 2), "holds the error #N/A")
    broken = Sheet("", (*sheet(header).rows, (Cell("a", "a", Position(2, 1)), flawed)))
    (table,) = guess([broken], KIT.schemes).tables
    assert columns(table) == {"title": "Action"}


def test_of_two_columns_with_one_header_neither_is_proposed():
    (table,) = guess([sheet(("Risk", "Ref", "Ref"), ("a", "R1", "R2"))], KIT.schemes).tables
    assert (columns(table), table.unknown) == ({"title": "Risk"}, ("Ref",))


def test_without_levels_no_scheme_is_proposed():
    assert guess([sheet(("Risk", "Ref"), ("a", "R1"))], KIT.schemes).schemes == ()
    assert guess([sheet(*RISKS)], {}).schemes == ()


def test_the_proposal_is_a_mapping_that_reads_the_table(tmp_path):
    sheets = [
        sheet(*TWO_ROWS, name="Risks"),
        sheet(("1", "2"), ("3", "4"), name='A "list"'),
        sheet(name="Empty"),
    ]
    text = guess(sheets, KIT.schemes).to_toml("harbour", 'The "harbour"')
    assert text.endswith(
        '# nothing is known of the sheet "A \\"list\\""\n# nothing is known of the sheet "Empty"\n'
    )
    path = tmp_path / "m.toml"
    path.write_text(text)
    mapping = read_mapping(path, KIT.schemes)
    assert mapping.title == 'The "harbour"'
    found = preview(Tables(sheets, mapping, KIT.schemes, "t").document())
    assert (found.refused, found.created) == ((), ("R1",))
    assert found.register.risks[0].current.levels == {"likelihood": 2, "impact": 3}
    assert found.register.risks[0].inherent.printed == 16


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=5), max_size=5), st.text(max_size=5))
def test_whatever_stands_in_a_table_its_proposal_is_toml(rows, name):
    found = guess([sheet(*rows, name=name)], KIT.schemes)
    data = tomllib.loads(found.to_toml("r", "T"))
    assert len(data.get("tables", ())) == len(found.tables)
    assert all(0 < column.confidence <= 1 for table in found.tables for column in table.columns)


# ------------------------------------------------------------------------------------- at the command line


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Our risks.csv").write_bytes(write_rows(RISKS))
    return tmp_path


def test_the_command_prints_a_mapping_or_writes_it(folder, capsys):
    assert run(["import", "Our risks.csv", "--guess"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith('register = "our-risks"\ntitle = "Our risks"\nscheme = "cambs-2019"\n')
    assert run(["import", "Our risks.csv", "--guess", "-o", "m.toml"]) == 0
    assert (folder / "m.toml").read_text() == printed
    assert capsys.readouterr().out == (
        "m.toml written; read it before you use it: govkit import 'Our risks.csv' --mapping m.toml\n"
    )
    assert run(["import", "Our risks.csv", "--mapping", "m.toml", "-o", "r.yaml"]) == 0
    assert KIT.load("r.yaml").risk("R1").current.levels["likelihood"] == 3
    assert run(["import", "Our risks.csv", "--guess", "-o", "m.toml"]) == 2


def test_the_json_says_how_sure_each_column_is(folder, capsys):
    assert run(["import", "Our risks.csv", "--guess", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schemes"] == ["cambs-2019"]
    (table,) = data["tables"]
    assert (table["rows"], table["header-row"], table["header-rows"], table["unknown"]) == ("risk", 2, 1, [])
    assert table["columns"][0] == {"field": "ref", "header": "No.", "confidence": 1.0}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("options", [["--mapping", "m.toml"], ["--into", "r.yaml"], ["--keep-going"]])
def test_a_guess_takes_no_options_of_an_import(options, capsys):
    assert run(["import", "Our risks.csv", "--guess", *options]) == 2
    assert "--guess proposes a mapping; it goes with --reader and -o alone" in capsys.readouterr().err


def test_a_table_of_which_nothing_is_known_is_said_so(folder, capsys):
    (folder / "x.csv").write_text("1,2\n3,4\n")
    assert run(["import", "x.csv", "--guess"]) == 2
    assert "write the mapping by hand" in capsys.readouterr().err


MERGED = Sheet(
    "Actions",
    sheet(
        ("Risk no.", "Action", "By", "Who"),
        ("R1", "Mend", "May 2020", "Ann"),
        ("", "Ask", "June 2020", ""),
        name="Actions",
    ).rows,
    merged=((1, 1, 1, 2), (2, 1, 3, 1), (2, 4, 3, 4)),
)


def test_columns_of_cells_that_reach_over_rows_are_to_be_filled_down(tmp_path):
    found = guess([MERGED], KIT.schemes)
    (table,) = found.tables
    assert (table.rows, table.fill_down, table.lacks) == (Rows.ACTION, ("risk", "owner"), ())
    assert columns(table)["deadline"] == "By"
    (tmp_path / "m.toml").write_text(found.to_toml("h", "H"))
    (mapped,) = read_mapping(tmp_path / "m.toml", KIT.schemes).tables
    assert mapped.fill_down == ("risk", "owner")


def test_what_each_row_needs_and_no_column_seems_to_hold_is_said(tmp_path, capsys):
    (tmp_path / "t.csv").write_bytes(
        write_rows([("Control ref", "Control", "Effective"), ("C1", "Hoses", "yes")])
    )
    assert run(["import", str(tmp_path / "t.csv"), "--guess"]) == 0
    text = capsys.readouterr().out
    assert 'rows = "control"' in text
    assert "[tables.columns]\n# risk = …  # each control needs one\n" in text
    assert run(["import", str(tmp_path / "t.csv"), "--guess", "--format", "json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    assert (table["needed"], table["fill-down"]) == (["risk"], [])
