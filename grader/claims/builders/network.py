"""Answers that are the weights of a network: its output must be what is expected, and conditions hold of it."""

from __future__ import annotations

from collections.abc import Mapping

from grader.claims.builders.conditions import is_all_reals, stated
from grader.claims.builders.equality import all_of, any_of, equality, expected_text
from grader.claims.builders.setting import setting_of
from grader.claims.definitions import expand
from grader.claims.networks.built import OUTPUT, Built, built
from grader.claims.networks.chosen import Chosen
from grader.claims.networks.matrices import is_numeral
from grader.claims.statements import Claim, Member, Setting, Settled, Statement, Unread, Within
from grader.errors import AnswerError
from grader.language.domains import Variable
from grader.language.printing import show_domain
from grader.language.reader.stretches import rational
from grader.language.tree import Add, Array, Call, Neg, Node, Relation, Sym, substitute, symbols
from grader.problems.question import Field, Question, Requirement
from grader.records import replace
from grader.wording import reasons


def network_claims(
    question: Question, values: Mapping[str, Node], unread: frozenset[str] = frozenset()
) -> tuple[Claim, ...]:
    """Return the claims of a network: what its output is, the conditions on it, and the domains of its weights."""
    network = built(question, values, unread)
    setting = _setting(question, network)
    claims: tuple[Claim, ...] = ()
    if question.accepted:
        claims += (
            Claim(
                "expected",
                expected_text(question, question.output_text or OUTPUT),
                _expected(question, network),
                setting,
            ),
        )
    claims += tuple(
        _requirement(question, number, requirement, network, setting)
        for number, requirement in enumerate(question.require, 1)
    )
    return claims + _domain_claims(question, network, unread, setting)


def _setting(question: Question, network: Built) -> Setting:
    """Return the setting of the claims, with the letters that the answer leaves open and the sizes that it states."""
    setting, chosen = setting_of(question), network.chosen
    if chosen is None or not chosen.variables:
        return setting
    return replace(
        setting,
        variables=(*chosen.variables, *setting.variables),
        assume=(*setting.assume, *chosen.assume),
        constants=setting.constants | {variable.name for variable in chosen.variables},
    )


def _expected(question: Question, network: Built) -> Statement:
    if network.output is None:
        assert network.fault is not None
        return network.fault
    accepted = tuple(expand(tree, question.define) for tree in question.accepted)
    return any_of(tuple(equality(question, network.output, tree) for tree in accepted))


def _requirement(question: Question, number: int, requirement: Requirement, network: Built, setting: Setting) -> Claim:
    """Return the claim of one condition; the author's words are for conditions that could be looked at."""
    alternatives = [[expand(tree, question.define) for tree in one] for one in requirement.alternatives]
    faults = [_unfit(question, tree, network) for one in alternatives for tree in one]
    statement = any_of(
        tuple(all_of(tuple(_stated_of(question, tree, network) for tree in one)) for one in alternatives)
    )
    said = "" if any(faults) else requirement.feedback
    return Claim(f"require {number}", requirement.text, statement, setting, requirement.points, said)


def _stated_of(question: Question, condition: Node, network: Built) -> Statement:
    return _unfit(question, condition, network) or _required(question, condition, network)


def _unfit(question: Question, condition: Node, network: Built) -> Settled | Unread | None:
    """Return why a condition has no meaning: there is no output, or a field in it was left out or does not fit."""
    used = symbols(condition)
    if OUTPUT in used and network.output is None:
        return network.fault
    lacking = [name for name in question.fields if name in used and name not in network.values]
    if lacking and network.unread:
        return Unread(tuple(sorted(network.unread)))
    if lacking:
        return Settled(False, "missing field", reasons.FIELD_LEFT_OUT.format(some=lacking[0]))
    unfit = next((name for name in network.faults if name in used), None)
    return None if unfit is None else Settled(False, "shape", network.faults[unfit])


def _required(question: Question, condition: Node, network: Built) -> Statement:
    put_in = dict(network.values)
    if network.output is not None:
        put_in[OUTPUT] = network.output
    try:
        return _stated(question, substitute(condition, put_in))
    except ValueError as error:
        raise AnswerError(reasons.ANSWER_CANNOT_BE_PUT.format(error=error)) from None


def _stated(question: Question, condition: Node) -> Statement:
    """Return a condition as a statement; `|a - b| < c` with a number c on a bounded domain is one of distance."""
    match condition:
        case Relation(("<" | "<=",), (Call("abs", (Add((answer, Neg(expected))),)), limit)):
            distance = rational(limit)
            if distance is not None and distance > 0 and _is_bounded(question):
                return Within(answer, expected, absolute=distance, strict=condition.ops == ("<",))
    return stated(question, condition)


def _is_bounded(question: Question) -> bool:
    domains = [variable.domain for variable in (*question.given, *question.for_all)]
    return all(one.members is not None or (one.low is not None and one.high is not None) for one in domains)


# Domains of the weights. Plain numbers that fit the domain of all reals need no claim.


def _domain_claims(question: Question, network: Built, unread: frozenset[str], setting: Setting) -> tuple[Claim, ...]:
    claims: list[Claim] = []
    if question.layers is not None and isinstance(network.fault, Settled):
        return ()  # the sizes of the layers are not known
    choices = tuple(name for name in sorted(unread) if question.fields[name].free or question.fields[name].is_size)
    for name, field in question.fields.items():
        if name in unread:
            claims.append(_domain_claim(field, Unread((name,)), setting))
        elif field.is_chosen_with_others and choices and name in network.values:
            claims.append(_domain_claim(field, Unread(choices), setting))
        elif question.layers is not None and unread:
            continue  # a 0 may be a vector of zeros, of a size that is not known
        elif name in network.faults:
            claims.append(_domain_claim(field, Settled(False, "shape", network.faults[name]), setting))
        elif network.chosen is not None and name in network.chosen.stated:
            claims.append(_domain_claim(field, network.chosen.stated[name], _without_size(network.chosen, setting)))
        elif name in network.values and network.values[name] != Sym(name) and not _is_plain(field, network):
            claims.append(_domain_claim(field, _membership(field, network), setting))
    return tuple(claims)


def _without_size(chosen: Chosen, setting: Setting) -> Setting:
    """Return a setting without what is stated of the sizes, so that this can be decided."""
    sizes = set(chosen.stated)
    return replace(
        setting,
        variables=tuple(variable for variable in setting.variables if variable.name not in sizes),
        assume=tuple(condition for condition in setting.assume if condition not in chosen.assume),
    )


def _is_plain(field: Field, network: Built) -> bool:
    """Return whether a field holds rational numbers only, and may hold any real number."""
    entries = network.entries.get(field.name)
    if field.name in network.seen and is_all_reals(field.domain):
        return True
    if entries is None or not is_all_reals(field.domain):
        return False
    return all(is_numeral(entry) or rational(entry) is not None for entry in entries)


def _domain_claim(field: Field, statement: Statement, setting: Setting) -> Claim:
    return Claim(f"domain {field.name}", f"{field.name} is in its domain: {_domain_text(field)}", statement, setting)


def _domain_text(field: Field) -> str:
    return field.domain.text if field.domain.shape else show_domain(field.domain)


def _membership(field: Field, network: Built) -> Statement:
    """Return the statement that a field is in its domain; the shape of what is written out has been looked at."""
    entries = network.entries.get(field.name)
    if entries is not None and field.domain.shape:
        return Member(Array(entries), Variable(field.name, replace(field.domain, shape=(Sym("n"),))))
    return Member(network.values[field.name], Variable(field.name, field.domain))
