"""Where ``govkit check -o`` writes, and what it never writes over."""

import json
import os
from pathlib import Path

import pytest

BARE = "register: r\ntitle: T\nactions: [{ref: '1', title: A, deadline: 31/12/2999}]\n"
RULES = json.dumps(
    {
        "rules": [
            {
                "code": "ACMRSK001",
                "name": "shows",
                "severity": "note",
                "over": "risk",
                "when": {"present": "title"},
                "message": "{ref}",
                "page": "It.\n\nWhat it does\n\nWhy it matters\n\nExample\n\nInstead\n",
            }
        ]
    }
)


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A register with one finding, in the folder where one is."""
    monkeypatch.chdir(tmp_path)
    Path("bare.yaml").write_text(BARE)
    return "bare.yaml"


def refused(call, *arguments, output):
    """Ask for an output that must not be written; tell why it was not."""
    there = Path(output).read_bytes() if Path(output).exists() else None
    code, out, err = call("check", *arguments, "-o", output)
    assert (code, out) == (2, "")
    assert (Path(output).read_bytes() if Path(output).exists() else None) == there
    start = f"govkit: {output} was not written: "
    assert err.startswith(start)
    return err.removeprefix(start).removesuffix("\n")


def test_no_register_is_written_over_and_nothing_is_checked_then(govkit_, bare):
    Path("other").write_text(BARE)
    Path("link").symlink_to(bare)
    itself = "it is the register bare.yaml itself; name another file"
    assert refused(govkit_, bare, output=bare) == itself
    assert refused(govkit_, bare, output="link") == itself
    assert refused(govkit_, ".", output="bare.yaml") == itself
    assert refused(govkit_, bare, output="other") == "a register is in it; name another file"
    # It would be the register of the next check.
    said = "it is the register new.json itself; name another file"
    assert refused(govkit_, bare, "new.json", output="new.json") == said


@pytest.mark.parametrize("way", ["option", "settings"])
@pytest.mark.parametrize(
    "kept",
    [
        ("baseline", "known.json", '{"baseline": 1}', "the baseline known.json"),
        ("waivers", "w.yaml", "waivers: []\n", "the file of waivers w.yaml"),
        ("rules", "rules.json", RULES, "the file of rules rules.json"),
    ],
)
def test_what_else_is_read_is_not_written_over_either(govkit_, bare, way, kept):
    key, name, text, what = kept
    Path(name).write_text(text)
    named = name if key == "baseline" else [name]
    Path("govkit.toml").write_text(f"{key} = {json.dumps(named)}\n" if way == "settings" else "")
    options = [f"--{key}", name] if way == "option" else []
    assert refused(govkit_, bare, *options, output=name) == f"it is {what}; name another file"


def test_settings_that_an_option_names_are_not_written_over(govkit_, bare):
    Path("ours.json").write_text('{"ignore": []}')
    said = "it is the settings ours.json; name another file"
    assert refused(govkit_, bare, "--config", "ours.json", output="ours.json") == said


def test_a_baseline_that_is_about_to_be_written_is_not_written_over(govkit_, bare):
    said = "it is the baseline known.json; name another file"
    update = ("--baseline", "known.json", "--update-baseline")
    assert refused(govkit_, bare, *update, output="./known.json") == said
    assert not Path("known.json").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bare.waivers.yaml", "waivers: []\n"),
        ("govkit.toml", "ignore = ["),
        ("pyproject.toml", "[tool.other]\n"),
        ("broken.YML", "register: ["),
        ("mkdocs.yml", "site_name: T\n"),
        ("new.yaml", None),
        ("link", None),
    ],
)
def test_what_ends_like_files_that_govkit_reads_is_not_written(govkit_, bare, name, text):
    if text is not None:
        Path(name).write_text(text)
    elif name == "link":
        Path(name).symlink_to("elsewhere.toml")
    said = refused(govkit_, bare, output=name)
    ending = ".toml" if name == "link" else Path(name).suffix
    assert said.startswith("a file of that name is one of waivers") == (".waivers." in name)
    assert (
        ".waivers." in name
        or said == f"what ends in {ending} is for govkit to read; give the file another ending"
    )


def test_a_name_of_waivers_is_not_written(govkit_, bare):
    said = "a file of that name is one of waivers; name another file"
    assert refused(govkit_, bare, output="bare.waivers.json") == said


SARIF = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "govkit"}}}]}


@pytest.mark.parametrize(
    "text",
    [
        '{"baseline": 1, "findings": []}',
        '{"baseline": 2}',
        '{"register": "r"',
        "[]",
        "3",
        "[" * 100_000,
        '{"findings": []}',
        json.dumps({**SARIF, "runs": []}),
        json.dumps({**SARIF, "runs": 3}),
        json.dumps({**SARIF, "runs": [{"tool": {}}]}),
        json.dumps({**SARIF, "runs": [*SARIF["runs"], {"tool": {"driver": {"name": "other"}}}]}),
    ],
)
def test_json_that_is_no_output_is_not_written_over(govkit_, bare, text):
    Path("a.json").write_text(text)
    said = "it is there already, and no output of govkit check; name another file"
    assert refused(govkit_, bare, output="a.json") == said


def test_an_output_is_replaced_and_an_empty_file_filled(govkit_, bare):
    Path("out.json").touch()
    for form in ("json", "sarif", "json"):
        for files in (bare, "."):
            code, out, err = govkit_("check", files, "--format", form, "-o", "out.json")
            assert (code, out, err) == (1, "1 warning; see out.json\n", "")
            key = {"json": "findings", "sarif": "runs"}[form]
            assert key in json.loads(Path("out.json").read_text())
    assert govkit_("check", ".")[1].endswith("\n1 warning\n")


def test_a_full_disk_is_said_in_a_sentence(govkit_, bare):
    full = (2, "", "govkit: /dev/full was not written: No space left on device\n")
    assert govkit_("check", bare, "-o", "/dev/full") == full


def test_a_pipe_is_refused_since_nobody_may_ever_read_it(govkit_, bare):
    os.mkfifo("pipe")
    said = "govkit: pipe was not written: this is a pipe; name a file, or write to standard output and redirect that\n"
    assert govkit_("check", bare, "-o", "pipe") == (2, "", said)


def test_text_is_not_written_to_what_is_called_json(govkit_, bare):
    said = "what ends in .json is JSON; add --format json or sarif, or give the file another ending"
    assert govkit_("check", bare, "-o", "out.json") == (2, "", f"govkit: out.json was not written: {said}\n")
    assert not Path("out.json").exists()


def test_a_file_that_cannot_be_written_is_named(govkit_, bare):
    code, out, err = govkit_("check", bare, "-o", "none/out.txt")
    assert (code, out, err) == (2, "", "govkit: none/out.txt was not written: No such file or directory\n")
    assert govkit_("check", bare, "-o", ".")[2] == "govkit: . was not written: Is a directory\n"
    long = "x" * 300
    assert govkit_("check", bare, "-o", long)[2] == f"govkit: {long} was not written: File name too long\n"
