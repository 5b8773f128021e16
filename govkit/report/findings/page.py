"""The page of a rule, cut at its headings."""

import re
from typing import Final

from govkit.rules import HEADINGS, Rule

_HEADING: Final = re.compile(rf"^({'|'.join(HEADINGS)})$", re.MULTILINE)


def what_it_does(rule: Rule) -> str:
    """Tell what a rule does, from its page; a paragraph is one line."""
    _, *parts = _HEADING.split(rule.page)
    told = dict(zip(parts[::2], parts[1::2], strict=True))[HEADINGS[0]].strip()
    return re.sub(r"(?<!\n)\n(?!\n)", " ", told)


def markdown_page(rule: Rule) -> str:
    """Write the page of a rule as Markdown, with headings of the third level."""
    return _HEADING.sub(r"### \1\n", rule.page)
