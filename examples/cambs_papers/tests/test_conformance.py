"""Each reader keeps what govkit asks of every format, on the sample of its paper."""

from pathlib import Path

from cambs_papers.papers import PAPERS

from govkit.testing import FormatSample, format_checks

SAMPLES = {
    "cambs-register-2016": "register-2016.txt",
    "cambs-board-pack-2019": "pack-2019.txt",
    "cambs-audit-log-2016": "audit-log-2016.txt",
    "cambs-framework-2017": "framework-2017.txt",
}
FOLDER = Path(__file__).parent / "samples"


@format_checks(
    [FormatSample(each, SAMPLES[each.name], (FOLDER / SAMPLES[each.name]).read_bytes()) for each in PAPERS]
)
def test_format(sample, check):
    check(sample)
