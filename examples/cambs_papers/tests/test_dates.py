"""Which date in a sentence is the deadline, which a start, and which neither."""

import pytest
from cambs_papers.dates import times_of
from cambs_papers.passage import Passage


@pytest.mark.parametrize(
    ("text", "deadline", "start", "others"),
    [
        ("Mend the pier (2019/20)", "2019/20", "", []),
        ("Mend the pier. (December 2018)", "December 2018", "", []),
        ("Mend the pier (Dec 2018)", "Dec 2018", "", []),
        ("Mend the pier (18/19)", "18/19", "", []),
        ("Mend the pier (1 April 2020)", "1 April 2020", "", []),
        ("Mend the pier (ongoing)", "ongoing", "", []),
        ("Rules that come into force in Q4 2019-20.", "Q4 2019-20", "", []),
        ("Mend the pier by Q1 20/21", "Q1 20/21", "", []),
        ("The board takes it over from April 2019.", "", "from April 2019", []),
        ("Set the objectives for 19/20", "", "", ["19/20"]),
        ("2019/20 plan finds what is missing", "", "", ["2019/20"]),
        ("Follow the rule for the audit in 2020/21.", "", "", ["2020/21"]),
        ("Mend the pier (19/20) and the quay (20/21)", "19/20", "", ["20/21"]),
        ("Report on 3 May 2019 and 04/06/2019", "", "", ["3 May 2019", "04/06/2019"]),
        ("Report to the board (BCB) on the 20,000 ropes", "", "", []),
    ],
)
def test_dates_of_a_sentence(text, deadline, start, others):
    times = times_of(Passage(text, tuple(range(len(text)))))
    assert (times.deadline.text, times.start.text) == (deadline, start)
    assert [other.text for other in times.others] == others
