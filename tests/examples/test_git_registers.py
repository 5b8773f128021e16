"""The repository of registers, lived in: commits that pass and commits that do not, its tests, its findings for GitHub."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "git_registers"
pytestmark = [
    pytest.mark.wheel,
    pytest.mark.skipif(
        not (ROOT / ".git").exists(), reason="pre-commit clones a repository, and this is none"
    ),
]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    (home / "gitconfig").write_text("[safe]\n\tdirectory = *\n[user]\n\tname = T\n\temail = t@example.org\n")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {
        **os.environ,
        "PATH": path,
        "PRE_COMMIT_HOME": str(home),
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
    }


@pytest.fixture
def run(tmp_path, environment):
    def running(*command):
        done = subprocess.run(
            command, cwd=tmp_path / "repository", env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    return running


@pytest.fixture
def register(tmp_path, run):
    """The register of a copy in which the hook is installed, from this very commit of govkit."""
    shutil.copytree(EXAMPLE, tmp_path / "repository", ignore=shutil.ignore_patterns("__pycache__"))
    hooks = tmp_path / "repository" / ".pre-commit-config.yaml"
    here = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    text = (
        hooks.read_text()
        .replace("https://github.com/govkit/govkit", str(ROOT))
        .replace("v0.1.0", here.strip())
    )
    hooks.write_text(text)
    assert run("git", "init", "-q") == (0, "")
    assert run("pre-commit", "install")[0] == 0
    assert run("git", "add", ".")[0] == 0
    return tmp_path / "repository" / "registers" / "harbour.yaml"


def test_a_commit_is_made_only_where_the_registers_are_right(register, run):
    code, said = run("git", "commit", "-m", "Begin")
    assert code == 0, said
    assert "Passed" in said
    whole = register.read_text()
    register.write_text(whole.replace("printed: 9", "printed: 8"))
    code, said = run("git", "commit", "-am", "Slip")
    assert code == 1
    assert "GKSCO002 error H1: 8 is printed, but cambs-2019 makes 9 of these levels" in said
    register.write_text(
        whole.replace("executive_lead", "executive_led").replace("deadline: ongoing", "dead_line: ongoing")
    )
    code, said = run("git", "commit", "-am", "Two slips")
    assert code == 1
    assert "executive_led" in said
    assert "dead_line" in said
    assert "Traceback" not in said
    assert run("git", "log", "--format=%s") == (0, "Begin\n")
    assert "dead_line" in register.read_text()
    register.write_text(whole.replace("by divers", "by divers in spring"))
    code, said = run("git", "commit", "-am", "Say when the survey is")
    assert code == 0, said


def test_its_tests_check_the_registers_too(register, run):
    test = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    code, said = run(*test)
    assert code == 0, said
    assert "2 passed, 1 xfailed" in said
    register.write_text(register.read_text().replace("printed: 9", "printed: 8"))
    code, said = run(*test)
    assert code == 1
    assert "registers/harbour.yaml:14:" in said


def test_findings_for_code_scanning_stand_at_their_lines(register, run):
    register.write_text(register.read_text().replace("printed: 9", "printed: 8"))
    code, said = run("govkit", "check", "registers", "--format", "sarif", "-o", "findings.sarif")
    assert code == 1, said
    log = json.loads((register.parents[1] / "findings.sarif").read_text())
    [wrong] = [each for each in log["runs"][0]["results"] if each["ruleId"] == "GKSCO002"]
    assert wrong["locations"][0]["physicalLocation"]["region"]["startLine"] == 14
    assert run("git", "status", "--short", "--ignored")[1].count("findings.sarif") == 1


def test_what_changed_is_told_as_risks_and_not_as_lines(register, run):
    shutil.copy(register, register.parents[1] / "before.yaml")
    register.write_text(
        register.read_text().replace(
            "likelihood: 2, impact: 3}, printed: 9", "likelihood: 1, impact: 3}, printed: 6"
        )
    )
    code, said = run("govkit", "diff", "before.yaml", "registers/harbour.yaml")
    assert code == 0
    assert "H1" in said
