"""Schemes as TOML files: what the keys mean, and where in the file a fault stands."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import attrs
from annotated_types import Ge, Le
from cattrs import ClassValidationError
from immutabledict import immutabledict

from govkit.errors import DefinitionError, LoadError, Problem, RefusedError, did_you_mean
from govkit.formats import toml_file
from govkit.formats.collect import problems_of
from govkit.formats.converter import make_converter
from govkit.formats.fault import Fault, shown
from govkit.formats.flaw import Flaw
from govkit.formats.placed import placed
from govkit.model import HowOften, Source
from govkit.model.constraint import Ref, Text
from govkit.scoring.band import Band, Tolerance, Value
from govkit.scoring.base import About, Aggregation
from govkit.scoring.claims import Claims
from govkit.scoring.expression import Expression, ExpressionError, name_of
from govkit.scoring.factor import Category, Factor, FactorLevel, Interval, key_of
from govkit.scoring.salvage import salvaged, told

_TWO: Final = 2
Share = Annotated[Decimal, Ge(0), Le(1)]


@attrs.frozen(kw_only=True)
class FileLevel:
    """A level in a file; a label alone will do."""

    label: Text
    number: int | None = None
    key: Ref | None = None
    probability: tuple[Share, ...] | None = None
    description: Text | None = None
    descriptors: immutabledict[str, str] = immutabledict()

    @property
    def is_upwards(self) -> bool:
        """Whether its probability is two numbers, the lower first."""
        return self.probability is None or (
            len(self.probability) == _TWO and self.probability[0] <= self.probability[1]
        )

    def level(self, place: int) -> FactorLevel:
        """Make the level; its number counts from 1 unless the file gives one."""
        named: dict[str, Any] = {} if self.key is None else {"key": self.key}
        interval = None
        if self.probability is not None and self.is_upwards:
            lower, upper = self.probability
            interval = Interval(float(lower), float(upper))
        return FactorLevel(
            number=place + 1 if self.number is None else self.number,
            label=self.label,
            probability=interval,
            description=self.description,
            descriptors=self.descriptors,
            **named,
        )


@attrs.frozen(kw_only=True)
class FileCategory:
    """A category in a file; a label alone will do."""

    label: Text
    key: Ref | None = None
    description: Text | None = None


@attrs.frozen(kw_only=True)
class FileFactor:
    """A factor in a file."""

    key: Ref
    levels: tuple[FileLevel, ...]
    label: Text | None = None
    categories: tuple[FileCategory, ...] = ()

    def factor(self) -> Factor:
        """Make the factor."""
        return Factor(
            key=self.key,
            label=self.label or self.key.capitalize(),
            levels=tuple(level.level(place) for place, level in enumerate(self.levels)),
            categories=tuple(
                Category(each.key or key_of(each.label), each.label, each.description)
                for each in self.categories
            ),
        )


@attrs.frozen(kw_only=True)
class FileMatrix:
    """A matrix in a file, worst row on top."""

    across: Ref
    up: Ref
    rows: tuple[tuple[Value, ...], ...]
    bands: tuple[tuple[Ref, ...], ...] | None = None
    within: tuple[tuple[bool, ...], ...] | None = None


@attrs.frozen(kw_only=True)
class FileFormula:
    """A formula in a file."""

    expression: Text


@attrs.frozen(kw_only=True)
class FileBand:
    """A band in a file."""

    key: Ref | None = None
    label: Text
    first: Value | None = None
    last: Value | None = None
    description: Text | None = None
    response: Text | None = None
    reported_to: Text | None = None
    review: HowOften | None = None
    assumed: Text | None = None

    def band(self) -> Band:
        """Make the band."""
        key = self.key or key_of(self.label)
        return Band(**{**attrs.asdict(self, recurse=False), "key": key})


@attrs.frozen(kw_only=True)
class FileTolerance:
    """A tolerance in a file; a value alone will do."""

    value: Value | None = None
    band: Ref | None = None


@attrs.frozen(kw_only=True)
class FileClaims:
    """Claims in a file."""

    injective: bool = False
    symmetric: bool = False
    strictly_monotone: bool = False
    ranked_by: tuple[Text, ...] = ()
    equals: Text | None = None


@attrs.frozen(kw_only=True)
class SchemeFile:
    """What stands in a scheme file."""

    id: Ref
    version: Text
    title: Text
    source: Text
    assumed: tuple[Text, ...] = ()
    aggregation: Aggregation = Aggregation.HIGHEST_LEVEL
    values: tuple[Value, ...] | None = None
    tolerance: FileTolerance | None = None
    factors: tuple[FileFactor, ...]
    matrix: FileMatrix | None = None
    formula: FileFormula | None = None
    bands: tuple[FileBand, ...] = ()
    claims: FileClaims = FileClaims()

    def faults(self) -> Iterator[Flaw]:
        """Say what keeps the parts from going together."""
        if (self.matrix is None) == (self.formula is None):
            yield Flaw("a scheme file has either a [matrix] or a [formula]")
        yield from self._probability_faults()
        if self.matrix is not None:
            yield from self._matrix_faults(self.matrix)
        if self.formula is not None:
            try:
                self.expression()
            except ExpressionError as error:
                yield Flaw(str(error), "/formula/expression")

    def _probability_faults(self) -> Iterator[Flaw]:
        for at, factor in enumerate(self.factors):
            for place, level in enumerate(factor.levels):
                if level.probability is not None and not level.is_upwards:
                    path = f"/factors/{at}/levels/{place}/probability"
                    ends = " to ".join(map(str, level.probability))
                    what = f", the lower first, not {ends}" if len(level.probability) == _TWO else ""
                    yield Flaw(f"a probability is two numbers, [lower, upper]{what}", path)

    def _matrix_faults(self, matrix: FileMatrix) -> Iterator[Flaw]:
        keys = [factor.key for factor in self.factors]
        for name, key in (("across", matrix.across), ("up", matrix.up)):
            if key not in keys:
                yield Flaw(f'there is no factor "{key}"{did_you_mean(key, keys)}', f"/matrix/{name}")
        if len(keys) != _TWO or matrix.across == matrix.up:
            message = "a matrix has two factors, one across and one up; write a [formula] for more or fewer"
            yield Flaw(message, "/matrix")

    def expression(self) -> Callable[..., Value]:
        """Make the formula a function of level numbers, in the order of the factors."""
        names = tuple(name_of(factor.key) for factor in self.factors)
        expression = Expression(self.formula.expression if self.formula else "", names)
        return lambda *numbers: expression(dict(zip(names, numbers, strict=True)))

    def factor(self, key: str) -> Factor:
        """Make the factor of a key."""
        return next(factor.factor() for factor in self.factors if factor.key == key)

    def limit(self) -> Tolerance | None:
        """Make the tolerance."""
        if self.tolerance is None:
            return None
        return Tolerance(self.tolerance.value, band=self.tolerance.band)

    def about(self) -> About:
        """Gather what every way to build a scheme takes."""
        return About(
            version=self.version,
            title=self.title,
            source=self.source,
            bands=[band.band() for band in self.bands],
            aggregation=self.aggregation,
            claims=Claims(**attrs.asdict(self.claims, recurse=False)),
            assumed=self.assumed,
        )


@attrs.frozen
class Definition:
    """A scheme file that was read.

    Args:
        file: what stands in it; of what has problems, what could be read.
        source: its text, for saying where.
        problems: what keeps parts of it from being read, each with its line.
        hidden: the places in the file about which nothing can be told for that reason.
    """

    file: SchemeFile
    source: Source
    problems: tuple[Problem, ...] = ()
    hidden: frozenset[str] = frozenset()

    def refuse(self, flaws: Iterable[Flaw]) -> NoReturn:
        """Refuse a file of which parts cannot be read, with whatever else can be told of it.

        Args:
            flaws: what is wrong with what could be read.

        Raises:
            RefusedError: always.
        """
        keys = [factor.key for factor in self.file.factors]
        rest = [Problem(flaw.message, self._path(flaw.path, keys)) for flaw in told(flaws, self.hidden)]
        raise RefusedError(self.source.name, placed([*self.problems, *rest], self.source))

    @contextmanager
    def placing(self, factors: Sequence[str]) -> Iterator[None]:
        """Turn what building the scheme refuses into problems with lines.

        Args:
            factors: keys of the factors in the order in which the scheme has them.

        Raises:
            RefusedError: the scheme cannot work.
        """
        try:
            yield
        except DefinitionError as error:
            pairs = zip(error.problems, error.paths, strict=True)
            problems = [Problem(message, self._path(path, factors)) for message, path in pairs]
            raise RefusedError(self.source.name, placed(problems, self.source)) from None

    def _path(self, path: str, factors: Sequence[str]) -> str:
        """Find where in the file stands what has another place in the scheme."""
        if self.file.matrix is None:
            return "/values" if path.startswith("/matrix") else path
        head, place, rest = (*path.split("/", 3)[1:], "", "", "")[:3]
        if head != "factors" or not place:
            return path
        there = [factor.key for factor in self.file.factors].index(factors[int(place)])
        return f"/factors/{there}/{rest}".rstrip("/")


def _value(value: object, _: object) -> Value:
    if type(value) not in (int, Decimal, str):
        raise Fault(f"a number or a text is due here, not {shown(value)}")
    return value  # type: ignore[return-value] # its type was checked by identity, which mypy does not follow


def _short(kind: type[Any], field: str, accepts: tuple[type, ...], converter: Any) -> None:
    """Let a bare value stand for an entity of which it is one field."""
    whole = converter.get_structure_hook(kind)

    def structure(value: object, _: object) -> object:
        if type(value) not in (*accepts, dict):
            raise Fault(f"a {field} is due here, or a table that has one, not {shown(value)}")
        return whole({field: value} if type(value) in accepts else value, kind)

    converter.register_structure_hook(kind, structure)


def _make() -> Any:
    converter = make_converter(Aggregation)
    converter.register_structure_hook_func(lambda kind: kind in (Value, Value | None), _value)
    _short(FileLevel, "label", (str,), converter)
    _short(FileCategory, "label", (str,), converter)
    _short(FileTolerance, "value", (int, Decimal, str), converter)
    return converter


_CONVERTER: Final = _make()
_LONGEST: Final = 5_000_000
"""Characters: many times the text of the largest table, and read within seconds."""
_THROUGHOUT: Final = 100
"""Problems: a file with more is wrong throughout, and says no more than that."""
_TOP: Final = frozenset(attrs.fields_dict(SchemeFile))


def read_definition(text: str, name: str) -> Definition:
    """Read a scheme file.

    Args:
        text: the whole text.
        name: what to call the file in messages.

    Returns:
        What stands in it; if parts cannot be read, the problems with them beside the rest.

    Raises:
        LoadError: the text is no TOML, or longer than 5,000,000 characters; every problem has its line.
        RefusedError: it is TOML and no scheme, and nothing more can be told; every problem has its line.
    """
    if len(text) > _LONGEST:
        said = f"it has {len(text):,} characters, and a scheme file has {_LONGEST:,} at most"
        raise LoadError(name, [Problem(said, "", name)])
    document = toml_file.read(text, name)
    otherwise = _no_scheme(document.data)
    if otherwise:
        raise LoadError(name, [Problem(otherwise, "", name)])
    try:
        file: SchemeFile = _CONVERTER.structure(document.data, SchemeFile)
    except (Fault, ClassValidationError) as error:
        found = problems_of(error)
        problems = placed(map(_hinted, found), document.source)
        if isinstance(document.data, dict) and len(found) < _THROUGHOUT:
            rest, hidden = salvaged(document.data, found)
            with suppress(Fault, ClassValidationError):
                file = _CONVERTER.structure(rest, SchemeFile)
                return Definition(file, document.source, tuple(problems), hidden)
        raise RefusedError(name, problems) from None
    return Definition(file, document.source)


def _no_scheme(data: Any) -> str:
    """Say what a file is that is no scheme at all; empty if it may be one."""
    if not data:
        return "there is nothing in it; govkit new scheme NAME writes a scheme to begin with"
    if "register" in data and "factors" not in data:
        return "this is a register, not a scheme; name it where a FILE with a register is due"
    return ""


def _hinted(problem: Problem) -> Problem:
    """Say of a key that has slipped into a table where keys of the whole scheme stand."""
    *tables, key = problem.path.split("/")
    slipped = len(tables) > 1 and key in _TOP and f'no key "{key}"' in problem.message
    if not slipped:
        return problem
    hint = f"{key} is a key of the whole scheme, and those stand before the first [table]"
    return attrs.evolve(problem, message=f"{problem.message.partition(';')[0]}; {hint}")


def load_definition(path: str | Traversable) -> Definition:
    """Read a scheme file from where it lies.

    Args:
        path: the file, which may lie inside a package (``importlib.resources``).

    Returns:
        What stands in it; if parts cannot be read, the problems with them beside the rest.

    Raises:
        LoadError: it cannot be read, is no TOML or is too long; every problem has its line.
        RefusedError: it is TOML and no scheme, and nothing more can be told; every problem has its line.
    """
    file = Path(path) if isinstance(path, str) else path
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise LoadError(str(path), [Problem(f"cannot be read: {reason}", "", str(path))]) from None
    return read_definition(text, str(path))
