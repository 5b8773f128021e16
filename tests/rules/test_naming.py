"""Naming many items in one sentence."""

import pytest

from govkit.rules.naming import naming


@pytest.mark.parametrize(
    ("refs", "said"),
    [
        (["R2", "R1", "R2"], "R2, R1"),
        ([f"R{number}" for number in range(20)], ", ".join(f"R{number}" for number in range(20))),
        (
            [f"R{number}" for number in range(22)],
            ", ".join(f"R{number}" for number in range(20)) + " and 2 more",
        ),
    ],
)
def test_twenty_are_named_at_most_each_once_and_the_others_counted(refs, said):
    assert naming(refs) == said
