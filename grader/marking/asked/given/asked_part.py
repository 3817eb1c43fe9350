"""The part of a prompt that asks, and words that stand only beside it: `the equilibrium quantity is 20`.

What a prompt gives, explains or contrasts it says in words, too; a value that is called by one of them is not known to
be what is asked for. What the prompt asks of stays neutral, `A car … Find its acceleration`, and so does what stands
above all parts, but what is set beside the asked thing, given a value or refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from grader.marking.asked.words.phrases import ASKING

KEPT = 2_000  # prompts of which it is kept which words these are
MAX_CHARACTERS = 2_000  # of a prompt that is looked into
_WORD = r"[^\W\d_]{3,}"
_JOINS = r"and|or|und|oder|et|ou|y|o|e|en"
_MATHEMATICS = re.compile(r"\$[^$]*\$")
_BRACKETS = re.compile(r"(?<![A-Za-z])\(([^()]*)\)")
_SAYS = re.compile(
    r"(?i)(?<!\w)(?:is|are|means?|counts?|ist|sind|bedeutet|zählt|est|sont|signifie|es|son|significa|è|sono)(?!\w)|="
)
_ENDS = re.compile(
    r"(?i)(?<=[.?!;])\s+|(?<=\S:)\s+|\n\s*\n|,?\s+(?=(?:but|whereas|while|aber|während|mais|tandis|pero|mientras|ma|mentre)\s)"
)
_VERBS = (
    r"find|give|compute|determine|calculate|evaluate|state|derive|solve|simplify|differentiate|integrate|name|estimate|write|tell|show"
    r"|bestimmen?|berechnen?|geben|gib|finden?|nennen?|löse\w*|vereinfache\w*|calculer|calculez|déterminer|déterminez|trouver|trouvez"
    r"|donner|donnez|résoudre|résolvez|calcule|calcula|calcular|halle|halla|hallar|determina|determinar|encuentre|encuentra|da|dé"
    r"|resuelve|calcola|calcolare|trova|trovare|dare|geef|bepaal|bereken"
)
ASKS = re.compile(
    rf"\?|(?<!\w)(?:{_VERBS})(?!\w)|\A\s*(?:[^\W\d_]+\s+)?(?:{ASKING}|when|where|who|how|what|wann|wo|wie|was|quand|où|comment|combien"
    r"|cuándo|dónde|cómo|quanto|qual\w*|dove|quando|wat|welke?|hoeveel)(?!\w)"
)
_IT = re.compile(
    rf"(?<!\w)(?:{ASKING}|is|are|ist|sind|est|es|è)\s+(?:it|this|that|them|these|dies\w*|ihn|celui-ci|ello|lo)\s*(?:[.?!,;]|\Z)"
)
_OWN = re.compile(
    r"(?<!\w)(?:its|their|his|her|it|they|he|she|seine?\w*|ihre?\w*|dessen|deren|er|sie|es|sa|son|ses|leurs?|il|elle|ils|sus?|suo|sua|suoi)"
    r"(?!\w)"
)
_SUBJECT = re.compile(
    rf"\s*(?:an?|the|eine?|der|die|das|une?|le|la|les|el|los|las|una|uno|il|lo|een|de|het)\s+({_WORD}(?:\s+{_WORD})?)"
)
_ONE = re.compile(rf"(?<!\w)(?:an?|one|eine?n?|une?|una?|um|uma|een)\s+({_WORD}(?:\s+{_WORD})?)")
_COUNTED = re.compile(rf"(?<![\w.])(?:\d+|§)\s+({_WORD})")  # `12 filters`, with which an answer may be found


@lru_cache(maxsize=KEPT)
def asking_and_rest(lead: str, prompt: str) -> tuple[str, str]:
    """Return the parts that ask, as they are written, and what is told beside them, a line each."""
    if len(lead) + len(prompt) > MAX_CHARACTERS:
        return "", ""
    asking, rest = _asking_and_rest(prompt)
    asked, beside = ("\n".join(" ".join(part.split()) for part in parts) for parts in (asking, (lead, *rest)))
    return asked, beside


@lru_cache(maxsize=KEPT)
def words_beside(lead: str, prompt: str) -> frozenset[str]:
    """Return the words that stand only beside the part of a prompt that asks; none where no part of it does."""
    if len(lead) + len(prompt) > MAX_CHARACTERS:
        return frozenset()
    asking, rest = (list(map(told, parts)) for parts in _asking_and_rest(prompt))
    subjects = _subjects(rest) if any(map(_OWN.search, asking)) else frozenset()
    counted = frozenset(_COUNTED.findall(" ".join(rest)))
    return _words(rest) - _words([*asking, lead.casefold()]) - subjects - counted - _FREE


@lru_cache(maxsize=KEPT)
def asking_words(lead: str, prompt: str) -> str:
    """Return the parts that ask, in small letters and without formulas; what stands above them where none does."""
    if len(lead) + len(prompt) > MAX_CHARACTERS:
        return ""
    for text in (prompt, lead):
        asking, _ = _asking_and_rest(text)
        if any(map(asks, asking)):
            return " . ".join(map(told, asking))
    return " ".join(map(told, parts_of(prompt)))


@lru_cache(maxsize=KEPT)
def asking_sentence(lead: str, prompt: str) -> str:
    """Return the one part that asks for something, in small letters; empty where there are several."""
    if len(lead) + len(prompt) > MAX_CHARACTERS:
        return ""
    found = [one for one in parts_of(f"{lead}\n{prompt}") if asks(one)]
    return found[0].strip().casefold() if len(found) == 1 else ""


@lru_cache(maxsize=KEPT)
def _asking_and_rest(prompt: str) -> tuple[list[str], list[str]]:
    """Return the parts of a prompt that ask, with what `it` stands for in them, and the other ones if some ask."""
    parts = parts_of(prompt)
    places = [place for place, part in enumerate(parts) if asks(part)]
    places = places or [place for place, part in enumerate(parts) if not _is_explained(part)]
    asking = [parts[place] for place in places]
    asking += [parts[place - 1] for place in places if place and _IT.search(told(parts[place]))]
    return asking, [part for place, part in enumerate(parts) if places and place not in places]


def parts_of(prompt: str) -> list[str]:
    """Return the sentences and clauses of a prompt; what brackets explain is one by itself."""
    plain = _MATHEMATICS.sub(lambda match: "§" * len(match[0]), prompt)
    said = [match for match in _BRACKETS.finditer(plain) if _SAYS.search(match[1])]
    explained = [prompt[match.start() : match.end()] for match in said]
    for match in reversed(said):
        prompt, plain = (f"{text[: match.start()]} {text[match.end() :]}" for text in (prompt, plain))
    ends = [match.span() for match in _ENDS.finditer(plain)]
    starts, stops = [0, *(end for _, end in ends)], [*(start for start, _ in ends), len(prompt)]
    found = [prompt[start:stop] for start, stop in zip(starts, stops, strict=True)]
    return [*(part for part in found if part.strip()), *explained]


def told(part: str) -> str:
    """Return a part in small letters, each formula as one sign."""
    return _MATHEMATICS.sub(" § ", part.casefold())


def asks(part: str) -> bool:
    """Whether a part of a prompt asks for something."""
    return ASKS.search(told(part)) is not None


def _is_explained(part: str) -> bool:
    return part.startswith("(")


def _words(parts: Sequence[str]) -> frozenset[str]:
    return frozenset(re.findall(_WORD, " ".join(parts)))


def _subjects(parts: Sequence[str]) -> frozenset[str]:
    """Return the words of what the parts speak of: `A car of mass …`, `it has one critical point`."""
    found = [match[1] for part in parts for match in (_SUBJECT.match(part), *_ONE.finditer(part)) if match is not None]
    return _words(found)


_PAIR = re.compile(
    rf"(?<!\w)(?=(?P<one>{_WORD})(?:\s+(?!(?:{_JOINS})\s){_WORD})?\s*,?\s+(?:{_JOINS})\s+(?:\d+\s+)?"
    rf"(?:(?:the|an?|some|its|of|eine?n?|die|der|das|le|la|les|un|une|el|los|las|una|gli|il)\s+)*(?P<other>{_WORD}))"
)
_VALUED = re.compile(
    rf"(?P<noun>{_WORD})\s*(?:(?<!\w)(?:is|are|was|were|ist|sind|beträgt|est|vaut|es|vale|è)(?!\w)|[=:])\s*[-−]?\d"
)
_MEASURED = re.compile(rf"\d\s*\\?[^\W\d_%]+\s+(?:of|von|de|di|d['’])\s+(?P<noun>{_WORD})")
_FREE_WORDS = (
    "about after before into over then when where while whose such other two one the and with from that this "
    "which what find give have does many much each der die das dem den des und mit von für eine einer eines "
    "einen wird wie les une est sont avec dans pour los las una con del para por che for are its how was has "
    "per all sie ist sind"
)
_FREE = frozenset(_FREE_WORDS.split())


@lru_cache(maxsize=KEPT)
def words_contrasted(lead: str, prompt: str) -> frozenset[str]:
    """Return the words that a prompt sets beside words of what it asks for: `final` of an initial temperature."""
    told = _MATHEMATICS.sub(" § ", f"{lead}\n{prompt}".casefold())
    if len(told) > MAX_CHARACTERS:
        return frozenset()
    asking = asking_words(lead, prompt)
    asked = _words([asking])
    pairs = [match.groupdict() for match in _PAIR.finditer(told)]
    found = {one["one"] for one in pairs if one["other"] in asked} | {
        one["other"] for one in pairs if one["one"] in asked
    }
    found |= {match["noun"] for match in _VALUED.finditer(told)}
    wanted, said = _bigrams(asking), _bigrams(told)
    ends, begins = ({pair[place] for pair in wanted} - _FREE for place in (1, 0))
    found |= {one for one, head in said if head in ends} | {one for head, one in said if head in begins}
    measured = frozenset(match["noun"] for match in _MEASURED.finditer(told)) if asking else frozenset()
    once = frozenset(word for word in measured if len(re.findall(rf"(?<!\w){word}(?!\w)", told)) == 1)
    return frozenset(found) - asked - _FREE | once


def _bigrams(text: str) -> frozenset[tuple[str, str]]:
    """Return the words of a text that stand right beside each other."""
    return frozenset((match[1], match[2]) for match in _BESIDE.finditer(text))


_BESIDE = re.compile(rf"(?<!\w)({_WORD})(?=\s+({_WORD})(?!\w))")
