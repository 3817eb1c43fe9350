"""Candidates that cannot be the answer, whatever is said around them: none of the formulas in them is.

Where `$2^8 = 256$, and $8$ of them have only one $1$` stands before `256 - 8 = 248`, each of the numbers is decided.
What holds letters that nobody declared is none where another formula behind it gives what is asked for by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from grader.claims.chains import chain, depths
from grader.errors import AnswerError
from grader.language.reader import read
from grader.language.tree import Array, Cases, Tup, symbols, walk
from grader.marking.answer import FieldAnswer
from grader.marking.asked.asked_names import naming
from grader.marking.asked.names.left_names import is_of_letter, letters_in, name_of
from grader.problems.declared.tree_kinds import holds_ranges
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Status, Verdict

MAX_MEMBERS = 16  # formulas in candidates that are decided by themselves; of more than these nothing is said
_ORDER = re.compile(
    r"<=|>=|[<>≤≥≪≫→⇒⇔∈,;]|\\(?:leq?|geq?|lt|gt|ll|gg|to|in|implies|iff|Rightarrow|Leftrightarrow)(?![A-Za-z])"
)

_GROUPED = re.compile(r"[+−-]?\d+(?:[,.]\d+)+")  # with commas for points, or between thousands

MarkText = Callable[[str], Verdict]


def are_refuted(
    question: Question, chosen: FieldAnswer, others: Sequence[FieldAnswer], mark: MarkText, *, is_last: bool
) -> bool:
    """Whether none of the candidates that could not be decided can be the answer, where `chosen` is refuted.

    `mark` decides a text by itself; `is_last` says that all others stand before the chosen one. Only of one value,
    whose parts nobody puts together: an entry of a list, a member of a set and a case of several are refuted by
    themselves and may be right together.
    """
    texts = [text for other in others for text in other.formulas]
    if not all(other.formulas for other in others) or any(other.candidates for other in others) or chosen.text in texts:
        return False  # of the chosen one itself somebody doubts what it is
    if question.kind.reads != "value" or len(texts) > MAX_MEMBERS:
        return False
    if question.kind.is_set:
        return _is_whole_set(chosen.text) and any(map(holds_ranges, question.accepted)) and _are_no_set(texts, mark)
    if (question.kind.is_shape or question.kind.is_condition) and not is_last:
        return False  # what stands behind it may put it right: `the last two must be 31`
    if question.kind.is_shape:
        return _is_whole_list(chosen.text) and _are_fewer_numbers(chosen.text, texts)
    if question.kind.is_condition:
        return not question.names.functions and all(_gives_another_name(question, text) for text in texts)
    if not (question.kind.is_expression or question.kind.is_growth) or _has_parts(question):
        return False
    members = list(dict.fromkeys(member for text in texts for member in _members(text)))
    return len(members) <= MAX_MEMBERS and _are_no_value(question, chosen, members, mark)


def _is_whole_list(text: str) -> bool:
    """Whether a text is a list in brackets with nothing put to it, `(8, 16, 32)`: no number beside it is the list."""
    return _LIST.fullmatch(text.strip(" $.")) is not None


_LIST = re.compile(r"(?:\\left\s*)?[(\[][^()\[\]]*,[^()\[\]]*(?:\\right\s*)?[)\]]")


def _are_fewer_numbers(chosen: str, texts: Sequence[str]) -> bool:
    """Whether candidates are numbers and calculations with them, fewer than a list has entries: they are not the list.

    As many as that may be its entries one by one; numbers beside each other, `8 16 16`, are a list.
    """
    plain = [_WORD.sub(";", _CALCULATING.sub(" ", text)).replace("{,}", ".") for text in texts]
    numbers = [part for text in plain for part in _ENDS.split(text) if part.strip(" $.,")]
    are_numbers = all(_NUMBERS.fullmatch(text) and not _BESIDE.search(text) for text in plain)
    return are_numbers and len(numbers) < 1 + chosen.count(",")


_CALCULATING = re.compile(r"\\(?:(?:[dt]?frac|left|right|lfloor|rfloor|cdot|approx|quad)(?![A-Za-z])|[,;])")
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{2,}(?![^\W_])")
_NUMBERS = re.compile(r"[\d\s.,;{}()$+\-−/*·=≈→⌊⌋]*")
_ENDS = re.compile(r"[;→]|,(?!\d)")
_BESIDE = re.compile(r"[\d)}]\$?\s+\$?\d|\d,\d+,\d")


def _gives_another_name(question: Question, text: str) -> bool:
    """Whether a candidate for a relation gives numbers to names of something else, `m = 2`, `z_x(1, 1) = 3`.

    With a letter of the relation on its right it may be the relation in another notation, `t(x) = 2x`.
    """
    rows = [chain(row) for row in _ROWS.split(text) if row.strip(" $.")]
    symbols_ = {*question.names.symbols, *(field.symbol for field in question.fields.values())}
    for row in rows:
        name = name_of(row.members[0]) if len(row.members) > 1 else None
        if name is None or (name.kind == "bare" and name.of in symbols_) or _SIGNS_OF_ORDER.search(text):
            return False
        if name.kind != "derivative" and any(letters_in(one) & symbols_ for one in row.members[1:]):
            return False
    return bool(rows)


_ROWS = re.compile(r",(?![^()\[\]]*[)\]])|;|\n")
_SIGNS_OF_ORDER = re.compile(r"[<>≤≥≠∈]|\\(?:leq?|geq?|lt|gt|neq?|in|cup|cap)(?![A-Za-z])")


def _are_no_value(question: Question, chosen: FieldAnswer, members: Sequence[str], mark: MarkText) -> bool:
    own, bound = frozenset[str](), _bound_letters(question)
    for member in members:
        letters = _own_letters(question, member)
        if letters is None or (not letters and _may_be_right(mark(member))):
            return False
        own |= letters - bound if name_of(member) is None else frozenset()
    symbol = next(iter(question.fields.values())).symbol  # what stands for its value, `1 - 2x = 0`, may be solved
    return not own or (symbol not in own and _names_asked(question, chosen.text))


def _bound_letters(question: Question) -> frozenset[str]:
    """Return the letters that only run in the prompt, as in a limit: an answer never holds them."""
    symbols_ = {*question.names.symbols, *(field.symbol for field in question.fields.values())}
    return frozenset(match[1] for match in _RUNNING.finditer(f"{question.lead} {question.prompt}")) - symbols_


_RUNNING = re.compile(
    r"\\(?:lim|sum|prod|max|min)(?:\\limits)?\s*_\s*\{?\s*([A-Za-z])\s*(?:\\to|\\rightarrow|→|=|\\in)"
)


def _is_whole_set(text: str) -> bool:
    """Whether a text is an interval or a set by itself or behind a name, `L = (0, 2]`, so that nothing is put to it."""
    last = chain(text).members[-1].replace("∈", "\\in ").rpartition("\\in ")[2].strip(" $.")
    return _BRACKETS.match(last) is not None and _BRACKETS_END.search(last) is not None


_BRACKETS = re.compile(r"(?:\\left\s*)?(?:[\[\](]|\\?\{)")
_BRACKETS_END = re.compile(r"(?:[\[\])]|\\?\})$")


def _are_no_set(texts: Sequence[str], mark: MarkText) -> bool:
    """Whether no formula is the set, nor all of them or any of them together; what holds no relation is none."""
    found = list(dict.fromkeys(text.strip(" $.") for text in texts if _SET_SIGN.search(text)))
    together = [f" {word} ".join(found) for word in ("and", "or")] if len(found) > 1 else []
    return not any(_may_be_right(mark(text)) for text in (*found, *together))


_SET_SIGN = re.compile(
    r"[<>≤≥≠∈∪∩\[\]∞|]|!=|\\(?:leq?|geq?|lt|gt|neq?|in|cup|cap|infty|setminus|mathbb|lvert|vert|abs|\{)(?![A-Za-z])|\\\{"
)


def _names_asked(question: Question, text: str) -> bool:
    """Whether a chain is for the field by its own letter, or for what the prompt asks for by name."""
    own, left = name_of(next(iter(question.fields.values())).symbol), name_of(chain(text).members[0])
    is_own = own is not None and left is not None and is_of_letter(own, left) and len(chain(text).members) > 1
    return naming(question, text) == "asked" or (is_own and naming(question, text) != "other")


def _has_parts(question: Question) -> bool:
    trees = [part for tree in question.accepted for part in walk(tree)]
    return question.kind.written == "list" or any(isinstance(part, Array | Tup | Cases) for part in trees)


def _members(text: str) -> Iterator[str]:
    """Yield what stands between the signs of relations and the commas in a formula; `101,770` may be one number."""
    depth = depths(text)
    yield from (match[0] for match in _GROUPED.finditer(text))
    places = [match.span() for match in _ORDER.finditer(text) if not depth[match.start()]]
    for (_, start), (stop, _) in pairwise([(0, 0), *places, (len(text), len(text))]):
        part = text[start:stop]
        for one in chain(part).members:
            member = one.strip(" $.")
            yield from dict.fromkeys(_BOTH_SIGNS.sub(sign, member) for sign in "+-" if member)


_BOTH_SIGNS = re.compile(r"±|\\pm(?![A-Za-z])|\+-|\+/-")


def _own_letters(question: Question, member: str) -> frozenset[str] | None:
    """Return the letters of a formula that nobody has declared; None where it cannot be read with them either."""
    field = next(iter(question.fields.values()))
    try:
        readings = read(member, replace(field.names, free=True), "expression", "")
    except AnswerError:
        return _name_letters(member)
    found = [symbols(reading.tree) - field.names.symbols.keys() for reading in readings]
    return frozenset().union(*found)


def _name_letters(member: str) -> frozenset[str] | None:
    """Return the letter of what is a name and no formula, `T(n)`, `f'(x)`; None where a text is none."""
    name = name_of(member)
    return None if name is None or not name.of else frozenset({name.of})


def _may_be_right(verdict: Verdict) -> bool:
    """Whether a formula by itself is not refuted as the value that is asked for."""
    is_value = any(claim.id == "expected" and claim.status is not Status.REFUTED for claim in verdict.claims)
    return is_value or verdict.outcome is not Outcome.INCORRECT or verdict.score_range[1] > 0
