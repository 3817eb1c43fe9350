"""The values of several letters, solution by solution: `x = 1: y = 1 ⏎ x = -2: y = 4`, `(1, 1); (-2, 4)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from grader.language.tree import Logic, Node, Relation, Sym, symbols
from grader.marking.texts.text_pieces import is_number
from grader.marking.ways.within.solution_lines.line_parts import Part
from grader.problems.question import Question
from grader.records import dataclass

_ALTERNATIVES = re.compile(r"(?<![\w\\])(?:or|oder)(?!\w)|∨|\\(?:lor|vee)(?![A-Za-z])")
_CLAUSES = re.compile(r"[,;:→⇒⟹∧]|->|=>|\\(?:to|implies|[Rr]ightarrow|land|wedge|q?quad)(?![A-Za-z])")
_WORDS = re.compile(r"(?<![\w\\])[^\W\d_]{2,}(?!\w)")
_POINT = re.compile(
    r"(?P<factor>(?<![\w}.])\d[\d.]*\s*|[)+*/·^−-]\s*)?"
    r"(?:\((?P<names>[^()=]*)\)\s*=\s*)?\((?P<inside>[^()=]*(?:[,;|]|\\mid(?![A-Za-z]))[^()=]*)\)(?!\s*[-+*/·^−])"
)
_COORDINATES = re.compile(r"[,;|]|\\mid(?![A-Za-z])")
_NAME = re.compile(r"(?P<letter>\\?[^\W\d_]+?)(?:_?\{?(?P<index>\d+)\}?)?")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

Solution = dict[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """What is given to a letter, with the index that it bears; `is_apart`: it begins another alternative."""

    letter: str
    value: str
    index: str = ""
    is_apart: bool = False


def letters_of(question: Question) -> tuple[str, ...]:
    """Return the letters of which a right answer gives the values; none where it says anything else."""
    found = [one for tree in question.accepted for one in _equations(question, tree)]
    if any(one is None for one in found):
        return ()
    return tuple(sorted({one for one in found if one is not None}))


def _equations(question: Question, tree: Node) -> Iterator[str | None]:
    """Yield the letter of each equation in a condition, None for what gives no letter a value."""
    if isinstance(tree, Logic) and tree.op in {"and", "or"}:
        for one in tree.args:
            yield from _equations(question, one)
    elif isinstance(tree, Relation) and tree.ops == ("=",):
        left, right = tree.operands
        is_value = symbols(right) <= {one.name for one in question.given}
        yield left.name if isinstance(left, Sym) and is_value else None
    else:
        yield None


def given_in(question: Question, letters: Sequence[str], parts: Sequence[Part]) -> list[Given]:
    """Return what the letters are given in parts of a text, in order."""
    found: list[Given] = []
    for part in parts:
        alternatives = _ALTERNATIVES.split(part.text)
        for one in alternatives:
            given = [*_points(question, letters, one), *_clauses(question, letters, one)]
            if given and len(alternatives) > 1:
                given[0] = Given(given[0].letter, given[0].value, given[0].index, is_apart=True)
            found += given
    return found


def _points(question: Question, letters: Sequence[str], part: str) -> Iterator[Given]:
    for point in _POINT.finditer(part):
        values = [one.strip() for one in _COORDINATES.split(point["inside"])]
        is_alone = point["factor"] is None and len(values) == len(letters)
        if is_alone and all(is_value(question, one) for one in values):
            names = [_called(letters, one.strip()) for one in _COORDINATES.split(point["names"] or "")]
            called = [one[0] for one in names if one is not None]
            ordered = called if sorted(called) == sorted(letters) else letters
            yield from (Given(*one) for one in zip(ordered, values, strict=True))


def _clauses(question: Question, letters: Sequence[str], part: str) -> Iterator[Given]:
    """Yield what clauses say; words part them, so that `x = 1 gives y = 2` are two."""
    plain = _WORDS.sub(lambda word: word[0] if word[0] in letters or is_number(f"{word[0]} 1") else ",", part)
    for clause in _CLAUSES.split(_POINT.sub(",", plain)):
        *names, last = (one.strip() for one in clause.split("="))
        last = last if last.count("{") == last.count("}") else last.rstrip("\\} ")
        if not names or not is_value(question, last):
            continue
        for one in names:
            name = one.lstrip("\\{ " if "\\{" in one or one.startswith("{") else "").translate(_SUBSCRIPTS)
            if (found := _called(letters, name)) is not None:
                yield Given(found[0], last, found[1])


def _called(letters: Sequence[str], name: str) -> tuple[str, str] | None:
    """Return which of the letters a name is, and its index: `x_1` may be a letter of the problem, or the first `x`."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    letter, index = match["letter"].lstrip("\\"), match["index"] or ""
    if index and f"{letter}_{index}" in letters:
        return f"{letter}_{index}", ""
    return (letter, index) if letter in letters else None


def is_value(question: Question, text: str) -> bool:
    """Whether a text is a calculation with numbers, the imaginary unit where it is one, and given parameters."""
    known = {one.name for one in question.given} | ({"i"} if question.names.complex else set())
    if not known:
        return is_number(text)
    return is_number(_LETTERS.sub(lambda one: " 1 " if _is_made_of(known, one[0].lstrip("\\")) else one[0], text))


_LETTERS = re.compile(r"\\?[^\W\d_]+(?:_\{?\w+\}?)?")


def _is_made_of(known: Iterable[str], name: str) -> bool:
    return name in known or all(letter in known for letter in name)


def solutions_in_order(letters: Sequence[str], given: Iterable[Given]) -> list[Solution]:
    """Return the solutions; a letter that gets another value, or one behind all of them, begins the next one."""
    found: list[Solution] = [{}]
    for one in given:
        is_complete = len(found[-1]) == len(letters)
        if one.is_apart or is_complete or found[-1].get(one.letter, one.value) != one.value:
            found.append({})
        found[-1][one.letter] = one.value
    return [one for one in found if len(one) == len(letters)]


def solutions_by_index(letters: Sequence[str], given: Sequence[Given]) -> list[Solution]:
    """Return the solutions of which each has an index, none where some value has none or is given twice."""
    found: dict[str, Solution] = {}
    for one in given:
        if not one.index or found.setdefault(one.index, {}).get(one.letter, one.value) != one.value:
            return []
        found[one.index][one.letter] = one.value
    return list(found.values()) if all(len(one) == len(letters) for one in found.values()) else []


def solutions_that_share(letters: Sequence[str], given: Iterable[Given]) -> list[Solution]:
    """Return the solutions where an alternative takes a value from the one before: `x = 2: y = 1 or y = 3`."""
    found: list[Solution] = [{}]
    for one in given:
        is_complete = len(found[-1]) == len(letters)
        if one.is_apart or is_complete or found[-1].get(one.letter, one.value) != one.value:
            others = found[-1] if one.is_apart and is_complete else {}
            found.append({letter: value for letter, value in others.items() if letter != one.letter})
        found[-1][one.letter] = one.value
    return [one for one in found if len(one) == len(letters)]
