"""``govkit schemes show``."""

import json
from pathlib import Path

import pytest

from govkit.cli.app import run

FILE = """
id = "two"
version = "1"
title = "Two by two"
source = "invented for this test"

[[factors]]
key = "likelihood"
levels = [{ label = "Rare", probability = [0, 0.5] }, { label = "Often", probability = [0.5, 1] }]

[[factors]]
key = "impact"
levels = ["Minor", { label = "Major", descriptors = { money = "more than a pound" } }]
categories = ["Money", "Fame"]

[matrix]
across = "likelihood"
up = "impact"
rows = [[2, 2], [1, 2]]
bands = [["amber", "red"], ["green", "amber"]]
within = [[true, false], [true, true]]

[[bands]]
label = "Green"

[[bands]]
label = "Amber"
review = "quarterly"

[[bands]]
label = "Red"
response = "Stop"
reported_to = "the board"
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "two.toml").write_text(FILE, encoding="utf-8")
    return "two.toml"


def test_a_scheme_is_drawn_with_its_bands_and_the_line_of_tolerance(file, capsys):
    assert run(["schemes", "show", file]) == 0
    assert capsys.readouterr().out == (
        "two 1: Two by two\n"
        "Source: invented for this test\n"
        "\n"
        "Impact up, likelihood across\n"
        "         +------------+------------+\n"
        "2 Major  | 2          # 2          |\n"
        "         | Amber      # Red        |\n"
        "         +------------+============+\n"
        "1 Minor  | 1          | 2          |\n"
        "         | Green      | Amber      |\n"
        "         +------------+------------+\n"
        "           1 Rare       2 Often\n"
        "\n"
        "Likelihood (likelihood), least to worst\n"
        "  1 Rare; probability 0 to 0.5\n"
        "  2 Often; probability 0.5 to 1\n"
        "\n"
        "Impact (impact), least to worst\n"
        "  1 Minor\n"
        "  2 Major\n"
        "    Money: more than a pound\n"
        "  assessed as one level or per category: money, fame\n"
        "\n"
        "Bands\n"
        "  Green: as the matrix shows\n"
        "  Amber: as the matrix shows; reviewed quarterly\n"
        "  Red: as the matrix shows; Stop; reported to the board\n"
        "\n"
        "Tolerance: marked cells\n"
    )


def test_a_scheme_is_plain_data_too(file, capsys):
    assert run(["schemes", "show", file, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["id"] == "two"
    assert data["tolerance"] == "marked cells"
    assert {
        "levels": {"likelihood": 2, "impact": 2},
        "value": 2,
        "band": "Red",
        "within_tolerance": False,
    } in data["cells"]


def test_a_level_is_shown_with_the_key_it_goes_by_where_its_label_does_not_tell(capsys):
    assert run(["schemes", "show", "mil-std-882d"]) == 0
    out = capsys.readouterr().out
    assert "\n  4 Negligible (IV); Harm that" in out
    assert "\n  1 Frequent (A); probability 0.1 to 1\n" in out


def test_a_scheme_that_is_no_matrix_is_shown_without_one(capsys):
    assert run(["schemes", "show", "owasp-rr"]) == 0
    out = capsys.readouterr().out
    assert "+---" not in out
    assert "\nNon-compliance (non-compliance), least to worst (may be left out)\n  0\n" in out
    assert run(["schemes", "show", "fmea-rpn"]) == 0
    assert "+---" not in capsys.readouterr().out


def test_a_tolerance_that_is_a_band_is_shown_by_its_label(file, capsys):
    text = FILE.replace("within = [[true, false], [true, true]]\n", "")
    Path(file).write_text(f'tolerance = {{ band = "amber" }}\n{text}', encoding="utf-8")
    assert run(["schemes", "show", file]) == 0
    assert capsys.readouterr().out.endswith("\nTolerance: up to the band Amber\n")
    assert run(["schemes", "show", file, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["tolerance"] == "amber"


def test_a_small_probability_is_shown_as_people_write_it(file, capsys):
    Path(file).write_text(FILE.replace("[0, 0.5]", "[0, 0.000001]"), encoding="utf-8")
    assert run(["schemes", "show", file]) == 0
    assert "\n  1 Rare; probability 0 to 0.000001\n" in capsys.readouterr().out


def test_plain_data_say_which_factors_may_be_left_out(capsys):
    assert run(["schemes", "show", "owasp-rr", "--format", "json"]) == 0
    optional = {
        factor["key"]: factor["optional"] for factor in json.loads(capsys.readouterr().out)["factors"]
    }
    assert (optional["size"], optional["non-compliance"]) == (False, True)


def test_a_shipped_scheme_goes_by_its_id(capsys):
    assert run(["schemes", "show", "cambs-2016"]) == 0
    out = capsys.readouterr().out
    assert "Tolerance: none set" in out
    assert "Assumed: The highest likelihood is printed" in out
    assert run(["schemes", "show", "cambs-2019", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["tolerance"] == 13


def test_a_scheme_of_three_factors_has_levels_and_no_drawing(file, capsys):
    factors = "".join(f'[[factors]]\nkey = "{key}"\nlevels = ["Low", "High"]\n' for key in "abc")
    head = 'id = "three"\nversion = "1"\ntitle = "Three"\nsource = "invented"\ntolerance = 4\n'
    Path(file).write_text(f'{head}{factors}[formula]\nexpression = "a * b * c"\n', encoding="utf-8")
    assert run(["schemes", "show", file]) == 0
    out = capsys.readouterr().out
    assert out.startswith("three 1: Three\nSource: invented\n\nA (a), least to worst\n  1 Low\n")
    assert out.endswith("\n\nTolerance: 4\n")
    assert "+--" not in out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("cambs-2018", 'govkit: there is no scheme "cambs-2018"; did you mean "cambs-2019"?\n'),
        (
            "none.toml",
            "govkit: none.toml was not loaded: 1 problem\n  none.toml: cannot be read: No such file or directory\n",
        ),
        (
            "fen.yaml",
            (
                "govkit: fen.yaml was not loaded: 1 problem\n"
                "  fen.yaml: this is a register, not a scheme; a scheme file is TOML and ends in .toml\n"
            ),
        ),
        (
            "fen.toml",
            (
                "govkit: fen.toml was not loaded: 1 problem\n"
                "  fen.toml: this is a register, not a scheme; name it where a FILE with a register is due\n"
            ),
        ),
        (
            "notes.txt",
            (
                "govkit: notes.txt was not loaded: 1 problem\n"
                "  notes.txt: this is no scheme file; a scheme file is TOML and ends in .toml\n"
            ),
        ),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(file, capsys, name, message):
    Path("fen.yaml").write_text("register: fen\ntitle: Fen\n", encoding="utf-8")
    Path("fen.toml").write_text('register = "fen"\ntitle = "Fen"\n', encoding="utf-8")
    Path("notes.txt").write_text("Ask Ann.\n", encoding="utf-8")
    assert run(["schemes", "show", name]) == 2
    assert capsys.readouterr() == ("", message)
