"""How a network's answer becomes claims: its weights are put into the output, which must be what is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from grader.claims.build import any_of, equality, setting_of
from grader.claims.definitions import expand
from grader.claims.fitting import Fitted, fitted
from grader.claims.layers import LayerError, network_of
from grader.claims.matrices import is_numeral
from grader.claims.statements import Claim, Holds, Member, Setting, Settled, Statement, Unread, Within
from grader.errors import AnswerError
from grader.language.domains import Domain, Variable
from grader.language.printing import for_all_text, show_domain
from grader.language.reader.stretches import rational
from grader.language.tree import Add, Array, Call, Neg, Node, Relation, Sym, substitute, symbols
from grader.problems.question import Field, Question, Requirement

OUTPUT = "output"


@dataclass(frozen=True)
class Built:
    """A network with its weights put in: the output, or the statement that says why there is none.

    `values` are those of the fields as they fit their domains, `entries` the numbers of each.
    """

    output: Node | None
    fault: Settled | Unread | None
    values: Mapping[str, Node]
    entries: Mapping[str, tuple[Node, ...]]
    faults: Mapping[str, str]
    unread: frozenset[str] = frozenset()


def built(question: Question, values: Mapping[str, Node], unread: frozenset[str] = frozenset()) -> Built:
    """Return the network of an answer; raises AnswerError where its weights are not written out."""
    known = {name: expand(value, question.define) for name, value in values.items()}
    for name, field in question.fields.items():
        if name not in known and name not in unread and field.default is not None:
            known[name] = expand(field.default, question.define)
    if question.layers is not None:
        return _layered(question, known, unread)
    fit = fitted(question, known)
    fault = _fault(question, fit, unread)
    output = None
    if fault is None and question.output is not None:
        output = _put_in(question, question.output, fit.values)
    return Built(output, fault, fit.values, fit.entries, fit.faults, unread)


def _layered(question: Question, known: Mapping[str, Node], unread: frozenset[str]) -> Built:
    assert question.layers is not None
    if unread:
        return Built(None, Unread(tuple(sorted(unread))), known, {}, {}, unread)
    try:
        network = network_of(question, question.layers, known)
    except LayerError as error:
        return Built(None, Settled(False, error.code, error.text), known, {}, {})
    return Built(network.output, None, known, network.entries, {})


def _fault(question: Question, fit: Fitted, unread: frozenset[str]) -> Settled | Unread | None:
    """Return why there is no output: fields that were left out or could not be read, or whose shapes do not fit."""
    used = symbols(expand(question.output, question.define)) if question.output is not None else frozenset()
    lacking = [name for name in question.fields if name in used and name not in fit.values]
    if lacking and unread:
        return Unread(tuple(sorted(unread)))
    if lacking:
        fields = f"field {lacking[0]} was" if len(lacking) == 1 else f"fields {', '.join(lacking)} were"
        return Settled(False, "missing field", f"The {fields} left out.")
    if fit.faults:
        return Settled(False, "shape", next(iter(fit.faults.values())))
    return None


def _put_in(question: Question, tree: Node, values: Mapping[str, Node]) -> Node:
    try:
        return substitute(expand(tree, question.define), dict(values))
    except ValueError as error:
        raise AnswerError(f"The answer cannot be put into the network: {error}.") from None


def oriented(question: Question, values: Mapping[str, Node]) -> dict[str, Node]:
    """Return the values of fields in the orientation of their domains, where they have one."""
    known = {name: expand(value, question.define) for name, value in values.items()}
    return known if question.layers is not None else fitted(question, known).values


# Claims.


def network_claims(
    question: Question, values: Mapping[str, Node], unread: frozenset[str] = frozenset()
) -> tuple[Claim, ...]:
    """Return the claims of a network: what its output is, the conditions on it, and the domains of its weights."""
    network, setting = built(question, values, unread), setting_of(question)
    claims: tuple[Claim, ...] = ()
    if question.accepted:
        claims += (Claim("expected", _expected_text(question), _expected(question, network), setting),)
    claims += tuple(
        _requirement(question, number, requirement, network, setting)
        for number, requirement in enumerate(question.require, 1)
    )
    return claims + _domain_claims(question, network, unread, setting)


def _expected(question: Question, network: Built) -> Statement:
    if network.output is None:
        assert network.fault is not None
        return network.fault
    accepted = tuple(expand(tree, question.define) for tree in question.accepted)
    return any_of(tuple(equality(question, network.output, tree) for tree in accepted))


def _expected_text(question: Question) -> str:
    name = question.output_text or "output"
    where = for_all_text((*question.given, *question.for_all))
    tolerance = question.tolerance
    if tolerance is None:
        text = f"{name} = expected"
    elif tolerance.significant_figures is None and tolerance.decimal_places is None:
        text = f"|{name} - expected| {'<' if tolerance.strict else '<='} tolerance"
    else:
        text = f"{name}, rounded, = expected, rounded"
    if question.up_to:
        text += " up to sign" if question.up_to == "sign" else f" up to a {question.up_to}"
    return f"{text} for {where}" if where else text


def _requirement(question: Question, number: int, requirement: Requirement, network: Built, setting: Setting) -> Claim:
    """Return the claim of one condition; the author's words are for conditions that could be looked at."""
    condition = expand(requirement.condition, question.define)
    fault = _unfit(question, condition, network)
    statement = fault or _required(question, condition, network)
    said = "" if fault is not None else requirement.feedback
    return Claim(f"require {number}", requirement.text, statement, setting, requirement.points, said)


def _unfit(question: Question, condition: Node, network: Built) -> Settled | Unread | None:
    """Return why a condition has no meaning: there is no output, or a field in it was left out or does not fit."""
    used = symbols(condition)
    if OUTPUT in used and network.output is None:
        return network.fault
    lacking = [name for name in question.fields if name in used and name not in network.values]
    if lacking and network.unread:
        return Unread(tuple(sorted(network.unread)))
    if lacking:
        return Settled(False, "missing field", f"The field {lacking[0]} was left out.")
    unfit = next((name for name in network.faults if name in used), None)
    return None if unfit is None else Settled(False, "shape", network.faults[unfit])


def _required(question: Question, condition: Node, network: Built) -> Statement:
    put_in = dict(network.values)
    if network.output is not None:
        put_in[OUTPUT] = network.output
    try:
        return _stated(question, substitute(condition, put_in))
    except ValueError as error:
        raise AnswerError(f"The answer cannot be put into a condition: {error}.") from None


def _stated(question: Question, condition: Node) -> Statement:
    """Return a condition as a statement; `|a - b| < c` with a number c on a bounded domain is one of distance."""
    match condition:
        case Relation(("<" | "<=",), (Call("abs", (Add((answer, Neg(expected))),)), limit)):
            distance = rational(limit)
            if distance is not None and distance > 0 and _is_bounded(question):
                return Within(answer, expected, absolute=distance, strict=condition.ops == ("<",))
    return Holds(condition)


def _is_bounded(question: Question) -> bool:
    domains = [variable.domain for variable in (*question.given, *question.for_all)]
    return all(one.members is not None or (one.low is not None and one.high is not None) for one in domains)


# Domains of the weights. Plain numbers that fit the domain of all reals need no claim.


def _domain_claims(question: Question, network: Built, unread: frozenset[str], setting: Setting) -> tuple[Claim, ...]:
    claims: list[Claim] = []
    if question.layers is not None and isinstance(network.fault, Settled):
        return ()  # the sizes of the layers are not known
    for name, field in question.fields.items():
        if name in unread:
            claims.append(_domain_claim(field, Unread((name,)), setting))
        elif name in network.faults:
            claims.append(_domain_claim(field, Settled(False, "shape", network.faults[name]), setting))
        elif name in network.values and not _is_plain(field, network):
            claims.append(_domain_claim(field, _membership(field, network), setting))
    return tuple(claims)


def _is_plain(field: Field, network: Built) -> bool:
    """Return whether a field holds rational numbers only, and may hold any real number."""
    entries = network.entries.get(field.name)
    if entries is None or not _is_all_reals(field.domain):
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


def _is_all_reals(domain: Domain) -> bool:
    return (domain.base, domain.low, domain.high, domain.members, domain.nonzero) == ("real", None, None, None, False)
