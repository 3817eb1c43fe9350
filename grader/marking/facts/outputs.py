"""What a network gives at a point where one of its conditions fails."""

from __future__ import annotations

from collections.abc import Mapping

from grader.claims.networks.built import OUTPUT
from grader.errors import AnswerError
from grader.evidence import value
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import Array, Node
from grader.marking.feedback.feedback import place_text, value_text
from grader.problems.question import Question
from grader.verdict import ClaimResult, Exact, Feedback, Point, Undefined, Value
from grader.wording import sentences


def output_there(question: Question, claim: ClaimResult, output: Node) -> Feedback | None:
    """Return what the output is where a condition on it fails; None where the evidence names no exact point."""
    if not isinstance(claim.evidence, Point) or not claim.id.startswith("require") or not claim.evidence.at:
        return None
    places = _trees(claim.evidence.at)
    names = {variable.name for variable in (*question.given, *question.for_all)}
    names |= {field.name for field in question.fields.values() if field.free or field.is_size}
    if places is None or not places.keys() <= names or OUTPUT not in claim.text:
        return None
    try:
        found = value(output, places)
    except ValueError:
        return None
    if isinstance(found, Undefined):
        return None
    text = sentences.NETWORK_GIVES.format(where=place_text(claim.evidence.at), value=value_text(found))
    return Feedback("output", text, text)


def _trees(at: Mapping[str, Value]) -> dict[str, Node] | None:
    """Return the exact coordinates of a point as trees."""
    found = {name: _tree(value) for name, value in at.items()}
    trees = {name: tree for name, tree in found.items() if tree is not None}
    return trees if len(trees) == len(found) else None


def _tree(value: Value) -> Node | None:
    match value:
        case Exact(text):
            try:
                readings = read(text, Names())
            except AnswerError:
                return None
            return readings[0].tree if len(readings) == 1 else None
        case tuple():
            items = [_tree(item) for item in value]
            known = tuple(item for item in items if item is not None)
            return Array(known) if known and len(known) == len(items) else None
        case _:
            return None
