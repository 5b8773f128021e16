"""Loading a register from YAML with its positions, against PyYAML's C loader without any.

Subject: 5 000 generated risks (generated_register.py) as YAML, through ``govkit.io.loads``, and then the line
and column of the last risk, which has every position looked for. Out of it comes a register of which every
value was checked.

Against: ``yaml.load`` of the same bytes with ``CSafeLoader``, the faster of PyYAML's two ways. It answers
dicts and lists, knows no positions, and resolves dates and numbers, which govkit leaves to the model. Both go
through libyaml. That is the fair peer, since it is what a program that reads YAML would otherwise call.
"""

from collections.abc import Iterator

import yaml
from generated_register import SEED, register_bytes
from pairs import Result, Size, in_pairs, result, timed

from govkit.io import dumps, loads

FULL = Size(pairs=5, amount=5_000)
QUICK = Size(pairs=2, amount=20)
NAME = "generated.yaml"


def text(*, quick: bool) -> Iterator[Result]:
    """Measure loading YAML with positions."""
    size = QUICK if quick else FULL
    content = dumps(loads(register_bytes(size.amount), "generated.json"), NAME)
    last = f"/risks/{size.amount - 1}/title"

    def load() -> None:
        source = loads(content, NAME).source
        assert source is not None
        source.locate(last)

    yield result(
        "text-yaml",
        "govkit.io.loads of YAML, and the position of every element",
        "PyYAML's CSafeLoader of the same bytes",
        in_pairs(
            size.pairs,
            lambda: timed(load),
            lambda: timed(lambda: yaml.load(content, yaml.CSafeLoader)),
        ),
        f"{size.amount} risks, {len(content) / 1e6:.1f} MB of YAML, seed {SEED}",
    )
