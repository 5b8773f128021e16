"""``public-names``: the documentation of every name in a module's ``__all__``, each in full in one place.

A name that several modules export is described under the first of ``MODULES`` that has it, and linked from
the others.
"""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import govkit

MODULES = [
    "govkit",
    *sorted(
        each.name
        for each in pkgutil.iter_modules(govkit.__path__, "govkit.")
        if each.name != "govkit.__main__" and hasattr(import_module(each.name), "__all__")
    ),
]


def public_names(module: str) -> list[str]:
    """The names that a module exports, in the order of the alphabet."""
    return sorted(import_module(module).__all__, key=str.lower)


def home(module: str, name: str) -> str:
    """The module under which a name is described: the first that exports the same object by that name."""
    thing = getattr(import_module(module), name)
    return next(
        each for each in MODULES if name in public_names(each) and getattr(import_module(each), name) is thing
    )


def kind(thing: Any) -> tuple[str, str]:
    """The heading and the directive of autodoc that suit a thing."""
    if inspect.isclass(thing):
        return (
            ("Exceptions", "autoexception") if issubclass(thing, BaseException) else ("Classes", "autoclass")
        )
    return ("Functions", "autofunction") if inspect.isroutine(thing) else ("Constants and types", "autodata")


class PublicNames(SphinxDirective):
    """The directive ``.. public-names:: MODULE``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        module = self.arguments[0]
        return self.parse_text_to_nodes("\n".join(self.lines(module)))

    def lines(self, module: str) -> Iterator[str]:
        homes = {name: home(module, name) for name in public_names(module)}
        things = {
            name: kind(getattr(import_module(module), name)) for name, its in homes.items() if its == module
        }
        for heading in ["Functions", "Classes", "Exceptions", "Constants and types"]:
            names = [name for name, (its, _) in things.items() if its == heading]
            if names:
                yield from ["", f".. rubric:: {heading}", ""]
            for name in names:
                yield from [f".. {things[name][1]}:: {module}.{name}"]
                if heading in {"Classes", "Exceptions"}:
                    yield from ["   :members:", "   :show-inheritance:"]
                yield ""
        elsewhere = {name: its for name, its in homes.items() if its != module}
        if elsewhere:
            yield from ["", ".. rubric:: Described elsewhere", ""]
            yield ", ".join(f":py:obj:`{name} <{its}.{name}>`" for name, its in elsewhere.items()) + "."


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("public-names", PublicNames)
    return {"parallel_read_safe": True}
