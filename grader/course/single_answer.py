"""One answer by itself, typed or given by a program: what words say in it is read as in a document."""

from __future__ import annotations

import re

from grader import course
from grader.language.names.lexicon import is_function
from grader.language.units.reading import splits
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.mark import mark_question, unreadable
from grader.marking.texts.typed import shown_as_typed
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import FieldResult, Outcome, Reason, Verdict
from grader.wording import unreadable_answers


def mark_single(question: Question, answer: Answer) -> Verdict:
    """Return the verdict on an answer to one question.

    Where it cannot be read as mathematics and words stand in it, `by the quotient rule, f'(x) = 2x`, what these state
    is the answer, by the rules that hold for texts under keys. So is the accepted text that a sentence holds. Behind
    words that only say that it is one, `So we get`, an answer is read as by itself.
    """
    return shown_as_typed.marked(question, answer, lambda plain: _mark_typed(question, plain))


def _mark_typed(question: Question, answer: Answer) -> Verdict:
    texts = [one for one in (*answer.fields.values(), answer.whole) if one is not None]
    is_framed = any(_FRAMED.match(one.text) is not None for one in texts)
    if is_framed and any(map(course.framed.has_too_many_frames, texts)):
        written = {name: FieldResult(one.text) for name, one in answer.fields.items()}
        return unreadable(question, unreadable_answers.MANY_FRAMES, written)
    verdict = course.joined_sentences.as_one_list(question, answer, _mark(question, answer), _mark)
    if is_framed:
        is_words = question.kind.reads == "words"
        alone = course.accepted_words.by_themselves if is_words else course.framed.as_by_itself
        decided = alone(question, answer, verdict, mark_single)
        return course.framed.behind_announcement(question, answer, decided, _mark)
    return verdict


def _is_unticked(question: Question, text: str) -> bool:
    """Whether an option stands beside a cross or an empty box, and none beside a tick."""
    if question.kind.reads == "choice" and not question.options:
        return _CROSSED.fullmatch(text) is not None
    if not question.options or question.several or len(text) > MAX_BOXED:
        return False
    return _UNTICKED.search(text) is not None and _TICKED.search(text) is None


MAX_BOXED = 300  # characters of a text in which boxes and names are looked for
_CROSSED = re.compile(r"\s*[^\W\d_]{2,5}\s*[✗✘❌]\s*|\s*[✗✘❌]\s*[^\W\d_]{2,5}[\s.]*")  # `no ✗`: struck out, or no
_UNTICKED, _TICKED = re.compile(r"[✗✘❌☒☐□○◯⬜]|\[ ?\]"), re.compile(r"[✓✔☑✅]|\[\s?[xX]\s?\]")


def _mark(question: Question, answer: Answer) -> Verdict:
    if any(_is_unticked(question, one.text) for one in answer.fields.values()):
        written = {name: FieldResult(one.text) for name, one in answer.fields.items()}
        return unreadable(question, unreadable_answers.UNTICKED, written)
    if any(_may_be_unclear(question, one.text) for one in (*answer.fields.values(), answer.whole) if one is not None):
        answer = course.stated.without_doubtful(question, answer)
    verdict = mark_question(question, answer)
    if question.kind.is_array and _is_of_other_shape(verdict) and any(map(_names_several, answer.fields.values())):
        written = {name: FieldResult(one.text) for name, one in answer.fields.items()}
        return unreadable(question, unreadable_answers.SEVERAL_NAMED, written)
    is_text = question.kind.reads == "words" and bool(question.accepted_texts) and not question.kind.by_person
    if verdict.outcome is not (Outcome.REVIEW if is_text else Outcome.UNREADABLE):
        return verdict
    if question.unit is None and (plain := course.stated.without_asked_unit(question, answer)) is not None:
        return _as_written(answer, mark_question(question, plain))
    stated = course.stated.stated_in(question, answer)
    again = None if stated is None else mark_question(question, stated, answer)
    if stated is None or again is None or _is_unread(again, stated) or _leaves_unit(answer, stated, again):
        return _asking_for_list(question, answer, verdict)
    if question.kind.is_array and _leaves_entries(answer, stated, again):
        return verdict
    if (
        is_text
        and again.outcome is Outcome.CORRECT
        and not course.accepted_words.may_credit_piece(question, answer, stated)
    ):
        return verdict
    return again


def _asking_for_list(question: Question, answer: Answer, verdict: Verdict) -> Verdict:
    """Return a verdict on what cannot be read, for `a = 5, b = 4` with what is expected instead of names."""
    texts = [one.text for one in answer.fields.values() if len(one.text) <= MAX_BOXED]
    if question.kind.is_shape or not question.kind.is_array or all(len({*_NAMED.findall(one)}) < 2 for one in texts):
        return verdict
    written = {name: FieldResult(one.text) for name, one in answer.fields.items()}
    return unreadable(question, unreadable_answers.SEVERAL_NAMED, written)


def _is_unread(verdict: Verdict, stated: Answer) -> bool:
    """Whether a piece of a text cannot be read itself; the words beside it are another reason."""
    shown = {name: one.text for name, one in verdict.fields.items()}
    return verdict.outcome is Outcome.UNREADABLE and shown == {name: one.text for name, one in stated.fields.items()}


def _leaves_unit(answer: Answer, stated: Answer, verdict: Verdict) -> bool:
    """Whether a number is refuted without the unit behind it, which nobody asks for: `500 mA` may well be 0.5.

    So is one that lacks a unit while a word stands behind it that may be one, `840 Höhenmeter`.
    """
    if verdict.outcome is not Outcome.INCORRECT:
        return False
    pairs = [(answer.fields[name].text, one.text) for name, one in stated.fields.items() if name in answer.fields]
    lacks_unit = any(isinstance(one.evidence, Reason) and one.evidence.code == "unit" for one in verdict.claims)
    if lacks_unit and any(re.search(rf"{re.escape(piece.strip())}\s*[^\W\d_]", whole) for whole, piece in pairs):
        return True
    found = ((next(splits(whole.strip(" $.")), None), piece.strip()) for whole, piece in pairs)
    return any(one is not None and one[0].strip(" $").endswith(piece) for one, piece in found)


def _leaves_entries(answer: Answer, stated: Answer, verdict: Verdict) -> bool:
    """Whether a piece of a text has too few entries, and numbers stand beside it: `x = 2 with f(2) = 3`."""
    if not _is_of_other_shape(verdict):
        return False
    pieces = ((answer.fields[name].text, one.text) for name, one in stated.fields.items() if name in answer.fields)
    return any(_DIGIT.search(whole.replace(piece, " ", 1)) is not None for whole, piece in pieces)


def _is_of_other_shape(verdict: Verdict) -> bool:
    reasons = [one.evidence for one in verdict.claims if isinstance(one.evidence, Reason)]
    return verdict.outcome is Outcome.INCORRECT and any(one.code == "shape" for one in reasons)


def _names_several(one: FieldAnswer) -> bool:
    """Whether a text gives two names their values and joins them by a word: `x = 5 - y where y = 2`."""
    return _JOINED.search(one.text) is not None


_JOINED = re.compile(r"[^\W\d_]\s*=[^=<>]*[^=<>\w\\][^\W\d_]{2,}\s[^=<>]*=")
_NAMED = re.compile(r"(?:\A|[\s,;$])([^\W\d_](?:_?\d)?)\s{0,2}[=:](?!=)")  # a letter before its value, `a = 5`
_DIGIT = re.compile(r"\d")


def _as_written(answer: Answer, verdict: Verdict) -> Verdict:
    """Return a verdict with the texts of an answer as they were written."""
    fields = {name: replace(one, text=answer.fields[name].text) for name, one in verdict.fields.items()}
    return replace(verdict, fields=fields)


def _may_be_unclear(question: Question, text: str) -> bool:
    """Whether anything but one formula stands in a text: words, marks, lines, or several values beside each other.

    Nothing else is unclear, and what looks at it more closely is not loaded for it.
    """
    if len(text.strip()) < MIN_UNCLEAR:
        return False
    if question.kind.reads != "value" or question.kind.is_solutions or question.kind.is_shape:
        return True
    if _BESIDE.search(text) is not None or text.count("=") > 1:
        return True
    return any(not is_function(word) for word in _WORD.findall(text))


# Where a text may begin with what only says that an answer follows.
_FRAMED = re.compile(r"[\s$]*=|[\s*_]*(?:[∴⇒⟹→]|(?:I|è|é)\s|[^\W\d_]['’]?[^\W\d_]+[\s,:'’*_-])")

MIN_UNCLEAR = 2  # characters of a text in which two things may stand
_WORD = re.compile(r"(?<![\\A-Za-z])[^\W\d_]{3,}")
# A new line, a mark, a mention of another value, a summand in brackets, or a short word by itself.
_BESIDE = re.compile(r"[\n:;@~≈≠→✓✗✔✘☑☒]|->|\\(?:to|rightarrow)(?![A-Za-z])|<!--|\(\s*\+\s*\d|(?<!\S)[^\W\d_]{2}(?!\S)")
