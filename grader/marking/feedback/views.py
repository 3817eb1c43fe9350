"""What of a verdict a student may see: `reveal` decides here, and what it hides is in no page for students."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.language.printing import show
from grader.language.tree import Node
from grader.marking.feedback.telling import InPlainText, Said, failure_of, told
from grader.problems.assignment import Assignment, Reveal
from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.verdict import ClaimResult, FieldResult, HandMark, Outcome, Status, Verdict
from grader.wording import sentences

LEVELS = ("verdict", "counterexample", "answer")
# Feedback about our work, which may quote the expected side, or says no more than the outcome.
GENERIC = {"undecided", "probable", "limit", "failed", "review"}
FAILURES = {"counterexample", "value", "step"}  # feedback that says where a claim fails
OPEN = "open"  # the code of the sentence that an answer waits for a person
UNREADABLE = "unreadable"  # feedback that says why something could not be read
CLAIMS = {  # what claims with a number are called
    "require": sentences.NAME_OF_CONDITION,
    "entry": sentences.NAME_OF_ENTRY,
    "item": sentences.NAME_OF_ITEM,
}
OPEN_WORDS = {
    Outcome.UNDECIDED: sentences.OPEN_UNDECIDED,
    Outcome.REVIEW: sentences.OPEN_REVIEW,
    Outcome.FAILED: sentences.OPEN_FAILED,
}


@dataclass(frozen=True)
class Credit:
    """A claim that carries points of its own: what came of it, and its text where that may be seen.

    `claim` is its id, by which the sentences about it are found.
    """

    name: str
    text: str
    points: Fraction
    status: Status
    claim: str = ""


@dataclass(frozen=True)
class View:
    """One question as its student sees it: what was written, what came of it, and why.

    `said` are sentences; `expected` is the right answer, only where it is revealed, and `expected_trees` the same as
    formulas where it is one. `target` is the expected function, where drawings may show it. `by_hand` are the marks
    that people gave.
    """

    question: str
    title: str
    verdict_points: Fraction
    score_range: tuple[Fraction, Fraction]
    earned: tuple[Fraction, Fraction] | None
    outcome: Outcome
    is_open: bool
    fields: tuple[tuple[str, FieldResult], ...]
    credits: tuple[Credit, ...]
    said: tuple[Said, ...]
    expected: str = ""
    expected_trees: tuple[Node, ...] = ()
    target: tuple[Node, ...] = ()
    by_hand: tuple[HandMark, ...] = ()


def student_views(verdict: Verdict, assignment: Assignment) -> Iterator[View]:
    """Yield what a student sees of a verdict: one view, or one for each part."""
    questions = {question.id: question for question in assignment.problems[verdict.problem].questions}
    for leaf in verdict.parts or (verdict,):
        question = questions[leaf.problem]
        yield _view(leaf, question, assignment.reveal or question.reveal)


def _view(verdict: Verdict, question: Question, reveal: Reveal) -> View:
    is_revealed = reveal == "answer" and verdict.outcome is not Outcome.CORRECT
    trees = () if question.accepted_texts else question.accepted
    return View(
        verdict.problem,
        question.title,
        verdict.points,
        verdict.score_range,
        verdict.earned,
        verdict.outcome,
        verdict.is_open,
        tuple(_fields(verdict)),
        tuple(_credits(verdict, reveal)),
        _once(_said(verdict, question, reveal)),
        _expected(question) if is_revealed else "",
        trees if is_revealed else (),
        trees if is_revealed or (question.plot == "target" and reveal != "verdict") else (),
        verdict.by_hand,
    )


def _is_closed_by_hand(verdict: Verdict) -> bool:
    return bool(verdict.by_hand) and not verdict.is_open


def _fields(verdict: Verdict) -> Iterator[tuple[str, FieldResult]]:
    """Yield what was written; once a person has marked it, that it could not be read matters to nobody."""
    for name, field in verdict.fields.items():
        shown = replace(field, error=None) if _is_closed_by_hand(verdict) else field
        if shown.text is not None or shown.read is not None or shown.error is not None:
            yield name, shown


def _credits(verdict: Verdict, reveal: Reveal) -> Iterator[Credit]:
    """Yield the claims that carry points, but for those that a person decided, of which feedback says all."""
    by_hand = {mark.claim for mark in verdict.by_hand}
    worth = [claim for claim in verdict.claims if claim.points is not None]
    for number, claim in enumerate(worth, 1):
        if by_hand.isdisjoint({"", claim.id}) and claim.points is not None:
            yield Credit(_name(claim, number), _claim_text(claim, reveal), claim.points, claim.status, claim.id)


def _name(claim: ClaimResult, number: int) -> str:
    """Return what a claim is called, as feedback calls it too: by its place among all conditions, entries or items."""
    kind, _, place = claim.id.partition(" ")
    return f"{CLAIMS[kind]} {place}" if kind in CLAIMS and place else f"{sentences.NAME_OF_CONDITION} {number}"


def _claim_text(claim: ClaimResult, reveal: Reveal) -> str:
    """Return a claim's text: what was proved of an answer is the student's own, all else may name the answer."""
    return claim.text if reveal == "answer" or claim.status is Status.PROVED else ""


def _said(verdict: Verdict, question: Question, reveal: Reveal) -> Iterator[Said]:
    shown = LEVELS.index(reveal)
    errors = {field.error for field in verdict.fields.values() if field.error}
    claims = {claim.id: claim for claim in verdict.claims}
    for item in verdict.feedback:
        if item.code == UNREADABLE and _is_closed_by_hand(verdict):
            continue
        if reveal == "answer":
            text = item.text
        elif item.code in GENERIC or LEVELS.index(item.level) > shown:
            text = ""
        else:
            text = item.student
        if text and not any(text.endswith(error) for error in errors):
            yield _told(Said(text, item.code, item.claim), claims.get(item.claim), question, reveal)
    if verdict.is_open and verdict.outcome in OPEN_WORDS:
        yield Said(OPEN_WORDS[verdict.outcome], OPEN)


def _told(said: Said, claim: ClaimResult | None, question: Question, reveal: Reveal) -> Said:
    """Return a sentence with where the claim fails that it is about; a condition is told by what its sides are."""
    if claim is None or said.code not in FAILURES:
        return said
    failure = failure_of(question, claim, with_answer=reveal == "answer")
    is_condition = failure is not None and failure.about == "condition" and reveal != "answer"
    text = told(failure, InPlainText()) if failure is not None and is_condition else said.text
    return replace(said, text=text, failure=failure)


def _once(said: Iterator[Said]) -> tuple[Said, ...]:
    """Return sentences without those that were said before."""
    first: dict[str, Said] = {}
    for one in said:
        first.setdefault(one.text, one)
    return tuple(first.values())


def _expected(question: Question) -> str:
    if question.text_test is not None:
        return str(question.text_test)
    if question.accepted_texts:
        return (", " if question.several else " or ").join(question.accepted_texts)
    values = [show(tree) for tree in question.accepted]
    return " or ".join(values if question.exists or not question.kind.has_expected_value else [*values, "none"])
