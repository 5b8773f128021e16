"""The page of dependencies: every one that a user may get, under the licence that it declares."""

import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ROW = re.compile(r"^\| (?P<extra>\S+) \| `(?P<name>[^`]+)` \| (?P<licence>[^|]+) \| [^|]+ \|$", re.MULTILINE)
OURS = {"dev", "lint", "release", "site"}
"""Extras for whoever works on govkit itself."""


def licence(name):
    said = metadata(name)
    classifiers = [
        each.rpartition(" :: ")[2] for each in said.get_all("Classifier") or () if "License" in each
    ]
    return said.get("License-Expression") or said.get("License") or classifiers[0].removesuffix(" License")


def test_every_dependency_of_every_extra_has_a_row_with_the_licence_that_it_declares():
    page = (ROOT / "docs" / "reference" / "dependencies.md").read_text(encoding="utf-8")
    rows = [(each["extra"].strip("`"), each["name"], each["licence"]) for each in ROW.finditer(page)]
    needed = {"–": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}
    assert sorted(rows) == sorted(
        (extra, Requirement(each).name, licence(Requirement(each).name))
        for extra, each_needed in needed.items()
        if extra not in OURS
        for each in each_needed
    )
