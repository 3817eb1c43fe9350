r"""The last look at statements of which each comes to one entry: `30/200 = 15 %, 50/200 = 25 %`, `6 = 1·6 = 2·3`.

Shares with their sum list these shares, `40 % + 60 % = 100 %`, strokes and colons part them, a diagonal matrix shows
the values on its diagonal, and a number by itself may be the only entry of a list. Where the list that is meant, in the
degrees or percents that the prompt asks in, is proved to be right, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.claims.chains import chain, depths
from grader.marking.answer import Answer
from grader.marking.texts.numbers.settled_commas import value_of
from grader.marking.texts.stacked import sizes_of_arrays
from grader.marking.texts.text_pieces import is_number
from grader.marking.ways.before_zero import other_degrees
from grader.marking.ways.candidates import between_right
from grader.problems.declared.tree_kinds import holds_points
from grader.problems.question import Question
from grader.verdict import Verdict

MAX_CHARACTERS = 400  # of a text that is looked into
MAX_ENTRIES = 16  # of a list

_PARTING = re.compile(r"[,;](?!\d)|(?<!\d)[,;]|\n|\\\\|(?<!\w)(?:and|und|et|y|e|en|or|oder)(?!\w)")
_NAME = re.compile(r"\\?[^\W\d_]{1,8}")
_TERMS, _STROKES = re.compile(r"\+"), re.compile(r"[/:]")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
_DIAGONAL = re.compile(
    r"(?:[^\W\d_]{1,9}\s*=\s*)?(?:\\(?:mathrm|text|operatorname)\s*\{\s*)?\\?diag\s*\}?\s*\(\s*[\[(]?(?P<entries>[^()\[\]=]+)[\])]?\s*\)"
)
_FACTORS = re.compile(r"(?P<first>\d{1,6})\s*(?:[·*×⋅]|\\(?:cdot|times)(?![A-Za-z]))\s*(?P<second>\d{1,6})")
_EDGE = " $.\n\t"

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a refuted text, open where the list of what its statements come to is proved right."""
    if len(answer.fields) > 1 or not (question.kind.is_set or sizes_of_arrays(question)):
        return verdict
    ((name, field),) = answer.fields.items()
    typed = [one.strip(_EDGE) for one in dict.fromkeys((field.text, field.said)) if 0 < len(one) <= MAX_CHARACTERS]
    texts = (way for one in typed for way in _texts(question, one))
    return between_right(question, (name, field), texts, verdict, mark)


def _texts(question: Question, text: str) -> Iterator[str]:
    plain = other_degrees.without_signs(question, text)
    unit = "" if question.unit is None else f" {question.unit.unit.text}"
    if plain != text or unit:  # another look reads them without signs
        for entries in (_stated(plain), *_summed(plain), _numbers(_STROKES, chain(plain).members[-1])):
            if 1 < len(entries) <= MAX_ENTRIES and all(entries):
                listed = ", ".join(entries)
                yield f"{{{listed}}}" if question.kind.is_set else f"[{listed}]{unit}"
    if sizes_of_arrays(question) == {1}:
        yield from (f"[{chain(one).members[-1].strip(_EDGE)}]{unit}" for one in dict.fromkeys((text, plain)))
    if question.kind.is_set:
        yield from _sets(question, text)


def _stated(text: str) -> list[str]:
    """Return what each of several statements comes to; none where one is no calculation with numbers, or has a word.

    Before it may stand one name, the same for all of them.
    """
    found = [[one.strip(_EDGE) for one in chain(part).members] for part in _statements(text)]
    names = {members[0] for members in found if not is_number(members[0])}
    values = [members[1:] if names else members for members in found]
    is_one = not names or (len(names) == 1 and all(map(_NAME.fullmatch, names)) and all(values))
    return [one[-1] for one in values] if is_one and all(is_number(one) for some in values for one in some) else []


def _statements(text: str) -> list[str]:
    """Return the statements of a text, which line breaks, commas and words part outside of brackets."""
    depth = depths(text)
    marks = [one for one in _PARTING.finditer(text) if not depth[one.start()]]
    starts, stops = [0, *(one.end() for one in marks)], [*(one.start() for one in marks), len(text)]
    parts = [text[start:stop].strip(_EDGE) for start, stop in zip(starts, stops, strict=True)]
    return [one for one in parts if one]


def _summed(text: str) -> Iterator[list[str]]:
    """Yield the summands of a sum that stands beside its value, and comes to it."""
    members = [one.strip(_EDGE) for one in chain(text).members]
    values = {value_of(one) for one in members}
    if len(members) == 2 and len(values) == 1 and None not in values:
        yield from (_numbers(_TERMS, one) for one in members)


def _numbers(sign: re.Pattern[str], text: str) -> list[str]:
    """Return the numbers that a sign parts; none where it parts something else."""
    parts = [one.strip(_EDGE) for one in sign.split(text)]
    return parts if all(map(_NUMBER.fullmatch, parts)) else []


def _sets(question: Question, text: str) -> Iterator[str]:
    """Yield the values on a diagonal, the factors of equal products as pairs, and each of several named sets."""
    if (found := _DIAGONAL.fullmatch(text)) is not None:
        entries = dict.fromkeys(one.strip() for one in found["entries"].split(","))
        yield f"{{{', '.join(entries)}}}"
    pairs = [found.groups() for one in _members(text) if (found := _FACTORS.fullmatch(one)) is not None]
    if any(map(holds_points, question.accepted)) and 1 < len(pairs) <= MAX_ENTRIES:
        yield f"{{{', '.join(f'({one}, {other})' for one, other in pairs)}}}"
    parts = _statements(text)
    if 1 < len(parts) <= MAX_ENTRIES and all(one.rstrip().endswith("}") for one in parts):
        yield from parts


def _members(text: str) -> list[str]:
    return [member.strip(_EDGE) for one in _statements(text) for member in chain(one).members]
