"""Controls and assurances in words: what they are called, who gives them, and until when they hold."""

from collections.abc import Iterator

from govkit.model import Assurance, Control, Plan


def named(item: Control | Plan | Assurance) -> str:
    """Name an item with its label, if the paper prints one: ``C1 i  Recruitment process``."""
    label = "" if isinstance(item, Plan) or not item.label else f" {item.label}"
    return f"{item.ref}{label}  {item.title}"


def assured(each: Assurance) -> Iterator[str]:
    """Say who gives an assurance, from where, when it was received and until when it holds, in clauses."""
    source = [str(each.source)] if each.source else []
    source += [f"line {each.line}"] if each.line else []
    source += [f"by {each.provider}"] if each.provider else []
    if source:
        yield ", ".join(source)
    for word, value in (("received", each.received), ("expires", each.expires)):
        if value is not None:
            yield f"{word} {value}"
    if each.conclusion:
        yield f'concluded "{each.conclusion}"'
