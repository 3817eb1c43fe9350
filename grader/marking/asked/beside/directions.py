"""What an answer in words says of another place, direction, bound or multiple than the prompt asks about."""

from __future__ import annotations

import re

from grader.marking.asked.beside.forms import BESIDE, words_in
from grader.marking.asked.given.asked_part import asking_and_rest
from grader.problems.question import Question

_IN_IT = re.compile(r"\s+[^\W\d_]+\s+(?:are|is|sind|ist)\s+(?:(?:in|inside)\s+(?:it|there)|darin|drin)(?!\w)")


def in_another(question: Question, tail: str) -> str:
    """Return where things are said to be, `40 litres are in it`, where the prompt does not ask that."""
    asking, _ = asking_and_rest(question.lead, question.prompt)
    inside = _IN_IT.match(tail) if asking else None
    return inside[0].strip() if inside is not None and "in" not in words_in(asking) else ""


_DIRECTIONS = re.compile(
    r"(?<!\w)(?:nach\s+(?:oben|unten|links|rechts)|(?:auf|ab)wärts|(?:up|down)wards?|to\s+the\s+(?:left|right)"
    r"|vers\s+(?:le\s+(?:haut|bas)|la\s+(?:gauche|droite))|hacia\s+(?:arriba|abajo|la\s+(?:izquierda|derecha))"
    r"|verso\s+(?:l['’]alto|il\s+basso|sinistra|destra)|para\s+(?:cima|baixo))(?!\w)",
    re.IGNORECASE,
)


def other_direction(question: Question, tail: str) -> str:
    """Return the direction behind a value where the prompt says nothing of it."""
    found = _DIRECTIONS.search(tail)
    if found is None:
        return ""
    told = f"{question.lead} {question.prompt}".casefold()
    is_said = found[0].casefold() in told or _MOVES.search(told) is not None
    return "" if is_said or _ASKED_WHERE.search(told) else found[0]


# What falls or is thrown moves so.
_MOVES = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(BESIDE['moves']))})(?!\w)")
_ASKED_WHERE = re.compile(
    r"(?<!\w)(?:direction|richtung|dirección|direzione|direção|richting|sens|sentido|verso)(?!\w)"
)

_BOUND = re.compile(
    r"(?i)(?:.{0,30}(?:[:=]|(?<!\w)(?:is|ist|est|es|è)))?\s*(?P<bound>at\s+least|at\s+most|up\s+to|mindestens|höchstens|au\s+moins|au\s+plus|como\s+m[ií]nimo"
    r"|como\s+máximo|al\s+menos|a\s+lo\s+sumo|almeno|al\s+massimo)\s+[\s$]*[-−]?\d[\d.,/]*[\s$.]*\Z"
)
_ASKED_BOUND = re.compile(
    r"(?<!\w)(?:at\s+(?:least|most)|up\s+to|min\w*|max\w*|mín\w*|máx\w*|small\w*|large\w*|least|most|few\w*|great\w*|high\w*|low\w*|mindest\w*|höchst\w*"
    r"|kleinst\w*|größt\w*|wenigst\w*|meist\w*|moins|plus|menos|menor|mayor|mayores|almeno|minore|maggiore|bound\w*|schranke|borne|cota|need\w*|required|nötig|benötigt\w*"
    r"|braucht|necesari\w*|nécessaire\w*|faut)(?!\w)",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"(?:min|max)imal\s+(?!(?:number|value|possible|size|count|amount|n|k)(?!\w))[^\W\d_]{3,}", re.I
)


def other_bound(question: Question, text: str) -> str:
    """Return a bound that a text makes of its value, where the prompt asks for none: `at least 3`."""
    said = _BOUND.match(text)
    if said is None:
        return ""
    told = f"{question.lead} {question.prompt}"
    return "" if _ASKED_BOUND.search(_OF_ANOTHER.sub(" ", told)) else said["bound"]


_TIMES = re.compile(r"\s*times\s+(?:that|the|those|as|more|larger|bigger)(?!\w)")


def is_multiple(question: Question, tail: str) -> str:
    """Return the words that make a value a multiple of something, `6 times that of the cube`, where none is asked."""
    asking, _ = asking_and_rest(question.lead, question.prompt)
    found = _TIMES.match(tail) if asking else None
    return "" if found is None or "times" in words_in(asking) else found[0].strip()
