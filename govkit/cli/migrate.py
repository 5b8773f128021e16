"""``govkit migrate``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import click

from govkit.cli.common import (
    as_of_option,
    file_argument,
    find_scheme,
    format_option,
    say,
    toolkit,
    write_document,
)
from govkit.cli.decisions import apply
from govkit.cli.editions import load_map, map_option
from govkit.cli.mapping_files import MappingFiles
from govkit.cli.overwriting import refuse_to_overwrite, write_new
from govkit.cli.proposals import decided_ratings, proposals_data, proposals_lines
from govkit.errors import UnknownNameError
from govkit.history import side_by_side, worksheet
from govkit.model import Register
from govkit.scoring import BaseScheme, Basis, Intervals, LevelRule, MappingError
from govkit.toolkit import Toolkit

_RULE: Final = "RULE"


@click.command()
@file_argument
@click.option("--to", "to", required=True, metavar="ID|FILE", help="The new scheme: its id, or a .toml file.")
@click.option("--likelihood", multiple=True, metavar=_RULE, help="How levels of likelihood go over.")
@click.option("--impact", multiple=True, metavar=_RULE, help="How levels of impact go over.")
@click.option("--rule", "others", multiple=True, metavar=f"FACTOR={_RULE}", help="The same for any factor.")
@click.option(
    "--factor",
    "factors",
    multiple=True,
    metavar="NEW=OLD",
    help="A new factor that takes the place of an old one of another name.",
)
@map_option
@click.option("--intervals", type=click.Path(), help="YAML: probabilities by scheme, factor and level.")
@click.option(
    "--decided", metavar="LATER", type=click.Path(), help="A later register: show what was decided there."
)
@click.option("--worksheet", "sheet", metavar="OUT", type=click.Path(), help="Write decisions to fill in.")
@click.option("--decisions", type=click.Path(), help="YAML: decisions to apply; needs -o.")
@click.option("-o", "--output", metavar="OUT", type=click.Path(), help="Write the register with them here.")
@as_of_option
@format_option
def migrate(
    file: str,
    *,
    to: str,
    likelihood: tuple[str, ...],
    impact: tuple[str, ...],
    others: tuple[str, ...],
    factors: tuple[str, ...],
    map_file: str | None,
    intervals: str | None,
    decided: str | None,
    sheet: str | None,
    decisions: str | None,
    output: str | None,
    as_of: date,
    as_format: str,
) -> None:
    """Propose what assessments could be under another scheme, and apply what people decide.

    RULE is label, number, key, probability, or a YAML file of old levels and new ones. Rules of several
    factors go together in order: the first of each, the second of each. Without any, all are set side by
    side. No file that is there is ever changed. A decision dated after --as-of is refused.
    """
    named = [*_named(likelihood, impact, others)]
    renamed = _renamed(factors)
    proposing = {
        "--worksheet": sheet,
        "--intervals": intervals,
        "--decided": decided,
        "--factor": factors,
        "a rule": named,
    }
    _refuse_half_a_call(decisions, output, [name for name, given in proposing.items() if given])
    kit = toolkit()
    register = kit.load(file)
    new = find_scheme(kit, to)
    ref_map = load_map(map_file) if map_file else None
    read: dict[str, str | None] = {"the register itself": file, "the map": map_file}
    if to.endswith(".toml"):
        read["the new scheme"] = to
    if decisions is not None and output is not None:
        refuse_to_overwrite(output, read={**read, "the decisions": decisions})
        apply(
            kit, register, new, ref_map, file=file, decisions=decisions, output=output, as_of=as_of,
            as_format=as_format,
        )  # fmt: skip
        return
    later = None if decided is None else decided_ratings(kit.load(decided), kit.schemes)
    files = MappingFiles()
    given = files.load_intervals(intervals) if intervals else {}
    rules: dict[str, list[LevelRule]] = {}
    for factor, name in named:
        rules.setdefault(factor, []).append(_rule(name, files))
    if sheet is not None:
        read |= {
            "the intervals": intervals,
            "what was decided": decided,
            **{f"the rule {name}": name for name in files.tables},
        }
        refuse_to_overwrite(sheet, read=read)
    mappings = _mappings(rules) if rules else _every_rule(register, new, kit, given, renamed)
    about: dict[str, Any] = {
        "schemes": kit.schemes, "ref_map": ref_map, "intervals": given, "renamed": renamed,
    }  # fmt: skip
    with files.placing():
        found = side_by_side(register, new, mappings, **about)
    if sheet is not None:
        write_new(worksheet(register, new, found), sheet)
    if as_format == "json":
        write_document(kit, proposals_data(register, new, found, later))
        return
    say(*proposals_lines(register, new, found, later))
    hints = (_another_version(kit, register, new, file=file, to=to), _unpaired(kit, register, new, renamed))
    for said in filter(None, hints):
        click.echo(said)


def _refuse_half_a_call(decisions: str | None, output: str | None, proposing: Sequence[str]) -> None:
    if (decisions is None) != (output is None):
        raise click.UsageError("--decisions and -o go together: what to apply, and where to write the result")
    if decisions is not None and proposing:
        raise click.UsageError(
            f"--decisions applies what was decided and proposes nothing; leave out "
            f"{' and '.join(proposing)}, or ask again for the register that -o writes"
        )


def _named(
    likelihood: Iterable[str], impact: Iterable[str], others: Iterable[str]
) -> Iterable[tuple[str, str]]:
    yield from (("likelihood", name) for name in likelihood)
    yield from (("impact", name) for name in impact)
    for text in others:
        factor, equals, name = text.partition("=")
        if not equals:
            raise click.UsageError(f'"{text}" is no rule of a factor; write FACTOR={_RULE}')
        yield factor, name


def _renamed(factors: Iterable[str]) -> dict[str, str]:
    renamed: dict[str, str] = {}
    for text in factors:
        new, equals, old = text.partition("=")
        if not (new and equals and old):
            raise click.UsageError(f'"{text}" names no two factors; write NEW=OLD')
        if new in renamed:
            raise click.UsageError(f'"{new}" takes the place of {renamed[new]} and {old}; name one')
        renamed[new] = old
    return renamed


def _rule(name: str, files: MappingFiles) -> LevelRule:
    if name.endswith((".yaml", ".yml")):
        return files.load_table(name)
    if name not in list(Basis):
        raise UnknownNameError("rule", name, list(Basis), ", or a .yaml file")
    return Basis(name)


def _mappings(rules: Mapping[str, Sequence[LevelRule]]) -> list[dict[str, LevelRule]]:
    """Put the first rules of all factors together, and so on; a single one goes with each."""
    counts = {key: len(each) for key, each in rules.items() if len(each) > 1}
    if len(set(counts.values())) > 1:
        many = " and ".join(f"{key} has {count}" for key, count in counts.items())
        raise MappingError([f"{many} rules; give each factor one rule, or all the same number"])
    size = max(len(each) for each in rules.values())
    return [
        {key: each[at] if len(each) > 1 else each[0] for key, each in rules.items()} for at in range(size)
    ]


def _every_rule(
    register: Register, new: BaseScheme, kit: Toolkit, given: Intervals, renamed: Mapping[str, str]
) -> list[dict[str, LevelRule]]:
    """Take each rule for all factors; probability only for those of which some probability is stated."""
    keys = [factor.key for factor in new.factors]
    now = {old: key for key, old in renamed.items()}
    stated = {
        now.get(factor.key, factor.key)
        for scheme in (new, *_used(register, kit))
        for factor in scheme.factors
        if any(level.probability for level in factor.levels)
    }
    stated |= {now.get(factor, factor) for factors in given.values() for factor in factors}
    whole: list[dict[str, LevelRule]] = [dict.fromkeys(keys, basis) for basis in (Basis.LABEL, Basis.NUMBER)]
    likely = [
        {key: Basis.PROBABILITY if key in stated else rule for key, rule in mapping.items()}
        for mapping in whole
        if stated.intersection(keys)
    ]
    return [*whole, *likely]


def _used(register: Register, kit: Toolkit) -> Iterator[BaseScheme]:
    used = {each.item.scheme for each in register.all_assessments}
    yield from (kit.schemes[name] for name in sorted(kit.schemes) if name in used)


def _unpaired(kit: Toolkit, register: Register, new: BaseScheme, renamed: Mapping[str, str]) -> str | None:
    """Say how a factor is paired with one of another name, where both schemes have some left over."""
    old = dict.fromkeys(each.key for scheme in _used(register, kit) for each in scheme.factors)
    needed = [each.key for each in new.factors if not each.optional]
    added = [key for key in needed if key not in old and key not in renamed]
    lost = [key for key in old if key not in needed and key not in renamed.values()]
    if not (added and lost):
        return None
    pair = f"{added[0]}={lost[0]}" if len(added) == len(lost) == 1 else "NEW=OLD"
    return f"if {' or '.join(added)} takes the place of {' or '.join(lost)}, say so: --factor {pair}"


def _another_version(kit: Toolkit, register: Register, new: BaseScheme, *, file: str, to: str) -> str | None:
    """Say that the new scheme is another version of one which assessments use already."""
    installed = kit.schemes.get(new.id)
    if installed in (None, new) or all(each.item.scheme != new.id for each in register.all_assessments):
        return None
    return (
        f"{to} is another {new.id} ({new.version}) than the one installed ({installed.version}), and one "
        f"version takes over from another without being confirmed: govkit schemes diff {new.id} {to} "
        f"--register {file} says which scores that would change"
    )
