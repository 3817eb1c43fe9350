r"""Operations that words ask for, and left sides without them: `det(A)` of an inverse, `θ` and `cos 2θ` of a cosine.

The determinant of a matrix is another one than that of its inverse or its square. Of the cosine of an angle an angle
itself has another value, and so has the cosine of its double.
"""

from __future__ import annotations

import re

from grader.language.spelling.greek import PRINTED
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.left_names import name_of
from grader.problems.question import Question

MAX_CHARACTERS = 40  # of a left side that is looked into
_DETERMINANT = re.compile(
    r"(?i)(?<!\w)determinant[e]?\s+(?:of|von|der|des|de|di)\s+(?:the\s+|its\s+|ihrer\s+|la\s+|l['’])?"
    r"(?:(?P<inverse>invers[ea]n?)(?![^\W\d_])|(?:matrix\s+)?\$?[A-Z]\$?\s+(?P<square>squared)(?![^\W\d_]))"
)
_OPERANDS = re.compile(r"\|\s*(?P<in_bars>[^|]{1,12})\s*\|")
_INVERTED = re.compile(r"\^\s*\{?\(?\s*[-−]\s*1(?!\d)|⁻¹|inv", re.IGNORECASE)
_SQUARED = re.compile(r"\^\s*\{?\s*2|²|(?P<one>[A-Z])·?(?P=one)")
_PLAIN = re.compile(r"[A-Z](?:\^\{?T\}?)?")
_ANGLE = re.compile(
    r"(?i)(?<!\w)(?:cos(?:ine|inus|eno)?|kosinus|sin(?:e|us)?|seno|tan(?:gent|gens|gente)?)\s+"
    r"(?:of|des|vom|von|de|du|del|dell)\s*['’]?\s*(?:the\s+|an\s+|l['’]\s*)?(?:angle|winkels?|ángulo|angolo)(?!\w)"
)
_MULTIPLIED = re.compile(
    r"(?i)(?<!\w)(?:double|twice|triple|half|doppelt\w*|halbe\w*|dreifach\w*|moitié|demi|doble|mitad|doppio|metà)"
)
_LETTERS = frozenset("αβγδθφψω")
_FUNCTION = re.compile(r"\\?(?:cos|sin|tan)(?P<power>\^\{?[2-9]\}?|[²³])?(?P<of>.+)")
_MULTIPLE = re.compile(r"\(?[2-9][·*]?(?!π)[a-zα-ω]\)?|\(?(?!π)[a-zα-ω]/[2-9]\)?")
_DRESS = re.compile(r"\\(?:left|right|cdot|[,;! ])(?![A-Za-z])|[\s${}]")


def is_without_operation(question: Question, left: str) -> bool:
    """Whether words ask for the result of an operation, and a left side is what it is done to, or done otherwise."""
    if len(left) > MAX_CHARACTERS or question.kind.is_one_number != "always" or len(question.fields) > 1:
        return False
    asking = parts.asking_part(question.lead, question.prompt)
    if (match := _DETERMINANT.search(asking)) is not None:
        return _is_other_determinant(left, _INVERTED if match["inverse"] else _SQUARED)
    is_of_angle = _ANGLE.search(asking) is not None and _MULTIPLIED.search(asking) is None
    return is_of_angle and _is_other_function(left, parts.prompts(question))


def _is_other_determinant(left: str, mark: re.Pattern[str]) -> bool:
    """Whether a left side is the determinant of a plain letter, or of one with another mark, as a whole."""
    name, barred = name_of(left), _OPERANDS.fullmatch(left.strip(" $"))
    operand = barred["in_bars"].strip() if barred is not None else ""
    if name is not None and name.kind == "call" and name.of.removeprefix("\\") == "det":
        operand = name.at
    if not operand:
        return False
    is_multiple = operand[0].isdigit() or "^{-2}" in operand
    return _PLAIN.fullmatch(operand) is not None or is_multiple or mark.search(operand) is None


def _is_other_function(left: str, said: str) -> bool:
    plain, told = (_DRESS.sub("", re.sub(r"\\([A-Za-z]+)", _printed, one)) for one in (left, said))
    if plain in _LETTERS:
        return True
    match = _FUNCTION.fullmatch(plain)
    if match is None or match["of"].strip("()") in told:
        return False
    is_power = bool(match["power"]) and not any(sign in match["of"] for sign in "+-−/")
    return is_power or _MULTIPLE.fullmatch(match["of"]) is not None


def _printed(match: re.Match[str]) -> str:
    return PRINTED.get(match[1].removeprefix("var"), match[0])
