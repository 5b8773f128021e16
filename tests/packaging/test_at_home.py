"""The hook for pre-commit and the action for GitHub, run as their hosts run them."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())[0]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
HARBOUR = """register: harbour
title: T
scheme: cambs-2019
risks:
  - ref: H1
    title: The east pier fails
    executive_lead: Chief Executive
    controls: [{ref: C1, title: Survey}]
    current: {levels: {likelihood: 2, impact: 3}, printed: 9}
"""
WRONG = HARBOUR.replace("printed: 9", "printed: 8")


def test_the_hook_installs_what_the_command_line_needs():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert HOOK["additional_dependencies"] == extras["cli"]
    assert HOOK["entry"] == "govkit check"


@pytest.fixture
def repository(tmp_path):
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers" / "harbour.yaml").write_text(HARBOUR)
    (tmp_path / "registers" / "notes.txt").write_text("no register")
    (tmp_path / "registers" / "govkit.toml").write_text('fail-level = "error"\n')
    (tmp_path / "registers" / "register.schema.json").write_text("{}")
    (tmp_path / "package.json").write_text("{}")
    for command in (("init", "-q"), ("add", ".")):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


@pytest.mark.wheel
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="pre-commit clones a repository, and this is none")
def test_the_hook_is_tried_and_fails_where_a_register_is_wrong(repository, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": str(home / "gitconfig")}
    (home / "gitconfig").write_text("[safe]\n\tdirectory = *\n[user]\n\tname = T\n\temail = t@example.org\n")

    def tried(*arguments):
        run = subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", ROOT, HOOK["id"], "--verbose", *arguments],
            cwd=repository,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return run.returncode, run.stdout + run.stderr

    code, said = tried("--all-files")
    assert code == 0, said
    assert "govkit check" in said
    assert "Passed" in said
    (repository / "registers" / "harbour.yaml").write_text(WRONG)
    code, said = tried("--files", "registers/harbour.yaml", "registers/notes.txt", "package.json")
    assert code == 1
    assert "registers/harbour.yaml:9:60: GKSCO002 error H1: 8 is printed" in said
    assert "package.json" not in said


def steps(inputs, folder, environment):
    """Run the steps of the action as a runner does, expressions put in."""
    given = {name: each.get("default", "") for name, each in ACTION["inputs"].items()} | inputs
    values = {f"inputs.{name}": value for name, value in given.items()} | {"github.action_path": str(ROOT)}
    said = ""
    for step in ACTION["runs"]["steps"]:
        own = {
            name: re.sub(r"\$\{\{ (.+?) \}\}", lambda match: values[match[1]], str(value))
            for name, value in step["env"].items()
        }
        output = folder / "output"
        output.write_text("")
        assert step["shell"] == "bash"
        run = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={**environment, **own, "GITHUB_OUTPUT": str(output)},
            capture_output=True,
            text=True,
            check=False,
        )
        said += run.stdout + run.stderr
        for line in output.read_text().splitlines():
            name, _, value = line.partition("=")
            values[f"steps.{step['id']}.outputs.{name}"] = value
        if run.returncode:
            return run.returncode, said
    return 0, said


@pytest.mark.wheel
def test_the_action_annotates_sums_up_and_writes_sarif(repository, tmp_path_factory):
    runner = tmp_path_factory.mktemp("runner")
    summary = runner / "summary.md"
    environment = {**os.environ, "RUNNER_TEMP": str(runner), "GITHUB_STEP_SUMMARY": str(summary)}
    (repository / "registers" / "a b.yaml").write_text(WRONG.replace("harbour", "pier"))
    inputs = {
        "files": "registers/*.yaml",
        "as-of": "2019-10-09",
        "sarif": "out.sarif",
        "arguments": "--select\nGKSCO",
        "python": sys._base_executable,
    }
    code, said = steps(inputs, repository, environment)
    assert code == 1, said
    assert "::error file=registers/a b.yaml,line=9,col=60,title=GKSCO002" in said
    assert "1 error" in summary.read_text()
    assert '"ruleId": "GKSCO002"' in (repository / "out.sarif").read_text()
    shutil.rmtree(runner / "govkit")
    (repository / "registers" / "a b.yaml").unlink()
    code, said = steps({**inputs, "files": "registers", "sarif": ""}, repository, environment)
    assert code == 0, said
    assert "::error" not in said
