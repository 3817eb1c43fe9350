"""What a prompt denies, `For which $t$ is $M$ not invertible?`, and whether a sentence says that or the opposite.

The prompt's own denial changes nothing in an answer, `$M$ is not invertible for $t = 1$`. Without it the sentence says
where the opposite holds.
"""

from __future__ import annotations

import re

from grader.marking.asked.given.asked_not import words_asked_not
from grader.problems.question import Question
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.kept import kept

_DENIALS = frozenset({"not", "nicht", "no", "non", "pas", "não", "niet"})
_DENIED = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_DENIALS))})\s+(?P<word>[^\W\d_]{{5,}})(?!\w)")
_DRESS = re.compile(r"[*_]{1,3}|\\(?:emph|textbf|textit)\s*\{([^{}]*)\}")


@kept
def denied_word(question: Question) -> str:
    """Return the one word that the prompt denies, and says nowhere else; empty where there is none."""
    if not question.kind.is_solutions:
        asked = words_asked_not(question.lead, question.prompt) if question.kind.reads == "value" else frozenset()
        return next(iter(asked)) if len(asked) == 1 else ""
    said = " ".join(_DRESS.sub(r"\1", re.sub(r"\$[^$]*\$", " ", question.prompt)).casefold().split())
    found = {match["word"] for match in _DENIED.finditer(said)}
    word = found.pop() if len(found) == 1 else ""
    return word if word and len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", said)) == 1 else ""


def with_asked_denial(asked: Asked, whole: Clause) -> tuple[Clause, bool]:
    """Return a sentence without the denial that the prompt itself says, and whether it says the opposite of that."""
    word = denied_word(asked.question)
    if not word or word not in whole.skeleton:
        return whole, False
    places = [n for n, one in enumerate(whole.lexemes) if one.kind == "word" and one.text == word]
    denied = [n - 1 for n in places if n and whole.lexemes[n - 1].text in _DENIALS]
    if not places or len(denied) < len(places):
        return whole, bool(places)
    return Clause(tuple(one for n, one in enumerate(whole.lexemes) if n not in denied)), False
