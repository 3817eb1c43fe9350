"""Several answers, each with a reason: `2 since 2² < 10, 3 since 3² < 10`, `yes because … or no because …`.

Those of a set or a list are its members and entries. Of one value or one choice nobody can tell which is meant, where
they do not come to the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from grader import marking
from grader.language import units
from grader.language.names import lexicon
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.texts.opposites import NEGATION
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.choices.after_reason import named_alone
from grader.marking.choices.chosen_options import NO, YES
from grader.marking.texts.beside.reasoned import Said, answers_said
from grader.marking.texts.beside.words import pattern
from grader.marking.ways.candidates import between_texts
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

_READ = frozenset({"value", "choice", "words"})
_DECIDED = frozenset({Outcome.CORRECT, Outcome.PARTIAL, Outcome.INCORRECT})
_BOTH = re.compile(rf"\A\W*(?:{pattern('two')})(?!\w)", re.IGNORECASE)
_FIRST_WORD = re.compile(r"\s*(?P<word>[^\W\d_]{2,}(?:['’-][^\W\d_]+)*)[:,]?\s+(?=\S)")
_WORD = re.compile(r"(?<![\\\w])[^\W\d_]{2,}(?![\w(])")
_MACRO = re.compile(r"\\[A-Za-z]+")
_RELATION = re.compile(r"[=<>≤≥≠∈]|!=|\\(?:leq?|geq?|neq?|lt|gt|in)(?![A-Za-z])")
_ORDERS = re.compile(r"[<>≤≥≠]|!=|\\(?:leq?|geq?|neq?|lt|gt)(?![A-Za-z])")
_EDGE = " \t\n.,;:"
_BETWEEN = frozenset({"or", "and", "oo", "inf", "mod", "pi", "oder", "und"})  # in values: `x < 1 or x > 2`
MAX_TEXT_WORDS = 3  # of a text that is an answer by itself

Mark = Callable[[Question, Answer], Verdict]


def with_all_reasoned(question: Question, typed: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on all answers of a text in which each has its reason; open where one may be meant."""
    if verdict.outcome not in _DECIDED or len(typed.fields) != 1 or typed.whole is not None:
        return verdict
    ((name, field),) = typed.fields.items()
    if field.file is not None or question.kind.reads not in _READ or question.kind.by_person:
        return verdict
    whole, is_credited = field.said or field.text, verdict.outcome is Outcome.CORRECT
    is_list = not is_credited and (question.kind.is_set or question.kind.is_array)
    said = answers_said(whole, lambda one: _is_answer(question, whole, one), is_list=is_list)
    said = [replace(one, text=_value_of(question, one.text)) for one in said]
    if not said or len({_left_of(one.text) for one in said} - {""}) > 1:  # of several unknowns
        return verdict

    def marked(text: str) -> Verdict:
        return mark(question, Answer({name: FieldAnswer(text, field.source, written=whole)}))

    other = _other(question, said, lambda text: marked(text).outcome is Outcome.CORRECT, is_credited=is_credited)
    if other is None:
        return verdict
    text, is_sure = other
    if is_sure:
        return marked(text)
    texts = tuple(FieldAnswer(one, field.source, written=whole) for one in (said[0].text, text))
    return between_texts(question, name, (texts[0], texts[1]), (verdict, marked(text)))


def _other(
    question: Question, said: Sequence[Said], is_right: Callable[[str], bool], *, is_credited: bool
) -> tuple[str, bool] | None:
    """Return what may be meant besides what was decided, and whether it surely is."""
    texts, is_either = [one.text for one in said], any(one.is_other for one in said)
    if not (is_credited and is_right(texts[0])):
        together = next(filter(is_right, _together(question, texts, is_either=is_either)), None)
        if together is not None:
            is_sure = all(one.is_sure for one in said)
            has_reasons = all(one.has_reason for one in said)
            return None if is_credited and is_sure else (together, is_sure and has_reasons)
    for text in texts[1:]:
        if is_credited:
            is_other = not any(map(is_right, _same_ways(question, (texts[0], text), is_either=is_either)))
        else:
            is_other = not question.kind.is_set and is_right(text)
        if is_other:
            return text, False
    return None


def _together(question: Question, texts: Sequence[str], *, is_either: bool) -> Iterator[str]:
    """Yield what several answers are together: a set, a list, the chosen options.

    Of inequalities that no `or` parts all may hold, `x ≥ 0 and x < 4`, or each, `x > 2 and x < -2`.
    """
    if question.kind.is_set or question.kind.is_condition:
        if any(map(_RELATION.search, texts)):
            yield " or ".join(texts)
            yield from () if is_either else (" and ".join(texts),)
        elif question.kind.is_set:
            yield f"{{{', '.join(texts)}}}"
            yield " union ".join(texts)
    elif question.kind.is_array and not is_either:
        yield f"({', '.join(texts)})"
    elif question.kind.reads == "choice" and question.several:
        yield ", ".join(texts)


def _same_ways(question: Question, texts: tuple[str, str], *, is_either: bool) -> Iterator[str]:
    """Yield texts of which one is right where another answer says the right one again: in its unit, rounded."""
    first, other = texts
    yield other
    if question.kind.reads != "value":
        return
    if question.unit is not None:
        yield f"{other} {question.unit.unit.text}"
    if question.kind.is_expression:
        yield f"{first} ≈ {other}"
    if question.kind.is_solutions and all(map(_RELATION.search, texts)):
        yield (" or " if is_either else " and ").join(texts) if _ORDERS.search(other) else f"{first} or {other}"
    elif question.kind.is_set:
        yield from _together(question, texts, is_either=is_either)


def _value_of(question: Question, text: str) -> str:
    """Return an answer without the words before it that say nothing of it."""
    text = _BOTH.sub("", text).strip(_EDGE)
    if question.options and len(named := named_alone(question, text)) == 1:
        return next(iter(named))
    is_idle = marking.ways.before_credit.words_behind.is_idle
    while question.kind.reads == "value" and (found := _FIRST_WORD.match(text)) is not None:
        if not is_idle(question, found["word"]) or _is_mathematical(question, found["word"]):
            break
        text = text[found.end() :]
    return text


def _is_answer(question: Question, typed: str, one: Said) -> bool:
    """Whether what a text says is complete as an answer by itself."""
    text = _value_of(question, one.text)
    if not text or (NEGATION.search(one.text.casefold()) is not None and question.kind.reads == "value"):
        return False
    if question.kind.reads == "choice":
        if question.options:
            return bool(named_alone(question, text))
        return text.casefold() in YES | NO
    if question.kind.reads == "words":
        return one.is_clear and len(text.split()) <= MAX_TEXT_WORDS
    if not all(_is_mathematical(question, word) for word in _WORD.findall(_MACRO.sub(" ", text))):
        return False
    relation = _RELATION.search(text)
    if relation is None:
        return any(map(str.isalnum, text))
    is_first = typed.replace("$", " ").strip().startswith(one.text)
    if relation[0] != "=" and not (question.kind.is_solutions and one.has_reason):
        return False
    return is_first or _left_of(text) in _lefts(question, typed)


def _left_of(text: str) -> str:
    relation = _RELATION.search(text)
    return "" if relation is None else text[: relation.start()].strip()


def _lefts(question: Question, typed: str) -> frozenset[str]:
    """Return what may stand left of an answer: the unknown, the name of the field, what the first one has there."""
    first = _left_of(_value_of(question, typed.replace("$", " ")))
    names = {one.name for one in question.for_all} if question.kind.is_solutions else set()
    fields = {spelled for one in question.fields.values() for spelled in (one.name, one.symbol, *one.spellings)}
    return frozenset({first} | names | fields)


def _is_mathematical(question: Question, word: str) -> bool:
    if lexicon.is_function(word) or word in GREEK_NAMES or word.casefold() in _BETWEEN:
        return True
    if word in question.names.symbols or word in question.names.functions:
        return True
    return question.unit is not None and units.reading.known_unit(word) is not None
