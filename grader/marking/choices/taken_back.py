"""A last sentence that takes back what was chosen and chooses nothing else: `A, C. I changed my mind`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.wording import unreadable_answers

MAX_LAST = 600  # characters that the last clauses have together where one of them takes something back
_TAKES_BACK = re.compile(
    r"(?:(?:but|wait|actually|no|oh|sorry|well|hm+|aber|halt|nein|moment|mais|non|pero|no|ma|mas|não|maar|nee)[\s,]+){0,3}(?:"
    r"i(?:\s+have|['’]ve)?\s+(?:just\s+)?changed\s+my\s+mind|(?:scratch|forget|ignore|strike)\s+(?:that|it|this)|i\s+take\s+(?:that|it|this)\s+back"
    r"|never\s*mind|(?:maybe|perhaps|probably|rather|actually)\s+not|not\s+any\s?more|i\s+was\s+wrong|i\s+(?:made|have\s+made)\s+a\s+mistake"
    r"|(?:ich\s+)?(?:habe?\s+)?(?:es\s+)?mir\s+(?:es\s+)?anders\s+überlegt|ich\s+habe?\s+(?:meine\s+meinung\s+geändert|mich\s+(?:geirrt|vertan|umentschieden))"
    r"|(?:oder\s+)?(?:doch|lieber|vielleicht)\s+nicht|vergiss\s+(?:das|es)"
    r"|j['’]ai\s+changé\s+d['’]avis|(?:finalement|en\s+fait)\s+non|(?:peut-être|plutôt)\s+pas|je\s+me\s+suis\s+trompée?|oubliez?\s+(?:ça|cela)"
    r"|(?:he\s+)?cambi(?:é|ado)\s+de\s+(?:opinión|idea)|(?:mejor|quizás?|al\s+final)\s+no|me\s+(?:he\s+)?equivo(?:qué|cado)|olvídalo"
    r"|ho\s+cambiato\s+idea|forse\s+no|anzi\s+no|mi\s+sono\s+sbagliat[oa]|mudei\s+de\s+(?:ideia|opinião)|talvez\s+não|enganei-me"
    r"|ik\s+heb\s+(?:me\s+bedacht|mijn\s+mening\s+veranderd)|toch\s+niet|misschien\s+niet|ik\s+had\s+het\s+(?:mis|fout))"
)
_END = re.compile(r"[.!?;:,\n–—]|\s-\s|(?<!\w)(?:but|aber|mais|pero|ma|mas|maar)(?!\w)")


def why_taken_back(texts: Iterable[str]) -> str:
    """Return why nobody can tell what texts choose, empty where they do not take it back."""
    shown = next(filter(None, map(takes_back, texts)), "")
    return unreadable_answers.TAKEN_BACK.format(shown=shown) if shown else ""


def takes_back(text: str) -> str:
    """Return the last sentence or clause of a text where it takes back what stands before it, and else nothing."""
    low = text.casefold().strip(" .!?\n*_")[-MAX_LAST:]
    starts = [match.end() for match in _END.finditer(low)][-MAX_STARTS:]
    last = (low[start:].strip() for start in starts if low[:start].strip(" .!?;:,-"))
    return next((one for one in last if _TAKES_BACK.fullmatch(one)), "")


MAX_STARTS = 4  # clauses that the last sentence may have
