"""A release: its notes, its archives, and the list of what comes with it."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BROUGHT = {"six", "typing_extensions"}
"""What the seven dependencies of the core depend on, all told."""


def run(*command, **options):
    done = subprocess.run(
        [str(each) for each in command], capture_output=True, text=True, check=False, **options
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_notes_of_a_release_hold_every_fragment():
    notes = run(sys.executable, "-m", "towncrier", "build", "--draft", "--version", "9.9.9", cwd=ROOT)
    written = "".join(notes.split())
    fragments = [each for each in (ROOT / "changelog.d").iterdir() if each.name != "README.md"]
    assert [
        each.name for each in fragments if "".join(each.read_text(encoding="utf-8").split()) not in written
    ] == []
    assert len(fragments) > 0


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The archives, built twice: from copies of the sources in two places, made at different times."""
    builds = []
    for place in ("one", "another-place"):
        folder = tmp_path_factory.mktemp("release") / place
        ignored = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "_build")
        shutil.copytree(ROOT, folder, ignore=ignored, copy_function=shutil.copy)
        shutil.copy(ROOT / ".pre-commit-hooks.yaml", folder)
        clock = os.environ | {"SOURCE_DATE_EPOCH": "1700000000"}
        run(sys.executable, "-m", "build", "--outdir", folder / "dist", folder, cwd=folder, env=clock)
        builds.append(sorted((folder / "dist").iterdir()))
    return builds


@pytest.mark.wheel
def test_both_archives_are_the_same_whoever_builds_them(built):
    one, another = ({each.name: sha256(each.read_bytes()).hexdigest() for each in build} for build in built)
    assert len(one) == 2
    assert one == another


@pytest.mark.wheel
def test_the_sources_hold_what_a_packager_needs(built):
    [sources] = [each for each in built[0] if each.name.endswith(".tar.gz")]
    with tarfile.open(sources) as archive:
        top = {name.split("/")[1] for name in archive.getnames()}
    kept = (
        {each for each in run("git", "ls-files", cwd=ROOT).split("\n") if each}
        if (ROOT / ".git").exists()
        else set()
    )
    assert {each.split("/")[0] for each in kept} - top <= {".ci", ".gitignore", ".github"}
    assert {"tests", "docs", "LICENSE", "SECURITY.md", "CONTRIBUTING.md"} <= top


@pytest.mark.wheel
def test_the_bill_of_materials_of_the_core_is_its_seven_dependencies_and_what_they_need(built, tmp_path):
    [wheel] = [each for each in built[0] if each.suffix == ".whl"]
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "core")
    python = tmp_path / "core" / "bin" / "python"
    pip = [Path(sys._base_executable), "-m", "pip", "--disable-pip-version-check", "--python", python]
    run(*pip, "install", "--quiet", wheel, cwd=tmp_path)
    made = run(
        sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON", python
    )
    names = {each["name"].lower().replace("-", "_") for each in json.loads(made)["components"]}
    declared = {Requirement(each).name.lower().replace("-", "_") for each in PROJECT["dependencies"]}
    assert names - {"govkit"} == declared | BROUGHT
    assert len(declared) == 7
