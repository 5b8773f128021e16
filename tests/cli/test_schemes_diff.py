"""``govkit schemes diff``."""

import json
from pathlib import Path

import pytest

from govkit.cli.app import run

FILE = """
id = "two"
version = "{version}"
title = "Two by two"
source = "test"
tolerance = {tolerance}

[[factors]]
key = "likelihood"
levels = ["Rare", "{worst}"]

[[factors]]
key = "impact"
levels = ["Minor", "Major"]

[matrix]
across = "likelihood"
up = "impact"
rows = [[3, {top}], [1, 2]]
"""
REGISTER = """
register: r
title: T
scheme: two
risks:
- {ref: R1, title: T, current: {levels: {likelihood: 2, impact: 2}}, target: {levels: {likelihood: 1, impact: 1}}}
- {ref: R2, title: T, current: {levels: {likelihood: Often, impact: 2}}, inherent: {levels: {impact: 2}}}
- {ref: R3, title: T, current: {levels: {likelihood: 1, impact: 1}, scheme: cambs-2019}}
"""


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("old.toml").write_text(FILE.format(version=1, tolerance=3, worst="Often", top=4))
    Path("new.toml").write_text(FILE.format(version=2, tolerance=3, worst="Frequent", top=3))
    Path("r.yaml").write_text(REGISTER)


def test_versions_are_compared_in_sentences(capsys):
    assert run(["schemes", "diff", "old.toml", "new.toml", "--register", "r.yaml"]) == 0
    assert capsys.readouterr().out == (
        "two 1 and two 2 differ in 5 things\n"
        "\n"
        "Scheme\n"
        "  version was 1, is 2\n"
        "  values was 1, 2, 3, 4, is 1, 2, 3\n"
        "\n"
        "Levels\n"
        "  likelihood 2 Often: label was Often, is Frequent\n"
        "  likelihood 2 Often: key was often, is frequent\n"
        "\n"
        "Cells\n"
        "  likelihood 2, impact 2: 4, above tolerance → 3, within tolerance\n"
        "\n"
        "Register: 2 would change, 1 would not, 1 of other schemes\n"
        "  R1/current: 4, above tolerance → 3, within tolerance (value, side of tolerance)\n"
        '  R2/current: 4, above tolerance → not rated, likelihood has no level "Often"; known: 1 Rare, 2 Frequent '
        "(whether it can be rated)\n"
        "  R2/inherent: not rated in either\n"
    )


def test_versions_are_plain_data_too(capsys):
    arguments = ["schemes", "diff", "old.toml", "new.toml", "--register", "r.yaml", "--format", "json"]
    assert run(arguments) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["old"], data["new"]) == ({"id": "two", "version": "1"}, {"id": "two", "version": "2"})
    assert data["scheme"][1] == {
        "subject": "",
        "what": "values",
        "before": "1, 2, 3, 4",
        "after": "1, 2, 3",
        "sentence": "values was 1, 2, 3, 4, is 1, 2, 3",
    }
    assert data["cells"] == [
        {
            "levels": {"likelihood": 2, "impact": 2},
            "before": {"value": 4, "band": None, "within_tolerance": False},
            "after": {"value": 3, "band": None, "within_tolerance": True},
        }
    ]
    assert (data["factors"], data["bands"], data["tolerance"], data["not_compared"]) == ([], [], None, None)
    first, second = data["register"].pop("changed")
    assert (first["ref"], first["what"], first["before"]["value"]) == (
        "R1/current",
        ["value", "side of tolerance"],
        4,
    )
    assert second["after"] == {"unrated": 'likelihood has no level "Often"; known: 1 Rare, 2 Frequent'}
    assert data["register"] == {"same": 1, "unrated": ["R2/inherent"], "other_schemes": 1, "caution": None}


def test_a_scheme_and_itself_do_not_differ(capsys):
    assert run(["schemes", "diff", "cambs-2019", "cambs-2019"]) == 0
    assert capsys.readouterr().out == "cambs-2019 2019-08 and cambs-2019 2019-08 do not differ\n"


def test_two_schemes_may_be_compared_and_are_no_versions_of_one(capsys):
    assert run(["schemes", "diff", "cambs-2019", "old.toml", "--register", "r.yaml"]) == 0
    out = capsys.readouterr().out
    assert "\nTolerance\n  tolerance was 13, is 3\n" in out
    assert "\n  likelihood 5, impact 5: 25, Critical, above tolerance → no such cell\n" in out
    assert "\n  cambs-2019 and two are two schemes: " in out
    assert run(["schemes", "diff", "cambs-2019", "old.toml", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert "register" not in data
    assert data["cells"][-1]["after"] is None
    assert data["tolerance"]["sentence"] == "tolerance was 13, is 3"


def test_one_thing_is_one_thing(capsys):
    Path("new.toml").write_text(Path("old.toml").read_text().replace("Two by two", "2×2"))
    assert run(["schemes", "diff", "old.toml", "new.toml"]) == 0
    assert capsys.readouterr().out == (
        "two 1 and two 1 differ in 1 thing\n\nScheme\n  title was Two by two, is 2×2\n"
    )


SUMMED = """
from govkit import BaseScheme, Factor, hookimpl

class Summed(BaseScheme):
    def value_of(self, levels):
        return sum(level.number for level in levels.values())

@hookimpl
def govkit_schemes():
    factors = (Factor.numbered("likelihood", ["a", "b"]),)
    return [Summed(id="sum", version="1", title="S", source="test", factors=factors, values=(1, 2))]
"""


def test_what_has_no_table_is_told(tmp_path, monkeypatch, capsys):
    info = tmp_path / "summed-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: summed\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[govkit]\nsummed = summed_plugin\n")
    (tmp_path / "summed_plugin.py").write_text(SUMMED)
    monkeypatch.syspath_prepend(tmp_path)
    assert run(["schemes", "diff", "sum", "cambs-2019"]) == 0
    assert capsys.readouterr().out.endswith("\n\ncells were not compared: sum 1 has no table of them\n")


def test_what_is_not_there_is_said_in_a_sentence(capsys):
    assert run(["schemes", "diff", "cambs-2019", "cambs-2020"]) == 2
    assert capsys.readouterr().err == 'govkit: there is no scheme "cambs-2020"; did you mean "cambs-2019"?\n'
