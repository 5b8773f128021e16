"""The page of guards: every node, relation and fact has its entry."""

import re
from pathlib import Path

import pytest

import govkit.workflow
from govkit.analysis.lifecycles import FACTS
from govkit.workflow import AS_OF, BY, WHY, Compare, Field, Guard, Op

PAGE = Path(__file__).parents[2].joinpath("docs", "reference", "guards.md").read_text(encoding="utf-8")
NODES = [
    each
    for name in govkit.workflow.__all__
    if isinstance(each := getattr(govkit.workflow, name), type)
    and issubclass(each, Guard)
    and each is not Guard
]


def test_there_are_nodes_to_look_for():
    assert {node.__name__ for node in NODES} >= {"All", "Any_", "Compare", "Not", "Present"}


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)
def test_every_node_has_a_section_with_its_call_and_an_example(node):
    found = re.search(rf"^## {node.__name__}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, f"docs/reference/guards.md has no section {node.__name__}"
    assert f"`{node.__name__}(" in found[1]
    assert re.search(rf">>> .*\b{node.__name__}\(|>>> both|>>> either", found[1])


@pytest.mark.parametrize("op", Op)
def test_every_relation_has_a_row_with_its_words(op):
    guard = Compare(Field("n"), op, 1)
    words = [guard.sentence(wanted=wanted)[2:-2] for wanted in (True, False)]
    assert f"| `Op.{op.name}` | `{op.value}` | {words[0]} | {words[1]} |" in PAGE


@pytest.mark.parametrize("field", [AS_OF, BY, WHY, *FACTS], ids=lambda field: field.name)
def test_every_name_that_is_always_there_and_every_fact_has_a_row(field):
    assert f"\n| `{field.name}` |" in PAGE
