"""Answers that are values which must satisfy conditions, each of which is a claim, as are their domains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from grader.claims.builders.conditions import is_all_reals, stated
from grader.claims.builders.equality import all_of, any_of
from grader.claims.builders.forms import OPERATORS
from grader.claims.builders.limits import in_the_limit, without_parameter
from grader.claims.builders.setting import setting_of
from grader.claims.definitions import expand
from grader.claims.derivations.likeness import plain
from grader.claims.literals import upright
from grader.claims.missing import missing
from grader.claims.networks.fitting import Fitted, fitted
from grader.claims.statements import Claim, HasForm, Holds, Member, Setting, Settled, Statement, Unread
from grader.language.domains import Variable
from grader.language.printing import show_domain
from grader.language.tree import Apply, Node, Num, substitute, symbols, walk
from grader.problems.question import Definition, Field, Question, Requirement
from grader.wording import reasons


def constraint_claims(question: Question, values: Mapping[str, Node], unread: frozenset[str]) -> tuple[Claim, ...]:
    """Return the claims that the fields are in their domains and satisfy the conditions."""
    known = {name: _valued(question.fields[name], expand(value, question.define)) for name, value in values.items()}
    for name, field in question.fields.items():
        if name not in known and name not in unread and field.default is not None:
            known[name] = field.default
    setting = setting_of(question)
    fit = fitted(question, known) if _has_letters(question) else Fitted(known)
    known = fit.values
    domains = tuple(
        _domain_claim(question.fields[name], value, setting, fit)
        for name, value in known.items()
        if name not in fit.seen or not is_all_reals(question.fields[name].domain)
    )
    domains += tuple(_unread_claim(question.fields[name]) for name in question.fields if name in unread)
    required = tuple(
        _requirement_claim(question, number, requirement, known, unread)
        for number, requirement in enumerate(question.require, 1)
    )
    return (*domains, *required, *_form_claims(question, values, setting), *_different_claims(question, values))


def _valued(field: Field, value: Node) -> Node:
    """Return the value of a field: a vector is one whether it is written as a list or as a list transposed."""
    return upright(value) if len(field.domain.shape) == 1 else value


def _form_claims(question: Question, values: Mapping[str, Node], setting: Setting) -> Iterator[Claim]:
    """Yield the claims that answers look as their fields ask."""
    quantified = frozenset(variable.name for variable in question.for_all)
    declared = quantified | {variable.name for variable in question.given} | question.define.keys()
    for name, value in values.items():
        for asked in question.fields[name].forms:
            tree = expand(value, question.define) if asked.form.kind in OPERATORS else value
            statement = HasForm(tree, asked.form, quantified, declared, frozenset(question.allow))
            text = f"{name} is written as asked: {asked.form.text}"
            yield Claim(f"form {name}", text, statement, setting, feedback=asked.feedback, is_quiet=True)


def _different_claims(question: Question, values: Mapping[str, Node]) -> Iterator[Claim]:
    """Yield the claims that no two of some fields are written alike."""
    for one, other in combinations((name for name in question.different if name in values), 2):
        is_same = plain(values[one], {}) == plain(values[other], {})
        text = reasons.SAME_BUT_FOR_ORDER.format(one=one, other=other)
        statement = Settled(not is_same, "alike", text)
        yield Claim(f"different {one} {other}", f"{one} and {other} are written differently", statement, is_quiet=True)


def _has_letters(question: Question) -> bool:
    """Whether a field is an array one of whose sizes is a letter."""
    dims = (dim for field in question.fields.values() for dim in field.domain.shape)
    return any(not isinstance(dim, Num) for dim in dims)


def _domain_claim(field: Field, value: Node, setting: Setting, fit: Fitted) -> Claim:
    symbol = field.symbol or field.name
    text = f"{symbol} is in its domain: {show_domain(field.domain)}"
    if field.name in fit.faults:
        return Claim(f"domain {field.name}", text, Settled(False, "shape", fit.faults[field.name]), setting)
    return Claim(f"domain {field.name}", text, Member(value, Variable(symbol, field.domain)), setting)


def _unread_claim(field: Field) -> Claim:
    """Return the claim about a field that could not be read: nothing is known of it, so it stays open."""
    text = f"{field.symbol or field.name} is in its domain: {show_domain(field.domain)}"
    return Claim(f"domain {field.name}", text, Unread((field.name,)))


def _requirement_claim(
    question: Question, number: int, requirement: Requirement, known: Mapping[str, Node], unread: frozenset[str]
) -> Claim:
    statement = any_of(
        tuple(
            all_of(tuple(_condition(question, condition, known, unread) for condition in one))
            for one in requirement.alternatives
        )
    )
    return Claim(
        f"require {number}",
        requirement.text,
        statement,
        without_parameter(setting_of(question), question.limit),
        requirement.points,
        requirement.feedback,
    )


def _condition(question: Question, tree: Node, known: Mapping[str, Node], unread: frozenset[str]) -> Statement:
    """Return the statement that a condition holds of the fields, in the limit where the question has one."""
    condition = expand(tree, question.define)
    names = {name: field.symbol or name for name, field in question.fields.items()}
    occurring = symbols(condition) | {node.name for node in walk(condition) if isinstance(node, Apply)}
    used = [name for name, symbol in names.items() if name not in known and symbol in occurring]
    functions = {
        names[name]: Definition(question.fields[name].arguments, value)
        for name, value in known.items()
        if question.fields[name].arguments
    }
    condition = expand(condition, functions)
    return _required(question, condition, {names[name]: value for name, value in known.items()}, used, unread)


def _required(
    question: Question, condition: Node, known: dict[str, Node], lacking: list[str], unread: frozenset[str]
) -> Statement:
    if (lack := missing(lacking, unread)) is not None:
        return lack
    found = substitute(condition, known)
    return stated(question, found) if question.limit is None else Holds(in_the_limit(found, question.limit))
