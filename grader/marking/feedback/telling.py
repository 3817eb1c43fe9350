"""Where a claim fails, as data that a page may show, and in words: a page says how values and formulas look in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from grader.claims.definitions import expand
from grader.claims.networks.built import OUTPUT
from grader.errors import AnswerError
from grader.language.printing import show, show_domain
from grader.language.tree import Logic, Node, Relation, symbols
from grader.marking.feedback.feedback import place_text, value_text
from grader.problems.question import Question
from grader.records import dataclass
from grader.verdict import ClaimResult, Point, Truth, Undefined, Value
from grader.wording import sentences


@dataclass(frozen=True)
class Side:
    """A formula with something of the answer in it, and its value."""

    formula: Node
    value: Value


@dataclass(frozen=True)
class Failure:
    """Where a claim fails, and what the answer gives there.

    `expected` is the other side, only where the answer is revealed, but for a step, of which both sides are the
    student's. `subject` is a field, an entry of the answer, or a step.
    A condition has `sides`, those that hold something of the answer, and is itself shown where it hides nothing.
    `note` says how to read the values.
    """

    about: Literal["answer", "network", "domain", "condition", "step"]
    at: Mapping[str, Value]
    value: Value
    expected: Value | None = None
    subject: str = ""
    domain: str = ""
    sides: tuple[Side, ...] = ()
    condition: Node | None = None
    note: str = ""


@dataclass(frozen=True)
class Said:
    """A sentence on an answer: `text` in plain words, and where it says where a claim fails, that as data.

    `code` is that of the feedback, `claim` the id of the claim that it is about. `is_author`: an author's words.
    """

    text: str
    code: str = ""
    claim: str = ""
    failure: Failure | None = None

    @property
    def is_author(self) -> bool:
        """Whether these are the words of whoever wrote the problem."""
        return self.code in {"claim", "mistake"}


class Shown(Protocol):
    """How a page shows what a sentence holds; `fill` puts parts that are shown already into a sentence."""

    def fill(self, sentence: str, **parts: str) -> str:
        """Return a sentence with its parts."""

    def words(self, text: str) -> str:
        """Return words of ours."""

    def value(self, value: Value, other: Value | None = None) -> str:
        """Return a value, with enough digits to tell it from another one."""

    def place(self, at: Mapping[str, Value]) -> str:
        """Return a point."""

    def formula(self, tree: Node) -> str:
        """Return a formula."""


class InPlainText:
    """Sentences as plain text, exact."""

    def fill(self, sentence: str, **parts: str) -> str:
        """Return a sentence with its parts."""
        return sentence.format(**parts)

    def words(self, text: str) -> str:
        """Return words of ours."""
        return text

    def value(self, value: Value, other: Value | None = None) -> str:
        """Return a value in full."""
        return value_text(value)

    def place(self, at: Mapping[str, Value]) -> str:
        """Return `x = 1, y = 2`."""
        return place_text(at)

    def formula(self, tree: Node) -> str:
        """Return a formula as a person types it."""
        return f"`{show(tree)}`"


# What may be shown.


def failure_of(question: Question, claim: ClaimResult, *, with_answer: bool) -> Failure | None:
    """Return where a claim fails, without what is hidden; None where its evidence is no such point."""
    point = claim.evidence
    if not isinstance(point, Point) or (isinstance(point.left, Truth) and not claim.id.startswith("require")):
        return None
    expected = point.right if with_answer else None
    kind, _, name = claim.id.partition(" ")
    match kind:
        case "expected":
            about: Literal["answer", "network"] = "network" if question.kind.has_weights else "answer"
            return Failure(about, point.at, point.left, expected, note=point.note)
        case "entry":
            return Failure("answer", point.at, point.left, expected, subject=claim.id, note=point.note)
        case "domain" if name in question.fields:
            return Failure(
                "domain", point.at, point.left, subject=name, domain=show_domain(question.fields[name].domain)
            )
        case "step":
            return Failure(
                "step", point.at, point.left, point.right, subject=f"{claim.text[:1].upper()}{claim.text[1:]}"
            )
        case "require" if name.isdigit() and 0 < int(name) <= len(question.require):
            condition = question.require[int(name) - 1].condition if question.limit is None else None
            return _condition(question, condition, point, with_answer=with_answer)
        case _:
            return None


def _condition(question: Question, condition: Node | None, point: Point, *, with_answer: bool) -> Failure:
    """Return where a condition fails: a side that holds nothing of the answer is what is expected, and hidden.

    `condition`: None where there are several, or what is compared are limits.
    """
    match condition:
        case Relation((_,), (left, right)) | Logic("iff", (left, right)):
            pairs = [Side(left, point.left), Side(right, point.right)]
        case _:
            pairs = []
    own = tuple(side for side in pairs if _is_own(question, side.formula))
    is_told = with_answer or (len(own) == len(pairs) > 0)
    return Failure("condition", point.at, point.left, sides=own, condition=condition if is_told else None)


def _is_own(question: Question, formula: Node) -> bool:
    """Whether something of the answer stands in a formula."""
    names = {OUTPUT, *(field.symbol or name for name, field in question.fields.items())}
    try:
        return not names.isdisjoint(symbols(expand(formula, question.define)))
    except AnswerError:
        return False


# In words.


def told(failure: Failure, shown: Shown) -> str:
    """Return a sentence that says where an answer fails."""
    match failure.about:
        case "condition":
            text = _told_condition(failure, shown)
        case "domain":
            text = shown.fill(
                sentences.OUTSIDE_POINT if failure.at else sentences.OUTSIDE,
                name=shown.words(failure.subject),
                domain=shown.words(failure.domain),
                value=_value(failure.value, shown),
                where=shown.place(failure.at),
            )
        case "step":
            text = shown.fill(
                sentences.STEP_POINT if failure.at else sentences.STEP,
                step=shown.words(failure.subject),
                left=_value(failure.value, shown, failure.expected),
                right="" if failure.expected is None else _value(failure.expected, shown, failure.value),
                where=shown.place(failure.at),
            )
        case "answer" | "network":
            text = _told_value(failure, shown)
    return text


_OF_VALUES = {
    # about, at a point, with the expected value
    ("answer", False, False): sentences.VALUE,
    ("answer", False, True): sentences.VALUE_EXPECTED,
    ("answer", True, False): sentences.POINT,
    ("answer", True, True): sentences.POINT_EXPECTED,
    ("network", False, False): sentences.NETWORK,
    ("network", False, True): sentences.NETWORK_EXPECTED,
    ("network", True, False): sentences.NETWORK_POINT,
    ("network", True, True): sentences.NETWORK_POINT_EXPECTED,
}


def _told_value(failure: Failure, shown: Shown) -> str:
    entry = sentences.YOUR_ENTRY.format(entry=failure.subject)
    subject = entry if failure.subject else {
        "network": sentences.YOUR_NETWORK, "answer": sentences.YOUR_ANSWER,
    }[failure.about]  # fmt: skip
    begins = not failure.at
    expected = failure.expected
    sentence = _OF_VALUES[failure.about, bool(failure.at), expected is not None]
    return shown.fill(
        sentence.removesuffix(".") + sentences.NOTED if failure.note else sentence,
        note=shown.words(failure.note),
        subject=shown.words(f"{subject[0].upper()}{subject[1:]}" if begins else subject),
        value=_value(failure.value, shown, expected, is_given=failure.about == "network"),
        expected="" if expected is None else _value(expected, shown, failure.value),
        where=shown.place(failure.at),
    )


def _told_condition(failure: Failure, shown: Shown) -> str:
    where = shown.place(failure.at)
    condition = "" if failure.condition is None else shown.formula(failure.condition)
    match failure.sides, failure.condition:
        case (first, second), Node():
            return shown.fill(
                sentences.BOTH_SIDES_POINT if failure.at else sentences.BOTH_SIDES,
                formula=shown.formula(first.formula),
                value=_value(first.value, shown, second.value),
                other_formula=shown.formula(second.formula),
                other=_value(second.value, shown, first.value),
                condition=condition,
                where=where,
            )
        case _, Node():
            return shown.fill(
                sentences.CONDITION_POINT if failure.at else sentences.CONDITION, condition=condition, where=where
            )
        case (side,), None:
            return shown.fill(
                sentences.SIDE_POINT if failure.at else sentences.SIDE,
                formula=shown.formula(side.formula),
                value=_value(side.value, shown),
                where=where,
            )
        case _:
            return shown.fill(sentences.UNNAMED_POINT if failure.at else sentences.UNNAMED, where=where)


def _value(value: Value, shown: Shown, other: Value | None = None, *, is_given: bool = False) -> str:
    """Return a value, or that there is none; `is_given`: behind "gives", not behind "is"."""
    match value:
        case Undefined(why=why):
            short, long = (
                (sentences.NO_VALUE, sentences.NO_VALUE_WHY)
                if is_given
                else (sentences.NOT_DEFINED, sentences.NOT_DEFINED_WHY)
            )
            return shown.words(long.format(why=why) if why else short)
        case Truth(value=true):
            return shown.words(sentences.HOLDS if true else sentences.FAILS)
        case _:
            return shown.value(value, other)
