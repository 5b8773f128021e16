"""The façade: names, and nothing else."""

import ast
import inspect

import pytest

import govkit


def test_all_is_sorted_and_names_everything_public_that_is_imported_once():
    tree = ast.parse(inspect.getsource(govkit))
    imported = [
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    assert govkit.__all__ == sorted(imported)
    assert len(set(imported)) == len(imported)


@pytest.mark.parametrize("name", govkit.__all__)
def test_name_exists_and_is_documented(name):
    assert inspect.getdoc(getattr(govkit, name))


def test_there_is_no_logic_but_a_docstring_imports_and_all():
    docstring, *body = ast.parse(inspect.getsource(govkit)).body
    assert isinstance(docstring, ast.Expr)
    *imports, names = body
    assert all(isinstance(node, ast.ImportFrom) and node.level == 0 for node in imports)
    assert isinstance(names, ast.Assign)
    assert ast.unparse(names.targets[0]) == "__all__"
    assert isinstance(ast.literal_eval(names.value), list)
