r"""Solutions in lines of their own belong together: `x_1 = 0 ⏎ x_{2,3} = ±2`, `x = 3: y = 4 ⏎ x = 4: y = 3`.

Values behind one letter with different indices are surely all meant. Of other lines one may be a step, or take the one
before it back: where all together come to something else than what was taken for the answer, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from grader.language.tree import Logic, Node, Relation, SetOf, Sym, symbols
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.texts.text_pieces import is_number
from grader.marking.ways.candidates import between_texts, open_between
from grader.problems.declared.tree_kinds import holds_points
from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.verdict import Outcome, Verdict
from grader.wording import open_reasons

MAX_CHARACTERS = 1000  # of a text whose lines are put together, without blanks beside each other
MAX_VALUES = 12  # in such lines; of more nobody says whether they are meant together

_DECIDED = frozenset({Outcome.CORRECT, Outcome.PARTIAL, Outcome.INCORRECT})
_LINES = re.compile(r"\n|\\\\")
_BLANKS = re.compile(r"[^\S\n]+")
_DOLLARS = re.compile(r"\$|\\[()\[\]]|\\(?:left|right)(?![A-Za-z])")
_JOINT = r"(?:[,;]|(?<![\w\\])(?:and|or|und|oder)(?!\w)|∧|∨|\\q?quad(?![A-Za-z]))"
_NAME = r"(?P<letter>\\?[^\W\d_]+)_?(?P<index>\{[\d,;/ ]+\}|\d+|[₀-₉]+)?"
_ITEM = re.compile(rf"{_NAME}\s*(?P<sign>=|∈|\\in(?![A-Za-z]))(?P<value>[^<>≤≥≠∈]+)")
_BEGINS = re.compile(rf"{_NAME}\s*(?:=|∈|\\in(?![A-Za-z]))")
_NEXT = re.compile(rf"\s*{_JOINT}\s*(?={_NAME.replace('?P<letter>', '?:').replace('?P<index>', '?:')}\s*[=∈\\])")
_BRACES = re.compile(r"\\?\{(?P<inside>[^{}]*)\\?\}")
_INDICES = re.compile(r"\d+")
_BOTH = re.compile(r"±|\\pm(?![A-Za-z])")
_DECIMAL_COMMA = re.compile(r"\d,\d")
_EQUATION = re.compile(r"[^=<>≤≥≠∈{}]*[^\W\d_][^=<>≤≥≠∈{}]*[-+*/^²³·√(][^=<>≤≥≠∈{}]*=[^=<>≤≥≠∈{}]+")
_WORD = re.compile(r"(?<![\\\w])[^\W\d_]{3,}")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

Mark = Callable[[Question, Answer], Verdict]


@dataclass(frozen=True, slots=True)
class _Values:
    """What is given to a letter with its indices, in one of the lines."""

    letter: str
    indices: frozenset[str]
    values: tuple[str, ...]


def with_all_lines(question: Question, typed: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer, that on all of its lines together where they are surely the solutions.

    It is open where they may be, and come to something else.
    """
    if verdict.outcome not in _DECIDED or len(typed.fields) != 1 or not question.kind.is_solutions:
        return verdict
    ((name, field),) = typed.fields.items()
    text = _BLANKS.sub(" ", field.said or field.text)
    if _LINES.search(text.strip()) is None:
        return verdict
    lines = [plain for line in _LINES.split(text) if (plain := _DOLLARS.sub("", line).strip(" \t,;.&"))]
    is_right = verdict.outcome is not Outcome.INCORRECT
    of_kind = _set_of if question.kind.is_set else _condition_of
    try:
        if sum(map(len, lines)) > MAX_CHARACTERS:
            raise _TooManyError
        ways, is_sure = of_kind(question, lines, is_right=is_right)
    except _TooManyError:
        return _left_to_a_person(question, typed, lines, verdict, mark)
    for joined in ways:
        other = FieldAnswer(joined, field.source, written=text)
        found = mark(question, Answer({name: other}))
        if is_sure:
            return found
        if (found.outcome, found.score_range) != (verdict.outcome, verdict.score_range):
            return between_texts(question, name, (replace(field, candidates=None), other), (verdict, found))
    return verdict


class _TooManyError(Exception):
    """There is more in the lines than is put together."""


def _left_to_a_person(
    question: Question, answer: Answer, lines: Sequence[str], verdict: Verdict, mark: Mark
) -> Verdict:
    """Return an open verdict where several lines begin as solutions do, that on the last of them where they do not."""
    begins = [match["letter"] for line in lines if (match := _BEGINS.match(_LABEL.sub("", line, count=1))) is not None]
    if len(begins) == len({*begins}):
        return verdict
    ((name, field),) = answer.fields.items()
    texts = (replace(field.counted, error=open_reasons.MAY_BE_ENTRY), field.counted)
    return open_between(question, answer, name, texts, mark)


def _set_of(question: Question, lines: Sequence[str], *, is_right: bool) -> tuple[tuple[str, ...], bool]:
    """Return the sets that the values in lines may be, and whether surely all of them are meant.

    All values are one; that of an index which gets another value later may be a step, or corrected.
    """
    symbols_, accepted = question.names.symbols, question.accepted
    if len(symbols_) > 1 or any(not isinstance(tree, SetOf) or holds_points(tree) for tree in accepted):
        return (), False
    read = [_values_in(line) for line in lines]
    last = next((items[-1].letter for items in reversed(read) if items), "")
    letter = next(iter(symbols_), last)
    own = [[one for one in items if one.letter == letter] for items in read]
    while len(own) > 1 and not own[-1] and _EQUATION.fullmatch(lines[len(own) - 1]) is not None:
        own.pop()  # the equation again, which chooses nothing
    if sum(map(bool, own)) < 2:
        return (), False
    given = [one for items in own for one in items]
    indices = [index for one in given for index in one.indices]
    has_indices = all(one.indices for one in given)
    unread = [line for line, items in zip(lines, own, strict=False) if not items]
    if is_right and (not own[-1] or any(map(_WORD.search, unread)) or not (has_indices or _are_alike(given))):
        return (), False  # what stands behind them, or a word, may choose between them
    sets = [list(dict.fromkeys(value for one in some for value in one.values)) for some in (given, _last_said(given))]
    if len(sets[0]) > MAX_VALUES:
        raise _TooManyError
    is_sure = has_indices and len(set(indices)) == len(indices) and not unread and len(own) == len(read)
    ways = tuple(dict.fromkeys(f"{{{', '.join(values)}}}" for values in sets if values))
    return ways, is_sure and sum(map(len, read)) == len(given) > 1


def _last_said(given: Sequence[_Values]) -> list[_Values]:
    """Return values without those whose indices all get values again: `x_{1,2} = ±√9` before `x_1 = 3, x_2 = -3`."""
    later = [frozenset[str]().union(*(other.indices for other in given[place:])) for place in range(1, len(given) + 1)]
    return [one for one, behind in zip(given, later, strict=True) if not one.indices or not one.indices <= behind]


def _are_alike(given: Sequence[_Values]) -> bool:
    """Whether no line has an index, and the last one several values: `x = 3` behind others chooses one, or corrects."""
    return not any(one.indices for one in given) and len(given[-1].values) > 1


def _values_in(line: str) -> list[_Values]:
    """Return what the names in a line are given, none where it says anything else."""
    found = [_ITEM.fullmatch(part.strip()) for part in _NEXT.split(line)]
    items = [_values_of(one) for one in found if one is not None]
    return [one for one in items if one.values] if len(items) == len(found) and all(one.values for one in items) else []


def _values_of(item: re.Match[str]) -> _Values:
    last = item["value"].rpartition("=")[2].strip(" ,;")
    if (braces := _BRACES.fullmatch(last)) is not None:
        last = braces["inside"].removesuffix("\\")
    parts = [] if _DECIMAL_COMMA.search(last) else [part.strip() for part in re.split(r"[,;]", last)]
    is_known = bool(parts) and all(is_number(part) for part in parts) and "∓" not in last and "mp" not in last
    values = tuple(_BOTH.sub(sign, part) for part in parts for sign in _signs(part)) if is_known else ()
    indices = frozenset(_INDICES.findall((item["index"] or "").translate(_SUBSCRIPTS)))
    return _Values(item["letter"].lstrip("\\"), indices, values)


def _signs(text: str) -> str:
    return "+-" if _BOTH.search(text) else "+"


_LABEL = re.compile(r"[^=:<>]{0,30}:(?!=)|\(?\d{1,2}[.)](?:\s+case\s*:)?(?=\s)")
_ALTERNATIVES = re.compile(r"(?<![\w\\])(?:or|oder)(?!\w)|∨|\\(?:lor|vee)(?![A-Za-z])")
_CLAUSES = re.compile(
    r"[,;:→⇒⟹∧]|->|=>|\\(?:to|implies|[Rr]ightarrow|land|wedge|q?quad)(?![A-Za-z])|(?<![\w\\])(?:and|so|und|also)(?!\w)"
)
_POINT = re.compile(r"\((?P<inside>[^()=]*[,;|][^()=]*)\)")


def _condition_of(question: Question, lines: Sequence[str], *, is_right: bool) -> tuple[tuple[str, ...], bool]:
    """Return all solutions in lines as alternatives, nothing where they are none; nobody is sure of them."""
    letters = _letters_of(question)
    found = _solutions(letters, lines) if len(letters) > 1 else []
    distinct = list(dict.fromkeys(tuple(sorted(one.items())) for one in found))
    if len(distinct) > MAX_VALUES:
        raise _TooManyError
    if not distinct or (is_right and len(distinct) < 2):
        return (), False
    parts = [" and ".join(f"{letter} = {value}" for letter, value in one) for one in distinct]
    return (" or ".join(f"({part})" for part in parts),), False


def _letters_of(question: Question) -> tuple[str, ...]:
    """Return the letters of which a right answer gives the values in numbers; none where it says anything else."""
    found = [one for tree in question.accepted for one in _equations(tree)]
    if any(one is None for one in found):
        return ()
    return tuple(sorted({one for one in found if one is not None}))


def _equations(tree: Node) -> Iterator[str | None]:
    """Yield the letter of each equation in a condition, None for what gives no letter a number."""
    if isinstance(tree, Logic) and tree.op in {"and", "or"}:
        for one in tree.args:
            yield from _equations(one)
    elif isinstance(tree, Relation) and tree.ops == ("=",):
        left, right = tree.operands
        yield left.name if isinstance(left, Sym) and not symbols(right) else None
    else:
        yield None


def _solutions(letters: Sequence[str], lines: Sequence[str]) -> list[dict[str, str]]:
    """Return the values of all letters, solution by solution; a letter that gets another value begins the next one."""
    found: list[dict[str, str]] = []
    for line in lines:
        parts = _ALTERNATIVES.split(_LABEL.sub("", line, count=1) if _LABEL.match(line) else line)
        for part in parts:
            given = list(_given(letters, part))
            is_apart = len(parts) > 1 or not found or any(found[-1].get(name, value) != value for name, value in given)
            if is_apart or (given and len(found[-1]) == len(letters)):
                found.append({})
            found[-1].update(given)
        if len(parts) > 1:
            found.append({})
    return [one for one in found if len(one) == len(letters)]


def _given(letters: Sequence[str], part: str) -> Iterator[tuple[str, str]]:
    """Yield the letters that get numbers in a part of a line, a point for all of them."""
    for point in _POINT.finditer(part):
        values = [one.strip() for one in re.split(r"[,;|]", point["inside"])]
        if len(values) == len(letters) and all(map(is_number, values)):
            yield from zip(letters, values, strict=True)
    for clause in _CLAUSES.split(_POINT.sub("", part)):
        *names, last = (one.strip() for one in clause.split("="))
        if names and is_number(last):
            called = (re.sub(r"_?\{?\d*\}?\Z", "", one) for one in names)
            yield from ((one, last) for one in called if one in letters)
