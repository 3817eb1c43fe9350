"""Words behind a number that make another number of it, `48 hundred`, `75 hundredths`: those of `multiples.txt`.

`FACTORS` says of those that are one number in all languages that have them which one it is, `factor_of` also of others.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.marking.asked.tables import lines
from grader.problems.question import Question

MULTIPLES = "|".join(sorted({word for line in lines("words/multiples") for word in line.split()}))
_MULTIPLE = re.compile(rf"\d[\s$]*(?P<word>{MULTIPLES})(?![^\W_])", re.IGNORECASE)

# Words by what they multiply by.
_EVERYWHERE: dict[Fraction | int, str] = {
    Fraction(1, 1000): r"thousandths?|tausendstel|millièmes?|milésimas?|millesimi",
    Fraction(1, 100): r"hundredths?|hundertstel|centièmes?|centésimas?|centesimi",
    Fraction(1, 10): r"tenths?|zehntel|dixièmes?|décimas?|decimi",
    10: r"dizaines?|decenas?|decine|dezenas?",
    12: r"dozens?|dutzend|douzaines?|docenas?|dozzine|dúzias?|dozijn",
    100: r"hundreds?|hundert|honderd|centaines?|centenas?|centinaia",
    1_000: r"thousands?|tausend|duizend|milliers?|migliaia",
    100_000: r"lakhs?",
    1_000_000: r"millions?|millionen|mio\.?|mln\.?|mill[oó]n|millones|milion[ei]|miljoen|milhão|milhões",
    10_000_000: r"crores?",
    1_000_000_000: r"milliarden?|mrd\.?|milliards?|miliard[oi]|miljard",
}
_IN_ENGLISH: dict[Fraction | int, str] = {
    1_000_000_000: r"billions?|bn",
    10**12: r"trillions?",
}  # elsewhere each is a thousand times as much
FACTORS: dict[Fraction | int, str] = {
    **_EVERYWHERE,
    **{factor: f"{_EVERYWHERE.get(factor, words)}|{words}" for factor, words in _IN_ENGLISH.items()},
}
ASKED_IN = re.compile(
    r"(?i)(?:\bin|\ben|\bem|\bhow\s+many|\bwie\s+viele?|\bcombien\s+de|\bcuánt[ao]s|\bquant[ieoa]s?|\bhoeveel)"
    rf"\s+(?P<word>{'|'.join(FACTORS.values())})(?!\w)"
)

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


def factor_of(word: str, is_english: bool) -> Fraction | int:
    """Return what a word multiplies by; 0 where that is not known."""
    words = FACTORS if is_english else _EVERYWHERE
    return next((one for one, said in words.items() if re.fullmatch(said, word, re.IGNORECASE)), 0)
