"""A set that is given by conditions or intervals in several sentences: joined where a word says how."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Question
from grader.submissions.extraction.formulas.restricted import interval
from grader.submissions.extraction.pieces.marks import Mark, Said, is_of_symbols
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import quiet, singles, words
from grader.submissions.extraction.words.prompts import Asked


def bounds_of(asked: Asked, marks: Sequence[Mark], said: Sequence[Said]) -> str:
    """Return bounds or intervals as one set where the words between them say whether all hold, or one of them does."""
    last = {mark.of: mark for mark in marks}  # of `4 - x^2 > 0, so |x| < 2` what is concluded
    texts = [mark.text for mark in last.values()]
    concluded = all(mark is last[mark.of] or _is_premise(mark) for mark in marks)
    if not asked.question.kind.is_set or len(texts) < 2 or not concluded:
        return ""
    kind = kind_of_bounds(asked.question, texts)
    between = said[marks[0].of : marks[-1].of + 1]
    around = {one.text for each in between for one in each.clause.lexemes if one.kind == "word"}
    known = quiet() | singles(cues.CASE, cues.ALTERNATIVE, *cues.ORDINALS, cues.ALL_HOLD)
    by_case = not singles(cues.CASE).isdisjoint(around)
    either = by_case or not singles(cues.ALTERNATIVE).isdisjoint(around)
    every = any(words(cues.ALL_HOLD).search(one.clause.skeleton) for one in said)
    if not kind or either == every or any(word not in known and not asked.says(word) for word in around):
        return ""
    if either and not all(map(_is_linked, between[1:], between)):
        return ""
    if by_case and len(marks) > len(texts):
        if _concludes_all(marks):
            return ""
        supposed = kind_of_bounds(asked.question, [mark.text for mark in marks])
        return joined(_cases(marks), supposed, every=False) if supposed == "bounds" else ""
    return joined(texts, kind, every=every)


def _is_linked(one: Said, before: Said) -> bool:
    """Whether a sentence is a case, or an alternative to the one before it: any other may conclude from all of them."""
    said, ahead = ([each.text for each in two.clause.lexemes if each.kind == "word"] for two in (one, before))
    is_case = not singles(cues.CASE, *cues.ORDINALS).isdisjoint(said)
    return is_case or not singles(cues.ALTERNATIVE).isdisjoint([*said[:1], *ahead[-1:]])


def _concludes_all(marks: Sequence[Mark]) -> bool:
    """Whether something is concluded behind the last case, and not in each: `Case 1: A; case 2: B, so C`."""
    held = [[mark for mark in marks if mark.of == of] for of in dict.fromkeys(mark.of for mark in marks)]
    return len(held[-1]) > 1 and _is_premise(held[-1][-2]) and min(map(len, held)) == 1


def _cases(marks: Sequence[Mark]) -> list[str]:
    """Return what holds in each case: what it supposes and what follows, `x >= 1` and `x < 3`."""
    held: dict[int, list[str]] = {}
    for mark in marks:
        held.setdefault(mark.of, []).append(mark.text)
    return [joined(texts, "bounds", every=True) for texts in held.values()]


def _is_premise(mark: Mark) -> bool:
    """Whether a conclusion stands behind a mark."""
    return not singles(cues.CONCLUSION).isdisjoint(mark.after)


def kind_of_bounds(question: Question, texts: Sequence[str]) -> str:
    """Return what texts are: `bounds` of one symbol, or `intervals`; empty where they are neither."""
    if all(is_bound(question, text) for text in texts):
        return "bounds"
    return "intervals" if all(interval(text) for text in texts) else ""


def is_bound(question: Question, text: str) -> bool:
    """Whether a text is an inequality of the problem's own symbols: `x > 2`, `|x| < 2`, `x \\ne 1`."""
    return _BOUND.search(text) is not None and is_of_symbols(question, text)


def is_equation(question: Question, text: str, *, is_linear: bool) -> bool:
    """Whether a text is one equation of the problem's own symbols; with `is_linear` one symbol stands in it once."""
    if text.count("=") != 1 or _BOUND.search(text) or "≈" in text or not is_of_symbols(question, text):
        return False
    letters = re.findall(r"(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])", text)
    return not is_linear or (len(letters) == 1 and not re.search(r"[\^²³√]|\\sqrt", text))


def joined(texts: Sequence[str], kind: str, *, every: bool) -> str:
    """Return bounds or intervals as what satisfies every one of them, or any."""
    if kind == "bounds":
        return (" and " if every else " or ").join(texts)
    return (" \\cap " if every else " \\cup ").join(texts)


_BOUND = re.compile(r"[<>≤≥≠]|!=|\\(?:le|ge|leq|geq|leqslant|geqslant|lt|gt|ne|neq)(?![A-Za-z])")
