"""Years in sentences that say nothing but what the prompt asks: `in 1789`, `It began in 1789.`, `1789 AD`.

So is a number behind the name of the one thing that the prompt asks it of: `Mn: +7`.
"""

from __future__ import annotations

import re

from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a text that is looked into
_ASKED = re.compile(
    r"(?:(?:which|what)\s+year|when\s+(?:did|was|were)|in\s+welchem\s+jahr|welches\s+jahr|wann|(?:en\s+|de\s+)?quelle\s+année|quand"
    r"|(?:en\s+)?qué\s+año|cuándo|(?:in\s+)?(?:che|quale)\s+anno|quando|(?:em\s+)?que\s+ano|(?:in\s+)?welk\s+jaar|wanneer)(?!\w)"
    r"(?P<rest>[^.?!,;:]*)"
)
_ELSEWHEN = re.compile(  # another era, or another year beside it
    r"(?<!\w)(?:b\.?\s?c|v\.?\s?chr|av\.?\s?j|a\.?\s?c|before|after|until|since|vor|nach|bis|seit|avant|après|depuis|antes|después|prima|dopo|depois"
    r"|na|voor|later|earlier|not|nicht|pas|no|non|niet)(?!\w)"
)
_ERA = re.compile(
    r"\s*(?:a\.?\s?d(?!\w)\.?|c\.?\s?e(?!\w)\.?|n\.?\s?chr\.?|u\.?\s?z\.?|ap\.?\s?j\.?-?c\.?|d\.?\s?c(?!\w)\.?)(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\w.,−-])[1-9]\d{2,3}(?![\w]|[.,]\d)")
_WORD = re.compile(r"[^\W\d_]+")
_IDLE_WORDS = (
    "in the year it that this they he she was were is ad im jahr jahre es das er sie war wurde en l année"
    " an il elle ce fut était a été el año ella fue era nel nell anno fu è stato stata o ano em foi ele"
    " het jaar dit dat werd"
)
_IDLE = frozenset(_IDLE_WORDS.split())
_ENDING = re.compile(r"(?:ed|d|es|s|en|t|te)\Z")
_PAST = (
    "begin began begun|become became|find found|win won|fall fell fallen|write wrote written|break broke|come came"
    "|build built|make made|take took|leave left|lose lost|meet met|rise rose|send sent|found founded|begann beginnen"
)
_FORMS = tuple(frozenset(row.split()) for row in _PAST.split("|"))


def year_in(question: Question, text: str) -> str:
    """Return the year that such a sentence says; empty for any other text."""
    low = text.casefold()
    years = _YEAR.findall(low)
    if len(years) != 1 or len(text) > MAX_CHARACTERS or low.strip() == years[0]:
        return ""
    asked = list(_ASKED.finditer(question.prompt.casefold()))
    if len(asked) != 1 or _ELSEWHEN.search(f"{question.lead} {question.prompt}".casefold()) is not None:
        return ""
    place = low.find(years[0])
    era = _ERA.match(low, place + len(years[0]))
    rest = f"{low[:place]} {low[era.end() if era else place + len(years[0]) :]}"
    said = frozenset(_WORD.findall(asked[0]["rest"]))
    if _ELSEWHEN.search(rest) is not None or re.search(r"[^\w\s.,'’]", rest) is not None or re.search(r"\d", rest):
        return ""
    return years[0] if all(one in _IDLE or _is_said(one, said) for one in _WORD.findall(rest)) else ""


def labelled(question: Question, text: str) -> str:
    """Return the number behind the symbol of an element that the prompt asks it of; empty for any other text."""
    found = _LABELLED.fullmatch(text.strip())
    if found is None:
        return ""
    of = re.compile(
        rf"(?<!\w)(?:of|for|von|vom|für|de|du|di|del|van|has|hat|a|ha|tiene)\s+\$?{found['element']}\$?(?![\w$(])"
    )
    return found["value"].replace(" ", "") if len(of.findall(question.prompt)) == 1 else ""


_LABELLED = re.compile(
    r"(?P<element>[A-Z][a-z]?)\s*(?::|has|is|hat|ist|a|est|ha|è|tiene|es)\s*(?P<value>[-−+]\s?\d|\d|0)[.]?"
)


def _is_said(word: str, asked: frozenset[str]) -> bool:
    return any(not _forms(word).isdisjoint(_forms(one)) or any({word, one} <= row for row in _FORMS) for one in asked)


def _forms(word: str) -> frozenset[str]:
    return frozenset((word, _ENDING.sub("", word)))
