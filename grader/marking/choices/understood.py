"""Whether a verdict may stand on what was read in a text: all of it must be understood, as choosing the same options.

What refutes an answer must leave nothing of it aside. What credits one may leave a reason aside, where one option is
asked for; where several are, each word may add one, or take one back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.errors import AnswerError
from grader.marking.choices.after_reason import chooses_otherwise
from grader.marking.choices.crossed import crossed
from grader.marking.choices.explained import explains_otherwise
from grader.marking.choices.keys_in_values import are_in_values
from grader.marking.choices.marks_beside import has_mark
from grader.marking.choices.other_predicate import says_yes_or_no
from grader.marking.choices.own_value import has_false_value
from grader.marking.choices.per_key import told_by_key
from grader.marking.choices.whole.told import MAX_CHARACTERS, read_whole, with_few_blanks
from grader.marking.choices.whole.words import ALL
from grader.problems.question import Question
from grader.wording import unreadable_answers

__all__ = ["why_not_understood", "with_few_blanks"]


def why_not_understood(question: Question, texts: Sequence[str], chosen: str, *, is_credited: bool) -> str:
    """Return why an answer is not decided by the keys that were read in it, `chosen` as they are shown; or nothing."""
    if not question.options:
        return ""
    keys = frozenset(one for one in re.split(r",\s*", chosen) if one)
    is_told_elsewhere = says_yes_or_no(question) or crossed(question)
    shown = next((one for one in texts if _is_changed(question, one, keys)), "")
    if not shown and not is_told_elsewhere:
        shown = next((one for one in texts if not _is_understood(question, one, keys, is_credited=is_credited)), "")
    are_values = shown and not question.several and are_in_values(question, shown)
    why = unreadable_answers.KEYS_IN_VALUES if are_values else unreadable_answers.NOT_ALL_UNDERSTOOD
    return why.format(shown=shown.strip()) if shown else ""


def _is_changed(question: Question, text: str, keys: frozenset[str]) -> bool:
    """Whether something beside or behind an option may say that it is not the one that is chosen."""
    if _is_too_long(question, text):
        return True
    rules = (has_mark, has_false_value, chooses_otherwise, explains_otherwise)
    return not question.several and any(rule(question, text, keys) for rule in rules)


def _is_too_long(question: Question, text: str) -> bool:
    """Whether nobody looks into all of a text, which is more than an option itself."""
    return len(text) > MAX_CHARACTERS and text.strip() not in question.options.values()


def _is_understood(question: Question, text: str, keys: frozenset[str], *, is_credited: bool) -> bool:
    if question.several and _CONTRASTED.search(text) is not None:
        return False  # `A (it is false, but a proposition), C`
    whole = read_whole(question, text)
    if whole is None:
        return question.several or not are_in_values(question, text)
    if ALL.fullmatch(text) is not None:
        return keys == frozenset(question.options)
    if whole.chosen:
        return whole.chosen == keys and (is_credited or not question.several or whole.in_reasons <= keys)
    try:
        told = told_by_key(question, text)
    except AnswerError:
        return False
    if told is not None:
        return told == keys
    is_judged = whole.verdicts > 1 and len(whole.named) > 1
    is_otherwise = whole.is_altered or (is_judged and whole.named - keys) or are_in_values(question, text)
    return not (question.several or is_otherwise)


_CONTRASTED = re.compile(r"(?i)\([^()]*(?<!\w)(?:but|yet|still|though|aber|doch|jedoch|mais|pero|ma)(?!\w)[^()]*\)")
