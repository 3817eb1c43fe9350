"""Answers in words: the option chosen, or a text that is one of those accepted."""

from __future__ import annotations

from grader.claims.builders.equality import any_of
from grader.claims.statements import Chosen, Claim, ForPerson, Settled, Statement
from grader.claims.wording import bare
from grader.problems.question import Question
from grader.verdict import Outcome


def choice_claim(question: Question, chosen: frozenset[str]) -> Claim:
    """Return the claim that the options chosen are the expected ones."""
    expected = question.accepted_texts
    if question.several:
        return Claim("expected", "the options chosen are the expected ones", Chosen(chosen, frozenset(expected)))
    alternatives = tuple(Chosen(chosen, frozenset({option})) for option in expected)
    return Claim("expected", "the option chosen is the expected one", any_of(alternatives))


def text_claim(question: Question, text: str) -> Claim:
    """Return the claim that a text is one of the accepted ones; one that matches nothing is for a person to read.

    It is wrong where it is one that the problem lists as wrong, or says that all others are.
    """
    said, shown = bare(text), " ".join(text.split())
    why = f"`{shown}` is not accepted. Accepted: {', '.join(question.accepted_texts)}."
    statement: Statement = Settled(False, "text", why)
    if any(said == bare(one) for one in question.accepted_texts):
        statement = Settled(True, "text", why)
    elif question.unmatched_is_open and said not in _wrong(question):
        statement = ForPerson(f"`{shown}` is none of the texts that the problem lists")
    return Claim("expected", "the text is one of the accepted ones", statement)


def _wrong(question: Question) -> set[str]:
    """Return the texts that a problem lists as wrong: of its mistakes, and of its incorrect examples."""
    mistakes = (text for mistake in question.mistakes for text in mistake.when.values())
    wrong = (one for one in question.examples if one.outcome == Outcome.INCORRECT.value)
    return {bare(text) for text in (*mistakes, *(text for one in wrong for text in one.fields.values()))}
