"""One text for all fields of an answer: `none`, a tuple of values, or a value for each behind its label.

What stands around labelled values must leave these what they are: idle words, a reason or a check of which every
equality is true. Values that may be of other fields, or rounded, are credited where they are right, and else for a
person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from grader import marking
from grader.claims.chains import depths
from grader.language.names import lexicon
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.asked.wanted import LABELS
from grader.marking.texts.beside.words import WORDS, any_of
from grader.marking.texts.fields_said.named_values import Said
from grader.marking.texts.sentences.answers_said import EXAMPLE
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

Mark = Callable[[Question, Answer], Verdict]
_PARTS = re.compile(r",|;|\n|\s(?:and|und|et|y)\s|=[^=]*=")
_REASON = re.compile(
    rf"[\s,;.]*(?::|(?:{any_of(WORDS['because'] | WORDS['so'] | WORDS['check'] | WORDS['connecting'])})(?!\w)\s*:?)",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![\w\\{])[^\W\d_]{2,}")
_EQUALITY = re.compile(r"[^=,;:]*=[^,;:]*")
_SIGNS = re.compile(r"[^\w\s,:;.'’]|\d")  # `- m = 3` may be a bullet, or a minus
_OF = LABELS["of"] - {"for", "für", "pour", "para", "voor"}
_CAUSES = WORDS["because"]
_TURNING = (WORDS["and"] & {"but", "aber", "while"}) | WORDS["unsaid"]


def marked(question: Question, whole: FieldAnswer, mark: Mark) -> Verdict | None:
    """Return the verdict on one text for all fields, parted into one for each; None where it cannot be parted."""
    texts, is_sure = ({}, False) if whole.error is not None else parted(question, whole.text)
    fields = {name: replace(whole, text=text) for name, text in texts.items()}
    verdict = mark(question, Answer(fields, source=whole.source)) if fields else None
    return verdict if verdict is not None and (is_sure or verdict.outcome is Outcome.CORRECT) else None


def parted(question: Question, text: str) -> tuple[Mapping[str, str], bool]:
    """Return the texts by field of one text for all, and whether these are surely meant; none where it gives none."""
    if question.layers is not None or _PARTS.search(text) is None:
        return {}, False
    if texts := marking.texts.fields_said.tuples.fields_of(question, text):
        return texts, True
    text = EXAMPLE.sub("", text, count=1) if question.kind.takes_any else text
    said = marking.texts.fields_said.named_values.values_of(question, text)
    if said is not None:
        return (said.texts, said.is_sure) if _leaves(question, text, said) else ({}, False)
    return marking.texts.fields_said.in_order.values_of(question, text), False


def _leaves(question: Question, text: str, said: Said) -> bool:
    """Whether what stands before and behind values leaves them what they are."""
    if "?" in text or not _leads(question, said.before):
        return False
    rest = said.rest.strip(" \t\n.,;")
    if not rest:
        return True
    is_inside = rest.startswith("(") and rest.endswith(")") and all(depths(rest)[1:-2])
    plain = rest[1:-1].strip() if is_inside else rest
    reason = _REASON.match(plain)
    if (reason is None and (not is_inside or _words(rest))) or not all(_is_idle(question, one) for one in _words(rest)):
        return False
    stated = plain if reason is None else plain[reason.end() :]
    if re.search(r"\d", _EQUALITY.sub(" ", stated)) is not None:
        return False
    field, values = (
        question.fields[next(iter(said.texts))],
        "; ".join(f"{name} = {one}" for name, one in said.texts.items()),
    )
    return marking.texts.equalities.false_equalities.are_all_true(question, field, values, stated)


def _leads(question: Question, before: str) -> bool:
    """Whether words before the first value only lead to it, and make no other one of it: `the root of x = 3`."""
    words = [one.casefold() for one in _words(before)]
    if _SIGNS.search(before) is not None or (words and words[-1] in _OF):
        return False
    return all(not lexicon.is_function(one) and _is_idle(question, one) for one in words) and not _CAUSES & {*words}


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _is_idle(question: Question, word: str) -> bool:
    """Whether a word is known to say nothing of a value, and neither denies, offers nor supposes anything."""
    small = word.casefold()
    if small in _CAUSES | WORDS["so"]:
        return True
    if small in lexicon.KEYWORDS | _TURNING and small != "and":
        return False
    is_idle = marking.ways.before_credit.words_behind.is_idle
    return lexicon.is_function(word) or is_idle(question, word)
