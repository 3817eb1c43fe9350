"""The last look before a zero: what is refuted as a whole is decided piece by piece as well.

Where one piece alone is proved to be the answer, `42` of `42. 42/7 = 6`, or several are together, nobody can tell which
the answer is, and it is open. A value that a condition cuts is refuted; of a chain the last counts, unless it rounds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from grader import marking
from grader.claims.chains import chain
from grader.language import units
from grader.language.tree import Array, Relation, Sym, symbols
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.texts.text_pieces import MAX_CHARACTERS, Piece, bare, is_number, is_restricted, pieces_of
from grader.marking.ways.candidates import is_piece, open_between
from grader.problems.question import Question, Tolerance
from grader.records import replace
from grader.verdict import Outcome, Verdict
from grader.wording import open_reasons

MAX_REREAD = 400  # characters of an answer that is read once more with other reaches, signs and units
MAX_SHOWN = 4  # pieces that a message tells of
_CLASS = re.compile(r"[OoΘΩω]|\\(?:Theta|Omega|omega|mathcal)|[Tt]heta|[Oo]mega")
_SEVERAL, _DECIMAL = re.compile(r"[\s,;:=≈()⇒⇔→¦]"), re.compile(r"\d*\.\d+")
_SOLVED = re.compile(r"\\?[^\W\d_]\w*\s*(?:[<>≤≥=∈]|\\(?:leq?|geq?|lt|gt|in)(?![A-Za-z]))[^=<>≤≥]*")
_RANGE = re.compile(r"[^=<>≤≥]*[<≤]\s*\\?[^\W\d_]\w*\s*[<≤][^=<>≤≥]*|[\[\](].*[\[\])].*|\\?\{.*\}")

_LOOKS: Final = (
    *("other_reaches", "other_signs", "other_numbers", "other_brackets", "other_units", "other_values", "last_parts"),
    *("other_lists", "other_domains", "other_equations", "other_complements", "other_orders", "other_constants"),
    *("other_relations", "other_points", "prompt_conditions", "true_statements", "other_measures", "first_values"),
    *("given_letters", "unknown_lefts", "other_ranges", "other_shapes", "other_marks", "other_partings"),
    *("other_indicators", "other_products", "never_true", "other_entries", "rounded_formulas", "other_combinations"),
    *("all_relations", "other_degrees", "stated_lists", "unit_steps", "numbered_steps", "member_remarks"),
    *("interval_left_out", "rounded_exponents"),
    *("members_described", "bound_letters", "parity_cases", "table_rows", "list_marks", "answer_and_work"),
)
_LOOKS_AT_LONG: Final = ("table_rows", "numbered_steps", "answer_and_work")  # pieces of a text, however long it is

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where a piece of its text is proved to be right."""
    if answer.whole is not None or any(one.error is not None for one in answer.fields.values()):
        return verdict
    other = marking.ways.before_zero.without_condition.right_without_condition(question, answer, verdict, mark)
    if other is not None:
        return other
    found = _by_pieces(question, answer, verdict, mark)
    is_long = sum(len(one.text) for one in answer.fields.values()) > MAX_REREAD
    for name in _LOOKS_AT_LONG if is_long else _LOOKS:
        if found is verdict:
            found = getattr(marking.ways.before_zero, name).before_zero(question, answer, verdict, mark)
    return found


def _by_pieces(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where a piece of its text is proved to be right."""
    if len(question.fields) > 1:
        return marking.ways.before_zero.several_fields.before_zero(question, answer, verdict, mark)
    ((name, field),) = answer.fields.items()
    is_settled = field.candidates is not None and field.candidates.rule == "verdict"  # by a written rule
    is_long = len(field.said or field.text) > MAX_CHARACTERS
    if is_settled or is_long or _SEVERAL.search((field.said or field.text).strip(" $.\n")) is None:
        return verdict
    others = _others(question, name, field, verdict, mark)
    return open_between(question, answer, name, (*others, field.counted), mark) if others else verdict


def _others(question: Question, name: str, field: FieldAnswer, verdict: Verdict, mark: Mark) -> list[FieldAnswer]:
    """Return the texts within a field's that are proved to be right, or what keeps it open without one."""
    text = field.said or field.text
    given = {bare(one.text) for one in pieces_of(question, f"{question.lead}\n{question.prompt}") if "=" in one.text}
    given |= _without_units(question, text) | _without_units(question, field.counted.text)
    pieces = [one for one in pieces_of(question, text) if bare(one.text) not in given] or [Piece(text.strip(), text)]
    tried = {
        one: mark(question, Answer({name: FieldAnswer(one, field.source)}))
        for one in dict.fromkeys(_readings(question, name, pieces))
    }
    right = [text for text, found in tried.items() if found.outcome is Outcome.CORRECT]
    right = right or _rounded(question, name, field, mark)
    if not right and _is_part(question, verdict, pieces, list(tried.values())):
        return [replace(field.counted, error=open_reasons.MAY_BE_ENTRY)]
    return [FieldAnswer(text, field.source) for text in right[:MAX_SHOWN]]


def _without_units(question: Question, text: str) -> set[str]:
    """Return what stands before the unit of a text, which is no value without it: `9.81 t` of `9.81 t km/h`."""
    if question.unit is None:
        return set()
    asked, splits = question.unit.unit.dimension, units.reading.splits
    values = (value for value, _ in splits(text) if all(unit.dimension != asked for _, unit in splits(value)))
    return {bare(one).strip(",;:") for value in values for one in (value, chain(value).members[-1])}


def _readings(question: Question, name: str, pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the texts within one that may be the answer: pieces alone, and those that belong together."""
    if question.kind.is_set:
        yield from _sets(pieces)
        exact = [_exact(question, name, one) for one in pieces]
        yield from _sets(exact) if exact != list(pieces) else ()
        return
    if question.kind.is_condition:
        relations = [tree.operands[0] for tree in question.accepted if isinstance(tree, Relation)]
        letters = {tree.name for tree in relations if isinstance(tree, Sym)}
        yield from (one.text for one in pieces if one.is_strong and one.letter in letters)
        yield from marking.texts.stacked.together(question, pieces)
        yield from marking.texts.stacked.either(question, pieces)
        return
    may_cut = any(map(symbols, question.accepted))  # a condition may cut a value with letters
    alone = [f"{one.label} {one.text}".strip() for one in pieces if not (may_cut and is_restricted(one.sentence))]
    yield from (one for one in alone if not question.kind.is_growth or _CLASS.search(one))
    for size in {len(tree.items) for tree in question.accepted if isinstance(tree, Array)}:
        yield from _entries(question, pieces, size)


_NO_VALUE = "≠"  # what a list goes on with behind a condition


def _names(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the name that each piece speaks about: in a list, `x = 2, 3` and `x ≠ 2, 3`, that of what stands before."""
    before = ""
    for last, one in pairwise((None, *pieces)):
        assert one is not None
        goes_on = last is not None and last.sentence == one.sentence and not (last.is_strong or one.is_strong)
        before = one.name or (before if goes_on else "")
        if not one.name and not one.value and not one.is_list:
            before = _NO_VALUE
        yield before


def _is_solved(text: str) -> bool:
    """Whether a condition has its letter alone on one side, or is a set that is written out."""
    return _SOLVED.fullmatch(text) is not None or _RANGE.fullmatch(text) is not None


def _exact(question: Question, name: str, piece: Piece) -> Piece:
    """Return a chain without a last member that only rounds, `x = √2` of `x = √2 = 1.41`; any other piece itself."""
    *others, exact, last = ("", *piece.members)
    if not others or not piece.value or not _DECIMAL.search(last):
        return piece
    field, values = question.fields[name], [_BOTH.sub("", one.strip(), count=1) for one in (exact, last)]
    first, second = (marking.ways.chains.same_values.value_of(question, field, one, is_entry=True) for one in values)
    if first is None or second is None or not marking.ways.chains.same_values.is_rounding(question, first, second):
        return piece
    return replace(piece, text=" = ".join(piece.members[:-1]))


_BOTH = re.compile(r"(?:±|\\pm(?![A-Za-z]))\s*")


def _sets(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the sets that pieces are: the values of one name together, those without a name, points by coordinates."""
    named: dict[str, list[Piece]] = {}
    unsolved = [one.text for one in pieces if not (one.is_list or one.value or _is_solved(one.text))]
    for one, name in zip(pieces, _names(pieces), strict=True):
        if name == _NO_VALUE and one.value:
            continue
        if one.value and not _RANGE.fullmatch(one.value):
            named.setdefault(name, []).append(one)
        elif one.is_strong and (
            not any(part in one.text for part in unsolved) if one.is_list else _is_solved(one.text)
        ):
            yield one.text
    for name, group in named.items():
        values = list(dict.fromkeys(one.value for one in group))
        if len(values) == 1:
            yield group[-1].text
        yield f"{{{', '.join(values)}}}"
        if name and "" in named:
            yield f"{{{', '.join(dict.fromkeys((*values, *(one.value for one in named['']))))}}}"
    yield from _repeated(pieces)
    points = [_POINT.fullmatch(one.text) for one in pieces]
    found = [one for one in points if one is not None]
    if len(found) > 1:
        yield from (f"{{{', '.join(dict.fromkeys(one[place] for one in found))}}}" for place in (1, 2))


def _repeated(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the set that the last sentence says again of what stands before it: 2 of `x = 2, x = -2; x = 2`."""
    valued = [one for one in pieces if one.value]
    last = [one.value for one in valued if one.sentence == valued[-1].sentence]
    before = {one.value for one in valued if one.sentence != valued[-1].sentence}
    if last and before.issuperset(last):
        yield f"{{{', '.join(dict.fromkeys(last))}}}"


_POINT = re.compile(r"\(([^(),;]+)[,;]([^(),;]+)\)")


def _entries(question: Question, pieces: Sequence[Piece], size: int) -> Iterator[str]:
    """Yield the arrays that values are together: those of so many letters in their order, those without a name."""
    letters = {one.letter: one.value for one in pieces if one.letter and one.value and is_number(one.value)}
    plain = list(dict.fromkeys(one.value for one in pieces if not one.name and is_number(one.value)))
    orders = dict.fromkeys((tuple(sorted(letters)), _in_prompt(question, sorted(letters))))
    chosen = [*([letters[one] for one in order] for order in orders), plain]
    for values in chosen:
        for some in (values[:size], values[-size:]):
            if len(some) == size > 1:
                yield f"({', '.join(some)})"


def _in_prompt(question: Question, letters: Sequence[str]) -> tuple[str, ...]:
    """Return letters as the prompt names them, where it names all of them; coordinates keep their order."""
    prompt = re.sub(r"[\\{}]", "", question.prompt)
    places = [re.search(rf"(?<![^\W_]){re.escape(one)}(?![^\W_])", prompt) for one in letters]
    if not all(places) or {*letters} <= {"x", "y", "z"}:
        return tuple(letters)
    return tuple(
        one for _, one in sorted((found.start(), one) for found, one in zip(places, letters, strict=True) if found)
    )


def _is_part(question: Question, verdict: Verdict, pieces: Sequence[Piece], tried: Sequence[Verdict]) -> bool:
    """Whether a number is refuted for its shape while others stand beside it, which may be the other entries.

    Where they are read together and refuted as an array, it is no part.
    """
    if any(one.outcome is Outcome.INCORRECT and not is_piece(one) for one in tried):
        return False
    values = {(one.letter, one.value) for one in pieces if one.value and is_number(one.value)}
    return question.kind.is_array and is_piece(verdict) and len(values) > 1


def _rounded(question: Question, name: str, field: FieldAnswer, mark: Mark) -> list[str]:
    """Return the member of a chain that is right, where the last one is what it rounds to."""
    if not question.kind.is_expression or question.tolerance is not None:
        return []
    members = chain(field.counted.text).members
    decimals = _DECIMAL.findall(members[-1])
    if len(members) < 2 or not decimals:
        return []
    steps = [Fraction(1, 2 * 10 ** len(one.partition(".")[2])) / (Fraction(one) or 1) for one in decimals]
    near = replace(question, tolerance=Tolerance(relative=min(MAX_APART, max(steps))))
    if mark(near, Answer({name: FieldAnswer(members[-1])})).outcome is not Outcome.CORRECT:
        return []
    return [one for one in members[:-1] if mark(question, Answer({name: FieldAnswer(one)})).outcome is Outcome.CORRECT]


MAX_APART = Fraction(1, 5)  # of itself that a rounded value may be off
