"""Answers in words: the option chosen, or a text that is one of those accepted."""

from __future__ import annotations

from grader.claims.builders.equality import any_of
from grader.claims.statements import Chosen, Claim, Settled
from grader.claims.wording import words
from grader.problems.question import Question


def choice_claim(question: Question, chosen: frozenset[str]) -> Claim:
    """Return the claim that the options chosen are the expected ones."""
    expected = question.accepted_texts
    if question.several:
        return Claim("expected", "the options chosen are the expected ones", Chosen(chosen, frozenset(expected)))
    alternatives = tuple(Chosen(chosen, frozenset({option})) for option in expected)
    return Claim("expected", "the option chosen is the expected one", any_of(alternatives))


def text_claim(question: Question, text: str) -> Claim:
    """Return the claim that a text is one of the accepted ones; case and blanks do not count."""
    accepted = any(words(text) == words(one) for one in question.accepted_texts)
    why = f"`{' '.join(text.split())}` is not accepted. Accepted: {', '.join(question.accepted_texts)}."
    return Claim("expected", "the text is one of the accepted ones", Settled(accepted, "text", why))
