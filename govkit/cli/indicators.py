"""``govkit indicators``."""

from datetime import date
from typing import Any

import click

from govkit.analysis import Judgement, by_then, judge
from govkit.cli.common import as_of_option, file_argument, format_option, say, toolkit, write_document


@click.command()
@file_argument
@as_of_option
@format_option
def indicators(file: str, as_of: date, as_format: str) -> None:
    """Judge indicators: status against target, and a trend that respects the size of the sample.

    Readings go by their periods, whatever their order in the file. The latest reading is judged whose period
    is over by --as-of.
    """
    kit = toolkit()
    found = [judge(each, as_of=as_of) for each in kit.load(file).indicators]
    if as_format == "json":
        write_document(kit, {"indicators": [_data(each) for each in found]})
        return
    for each in found:
        latest = each.latest
        recorded = any(reading.value is not None for reading in by_then(each.indicator.readings, as_of))
        none = "no telling which figure is the latest" if recorded else "no figure"
        figure = f"{latest.value} {each.indicator.unit}, {latest.period}" if latest else none
        say(f"{each.indicator.ref}  {each.indicator.title}: {figure}")
        say(f"  RAG {each.rag or 'not evaluated'}, trend {each.trend or 'not evaluated'}")
        say(f"  {each.explanation}")
    if not found:
        say("none")


def _data(each: Judgement) -> dict[str, Any]:
    indicator, latest = each.indicator, each.latest
    return {
        "ref": indicator.ref,
        "title": indicator.title,
        "unit": indicator.unit,
        "direction": indicator.direction,
        "value": float(latest.value) if latest and latest.value is not None else None,
        "period": str(latest.period) if latest else None,
        "sample": latest.sample if latest else None,
        "interval": [round(end, 2) for end in each.interval] if each.interval else None,
        "against": each.against,
        "rag": each.rag,
        "trend": each.trend,
        "untold": each.untold,
        "explanation": each.explanation,
        "objective": indicator.objective,
        "risks": list(indicator.risks),
        "assumed": list(indicator.assumed),
    }
