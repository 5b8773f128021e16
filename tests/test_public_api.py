"""The public names with their signatures, as a snapshot: a change of it is a change of the interface.

After one that is meant, ``python tests/test_public_api.py`` writes the snapshot anew; say it in ``changelog.d/``.
"""

import inspect
import pkgutil
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

import govkit

SNAPSHOT = Path(__file__).with_suffix(".txt")
MODULES = ["govkit", *(each.name for each in pkgutil.iter_modules(govkit.__path__, "govkit.") if each.ispkg)]


class Optional:
    def __repr__(self):
        return "…"


OPTIONAL = Optional()


def signature(thing: Any) -> str:
    """The arguments, and which may be left out; types and defaults are written in other ways by other Pythons."""
    if inspect.isclass(thing) and issubclass(thing, Enum):
        return ""
    try:
        signature = inspect.signature(thing)
    except (TypeError, ValueError):
        return ""
    bare = [
        each.replace(annotation=each.empty, default=each.empty if each.default is each.empty else OPTIONAL)
        for each in signature.parameters.values()
    ]
    return str(signature.replace(parameters=bare, return_annotation=signature.empty))


def members(thing: type) -> Iterator[str]:
    """What a class has of its own, in the order of the alphabet, without what begins with an underscore."""
    for name in sorted(vars(thing)):
        member = inspect.getattr_static(thing, name)
        if not name.startswith("_") and name != "mro":
            call = signature(getattr(thing, name)) if callable(getattr(thing, name)) else ""
            yield f"    {name}{call}{' property' if isinstance(member, property) else ''}"


def lines() -> Iterator[str]:
    described = {}
    for module in sorted(MODULES):
        for name in sorted(getattr(import_module(module), "__all__", [])):
            thing = getattr(import_module(module), name)
            first = described.setdefault(f"{name} {id(thing)}", module)
            if first != module:
                yield f"{module}.{name}: {first}.{name}"
                continue
            yield f"{module}.{name}{signature(thing)}"
            if inspect.isclass(thing):
                yield from members(thing)


def test_the_public_names_and_their_signatures_are_those_of_the_snapshot():
    assert "\n".join(lines()) + "\n" == SNAPSHOT.read_text(encoding="utf-8")


def test_every_name_that_is_offered_is_there():
    for module in MODULES:
        for name in getattr(import_module(module), "__all__", []):
            assert hasattr(import_module(module), name)


if __name__ == "__main__":
    SNAPSHOT.write_text("\n".join(lines()) + "\n", encoding="utf-8")
