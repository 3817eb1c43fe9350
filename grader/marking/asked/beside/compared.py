"""What is compared in the part of a prompt that asks: `Ben has 3 marbles`, where it asks how many more than Ben.

What an answer says of a person without the comparison is how much that one has, and what it says is more than the other
one's is another value. Neutral is what has a word more than the part that asks, for that may be another comparison.
"""

from __future__ import annotations

import re

from grader.marking.asked.beside.counted import is_read
from grader.marking.asked.beside.forms import BESIDE, is_among, words_in
from grader.marking.asked.given.asked_part import asking_and_rest
from grader.marking.asked.wanted import LABELS
from grader.problems.question import Question

NAME = r"[A-ZÄÖÜÉÁ][a-zäöüßéáíóúñèàç]+"
THAN = re.compile(r"(?P<by>[^\W\d_]{3,})\s+(?:als|than|que|di|do\s+que|dan)\s+(?P<name>[A-ZÄÖÜÉÁ][\wäöüßéáíóúñèàç]+)")
# A person, a verb, the value and what it counts, and nothing else.
_HAS = re.compile(rf"[\s$=]*(?P<name>{NAME})\s+[^\W\d_]+\s+[\s$]*\d[\d.,/]*[\s$]*(?P<noun>[^\W\d_]+)?[\s$.!]*")
_BY = re.compile(
    r"(?<!\w)(?:by|um|de|en|di|met)\s+(?:how\s+m|(?:an?\s+)?what\s|wie\s*viel|combien|cu[aá]nt|quant|hoeveel)",
    re.IGNORECASE,
)
_TO = re.compile(r"(?P<verb>[^\W\d_]{4,})\s+(?:to|auf|op|à|a)\s[\s$]*(?P<value>\d[\d.,/]*)", re.IGNORECASE)

_THE = "|".join(sorted(BESIDE["article"] | BESIDE["its"]))
_NOUN = re.compile(rf"(?<!\w)(?:{_THE})\s+(?P<noun>[^\W\d_]{{3,}})", re.IGNORECASE)
_LEVEL = re.compile(
    rf"(?:{_THE})\s+(?:[^\W\d_]+\s+)?(?P<noun>[^\W\d_]{{3,}})\s+(?:{'|'.join(sorted(LABELS['copula']))})\s+\d[\d.,]*\s*\S*",
    re.IGNORECASE,
)


def other_compared(question: Question, text: str, read: str) -> str:
    """Return what a text says of one of two that are compared, or up to where something changes; empty for neither."""
    asking, _ = asking_and_rest(question.lead, question.prompt)
    if (reached := _TO.search(text)) is not None and is_read(reached["value"], read) and _BY.search(asking):
        return reached[0] if is_among(reached["verb"].casefold(), words_in(asking)) else ""
    if (level := _LEVEL.fullmatch(text.strip(" $=."))) is not None and _BY.search(asking):
        nouns = {one["noun"].casefold() for one in _NOUN.finditer(asking)}
        return level["noun"] if level["noun"].casefold() in nouns else ""
    compared = {one["name"]: one["by"].casefold() for one in THAN.finditer(asking)}
    if not compared:
        return ""
    told, said = words_in(asking), words_in(text)
    if name := next(
        (one for one, by in compared.items() if text.strip(" $=").startswith(f"{one} ") and by in said), ""
    ):
        return name
    persons = {name for name in re.findall(NAME, text) if name.casefold() in told}
    if (one := THAN.search(text)) is not None:
        is_other = one["name"] in persons - compared.keys()
        return one[0] if is_other and said - LABELS["function"] <= told else ""
    if (has := _HAS.fullmatch(text)) is None or has["name"] not in persons:
        return ""
    noun = (has["noun"] or "").casefold()
    is_compared = noun in {*compared.values(), *LABELS["comparing"], *BESIDE["times"]}
    return has["name"] if not noun or (is_among(noun, told) and not is_compared) else ""
