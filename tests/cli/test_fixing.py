"""``govkit check --fix``: shown first, written if wanted, and nothing else touched."""

import json
import os
import pty
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from govkit.cli.app import run

GOVKIT = Path(sys.executable).with_name("govkit")
ONLY = ("--as-of", "2019-10-09", "--select", "GKREF002,GKWAI,GKWRI004,GKOWN", "--format", "concise")
HARBOUR = """\
# The harbour's register.
register: harbour
title: T
objectives:
  - {ref: O1, title: Safe  piers}
risks:
  - ref: H1
    title: The east pier fails   # as in 2018
    objective: o1
    executive_lead: A
waivers:
  # decided in May
  - {rule: GKOWN001, ref: H1, reason: nobody wants it}  # until one does
"""
FIXED = HARBOUR.replace("o1", "O1").replace("waivers:", "waivers: []").replace(
    "  - {rule: GKOWN001, ref: H1, reason: nobody wants it}  # until", "  # until"
)  # fmt: skip
DIFF = """\
--- harbour.yaml
+++ harbour.yaml
@@ -6,8 +6,8 @@
 risks:
   - ref: H1
     title: The east pier fails   # as in 2018
-    objective: o1
+    objective: O1
     executive_lead: A
-waivers:
+waivers: []
   # decided in May
-  - {rule: GKOWN001, ref: H1, reason: nobody wants it}  # until one does
+  # until one does
"""
FOUND = """\
harbour.yaml:9:16: GKREF002 error H1: there is no objective "o1"; did you mean "O1"? [fixable]
harbour.yaml:13:5: GKWAI003 warning harbour: the waiver of GKOWN001 at H1 waives nothing: the rule finds nothing there [fixable]
1 error, 1 warning; 2 can be fixed with --fix
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("harbour.yaml").write_text(HARBOUR)
    return tmp_path


@pytest.fixture
def check(folder, capsys):
    def call(*arguments, only=ONLY):
        code = run(["check", "harbour.yaml", *only, "--ignore", "GKWRI004", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_nothing_is_written_unless_somebody_says_so(check):
    told = "nothing was written: --yes fixes 2 findings in 1 file\n"
    assert check("--fix") == (1, DIFF + FOUND, told)
    assert Path("harbour.yaml").read_text() == HARBOUR


def test_yes_writes_and_what_is_left_is_checked(check):
    assert check("--fix", "--yes") == (0, DIFF + "nothing found\n", "2 findings fixed in harbour.yaml\n")
    assert Path("harbour.yaml").read_text() == FIXED
    assert check("--fix", "--yes") == (0, "nothing found\n", "nothing was found that can be fixed\n")
    assert Path("harbour.yaml").read_text() == FIXED


def test_what_programs_read_stays_on_standard_output_alone(check):
    code, out, err = check("--fix", "--format", "json")
    assert (code, err) == (1, DIFF + "nothing was written: --yes fixes 2 findings in 1 file\n")
    edits = [each["edit"] for each in json.loads(out)["findings"]]
    assert edits == [{"path": "/risks/0/objective", "text": "O1"}, {"path": "/waivers/0", "text": None}]


def test_what_is_waived_or_known_is_not_fixed(check):
    check("--baseline", "known.json", "--update-baseline")
    told = "nothing was found that can be fixed\n"
    said = "2 known to the baseline\n"
    assert check("--fix", "--yes", "--baseline", "known.json") == (0, said, told)
    waiver = "waivers:\n  - {rule: GKREF002, ref: H1, reason: so it is}\n"
    Path("harbour.yaml").write_text(HARBOUR[: HARBOUR.index("waivers")] + waiver)
    assert check("--fix", "--yes") == (0, "1 waived\n", told)


def test_options_that_make_no_sense_together_are_refused(check):
    assert check("--yes")[::2] == (2, check("--yes")[2])
    assert "Error: --yes goes with --fix" in check("--yes")[2]
    wrong = check("--fix", "--update-baseline", "--baseline", "b.json")
    assert "Error: --fix and --update-baseline exclude each other: fix first" in wrong[2]
    assert not Path("b.json").exists()


def test_waivers_beside_the_register_are_fixed_where_they_are_its_alone(check):
    held = "waivers:\n- {rule: GKOWN001, ref: H1, reason: old}\n- {rule: GKOWN001, ref: H1, reason: x, until: '2018'}\n"
    Path("harbour.yaml").write_text(HARBOUR[: HARBOUR.index("waivers")].replace("o1", "O1"))
    Path("harbour.waivers.yaml").write_text(held)
    Path("harbour.json").write_text('{"register": "other", "title": "T"}')
    code, _, err = check("--fix", "--yes")
    assert (code, err) == (1, "1 finding fixed in harbour.waivers.yaml\n")
    assert (
        Path("harbour.waivers.yaml").read_text()
        == held.splitlines(keepends=True)[0] + held.splitlines(keepends=True)[1]
    )
    Path("harbour.json").unlink()
    assert check("--fix", "--yes")[::2] == (0, "1 finding fixed in harbour.waivers.yaml\n")
    assert Path("harbour.waivers.yaml").read_text() == "waivers: []\n"
    Path("shared.yaml").write_text(held)
    Path("harbour.waivers.yaml").write_text(held)
    code, _, err = check("--fix", "--yes", "--waivers", "harbour.waivers.yaml")
    assert (code, err) == (1, "1 finding fixed in harbour.waivers.yaml\n")  # read once, and not its alone
    Path("harbour.waivers.yaml").unlink()
    code, _, err = check("--fix", "--yes", "--waivers", "shared.yaml")
    assert (code, err) == (1, "1 finding fixed in shared.yaml\n")


def test_a_waiver_is_kept_whose_item_or_element_may_be_misspelt(check):
    for waiver in (
        "{rule: GKOWN001, ref: H2, reason: r}",
        "{rule: GKREF002, ref: H1, element: objectiv, reason: r}",
    ):
        Path("harbour.yaml").write_text(HARBOUR[: HARBOUR.index("waivers")] + f"waivers: [{waiver}]\n")
        code, out, _ = check("--fix", "--yes", "--select", "GKWAI,GKREF002,GKOWN001")
        assert code == 1
        assert "GKWAI003" in out
        assert waiver in Path("harbour.yaml").read_text()


def test_two_edits_of_one_file_do_not_wait_for_each_other(check):
    Path("harbour.yaml").write_text(HARBOUR.replace("GKOWN001, ref: H1", "GKREF002, ref: H1, element: x"))
    assert check("--fix", "--yes")[2] == "1 finding fixed in harbour.yaml\n"
    assert check("--fix", "--yes")[2] == "1 finding fixed in harbour.yaml\n"
    assert check("--fix", "--yes")[0] == 0


def test_a_file_that_cannot_be_written_is_told_of_and_the_others_are_written(check, folder, capsys):
    other = Path("other.yaml")
    other.write_text(HARBOUR.replace("harbour", "other"))
    other.chmod(stat.S_IRUSR)
    assert run(["check", "other.yaml", "harbour.yaml", *ONLY, "--ignore", "GKWRI004", "--fix", "--yes"]) == 2
    _, err = capsys.readouterr()
    assert err == "govkit: other.yaml was not written: it is read-only\n2 findings fixed in harbour.yaml\n"
    assert Path("harbour.yaml").read_text() == FIXED
    assert run(["check", "other.yaml", *ONLY, "--fix", "--yes"]) == 2


def test_what_cannot_be_fixed_in_the_file_as_it_is_says_why(check, capsys):
    text = "register: r\ntitle: >-\n  a  b\n  c\n"
    Path("r.yaml").write_text(text)
    assert run(["check", "r.yaml", *ONLY, "--fix", "--yes"]) == 1
    _, err = capsys.readouterr()
    assert err == (
        "govkit: r.yaml:2:8: GKWRI004 was not fixed: "
        "the text stands in several lines, or cannot be written as it is quoted\n"
        "nothing was found that can be fixed\n"
    )
    assert Path("r.yaml").read_text() == text


def test_hidden_characters_of_a_file_are_shown_in_the_diff(check, capsys):
    Path("r.yaml").write_text('register: r\r\ntitle: "a  \u202eb"\r\n')
    run(["check", "r.yaml", *ONLY, "--fix"])
    assert '-title: "a  \\u202eb"\n+title: "a \\u202eb"\n' in capsys.readouterr().out


@pytest.mark.parametrize(("answer", "said", "written"), [
    ("y", "2 findings fixed in harbour.yaml", True), ("n", "nothing was written", False),
])  # fmt: skip
def test_somebody_who_watches_is_asked(folder, answer, said, written):
    master, slave = pty.openpty()
    command = [GOVKIT, "check", "harbour.yaml", *ONLY, "--ignore", "GKWRI004", "--fix"]
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, close_fds=True)
    os.close(slave)
    shown = b""
    while b"Fix 2 findings in 1 file? [y/N]: " not in shown:
        shown += os.read(master, 1000)
    os.write(master, f"{answer}\n".encode())
    process.wait()
    os.set_blocking(master, False)
    shown += os.read(master, 10_000)
    os.close(master)
    assert said in re.sub(r"\x1b\[[0-9;]*m", "", shown.decode())
    assert Path("harbour.yaml").read_text() == (FIXED if written else HARBOUR)
