"""Every format that comes with govkit keeps what is asked of a stranger's."""

from pathlib import Path

from govkit import Toolkit
from govkit.formats import WritingFormat
from govkit.io import load, shipped_formats
from govkit.testing import FormatSample, format_checks, format_samples

ROOT = Path(__file__).parents[2]
REGISTER = load(ROOT / "examples" / "registers" / "cambs-2019.yaml")
SAMPLES = Path(__file__).parent / "samples"


def samples():
    """What a format that writes has written; for one that only reads, a file in the folder ``samples``."""
    for each in Toolkit(shipped_formats, strict=True).formats.values():
        if not isinstance(each, WritingFormat):
            yield from format_samples(each, SAMPLES)
            continue
        for suffix in each.suffixes:
            name = f"register{suffix}"
            yield FormatSample(each, name, each.write(REGISTER, name))


@format_checks(list(samples()))
def test_format(sample, check):
    check(sample)
