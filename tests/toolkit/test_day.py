"""The day in question is a plain day, and said."""

from datetime import date, datetime

import pytest

from govkit import (
    Toolkit,
)

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2019-10-09", "str (2019-10-09)"),
        (datetime(2019, 10, 9, 12, 30), "datetime (2019-10-09 12:30:00)"),
        (None, "NoneType (None)"),
    ],
)
@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda kit, register, day: kit.check(register, as_of=day), id="check"),
        pytest.param(
            lambda kit, register, day: kit.why_not(register.action("1.0"), "start", as_of=day), id="why_not"
        ),
        pytest.param(
            lambda kit, register, day: kit.fire(register.action("1.0"), "start", as_of=day), id="fire"
        ),
        pytest.param(
            lambda kit, register, day: kit.fire_at(register, "1.0", "start", as_of=day), id="fire_at"
        ),
        pytest.param(lambda kit, register, day: kit.sweep(register, as_of=day), id="sweep"),
    ],
)
def test_day_that_is_no_plain_date_is_refused_and_nobody_hears(call, as_of, said, register, plugin):
    heard = []
    kit = Toolkit.installed(
        plugin(govkit_event=lambda event, subject: heard.append((event, subject))), strict=True
    )
    with pytest.raises(TypeError) as caught:
        call(kit, register, as_of)
    assert str(caught.value) == f"as_of takes a datetime.date, not {said}"
    assert heard == []
