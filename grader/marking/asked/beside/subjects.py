"""What an answer in words says of another subject, place, direction or bound than the prompt asks about."""

from __future__ import annotations

import re

from grader.marking.asked.beside.compared import NAME, THAN
from grader.marking.asked.beside.conditions import main_and_condition
from grader.marking.asked.beside.forms import BESIDE, is_among, words_in
from grader.marking.asked.given.asked_part import asking_and_rest
from grader.problems.question import Question

_ARTICLES = rf"(?:{'|'.join(sorted(BESIDE['article']))}|\d+)"
_NAME = re.compile(rf"(?<![\w$\\])(?P<name>{NAME})(?!\w)")
_LETTER = re.compile(r"(?<![\w$\\'’])[A-HJ-Z](?![\w'’])")  # that stands for a name, `voted for A`
_SAID = re.compile(
    r"(?:[^\W\d_]+[^.:]{0,30}?(?:[:=]|(?<!\w)(?:is|ist|est|es|ergibt|obtient|obtiene|è|ottiene|get|got|thus|therefore|also|donc|tanto))\s*,?\s*)?"
    rf"(?P<name>{NAME})\s+(?P<verb>[a-zäöüßéáíóúñèàç]{{2,}})\s"
)
_LABEL = re.compile(r"(?P<name>[A-ZÄÖÜÉÁ][a-zäöüßéáíóúñèàç]*)\s*[:=]\s*[\s$]*\d")


def other_subject(question: Question, text: str) -> str:
    """Return the name of whom a text speaks, where the prompt asks about someone else, `Luis` where Ana has them."""
    said = _SAID.match(text.strip(" $=")) or _LABEL.match(text.strip(" $="))
    if said is None:
        return ""
    asking, rest = asking_and_rest(question.lead, question.prompt)
    main, condition = main_and_condition(question.lead, question.prompt)
    name = said["name"]
    if (
        condition
        and _is_name_there(name, condition, main)
        and (asked := _names(main) or frozenset(_LETTER.findall(main)))
    ):
        return name if asked.isdisjoint(words_as_written(text)) else ""
    if said.re is _LABEL:
        return ""
    for compared in THAN.finditer(asking):
        if compared["name"] == name and compared["by"].casefold() in words_in(text):
            return name
    told, asked = _names(f". {rest}"), _names(asking)
    if name not in told or name in words_as_written(asking):
        return ""
    own = asked & words_as_written(rest)
    return name if own and own.isdisjoint(words_as_written(text)) else ""


def _is_name_there(name: str, condition: str, main: str) -> bool:
    """Whether a name, or a letter that stands for one, stands in a condition and not in what is asked."""
    return name in words_as_written(condition) and name not in words_as_written(main)


def words_as_written(text: str) -> frozenset[str]:
    """Return the words of a text with their capitals."""
    return frozenset(re.findall(r"[^\W\d_]+", text))


def _names(text: str) -> frozenset[str]:
    """Return the names of persons in a text: words with a capital and no article or number before."""
    return frozenset(one["name"] for one in _NAME.finditer(text) if not _LED.search(text[: one.start()]))


_LED = re.compile(rf"(?:(?<!\w){_ARTICLES}|\A|(?i:wie\s?viele?|how\s+many|welche\w*))\s+\Z|\A\Z", re.IGNORECASE)

_GIVEN_BEFORE = re.compile(r"(?<!\w)(?P<verb>[a-zäöüßéáíóúñèàç]{4,})\s+\$?[-−]?\d")
_ANY_NUMBER = re.compile(
    r"\d|(?<!\w)(?:one|two|three|four|five|six|ten|each|every|ein\w*|zwei|drei|jede\w*|un[ae]?|deux|trois|dos|tres|due|tre|duas)(?!\w)",
    re.IGNORECASE,
)
_IN_IT = re.compile(r"\s+[^\W\d_]+\s+(?:are|is|sind|ist)\s+(?:(?:in|inside)\s+(?:it|there)|darin|drin)(?!\w)")


def other_said(question: Question, text: str, tail: str) -> str:
    """Return a word of a text that the prompt says of a number that it gives, `It holds 40 litres` of how many lack."""
    asking, rest = asking_and_rest(question.lead, question.prompt)
    if not asking:
        return ""
    asked = words_in(asking)
    if (inside := _IN_IT.match(tail)) is not None and "in" not in asked:
        return inside[0].strip()
    said = None if _ANY_NUMBER.search(asking) else _GIVEN_BEFORE.search(text)
    if said is None or text.count("=") or is_among(said["verb"], asked):
        return ""
    given = frozenset(one["verb"] for one in _GIVEN_BEFORE.finditer(rest))
    subject = re.match(r"(?i)[\s$=]*(?:.{0,30}[:=]\s*)?(?:it|he|she|es|er|sie|il|elle)\s+", text)
    return said["verb"] if subject is not None and said["verb"] in given else ""


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
