r"""Sides and angles of figures by the letters of their points: `BC = 5` where AB is asked for, `∠B` of the angle at A.

The part that asks has to name one side by two points, or one angle by its vertex. The same side may be called the other
way round, by the small letter of the point opposite in a triangle, or by a letter that no point of the figure has.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.left_sides import asking as parts
from grader.problems.question import Question

MAX_CHARACTERS = 40  # of a left side that is looked into
_SPOKEN = re.compile(
    r"(?i)(?<![^\W\d_])(?:lines?|segment|sides?|points?|triangle|rectangle|square|rhombus|trapez|parallelogram|circle|chord|diagonal"
    r"|hypotenuse|vert[ei]|length|long|distance|apart|vector|figure|polygon|dreieck|rechteck|quadrat|raute|viereck|kreis|sehne|strecke"
    r"|gerade|seite|punkt|eck|länge|lang|abstand|entfernung|vektor|droite|côté|cercle|corde|longueur|vecteur|triángulo|rect[aá]ngulo"
    r"|recta|lado|punto|longitud|distancia|círculo|cuerda|triangolo|retta|lato|lunghezza|cerchio|triângulo|comprimento|driehoek|zijde)"
)
_DRESS = re.compile(
    r"\\(?:overline|vec|overrightarrow|text|mathrm|operatorname|left|right|lvert|rvert|lVert|rVert)(?![A-Za-z])"
)
_SIDE = re.compile(r"(?:d|dist)?\(([A-Z]),([A-Z])\)|\|{0,2}([A-Z])([A-Z])\|{0,2}")
_SIDE_SAID = re.compile(
    r"(?<![A-Za-z\\∠△])([A-Z])([A-Z])(?![A-Za-z(_^])"
    r"|(?<!\w)(?:d|dist)\s*\(\s*([A-Z])\s*,\s*([A-Z])\s*\)"
    r"|(?i:(?<!\w)(?:from|between|points|von|zwischen|punkten?|entre|desde|de|da|puntos|pontos|punti|tra|van|tussen|punten)\s+(?:[^\W\d_]{2,}\s+){0,2})\$?([A-Z])\$?(?:\s*\([^()]*\))?\s+"
    r"(?:to|and|nach|zu|und|à|et|a|y|e|naar|en)\s+(?:[^\W\d_]{2,}\s+){0,2}\$?([A-Z])(?![A-Za-z'’])"
)
_GIVEN_SIDE = re.compile(r"\s*\}?\s*\|?\s*\$?\s*(?:=|\s(?:is|ist|mesure|mide|misura|beträgt|est|equals)\s+\$?\d)")
_BESIDE = re.compile(  # behind it a side says where something is: `the midpoint M of BC`, `parallel to AB`
    r"(?i:(?<!\w)(?:mid-?point|centre|center|foot|mitte(?:lpunkt)?|milieu|punto\s+medio|ponto\s+médio|midden)\s+"
    r"(?:\$?[A-Z]\$?\s+)?(?:of|von|der|de|du|del|di|da|van)"
    r"|(?<!\w)(?:on|onto|auf|sur|sobre|su|op|parallel\s+(?:to|zu)|perpendicular\s+to|senkrecht\s+(?:zu|auf)|parallèle\s+à))"
    r"(?:\s+(?:the|side|line|segment|seite|strecke|côté|lado)){0,2}\s*\$?\s*\Z"
)
_POINTS = re.compile(r"(?<![A-Za-z\\])[A-Z]{2,6}(?![A-Za-z_^])")
_NO_POINTS = re.compile(r"\d\s*\$?\s*[A-Z]{1,3}(?![A-Za-z])")  # units behind numbers
_TRIANGLE = re.compile(r"(?<![A-Za-z\\])([A-Z])([A-Z])([A-Z])(?![A-Za-z_^])")
_ANGLE = re.compile(r"(?:∠|\\angle|\\measuredangle|m∠|∢|<)\(?(?:[A-Z]([A-Z])[A-Z]|([A-Z]))\)?")
_ANGLE_SAID = re.compile(
    r"(?:∠|∢|\\angle|(?i:(?<!\w)(?:angles?|winkels?|ángulo|angolo|ângulo|hoek))\s+(?:(?i:at|bei|in|en|em|bij|à|a)\s+)?(?:(?i:the|point|vertex|punkt|der|ecke)\s+){0,2})"
    r"\s*\$?\s*(?:\\angle\s*)?(?:[A-Z]([A-Z])[A-Z]|([A-Z])|(\\(?:alpha|beta|gamma|delta)|[αβγδ]))(?![A-Za-z])"
)
_GREEK_ASKED = re.compile(r"(\\(?:alpha|beta|gamma|delta)|[αβγδ])(?![A-Za-z])")
_AT = {"\\alpha": "A", "\\beta": "B", "\\gamma": "C", "\\delta": "D", "α": "A", "β": "B", "γ": "C", "δ": "D"}
_BY_NAME = {"alpha": "A", "beta": "B", "gamma": "C", "delta": "D"}
_OF_ANGLES = re.compile(
    r"(?i)(?<![^\W\d_])(?:angle|winkel|ángulo|angolo|ângulo|hoek|triangle|dreieck|triángulo)|∠|\\angle"
)


def is_other_part(question: Question, left: str) -> bool:
    """Whether a left side is a side, a point or an angle of a figure, and not the one that is asked for."""
    if len(left) > MAX_CHARACTERS or len(question.fields) > 1 or question.kind.reads != "value":
        return False
    plain = re.sub(r"[\s${}]", "", _DRESS.sub("", left))
    said, asking = parts.prompts(question), parts.asking_part(question.lead, question.prompt)
    side = _side_asked(asking, said)
    if side:
        return _is_other_side(plain, side, said)
    vertex = _vertex_asked(asking, said)
    return bool(vertex) and _is_other_angle(plain, vertex, said)


def _side_asked(asking: str, said: str) -> str:
    """Return the two points of the one side that is asked for; empty where there is none, or another one."""
    return _asked_side(asking) if _SPOKEN.search(said) is not None else ""


@lru_cache(maxsize=parts.KEPT)
def _asked_side(asking: str) -> str:
    plain = _DRESS.sub(" ", asking).replace("{", " ").replace("}", " ")
    found = [
        match
        for match in _SIDE_SAID.finditer(plain)
        if _GIVEN_SIDE.match(plain, match.end()) is None and _BESIDE.search(plain, 0, match.start()) is None
    ]
    sides = {"".join(filter(None, match.groups())) for match in found}
    return sides.pop() if len(sides) == 1 else ""


def _is_other_side(left: str, side: str, said: str) -> bool:
    """Whether a left side has two points that are not those of a side, is one point, or the small letter of another."""
    if (match := _SIDE.fullmatch(left)) is not None:
        return {one for one in match.groups() if one} != set(side)
    if len(left) != 1 or not left.isascii() or not left.isalpha():
        return False
    if left.isupper():
        return left in _points(said)
    corners = next(
        (set(match.groups()) for match in _TRIANGLE.finditer(said) if set(side) <= set(match.groups())), set()
    )
    own = {one.casefold() for one in corners - set(side)}
    is_named = re.search(rf"(?<![A-Za-z\\]){left}(?![A-Za-z])", _WORDS.sub(" ", said)) is not None
    return left.upper() in corners and left not in own and not is_named


_WORDS = re.compile(r"(?<![\w$])a(?=\s+[a-z]{2,})|(?<![\w$])[a-z]{2,}")  # and an article


@lru_cache(maxsize=parts.KEPT)
def _points(said: str) -> frozenset[str]:
    """Return the letters of the points of which a problem speaks."""
    plain = _NO_POINTS.sub(" ", said)
    return frozenset("".join(_POINTS.findall(plain))) | {one for one in parts.letters_in(plain) if one.isupper()}


@lru_cache(maxsize=parts.KEPT)
def _vertex_asked(asking: str, said: str) -> str:
    """Return the point of the one angle that is asked for, A for α."""
    if _OF_ANGLES.search(said) is None:
        return ""
    found = [match for match in _ANGLE_SAID.finditer(asking) if _GIVEN_SIDE.match(asking, match.end()) is None]
    points = {_AT.get(one, one) for match in found for one in filter(None, match.groups())}
    points = points or {_AT[match[1]] for match in _GREEK_ASKED.finditer(asking)}
    return points.pop() if len(points) == 1 else ""


def _is_other_angle(left: str, vertex: str, said: str) -> bool:
    """Whether a left side is an angle at another point of the figure."""
    match = _ANGLE.fullmatch(left)
    if match is not None:
        return (match[1] or match[2]) != vertex
    at = _AT.get(left) or _BY_NAME.get(left) or (left if len(left) == 1 and left.isupper() else "")
    is_named = re.search(rf"{re.escape(left)}(?![A-Za-z])", said) is not None if at else False
    return bool(at) and at != vertex and (at in _points(said)) and (left == at or not is_named)
