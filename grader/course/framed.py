"""What says that an answer follows, `So we get …`, is taken away: the rest means what it means by itself.

A decided answer must be decided in the same way by itself; one that stays open behind a frame of which every word is
known to say nothing counts as what it is by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader import course, marking
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.asked.asked_names import is_called_as_asked
from grader.marking.mark import unreadable
from grader.marking.texts.left_hand.left_sides import stands_in_prompt
from grader.marking.texts.left_hand.prompt_names import plain
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.words import announcements, phrases
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.verdict import FieldResult, Outcome, Verdict
from grader.wording import unreadable_answers

DECIDED = frozenset({Outcome.CORRECT, Outcome.PARTIAL, Outcome.INCORRECT})
_OPEN = frozenset({Outcome.UNREADABLE, Outcome.UNDECIDED})
_UNMATCHED = frozenset({Outcome.REVIEW, Outcome.INCORRECT})  # of a text
_EQUALS_VALUE = re.compile(r"[\s$]*=(?![=>])\s*+(?![^\W\d_]{2,}\s+\w)")  # none of `= it holds 3`
MAX_ANNOUNCED = 3  # announcements before an answer, `So: Result: …`; of more, some may be no such words
MAX_FRAMES = 6  # that are taken away one by one, each with a verdict on the rest: `So we get: = 5` has two
_MINUS = re.compile(r"\A([\s$]*[-−])\s+(?=[\w\\(.])")  # behind a frame it is no dash of a list: `The answer is - 5`
_NUMBER = r"[-−]?\d{1,9}"
_NUMBERS = re.compile(rf"[\s$(\[]*+{_NUMBER}(?:\s*+(?:[,;]|and|und|et|y|e|en)\s++{_NUMBER}){{0,9}}[\s$)\]]*+")
_DIGITS = re.compile(r"\d+")
_END = re.compile(r"(?<!\.)\.{1,2}\s*\Z")  # the end of the sentence; three dots go on
_EQUALS = re.compile(r"[\s$]*=(?![=>])\s*")  # `=> 5` is an arrow
_EQUALS_OR_BOUND = re.compile(r"[\s$]*=(?!=)\s*")  # where `=> 5` may be meant for `>= 5`


def as_by_itself(
    question: Question, answer: Answer, verdict: Verdict, mark: Callable[[Question, Answer], Verdict]
) -> Verdict:
    """Return a verdict that the rest of an answer comes to by itself as well; an open one where it does not.

    A piece of a sentence decides nothing that the sentence without its frame leaves open.
    """
    is_said = question.kind.reads == "value" or (question.kind.reads == "choice" and bool(question.options))
    if verdict.outcome not in DECIDED or not is_said:
        return verdict
    fields = {name: without_frame(question, one) for name, one in answer.fields.items()}
    whole = None if answer.whole is None else without_frame(question, answer.whole)
    rest = replace(answer, fields=fields, whole=whole)
    if rest == answer or _keeps_all(rest, verdict):
        return verdict
    alone = mark(question, rest)
    if (alone.outcome, alone.score_range) == (verdict.outcome, verdict.score_range):
        return verdict
    written = {name: FieldResult(one.text) for name, one in answer.fields.items()}
    if alone.outcome not in DECIDED:
        shown = {name: replace(one, text=written[name].text) for name, one in alone.fields.items() if name in written}
        return replace(alone, fields={**alone.fields, **shown})
    return unreadable(question, unreadable_answers.OTHERWISE_BY_ITSELF, written)


def has_too_many_frames(one: FieldAnswer) -> bool:
    """Whether more words than MAX_FRAMES at the front of a text say that an answer follows, `= = = = = = 3`."""
    rest = one.text if len(one.text) <= BLOCK_CHARACTERS else ""
    low = rest.casefold() if len(rest.casefold()) == len(rest) else rest
    at, count = 0, 0
    while count <= MAX_FRAMES and (frame := _EQUALS.match(rest, at) or phrases.frame().match(low, at)) is not None:
        at, count = frame.end(), count + 1
    return count > MAX_FRAMES


# A dash, which may be a minus; a yes or no that goes on without a comma, `It is no wonder`.
_DASHED = re.compile(r"[\s$]*[-−–—]\s")
_ONE_WORD = re.compile(r"\s*[^\W\d_]+\s*(?:[,.:;(!–—-].*)?", re.DOTALL)


def behind_announcement(
    question: Question, answer: Answer, verdict: Verdict, mark: Callable[[Question, Answer], Verdict]
) -> Verdict:
    """Return the verdict on what stands behind words that only announce it, where an answer stays open with them."""
    reads = question.kind.reads
    is_open = verdict.outcome in (_UNMATCHED if reads == "words" else _OPEN)
    texts = [*answer.fields.values(), *([answer.whole] if answer.whole is not None else [])]
    if not is_open or len(texts) != 1 or reads not in {"value", "choice", "words"}:
        return verdict
    rest = _announced(texts[0].text) if texts[0].error is None and texts[0].candidates is None else ""
    if not rest or "\n" in rest or not _is_plain(question, rest):
        return verdict
    one = replace(texts[0], text=rest)
    fields = dict.fromkeys(answer.fields, one)
    alone = mark(question, replace(answer, fields=fields, whole=None if answer.whole is None else one))
    if alone.outcome not in DECIDED or (alone.outcome is Outcome.INCORRECT and not _may_refute(question)):
        return verdict
    shown = {
        name: replace(found, text=answer.fields[name].text) for name, found in alone.fields.items() if name in fields
    }
    return replace(alone, fields={**alone.fields, **shown})


def _may_refute(question: Question) -> bool:
    """Whether a wrong value tells more than that its form is another one: no product where a list is asked for."""
    return question.kind.reads != "words" and not question.kind.is_array and not question.kind.is_solutions


def _is_plain(question: Question, rest: str) -> bool:
    """Whether what stands behind an announcement is no sentence of its own, nor a value of what nobody has named."""
    if question.kind.reads == "choice":
        return bool(question.options) or _ONE_WORD.fullmatch(rest) is not None
    if rest.rstrip(" $")[-1:] in {"!", "?"}:
        return False  # the end of the sentence, or of a factorial
    if question.kind.reads == "words":
        return True
    if question.kind.is_array and marking.texts.vectors.called_entries.as_list(question, rest) != rest:
        return True
    rest = marking.texts.one_formula.without_general_formulas(question, rest)
    left = plain(rest.partition("=")[0]) if "=" in rest else ""
    if left and (is_called_as_asked(question, rest) or stands_in_prompt(question, rest.partition("=")[0])):
        return _SENTENCE.search(rest) is None
    is_named = not left or _LETTER.fullmatch(left) is not None or _CALCULATED.fullmatch(left) is not None
    return is_named and _SENTENCE.search(rest) is None


_LETTER = re.compile(r"[^\W\d_](?:_\{?\w{1,3}\}?|\d{1,2})?")  # `v`, `x_1`: no `mcm`, no `P(S = 6)`
_CALCULATED = re.compile(
    r"(?:[\d\s.,+*/^_{}()√·×:⋅%°!−|-]|\\?(?:frac|sqrt|cdot|times|left|right|ln|log|sin|cos|tan|pi)(?![A-Za-z]))+"
)
# A sentence, what is said of a modulus, a second equation beside the first.
_SENTENCE = re.compile(
    r"(?i)(?<![\w\\])(?:is|are|ist|sind|est|sont|es|son|è|é|mod)(?![\w])|≡|\\(?:equiv|p?mod)(?![A-Za-z])|=[^=,;]*[,;]\s[^=]*="
)


def _announced(text: str) -> str:
    """Return what stands behind words that only announce it; nothing where other words stand there, or a dash."""
    rest = text if len(text) <= BLOCK_CHARACTERS and len(text.casefold()) == len(text) else ""
    for _ in range(MAX_ANNOUNCED):
        frame = _EQUALS_VALUE.match(rest) or announcements.announcement().match(rest.casefold())
        if frame is None or frame.group().count("$") % 2:
            break
        rest = _END.sub("", rest[frame.end() :]).strip()
    return "" if rest == text or _DASHED.match(rest) else rest


def _keeps_all(rest: Answer, verdict: Verdict) -> bool:
    """Whether a right answer has nothing but numbers behind its frame, parted by signs, and each was read."""
    if verdict.outcome is not Outcome.CORRECT or rest.whole is not None:
        return False
    for name, one in rest.fields.items():
        found = verdict.fields.get(name)
        read = None if found is None else found.read
        if read is None or _NUMBERS.fullmatch(one.text) is None or _DIGITS.findall(one.text) != _DIGITS.findall(read):
            return False
    return True


def without_frame(question: Question, one: FieldAnswer) -> FieldAnswer:
    """Return a text without what says that it is the answer; as it is where nothing else stands there."""
    if one.error is not None or one.candidates is not None or len(one.text) > BLOCK_CHARACTERS:
        return one
    text = one.text
    low = text.casefold() if len(text.casefold()) == len(text) else text
    equals = _EQUALS_OR_BOUND if question.kind.is_solutions else _EQUALS
    frame = equals.match(text) or phrases.frame().match(low)
    rest = _END.sub("", _MINUS.sub(r"\1", text[frame.end() :])) if frame is not None else ""
    if frame is not None and frame.group().count("$") % 2:
        rest = f"${rest}"
    rest = rest.replace("**", "")  # emphasis says nothing
    return replace(one, text=course.stated.with_unit_beside(question, rest)) if rest.strip(" .$*_") else one
