"""Answers in words: the option chosen, or a text that is one of those accepted."""

from __future__ import annotations

from grader.claims import texts
from grader.claims.builders.equality import any_of
from grader.claims.statements import Chosen, Claim, ForPerson, Settled, Statement
from grader.claims.wording import bare, signs
from grader.errors import AnswerError
from grader.problems.question import Question
from grader.verdict import Outcome
from grader.wording import open_reasons, reasons


def choice_claim(question: Question, chosen: frozenset[str]) -> Claim:
    """Return the claim that the options chosen are the expected ones."""
    expected = question.accepted_texts
    if question.several:
        return Claim("expected", "the options chosen are the expected ones", Chosen(chosen, frozenset(expected)))
    alternatives = tuple(Chosen(chosen, frozenset({option})) for option in expected)
    return Claim("expected", "the option chosen is the expected one", any_of(alternatives))


def text_claim(question: Question, text: str) -> Claim:
    """Return the claim that a text says what is asked for; one that matches nothing is for a person to read.

    It is wrong where it is one that the problem lists as wrong, or says that all others are. A doubtful match, beside a
    negation, say, is for a person in any case. Raises AnswerError for a text that is too long.
    """
    if len(text) > texts.MAX_TEXT:
        raise AnswerError(reasons.TEXT_AT_MOST_CHARACTERS.format(max_text=texts.MAX_TEXT))
    assert question.text_test is not None
    shown, wrong = " ".join(text.split()), _wrong(question)
    found = texts.passes(question.text_test, texts.said(text, tuple(wrong.values())), question.max_edits)
    why = reasons.NOT_ACCEPTED.format(shown=shown, accepted=question.text_test)
    is_literal = any(bare(text) == bare(one) for one in question.accepted_texts)
    told = {signs(one) for one in question.accepted_texts}
    has_other_signs = is_literal and told != {()} and signs(text) not in told
    if found.holds and has_other_signs:  # `- 1` for 1
        statement: Statement = ForPerson(open_reasons.NONE_TEXTS_PROBLEM_LISTS.format(shown=shown))
    elif found.holds and (is_literal or bare(text) not in wrong):
        statement = Settled(True, "text", why)
    elif bare(text) in wrong or (found.holds is False and not question.unmatched_is_open):
        statement = Settled(False, "text", why)
    else:
        statement = ForPerson(found.why or open_reasons.NONE_TEXTS_PROBLEM_LISTS.format(shown=shown))
    words = "one of the accepted ones" if question.text_test.kind == "accept" else "what is asked for"
    return Claim("expected", f"the text is {words}", statement)


def _wrong(question: Question) -> dict[str, str]:
    """Return the texts that a problem lists as wrong, folded: of its mistakes, and of its incorrect examples."""
    mistakes = (text for mistake in question.mistakes for text in mistake.when.values())
    wrong = (one for one in question.examples if one.outcome == Outcome.INCORRECT.value)
    return {bare(text): text for text in (*mistakes, *(text for one in wrong for text in one.fields.values()))}
