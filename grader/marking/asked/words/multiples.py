"""Words behind a number that make another number of it, `48 hundred`, `75 hundredths`: those of `multiples.txt`."""

from __future__ import annotations

import re

from grader.marking.asked.tables import lines
from grader.problems.question import Question

MULTIPLES = "|".join(sorted({word for line in lines("words/multiples") for word in line.split()}))
_MULTIPLE = re.compile(rf"\d[\s$]*(?P<word>{MULTIPLES})(?![^\W_])", re.IGNORECASE)

# What makes another number of the one behind it, or of the one before it, where an answer begins with it.
_OF = (
    r"(?:half|(?:a|one|two|three)\s+(?:third|quarter|fifth|tenth)s?)\s+of|twice|(?:le\s+(?:tiers|quart|double|triple)|la\s+moitié)\s+d[eu]"
    r"|(?:die\s+hälfte|(?:ein|zwei)\s+(?:drittel|viertel|fünftel|zehntel)|das\s+(?:doppelte|dreifache))\s+v[oa]n"
    r"|la\s+(?:mitad|tercera\s+parte)\s+de|el\s+(?:doble|triple)\s+de|(?:il\s+doppio|la\s+metà|un\s+terzo|un\s+quarto)\s+di"
    r"|(?:metade|o\s+dobro|um\s+terço)\s+de|de\s+helft\s+van"
)
_POWER = r"squared|cubed|quadrat|au\s+carré|al\s+cuadrado|al\s+quadrato|ao\s+quadrado"
_OPERATION = re.compile(
    rf"\W*(?:(?:it|this|that|(?:the\s+)?(?:answer|result))\s+is\s+)?(?:(?P<word>{_OF})\s+\W*\d|\d+\W*(?P<power>{_POWER})(?!\w))",
    re.IGNORECASE,
)


def operation_said(text: str) -> str:
    """Return the words of an operation on a number with which a text begins, `a third of 360`; empty for none."""
    found = _OPERATION.match(text)
    return (found["word"] or found["power"]) if found is not None else ""


def multiple_behind(text: str) -> str:
    """Return the first such word that stands behind a number of a text, empty where none does."""
    found = _MULTIPLE.search(text)
    return found["word"] if found is not None else ""


def is_asked_in(question: Question, word: str) -> bool:
    """Whether a prompt asks for a number of such words, `how many million dollars`, `in thousands`."""
    near = (
        rf"(?:how\s+many|in|wie\s+viele?|combien\s+de|cuánt[ao]s|quanti|quante)\s+{re.escape(word.removesuffix('s'))}"
    )
    return re.search(near, f"{question.lead} {question.prompt}", re.IGNORECASE) is not None
