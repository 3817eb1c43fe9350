r"""Fields that belong together: how many units there are, an accuracy that is left open, weights by their index.

`n > 1/(2 \sqrt\epsilon)` is any such number, `any` leaves open what may be left open. The entries of a vector whose
size is a field are a list, with dots too, or one formula in i: `-(i-1)/n`, `b_{0,i} = -i/n, i = 0, …, n-1`,
`w_{1,1} = 1/n, w_{1,i} = 2/n for i >= 2`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from fractions import Fraction

from grader.errors import AnswerError, LimitError, Span
from grader.language.limits import LIMITS
from grader.language.names import Names, Symbol
from grader.language.reader import Expect, Reading, read
from grader.language.reader.domains import parse_domain
from grader.language.tree import MIRRORED, Add, Array, Bind, Cases, Neg, Node, Num, Relation, Sym, symbols, walk
from grader.marking.texts.vectors.clauses import Clause, clauses
from grader.marking.texts.vectors.dotted_lists import dotted
from grader.marking.texts.vectors.repeated_lists import repeated
from grader.problems.question import Field, Question
from grader.records import replace
from grader.wording import unreadable_answers

INDICES = ("i", "j", "k")  # letters of an index that nobody declares
ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))
_OPEN = re.compile(r"(?:any|every|each|all|arbitrary|given|free|variable)\b", re.IGNORECASE)
_ANY = re.compile(
    r"(?:(?:any|every|each|an?|positive|integer|natural|whole|number|with|choose|take|let)\b[\s:,]*)+", re.IGNORECASE
)
_SIGNS = re.compile(r"[<>≤≥]|\\(?:leq?|geq?|lt|gt)\b")
_LETTERS = re.compile(r"[^\W\d_]|\\|[…√⌈⌊]|\.\.")


def read_chosen(question: Question, field: Field, text: str) -> tuple[Reading, ...] | None:
    """Return the readings of a field that belongs to others; None where its text is read as that of any field."""
    if len(text) > LIMITS.max_text or not (_LETTERS.search(text) or ("*" in text and "]" in text)):
        return None  # numbers and lists of them
    plain = text.strip().strip("$").strip()
    if field.free:
        return _left_open(question, field, plain)
    if field.is_size:
        return _bounded(question, field, plain)
    return _entries(question, field, plain)


# Values that are left open, and sizes.


def _left_open(question: Question, field: Field, text: str) -> tuple[Reading, ...] | None:
    """Return the reading of `any`, `arbitrary`, `\\epsilon > 0`, `\\epsilon`: the field itself."""
    rest = " ".join(_OPEN.sub(" ", text).strip(" .,").split())
    if not rest:
        return (Reading(Sym(field.name), text),)
    with suppress(AnswerError):
        for one in read(rest, _with_own(question, field), "condition"):
            if one.tree == Sym(field.name) or _says_domain(field, one.tree):
                return (Reading(Sym(field.name), text),)
    return None


def _says_domain(field: Field, tree: Node) -> bool:
    """Whether a condition says of a field no more than its domain does."""
    match tree:
        case Relation((">",), (Sym(name), low)) | Relation(("<",), (low, Sym(name))):
            return name == field.name and low == field.domain.low and not field.domain.low_closed
        case Relation(("<", "<" | "<=" as op), (low, Sym(name), high)):
            ends = (low, high) == (field.domain.low, field.domain.high)
            return name == field.name and ends and (op == "<=") == field.domain.high_closed
        case _:
            return False


def _bounded(question: Question, field: Field, text: str) -> tuple[Reading, ...] | None:
    """Return the reading of `n > …`, `any n >= …`: the condition; None where a text has no such sign."""
    if not _SIGNS.search(text):
        return None
    readings = read(_ANY.sub("", text, count=1) if _ANY.match(text) else text, _with_own(question, field), "condition")
    if not all(_is_lower_bound(one.tree, field.name) for one in readings):
        message = unreadable_answers.LOWER_BOUND_EXPECTED.format(name=field.name)
        raise AnswerError(message, text, Span(0, len(text)))
    return readings


def _is_lower_bound(tree: Node, name: str) -> bool:
    match tree:
        case Relation((op,), (left, right)):
            if right == Sym(name):
                op, left, right = MIRRORED.get(op, op), right, left
            return op in {">", ">="} and left == Sym(name) and name not in symbols(right)
        case _:
            return False


def _with_own(question: Question, field: Field) -> Names:
    """Return the names that may stand in a field, and its own."""
    own = question.names.symbols.get(field.name, Symbol(field.name, field.domain, field.spellings))
    return replace(field.names, symbols={**field.names.symbols, field.name: own})


# Entries


def letters_of(question: Question) -> list[str]:
    """Return the letters of an index that are no names of the question."""
    return [letter for letter in INDICES if letter not in question.names.symbols]


def _entries(question: Question, field: Field, text: str) -> tuple[Reading, ...] | None:
    """Return the readings of the entries of a vector by a rule; None where they are written in another way."""
    letters = letters_of(question)
    index = {letter: Symbol(letter, parse_domain("integer")) for letter in letters}
    names = replace(field.names, symbols={**field.names.symbols, **index}, arrays=True)
    if (tree := repeated(field, names, text)) is not None:
        return (Reading(tree, text),)
    found = clauses(field, text, letters)
    if found is None:
        return None
    try:
        if len(found) == 1 and found[0].place is None:
            return _of_formula(field, names, found[0], text)
        return (Reading(_by_cases(field, names, found), text),)
    except LimitError:
        raise
    except AnswerError:
        tree = dotted(field, names, found[0].body) if len(found) == 1 else None
        if tree is None:
            raise
        return (Reading(tree, text),)


def _of_formula(field: Field, names: Names, clause: Clause, text: str) -> tuple[Reading, ...]:
    """Return the readings of one formula for all entries, or of an array."""
    readings = read(clause.body, names, "expression", field.name)
    return tuple(replace(one, tree=_ruled(field, one.tree, clause), spelling=text) for one in readings)


def _ruled(field: Field, tree: Node, clause: Clause) -> Node:
    """Return a formula in an index as an array by a rule; an array, and a formula without an index, as they are."""
    used = sorted(symbols(tree) & set(INDICES) - {field.size})
    letter = clause.letter or (used[0] if used else "")
    if not letter or any(isinstance(node, Array) for node in walk(tree)):
        return tree
    if set(used) - {letter}:
        raise AnswerError(unreadable_answers.ONE_INDEX_EXPECTED.format(some=used[0], other=used[-1]))
    low, high = clause.ends or (ONE, Sym(field.size))
    return Bind("array", tree, letter, low, high)


def _by_cases(field: Field, names: Names, found: list[Clause]) -> Node:
    """Return the array of clauses: those of single entries, and those for all others or for a range."""
    letter = next((one.letter for one in found if one.letter), "")
    values = [_one(clause.body, names, field) for clause in found]
    if not letter:  # whether these are all of them is not said
        raise AnswerError(unreadable_answers.ENTRIES_LACKING.format(name=field.name))
    branches: list[tuple[Node, Node]] = []
    others: list[Node] = []
    for clause, value in zip(found, values, strict=True):
        if clause.letter not in {"", letter}:
            raise AnswerError(unreadable_answers.ONE_INDEX_EXPECTED.format(some=letter, other=clause.letter))
        condition = _condition(clause, letter, names, field)
        if condition is None:
            others.append(value)
        else:
            branches.append((value, condition))
    firsts = [_first(condition, letter) for _, condition in branches]
    if len(others) > 1 or _overlap(branches, letter):
        raise AnswerError(unreadable_answers.ENTRIES_SAID_TWICE.format(name=field.name))
    size = Sym(field.size)
    low, high = (ZERO, Add((size, Neg(ONE)))) if 0 in firsts else (ONE, size)
    return Bind("array", Cases(tuple(branches), others[0] if others else None), letter, low, high)


def _condition(clause: Clause, letter: str, names: Names, field: Field) -> Node | None:
    """Return for which entries a clause is; None where it says nothing of that."""
    if clause.place is not None:
        return Relation(("=",), (Sym(letter), clause.place))
    if clause.ends is not None:
        return Relation(("<=", "<="), (clause.ends[0], Sym(letter), clause.ends[1]))
    return _one(clause.condition, names, field, "condition") if clause.condition else None


def _first(condition: Node, letter: str) -> int | None:
    """Return the first entry that a condition speaks of, where that is a number."""
    match condition:
        case Relation(("=" | ">=" | ">" as op,), (Sym(name), Num(low))) if name == letter:
            return int(low) + (op == ">")
        case Relation(("<=", "<="), (Num(low), Sym(name), _)) if name == letter:
            return int(low)
        case _:
            return None


def _overlap(branches: list[tuple[Node, Node]], letter: str) -> bool:
    """Whether two clauses surely speak of one entry: of a single one, and from one before it on."""
    single = [_first(one, letter) for _, one in branches if isinstance(one, Relation) and one.ops == ("=",)]
    ranges = [_first(one, letter) for _, one in branches if isinstance(one, Relation) and one.ops != ("=",)]
    known = [first for first in ranges if first is not None]
    return len(set(single)) < len(single) or any(one is not None and one >= first for one in single for first in known)


def _one(text: str, names: Names, field: Field, expect: Expect = "expression") -> Node:
    """Return the only reading of a part; raises AnswerError where there are more."""
    readings = read(text, names, expect, field.name)
    if len(readings) > 1:
        ways = " or ".join(f"`{one.spelling}`" for one in readings)
        raise AnswerError(unreadable_answers.PART_HAS_TWO_READINGS.format(ways=ways), text, Span(0, len(text)))
    return readings[0].tree
