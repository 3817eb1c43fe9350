"""A whole clause in which only words of mathematics stand, where a set or a condition is asked for."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.extraction.formulas.restricted import solutions, values_of
from grader.submissions.extraction.formulas.values import unboxed
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.stated.clauses.clause_conditions import cleaned_text
from grader.submissions.extraction.stated.words_around.some_members import is_some_of_them
from grader.submissions.extraction.words import phrases
from grader.submissions.extraction.words.phrases import F
from grader.verdict import Source
from grader.wording import writing_notices


def doubted(clause: Clause, source: Source) -> Found:
    """Return a whole clause, of which nobody can tell what it makes of its formula."""
    why = writing_notices.WORDS_BEFORE_LEAD_NO
    return Found("doubtful", clause.raw(), source, why, rank="inline")


def in_mathematics(question: Question, clause: Clause, source: Source) -> Found | None:
    """Return the whole clause where a set or a condition is asked for and only words of mathematics stand in it."""
    if not question.kind.is_solutions or len(clause.formulas) < 2:
        return None
    stop = phrases.reason_behind(clause.skeleton, clause.skeleton.rfind(F))
    lexemes = [one for one, at in zip(clause.lexemes, clause.starts, strict=True) if at + 1 < stop]
    said = [one.text for one in lexemes if one.kind == "word"]
    if any(word not in _ENGLISH for word in said):
        return None
    texts = [cleaned_text(one) for one in clause.formulas]
    if is_some_of_them(said, texts):
        return doubted(clause, source)
    boxes = [text for one, text in zip(clause.formulas, texts, strict=True) if unboxed(one.text)[1]]
    if len(boxes) == 1:  # what stands before it leads to it
        return Found("formula", solutions(question, boxes) or boxes[0], source, rank="display")
    is_list = not said or all(_ENGLISH[word] == "and" for word in said)
    if question.kind.is_set and (text := solutions(question, texts) or (is_list and values_of(texts)) or ""):
        return Found("formula", text, source, rank="display")
    text = " ".join(_ENGLISH.get(one.text, one.raw) if one.kind == "word" else one.raw for one in lexemes)
    text = text.replace(" ,", ",").strip(" .")
    return Found("formula", re.sub(r"[$`]|\\[()]", "", text), source, rank="display")


_ENGLISH = dict.fromkeys(("or", "oder", "ou", "o", "of", "oppure"), "or")
_ENGLISH |= dict.fromkeys(("and", "und", "et", "y", "e", "en"), "and")
