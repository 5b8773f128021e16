"""Elements of SVG and HTML, built so that no text can become markup."""

from xml.etree.ElementTree import Element

from govkit.report.visible import visible


def element(tag: str, /, *content: str | Element, **attributes: str | float) -> Element:
    """Make an element.

    Args:
        tag: its name.
        *content: texts and elements, in order; what is hidden in a text is made visible.
        **attributes: its attributes; ``_`` stands for ``-``, and one at the end is left out (``class_``).

    Returns:
        The element.
    """
    made = Element(tag)
    for name, value in attributes.items():
        made.set(name.removesuffix("_").replace("_", "-"), visible(_written(value)))
    last: Element | None = None
    for part in content:
        if isinstance(part, Element):
            made.append(part)
            last = part
        elif last is None:
            made.text = (made.text or "") + visible(part)
        else:
            last.tail = (last.tail or "") + visible(part)
    return made


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else str(round(value, 1)).removesuffix(".0")
