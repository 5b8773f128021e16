"""The hooks are documented: each with its docstring, its exact signature and an example that runs."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from govkit.plugin import spec

PAGE = Path(__file__).parents[2].joinpath("docs", "reference", "hooks.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))
HOOKS = {name: hook for name, hook in vars(spec).items() if name.startswith("govkit_")}


def signature(hook) -> str:
    """Write a hook's signature as its source does, annotations included."""
    (definition,) = ast.parse(inspect.getsource(hook)).body
    assert isinstance(definition, ast.FunctionDef)
    return f"{definition.name}({ast.unparse(definition.args)}) -> {ast.unparse(definition.returns)}"


def test_every_hook_has_a_section_and_nothing_else_has():
    assert list(SECTIONS) == list(HOOKS)
    assert len(HOOKS) == 5


@pytest.mark.parametrize("name", HOOKS)
def test_hook_is_marked_and_has_a_docstring(name):
    assert getattr(HOOKS[name], "govkit_spec", None) is not None
    assert inspect.getdoc(HOOKS[name])


@pytest.mark.parametrize("name", HOOKS)
def test_page_gives_the_exact_signature(name):
    assert f"```text\n{signature(HOOKS[name])}\n```" in SECTIONS[name]


@pytest.mark.parametrize("name", HOOKS)
def test_arguments_are_explained_in_the_docstring_and_on_the_page(name):
    for argument in inspect.signature(HOOKS[name]).parameters:
        assert f"{argument}: " in inspect.getdoc(HOOKS[name])
        assert f"`{argument}`" in SECTIONS[name]


@pytest.mark.parametrize("name", HOOKS)
def test_example_implements_the_hook_asserts_something_and_runs_on_its_own(name):
    (example,) = re.findall(r"^```python\n(.*?)^```$", SECTIONS[name], re.DOTALL | re.MULTILINE)
    assert f"@hookimpl\ndef {name}(" in example
    assert "\nassert " in example
    exec(compile(example, f"hooks.md, {name}", "exec"), {"__name__": "example"})  # noqa: S102 - our own page
