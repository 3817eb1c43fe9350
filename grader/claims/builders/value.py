"""Answers that are one value: numbers, expressions, arrays and shapes, which must equal an expected one."""

from __future__ import annotations

from collections.abc import Mapping

from grader.claims import builders
from grader.claims.builders.equality import any_of, equality, expected_text
from grader.claims.builders.limits import limit_of, without_parameter
from grader.claims.builders.none import value_claim
from grader.claims.builders.setting import setting_of
from grader.claims.builders.units import in_units_of_symbols
from grader.claims.definitions import expand
from grader.claims.literals import literal, oriented
from grader.claims.solutions import SameFamily
from grader.claims.statements import Claim, Setting, Statement, Unread
from grader.language.tree import Array, Node, Transpose, Tup, symbols
from grader.problems.question import Question


def expected_claims(question: Question, values: Mapping[str, Node], unread: frozenset[str]) -> tuple[Claim, ...]:
    """Return the claim that a value is one of the accepted ones, or one for each entry where these carry credit."""
    name = next(iter(question.fields))
    text = expected_text(question, name)
    if unread:
        return (Claim("expected", text, Unread(tuple(sorted(unread)))),)
    answer = expand(values[name], question.define)
    if not question.accepted:
        return (value_claim(answer),)
    accepted = tuple(expand(tree, question.define) for tree in question.accepted)
    if question.units and question.unit is not None:
        accepted = tuple(in_units_of_symbols(question, tree) for tree in accepted)
    if question.limit is not None:
        answer, accepted = limit_of(answer, question.limit), tuple(limit_of(one, question.limit) for one in accepted)
    extra = symbols(answer) - {name for tree in accepted for name in symbols(tree)}
    setting = without_parameter(setting_of(question, extra), question.limit)
    if question.constants:
        return (Claim("expected", text, _family(question, answer, accepted), setting_of(question, symbols(answer))),)
    if question.credit == "per entry" and len(accepted) == 1:
        entries = _entry_claims(question, answer, accepted[0], setting)
        if entries:
            return entries
    if question.tolerance is not None and question.tolerance.of_coefficients:
        return (builders.coefficients.coefficient_claim(question, answer, accepted, text, setting),)
    statement = any_of(tuple(equality(question, oriented(answer, tree), tree) for tree in accepted))
    return (Claim("expected", text, statement, setting),)


def _family(question: Question, answer: Node, accepted: tuple[Node, ...]) -> Statement:
    """Return the statement that an answer is an expected one but for what its arbitrary constants are called."""
    declared = {variable.name for variable in (*question.given, *question.for_all)}
    mine = tuple(sorted(symbols(answer) - declared))
    unknown = question.for_all[0] if len(question.for_all) == 1 else None
    return any_of(tuple(SameFamily(answer, tree, mine, question.constants, unknown) for tree in accepted))


def _entry_claims(question: Question, answer: Node, expected: Node, setting: Setting) -> tuple[Claim, ...]:
    """Return one claim for each entry, none where the answer is not written out or has another shape."""
    answer, expected = oriented(answer, expected), literal(expected)
    given, wanted = entries(literal(answer)), entries(expected)
    if given is None or wanted is None or given.keys() != wanted.keys():
        return ()
    share = question.points / len(wanted)
    return tuple(
        Claim(
            f"entry {'.'.join(map(str, place))}",
            f"entry {list(place)} = expected",
            equality(question, given[place], wanted[place]),
            setting,
            points=share,
        )
        for place in wanted
    )


def entries(tree: Node, place: tuple[int, ...] = ()) -> dict[tuple[int, ...], Node] | None:
    """Return the entries of an array written out, by their indices counted from 1; None for any other tree."""
    match tree:
        case Transpose(arg=Array(items=items)) if not any(isinstance(item, Array) for item in items):
            return entries(Array(items), place)
        case Array(items=items) | Tup(items=items):
            found: dict[tuple[int, ...], Node] = {}
            for number, item in enumerate(items, 1):
                inner = entries(item, (*place, number)) if isinstance(item, Array) else {(*place, number): item}
                found.update(inner or {})
            return found
        case _:
            return None


def fits(answer: Node, expected: Node) -> bool:
    """Return whether two arrays written out have the same entries' places; a flat list fits a column or a row."""
    given, wanted = entries(answer), entries(expected)
    return given is not None and wanted is not None and given.keys() == wanted.keys()
