r"""Operators on left sides: `A \ B` of the other order, `\nabla f` of one derivative, `F'` of an antiderivative."""

from __future__ import annotations

import re

from grader.marking.asked.asked_names import asked_names
from grader.marking.asked.given.ways import other_way
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.left_names import Name
from grader.problems.question import Question

_WITHOUT = re.compile(r"[\s$]*(?P<one>[A-Z])\s*(?:\\|\\setminus|\\backslash|∖)\s*(?P<other>[A-Z])[\s$]*")
_WITHOUT_SIGN = r"\s*(?:\\(?:setminus|backslash)?|∖|-|−)\s*"
_INTEGRATES = re.compile(r"(?i)integra|intégr|antideriv|stammfunktion|primitiv|\\int|∫")
_ANTIDERIVATIVE = re.compile(r"(?i)antideriv|stammfunktion|(?<!\w)primitiv")
_SOLVED = re.compile(
    r"(?i)(?<!\w)(?:solve|solution|lös\w*|résou\w*|résolv\w*|resuelv\w*|resolv\w*|risolv\w*|soluci\w*|soluzion\w*|solución)(?!\w)"
    r"[^?!]*(?:['’′]|\\dot|\\d?frac\s*\{\s*d|differenti|différenti|diferencial|\bd[a-z]/d[a-z])"
)
_ASKS_DERIVATIVE = re.compile(
    r"(?i)derivative|ableitung|dérivée|derivad[ao]|derivata|slope\s+of|isolate|for\s+\$?[a-z]'"
)
_PRIMED = re.compile(r"['’′]|\\(?:prime|d?frac\s*\{\s*d)|(?<!\w)d[a-z]\s*/\s*d")
_DISTRIBUTED = re.compile(r"(?i)distribution\s+function|verteilungsfunktion|répartition|(?<!\w)cdf")
_MEAN = re.compile(
    r"(?i)(?<!\w)(?:mean|expect|erwartung|mittelwert|espérance|moyenne|esperanza|media|valor\s+esperado)"
)
_VARIANCE = re.compile(r"(?i)varian|streuung|σ|sigma|deviation|abweichung|écart|desviac")
_CALCULATED = re.compile(r"[A-Z](?:\^\{?\d\}?|²)|\d·?[A-Z].*|[A-Z][-+]\d.*")


def asks_to_integrate(question: Question) -> bool:
    """Whether a prompt speaks of an integral or an antiderivative."""
    return _INTEGRATES.search(parts.prompts(question)) is not None


def is_other_difference(question: Question, left: str) -> bool:
    r"""Whether a left side is a difference of two sets that the prompt does not ask for, `B \ A`."""
    match = _WITHOUT.fullmatch(left)
    if match is None:
        return False
    said = parts.prompts(question)
    return (
        re.search(rf"(?<![A-Za-z\\]){match['one']}(?![A-Za-z])", said) is not None
        and re.search(rf"(?<![A-Za-z\\]){match['one']}{_WITHOUT_SIGN}{match['other']}(?![A-Za-z])", said) is None
        and re.search(
            r"(?i)\b(?:but\s+not|without|[ck]omplement|complément|differen|ohne|aber\s+nicht|sans|mais\s+pas|sin|pero\s+no)",
            said,
        )
        is None
    )


def is_way_back(question: Question, left: str) -> bool:
    """Whether a left side is a difference of points the wrong way round: `A - B` of the vector from A to B."""
    return bool(other_way(question, left))


def is_other_derivative(question: Question, name: Name, left: str) -> bool:
    """Whether a name is a gradient where one derivative is asked for, or the derivative of an antiderivative."""
    if name.kind != "derivative" or not question.kind.is_expression or question.kind.is_array:
        return False
    said = parts.prompts(question)
    if ("nabla" in left or "∇" in left) and not name.by:
        is_one = re.search(r"\\partial|∂|(?i:partial)", said) is not None
        return is_one and re.search(r"nabla|∇|(?i:gradient)", said) is None and len(question.names.symbols) > 1
    if _ANTIDERIVATIVE.search(said) is not None and _PRIMED.search(said) is None:
        return True
    is_capital = name.of == "F" and name.order == 1 and re.search(r"F\s*'", said) is None
    return is_capital and (_INTEGRATES.search(said) is not None or _DISTRIBUTED.search(said) is not None)


def is_of_solution(question: Question, name: Name) -> bool:
    """Whether a name is a derivative where a differential equation is solved: `y'` of `Solve $y' = 2y$`."""
    said, asking = parts.prompts(question), parts.asking_part(question.lead, question.prompt)
    is_formula = name.kind == "derivative" and question.kind.is_expression and not question.kind.is_array
    return is_formula and _SOLVED.search(said) is not None and _ASKS_DERIVATIVE.search(asking) is None


_OF_WHAT = re.compile(
    r"(?i:expect\w*(?:\s+value)?|mean(?:\s+value)?|erwartungswert|espérance|esperanza|valor\s+esperado|varian\w+)\s+"
    r"(?:of|von|de|di|del)\s+\$?(?P<of>[A-Z][^\s$.?,]{1,20})"
)
_POWER = re.compile(r"(?P<of>[A-Z])\s*(?:\^\s*\{?(?P<above>\d)\}?|(?P<small>[²³]))")


def _power(text: str) -> tuple[str, str]:
    """Return the letter and the exponent of a power; nothing for anything else."""
    match = _POWER.fullmatch(text.strip())
    return (match["of"], match["above"] or str("²³".index(match["small"]) + 2)) if match is not None else ("", "")


def is_other_moment(question: Question, name: Name) -> bool:
    """Whether a name is a variance where a mean is asked for, the other way, or a moment of a calculation."""
    if name.of not in {"E", "Var", "V"} or name.kind != "call":
        return False
    said, asking = parts.prompts(question), parts.asking_part(question.lead, question.prompt)
    if parts.folded(f"({name.at})") in parts.folded(said):
        return False
    asked = _OF_WHAT.search(asking)
    if asked is not None and any(_power(asked["of"])):
        return _power(name.at) != _power(asked["of"])  # `E[X]` of the expected value of X^2
    is_mean, is_variance = _MEAN.search(asking) is not None, _VARIANCE.search(asking) is not None
    if is_mean != is_variance and is_mean == (name.of != "E"):
        return True
    return is_mean and not is_variance and _CALCULATED.fullmatch(name.at) is not None


_BY_LETTER = re.compile(
    r"(?i:derivative|ableitung|dérivée|derivada|derivata)(?:\s+[^\W\d_]{1,12}){0,3}\s+"
    r"(?i:with\s+respect\s+to|w\.?r\.?t\.?|nach|bezüglich|par\s+rapport\s+à|respecto\s+(?:a|de)|rispetto\s+a)\s+"
    r"\$?(?P<by>[A-Za-z])\$?(?![\w'’(^])"
)


def by_another(question: Question, text: str) -> str:
    """Return the words of a text that are of the derivative by another letter than a prompt asks for; or nothing."""
    said = _BY_LETTER.search(text)
    wanted = [one for one in asked_names(question) if one.kind == "derivative"] if said is not None else []
    if said is None or not wanted or any(not one.by or said["by"] in one.by for one in wanted):
        return ""
    return said[0]
