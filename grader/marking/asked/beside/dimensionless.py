"""Quantities that are pure numbers, a strain, a ratio: no unit or thing of the prompt may stand behind their values."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.about.units_named import unit_at
from grader.marking.asked.beside.forms import BESIDE, MIN_STEM, WORD, words_in
from grader.marking.asked.given.asked_part import KEPT, asking_words
from grader.marking.asked.wanted import LABELS
from grader.marking.asked.words.phrases import ASKING, phrase_asked
from grader.problems.question import Question

_PURE = re.compile(
    r"(?<!\w)(?:(?:by\s+)?(?:what|which)\s+factor|as\s+(?:an?\s+)?(?:[^\W\d_]+\s+)?ratio|(?:\A|(?<=[.!]\s))ratio\s+of|how\s+many\s+times"
    r"|(?:um\s+)?welche[nr]?\s+faktor|wievielfach\w*|quel\s+facteur|qué\s+factor|quale\s+fattore"
    r"|returns?\s+on\s+(?:sales|equity|investment|assets|capital)|rate\s+of\s+return|(?:dividend|bond|rental|earnings)\s+yield|(?:inventory|stock|asset|receivables)\s+turnover|p/e(?:\s+ratio)?|relative[nr]?\s+(?:price|preis)|prix\s+relatif|precio\s+relativo"
    r"|(?:interest|inflation|tax|unemployment|discount|saving|savings)\s+rate"
    r"|(?:prices?|costs?|preis|kosten|prix|coûts?|precio|costes?)(?!\w)[^.?!;]{0,60}\b(?:in\s+terms\s+of|in\s+units\s+of|gemessen\s+in|en\s+termes\s+de|en\s+términos\s+de)"
    rf"|(?:{ASKING})\s+(?:(?:the|its|their|an?|this)\s+)?(?:(?:[^\W\d_][\w/'’-]*|§)\s+){{1,3}}ratio)(?!\w)"
)
_IN_TERMS = re.compile(
    r"(?i)(?:in\s+(?:terms|units)\s+of|gemessen\s+in|en\s+termes\s+de|en\s+términos\s+de)\s+([^\W\d_]+(?:\s+[^\W\d_]+)?)"
)
# What ends German names of pure numbers: `Preiselastizität`, `Eigenkapitalquote`, `Umsatzrendite`.
_ENDS = (
    "elastizität",
    "quote",
    "rendite",
    "faktor",
    "multiplikator",
    "zinssatz",
    "steuersatz",
    "rentabilität",
    "häufigkeit",
    "index",
)
_OF_PURE = re.compile(r"\\?%|°|\\?deg\w*|rad\w*|(?i:per\s?cent|prozent|x)")  # units that a pure number may have


@lru_cache(maxsize=KEPT)
def is_pure(lead: str, prompt: str) -> bool:
    """Whether a prompt asks for a pure number: a ratio, an elasticity, a price in terms of another thing."""
    asked = phrase_asked(lead, prompt)
    is_named = any(part in BESIDE["pure"] or part.endswith(_ENDS) for word in asked for part in word.split("-"))
    return is_named or _PURE.search(asking_words(lead, prompt)) is not None


def unit_of_none(question: Question, tail: str) -> str:
    """Return the unit or noun behind a number where the prompt asks for what has none, and speaks of it itself."""
    if not is_pure(question.lead, question.prompt):
        return ""
    found, word = unit_at(tail, 0), WORD.match(tail.lstrip(" $"))
    if found is None and word is not None and _is_thing(question, word[0].casefold()):
        return word[0]
    if found is None or found[0].text in question.names.symbols or _OF_PURE.fullmatch(found[0].text) is not None:
        return ""
    said = re.search(rf"(?<![^\W\d_]){re.escape(found[0].text)}(?![^\W\d_])", f"{question.lead} {question.prompt}")
    return found[0].text if said is not None else ""


def _is_thing(question: Question, word: str) -> bool:
    """Whether a word right behind a number is a noun of the prompt, and not of what it asks for: `3/8 heads`."""
    is_noun = (
        len(word) > MIN_STEM and word not in LABELS["function"] | BESIDE["with"] | BESIDE["condition"] | BESIDE["stop"]
    )
    asked = phrase_asked(question.lead, question.prompt) | words_in(" ".join(_IN_TERMS.findall(question.prompt)))
    if not is_noun and re.search(rf"\d[\s$]*{re.escape(word)}(?!\w)", question.prompt.casefold()) is not None:
        return word not in LABELS["function"] | asked | BESIDE["pure"]  # `20 dB`
    return is_noun and word in words_in(question.prompt) - asked - BESIDE["pure"]
