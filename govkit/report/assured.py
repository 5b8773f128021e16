"""Controls and assurances in words: what they are called, who gives them, and until when they hold."""

from collections.abc import Iterator

from govkit.model import Assurance, Control, Plan


def named(item: Control | Plan | Assurance) -> str:
    """Name an item with its label, if the paper prints one: ``C1 i  Recruitment process``."""
    label = "" if isinstance(item, Plan) or not item.label else f" {item.label}"
    return f"{item.ref}{label}  {item.title}"


def evidence_said(lapse: str | None, doubt: str | None) -> Iterator[str]:
    """Say that an assurance is no evidence, or that nobody can tell; nothing of one that counts.

    Args:
        lapse: why it is no evidence, in a clause about it; None if it counts, or may.
        doubt: why nobody can tell whether it counts, in a clause about it; None if that can be told.
    """
    if lapse is not None:
        yield f"no evidence, as it {lapse}"
    if doubt is not None:
        yield f"perhaps no evidence, as it {doubt}"


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
