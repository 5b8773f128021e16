"""An OSCAL plan of action and milestones, or assessment results, as the plain data of a register."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from govkit.errors import LoadError, Problem
from govkit.formats.fault import cut
from govkit.formats.placed import placed
from govkit.io.kinds import POAM
from govkit.io.oscal.context import Context, kinds_of
from govkit.io.oscal.entry import Entry
from govkit.io.oscal.lending import lent
from govkit.io.oscal.metadata import read_metadata, read_parties
from govkit.io.oscal.names import STANDS_FOR
from govkit.io.oscal.node import Node, Report, Told, said
from govkit.io.oscal.read_action import read_item
from govkit.io.oscal.read_risk import read_risk
from govkit.model import PHASES, Document, Noted, Position, Refusal, Source, Unplaced, pointer

IMPORTS: Final = {"import-ssp": "system security plan ", "import-ap": "assessment plan "}
"""What stands before the address of an imported document in the source of a register."""


def read_oscal(document: Document, root_key: str, part: str | None = None) -> Document:
    """Make a register's plain data of an OSCAL document.

    Args:
        document: what JSON or YAML says.
        root_key: the key at its top, which says what kind of document it is.
        part: UUID or title of one of the results; all of them unless given.

    Returns:
        Plain data, with what makes no item, what has no home and what a person should look at.

    Raises:
        LoadError: it is no such OSCAL document, what holds for all of it is wrong, or it has no such part.
    """
    source, context = document.source, Context()
    root = _root(document, root_key)
    context.kinds.update(kinds_of(root.data))
    root.report = context.report
    refused: list[Refusal] = []
    entry, read = _read_root(root, context, part, _Keeper(context, source, refused))
    if context.report.problems:
        raise _wrong(source, context.report.problems)
    origins = dict(entry.origins())

    def scan(_: str) -> Mapping[str, Position]:
        places = {there: source.locate(path) for there, path in origins.items()}
        return {there: place for there, place in places.items() if place is not None}

    return Document(
        entry.plain(),
        Source(source.name, source.text, scan, source.breaks),
        read=read,
        refused=tuple(refused),
        unplaced=tuple(Unplaced(place, text) for place, text in _located(context.report.unplaced, source)),
        noted=tuple(Noted(place, text) for place, text in _located(context.report.noted, source)),
    )


def _located(told: Iterable[Told], source: Source) -> list[tuple[Position | None, str]]:
    """Say where things stand, in the order of the source."""
    found = [(source.locate(each.path), each.text) for each in told]
    return sorted(found, key=lambda each: (each[0].line, each[0].column) if each[0] else (0, 0))


def _wrong(source: Source, told: Iterable[Told]) -> LoadError:
    return LoadError(source.name, placed([Problem(each.text, each.path) for each in told], source))


def _root(document: Document, key: str) -> Node:
    data = document.data
    if not isinstance(data, dict) or key not in data:
        raise _wrong(
            document.source, [Told("", f'this is no OSCAL document of that kind: "{key}" is not there')]
        )
    top = Node(data, "", Report())
    root = top.node(key)
    if root is None:
        raise _wrong(document.source, top.report.problems or [Told(pointer(key), "there is nothing in it")])
    return root


class _Keeper:
    """Keeps what can be read, and refuses the rest, item by item."""

    def __init__(self, context: Context, source: Source, refused: list[Refusal]) -> None:
        self._context = context
        self._source = source
        self._refused = refused
        self._seen: set[str] = set()
        self.read = 0

    def keep(self, what: str, node: Node, read: Callable[[Node, Context], Entry]) -> Entry | None:
        """Read an item; None if anything in it is wrong, which is a refusal."""
        report = self._context.report
        problems, unplaced, noted = len(report.problems), len(report.unplaced), len(report.noted)
        self.read += 1
        entry = read(node, self._context)
        if entry.uuid in self._seen:
            told = "results that tell of one risk again are read one at a time, with --sheet"
            node.wrong(f"the UUID {entry.uuid} stands twice; {told}", "uuid")
        if len(report.problems) == problems:
            self._seen.add(entry.uuid)
            return entry
        found = report.problems[problems:]
        del report.problems[problems:], report.unplaced[unplaced:], report.noted[noted:]
        self._refuse(what, node, found)
        return None

    def _refuse(self, what: str, node: Node, found: list[Told]) -> None:
        places = [self._source.locate(each.path) for each in found]
        several = (f"{place}: {each.text}" for place, each in zip(places, found, strict=True))
        said = found[0].text if len(found) == 1 else "; ".join(several)
        title = node.data.get("title")
        name = f'{what} "{cut(title)}"' if isinstance(title, str) else what
        self._refused.append(Refusal(places[0], f"{name}: {said}"))


def _read_root(root: Node, context: Context, part: str | None, keeper: _Keeper) -> tuple[Entry, int]:
    entry = Entry(root.path)
    entry.put("register", root.uuid() or None, root.at("uuid"))
    metadata = root.node("metadata")
    if metadata is None:
        root.wrong('the key "metadata" is missing')
        return entry, 0
    read_parties(metadata, context)
    own = read_metadata(metadata, entry, context)
    _imports(root, entry, _resources(root))
    parts = list(_parts(root, part))
    observations = [each for node in parts for each in node.nodes("observations")]
    findings = [each for node in parts for each in node.nodes("findings")]
    context.observations.update((str(each.data.get("uuid")).lower(), each) for each in observations)
    context.findings.update((str(each.data.get("uuid")).lower(), each) for each in findings)
    context.lent.update(lent(context, [node.data for node in parts], root.data))
    risks = [
        risk
        for node in parts
        for each in node.nodes("risks")
        if (risk := keeper.keep("risk", each, read_risk)) is not None
    ]
    context.risks.update((risk.uuid, risk) for risk in risks)
    items = [node for node in root.nodes("poam-items") if node.mark(STANDS_FOR) is None]
    actions = [action for each in items if (action := keeper.keep("poam-item", each, read_item)) is not None]
    if not own:
        _share_scheme(entry, risks)
    entry.put("areas", _areas(context, risks), root.at("poam-items"))
    entry.put("risks", risks, root.at("risks"))
    entry.put("actions", actions, root.at("poam-items"))
    _leave("observation", observations, context)
    _leave("finding", findings, context)
    for node in parts:
        if node.mark(STANDS_FOR) is not None:
            for key in ("uuid", "title", "description", "start", "reviewed-controls"):  # which OSCAL asks for
                node.take(key)
    entry.finish(metadata)
    root.finish()
    for node in parts:
        if node is not root:
            node.finish()
    return entry, keeper.read


def _resources(root: Node) -> set[str]:
    """Give the addresses of the resources that only stand for a document; others have no home."""
    back = root.node("back-matter")
    found = set()
    for node in [] if back is None else back.nodes("resources"):
        if node.mark(STANDS_FOR) is None:
            node.homeless(f"resource: {said(node.data)}")
        else:
            found.add(f"#{node.data.get('uuid')}")
    return found


def _imports(root: Node, entry: Entry, nothing: Collection[str]) -> None:
    """Take the document that this one imports for the source of the register."""
    for key, prefix in IMPORTS.items():
        node = root.node(key)
        if node is not None:
            href = node.text("href")
            told = href is not None and href not in nothing
            entry.put("source", f"{prefix}{href}" if told else None, node.at("href"))
            node.finish()


def _parts(root: Node, part: str | None) -> Iterator[Node]:
    """Give what has observations and risks: the plan itself, or each of the results."""
    if root.path == pointer(POAM):
        if part is not None:
            root.wrong(f'a plan of action and milestones has no parts, so there is no "{part}"')
        yield root
        return
    results = root.nodes("results")
    names = [str(each.data.get("title")) for each in results]
    found = [each for each in results if part in (None, each.data.get("uuid"), each.data.get("title"))]
    if not found:
        wanted = "no results" if part is None else f'no results "{part}"; there are: {", ".join(names)}'
        root.wrong(f"there are {wanted}", "results")
    yield from found


def _leave(kind: str, nodes: Iterable[Node], context: Context) -> None:
    """Tell which observations or findings nothing refers to."""
    for node in nodes:
        if str(node.data.get("uuid")).lower() not in context.named:
            node.homeless(f"{kind}: {said(node.data)}")


def _share_scheme(entry: Entry, risks: Iterable[Entry]) -> None:
    """Name a scheme that all assessments have once, for the register."""
    held = [risk.data.get(phase) for risk in risks for phase in PHASES]
    assessments = [each for each in held if isinstance(each, Entry)]
    schemes = {each.data.get("scheme") for each in assessments}
    if len(schemes) == 1 and None not in schemes:
        entry.put("scheme", schemes.pop(), assessments[0].places["scheme"])
        for each in assessments:
            del each.data["scheme"]


def _areas(context: Context, risks: Iterable[Entry]) -> list[dict[str, Any]]:
    """Make an area of each risk that an action is about."""
    return [
        {"ref": risk.data.get("ref"), "title": risk.data.get("title"), "overall_risk": risk.data.get("ref")}
        for risk in risks
        if risk.uuid in context.about
    ]
