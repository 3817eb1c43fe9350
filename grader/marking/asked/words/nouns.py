r"""What a prompt asks for by a noun, `Find the derivative of $f(x) = x^2$`, or by a verb, `Differentiate $f$`.

Of these f' is asked for and f is given. Only where the whole prompt asks for one thing is anything said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from grader.claims.chains import chain
from grader.language.names.functions import FUNCTIONS
from grader.marking.asked.names.left_names import Name, name_of
from grader.records import dataclass, replace

KEPT = 2_000  # prompts of which it is kept what they ask for
MAX_CHARACTERS = 2_000  # of a prompt that is looked into


@dataclass(frozen=True, slots=True)
class AskedByNoun:
    """The names that a value may bear; what differs from `sure` ones, and is none of the `other`, is something else."""

    sure: frozenset[Name] = frozenset()
    other: frozenset[Name] = frozenset()


_FORMULA = r"\$(?P<{}>[^$]{{1,200}})\$"
_VERB = (
    r"give|find|compute|determine|calculate|evaluate|state|derive|what\s+is|what\s+are|bestimmen?(?:\s+sie)?|"
    r"berechnen?(?:\s+sie)?|geben\s+sie|gib|finden?(?:\s+sie)?|was\s+ist|wie\s+lautet|calculer|calculez|déterminer|"
    r"déterminez|trouver|trouvez|donner|donnez|quelle?\s+est|calcule|calcula|calcular|halle|halla|hallar|determine|"
    r"determina|determinar|encuentre|encuentra|encontrar|cuál\s+es|calcola(?:re|te)?|trova(?:re|te)?|determinare|qual\s+è"
)
_DERIVING = (
    r"differentiate|leiten?\s+sie|leite|dérivez|dériver|derive(?=\s+\$)|deriva|derivar|différentier|différentiez|"
    r"diferencia|derivare|derivate|différencie[rz]|diferenciar"
)
_INVERTING = r"(?P<inverting>invert|invertieren?(?:\s+sie)?|inversez|inverser|invierte|invertir)"
_ARTICLE = r"(?:(?:the|its|their|die|den|das|der|seine?n?|la|le|sa|son|el|su)\s+|l['’])?"
_PARTIAL = r"(?:partial|partielle|parcial|parziale)"
_ORDINALS = {
    1: "first|erste|première|primera|prima",
    2: "second|zweite|seconde|deuxième|segunda|seconda",
    3: "third|dritte|troisième|tercera|terza",
}
_ORDER = "|".join(_ORDINALS.values())
_NOUNS = {
    "derivative": "derivative|ableitung|dérivée|derivada|derivata",
    "gradient": "gradient(?:en|e)?",
    "determinant": "d[eé]terminante?",
    "variance": "variance|varianz|varianza",
    "mean": r"expected\s+value|expectation|mean|erwartungswert|espérance|esperanza|valor\s+esperado",
    "trace": "trace|spur|traza",
    "inverse": "inverse|inversa",
    "rank": "rank|rang|rango",
}
_ANY_NOUN = "|".join(f"(?P<{kind}>{words})" for kind, words in _NOUNS.items())
_OF = (
    r"(?:\s+(?:of|von|der|des|de|du|del|della|di|d['’])\s*(?:the\s+|la\s+|le\s+|l['’]|der\s+)?"
    r"(?:(?:real\s+|reellen\s+)?(?:function|funktion|fonction|función|funzione|loss|map|matrix|matrice|matriz)\s+)?"
    + _FORMULA.format("of")
    + r"|\s+(?:of|von|der|des|de|du|del)\s+(?:(?!(?:that|which|where|at|with|when)(?!\w))[^\W\d_][\w'’-]*\s*){1,6})?"
)
_BY = (
    r"(?:\s*,?\s*(?:with\s+respect\s+to|by|w\.?\s?r\.?\s?t\.?|nach|bezüglich|par\s+rapport\s+à|respecto\s+(?:a|de)|rispetto\s+a)\s*"
    + _FORMULA.format("by")
    + ")?"
)
_AT = (
    r"(?:\s*,?\s*(?:at|in|an\s+der\s+stelle|im\s+punkt|bei|en|au\s+point|en\s+el\s+punto)\s+(?:the\s+point\s+)?"
    + _FORMULA.format("at")
    + ")?"
)
_FOR = r"(?:\s*,?\s*(?:for|für|pour|para)\s+(?:all\s+|alle\s+|tout\s+|todo\s+)?(?:real\s+|reellen\s+)?\$[^$]{1,60}\$)?"
# What may stand behind it in its sentence: how it is to be found, or written.
_HOW = (
    r"(?:\s*,?\s*(?:and|und|et|y)?\s*(?:simplify|write|express|state|give\s+(?:the\s+result|your\s+answer|it)|using|by|via|with\s+the|"
    r"in\s+terms|as\s+a\s+function|where|with|whose|given\s+by|if|when|mit|dessen|deren|wenn|falls|avec|dont|si|con|cuy[oa]s?|"
    r"vereinfach\w*|schreib\w*|mit\s+hilfe|wobei|simplifi\w*|en\s+utilisant|exprim\w*|"
    r"simplific\w*|usando|expres\w*)(?!\w)[^.?!]*)?"
)
_SENTENCE = re.compile(
    rf"(?<!\w)(?:(?:{_VERB})\s+{_ARTICLE}(?:(?P<order>{_ORDER})\s+)?(?:{_PARTIAL}\s+)?(?:{_ANY_NOUN})(?:\s+{_PARTIAL})?(?:\s+(?P<behind>{_ORDER}))?{_OF}"
    rf"|(?:{_DERIVING}|{_INVERTING})(?:\s+(?:the|die|la)\s+(?:function|matrix|funktion|fonction|función|matrice|matriz|funzione|matrice))?\s+{_FORMULA.format('whole')}(?:\s+ab)?)"
    rf"{_BY}{_AT}{_FOR}{_HOW}\s*(?:[.?!:]|$)",
    re.IGNORECASE,
)
# What else asks for something: a second verb, another question.
_ASKS = re.compile(
    rf"(?<!\w)(?:{_VERB}|{_DERIVING}|which|where\s+(?:is|are|does|do)|how|when|why|show|prove|solve|draw|use|what|is\s+it|are\s+the|"
    r"welche\w*|wo|wie|wann|warum|zeigen?|lösen?|quel\w*|où|comment|montrer|montrez|résoudre|résolvez|qué|cuál\w*|dónde|cuánt\w*|"
    r"demuestr\w*|resuelv\w*|hence|conclude)(?!\w)",
    re.IGNORECASE,
)
_MATHEMATICS = re.compile(r"\$[^$]*\$")


def asked_by_noun(lead: str, prompt: str) -> AskedByNoun:
    """Return the names of what a prompt asks for by a noun; none where it asks for anything else, too."""
    return _asked(lead, prompt) if len(lead) + len(prompt) <= MAX_CHARACTERS else AskedByNoun()


@lru_cache(maxsize=KEPT)
def _asked(lead: str, prompt: str) -> AskedByNoun:
    own = prompt if prompt.strip() else lead
    text = " ".join(own.split())
    found = list(_SENTENCE.finditer(text))
    if len(found) != 1:
        return AskedByNoun()
    rest = _MATHEMATICS.sub(" ", f"{text[: found[0].start()]} {text[found[0].end() :]}")
    if _ASKS.search(rest):
        return AskedByNoun()
    return _named(found[0], f"{lead} {prompt}")


def _named(match: re.Match[str], said: str) -> AskedByNoun:
    """Return the names of what a sentence asks for; `said` is all that the problem says."""
    kind = next((kind for kind in _NOUNS if match[kind]), "inverse" if match["inverting"] else "derivative")
    given = match["of"] or match["whole"] or ""
    of = _given(given) if given else Name("bare", "")
    if kind in {"derivative", "gradient"}:
        derivative = _derivative(match, of, said)
        is_vector = kind == "gradient" or re.search(_PARTIAL, match[0], re.IGNORECASE) is not None
        is_vector = is_vector and not derivative.by
        return AskedByNoun() if is_vector else AskedByNoun(frozenset({derivative}), frozenset(_usual(derivative, said)))
    if of.kind != "bare" or match["at"] or match["by"]:
        return AskedByNoun()
    return AskedByNoun(other=frozenset(_of_letter(kind, of.of)))


def _given(formula: str) -> Name:
    """Return what a formula that is given names, a name of no letter where it is only a formula, `x^2`."""
    members = chain(formula).members
    name = name_of(members[0])
    if name is None or name.above or name.kind == "derivative":
        return Name("bare", "")
    is_function = name.kind == "call" and name.of.removeprefix("\\") in FUNCTIONS
    is_letter = len(members) > 1 or not is_function
    return name if is_letter else Name("bare", "")


def _derivative(match: re.Match[str], of: Name, said: str) -> Name:
    order = next(
        (
            n
            for n, words in _ORDINALS.items()
            if re.fullmatch(words, (match["order"] or match["behind"] or "").casefold())
        ),
        1,
    )
    by = name_of(match["by"]) if match["by"] else None
    letter = of.at if re.fullmatch(r"[^\W\d_]", of.at) else _argument(of.of, said) or _only_letter(match)
    at = chain(match["at"]).members[-1].strip() if match["at"] else letter
    return Name("derivative", of.of, at, by.of if by is not None else letter, order)


def _argument(letter: str, said: str) -> str:
    """Return what a function is of, wherever the problem writes it: `x` of `f(x)`; empty where it is not written."""
    found = set(re.findall(rf"(?<![A-Za-z]){re.escape(letter)}\s*\(([A-Za-z])\)", said)) if letter else set()
    return found.pop() if len(found) == 1 else ""


def _only_letter(match: re.Match[str]) -> str:
    """Return the only letter but e in the formula that is to be differentiated: `x` of `y = x e^{2x}`."""
    members = chain(match["of"] or match["whole"] or "").members
    letters = set(re.findall(r"(?<![A-Za-z\\])(?!e)[A-Za-z](?![A-Za-z])", members[-1])) if len(members) > 1 else set()
    return letters.pop() if len(letters) == 1 else ""


def _usual(derivative: Name, said: str) -> Iterator[Name]:
    """Yield the same derivative of f and y where the problem does not speak of these: `y'` of `f(x) = x^2`."""
    if derivative.of:
        letters = re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", " ".join(_MATHEMATICS.findall(said)))
        yield from (replace(derivative, of=usual) for usual in ("f", "y") if usual not in letters)


def _of_letter(kind: str, of: str) -> Iterator[Name]:
    """Yield the names of a quantity of a letter."""
    match kind:
        case "determinant":
            yield Name("call", "det", of)
        case "trace":
            yield Name("call", "tr", of)
        case "variance":
            yield Name("call", "Var", of)
        case "mean":
            yield Name("call", "E", of)
        case "rank":
            yield Name("call", "rank", of)
        case "inverse" if of:
            yield Name("bare", of, above="^-1")
