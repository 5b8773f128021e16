"""``govkit new scheme``: a package that is whole from the first minute."""

import tomllib
from pathlib import Path

import pytest

from govkit.cli.app import run
from govkit.errors import DefinitionError
from govkit.scaffold import scheme_package
from govkit.scoring import Scheme

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
        "Next: cd harbour-2026-govkit, pip install '.[test]', pytest; "
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


def test_no_placeholder_is_left_over():
    for path, text in scheme_package("harbour-2026").items():
        assert "$" not in path + text.replace("$ ", "")


@pytest.mark.parametrize("name", ["Harbour", "harbour_2026", "2026", "-a", "a--b", "", "a/b", "a.b"])
def test_a_name_that_is_no_id_is_refused_with_the_way_out(name):
    with pytest.raises(DefinitionError, match=r"is no id for a scheme: write lower-case words and numbers"):
        scheme_package(name)


@pytest.mark.parametrize("package", ["Harbour", "a-b", "class", "govkit", "1a"])
def test_a_package_that_python_could_not_import_or_that_is_govkit_s_is_refused(package):
    with pytest.raises(DefinitionError, match="is no name for a package of its own"):
        scheme_package("harbour-2026", package=package)


def test_nothing_that_is_there_is_overwritten(inside, capsys):
    (inside / "taken").mkdir()
    (inside / "taken" / "mine").write_text("mine", encoding="utf-8")
    assert run(["new", "scheme", "harbour-2026", "-o", "taken"]) == 2
    assert capsys.readouterr().err == (
        "govkit: nothing was written: taken is there already; name another folder with -o\n"
    )
    assert run(["new", "scheme", "harbour-2026", "-o", "taken/mine/deeper"]) == 2
    assert capsys.readouterr().err == "govkit: taken/mine/deeper was not written: Not a directory\n"


def test_a_folder_that_is_there_and_empty_is_filled(inside):
    (inside / "empty").mkdir()
    assert run(["new", "scheme", "harbour-2026", "-o", "empty"]) == 0
    assert (inside / "empty" / "README.md").is_file()
