"""Formats of plug-ins: what counts as one, and where it comes from."""

import types

import pytest

from govkit import Toolkit, UnknownNameError, hookimpl
from govkit.formats import Document, Source


class Plain:
    name = "acme-plain"
    title = "Acme's plain text"
    suffixes = (".txt",)
    lossless = False

    def recognises(self, content, name):
        return False

    def read(self, content, name, *, part=None):
        return Document(None, Source(name, "", lambda _: {}))


class Table:
    name = "acme-table"
    title = "Acme's tables"
    suffixes = (".tab",)

    def recognises(self, content, name):
        return False

    def tables(self, content, name):
        return ()


def plugin(*formats):
    return types.SimpleNamespace(govkit_formats=hookimpl(lambda: list(formats)))


def test_formats_are_offered_by_name_with_their_origin():
    plain, table = Plain(), Table()
    kit = Toolkit(plugin(plain, table), strict=True)
    assert kit.formats == {"acme-plain": plain, "acme-table": table}
    assert kit.origin(plain).offers == ["format acme-plain", "format acme-table"]


@pytest.mark.parametrize("one", [Plain, object(), types.SimpleNamespace(name="x", title="X", suffixes=())])
def test_what_is_no_format_is_named_as_a_problem(one):
    (problem,) = Toolkit(plugin(one)).plugin_problems
    assert problem.endswith("at place 0, not a Format")


def test_a_format_of_nobody_is_named():
    with pytest.raises(UnknownNameError) as caught:
        Toolkit().origin(Plain())
    assert '"acme-plain"' in str(caught.value)


def test_a_format_that_is_handed_over_as_a_plugin_is_told_apart():
    (problem,) = Toolkit(Plain()).plugin_problems
    assert "it is a Format itself and no plug-in" in problem
