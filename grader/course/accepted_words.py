"""Words around an accepted text: what frames it, `The answer is O`, decides nothing, nor is a piece of a text it."""

from __future__ import annotations

import re
from collections.abc import Callable

from grader import course
from grader.claims.builders.held import without_said
from grader.claims.marked import is_marked_otherwise
from grader.claims.wording import bare
from grader.language.texts import opposites
from grader.marking.answer import Answer
from grader.marking.mark import mark_question
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.words import phrases
from grader.verdict import Outcome, Verdict


def by_themselves(
    question: Question, answer: Answer, verdict: Verdict, mark: Callable[[Question, Answer], Verdict]
) -> Verdict:
    """Return the verdict that words come to without their frame, whose own words name no accepted text.

    Where the whole text is accepted as it stands, `the answer is yes`, it has no frame.
    """
    is_review = verdict.outcome is Outcome.REVIEW
    if (
        question.kind.by_person
        or not question.accepted_texts
        or not (is_review or verdict.outcome in course.framed.DECIDED)
    ):
        return verdict
    rest = replace(
        answer, fields={name: course.framed.without_frame(question, one) for name, one in answer.fields.items()}
    )
    if rest == answer or mark_question(question, answer).outcome is Outcome.CORRECT:
        return verdict
    alone = mark(question, rest)
    frames = " ".join(one.text.partition(rest.fields[name].text)[0] for name, one in answer.fields.items()).casefold()
    is_of_rest = not any(
        re.search(rf"(?<!\w){re.escape(one.casefold())}(?!\w)", frames) for one in question.accepted_texts
    )
    if alone.outcome is verdict.outcome or (verdict.outcome is Outcome.CORRECT and is_of_rest):
        return verdict
    if is_review and (is_of_rest or alone.outcome is not Outcome.INCORRECT):
        return verdict
    return replace(
        alone, fields={name: replace(one, text=answer.fields[name].text) for name, one in alone.fields.items()}
    )


def may_credit_piece(question: Question, answer: Answer, stated: Answer) -> bool:
    """Whether a text may count as the accepted one in it, as far as the words around that are known to say nothing.

    Where all other texts are wrong, they are only those that say that it is one, `It is called`. Elsewhere a sentence
    is read; but a letter or a `no` within one, `A and C`, `no problem`, and what it speaks of, `Gauss is out`, answer
    nothing.
    """
    ((name, written),) = answer.fields.items()
    piece = stated.fields[name].text
    accepted = {bare(one) for one in question.accepted_texts}
    if "*" in piece and written.text.count("*") != piece.count("*"):  # a sign there, `a*b*`, and no emphasis
        return False
    prompt = f"{question.lead} {question.prompt}".casefold()
    if any(is_marked_otherwise(written.text, one, prompt) for one in question.accepted_texts):  # `*p` for p
        return False
    concluding = phrases.THEREFORE.match(written.text.casefold())
    rest = written.text[concluding.end() :].lstrip(" ,:") if concluding is not None else written.text
    if bare(without_said(rest)) in accepted:
        return True
    if not question.unmatched_is_open or _SHORT.fullmatch(piece.strip(" $*_.!\"'")) is not None:
        return False
    behind = written.text.partition(piece)[2]
    return _SPEAKS_OF_IT.match(behind) is None


_SHORT = re.compile(rf"[^\W\d_]|{opposites.NEGATION.pattern}", opposites.NEGATION.flags)
_SPEAKS_OF_IT = re.compile(r"(?i)[\s$*_]+(?:is|are|was|ist|sind|war|est|sont|es|son|è|é|são)(?!\w)")
