"""``govkit migrate``."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from govkit.cli.common import file_argument, find_scheme, format_option, toolkit, write_json
from govkit.cli.editions import load_map, map_option
from govkit.cli.mapping_files import load_intervals, load_table, read_text
from govkit.cli.proposals import proposals_data, proposals_lines
from govkit.errors import SaveError, UnknownNameError
from govkit.history import (
    ConfirmationError,
    confirm_all,
    read_decisions,
    side_by_side,
    unconfirmed,
    worksheet,
)
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
@map_option
@click.option("--intervals", type=click.Path(), help="YAML: probabilities by scheme, factor and level.")
@click.option("--worksheet", "sheet", metavar="OUT", type=click.Path(), help="Write decisions to fill in.")
@click.option("--decisions", type=click.Path(), help="YAML: decisions to apply; needs -o.")
@click.option("-o", "--output", metavar="OUT", type=click.Path(), help="Write the register with them here.")
@format_option
def migrate(
    file: str,
    *,
    to: str,
    likelihood: tuple[str, ...],
    impact: tuple[str, ...],
    others: tuple[str, ...],
    map_file: str | None,
    intervals: str | None,
    sheet: str | None,
    decisions: str | None,
    output: str | None,
    as_format: str,
) -> None:
    """Propose what assessments could be under another scheme, and apply what people decide.

    RULE is label, number, key, probability, or a YAML file of old levels and new ones. Rules of several
    factors go together in order: the first of each, the second of each. Without any, all are set side by
    side. FILE itself is never changed.
    """
    kit = toolkit()
    register = kit.load(file)
    new = find_scheme(kit, to)
    if (decisions is None) != (output is None):
        raise click.UsageError("--decisions and -o go together: what to apply, and where to write the result")
    if decisions is not None and output is not None:
        _apply(kit, register, new, file=file, decisions=decisions, output=output)
        return
    given = load_intervals(intervals) if intervals else {}
    rules: dict[str, list[LevelRule]] = {}
    for factor, name in _named(likelihood, impact, others):
        rules.setdefault(factor, []).append(_rule(name))
    found = side_by_side(
        register,
        new,
        _mappings(rules) if rules else _every_rule(register, new, kit, given),
        schemes=kit.schemes,
        ref_map=load_map(map_file) if map_file else None,
        intervals=given,
    )
    if sheet is not None:
        _write(worksheet(register, new, found), sheet, file)
    if as_format == "json":
        write_json(proposals_data(register, new, found))
    else:
        click.echo("\n".join(proposals_lines(register, new, found)))


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


def _rule(name: str) -> LevelRule:
    if name.endswith((".yaml", ".yml")):
        return load_table(name)
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
    register: Register, new: BaseScheme, kit: Toolkit, given: Intervals
) -> list[dict[str, LevelRule]]:
    """Take each rule for all factors; probability only for those of which some probability is stated."""
    keys = [factor.key for factor in new.factors]
    used = {each.item.scheme for each in register.all_assessments}
    stated = {
        factor.key
        for scheme in (new, *(kit.schemes[name] for name in sorted(kit.schemes) if name in used))
        for factor in scheme.factors
        if any(level.probability for level in factor.levels)
    }
    stated |= {factor for factors in given.values() for factor in factors}
    whole: list[dict[str, LevelRule]] = [dict.fromkeys(keys, basis) for basis in (Basis.LABEL, Basis.NUMBER)]
    likely = [
        {key: Basis.PROBABILITY if key in stated else rule for key, rule in mapping.items()}
        for mapping in whole
        if stated.intersection(keys)
    ]
    return [*whole, *likely]


def _apply(
    kit: Toolkit, register: Register, new: BaseScheme, *, file: str, decisions: str, output: str
) -> None:
    decided = read_decisions(read_text(decisions), decisions)
    for what, said, own in (("register", decided.register, register.ref), ("scheme", decided.to, new.id)):
        if said != own:
            raise ConfirmationError([f'{decisions} is about the {what} "{said}", not "{own}"'])
    result = confirm_all(register, decided.confirmations, new=new)
    _refuse_itself(output, file)
    kit.save(result, output)
    if register.source is not None and "#" in register.source.text:
        click.echo(f"govkit: warning: {file}: its comments and layout are not kept in {output}", err=True)
    count = len(decided.confirmations)
    click.echo(f"{output}: {count} assessment{'' if count == 1 else 's'} confirmed under {new.id}")
    rest = unconfirmed(result, new.id)
    if rest:
        click.echo(f"still under another scheme, {len(rest)}: {' '.join(rest)}")
    elif result.scheme != new.id:
        click.echo(
            f"every assessment is under {new.id}; the register itself names {result.scheme or 'no scheme'}: "
            f"set scheme to {new.id} once new risks are to be assessed under it"
        )


def _refuse_itself(output: str, register: str) -> None:
    if Path(output).exists() and Path(output).samefile(register):
        raise SaveError(f"{output} was not written: it is the register itself; name another file")


def _write(text: str, output: str, register: str) -> None:
    _refuse_itself(output, register)
    if Path(output).exists():
        raise SaveError(
            f"{output} was not written: it is there already, and may hold decisions; name another"
        )
    try:
        Path(output).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SaveError(f"{output} was not written: {error.strerror}") from error
