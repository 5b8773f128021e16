"""Texts as SARIF 2.1.0 wants them, where braces are placeholders and ``[text](target)`` is a link."""

import re
from typing import Final

_LINK: Final = "]("
_SPECIAL: Final = re.compile(r"[\\\[\]]")


def sarif_text(*paragraphs: str) -> str:
    r"""Write paragraphs so that no reader of SARIF takes part of them for a placeholder or a link.

    Args:
        *paragraphs: texts.

    Returns:
        The paragraphs with blank lines between. Braces are doubled (§3.11.5). Where one could hold a link,
        its brackets and backslashes have a backslash before them (§3.11.6).
    """
    return "\n\n".join(map(_escaped, paragraphs))


def sarif_markdown(text: str) -> str:
    """Write Markdown so that no reader of SARIF takes a brace in it for a placeholder; links stay links."""
    return text.replace("{", "{{").replace("}", "}}")


def _escaped(text: str) -> str:
    text = sarif_markdown(text)
    return _SPECIAL.sub(r"\\\g<0>", text) if _LINK in text else text
