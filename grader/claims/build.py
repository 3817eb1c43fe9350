"""How an answer type becomes claims: a question and the values of its fields give what must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from grader.claims.definitions import expand
from grader.claims.solving import same_solutions, solution_claims, solutions_text
from grader.claims.statements import (
    AllOf,
    AnyOf,
    Chosen,
    Claim,
    Equal,
    Holds,
    Member,
    Rounded,
    Setting,
    Settled,
    Statement,
    Unread,
    Within,
)
from grader.claims.values import words
from grader.language.domains import REAL, Variable
from grader.language.printing import for_all_text, show_domain
from grader.language.tree import Array, Mul, Node, Num, Sym, Transpose, Tup, substitute, symbols
from grader.problems.question import Field, Question, Requirement, Tolerance

Values = Mapping[str, Node]


def setting_of(question: Question, extra: frozenset[str] = frozenset()) -> Setting:
    """Return the setting of a question's claims; `extra` are arbitrary constants that an answer brought in."""
    declared = (*question.given, *question.for_all)
    names = {variable.name for variable in declared}
    constants = replace(REAL, nonzero=True, text="nonzero") if question.up_to == "factor" else REAL
    return Setting(
        variables=(*declared, *(Variable(name, constants) for name in sorted(extra - names))),
        assume=tuple(expand(condition, question.define) for condition in question.assume),
        conventions=question.conventions,
        functions=question.functions,
        accept_error=question.accept_error,
        constants=frozenset(variable.name for variable in question.given) | (extra - names),
    )


def value_claims(question: Question, values: Values, unread: frozenset[str] = frozenset()) -> tuple[Claim, ...]:
    """Return the claims of a question whose fields are mathematics.

    `values` lacks the fields that were left out and those in `unread`, whose text could not be read.
    """
    match question.type:
        case "number" | "expression" | "tensor" | "shape" if unread:
            return (Claim("expected", _expected_text(question), Unread(tuple(sorted(unread)))),)
        case "set" | "relation" if unread:
            return (Claim("expected", solutions_text(question), Unread(tuple(sorted(unread)))),)
        case "set" | "relation":
            return solution_claims(question, next(iter(values.values())), setting_of(question))
        case "number" | "expression" | "tensor" | "shape":
            return _expected_claims(question, next(iter(values.values())))
        case "constraints":
            return _constraint_claims(question, values, unread)
        case "network":
            from grader.claims.networks import network_claims  # noqa: PLC0415 it needs what is built here

            return network_claims(question, values, unread)
        case "choice" | "text" | "essay":
            raise ValueError(f"{question.type} answers are words, not values")
        case _:
            assert_never(question.type)


# number, expression, tensor, shape


def _expected_claims(question: Question, value: Node) -> tuple[Claim, ...]:
    answer = expand(value, question.define)
    accepted = tuple(expand(tree, question.define) for tree in question.accepted)
    extra = symbols(answer) - {name for tree in accepted for name in symbols(tree)}
    setting = setting_of(question, extra)
    if question.credit == "per entry" and len(accepted) == 1:
        entries = _entry_claims(question, answer, accepted[0], setting)
        if entries:
            return entries
    statement = any_of(tuple(equality(question, answer, tree) for tree in accepted))
    return (Claim("expected", _expected_text(question), statement, setting),)


def _expected_text(question: Question) -> str:
    name = next(iter(question.fields))
    where = for_all_text((*question.given, *question.for_all))
    match question.tolerance:
        case None:
            text = f"{name} = expected"
        case Tolerance(significant_figures=None, decimal_places=None) as tolerance:
            text = f"|{name} - expected| {'<' if tolerance.strict else '<='} tolerance"
        case _:
            text = f"{name}, rounded, = expected, rounded"
    if question.up_to:
        text += f" up to a {question.up_to}" if question.up_to != "sign" else " up to sign"
    return f"{text} for {where}" if where else text


def equality(question: Question, answer: Node, expected: Node) -> Statement:
    """Return the statement that an answer is the expected one, within the question's tolerance."""
    tolerance = question.tolerance
    if tolerance is None:
        return _exactly(question, answer, expected)
    if tolerance.significant_figures is not None or tolerance.decimal_places is not None:
        return Rounded(answer, expected, tolerance.significant_figures, tolerance.decimal_places)
    return Within(answer, expected, tolerance.absolute, tolerance.relative, tolerance.strict)


def _exactly(question: Question, answer: Node, expected: Node) -> Statement:
    """Return the statement of equality; a letter that an answer brought in may stand in front as the factor."""
    equal = Equal(answer, expected, question.up_to, question.same_domain, question.per_piece)
    if question.up_to != "factor":
        return equal
    declared = {variable.name for variable in (*question.given, *question.for_all)}
    letters = symbols(answer) - symbols(expected) - declared
    if len(letters) != 1:
        return equal
    letter = next(iter(letters))
    without = substitute(answer, {letter: Num(Fraction(1))})
    in_front = AllOf((Equal(answer, Mul((Sym(letter), without))), replace(equal, answer=without)))
    return AnyOf((in_front, equal))


def any_of(statements: tuple[Statement, ...]) -> Statement:
    """Return one statement that holds where any of several does."""
    return statements[0] if len(statements) == 1 else AnyOf(statements)


def _entry_claims(question: Question, answer: Node, expected: Node, setting: Setting) -> tuple[Claim, ...]:
    """Return one claim for each entry, none where the answer is not written out or has another shape."""
    given, wanted = entries(answer), entries(expected)
    if given is None or wanted is None or not fits(answer, expected):
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


# constraints


def _constraint_claims(question: Question, values: Values, unread: frozenset[str]) -> tuple[Claim, ...]:
    known = {name: expand(value, question.define) for name, value in values.items()}
    for name, field in question.fields.items():
        if name not in known and name not in unread and field.default is not None:
            known[name] = field.default
    setting = setting_of(question)
    domains = tuple(_domain_claim(question.fields[name], value, setting) for name, value in known.items())
    domains += tuple(_unread_claim(question.fields[name]) for name in question.fields if name in unread)
    required = tuple(
        _requirement_claim(question, number, requirement, known, unread)
        for number, requirement in enumerate(question.require, 1)
    )
    return domains + required


def _domain_claim(field: Field, value: Node, setting: Setting) -> Claim:
    symbol = field.symbol or field.name
    text = f"{symbol} is in its domain: {show_domain(field.domain)}"
    return Claim(f"domain {field.name}", text, Member(value, Variable(symbol, field.domain)), setting)


def _unread_claim(field: Field) -> Claim:
    """Return the claim about a field that could not be read: nothing is known of it, so it stays open."""
    text = f"{field.symbol or field.name} is in its domain: {show_domain(field.domain)}"
    return Claim(f"domain {field.name}", text, Unread((field.name,)))


def _requirement_claim(
    question: Question, number: int, requirement: Requirement, known: Values, unread: frozenset[str]
) -> Claim:
    condition = expand(requirement.condition, question.define)
    names = {name: field.symbol or name for name, field in question.fields.items()}
    used = [name for name, symbol in names.items() if name not in known and symbol in symbols(condition)]
    statement = _required(condition, {names[name]: value for name, value in known.items()}, used, unread)
    return Claim(
        f"require {number}",
        requirement.text,
        statement,
        setting_of(question),
        requirement.points,
        requirement.feedback,
    )


def _required(condition: Node, known: dict[str, Node], lacking: list[str], unread: frozenset[str]) -> Statement:
    if lacking and unread:  # what was left out may stand in the text that could not be read
        return Unread(tuple(sorted(unread)))
    if lacking:
        fields = f"field {lacking[0]} was" if len(lacking) == 1 else f"fields {', '.join(lacking)} were"
        return Settled(False, "missing field", f"The {fields} left out.")
    return Holds(substitute(condition, known))


def none_claim(question: Question) -> Claim:
    """Return the claim that is made by answering `none`: that no such values exist."""
    what = "weights" if question.kind.has_weights else "values"
    text = f"There are no such {what}." if not question.exists else f"There are such {what}; `none` is not right."
    return Claim("exists", f"no such {what} exist", Settled(not question.exists, "none", text))


# choice, text


def choice_claim(question: Question, chosen: frozenset[str]) -> Claim:
    """Return the claim that the options chosen are the expected ones."""
    expected = question.accepted_texts
    if question.several:
        return Claim("expected", "the options chosen are the expected ones", Chosen(chosen, frozenset(expected)))
    alternatives = tuple(Chosen(chosen, frozenset({option})) for option in expected)
    return Claim("expected", "the option chosen is the expected one", any_of(alternatives))


def text_claim(question: Question, text: str) -> Claim:
    """Return the claim that a text is one of the accepted ones; case and blanks do not count."""
    accepted = any(words(text) == words(one) for one in question.accepted_texts)
    why = f"`{' '.join(text.split())}` is not accepted. Accepted: {', '.join(question.accepted_texts)}."
    return Claim("expected", "the text is one of the accepted ones", Settled(accepted, "text", why))


def same_values(question: Question, values: Values, others: Values) -> Statement:
    """Return the statement that the fields named in `others` have the same values, as recognised mistakes need it."""
    if question.kind.is_solutions:
        return same_solutions(question, next(iter(values.values())), next(iter(others.values())))
    pairs = tuple(
        Equal(expand(values[name], question.define), expand(other, question.define))
        for name, other in others.items()
        if name in values
    )
    if len(pairs) < len(others):
        return Settled(False, "missing field", "A field of the mistake was left out.")
    return AllOf(pairs)
