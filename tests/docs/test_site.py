"""The site: Sphinx makes it without a warning, and whatever a user can name has its place there."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from sphinx.util.inventory import InventoryFile

from govkit import Toolkit
from govkit.cli.app import group

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-b",
        "html",
        "-d",
        folder / "trees",
    ]
    made = subprocess.run(
        [*command, ROOT / "docs", folder / "html"], capture_output=True, text=True, check=False
    )
    assert (made.returncode, made.stderr) == (0, "")
    return folder / "html"


@pytest.fixture(scope="module")
def inventory(site):
    return InventoryFile.loads((site / "objects.inv").read_bytes(), uri="").data


def shipped(offered):
    kit = Toolkit.installed()
    return [key for key, each in getattr(kit, offered).items() if kit.origin(each).distribution == "govkit"]


def test_every_public_name_of_every_module_is_described(inventory, site):
    modules = sorted(inventory["py:module"])
    described = {name for kind, entries in inventory.items() if kind.startswith("py:") for name in entries}
    assert len(modules) >= 15
    for module in modules:
        page = (site / "reference" / "api" / f"{module}.html").read_text(encoding="utf-8")
        for name in import_module(module).__all__:
            homes = [each for each in modules if f"{each}.{name}" in described]
            assert homes, f"{module}.{name} is described nowhere"
            assert any(f'"#{home}.{name}"' in page or f"#{home}.{name}" in page for home in homes)


def test_every_package_that_exports_names_is_a_module_of_the_site(inventory):
    folders = {
        path.parent
        for path in ROOT.glob("govkit/*/__init__.py")
        if "__all__" in path.read_text(encoding="utf-8")
    }
    assert {f"govkit.{folder.name}" for folder in folders} | {"govkit"} == set(inventory["py:module"])


def test_every_shipped_rule_has_a_page_under_its_code(inventory):
    assert {code.lower() for code in shipped("rules")} <= set(inventory["std:label"])


def test_every_shipped_scheme_is_drawn(site):
    page = (site / "reference" / "scheme-drawings.html").read_text(encoding="utf-8")
    assert [key for key in shipped("schemes") if f'<section id="{key}">' not in page] == []


def commands(command, path=()):
    yield path
    for name, sub in getattr(command, "commands", {}).items():
        if not sub.hidden:
            yield from commands(sub, (*path, name))


def test_every_command_and_option_is_listed(site):
    page = (site / "reference" / "commands.html").read_text(encoding="utf-8")
    for path in commands(group):
        assert f'id="{"-".join(("govkit", *path))}"' in page, path
        command = group
        for name in path:
            command = command.commands[name]
        for option in command.params:
            if option.param_type_name == "option":
                name = "-".join(("cmdoption-govkit", *path, option.opts[0].lstrip("-")))
                assert f'id="{name}"' in page, name


def test_the_list_for_language_models_names_every_page(site, inventory):
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert [
        name
        for name in inventory["std:doc"]
        if name not in {"genindex", "py-modindex", "search"} and f"/{name}." not in text
    ] == []
