"""Sets given by what their members are values of: `0 < f(x) < 1` where the range of f is asked for.

Such a text is read as the condition on x that it also is; nobody can tell which was meant where only that is wrong.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.language.domains import REAL
from grader.language.names import Symbol
from grader.language.printing import show
from grader.language.reader import Reading, canonical_name, read
from grader.language.tree import (
    Add,
    Array,
    Builder,
    Call,
    Const,
    Interval,
    Neg,
    Node,
    Num,
    Relation,
    RelationOp,
    SetOf,
    SetOp,
    Space,
    Sym,
    symbols,
)
from grader.problems.declared.tree_kinds import holds_ranges
from grader.problems.question import Field, Question
from grader.records import replace

_INFINITY = Const("oo")
_TURNED: dict[str, RelationOp] = {">": "<", ">=": "<="}


def as_range(question: Question, reading: Reading) -> Reading | None:
    """Return the other reading of a condition that bounds a formula of the unknown: the values between the bounds."""
    tree, unknowns = reading.tree, [one.name for one in question.for_all]
    if not unknowns and isinstance(tree, Builder) and isinstance(value := tree.value, Sym):  # that nobody declared
        tree, unknowns = tree.condition, [value.name]
    if not question.kind.is_set or len(unknowns) != 1:
        return None
    values = _values(tree, unknowns[0])
    if values is None:
        return None
    return replace(reading, tree=values, spelling=show(values), choices=(*reading.choices, ("range", 1)))


def is_of_function(question: Question, reading: Reading) -> bool:
    """Whether a condition bounds a formula of the function whose range is asked for: `2^x > 1`, and no `|y| ≤ 1`."""
    prompt = f"{question.lead} {question.prompt}"
    tree = reading.tree.condition if isinstance(reading.tree, Builder) else reading.tree
    if not isinstance(tree, Relation) or not says_range(prompt):
        return False
    formulas = (one for one in tree.operands if not isinstance(one, Sym) and not _is_size(one))
    letters = {letter for one in formulas for letter in symbols(one)}
    return any(re.search(rf"(?<![A-Za-z\\]){re.escape(one)}(?![A-Za-z])", prompt) for one in letters)


def _is_size(tree: Node) -> bool:
    return isinstance(tree, Call) and tree.name == "abs" and isinstance(tree.args[0], Sym)


def says_range(prompt: str) -> bool:
    """Whether a prompt speaks of the range of a function."""
    return _RANGE.search(prompt) is not None


_RANGE = re.compile(
    r"(?i)(?<!\w)(?:range|image|wertemenge|wertebereich|bildmenge|ensemble\s+image|recorrido|immagine|codominio)(?!\w)"
)
MAX_LISTED = 100  # whole numbers that a dash between two stands for


def between_dash(question: Question, reading: Reading) -> tuple[Reading, ...]:
    """Return what the set `0–2` may be that has been read as a difference: the whole numbers, or the interval."""
    match reading.tree:
        case SetOf((Add((first, Neg(Num(high)))),)) if question.kind.is_set:
            pass
        case Add((first, Neg(Num(high)))) | Array((Add((first, Neg(Num(high)))),)) if question.kind.is_array:
            pass
        case _:
            return ()
    low = _number(first)
    if low is None or low >= high:
        return ()
    found: list[Node] = [Array((_signed(low), Num(high)))]  # the interval
    if question.kind.is_set and low.denominator == high.denominator == 1 and high - low < MAX_LISTED:
        found.append(SetOf(tuple(Num(Fraction(one)) for one in range(int(low), int(high) + 1))))
    return tuple(
        replace(reading, tree=one, spelling=show(one), choices=(*reading.choices, ("range", number)))
        for number, one in enumerate(found, start=1)
    )


def _number(tree: Node) -> Fraction | None:
    match tree:
        case Num(value):
            return value
        case Neg(Num(value)):
            return -value
        case _:
            return None


def _signed(value: Fraction) -> Node:
    return Num(value) if value >= 0 else Neg(Num(-value))


_LETTER = re.compile(
    r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z(])|\\(?:mu|lambda|theta|alpha|beta|eta|sigma)(?![A-Za-z])|(?<!\w)[μµλθαβησ](?!\w)"
)


def in_own_letter(field: Field, text: str) -> tuple[Reading, ...]:
    r"""Return the readings of `47 \le \mu \le 53` as an interval where no letter is declared; none of other texts.

    Only where real numbers between bounds are asked for, so that it does not matter what the letter stands for.
    """
    letters = {one for one in _LETTER.findall(text) if one not in "ei"}
    if field.names.symbols or len(letters) != 1:
        return ()
    name = canonical_name(letters.pop())
    names = replace(field.names, symbols={name: Symbol(name, REAL)})
    found = ((one, _values(one.tree, name, Sym)) for one in read(text, names, "set", field.symbol or field.name))
    return tuple(replace(one, tree=values, spelling=show(values)) for one, values in found if values is not None)


_ALONE = re.compile(r"(?<![A-Za-z\\])[a-z](?![A-Za-z(_'])")
_RELATES = re.compile(r"[<>≤≥≠]|!=|\\(?:leq?|geq?|neq?|lt|gt)(?![A-Za-z])")
_REAL = r"(?:\\mathbb\s*\{?\s*R\s*\}?|ℝ|R)"
_EVERY = re.compile(r"\s*(?:for\s+)?(?:all|every|each|any)\s+(?=\$?[a-z](?![^\W\d_]))", re.IGNORECASE)
_WORDS = re.compile(r"(?<!\\)\b[^\W\d_]{2,}")


def described(question: Question, field: Field, text: str) -> str:
    r"""Return a condition on a letter that nobody declared as the set of what fulfils it, `\{x : x \ne 0\}`.

    Only where real numbers between bounds are asked for: whole ones would be another set.
    """
    if field.names.symbols or not question.kind.is_set or _RELATES.search(text) is None or ":" in text:
        return text
    if not question.accepted or not all(map(_is_of_reals, question.accepted)):
        return text
    plain = _EVERY.sub("", text, count=1).replace("$", " ").replace("<>", "≠").strip(" .")
    letters = {one for one in _ALONE.findall(plain) if one not in "ei"}
    if len(letters) != 1 or any(word not in _JOINING for word in _WORDS.findall(plain)) or "{" in plain:
        return text
    letter = letters.pop()
    told = rf"{letter}\s*(?:∈|\\in(?![A-Za-z])|in)\s*{_REAL}"
    plain = re.sub(rf"\A\s*{told}\s*,|,\s*{told}\s*\Z", "", plain)
    return text if _leave_nothing(plain) else f"{{{letter} : {plain}}}"


def _leave_nothing(text: str) -> bool:
    """Whether two bounds of one letter cannot both be met: joined ones, `x < -1, x > 1`, may be meant as either."""
    bounds = [match for part in _JOINED.split(text) if (match := _BOUND.fullmatch(part)) is not None]
    above = [Fraction(one["value"]) for one in bounds if one["op"] in ">≥"]
    below = [Fraction(one["value"]) for one in bounds if one["op"] in "<≤"]
    return bool(above and below) and max(above) >= min(below)


_JOINED = re.compile(r"[,;]|(?<![^\W_])and(?![^\W_])|∧|\\(?:land|wedge)(?![A-Za-z])")
_BOUND = re.compile(r"\s*[A-Za-z]\s*(?P<op>[<>≤≥])=?\s*(?P<value>-?\d{1,9}(?:\.\d{1,9})?)\s*")
_JOINING = frozenset({"and", "or", "in"})


def _is_of_reals(tree: Node) -> bool:
    """Whether a set has bounds with all real numbers between them, or is all of them without some."""
    if isinstance(tree, SetOp) and tree.op == "difference":
        return _is_of_reals(tree.args[0])
    return holds_ranges(tree) or (isinstance(tree, Space) and tree.name == "R" and not tree.dims)


def _values(tree: Node, unknown: str, of: type[Node] = Node) -> Node | None:
    """Return the values between the bounds of a formula of the unknown, of a given kind; None for any other tree."""

    def is_bounded(one: Node) -> bool:
        return isinstance(one, Sym) is (of is Sym) and unknown in symbols(one)

    match tree:
        case Relation(("in",), (bounded, values)) if is_bounded(bounded) and unknown not in symbols(values):
            return values
        case Relation(ops, operands) if {*ops} <= _TURNED.keys():
            return _values(Relation(tuple(_TURNED[op] for op in reversed(ops)), operands[::-1]), unknown, of)
        case Relation(("<" | "<=" as op,), (low, bounded)) if is_bounded(bounded):
            ends: tuple[Node, Node, bool, bool] = low, _INFINITY, op == "<=", False
        case Relation(("<" | "<=" as op,), (bounded, high)) if is_bounded(bounded):
            ends = Neg(_INFINITY), high, False, op == "<="
        case Relation(("<" | "<=" as first, "<" | "<=" as last), (low, bounded, high)) if is_bounded(bounded):
            ends = low, high, first == "<=", last == "<="
        case _:
            return None
    return None if unknown in symbols(ends[0]) | symbols(ends[1]) else Interval(*ends)
