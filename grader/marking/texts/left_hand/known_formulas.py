r"""Formulas that are what a prompt asks for in words, `\lambda_1 + \lambda_2` of a trace, and signs for it, `|A|`.

Each is the whole left side: `2\sqrt{Var(X)}` and `\|v\|^2` have values of their own.
"""

from __future__ import annotations

import re

from grader.claims.chains import chain
from grader.marking.asked.about.counted_sets import is_other_number
from grader.marking.asked.about.objects import is_determinant_asked
from grader.marking.asked.asked_names import asked_names, naming
from grader.marking.asked.wanted import wanted
from grader.marking.asked.words.nouns import asked_by_noun
from grader.marking.asked.words.phrases import asks_how_many
from grader.marking.texts.left_hand import prompt_names, said_marks, usual_signs, usual_steps
from grader.problems.question import Question

_TRACE, _DETERMINANT = r"\b(?:trace|spur|traza|tr)\b", r"\b(?:determinante?|det)\b"
_DEVIATION = r"standard\s+deviation|standardabweichung|écart[- ]type|desviaci|scarto|desvio"
_LENGTH = r"\b(?:norm|length|magnitude|länge|betrag|norme|longueur|norma|longitud|lunghezza|módulo)\b"
MIN_WORD = 2  # letters of what is no name
_OF = r"(?:\(\w\)|\[\w\]|\w)"
_ENTRIES = r"[a-z]_?1\^2\+[a-z]_?2\^2(?:\+[a-z]_?3\^2)?"
# What formulas without blanks and braces are, by the words with which a prompt asks for it.
_IDENTITIES = tuple(
    (re.compile(sign), re.compile(words, re.IGNORECASE))
    for sign, words in (
        (r"λ_?1\+λ_?2(?:\+λ_?3)*|a_?11\+a_?22(?:\+a_?33)?", _TRACE),
        (r"λ_?1·?λ_?2(?:·?λ_?3)*|ad-bc", _DETERMINANT),
        (
            rf"(?:\\sqrt|sqrt|√)\(?(?:Var|var|V|\\Var|\\operatornameVar){_OF}\)?|(?:\\sqrt|√)\(?(?:σ|s)(?:\^2|²)\)?",
            _DEVIATION,
        ),
        (rf"(?:\\sqrt|√)\(?(?:([a-z])\1|{_ENTRIES})\)?", _LENGTH),
        (
            r"(?:\\[dt]?frac1|1/)\(?(?:\\?det\(?[A-Z]\)?|\|[A-Z]\|)\)?[·*]?(?:\\begin.*\\end\w*|(?:\\operatorname)?\\?adj\(?[A-Z]\)?)",
            r"invers|invert|kehrmatrix",
        ),
    )
)
_SIZED = re.compile(
    r"(?:\|\||\\\||‖|∥|\\lVert(?![A-Za-z])|\\Vert(?![A-Za-z]))(?P<norm>[^|‖∥]+?)(?:\|\||\\\||‖|∥|\\rVert|\\Vert)(?:_(?P<by>.{1,12}))?"
    r"|(?:\||\\lvert(?![A-Za-z])|\\vert(?![A-Za-z]))(?P<bars>[^|]+?)(?:\||\\rvert|\\vert)"
)
_SIZES = re.compile(
    r"norm|length|magnitud|modul|betrag|länge|absolut|distan|abstand|area|fläche|longueur|longitud|lunghezza"
    r"|aire|speed|geschwindigkeit|vitesse|velocidad|cardinal|how many|number of|\\\||\||‖",
    re.IGNORECASE,
)
_SCALED = re.compile(r"[\^/²³⁻]|\A\s*[-−]?\d[\d.]*\s*\\?[^\W\d_i]")  # `|2A|`, `|A^{-1}|`
_EUCLIDEAN = frozenset({"", "2"})
_COUNTED = re.compile(r"\\?#\s*(?P<of>[^\W\d_]*)")
_DEGREE = re.compile(r"\\?deg\(?(?P<of>[a-zA-Z]?)\)?")
_DEGREES = re.compile(r"(?i)\b(?:degree|grad(?:es)?|degré|grado)\b")
_SOLVED = re.compile(r"(?P<of>[A-Z])(?P<by>[a-z])=(?P<right>[a-z])")
_EXPECTED = re.compile(r"(?P<head>E|Var|V|Cov|tr|Tr|det|rank|rk|rg)\s*(?P<of>[A-Z](?:\^2)?)")
_DERIVED = re.compile(r"D\s*(?:\^?(?P<order>[2-9])|(?P<square>²))?\s*\(?(?P<of>[a-z])\)?(?P<at>\s*\([^()]*\))?")


def is_formula_said(question: Question, plain: str) -> bool:
    """Whether a whole left side is known to be the value that a prompt asks for in words."""
    close, said = _close(plain), said_marks.said_in(question)
    if any(sign.fullmatch(close) and _is_said(words, said) for sign, words in _IDENTITIES):
        return _are_of_prompt(question, close)
    if (match := _DEGREE.fullmatch(close)) is not None and _DEGREES.search(said):
        return match["of"] not in prompt_names.letters(question) or _is_said(_DEGREES, said)
    if (match := _EXPECTED.fullmatch(plain)) is not None:
        return naming(question, f"{match['head']}({match['of']}) = 0") == "asked"
    if (match := _DERIVED.fullmatch(plain)) is not None:
        primes = "'" * int(match["order"] or (2 if match["square"] else 1))
        return naming(question, f"{match['of']}{primes}{match['at'] or ''} = 0") == "asked"
    if (match := _COUNTED.fullmatch(plain)) is not None:
        word = match["of"] or ""
        is_asked = len(word) < MIN_WORD or wanted(question).is_asked(word.casefold())
        return is_asked and asks_how_many(question.lead, question.prompt)
    return (
        is_size(question, plain)
        or _is_solution(question, close)
        or _is_hessian(question, plain)
        or _is_like(question, plain)
        or _is_sum_of_variances(question, close)
        or usual_signs.is_usual(question, plain)
        or usual_steps.is_step(question, plain)
    )


def _is_sum_of_variances(question: Question, close: str) -> bool:
    """Whether a left side is what the variance of a sum or difference of two independent variables is the sum of."""
    names = [one.at for one in asked_names(question) if one.kind == "call" and one.of == "Var"]
    names += [re.sub(r"\s", "", one) for one in _VARIANCE_OF.findall(question.prompt)]
    named = [_TWO.fullmatch(one) for one in names]
    asked, given = named[0] if len(named) == 1 else None, _VARIANCES.fullmatch(close)
    if asked is None or given is None or asked["one"] == asked["other"] or given["one"] == given["other"]:
        return False
    is_drawn = r"(?:\s*(?:\\sim|∼)[^$]*)?"
    pair = rf"\${asked['one']}{is_drawn}\$ and \${asked['other']}{is_drawn}\$ (?:be|are) independent(?![^\W_])"
    wanted_of = {asked[key]: int(asked[f"{key}s"] or 1) ** 2 for key in ("one", "other")}
    return (
        re.search(pair, question.prompt) is not None
        and {given[key]: int(given[f"{key}s"] or 1) for key in ("one", "other")} == wanted_of
    )


_TWO = re.compile(r"(?P<ones>\d{0,3})(?P<one>[A-Z])[-−+](?P<others>\d{0,3})(?P<other>[A-Z])")
_VARIANCE_OF = re.compile(r"(?i)\bvarian\w+\s+(?:of|von|de|di)\s+\$([^$]{3,20})\$")
_VARIANCES = re.compile(
    r"(?P<ones>\d{0,6})[·*]?V(?:ar)?\((?P<one>[A-Z])\)\+(?P<others>\d{0,6})[·*]?V(?:ar)?\((?P<other>[A-Z])\)"
)


def _is_like(question: Question, plain: str) -> bool:
    r"""Whether a left side is what a prompt asks the limit of and what has the same one, `a_n \sim b_n`."""
    formula, sign, other = re.sub(r"\s", "", plain).partition(r"\sim")
    asked = _LIMIT.fullmatch(question.prompt.strip()) if sign and other and "\\sim" not in other else None
    return asked is not None and re.sub(r"\s", "", prompt_names.plain(asked["of"])) == formula


_LIMIT = re.compile(
    r"(?:(?:Give|Find|Compute|Determine|Calculate|Evaluate|Déterminer|Calculer|Bestimmen\s+Sie|Berechnen\s+Sie)\s+)"
    r"\$\s*\\lim\s*_\s*\{[^{}$]*\}(?P<of>[^$]*)\$\s*\.?",
    re.IGNORECASE,
)


def _is_hessian(question: Question, plain: str) -> bool:
    """Whether a left side is the sign for the Hessian of the function for whose Hessian alone a prompt asks."""
    match, asked = _SECOND.fullmatch(plain), _HESSIAN.fullmatch(question.prompt.strip())
    if match is None or asked is None or match["of"] != asked["of"]:
        return False
    return match["at"] is None or prompt_names.close(match["at"]) == prompt_names.close(asked["at"] or "")


_SECOND = re.compile(r"∇\s*(?:\^\s*2|²)\s*(?P<of>[a-zA-Z])\s*(?P<at>\([^()]*\))?")
_HESSIAN = re.compile(
    r"(?:Give|Find|Compute|Determine|Calculate|State)\s+the\s+Hessian(?:\s+matrix)?\s+of\s+"
    r"\$(?P<of>[a-zA-Z])\s*(?P<at>\([^()]*\))?\s*=[^$]*\$\.?"
)


def _is_said(words: re.Pattern[str], said: str) -> bool:
    """Whether a problem speaks of what words name, and each time of a letter or no formula: not `det $A^{-1}$`."""
    found = [said[match.end() : match.end() + 60] for match in words.finditer(said)]
    return bool(found) and all(_SIMPLE.match(rest) for rest in found)


_SIMPLE = re.compile(
    r"(?:\s+(?:of|von|der|des|de|du|del|della|the|die|la|le|el|una?|a|matrix|matrice|matriz|vector|vektors?))*[\s$({\\]*"
    r"(?:[A-Za-z][\s$)}]*(?:[.?!,;=]|\Z|[a-z])|[.?!,;=]|\Z|[a-z]{2,}|\(?[-−]?\d+[,;])"
)


def _close(plain: str) -> str:
    text = re.sub(r"\^\{?(\w+)\}?", r"^\1", plain.replace("\\cdot", "·"))
    return prompt_names.close(text)


def _are_of_prompt(question: Question, close: str) -> bool:
    """Whether the capital letters of a formula, `X` of `Var(X)`, are the prompt's, where it writes any."""
    own = {one for one in prompt_names.letters(question) if one.isupper()}
    found = set(re.findall(r"(?<![A-Za-z])[A-Z](?![A-Za-z])", close)) - {"V"}
    return not own or found <= own


def is_size(question: Question, plain: str) -> bool:
    r"""Whether a left side is a size in bars, `|v|`, `\|v\|`, of which the prompt speaks: a norm, a determinant."""
    match, said = _SIZED.fullmatch(plain.strip(" $")), said_marks.said_in(question)
    if match is None:
        square = _SQUARE.search(plain)
        return square is not None and _SQUARED.search(said) is not None and is_size(question, plain[: square.start()])
    inside = (match["norm"] or match["bars"]).strip()
    if match["bars"] is not None and is_determinant_asked(question, inside):
        return True
    asked = asked_names(question) | asked_by_noun(question.lead, question.prompt).sure
    if any(one.of == "det" for one in asked):
        return match["bars"] is not None and naming(question, f"det({inside}) = 0") == "asked"
    if match["bars"] and inside in prompt_names.letters(question) and _is_said(re.compile(_DETERMINANT, re.I), said):
        return True
    is_new = not prompt_names.letters(question) & set(re.findall(r"[A-Z]", inside))
    if match["bars"] and is_new and (_is_of_one_matrix(question, inside) or _is_power_set(question, inside)):
        return True
    if inside in _OF_GRAPHS and match["bars"] and asks_how_many(question.lead, question.prompt):
        return usual_signs.is_counted(question, plain)
    if _SIZES.search(said) is None or _SCALED.search(inside) or (match["bars"] and is_other_number(question, inside)):
        return False
    by = prompt_names.close(match["by"] or "")
    return by in _EUCLIDEAN or re.search(_BY.get(by, rf"(?<![\w.]){re.escape(by)}\s*-\s*norm"), said, re.I) is not None


_SQUARE = re.compile(r"(?<=[|‖∥])\s*\^\s*(?:2|\{2\})[\s$]*\Z")
_SQUARED = re.compile(
    rf"(?i)\bsquare\s+of\s+(?:the\s+)?(?:\w{{1,20}}\s+)?{_LENGTH}|\bsquared\s+(?:\w{{1,20}}\s+)?{_LENGTH}"
    rf"|\bquadrat\s+(?:der|des|von)\s+(?:\w{{1,20}}\s+)?{_LENGTH}|\bcarré\s+(?:de\s+la\s+|du\s+){_LENGTH}"
    rf"|\bcuadrado\s+(?:de\s+la\s+|del\s+){_LENGTH}|\bquadrato\s+(?:della\s+|del\s+){_LENGTH}"
)
_OF_GRAPHS = frozenset("VE")  # the sets of vertices and edges


def _is_of_one_matrix(question: Question, name: str) -> bool:
    """Whether a capital letter is a name for the one matrix, written out, whose determinant a prompt asks for."""
    if re.fullmatch(r"[A-Z]", name) is None:
        return False
    is_one = len(_MATRIX.findall(question.prompt)) == 1 and not prompt_names.letters(question)
    is_one = is_one and re.search(_DETERMINANT, question.prompt, re.IGNORECASE) is not None
    return is_one or _ONE_MATRIX.fullmatch(question.prompt.strip()) is not None


def _is_power_set(question: Question, name: str) -> bool:
    """Whether a name is that of all subsets of a set, where a prompt asks how many of them a set has."""
    return (
        re.fullmatch(r"P\s*\(\s*[A-Z]\s*\)", name) is not None
        and _SUBSETS.fullmatch(question.prompt.strip()) is not None
    )


_MATRIX = re.compile(r"\[\s*\[|\\begin\s*\{[bpvBV]matrix\}")
_ONE_MATRIX = re.compile(
    r"[^\W\d_]+\s+(?:Sie\s+)?(?:the|die|le|el)\s+d[eé]terminante?\s+(?:of|von|de)\s+"
    r"\$\s*\\begin\{[bp]matrix\}(?:(?!\\(?:begin|end)\b|\$).)*\\end\{[bp]matrix\}\s*\$\s*\.?",
    re.IGNORECASE | re.DOTALL,
)
_SUBSETS = re.compile(
    r"(?:Wie\s+viele\s+Teilmengen\s+hat\s+eine\s+Menge\s+mit\s+\$?\w+\$?\s+Elementen"
    r"|How\s+many\s+subsets\s+does\s+a\s+set\s+(?:of|with)\s+\$?\w+\$?\s+elements\s+have)\s*\?",
    re.IGNORECASE,
)
_BY = {"F": "frobenius", "∞": r"maxim|infinit|\\infty|∞", "\\infty": r"maxim|infinit|\\infty|∞"}


def _is_solution(question: Question, close: str) -> bool:
    """Whether a left side solves the system that the prompt writes: `A^{-1}b` of `A x = b`."""
    for one in prompt_names.written(question):
        match = _SOLVED.fullmatch(one)
        if match is not None:
            of, right = match["of"], match["right"]
            ways = rf"(?:{of}(?:\^-1|⁻¹)|(?:np\.linalg\.)?inv\({of}\))[·*@]?{right}|{of}\\(?:backslash)?{right}"
            return re.fullmatch(ways, close.replace("−", "-")) is not None
    return False


def is_cancelled(plain: str, text: str, known: frozenset[str]) -> bool:
    """Whether a left side is the last member times a letter of its own, over that letter: `2xh/h = 2x`."""
    match = _CANCELLED.fullmatch(plain)
    if match is None:
        return False
    over, by = match["over"] or match["typed"], match["by"] or match["under"]
    last = prompt_names.plain(chain(text).members[-1]).rstrip(".")
    is_own = by not in known and over.count(by) == 1 and "\\" not in over
    return is_own and prompt_names.close(over.replace(by, "")) == prompt_names.close(last)


_CANCELLED = re.compile(
    r"\\[dt]?frac\s*\{(?P<over>[^{}+−-]+)\}\s*\{?\s*(?P<by>[^\W\d_])\s*\}?|(?P<typed>[^/{}+−-]+)/\s*(?P<under>[^\W\d_])"
)
