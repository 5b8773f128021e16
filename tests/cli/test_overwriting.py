"""Nothing that a command reads is overwritten, and no file that is there already."""

import shutil
from pathlib import Path

import pytest

from govkit import SaveError
from govkit.cli.app import run
from govkit.cli.overwriting import is_register, refuse_to_overwrite, write_new

EXAMPLES = Path(__file__).parents[2] / "examples"
DECIDED = (
    "register: cambs-2016\nto: cambs-2019\ndecisions:\n"
    "- {ref: R3.1, assessment: current, levels: {likelihood: 3, impact: 4}, by: A, why: B, on: 2019-08-13}\n"
)
SCHEME = (
    'id = "cambs-2019"\nversion = "9"\ntitle = "T"\nsource = "test"\n'
    '[[factors]]\nkey = "likelihood"\nlevels = ["a", "b", "c"]\n'
    '[[factors]]\nkey = "impact"\nlevels = ["a", "b", "c", "d"]\n'
    '[matrix]\nacross = "likelihood"\nup = "impact"\nrows = [[4, 8, 12], [3, 7, 11], [2, 6, 10], [1, 5, 9]]\n'
)


@pytest.fixture(autouse=True)
def inside(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(EXAMPLES / "registers" / "cambs-2016.yaml", tmp_path)
    for name, text in {
        "decided.yaml": DECIDED,
        "map.yaml": "R3.1: SR3.1\n",
        "shares.yaml": "cambs-2019: {likelihood: {'1': [0, 1]}}\n",
        "table.yaml": "'1': 1\n",
        "to.toml": SCHEME,
        "other.yaml": "register: other\ntitle: Other\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def contents(folder):
    return {each.name: each.read_bytes() for each in folder.iterdir()}


APPLY = ("--to", "to.toml", "--decisions", "decided.yaml", "--map", "map.yaml", "-o")
PROPOSE = (
    *("--to", "to.toml", "--map", "map.yaml", "--intervals", "shares.yaml"),
    *("--likelihood", "table.yaml", "--impact", "number", "--worksheet"),
)


@pytest.mark.parametrize(
    ("arguments", "output", "what"),
    [
        (APPLY, "decided.yaml", "the decisions"),
        (APPLY, "map.yaml", "the map"),
        (APPLY, "cambs-2016.yaml", "the register itself"),
        (APPLY, "./../{folder}/cambs-2016.yaml", "the register itself"),
        (APPLY, "to.toml", "the new scheme"),
        (APPLY, "other.yaml", "there already"),
        (PROPOSE, "map.yaml", "the map"),
        (PROPOSE, "shares.yaml", "the intervals"),
        (PROPOSE, "table.yaml", "the rule table.yaml"),
        (PROPOSE, "to.toml", "the new scheme"),
        (PROPOSE, "other.yaml", "there already"),
    ],
)
def test_migrate_overwrites_nothing_it_read_and_nothing_that_is_there(
    inside, capsys, arguments, output, what
):
    before = contents(inside)
    output = output.format(folder=inside.name)
    assert run(["migrate", "cambs-2016.yaml", *arguments, output]) == 2
    assert capsys.readouterr().err == f"govkit: {output} was not written: it is {what}; name another file\n"
    assert contents(inside) == before


def test_a_link_to_what_was_read_is_what_was_read(inside):
    (inside / "link").symlink_to("map.yaml")
    with pytest.raises(SaveError, match="link was not written: it is the map; name another file"):
        refuse_to_overwrite("link", read={"the map": "map.yaml"})


def test_a_file_that_was_not_read_may_be_replaced_where_that_is_meant(inside):
    read = {"the register": "cambs-2016.yaml", "the map": None, "a file that is gone": "gone.yaml"}
    refuse_to_overwrite("other.yaml", "new.yaml", read=read, replace=True)
    with pytest.raises(SaveError, match="it is the register"):
        refuse_to_overwrite("cambs-2016.yaml", read=read, replace=True)


def test_of_several_files_all_that_are_in_the_way_are_named():
    with pytest.raises(SaveError) as caught:
        refuse_to_overwrite("map.yaml", "new", "to.toml", way_out="name another folder")
    assert str(caught.value) == (
        "nothing was written: map.yaml, to.toml are there already; name another folder"
    )
    with pytest.raises(
        SaveError, match=r"^nothing was written: map.yaml is there already; name another file$"
    ):
        refuse_to_overwrite("map.yaml", "new")


def test_a_name_that_no_file_can_have_is_said_in_a_sentence():
    def write(name):
        refuse_to_overwrite(name)
        write_new("", name)  # where looking does not fail, writing does

    with pytest.raises(SaveError, match="x was not written: File name too long"):
        write("x" * 300)


def test_what_came_in_between_is_not_overwritten_either(inside):
    with pytest.raises(SaveError, match=r"other.yaml was not written: File exists"):
        write_new("mine", inside / "other.yaml")
    write_new("é\n", "new.yaml")
    assert (inside / "new.yaml").read_bytes() == "é\n".encode()


def test_what_cannot_be_read_or_never_ends_is_no_register():
    for name in ("cambs-2016.yaml", "map.yaml", "gone.yaml", ".", "/dev/zero", "/proc/self/mem"):
        assert is_register(Path(name)) == (name == "cambs-2016.yaml")
