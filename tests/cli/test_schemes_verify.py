"""``govkit schemes verify``."""

import json
import sys

import pytest

from govkit.cli.app import run

FILE = """
id = "four"
version = "1"
title = "Likelihood times impact"
source = "invented for this test"
tolerance = 4

[[factors]]
key = "likelihood"
levels = ["Remote", "Possible", "Probable"]

[[factors]]
key = "impact"
levels = ["Minor", "Moderate", "Major"]

[matrix]
across = "likelihood"
up = "impact"
rows = [[3, 6, 9], [2, 4, 6], [1, 2, 3]]

[[bands]]
label = "Low"
first = 1
last = 4

[[bands]]
label = "High"
first = 5
last = 9
"""


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(text, name="four.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write


def test_advice_is_said_in_sentences_with_the_cells_in_brackets_and_exits_0(write, capsys):
    assert run(["schemes", "verify", write(FILE)]) == 0
    assert capsys.readouterr().out == (
        "four 1: Likelihood times impact\n"
        "\n"
        "advice weak-consistency: High at likelihood 2, impact 3 may be as little as 2/9, and Low at "
        "likelihood 2, impact 2 as much as 4/9 (likelihood and impact in equal widths)\n"
        "advice betweenness: Low at likelihood 1, impact 2 touches High at likelihood 2, impact 3\n"
        "advice betweenness: Low at likelihood 1, impact 3 touches High at likelihood 2, impact 3\n"
        "advice betweenness: Low at likelihood 2, impact 1 touches High at likelihood 3, impact 2\n"
        "advice betweenness: Low at likelihood 2, impact 2 touches High at likelihood 3, impact 2\n"
        "advice betweenness: Low at likelihood 2, impact 2 touches High at likelihood 2, impact 3\n"
        "advice betweenness: Low at likelihood 2, impact 2 touches High at likelihood 3, impact 3\n"
        "advice betweenness: Low at likelihood 3, impact 1 touches High at likelihood 3, impact 2\n"
        "\n"
        "Impact up, likelihood across\n"
        "            +------------+------------+------------+\n"
        "3 Major     | [3]        # [6]        | [9]        |\n"
        "            | Low        # High       | High       |\n"
        "            +------------+============+------------+\n"
        "2 Moderate  | [2]        | [4]        # [6]        |\n"
        "            | Low        | Low        # High       |\n"
        "            +------------+------------+============+\n"
        "1 Minor     | 1          | [2]        | [3]        |\n"
        "            | Low        | Low        | Low        |\n"
        "            +------------+------------+------------+\n"
        "              1 Remote     2 Possible   3 Probable\n"
        "\n"
        "All 9 combinations of levels were examined.\n"
        "Assumed for weak-consistency: likelihood and impact in equal widths.\n"
        "0 faults, 8 pieces of advice\n"
    )


def test_a_fault_exits_1_and_json_names_its_cells_by_level_number(write, capsys):
    wrong = FILE.replace("[2, 4, 6]", "[2, 4, 1]")
    assert run(["schemes", "verify", write(wrong), "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["scheme"], data["version"]) == ("four", "1")
    assert data["faults"][0] == {
        "check": "weakly-monotone",
        "message": 'likelihood 3, impact 2 makes "1", and likelihood 2, impact 2, which is less bad, "4"',
        "cells": [{"likelihood": 2, "impact": 2}, {"likelihood": 3, "impact": 2}],
        "assumption": None,
    }
    assert {entry["check"] for entry in data["advice"]} >= {"betweenness"}
    assert data["not_evaluated"] == []
    assert data["assumptions"] == ["likelihood and impact in equal widths"]
    assert data["examined"] == "All 9 combinations of levels were examined."


def test_a_claim_that_does_not_hold_exits_1(write, capsys):
    assert run(["schemes", "verify", write(FILE + "\n[claims]\ninjective = true\n")]) == 1
    out = capsys.readouterr().out
    assert (
        'fault injective: the value "3" stands 2 times: likelihood 1, impact 3; likelihood 3, impact 1\n'
        in out
    )
    assert out.endswith("3 faults, 8 pieces of advice\n")


def test_every_fault_of_a_refused_definition_is_listed_with_its_place_and_exits_1(write, capsys):
    wrong = FILE.replace("[2, 4, 6]", "[2, 4]").replace('up = "impact"', 'up = "impcat"')
    assert run(["schemes", "verify", write(wrong)]) == 1
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out == (
        'fault definition: four.toml:18:6: /matrix/up: there is no factor "impcat"; did you mean "impact"?\n'
        "Nothing else was examined.\n"
        "1 fault, 0 pieces of advice\n"
    )


def test_two_holes_between_bands_are_two_faults_in_json(write, capsys):
    wrong = FILE.replace("first = 5\nlast = 9", "first = 7\nlast = 8")
    assert run(["schemes", "verify", write(wrong), "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data == {
        "scheme": "four.toml",
        "version": None,
        "faults": [
            {
                "check": "definition",
                "message": f'four.toml:21:1: /bands: the value "{value}" is in no band',
                "cells": [],
                "assumption": None,
            }
            for value in (6, 9)
        ],
        "advice": [],
        "not_evaluated": [],
        "assumptions": [],
        "examined": None,
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["cambs-2018"], 'govkit: there is no scheme "cambs-2018"; did you mean "cambs-2019"?\n'),
        (["none.toml"], "none.toml: cannot be read: No such file or directory\n"),
        (["broken.toml"], "broken.toml was not loaded: 1 problem\n"),
        (["four.toml", "--intervals", "impact=0:1"], "govkit: scheme four: impact takes 3 intervals, one per level, not 1\n"),
        (["four.toml", "--intervals", "impcat=0:1"], 'there are intervals for "impcat", which is no factor; did you mean "impact"?\n'),
        (["four.toml", "--intervals", "0:1"], '"0:1" names no factor; write likelihood=0:0.1,0.1:0.3\n'),
        (["four.toml", "--intervals", "impact=0:1,x"], '"x" is no interval; write the lower and the upper end of each level, least first, as impact=0:0.1,0.1:0.3\n'),
        (
            ["four.toml", "--intervals", "impact=0:1e3,-1:2, 2:1"],
            ("'--intervals': \"1e3\" in \"0:1e3\" is no number; write numbers plainly, as 12 or 0.5; "
            '"-1" in "-1:2" is below 0, where neither probabilities nor amounts begin; '
            '"2:1" runs downwards; write the lower end first, 1:2\n'),
        ),
        (["four.toml", "--intervals", "impact=0:1", "--intervals", "impact=0:1"], "impact is given twice\n"),
    ],
)  # fmt: skip
def test_what_could_not_run_is_a_sentence_and_exits_2(write, capsys, arguments, message):
    write(FILE)
    write("id = ", "broken.toml")
    assert run(["schemes", "verify", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err
    assert "Traceback" not in captured.err


def test_intervals_may_be_given_for_each_factor(write, capsys):
    options = [
        "--intervals",
        "impact=0:1000,1000:2000,2000:3000",
        "--intervals",
        "likelihood=0:0.1,0.1:0.2,0.2:1",
    ]
    assert run(["schemes", "verify", write(FILE), *options]) == 0
    out = capsys.readouterr().out
    assert (
        "High at likelihood 2, impact 3 may be as little as 200, and Low at likelihood 3, impact 1 as much as 1000 (likelihood and impact as given)"
        in out
    )
    assert "Assumed for weak-consistency: likelihood and impact as given.\n" in out


def test_gaps_between_given_intervals_are_advice(write, capsys):
    intervals = "impact=0:1000,1500:2000,1900:3000"
    assert run(["schemes", "verify", write(FILE), "--intervals", intervals]) == 0
    out = capsys.readouterr().out
    assert (
        "advice probability-intervals: impact 1 Minor and 2 Moderate leave out amounts given from 1000 to 1500\n"
        "advice probability-intervals: impact 2 Moderate and 3 Major share amounts given from 1900 to 2000\n"
    ) in out


def test_a_claim_about_numbers_over_codes_is_one_sentence(write, capsys):
    codes = FILE.replace(
        "[[3, 6, 9], [2, 4, 6], [1, 2, 3]]", '[["B", "B", "C"], ["A", "B", "B"], ["A", "A", "B"]]'
    )
    codes = codes.replace("tolerance = 4", 'tolerance = "A"\nvalues = ["A", "B", "C"]').partition(
        "[[bands]]"
    )[0]
    claims = '[claims]\nequals = "likelihood * impact"\nranked_by = ["impact", "likelihood"]\n'
    assert run(["schemes", "verify", write(codes + claims)]) == 1
    faults = [line for line in capsys.readouterr().out.splitlines() if line.startswith("fault")]
    assert faults == [
        "fault ranked-by: it claims to be ranked by impact, then likelihood, and its values are texts; drop the claim",
        "fault equals: it claims to equal likelihood * impact, and its values are texts; drop the claim",
    ]


def test_a_scheme_that_is_not_a_drawing_has_its_cells_in_words(write, capsys):
    three = """
id = "three"
version = "1"
title = "Three factors\\u202e"
source = "invented for this test"

[[factors]]
key = "likelihood"
levels = ["Remote", "Possible", "Probable", "Sure"]

[[factors]]
key = "impact"
levels = ["Minor", "Major"]

[[factors]]
key = "speed"
levels = ["Slow", "Fast"]

[formula]
expression = "max(likelihood, impact, speed)"

[claims]
injective = true
"""
    assert run(["schemes", "verify", write(three, "three.toml")]) == 1
    out = capsys.readouterr().out
    assert out.startswith("three 1: Three factors\\u202e\n")
    assert (
        'fault injective: the value "3" stands 4 times: likelihood 3, impact 1, speed 1; '
        "likelihood 3, impact 1, speed 2, 2 more\n"
        "  likelihood 3 Probable, impact 1 Minor, speed 1 Slow\n"
    ) in out
    assert "+---" not in out
    assert (
        "betweenness was not evaluated: it is about matrices of two factors, and this scheme has 3.\n" in out
    )


STRANGER = """
from govkit import BaseScheme, Factor, Scheme, hookimpl

ABOUT = {"version": "1", "title": "Silent", "source": "here"}
TWO = (Factor.numbered("likelihood", ["Rare", "Likely"]), Factor.numbered("impact", ["Minor", "Major"]))


class Silent(BaseScheme):
    def value_of(self, levels):
        raise ZeroDivisionError


class HalfSilent(Scheme):
    def rate(self, levels):
        if levels == {"likelihood": 2, "impact": 2}:
            raise ZeroDivisionError
        return super().rate(levels)


def silent(id, speeds):
    return Silent(id=id, factors=(*TWO, Factor.numbered("speed", list(speeds))), values=(1,), **ABOUT)


@hookimpl
def govkit_schemes():
    return [
        HalfSilent.matrix("half-silent", across=TWO[0], up=TWO[1], rows=[[2, 4], [1, 3]], **ABOUT),
        silent("silent-28", "abcdefg"),
        silent("silent-32", "abcdefgh"),
    ]
"""


@pytest.fixture
def stranger(tmp_path, monkeypatch):
    """A distribution of a stranger's on the path, as an installer leaves it."""
    (tmp_path / "silent_govkit.py").write_text(STRANGER, encoding="utf-8")
    info = tmp_path / "silent-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: silent\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[govkit]\nsilent = silent_govkit\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    yield
    sys.modules.pop("silent_govkit", None)


@pytest.mark.parametrize(
    ("scheme", "said"),
    [
        (
            "half-silent",
            (
                "fault total: likelihood 2, impact 2 raises ZeroDivisionError (silent_govkit.py, line 16)\n"
                "  likelihood 2 Likely, impact 2 Major\n"
            ),
        ),
        (
            "silent-28",
            (
                "fault total: likelihood 1, impact 1, speed 1 raises ZeroDivisionError (silent_govkit.py, line 10); "
                "so do 27 other combinations\n"
            ),
        ),
        ("silent-32", "  and 22 more cells\n"),
    ],
)
def test_a_scheme_that_does_not_answer_is_told_so_without_a_drawing(stranger, capsys, scheme, said):
    assert run(["schemes", "verify", scheme]) == 1
    out = capsys.readouterr().out
    assert said in out
    assert "Impact up" not in out
