r"""Names before an answer that can only be what a prompt asks for: `a_n = …` of the n-th term, `∇f = …` of a gradient.

The prompt asks for one thing by its noun, of one function that it writes; the name is the usual one of that noun with
the prompt's own letters. Such a name is left aside. Where the prompt speaks of another such thing too, nothing is
known.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.marking.texts.left_hand import known_scripts, prompt_names
from grader.problems.question import Question

MAX_CHARACTERS = 60  # of a name
_CALL = re.compile(
    r"\$\s*(?P<of>[a-zA-Z])\s*\(\s*(?P<by>[a-z](?:\s*,\s*[a-z])*)\s*\)\s*=[^$]*\$|\$\s*(?P<bare>[a-zA-Z])\s*=[^$]*\$"
)
_NAME = re.compile(r"[\s$]*(?P<name>[^=<>≈≤≥:;]{1,60}?)[\s$]*(?<![:<>≤≥!≈])=(?!=)")
_TERM = re.compile(
    r"(?i)(?:\$?n\$?[-\s]?(?:th|ten?|tes)|general|explicit|allgemeine[sn]?)\s+(?:term|glied|folgenglied)|terme\s+général|término\s+general"
    r"|termine\s+generale|formula\s+for\s+the\s+sequence"
)
_MARGINAL = re.compile(
    r"(?i)(?<!\w)(?:marginal\s+(?:cost|revenue|profit)|coût\s+marginal|grenzkosten|coste\s+marginal|costo\s+marginale)(?!\w)"
)
_DERIVATIVE = re.compile(r"(?i)(?<!\w)afgeleide\s+van(?!\w)")
_GRADIENT = re.compile(r"(?i)(?<!\w)(?:gradient|gradiente|gradienten)\s+(?:of|von|de|di|del)(?!\w)")
_HESSIAN = re.compile(r"(?i)(?<!\w)hess(?:e|ian)(?:[-\s]matri\w+)?\s+(?:of|von|de|di)(?!\w)")
_JACOBIAN = re.compile(r"(?i)(?<!\w)jacobi(?:an)?(?:[-\s]matri\w+)?\s+(?:of|von|de|di)(?!\w)")
_CURVATURE = re.compile(r"(?i)(?<!\w)(?<!radius\sof\s)(?<!rayon\sde\s)(?:curvature|krümmung|courbure|curvatura)(?!\w)")
_PARTICULAR = re.compile(
    r"(?i)(?<!\w)(?:particular|partikuläre|spezielle|particulière|particolare)\s+(?:solution|lösung|soluzione)"
)
_TRANSFER = re.compile(r"(?i)(?<!\w)(?:transfer\s+function|übertragungsfunktion|fonction\s+de\s+transfert)(?!\w)")
# What changes each of these into something else.
_OTHER = re.compile(
    r"(?i)(?<!\w)(?:sum|summe|somme|length|norm|betrag|magnitude|size|signed|average|mean|integral|inverse|trace|determinant"
    r"|second|zweite|negative|minus|times|twice|difference|recurs\w+|open[-\s]loop|homogen\w+)(?!\w)"
)
_GOES_ON = re.compile(r"=[^=,;\n]{1,60}[,;\n][^=]{1,60}=")
_ANY = re.compile(
    r"[\s$]*(?:[∇|\\κkyGHJD]|\([A-Za-z]_|[Hh]ess|grad|[A-Za-z](?:_|n\s*=|'|′|’|\s?\()|d\s?[A-Za-z]|MC|Cm|GK|∂)"
)


def without_call(question: Question, text: str) -> str:
    """Return what stands behind such a name and its sign of equality; any other text itself."""
    if not question.kind.is_expression or _ANY.match(text) is None or (named := _NAME.match(text)) is None:
        return text
    if question.kind.is_array and "=" in text[named.end() :]:
        return text  # `∇f = (3, 4y) = (3, 4)` has a step
    if not question.kind.is_array and _GOES_ON.search(text) is not None:
        return text  # `C'(x) = x + 6, C'(10) = 16` has a rule and a value
    prompt = f"{question.lead} {question.prompt}"
    ways = [way for words, way in _WAYS if words.search(prompt) is not None]
    if len(ways) != 1 or _OTHER.search(prompt) is not None:
        return text
    name = re.sub(r"[\s{}$]|\\(?:left|right)(?![A-Za-z])", "", named["name"]).replace("’", "'").replace("′", "'")
    if not ways[0](question, prompt, name):
        return text
    rest = "$" * (text[: named.end()].count("$") % 2) + text[named.end() :].lstrip()
    return without_call(question, rest)  # `MC = C'(q) = …`


def _function(prompt: str) -> tuple[str, str] | None:
    """Return the letter of the one function that a prompt defines, and those of what it is of; None without one."""
    found = {(one["of"] or one["bare"], re.sub(r"\s", "", one["by"] or "")) for one in _CALL.finditer(prompt)}
    return found.pop() if len(found) == 1 else None


def _is_term(question: Question, prompt: str, name: str) -> bool:
    """Whether a name is `a_n` of the one index of a formula, or `f(n)`; `S_n` is a sum."""
    indices = [one.name for one in (*question.given, *question.for_all)]
    match = _TERM_NAME.fullmatch(name)
    written = re.findall(r"(?<![A-Za-z\\])([A-Za-z])_", prompt)
    return match is not None and len(indices) == 1 and match["at"] == indices[0] and {*written} <= {match["of"]}


_TERM_NAME = re.compile(r"(?P<of>(?![SsdDeiE])[A-Za-z])(?:_?|\()(?P<at>[a-z])\)?")


def _is_derivative(question: Question, prompt: str, name: str) -> bool:
    """Whether a name is the derivative of the one function that a prompt defines: `C'(q)`, `dC/dq`."""
    if (function := _function(prompt)) is None:
        return False
    of, by = function
    if _MARGINAL.search(prompt) is not None and of in "CK" and name in {"MC", "C_m", "Cm", "GK", "K'"}:
        return name != "K'" or of == "K"
    at = _AT_NUMBER.fullmatch(name)
    if at is not None and at["of"] == of and len(by) < 2:
        return known_scripts.is_place_said(question, at["at"])  # `C'(10)` of the marginal cost at 10
    return len(by) < 2 and name in {
        f"{of}'",
        f"{of}'({by})",
        f"d{of}/d{by}",
        f"\\frac{{d{of}}}{{d{by}}}".translate(_BRACES),
    }


_AT_NUMBER = re.compile(r"(?P<of>[a-zA-Z])'\((?P<at>[-−]?\d+(?:\.\d+)?)\)")
_BRACES = str.maketrans("", "", "{}")


def _is_gradient(question: Question, prompt: str, name: str) -> bool:
    if (function := _function(prompt)) is None or (_HESSIAN.search(prompt) or _JACOBIAN.search(prompt)):
        return False
    of, by = function
    parts = ",".join(f"{of}_{one}" for one in by.split(",")) if by else ""
    ways = {f"∇{of}", f"\\nabla{of}", f"grad{of}", f"grad({of})", f"\\operatornamegrad{of}", f"\\mathrmgrad{of}"}
    return name in ways | {f"{one}({by})" for one in ways} or (bool(parts) and name == f"({parts})")


def _is_hessian(question: Question, prompt: str, name: str) -> bool:
    if (function := _function(prompt)) is None:
        return False
    of, by = function
    ways = {
        f"∇^2{of}",
        f"∇²{of}",
        f"\\nabla^2{of}",
        f"Hess{of}",
        f"Hess({of})",
        f"H_{of}",
        f"H({of})",
        f"{of}''",
        "H",
        f"D^2{of}",
    }
    return name in ways | {f"{one}({by})" for one in ways}


def _is_jacobian(question: Question, prompt: str, name: str) -> bool:
    if (function := _function(prompt)) is None:
        return False
    of, by = function
    ways = {f"J_{of}", f"J{of}", f"D{of}", f"{of}'", "J"}
    return name in ways | {f"{one}({by})" for one in ways} | {f"\\frac\\partial{of}\\partial({by})", f"∂{of}/∂({by})"}


def _is_curvature(question: Question, prompt: str, name: str) -> bool:
    is_free = not {"k", "κ"} & prompt_names.letters(question)
    return is_free and re.fullmatch(r"\|?(?:κ|\\kappa|k)(?:\([a-z]\))?\|?", name) is not None


def _is_particular(question: Question, prompt: str, name: str) -> bool:
    return re.fullmatch(r"(?P<of>y|x|u)_\\?(?:text|mathrm)?(?:p|part|s)(?:\([a-z]\))?", name) is not None


def _is_transfer(question: Question, prompt: str, name: str) -> bool:
    return name in {"G(s)", "H(s)"} and not {"G", "H"} & (prompt_names.letters(question) | {*question.names.symbols})


_WAYS: tuple[tuple[re.Pattern[str], Callable[[Question, str, str], bool]], ...] = (
    (_TERM, _is_term),
    (_MARGINAL, _is_derivative),
    (_DERIVATIVE, _is_derivative),
    (_GRADIENT, _is_gradient),
    (_HESSIAN, _is_hessian),
    (_JACOBIAN, _is_jacobian),
    (_CURVATURE, _is_curvature),
    (_PARTICULAR, _is_particular),
    (_TRANSFER, _is_transfer),
)
