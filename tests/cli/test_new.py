"""``govkit new scheme``: a package that is whole from the first minute."""

import tomllib
from importlib import metadata
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
