"""A risk's whole story as plain text: a section for whatever the register holds, and none for what not."""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Final

from govkit.analysis import Due, DueKind, Judgement, Undated, Unrated
from govkit.history import in_arrows
from govkit.model import PHASES, Action, Assessment, Assurance, Control, Event, Phase, Plan, Revision
from govkit.report.assured import assured, evidence_said, named
from govkit.report.escalated import told_of
from govkit.report.performance import Measure
from govkit.report.standing import Standing
from govkit.report.story import Story
from govkit.report.visible import visible
from govkit.scoring import Rating

_WIDTH: Final = 100


def story_text(story: Story) -> str:
    """Write a risk's story as plain text.

    Args:
        story: the story.

    Returns:
        Lines of at most about 100 characters, ending in a newline.
    """
    sections = (
        _head(story),
        _listed("Causes", story.risk.causes),
        _listed("Effects", story.risk.effects),
        _ratings(story),
        _controls(story),
        _unpaired(story),
        _actions(story),
        _listed("Acceptances", (f"{each.acceptance} ({each.standing})" for each in story.acceptances)),
        _listed("Reports made", _reports(story)),
        _where(story),
        _indicators(story),
        _review(story),
        _lifecycle(story),
        _listed("Goes with", _links(story)),
        _listed("Notes", (story.risk.notes,) if story.risk.notes else ()),
        _missing(story),
        _moved(story),
        wrap(str(story.made), _WIDTH),
    )
    blocks = (list(map(visible, section)) for section in sections)
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _at(text: str, by: int = 2) -> list[str]:
    # A ref or an id that was broken at its hyphen could not be copied.
    return wrap(
        text, _WIDTH, initial_indent=" " * by, subsequent_indent=" " * (by + 2), break_on_hyphens=False
    )


def _listed(title: str, texts: Iterable[str]) -> Iterator[str]:
    lines = [line for text in texts for line in _at(f"- {text}")]
    if lines:
        yield title
        yield from lines


def _head(story: Story) -> Iterator[str]:
    risk = story.risk
    yield f"{risk.ref}  {risk.title}"
    yield from wrap(risk.statement or "", _WIDTH)
    if story.objective is not None:
        yield from wrap(f"Objective: {story.objective.ref}, {story.objective.title}", _WIDTH)
    elif risk.objective is not None:
        yield f"Objective: {risk.objective}, which the register does not hold"
    status = [each for each in (risk.status, risk.status_date and str(risk.status_date)) if each]
    if status:
        yield f"Status: {', '.join(status)}"
    leads = [lead for lead in (risk.executive_lead, risk.senior_lead) if lead]
    if leads:
        yield f"Leads: {', '.join(leads)}"
    for area in story.areas:
        yield f"Audit area: {area.ref}, {area.title}"


def _ratings(story: Story) -> Iterator[str]:
    for phase in PHASES:
        assessment = getattr(story.risk, phase)
        earlier = [each for each in story.earlier if each.was.phase == phase]
        later = [each for each in story.later if each.phase == phase]
        if assessment is None and not (earlier or later) and phase != Phase.CURRENT:
            continue
        rating = getattr(story.rated, phase)
        none = f"not known on {story.as_of}" if assessment is None and later else "not assessed"
        yield from _at(f"{phase.capitalize()}: {rating or story.rated.unrated.get(phase, none)}", 0)
        if rating is not None:
            yield from _at(rating.explanation)
        if assessment is not None:
            yield from _at(" ".join(_facts(assessment)))
        for was in earlier:
            until = f"Until {was.was.until}" if was.was.until else "Earlier"
            yield from _at(_beside(until, was.rating, rating))
        for each in later:
            yield from _at(_beside(f"Known from {each.begun}", each.rating, rating))


def _facts(assessment: Assessment) -> Iterator[str]:
    if assessment.printed is not None:
        yield f"Printed {assessment.printed}."
    if assessment.date is not None:
        yield f"Assessed {assessment.date.when}."
    if assessment.by is not None:
        yield f"By {assessment.by}."
    if assessment.rationale is not None:
        yield f"Because {assessment.rationale}."


def _beside(when: str, other: Rating | Unrated, told: Rating | None) -> str:
    """Say what an assessment was before or is later, and that ratings of two schemes make no trend."""
    if isinstance(other, Unrated):
        return f"{when}: not rated, {other.reason}."
    broken = told is not None and (other.scheme, other.version) != (told.scheme, told.version)
    rest = "; the scheme changed, so the two are not compared" if broken else ""
    return f"{when}: {other}, under {other.scheme}{rest}."


def _controls(story: Story) -> Iterator[str]:
    if story.controls:
        yield f"Controls ({len(story.controls)})"
    shown: set[str] = set()
    for each in story.controls:
        yield from _at(_control(each.control))
        for assurance in each.assurances:
            if assurance.ref in shown:
                yield from _at(f"{assurance.ref}  as above", 4)
            else:
                shown.add(assurance.ref)
                yield from _assurance(assurance, story, 4)


def _control(control: Control | Plan) -> str:
    if isinstance(control, Plan):
        areas = f" for {', '.join(control.areas)}" if control.areas else ""
        return f"{control.ref}  {control.title} (a plan{areas})"
    words = {True: " (called effective)", False: " (called not effective)", None: ""}[control.effective]
    notes = f"; {control.notes}" if control.notes else ""
    return f"{named(control)}{words}{notes}"


def _assurance(each: Assurance, story: Story, by: int) -> Iterator[str]:
    yield from _at(named(each), by)
    state, lapse, doubt = (of.get(each.ref) for of in (story.assurance_states, story.lapses, story.doubts))
    told = [*assured(each), *([f"state {state}"] if state else []), *evidence_said(lapse, doubt)]
    told += [each.notes] if each.notes else []
    yield from _at("; ".join(told), by + 2)
    for event in each.events:
        yield from _at(_event(event), by + 2)


def _unpaired(story: Story) -> Iterator[str]:
    if story.unpaired:
        yield f"Assurances of none of these controls ({len(story.unpaired)})"
    for each in story.unpaired:
        yield from _assurance(each, story, 2)


def _actions(story: Story) -> Iterator[str]:
    if story.actions:
        yield f"Actions ({len(story.actions)})"
    for each in story.actions:
        yield from _at(f"{each.action.address}  {each.title}")
        yield from _at("; ".join(_standing(each)), 4)
        yield from (line for text in _progress(each.action) for line in _at(text, 4))


def _standing(each: Standing) -> Iterator[str]:
    action = each.action
    yield f"{each.state} since {each.since}" if each.since else each.state
    if action.owner or action.organisation:
        yield ", ".join(part for part in (action.owner, action.organisation) if part)
    if action.start is not None:
        yield f"start {action.start}"
    if each.due is not None:
        yield f"due {each.due}"
    if action.end is not None:
        yield f"ended {action.end}"


def _progress(action: Action) -> Iterator[str]:
    before = [action.deadline, *(each.deadline for each in action.revisions)]
    for was, revision in zip(before, action.revisions, strict=False):
        yield _revision(str(was or "no deadline"), revision)
    if action.origin is not None:
        raised = f" {action.origin.raised.when}" if action.origin.raised else ""
        item = f", item {action.origin.agenda_item}" if action.origin.agenda_item else ""
        yield f"Raised by {action.origin.kind}{raised}{item}"
    if action.finding is not None:
        priority = f" (priority {action.finding.priority})" if action.finding.priority else ""
        yield f"Answers the finding: {action.finding.title}{priority}"
    if action.evidence:
        yield f"Evidence: {action.evidence}"
    for each in action.updates:
        yield f"Update{f' of {each.date}' if each.date else ''}: {each.text or 'without a text'}"
    if action.notes:
        yield action.notes
    yield from map(_event, action.events)


def _revision(was: str, each: Revision) -> str:
    who = f" by {each.by}" if each.by else ""
    on = f" on {each.on}" if each.on else ""
    return f"Moved from {was} to {each.deadline}{on}{who}{f': {each.why}' if each.why else ''}"


def _event(each: Event) -> str:
    who = f" by {each.by}" if each.by else ""
    why = f": {each.why}" if each.why else ""
    return f"{each.trigger}, {each.from_state} → {each.to_state} since {each.effective}{who}{why}"


def _reports(story: Story) -> Iterator[str]:
    titles = {body.ref: body.title for body in story.register.bodies}
    for each in story.risk.reports:
        on = f" {each.on.when}" if each.on is not None else ", on a day that is not recorded"
        yield f"to {titles.get(each.to, each.to)}{on}"


def _where(story: Story) -> Iterator[str]:
    if story.over is not None:
        return
    yield "Where it goes"
    for each in story.escalations:
        yield from _at(f"To {each.goes_to}, {each.begun}.")
        if each.route is not None:
            yield from _at(f"{each.route[0].upper()}{each.route[1:]}.")
    yield from _at(told_of(story.escalations))
    unrated = story.not_rated
    if unrated is not None:
        yield from _at(f"Whether it goes anywhere is not evaluated: it could not be rated: {unrated}.")
    for due in story.due:
        verb = (_PAST if due.overdue else _VERBS)[due.kind]
        yield from _at(f"{_due(due)} {verb} {due.due}: {due.why}.")
    for undated in story.undated:
        yield from _at(f"{_due(undated)} has no day: {undated.why}.")
    if unrated is None and not story.escalations and not story.due and not story.undated:
        yield "  Nowhere in particular, and no review is due."


_VERBS: Final = {
    DueKind.REVIEW: "due on",
    DueKind.ACCEPTANCE: "ends on",
    DueKind.ASSURANCE: "expires on",
}
_PAST: Final = {
    DueKind.REVIEW: "was due on",
    DueKind.ACCEPTANCE: "ended on",
    DueKind.ASSURANCE: "expired on",
}


def _due(each: Due | Undated) -> str:
    which = f" {each.ref}" if each.kind is DueKind.ASSURANCE else ""
    return f"{each.kind.capitalize()}{which}"


def _indicators(story: Story) -> Iterator[str]:
    if story.indicators:
        yield f"Indicators that name it ({len(story.indicators)})"
    for each in story.indicators:
        yield from _indicator(each)


def _indicator(judged: Judgement) -> Iterator[str]:
    each = Measure(judged)
    period = f", {each.period}" if each.period else ""
    yield from _at(f"{judged.indicator.ref}  {judged.indicator.title}")
    yield from _at(f"{each.figure}{period}; status {each.status}, trend {each.trend}", 4)
    yield from _at(each.explanation, 4)


def _review(story: Story) -> Iterator[str]:
    review = story.risk.review
    if review is None:
        return
    yield "Review"
    last = f"Last {review.last.when}." if review.last is not None else ""
    state = f"State: {story.review_state}." if story.review_state else ""
    said = " ".join(part for part in (last, state, review.notes) if part)
    yield from _at(said or "Nothing is recorded of it.")
    yield from (line for event in review.events for line in _at(_event(event)))


def _lifecycle(story: Story) -> Iterator[str]:
    if story.state is None:
        return
    yield "Lifecycle"
    yield from _at(f"State: {story.over or story.state}.")
    yield from (line for event in story.risk.events for line in _at(_event(event)))


def _links(story: Story) -> Iterator[str]:
    for each in story.risk.links:
        rating = f", rated {each.rating}" if each.rating else ""
        yield f"{each.ref} in {each.register}{rating}"


def _missing(story: Story) -> Iterator[str]:
    yield "What is missing"
    for gap in story.gaps:
        yield from _at(f"{gap.ref}: {gap.message}.")
    for clause in story.untold:
        yield from _at(f"Not evaluated: {clause}.")
    for each in story.findings:
        yield from _at(f"{each.code} {each.ref}: {each.message}.")
    if not (story.gaps or story.untold or story.findings):
        yield "  Nothing that govkit can see."


def _moved(story: Story) -> Iterator[str]:
    if story.moved is None:
        return
    yield "What moved"
    if story.moved.movement is None:
        yield "  It is new in this edition."
        return
    yield from _at(in_arrows(story.moved.movement))
    if story.moved.changed:
        yield from _at(f"Changed: {', '.join(story.moved.changed)}.")
    if story.moved.rewritten:
        yield from _at(f"Only written differently: {', '.join(story.moved.rewritten)}.")
    for each in story.moved.still:
        yield from _at(f'Likelihood stands still while "{each.title}" worsens: {each.explanation}')
