"""What docstrings say of classes and their fields, for those who do not read code."""

import inspect
import re
from typing import Any, Final

from govkit.formats.keys import renamed

_SECTION: Final = re.compile(r"^(?P<name>[A-Z]\w+):$", re.MULTILINE)
_ARGUMENT: Final = re.compile(r"^    (?P<name>\w+): (?P<text>.+(?:\n {5,}.+)*)", re.MULTILINE)
_CODE: Final = re.compile(r"``([^`]+)``")
_WORDS: Final = {"None": "nothing", "False": "false", "True": "true"}
_WORD: Final = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")


def summary(cls: type[Any]) -> str:
    """Take what the first line of a class's docstring says, up to a semicolon.

    Args:
        cls: a class with a docstring.
    """
    return _sentence(
        inspect.cleandoc(cls.__doc__ or "").partition("\n")[0].partition(";")[0].rstrip(".") + "."
    )


def arguments(cls: type[Any]) -> dict[str, str]:
    """Take what a class's docstring says of its arguments, as sentences.

    Args:
        cls: an entity; what only says how an attribute is called in files is left out.

    Returns:
        A sentence or more per name, in one line each.
    """
    parts = _SECTION.split(inspect.cleandoc(cls.__doc__ or ""))
    section = dict(zip(parts[1::2], parts[2::2], strict=True)).get("Args", "")
    said = {match["name"]: " ".join(match["text"].split()) for match in _ARGUMENT.finditer(section)}
    for name, key in renamed(cls).items():
        said[name] = re.sub(rf"; [`\"]+{re.escape(key)}[`\"]+ in files", "", said.get(name, ""))
    return {name: _sentence(text) for name, text in said.items() if text}


def _sentence(text: str) -> str:
    """Say in the words of files what is said in those of Python."""
    sentence = _CODE.sub(r"`\1`", text[0].upper() + text[1:])
    return _WORD.sub(lambda match: _WORDS[match[0]], sentence)
