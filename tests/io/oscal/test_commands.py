"""OSCAL at the command line: both ways, and what is told."""

import json
import shutil
from pathlib import Path

import pytest

from govkit.cli.app import run
from govkit.io import load

DOCUMENTS = Path(__file__).parent / "documents"
EXAMPLE = Path(__file__).parents[3] / "examples" / "registers" / "eu-exit-2019.yaml"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(EXAMPLE, "a.yaml")
    for path in DOCUMENTS.iterdir():
        shutil.copy(path, path.name)
    return tmp_path


@pytest.fixture
def govkit(capsys, folder):
    def command(*words):
        code = run([*words])
        return code, capsys.readouterr().out

    return command


@pytest.mark.parametrize(
    ("name", "root"),
    [
        ("a.oscal.json", '"plan-of-action-and-milestones"'),
        ("a.oscal.yaml", "plan-of-action-and-milestones:"),
        ("a.oscal-results.json", '"assessment-results"'),
        ("a.oscal-results.yml", "assessment-results:"),
    ],
)
def test_a_register_is_converted_both_ways_without_loss(govkit, name, root):
    assert govkit("convert", "a.yaml", name) == (0, f"{name} written\n")
    assert root in Path(name).read_text(encoding="utf-8")[:100]
    assert govkit("convert", name, "b.yaml") == (0, "b.yaml written\n")
    assert load("b.yaml") == load("a.yaml")


def test_an_import_tells_all_as_json(govkit):
    code, out = govkit("import", "harbour-plan.yaml", "-o", "b.yaml", "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert (told["read"], told["created"], told["refused"], len(told["unplaced"])) == (2, 11, [], 31)
    assert {"place": "harbour-plan.yaml:7:14", "text": "version: 3.1"} in told["unplaced"]
    assert load("b.yaml").risks[0].title == "Strangers on the quay"


def test_what_would_be_lost_is_not_converted(govkit):
    code, _ = govkit("convert", "harbour-plan.yaml", "b.yaml")
    assert code == 2
    assert not Path("b.yaml").exists()


def test_a_refused_entry_keeps_everything_from_being_written_unless_told_to_go_on(govkit):
    code, out = govkit("import", "ferry-results.yaml", "-o", "b.yaml")
    assert code == 1
    assert 'refused: ferry-results.yaml:38:18: risk "Too few rafts": ' in out
    assert not Path("b.yaml").exists()
    code, _ = govkit("import", "ferry-results.yaml", "-o", "b.yaml", "--keep-going")
    assert (code, load("b.yaml").risks[0].status) == (1, "open")
    code, _ = govkit("import", "ferry-results.yaml", "-o", "c.yaml", "--sheet", "Autumn round")
    assert (code, load("c.yaml").risks[0].status) == (0, "closed")


def test_another_edition_is_merged_by_the_uuids(govkit):
    govkit("import", "ferry-results.yaml", "-o", "b.yaml", "--sheet", "Spring round")
    code, out = govkit(
        "import", "ferry-results.yaml", "--into", "b.yaml", "-o", "b.yaml", "--sheet", "Autumn round"
    )
    assert code == 0
    assert "42222222-2222-4222-8222-222222222222 status: open -> closed" in out
    (risk,) = load("b.yaml").risks
    assert (risk.status, len(risk.assurances)) == ("closed", 2)


def test_a_document_is_no_register_and_says_how_to_read_it(govkit, capsys):
    assert run(["check", "harbour-plan.yaml", "--as-of", "2026-05-12"]) == 2
    assert (
        "this is an OSCAL document, not a register; govkit import makes one of it" in capsys.readouterr().err
    )


def test_a_folder_of_registers_may_hold_documents(govkit, folder):
    govkit("convert", "a.yaml", "a.oscal.json")
    _, out = govkit("check", str(folder), "--as-of", "2019-10-09")
    assert "harbour-plan" not in out
    assert "a.oscal.json" not in out
