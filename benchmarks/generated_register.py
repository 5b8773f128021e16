"""A register of any size, the same one for the same seed.

Ten kinds of risk, repeated with what varies in real registers: levels as numbers, as labels and per PESTELO
category; none to four controls and assurances, with and without what they cover; none to three actions, open,
ongoing and closed, their dates in the ways people write them. In a few per cent of the places something is
wrong in the way real registers are: a printed rating that is another one, a deadline that has passed, a date
that is none, nobody named.
"""

import json
from datetime import date, timedelta
from random import Random
from typing import Any, Final

SEED: Final = 2019
AS_OF: Final = date(2019, 10, 9)
WRONG: Final = 0.02
"""In which share of the places something is wrong."""

_MATRIX: Final = (
    (1, 2, 4, 7, 11),
    (3, 5, 8, 12, 16),
    (6, 9, 13, 17, 20),
    (10, 14, 18, 21, 23),
    (15, 19, 22, 24, 25),
)
_LIKELIHOODS: Final = ("Unlikely", "Possible", "Likely", "More likely than not", "Probable")
_IMPACTS: Final = ("Insignificant", "Minor", "Moderate", "Significant", "Catastrophic")
_CATEGORIES: Final = (
    "political",
    "economic",
    "social",
    "technological",
    "environmental",
    "legislative",
    "organisation",
)
_OBJECTIVES: Final = ("resourcing", "victims", "offenders", "communities", "transformation")
_KINDS: Final = (
    ("Senior posts stay vacant", "Unplanned departures", "Statutory duties are not met"),
    ("Funding falls short of the plan", "A late settlement", "Posts and projects are cut"),
    ("Victims are not supported in time", "Demand above forecast", "Confidence falls"),
    ("Personal data is disclosed", "An attack from outside – or a mistake", "A fine, and harm to people"),
    ("A shared service fails", "A supplier withdraws", "Payments and pay run late"),
    ("The estate is unfit for use", "Repairs are deferred", "Stations close at short notice"),
    ("Partners leave a programme", "Priorities differ", "Outcomes are not reached"),
    ("A new system is late", "Scope grows", "Two systems are paid for"),
    ("Complaints are not dealt with", "Too few trained people", "Reviews find against the body"),
    ("A major event exceeds capacity", "Weather, or disorder", "Other duties wait"),
)
_LEADS: Final = ("Commissioner", "Chief Executive", "Chief Finance Officer", "Deputy Chief Constable")
_CONTROLS: Final = ("Monthly review", "Agreed procedure", "Training", "Contract terms", "Reserve held")
_ASSURANCES: Final = ("Internal audit", "Inspection", "Panel scrutiny", "Board report", "Peer review")
_ACTIONS: Final = ("Table a report", "Agree the plan", "Recruit", "Test the fallback", "Renew the contract")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def register_bytes(risks: int, *, seed: int = SEED) -> bytes:
    """Make the register, as the JSON that ``govkit`` itself would write.

    Args:
        risks: how many risks it is to have.
        seed: the same seed makes the same bytes.

    Returns:
        UTF-8 bytes.
    """
    random = Random(seed)
    data = {
        "register": "generated",
        "title": "Strategic risk register, generated",
        "organisation": "A police and crime commissioner",
        "edition": "2019-08-13",
        "scheme": "cambs-2019",
        "objectives": [{"ref": ref, "title": ref.capitalize()} for ref in _OBJECTIVES],
        "risks": [_risk(random, number) for number in range(risks)],
    }
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def _risk(random: Random, number: int) -> dict[str, Any]:
    title, cause, effect = _KINDS[number % len(_KINDS)]
    inherent = random.randint(2, 5), random.randint(2, 5)
    current = tuple(max(1, level - random.randint(0, 2)) for level in inherent)
    target = tuple(max(1, level - random.randint(0, 1)) for level in current)
    if random.random() < WRONG:
        inherent, current = current, inherent
    risk: dict[str, Any] = {
        "ref": f"SR{number // 10 + 1}.{number % 10}",
        "title": title,
        "statement": f"{cause}, so that {title[0].lower()}{title[1:]}: {effect.lower()} (entry {number}).",
        "objective": random.choice(_OBJECTIVES),
        "causes": [cause, "Organisational change"][: random.randint(1, 2)],
        "effects": [effect],
    }
    if random.random() > WRONG:
        risk |= {"executive_lead": "OPCC", "senior_lead": random.choice(_LEADS)}
    for phase, levels in (("inherent", inherent), ("current", current), ("target", target)):
        risk[phase] = _assessment(random, *levels)
    controls = [
        {"ref": f"C{i + 1}", "label": "i" * (i + 1), "title": random.choice(_CONTROLS)}
        for i in range(random.randint(0, 4))
    ]
    risk["controls"] = controls
    risk["assurances"] = [_assurance(random, i, len(controls)) for i in range(random.randint(0, 4))]
    risk["actions"] = [_action(random, i) for i in range(random.randint(0, 3))]
    return {key: value for key, value in risk.items() if value != []}


def _assessment(random: Random, likelihood: int, impact: int) -> dict[str, Any]:
    printed = _MATRIX[impact - 1][likelihood - 1]
    if random.random() < WRONG:
        printed = printed % 25 + 1
    levels: dict[str, Any] = {"likelihood": likelihood, "impact": impact}
    way = random.choices(("numbers", "labels", "categories"), weights=(7, 1, 2))[0]
    if way == "labels":
        levels = {"likelihood": _LIKELIHOODS[likelihood - 1], "impact": _IMPACTS[impact - 1]}
    elif way == "categories":
        first, second = random.sample(_CATEGORIES, 2)
        levels["impact"] = {first: impact, second: random.randint(1, impact)}
    return {"levels": levels, "printed": printed}


def _assurance(random: Random, index: int, controls: int) -> dict[str, Any]:
    assurance: dict[str, Any] = {
        "ref": f"S{index + 1}",
        "title": random.choice(_ASSURANCES),
        "source": random.choice(("internal", "external")),
        "line": random.randint(1, 3),
    }
    if controls:
        assurance["covers"] = [f"C{random.randint(1, controls)}"]
    return assurance


def _action(random: Random, index: int) -> dict[str, Any]:
    state = random.choice(("open", "ongoing", "closed"))
    action: dict[str, Any] = {"ref": f"A{index + 1}", "title": random.choice(_ACTIONS), "state": state}
    if random.random() > WRONG:
        action["owner"] = random.choice(_LEADS)
    begin = AS_OF - timedelta(days=random.randint(60, 600))
    if state != "open":
        action["start"] = _written(random, begin)
    ahead = random.randint(-60, -1) if random.random() < WRONG else random.randint(100, 600)
    action["deadline"] = _written(random, AS_OF + timedelta(days=ahead))
    if state == "closed":
        action["end"] = _written(random, begin + timedelta(days=random.randint(50, 60)))
    if random.randrange(5) == 0:
        day = "Date Req" if random.random() < WRONG else _written(random, begin)
        action["updates"] = [{"text": "Reported to the board, which noted it.", "date": day}]
    return action


def _written(random: Random, day: date) -> str:
    month = _MONTHS[day.month - 1]
    return random.choice(
        (
            day.isoformat(),
            day.strftime("%d/%m/%Y"),
            f"{day.day} {month} {day.year}",
            f"{month}-{day.year % 100}",
        )
    )
