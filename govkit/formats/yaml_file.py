"""YAML, read from PyYAML's C event stream under the JSON schema of YAML 1.2, and written so that it stays.

The events are put together here rather than by PyYAML's composer, because only so positions come free,
repeated keys are seen, nesting has a bound, and ``NO``, ``010`` and ``12:30`` stay the texts people wrote.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any, Final, NoReturn

import attrs
import yaml

from govkit.errors import LoadError, Problem
from govkit.formats.layout import Kind, Layout, Part
from govkit.formats.refilling import Style
from govkit.formats.scalars import number
from govkit.formats.slips import of_yaml, stands_twice
from govkit.model import Document, Position, Source, pointer

SUFFIXES: Final = (".yaml", ".yml")
_DEPTH: Final = 64
_TOO_DEEP: Final = f"nested more than {_DEPTH} levels deep; no register is"
_POINTER: Final = 1000
_ONE_LINE: Final = 1_000_000_000
_WORDS: Final = {"": None, "null": None, "true": True, "false": False}
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_BREAKS: Final = r"\r\n|[\n\r\x85\u2028\u2029]"
_COMMENT: Final = re.compile(r"#[^\r\n\x85\u2028\u2029]*")
_HEADER: Final = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n\x85\u2028\u2029]*)")
_FORBIDDEN: Final = yaml.reader.Reader.NON_PRINTABLE
_READER: Final[type[Any]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WRITER: Final[type[Any]] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@attrs.define
class _Open:
    """A list or mapping that is being read; the lines of its keys are kept where somebody asks."""

    data: Any
    path: str | None
    key: Any = None
    has_key: bool = False
    lines: dict[str, int] = attrs.Factory(dict)


@attrs.define
class _Builder:
    """Puts events together; remembers positions and the lines of keys only when asked to."""

    name: str
    positions: dict[str, Position] | None = None
    lines: bool = False
    problems: list[Problem] = attrs.Factory(list)
    stack: list[_Open] = attrs.Factory(list)
    root: Any = None
    documents: int = 0

    def build(self, text: str) -> Any:
        loader = _READER(text)
        try:
            while (event := loader.get_event()) is not None:
                self.take(event)
        finally:
            loader.dispose()
        return self.root

    def take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self.check(event)
                self.add(_scalar(event), event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.check(event)
                if len(self.stack) == _DEPTH:
                    raise self.error(event, _TOO_DEEP)
                data: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
                path = self.add(data, event)
                self.stack.append(_Open(data, path))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
            case yaml.AliasEvent():
                raise self.error(event, f'the alias "*{event.anchor}" is not read; write the value out')
            case yaml.DocumentStartEvent():
                if self.documents:
                    raise self.error(event, "a second document begins; put one register in a file")
                self.documents += 1
            case yaml.StreamStartEvent() | yaml.DocumentEndEvent() | yaml.StreamEndEvent():
                pass
            case _:  # its events are of the first import's classes, and would all be passed over
                raise self.error(event, "PyYAML was imported twice in this process; import it once")

    def check(self, event: Any) -> None:
        if event.tag is not None:
            raise self.error(event, f'the tag "{event.tag}" is not read; write a plain value')
        if event.anchor is not None:
            raise self.error(event, f'the anchor "&{event.anchor}" is not read; write the value out')

    def add(self, value: Any, event: Any) -> str | None:
        """Put a value where it belongs and say its path; None where nobody asked or it is too long."""
        if not self.stack:
            self.root = value
            return self.place("", event)
        top = self.stack[-1]
        if isinstance(top.data, list):
            top.data.append(value)
            return self.place(self.below(top, len(top.data) - 1), event)
        if not top.has_key:
            if type(value) is not str:
                raise self.error(event, "a key must be a text; put it in quotes")
            if value in top.data:
                self.problems.append(self.problem(event, stands_twice(value, top.lines.get(value))))
            if self.lines:
                top.lines.setdefault(value, event.start_mark.line + 1)
            top.key, top.has_key = value, True
            return None
        top.data[top.key] = value
        top.has_key = False
        return self.place(self.below(top, top.key), event)

    def below(self, top: _Open, part: str | int) -> str | None:
        return None if self.positions is None or top.path is None else top.path + pointer(part)

    def place(self, path: str | None, event: Any) -> str | None:
        # Paths are bounded, so that positions cannot take more memory than the text deserves.
        if self.positions is None or path is None or len(path) > _POINTER:
            return None
        self.positions[path] = Position(event.start_mark.line + 1, event.start_mark.column + 1)
        return path

    def problem(self, event: Any, message: str) -> Problem:
        mark = event.start_mark
        return Problem(message, "", self.name, mark.line + 1, mark.column + 1)

    def error(self, event: Any, message: str) -> LoadError:
        return LoadError(self.name, [self.problem(event, message)])


def _scalar(event: Any) -> Any:
    text = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return number(text) if _NUMBER.fullmatch(text) else text


def _scan(text: str) -> Mapping[str, Position]:
    positions: dict[str, Position] = {}
    _Builder("", positions).build(text)
    return positions


def _forbidden(text: str, name: str) -> Problem:
    match = _FORBIDDEN.search(text)
    start = match.start() if match else 0
    lines = text[:start].split("\n")
    message = f"this is no YAML: the character U+{ord(text[start]):04X} is not allowed; write it as an escape"
    return Problem(message, "", name, len(lines), len(lines[-1]) + 1)


def read(text: str, name: str) -> Document:
    """Read YAML.

    Args:
        text: the whole text.
        name: what to call the source in messages.

    Returns:
        Plain data with its source.

    Raises:
        LoadError: the text is no YAML, or uses what registers do not need: aliases, tags, several documents.
    """
    builder = _Builder(name)
    try:
        data = builder.build(text)
    except LoadError as error:
        raise LoadError(name, [*_repeated(builder, text), *error.problems]) from None
    except yaml.MarkedYAMLError as error:
        raise LoadError(name, [*_repeated(builder, text), _syntax(error, text, name)]) from None
    except (yaml.YAMLError, UnicodeEncodeError):  # all that is left is a character that YAML forbids
        raise LoadError(name, [*_repeated(builder, text), _forbidden(text, name)]) from None
    if builder.problems:
        raise LoadError(name, _repeated(builder, text))
    return Document(data, Source(name, text, _scan, _BREAKS))


def _repeated(builder: _Builder, text: str) -> list[Problem]:
    """Find out where repeated keys stand first: nobody pays for that who repeats none."""
    if not builder.problems:
        return []
    again = _Builder(builder.name, lines=True)
    with suppress(LoadError, yaml.YAMLError, UnicodeEncodeError):
        again.build(text)
    return again.problems


def _syntax(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    what = ", ".join(part for part in (error.context, error.problem) if part)
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Problem(f"this is no YAML: {what}", "", name)
    place = _position(mark)
    opened = _position(error.context_mark) if error.context_mark else None
    said = f"this is no YAML: {what}{of_yaml(what, text, place, opened)}"
    # libyaml looks ahead for the end of a key, and since 0.2.6 meets a bound of its own on the way.
    message = _TOO_DEEP if "maximum nesting depth" in what else said
    return Problem(message, "", name, place.line, place.column)


def _position(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1)


@attrs.define
class _Surveyor(_Builder):
    """Puts events together, and keeps where each of them begins and ends.

    PyYAML ends a list or mapping without brackets where the next token begins; here it ends with its last
    scalar or bracket, so that no comment behind it is taken for part of it.
    """

    text: str = ""
    parts: dict[str, Part] = attrs.Factory(dict)
    scalars: list[tuple[int, int]] = attrs.Factory(list)
    flows: list[Any] = attrs.Factory(list)
    last: int = 0

    def take(self, event: Any) -> None:
        closed = None
        if isinstance(event, yaml.ScalarEvent):
            self.scalars.append(self.span_of(event))
            self.last = self.scalars[-1][1]
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self.stack[-1].path
            self.last = self.span_of(event)[1] if self.flows.pop() else self.last
        super().take(event)
        if closed is not None:
            self.parts[closed] = attrs.evolve(self.parts[closed], end=self.last)
        if isinstance(event, yaml.CollectionStartEvent):
            self.flows.append(event.flow_style)

    def span_of(self, event: Any) -> tuple[int, int]:
        start: int = event.start_mark.index
        # The line breaks behind a text in a block are told to be part of it.
        return start, start + len(self.text[start : event.end_mark.index].rstrip("\r\n"))

    def place(self, path: str | None, event: Any) -> str | None:
        path = super().place(path, event)
        if path is not None:
            kind = _kind(event)
            start = event.start_mark.index
            end = self.last if kind is Kind.SCALAR else start
            self.parts[path] = Part(start, end, kind, flow=bool(self.flows and self.flows[-1]))
        return path


def _kind(event: Any) -> Kind:
    match event:
        case yaml.ScalarEvent():
            return Kind.SCALAR
        case yaml.SequenceStartEvent():
            return Kind.BRACKETS if event.flow_style else Kind.DASHES
        case _:
            return Kind.TABLE


def layout(text: str) -> Layout:
    """Find where everything stands in a text that is known to be YAML."""
    surveyor = _Surveyor("", positions={}, text=text)
    surveyor.build(text)
    return Layout(text, surveyor.parts, tuple(_comments(text, surveyor.scalars)))


def _comments(text: str, scalars: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What begins with "#" and is no scalar is a comment; a text in a block may have one in its header."""
    at = 0
    for start, end in [*scalars, (len(text), len(text))]:
        yield from (match.span() for match in _COMMENT.finditer(text, at, start))
        header = _HEADER.match(text, start, end)
        if header:
            yield header.span(1)
        at = end


def rewritten(raw: str, old: str, new: str, *, flow: bool) -> str | None:
    """Write a text where another one stands, quoted as that one is if it can be.

    Args:
        raw: the other text as it is written.
        old: the other text.
        new: the text.
        flow: whether it stands within brackets.

    Returns:
        The text as it is to be written; None for one in several lines, whose layout would be lost.
    """
    if "\n" in raw:
        return raw.replace(old, new) if raw.count(old) == 1 else None
    single = "'" + new.replace("'", "''") + "'"
    double = yaml.dump(new, Dumper=_Dumper, default_style='"', allow_unicode=True, width=_ONE_LINE).strip()
    styles = {"'": [single, double], '"': [double]}.get(raw[0], [new, single, double])
    return next((style for style in styles if _reads(style, new, flow=flow)), None)


def _reads(written: str, new: str, *, flow: bool) -> bool:
    text = f"[{written}]" if flow else f"- {written}"
    try:
        return read(text, "").data == [new]
    except LoadError:
        return False


class _Dumper(_WRITER):  # type: ignore[misc]
    """Quotes every text that some reader of YAML 1.1 or 1.2 could take for something else."""

    def represent_undefined(self, data: Any) -> NoReturn:
        raise TypeError(f"{type(data).__name__} is not YAML serializable")

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(?:[0-9][0-9_]*)?\.?[0-9]*(?:[eE][-+]?[0-9]+)?"),
    list("-+.0123456789"),
)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"0[xob][0-9a-fA-F_]+"), ["0"])
_PLAIN: Final = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")


def _represent_text(dumper: Any, text: str) -> Any:
    style = None if _PLAIN.fullmatch(text) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", str.__str__(text), style=style)


def _represent_number(dumper: Any, value: Decimal) -> Any:
    text = str(value)
    kind = "int" if text.lstrip("-").isdigit() else "float"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(Decimal, _represent_number)
_Dumper.add_multi_representer(str, _represent_text)
_Dumper.add_representer(None, _Dumper.represent_undefined)


def write(data: Mapping[str, Any]) -> str:
    """Write plain data as YAML that reads back the same.

    Args:
        data: mappings, lists, texts, numbers, booleans and None.

    Returns:
        The text, ending in a newline.
    """
    text: str = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100, default_flow_style=False
    )
    return text


def _inline(value: Any) -> str:
    style: dict[str, Any] = {"default_flow_style": True, "sort_keys": False, "width": _ONE_LINE}
    listed: str = yaml.dump([value], Dumper=_Dumper, allow_unicode=True, **style)
    return listed.strip()[1:-1]


STYLE: Final = Style(write, _inline)
"""How YAML is written where other YAML stands."""
