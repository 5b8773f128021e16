"""``govkit new``: packages that are whole from the first minute."""

import importlib
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from govkit.cli.app import run
from govkit.errors import DefinitionError
from govkit.scaffold import scheme_package, workflow_package
from govkit.scoring import Scheme
from govkit.toolkit import Toolkit
from govkit.workflow.verify import verify

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def inside(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_writes_a_package_and_says_what_is_next(inside, capsys):
    assert run(["new", "scheme", "harbour-2026"]) == 0
    written = {str(path.relative_to(inside)) for path in inside.rglob("*") if path.is_file()}
    *listed, blank, last = capsys.readouterr().out.splitlines()
    assert (
        written
        == set(listed)
        == {
            "harbour-2026-govkit/README.md",
            "harbour-2026-govkit/harbour_2026_govkit/__init__.py",
            "harbour-2026-govkit/harbour_2026_govkit/harbour-2026.toml",
            "harbour-2026-govkit/harbour_2026_govkit/scheme.py",
            "harbour-2026-govkit/pyproject.toml",
            "harbour-2026-govkit/tests/test_scheme.py",
        }
    )
    assert blank == ""
    assert last == (
        "Next: cd harbour-2026-govkit, pip install -e '.[test]', pytest; "
        "your figures go into harbour_2026_govkit/harbour-2026.toml."
    )


def test_the_scheme_it_writes_is_one_and_the_entry_point_names_its_plug_in(inside):
    run(["new", "scheme", "harbour-2026", "--package", "harbour", "-o", "here"])
    scheme = Scheme.from_toml(inside / "here" / "harbour" / "harbour-2026.toml")
    assert scheme.id == "harbour-2026"
    assert str(scheme.rate({"likelihood": "Likely", "impact": "Major"})) == "9, High, above tolerance"
    project = tomllib.loads((inside / "here" / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["name"] == "harbour"
    assert project["project"]["entry-points"]["govkit"] == {"harbour-2026": "harbour.scheme"}


def test_it_writes_a_package_with_a_lifecycle_too(inside, capsys):
    assert run(["new", "workflow", "pier-repair"]) == 0
    written = {str(path.relative_to(inside)) for path in inside.rglob("*") if path.is_file()}
    *listed, blank, last = capsys.readouterr().out.splitlines()
    assert (
        written
        == set(listed)
        == {
            "pier-repair-govkit/README.md",
            "pier-repair-govkit/pier_repair_govkit/__init__.py",
            "pier-repair-govkit/pier_repair_govkit/lifecycle.py",
            "pier-repair-govkit/pyproject.toml",
            "pier-repair-govkit/tests/test_lifecycle.py",
        }
    )
    assert blank == ""
    assert last == (
        "Next: cd pier-repair-govkit, pip install -e '.[test]', pytest; "
        "your steps go into pier_repair_govkit/lifecycle.py."
    )


def test_the_lifecycle_it_writes_is_one_without_fault_or_advice_and_the_entry_point_names_its_plug_in(
    inside, monkeypatch
):
    run(["new", "workflow", "pier-repair", "--package", "pier_repair", "-o", "here"])
    monkeypatch.syspath_prepend(inside / "here")
    kit = Toolkit(importlib.import_module("pier_repair.lifecycle"), strict=True)
    found = verify(kit.lifecycle("pier-repair"))
    assert [entry.check for entry in found.entries] == ["leads-on-by-itself"]
    assert found.not_evaluated == ()
    project = tomllib.loads((inside / "here" / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["name"] == "pier-repair"
    assert project["project"]["description"] == "The lifecycle pier-repair for govkit."
    assert project["project"]["entry-points"]["govkit"] == {"pier-repair": "pier_repair.lifecycle"}


def test_a_lifecycle_is_tested_in_three_lines_by_the_checks_and_in_one_by_stories():
    text = workflow_package("pier-repair")["tests/test_lifecycle.py"]
    assert "@workflow_checks([LIFECYCLE])\ndef test_workflow(workflow, check):\n    check(workflow)\n" in text
    assert "\nTestStories = workflow_machine(LIFECYCLE).TestCase\n" in text


@pytest.mark.parametrize("package_of", [scheme_package, workflow_package])
def test_no_placeholder_is_left_over(package_of):
    for path, text in package_of("harbour-2026").items():
        assert "$" not in path + text.replace("$ ", "")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Harbour", 'it has "H" in it'),
        ("harbour_2026", 'it has "_" in it'),
        ("a/b", 'it has "/" in it'),
        ("a.b", 'it has "." in it'),
        ("2026", 'it begins with "2"'),
        ("1st", 'it begins with "1"'),
        ("-a", 'it begins with "-"'),
        ("a--b", "a hyphen stands at its end, or two stand together"),
        ("a-", "a hyphen stands at its end, or two stand together"),
        ("", "it is empty"),
    ],
)
def test_a_name_that_is_no_id_is_refused_with_what_is_wrong_and_the_way_out(name, why):
    with pytest.raises(DefinitionError) as caught:
        scheme_package(name)
    assert caught.value.problems == (
        (
            f'"{name}" is no id for a scheme: {why}; write lower-case words and numbers joined by hyphens, a letter first, '
            "as in acme-2026"
        ),
    )


@pytest.mark.parametrize(
    ("package", "why"),
    [
        ("Harbour", "it is no such name"),
        ("a-b", "it is no such name"),
        ("1a", "it is no such name"),
        ("class", "it is a word of Python's own"),
        ("os", "it is a module of Python's own"),
        ("govkit", "it is govkit's"),
        ("tests", "it is the folder of the tests"),
    ],
)
def test_a_package_that_python_could_not_import_or_that_is_somebody_else_s_is_refused(package, why):
    with pytest.raises(DefinitionError) as caught:
        scheme_package("harbour-2026", package=package)
    assert caught.value.problems == (
        (
            f'"{package}" is no name for a package of its own: {why}; write lower-case words joined by underscores, as in '
            "acme_2026_govkit"
        ),
    )


def test_names_of_lifecycles_are_refused_in_their_own_words():
    with pytest.raises(DefinitionError) as caught:
        workflow_package("Repair", package="os")
    assert str(caught.value) == (
        'new workflow: "Repair" is no id for a lifecycle: it has "R" in it; write lower-case words and numbers joined by '
        'hyphens, a letter first, as in acme-repair; "os" is no name for a package of its own: it is a module of Python\'s '
        "own; write lower-case words joined by underscores, as in acme_repair_govkit"
    )


def test_what_is_wrong_with_id_and_package_is_listed_at_once():
    with pytest.raises(DefinitionError) as caught:
        scheme_package("1st", package="os")
    assert [problem.partition(" ")[0] for problem in caught.value.problems] == ['"1st"', '"os"']


def test_an_id_and_a_package_that_somebody_has_already_are_refused_and_nothing_is_written(inside, capsys):
    assert run(["new", "scheme", "cambs-2019", "--package", "govkit_schemes"]) == 2
    version = metadata.version("govkit")
    assert capsys.readouterr().err == (
        f'govkit: new scheme: the id "cambs-2019" is taken by plug-in "scheme-cambs-2019" of govkit {version}, and yours would '
        'be left out; choose another; Python finds a package "govkit_schemes" already; name another with --package\n'
    )
    assert not list(inside.iterdir())


def test_the_id_of_a_shipped_lifecycle_is_taken_and_that_of_a_scheme_is_not(inside, capsys):
    assert run(["new", "workflow", "action"]) == 2
    assert capsys.readouterr().err.startswith(
        'govkit: new workflow: the id "action" is taken by plug-in "workflow-action" of govkit '
    )
    assert not list(inside.iterdir())
    assert run(["new", "workflow", "cambs-2019"]) == 0


def test_folders_that_are_made_on_the_way_are_said(inside, capsys):
    assert run(["new", "scheme", "harbour-2026", "-o", "new/one/here"]) == 0
    assert f"\n{inside}/new was not there and was made.\n" in capsys.readouterr().out
    assert run(["new", "scheme", "harbour-2026", "-o", "new/one/there"]) == 0
    assert "was not there" not in capsys.readouterr().out


def test_nothing_that_is_there_is_overwritten(inside, capsys):
    (inside / "taken").mkdir()
    (inside / "taken" / "mine").write_text("mine", encoding="utf-8")
    assert run(["new", "scheme", "harbour-2026", "-o", "taken"]) == 2
    assert capsys.readouterr().err == (
        "govkit: taken was not written: it is there already; name another folder with -o\n"
    )
    assert run(["new", "scheme", "harbour-2026", "-o", "taken/mine/deeper"]) == 2
    assert capsys.readouterr().err == "govkit: taken/mine/deeper was not written: Not a directory\n"


def test_a_folder_that_is_there_and_empty_is_filled(inside):
    (inside / "empty").mkdir()
    assert run(["new", "scheme", "harbour-2026", "-o", "empty"]) == 0
    assert (inside / "empty" / "README.md").is_file()
