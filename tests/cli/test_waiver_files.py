"""``govkit check`` of files of waivers, which are nothing without their registers."""

import os
from pathlib import Path

import pytest

REGISTER = "register: {}\ntitle: T\nrisks: [{{ref: R1, title: A}}, {{ref: R1, title: B}}]\n"
WAIVERS = "waivers: [{rule: GKREF001, ref: R1, reason: as printed}]\n"
ALONE = "there is no register {} beside these waivers; name them after one, or in the settings"


@pytest.fixture
def check(tmp_path, monkeypatch, govkit_):
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(REGISTER.format("a"))
    Path("a.waivers.yaml").write_text(WAIVERS)

    def call(*arguments):
        code, out, err = govkit_("check", *arguments, "--select", "GKREF001", "--format", "concise")
        return code, out.splitlines(), [line.strip() for line in err.splitlines() if line.startswith("  ")]

    return call


def test_the_register_beside_waivers_is_checked(check):
    assert check("a.waivers.yaml") == (0, ["1 waived"], [])
    assert check("a.waivers.yaml", "a.yaml", ".") == (0, ["1 waived"], [])
    Path("a.waivers.yaml").write_text("waivers: []\n")
    assert check("a.waivers.yaml")[0] == 1


def test_every_register_that_has_the_name_of_the_waivers_is_checked(check):
    Path("a.toml").write_text('register = "a2"\ntitle = "T"\n')
    Path("a.waivers.yaml").rename("a.waivers.json")
    assert check("a.waivers.json")[1] == ["not checked: a.toml, a.yaml"]  # what ends in .json is no YAML
    Path("a.waivers.json").write_text('{"waivers": []}')
    assert check("a.waivers.json")[1][-1] == "1 error, nothing to check in a.toml"


def test_waivers_that_are_wrong_leave_their_register_unchecked(check):
    Path("a.waivers.yaml").write_text("waivers: [{rule: a}]\n")
    assert check("a.waivers.yaml") == (
        2,
        ["not checked: a.yaml"],
        ['a.waivers.yaml:1:11: /waivers/0: the key "ref" is missing'],
    )


@pytest.mark.parametrize("given", ["inner/b.waivers.yml", "inner", "."])
def test_waivers_without_a_register_are_an_error(check, given):
    Path("inner").mkdir()
    Path("inner", "b.waivers.yml").write_text(WAIVERS)
    Path("inner", "c.yaml").write_text(REGISTER.format("c"))
    Path("inner", ".hidden.waivers.yaml").write_text(WAIVERS)
    code, out, err = check(given)
    assert (code, err) == (2, ["inner/b.waivers.yml: " + ALONE.format("b.yml")])
    assert out[-1].endswith("not checked: inner/b.waivers.yml")


def test_waivers_that_are_not_there_or_wrong_are_told_so(check):
    assert check("b.waivers.yaml")[2] == ["b.waivers.yaml: cannot be read: No such file or directory"]
    Path("b.yaml").write_text(REGISTER.format("b"))
    assert check("b.waivers.yaml")[2] == ["b.waivers.yaml: cannot be read: No such file or directory"]
    Path("c.waivers.yaml").write_text("waivers: 3\n")
    assert "c.waivers.yaml:1:10: /waivers" in check("c.waivers.yaml")[2][0]


@pytest.mark.parametrize("way", ["option", "settings"])
def test_waivers_that_are_named_need_no_register_of_their_own(check, way):
    Path("all.waivers.yaml").write_text(WAIVERS)
    Path("a.waivers.yaml").unlink()
    options = ["--waivers", "all.waivers.yaml"] if way == "option" else []
    Path("govkit.toml").write_text('waivers = ["all.waivers.yaml"]\n' if way == "settings" else "")
    assert check(".", *options) == check("a.yaml", *options) == (0, ["1 waived"], [])
    assert check("all.waivers.yaml", "a.yaml", *options) == (0, ["1 waived"], [])
    said = "all.waivers.yaml: these are waivers; name a register too"
    assert check("all.waivers.yaml", *options) == (2, ["not checked: all.waivers.yaml"], [said])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (os.mkfifo, "this is no regular file; save it as one"),
        (os.mkdir, "this is a folder; name a file in it"),
        (lambda name: Path(name).symlink_to("nowhere"), "cannot be read: No such file or directory"),
    ],
)
def test_waivers_that_are_no_file_are_refused_and_not_passed_over(check, make, said):
    Path("b.yaml").write_text(REGISTER.format("b"))
    make("b.waivers.yaml")
    assert check("b.yaml") == (2, ["not checked: b.yaml"], [f"b.waivers.yaml: {said}"])


def test_capital_letters_in_a_suffix_make_no_difference(check):
    Path("a.waivers.yaml").rename("a.waivers.YAML")
    Path("a.yaml").rename("a.Yaml")
    assert check("a.Yaml") == check(".") == check("a.waivers.YAML") == (0, ["1 waived"], [])
