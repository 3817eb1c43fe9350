r"""Functions of several letters of which words ask for a derivative: `f_x` of a directional one, `F` of its divergence.

A gradient is a list, and no single number; an operator that stands twice is asked for where the prompt has it twice.
"""

from __future__ import annotations

import re

from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.left_names import Name, name_of
from grader.problems.question import Question

MAX_CHARACTERS = 60  # of a left side that is looked into
_DIRECTIONAL = re.compile(
    r"(?i)directional\s+derivative|richtungsableitung|dérivée\s+directionnelle|derivada\s+direccional|derivata\s+direzionale"
)
# Along an axis it is a partial derivative.
_ALONG_AXIS = re.compile(
    r"(?i)(?<![^\W\d_])(?:ax[ie]s|ax[es]|achsen?|eje|asse)(?![^\W\d_])|\\?(?<![A-Za-z])e_|\(\s*[-−]?1\s*(?:,\s*0\s*)+\)"
    r"|\((?:\s*0\s*,)+\s*[-−]?1\s*(?:,\s*0\s*)*\)"
)
_GRADIENT = re.compile(r"[\s$]*(?:\\nabla(?![A-Za-z])|∇|\\?(?:operatorname\s*\{\s*)?grad(?![A-Za-z]))\s*[^_·⋅×\\.*]*")
_SPOKEN = re.compile(r"(?i)\\nabla|∇|gradient|(?<![a-z])grad(?![a-z])")
_OF_SEVERAL = re.compile(r"(?<![A-Za-z\\])(?P<of>[A-Za-z])\s*\(\s*[a-z](?:\s*,\s*[a-z])+\s*\)")
_OPERAND = re.compile(
    r"(?i:(?<!\w)(?:divergence?|divergenz|divergencia|divergenza|curl|rotation|rotor|rotacional|laplacian|hessian|jacobian)"
    r"(?:\s+matrix)?\s+(?:of|von|der|des|de|di|del)\s+(?:(?:the|a|vector|field|function|vektorfeld\w*|champ)\s+){0,4})"
    r"\$?\s*(?:\\(?:vec|mathbf)\s*\{?\s*)?(?P<of>[A-Za-z])(?![A-Za-z])"
)
_TWICE = re.compile(r"(?<![A-Za-z])(?P<sign>curl|rot|div|(?:\\nabla|∇)\s*(?:\\times|×))\s*\(?\s*(?P=sign)(?![A-Za-z])")
_PARTIAL = re.compile(r"(?P<of>[A-Za-z])_\{?[xyz]{1,2}\}?")


def is_of_other_derivative(question: Question, left: str) -> bool:
    """Whether a left side is a function of several letters, or of another derivative of it than words ask for."""
    if len(left) > MAX_CHARACTERS or question.kind.reads != "value" or len(question.fields) > 1:
        return False
    said, asking = parts.prompts(question), parts.asking_part(question.lead, question.prompt)
    if _TWICE.search(left) is not None and _TWICE.search(said) is None:
        return True
    name, functions = name_of(left), {match["of"] for match in _OF_SEVERAL.finditer(said)}
    if name is None:
        return False
    operands = {match["of"] for match in _OPERAND.finditer(asking)}
    if name.kind != "derivative" and name.of in operands:
        return True
    if _is_list(question, name, left) and functions and _SPOKEN.search(said) is None:
        return True
    is_asked = _DIRECTIONAL.search(asking) is not None and _ALONG_AXIS.search(said) is None
    return is_asked and _is_not_directional(name, left, functions)


def _is_list(question: Question, name: Name, left: str) -> bool:
    """Whether a left side is a gradient, and a single number is expected."""
    is_gradient = name.kind == "derivative" and not name.by and _GRADIENT.fullmatch(left) is not None
    return is_gradient and question.kind.is_one_number == "always"


def _is_not_directional(name: Name, left: str, functions: set[str]) -> bool:
    """Whether a name is of a function itself, by a coordinate, the other way round, or derived twice."""
    if name.kind == "derivative":
        is_by_other = bool(name.by) and (name.by[0] in "-−" or set(name.by) <= set("xyz"))
        return is_by_other or name.order > 1 or _GRADIENT.fullmatch(left) is not None
    partial = _PARTIAL.fullmatch(name.of)
    return name.of in functions or (partial is not None and partial["of"] in functions)
