"""Names that no file can have are answered in a sentence by every command that looks for one."""

from pathlib import Path

import pytest

LONG = "y" * 300
LIBRARY = Path(__file__).parents[1] / "io" / "libraries" / "quirks.yaml"
CUT = "File name too long"
REGISTER = "register: r\ntitle: T\nrisks: [{ref: R1, title: A}]\n"


@pytest.fixture
def register(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.yaml").write_text(REGISTER)
    return "r.yaml"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["explain", LONG], f'there is no rule "{LONG}"'),
        (["explain", f"{LONG}.yaml"], f"{LONG}.yaml: cannot be read: {CUT}"),
        (["explain", LONG, "R1"], f"{LONG}: cannot be read: {CUT}"),
        (["explain", f"{LONG}.xlsx", "R1"], f"{LONG}.xlsx: cannot be read: {CUT}"),
        (["schemes", "show", LONG], f'there is no scheme "{LONG}"'),
        (["schemes", "verify", f"{LONG}.yaml"], f'there is no scheme "{LONG}.yaml"'),
        (["schemes", "show", f"{LONG}.toml"], f"{LONG}.toml: cannot be read: {CUT}"),
        (["schemes", "diff", LONG, LONG], f'there is no scheme "{LONG}"'),
        (["schema", "--scheme", LONG], f'there is no scheme "{LONG}"'),
        (["migrate", "r.yaml", "--to", LONG], f'there is no scheme "{LONG}"'),
        (["new", "scheme", "good", "-o", LONG], f"{LONG} was not written: {CUT}"),
        (["new", "workflow", "good", "-o", f"{LONG}/x"], f"{LONG}/x was not written: {CUT}"),
        (["import", "r.yaml", "--into", "r.yaml", "-o", LONG], f"{LONG} was not written: {CUT}"),
        (["check", "r\0.yaml"], "an argument holds a NUL, which no file, item or rule has in its name"),
        (
            ["explain", "r.yaml", "R\0"],
            "an argument holds a NUL, which no file, item or rule has in its name",
        ),
    ],
)
def test_a_name_that_no_file_can_have_is_one_sentence(govkit_, register, arguments, said):
    code, out, err = govkit_(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "fault of govkit" not in err


def test_a_matrix_is_not_written_to_a_folder_with_such_a_name(govkit_):
    code, out, err = govkit_("schemes", "import", str(LIBRARY), "-o", LONG)
    assert (code, out) == (2, "")
    assert err.endswith(f"was not written: {CUT}\n")


@pytest.mark.parametrize("key", ["waivers", "rules", "baseline"])
def test_a_name_with_a_nul_in_settings_is_one_sentence(govkit_, register, tmp_path, key):
    value = '"a\\u0000.yaml"'
    (tmp_path / "govkit.toml").write_text(f"{key} = {value if key == 'baseline' else f'[{value}]'}\n")
    code, out, err = govkit_("check", register)
    assert (code, out) == (2, "not checked: r.yaml\n")
    assert len(err.splitlines()) == 2
    said = "there is no such baseline" if key == "baseline" else "cannot be read: there is a NUL in its name"
    assert said in err
