"""Letters that an answer itself says the meaning of, behind its formula: `n p q with q = 1 - p`.

A name that the problem defines has its meaning there, too: two readings. One that ranges over values is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.claims.chains import chain, depths
from grader.errors import AnswerError
from grader.language import units
from grader.language.limits import LIMITS
from grader.language.names import Names, Symbol
from grader.language.names.functions import CONSTANTS
from grader.language.printing import show
from grader.language.reader import Reading
from grader.language.reader.arrays import dimensions, is_array
from grader.language.spelling import canonical_name
from grader.language.tree import CaptureError, Cases, Node, Sym, substitute, symbols, walk
from grader.marking.asked.names.left_names import letters_in, name_of
from grader.problems.question import Field, Question
from grader.records import dataclass, replace
from grader.wording import unreadable_answers

MAX_OWN_NAMES = 4  # letters that one answer may say the meaning of
MAX_NODES = 4_000  # of an answer with its letters put in
_JOINT = re.compile(
    r"(?<!\s)\s*+(?:[,;]\s*+)?(?:\\(?:q?quad|[,;! ])\s*+){0,8}"
    r"(?:\\(?:text|mathrm|textrm|mbox)\s*+\{\s*+(?:[,;]\s*+)?)?"
    r"(?<![\w\\])(?:where|with|mit|wobei|avec|où|donde|con|dove|onde|com|waarbij)\b\s*+(?:\}\s*+)?"
    r"(?>(?:\\[,;! ]\s*+)*)\$?"
)
_NAME = r"(?:\\[A-Za-z]+|[^\W\d_])(?:_\{?\w+\}?|\d)?'*"
_AND = r"(?:[,;]|\b(?:and|und|et)\b|\\text\s*\{\s*(?:and|und|et)\s*\})"
_BLANK = r"[\s$]*+(?:(?:\\[ ,;:!]|\\q?quad)[\s$]*+){0,8}"
_COMMA = re.compile(rf"(?<!\s)\s*+[,;]{_BLANK}(?={_NAME}\s*:?=(?!=))")
_NEXT = re.compile(rf"(?:\A|{_AND}){_BLANK}(?=(?P<name>{_NAME})\s*:?=(?!=))")

Read = Callable[[Field, str], tuple[Reading, ...]]


@dataclass(frozen=True)
class _Meaning:
    """A name with the text that says what it stands for."""

    name: str
    text: str


def with_own_names(question: Question, field: Field, text: str, read: Read) -> tuple[Reading, ...]:
    """Return the readings of a formula with the letters put in that the text behind it defines; none without any."""
    if not question.kind.is_expression or len(text) > LIMITS.max_text:
        return ()
    joint = _joint(text, _JOINT, _COMMA)
    meanings = _meanings(text[joint.end() :].rstrip(" .$")) if joint else ()
    if joint is None or not meanings or not all(_may_be_own(question, field, one.name) for one in meanings):
        return ()
    formula = text[: joint.start()]
    formula += "$" * (formula.count("$") % 2)
    try:
        found = _put_in(question, field, formula, meanings, read)
    except AnswerError:
        if joint.re is _COMMA:  # it may be a list
            return ()
        raise
    is_number = not field.names.symbols and len(meanings) == 1
    if found and _is_solved(field, formula):
        return _of_equation(field, formula, meanings, found, read, is_listed=joint.re is _COMMA)
    if found and joint.re is _COMMA and is_number and _is_of_another(field, formula):
        return (*_choosing(read(field, meanings[0].text), 0), *_choosing(found, 1))
    if any(one.name in question.define for one in meanings):
        found = (*_choosing(read(field, formula), 0), *_choosing(found, 1))
    return found


def _joint(text: str, *patterns: re.Pattern[str]) -> re.Match[str] | None:
    """Return what parts a formula from what it says of its letters, None where nothing does."""
    depth = depths(text)
    joints = (match for pattern in patterns for match in pattern.finditer(text))
    return next((match for match in joints if match.start() and not depth[match.start()]), None)


def without_equation(question: Question, field: Field, text: str) -> str:
    """Return `x = 4` of `8 = 2x, x = 4`, where an unknown's value behind an equation for it is the answer."""
    joint = _joint(text, _COMMA) if "=" in text and question.kind.is_expression else None
    if joint is None or len(text) > LIMITS.max_text:
        return text
    equation, behind = text[: joint.start()], text[joint.end() :]
    meanings = _meanings(behind.rstrip(" .$"))
    if len(meanings) != 1 or not _may_be_own(question, field, meanings[0].name):
        return text
    first, *more = chain(equation).members
    is_solved = bool(more) and _is_number(question, first) and meanings[0].name in letters_in(more[-1])
    return behind if is_solved else text


def _is_number(question: Question, member: str) -> bool:
    """Whether a member is a calculation with numbers, with its unit where one is asked for: `20 m/s`."""
    values = [value for value, _ in units.reading.splits(member)] if question.unit is not None else []
    return any(map(_NUMBER.fullmatch, (member, *values)))


def _choosing(readings: tuple[Reading, ...], choice: int) -> Iterator[Reading]:
    return (replace(one, choices=(*one.choices, ("own name", choice))) for one in readings)


def _is_solved(field: Field, formula: str) -> bool:
    """Whether a formula is an equation with no name on its left, `8 = 2x`, so that a value behind it may solve it.

    In the problem's own letters it is a step, unless a number stands there.
    """
    first, *more = chain(formula).members
    if not more or not first.strip(" $"):
        return False
    return _NUMBER.fullmatch(first) is not None or (not field.names.symbols and name_of(first) is None)


def _of_equation(
    field: Field,
    formula: str,
    meanings: tuple[_Meaning, ...],
    found: tuple[Reading, ...],
    read: Read,
    *,
    is_listed: bool,
) -> tuple[Reading, ...]:
    """Return what an equation for an unknown says with the unknown's value behind it, `8 = 2x, x = 4`: that value.

    It is one of two readings where the left side is no number, or a word such as `with` leads to the value. Of several
    unknowns nobody can tell which is the answer.
    """
    if len(meanings) > 1:
        raise AnswerError(unreadable_answers.SEVERAL_UNKNOWNS)
    values = read(field, meanings[0].text)
    if is_listed and _NUMBER.fullmatch(chain(formula).members[0]):
        return values
    return (*_choosing(values, 0), *_choosing(found, 1))


# A number, or a calculation with numbers: `11 - 3`, `12/150`.
_NUMBER = re.compile(
    r"(?:[-−+*/·×^(){}\s\d.,$%]|\\[dt]?frac(?![A-Za-z])|\\(?:cdot|times|left|right)(?![A-Za-z])|\\[,;:! ])+"
)


def _is_of_another(field: Field, formula: str) -> bool:
    """Whether a formula is called otherwise than the field, so that a value behind it may be the answer by itself:
    `f'(x) = 2x - 6, x = 3`.
    """
    members = chain(formula).members
    name = name_of(members[0]) if len(members) > 1 else None
    return name is not None and _canonical(name.of) != canonical_name(field.symbol or field.name)


def _canonical(name: str) -> str | None:
    """Return a name in its one spelling, None where a text is none."""
    try:
        return canonical_name(name)
    except ValueError:
        return None


def _meanings(text: str) -> tuple[_Meaning, ...]:
    depth = depths(text)
    begins = [match for match in _NEXT.finditer(text) if not depth[match.start()]]
    if not begins or begins[0].start() or len(begins) > MAX_OWN_NAMES:
        return ()
    ends = [*(match.start() for match in begins[1:]), len(text)]
    parts = [text[match.end() : end].strip(" $") for match, end in zip(begins, ends, strict=True)]
    try:
        names = [canonical_name(match["name"]) for match in begins]
    except ValueError:
        return ()
    return tuple(map(_Meaning, names, parts)) if len({*names}) == len(names) else ()


def _may_be_own(question: Question, field: Field, name: str) -> bool:
    if name in question.define:
        return not question.define[name].parameters
    own = canonical_name(field.symbol or field.name)
    return name not in {*field.names.symbols, *field.names.functions, *CONSTANTS, own, "i", "e"}


def _put_in(
    question: Question, field: Field, formula: str, meanings: tuple[_Meaning, ...], read: Read
) -> tuple[Reading, ...]:
    """Return the readings of a formula, each name replaced by the one reading of what it stands for."""
    values: dict[str, Node] = {}
    names, used = field.names, frozenset[str]()
    for one in meanings:
        readings = read(replace(field, symbol=one.name, names=names), one.text)
        if len(readings) != 1:
            raise AnswerError(unreadable_answers.MEANING_IN_TWO_WAYS.format(name=one.name))
        used |= symbols(readings[0].tree)
        tree = _substituted(readings[0].tree, values)
        if isinstance(tree, Cases) and tree.otherwise is None:  # `q = 1 - p if n > 1`: where it holds is not said
            raise AnswerError(unreadable_answers.MEANING_IN_TWO_WAYS.format(name=one.name))
        names = _with(names, one.name, tree)
        values[one.name] = tree
    found = read(replace(field, names=names), formula)
    if any(one.name not in symbols(reading.tree) | used for reading in found for one in meanings):
        return ()  # `a = 1, b = 2`: what is said does not belong to the formula
    trees = [(reading, _substituted(reading.tree, values)) for reading in found]
    return tuple(replace(reading, tree=tree, spelling=show(tree)) for reading, tree in trees)


def _with(names: Names, name: str, tree: Node) -> Names:
    symbol = Symbol(name, array=is_array(tree, names), depends=symbols(tree), dims=dimensions(tree, names))
    return replace(names, symbols={**names.symbols, name: symbol})


def _substituted(tree: Node, values: dict[str, Node]) -> Node:
    sizes = {name: sum(1 for _ in walk(value)) for name, value in values.items()}
    if sum(sizes.get(part.name, 1) if isinstance(part, Sym) else 1 for part in walk(tree)) > MAX_NODES:
        raise AnswerError(unreadable_answers.TOO_LONG_WITH_NAMES.format(most=MAX_NODES))
    try:
        return substitute(tree, values)
    except CaptureError as error:
        raise AnswerError(unreadable_answers.NAME_MEANS_TWO_THINGS) from error
