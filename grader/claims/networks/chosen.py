"""What an answer chooses beside its weights: a size by a formula or a bound, a letter that it leaves open.

A letter that is left open, and a size that is no number, are symbols of the claims, the size under the condition that
the answer states. Weights by a rule are written out where the size is a number, and stay a rule where it is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.claims.networks.matrices import MisshapenError, written
from grader.claims.statements import AllOf, Holds, Member, Settled, Statement
from grader.errors import AnswerError
from grader.language.domains import Variable
from grader.language.grammar.brackets.linear import less, linear
from grader.language.printing import show, show_domain
from grader.language.reader.stretches import rational
from grader.language.tree import (
    ONE,
    Add,
    Array,
    Bind,
    Call,
    CaptureError,
    Const,
    Neg,
    Node,
    Num,
    Relation,
    Sym,
    Transpose,
    rebuild,
    substitute,
    symbols,
    walk,
)
from grader.problems.question import Field, Question
from grader.records import dataclass, field, replace
from grader.wording import reasons

MAX_WRITTEN = 100  # entries of a vector by a rule that is written out


@dataclass
class Chosen:
    """The values of fields with all that was chosen put in.

    `variables` are letters left open and sizes that are no numbers, of which `assume` holds; `faults` are fields that
    do not fit, `stated` what must hold of a field besides what its domain says; `rules` are vectors by a rule.
    """

    values: dict[str, Node]
    variables: list[Variable] = field(default_factory=list)
    assume: list[Node] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)
    stated: dict[str, Statement] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)


def chosen(question: Question, values: Mapping[str, Node], unread: frozenset[str] = frozenset()) -> Chosen:
    """Return the values of an answer with its choices put in; raises AnswerError where these cannot be put in."""
    found = Chosen(dict(values))
    for name, one in question.fields.items():
        if one.free and name not in unread:
            _leave_open(found, one)
    for name, one in question.fields.items():
        if one.is_size and name not in unread:
            _choose_size(found, one, [other for other in question.fields.values() if other.size == name])
    return found


def _leave_open(found: Chosen, one: Field) -> None:
    """Put the value of a free field into the others, or leave it open."""
    value = found.values.get(one.name, Sym(one.name))
    if value == Sym(one.name):
        found.variables.append(Variable(one.name, one.domain))
        found.values[one.name] = value
        return
    if one.name in symbols(value):
        raise AnswerError(reasons.CHOSEN_BY_ITSELF.format(name=one.name))
    _put_in(found, one.name, value)


def _put_in(found: Chosen, name: str, value: Node) -> None:
    try:
        others = {other: substitute(tree, {name: value}) for other, tree in found.values.items() if other != name}
    except CaptureError as error:
        raise AnswerError(reasons.ANSWER_CANNOT_BE_PUT_INTO.format(error=error)) from None
    found.values.update(others)


def _choose_size(found: Chosen, one: Field, sized: list[Field]) -> None:
    """Put a size into the fields that have it: that of their lists, a number, or a letter."""
    value, length = found.values.get(one.name), ONE
    lists = [size for other in sized if (size := _length(found.values.get(other.name))) is not None]
    if lists:
        length = Num(Fraction(min(lists)))
        _put_in(found, one.name, length)
        if value is not None:
            found.stated[one.name] = _is_length(one, value, length)
            found.values[one.name] = length
    elif value is None:
        if any(_is_by_rule(found.values.get(other.name), one.name) for other in sized):
            found.lacking.append(one.name)
        return
    elif (number := _number(value)) is not None and number <= MAX_WRITTEN:
        found.values[one.name] = Num(number)  # `12/2` is 6 units
        _put_in(found, one.name, Num(number))
    else:
        _leave_size(found, one, value)
    for other in sized:
        if other.name in found.values:
            _fit_rule(found, other, length if lists else found.values[one.name])


def _leave_size(found: Chosen, one: Field, value: Node) -> None:
    """Let a size be a letter, for which the answer states a formula or a bound."""
    is_bound = isinstance(value, Relation)
    found.variables.append(Variable(one.name, one.domain))
    found.assume.append(value if is_bound else Relation(("=",), (Sym(one.name), value)))
    if isinstance(value, Relation):
        bound = value.operands[1] if value.operands[0] == Sym(one.name) else value.operands[0]
        found.stated[one.name] = Member(bound, Variable(one.name, replace(one.domain, base="real", low=None)))
    else:
        found.stated[one.name] = Member(value, Variable(one.name, one.domain))
    found.values[one.name] = Sym(one.name)


def _is_length(one: Field, value: Node, length: Node) -> Statement:
    """Return the statement that the length of the lists is the size, or one above the bound, that is stated."""
    if isinstance(value, Relation):
        return Holds(substitute(value, {one.name: length}))
    number = _number(value)
    if number is not None and Num(Fraction(number)) != length:
        return Settled(
            False, "shape", reasons.LENGTH_IS_NOT_SIZE.format(name=one.name, length=show(length), size=show(value))
        )
    return AllOf((Holds(Relation(("=",), (value, length))), Member(value, Variable(one.name, one.domain))))


def _length(value: Node | None) -> int | None:
    """Return how many entries a list has that is written out; None of any other value."""
    try:
        matrix = None if value is None else written(value, {})
    except MisshapenError:
        return None
    return len(matrix.items) if matrix is not None and matrix.shape else None


def _number(value: Node) -> Fraction | None:
    return None if isinstance(value, Relation) else rational(value)


def _is_by_rule(value: Node | None, size: str) -> bool:
    return value is not None and size in symbols(value)


def _fit_rule(found: Chosen, other: Field, size: Node) -> None:
    """Give a vector by a rule, or by one number for all entries, the size that is chosen."""
    value = found.values[other.name]
    if any(isinstance(part, Array) for part in walk(value)) or _length(value) is not None:
        return  # a list, of which is looked at whether it fits
    try:
        rule = _as_rule(value, size)
    except _LengthError as error:
        wanted = show_domain(other.domain)
        found.faults[other.name] = reasons.ENTRIES_FOR_SIZE.format(name=other.name, count=error.count, wanted=wanted)
        return
    written = _written(rule)
    if isinstance(written, Array):
        found.values[other.name] = written
    else:
        found.values[other.name] = rule
        found.rules.add(other.name)


class _LengthError(Exception):
    def __init__(self, count: Node) -> None:
        self.count = show(count)
        super().__init__(self.count)


def _as_rule(value: Node, size: Node) -> Node:
    """Return a value as an array over 1..size, by the rules of its parts; raises AnswerError, `_LengthError`."""
    match value:
        case Bind("array", body, var, low, high) if low is not None and high is not None:
            if low != ONE:
                body = substitute(body, {var: Add((Sym(var), low, Neg(ONE)))})
                high = Add((high, Neg(low), ONE))
            _check_length(high, size)
            return Bind("array", body, var, ONE, size)
        case Call("ones" | "zeros" as name, (count,)):
            _check_length(count, size)
            return Bind("array", Num(Fraction(name == "ones")), "i", ONE, size)
        case Const("ones"):
            return Bind("array", ONE, "i", ONE, size)
        case Transpose(arg):
            return _as_rule(arg, size)
        case _:
            if any(_is_array(part) for part in walk(value)):
                return _scaled(value, size)
            return Bind("array", value, "i", ONE, size)


def _scaled(value: Node, size: Node) -> Node:
    """Return a sum or a multiple of arrays by a rule as one rule."""
    name = "entry]"

    def entry(node: Node) -> Node:
        match node:
            case Bind("array") | Call("ones" | "zeros") | Const("ones") | Transpose():
                rule = _as_rule(node, size)
                assert isinstance(rule, Bind)
                return substitute(rule.body, {rule.var: Sym(name)})
            case _:
                return rebuild(node, entry)

    return Bind("array", entry(value), name, ONE, size)


def _is_array(node: Node) -> bool:
    is_rule = isinstance(node, Bind) and node.kind == "array"
    is_constant = isinstance(node, Call) and node.name in {"ones", "zeros"}
    return is_rule or is_constant or node == Const("ones")


def _check_length(count: Node, size: Node) -> None:
    first, second = linear(count), linear(size)
    if first is None or second is None:
        if count != size:
            raise AnswerError(reasons.LENGTH_NOT_SEEN.format(count=show(count)))
        return
    difference = less(first, second)
    if difference and set(difference) != {""}:
        raise AnswerError(reasons.LENGTH_NOT_SEEN.format(count=show(count)))
    if difference:
        raise _LengthError(count)


def _written(rule: Node) -> Node:
    """Return an array by a rule entry by entry, where its size is a number that is not too large."""
    if not isinstance(rule, Bind) or not isinstance(rule.high, Num):
        return rule
    if rule.high.value.denominator != 1 or not 0 < rule.high.value <= MAX_WRITTEN:
        return rule
    places = range(1, int(rule.high.value) + 1)
    return Array(tuple(substitute(rule.body, {rule.var: Num(Fraction(place))}) for place in places))
