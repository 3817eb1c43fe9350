r"""The last of several equalities that lead to each other: `P(H) = 2/3 ⏎ P(HH) = P(H)² = 4/9`, `r = 3, so r² = 9`.

It counts where it is right by itself, or what it comes to is where it is made of the letters before it; each equality
before it is taken up by a later one, and none gives a value to what is asked for. All other answers stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from grader import marking
from grader.marking.answer import Answer, Candidates, FieldAnswer
from grader.marking.asked.beside.forms import BESIDE
from grader.marking.asked.words.quantities import quantities_named
from grader.marking.texts.beside.words import any_of
from grader.marking.texts.equalities.statements import Statement, statements, ways
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

MAX_CHARACTERS = 600  # of a text whose equalities are looked at
MAX_STEPS = 12  # equalities in it

Mark = Callable[[Question, Answer], Verdict]

_NAME = re.compile(  # `x`, `x_1`, `r_s`, `P(H)`, `\bar x`, `S'`
    r"\\?[^\W\d_]+(?:\s*\{\s*\w+\s*\}|\s+[^\W\d_])?(?:_(?:\w+|\{[^{}]{1,12}\}))?['’′]*(?:\((?:[^()=]|\([^()=]{1,12}\)){1,20}\))?"
)
_CONDITION = re.compile(rf"(?<!\w)(?:{any_of(BESIDE['condition'])})(?!\w)", re.IGNORECASE)
_DRESS = re.compile(r"[\s$~]|\\[,;:! ]|\\(?:left|right)(?![A-Za-z])")
_MEASURED = re.compile(r"\d[\s$~]+\S+\Z")  # `20 m/s`, in which s is no letter
_LITERAL = re.compile(r"[-−]?\d+(?:\.\d+)?(?:/\d+)?")


def last_step(question: Question, typed: Answer, verdict: Verdict, mark: Mark) -> tuple[Answer, Verdict] | None:
    """Return the last equality of an open answer with its verdict, where it is right and all others lead to it."""
    if not verdict.outcome.is_open or question.kind.is_one_number == "never" or len(typed.fields) != 1:
        return None
    ((name, field),) = typed.fields.items()
    text = field.said or field.text
    if field.error is not None or len(question.fields) != 1 or len(text) > MAX_CHARACTERS or text.count("=") < 2:
        return None
    found = [one for way in ways(text) if (one := _last(question, field, statements(way), mark)) is not None]
    if not found:
        return None
    chosen, right = found[0]
    shown = {key: replace(one, text=text, notes=(*one.notes, *chosen.notes)) for key, one in right.fields.items()}
    return Answer({name: chosen}), replace(right, fields=shown)


def _last(
    question: Question, field: FieldAnswer, steps: Sequence[Statement], mark: Mark
) -> tuple[FieldAnswer, Verdict] | None:
    if not 1 < len(steps) <= MAX_STEPS or any(len(one.members) < 2 for one in steps):
        return None
    if any(one.is_supposed or one.is_doubted or _CONDITION.search(one.text) for one in steps):
        return None
    if not _lead_to_the_last(steps):
        return None
    is_unnamed, value = _NAME.fullmatch(_plain(steps[-1].members[0])) is None, steps[-1].members[-1]
    bare = [one.members[0] for one in steps[:-1] if is_unnamed and _is_bare_value(question, one)]
    asked = (Answer({next(iter(question.fields)): FieldAnswer(f"{name} = {value}")}) for name in bare)
    if any(mark(question, one).outcome is Outcome.CORRECT for one in asked):
        return None  # `S = 18, S/2 = 9`
    if any(_may_be_asked(question, one, steps[-1]) for one in steps[:-1]) or _is_false(question, steps):
        return None
    for text in _texts(steps):
        texts = tuple(replace(field, text=one, said="") for one in (*(step.text for step in steps[:-1]), text))
        note = marking.ways.candidates.candidates_note(Candidates(texts))
        chosen = replace(texts[-1], written=field.text, notes=(note,), candidates=None)
        right = mark(question, Answer({next(iter(question.fields)): replace(chosen, notes=())}))
        if right.outcome is Outcome.CORRECT:
            return chosen, right
    return None


def _texts(steps: Sequence[Statement]) -> tuple[str, ...]:
    """Return what the last step may be as an answer: itself, or its value where it is made of what is before it."""
    last = steps[-1]
    first = _plain(last.members[0])
    known = [name for one in steps[:-1] if (name := _plain(one.members[0])) and _NAME.fullmatch(name)]
    is_made = not _NAME.fullmatch(first) and any(name in first for name in known)
    return (last.text, last.members[-1]) if is_made else (last.text,)


def _lead_to_the_last(steps: Sequence[Statement]) -> bool:
    """Whether each step is taken up by a later one, by its name or its value, or the later one by a letter of it."""
    return all(any(_takes_up(later, step) for later in steps[place + 1 :]) for place, step in enumerate(steps[:-1]))


def _takes_up(later: Statement, step: Statement) -> bool:
    first, *others = map(_plain, step.members)
    formulas = [_plain(one) for one in step.members if _MEASURED.search(one.rstrip(" $.")) is None]
    own, *behind = map(_plain, later.members)
    if own == first:
        return False  # another value of the same, or the same once more
    used = [own, *behind[:-1]] if behind[:-1] or "(" in own or not _NAME.fullmatch(own) else []
    if any(_holds(one, first) for one in used) if _NAME.fullmatch(first) else False:
        return True
    if any(_holds_number(one, others[-1]) for one in used):
        return True
    return _NAME.fullmatch(own) is not None and any(_holds(one, own) for one in formulas)


def _plain(member: str) -> str:
    return _DRESS.sub("", member)


def _holds(text: str, name: str) -> bool:
    return _of_name(name).search(text) is not None


def _of_name(name: str) -> re.Pattern[str]:
    """Return where a formula holds a name: not within a longer word or command, nor before an index of its own."""
    before = r"(?<![A-Za-z\\])" if len(name) > 1 else r"(?<!\\)(?<!\\[A-Za-z])(?<!\\[A-Za-z]{2})(?<!\\[A-Za-z]{3})"
    return re.compile(rf"{before}{re.escape(name)}(?![_'’′\u0300-\u036f]|\w?\()")


def _holds_number(text: str, number: str) -> bool:
    number = re.sub(r"[^\d./−-].*", "", number).lstrip("-−")
    return (
        bool(_LITERAL.fullmatch(number)) and re.search(rf"(?<![\d.]){re.escape(number)}(?!\d|\.\d)", text) is not None
    )


def _is_false(question: Question, steps: Sequence[Statement]) -> bool:
    """Whether a step is false with the values that the ones before it give to its names."""
    rules, values = marking.texts.equalities.false_equalities, dict[str, str]()
    (field,) = question.fields.values()
    for one in steps:
        first, *others = one.members
        put_in = [_with_values(member, values) for member in one.members]
        calculated = [member for member in put_in if not _NAME.fullmatch(_plain(member))]
        if rules.false_equality(question, field, " = ".join(put_in)) or not all(
            rules.nearly_agree(question, field, *pair) for pair in pairwise(calculated)
        ):
            return True
        if _NAME.fullmatch(name := _plain(first)) and _DIGIT.search(others[-1]):
            values[name] = _with_values(others[-1], values).strip()
    return False


_DIGIT = re.compile(r"\d")


def _with_values(member: str, values: Mapping[str, str]) -> str:
    """Return a member with values in brackets for the names that have one."""
    for name in sorted(values, key=len, reverse=True):
        value = f"({values[name]})"
        member = value.join(_of_name(name).split(member))
    return member


def _is_bare_value(question: Question, step: Statement) -> bool:
    """Whether a step gives a name a number out of nowhere, which may be what the student takes for the answer."""
    if len(step.members) > len(("name", "value")) or _NAME.fullmatch(_plain(step.members[0])) is None:
        return False
    return _LITERAL.match(_plain(step.members[1])) is not None and not _is_said(question, _plain(step.members[1]))


def _may_be_asked(question: Question, step: Statement, last: Statement) -> bool:
    """Whether a step gives a value to what may be asked for, which the last one does not."""
    return _is_asked(question, step) and not _is_asked(question, last)


def _is_asked(question: Question, step: Statement) -> bool:
    """Whether what a step names may be asked for: its prompt says so, or writes its letter without a value."""
    naming = marking.asked.asked_names.naming(question, step.text)
    if naming != "unknown":
        return naming == "asked"
    if _is_said(question, _plain(step.members[-1])):
        return False  # a number of the prompt by a letter
    asked_quantities = marking.asked.other_things.another.asked_quantities
    if not quantities_named(step.members[0]).isdisjoint(asked_quantities(question)):
        return True
    first, names = _plain(step.members[0]), marking.texts.left_hand.prompt_names
    name = marking.asked.names.left_names.name_of(first)
    if name is None or first not in names.letters(question) | names.plainly_asked(question):
        return False
    is_known = bool(marking.asked.asked_names.asked_names(question)) and first not in names.plainly_asked(question)
    return not is_known and not marking.asked.left_sides.given_letters.is_given_letter(question, name)


def _is_said(question: Question, value: str) -> bool:
    """Whether a prompt says a number as it stands."""
    number = _LITERAL.match(value)
    said = f"{question.lead} {question.prompt}"
    return number is not None and _holds_number(said.replace(" ", ""), number[0])
