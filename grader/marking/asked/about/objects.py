r"""What a quantity is asked of, and said of: `the variance of $2X$`, `the probability of B given A`, `Var(2X)`.

Anything is said only where the prompt says of which letters or formulas it asks for a quantity, with its noun or sign:
the same quantity of one of its letters, or of a calculation with them, is another value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from grader.claims.chains import chain
from grader.marking.asked.given.given_lists import lists_given
from grader.marking.asked.names.left_names import head_of, name_of
from grader.marking.asked.words.phrases import ASKING
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept what they ask for
MAX_CHARACTERS = 2_000  # of a prompt, or of the words before a value, that are looked into

_NOUNS = {
    "Var": r"variance|varianz|varianza|variância|variantie",
    "sd": r"standard\s+deviation|standardabweichung|écart[\s-]type|desviación(?:\s+(?:estándar|típica))?",
    "det": r"d[eé]terminante?",
    "P": r"probability|wahrscheinlichkeit|probabilité|probabilidad|probabilità|probabilidade|kans",
    "E": r"expected\s+value|expectation|mean|erwartungswert|espérance|esperanza|valor\s+esperado|valeur\s+attendue",
    "tr": r"trace|spur|traza|traccia",
    "rank": r"rank|rang|rango",
    "D": r"derivative|ableitung|dérivée|derivada|derivata",
    "F": r"antiderivative|primitive|stammfunktion|primitiva",
    "inv": r"inverse|inversa",
    "G": r"gradient(?:en|e)?",
    "div": r"divergence|divergenz|divergencia|divergenza",
    "curl": r"curl|rotationnel|rotacional|rotore|rotor",
    "arg": r"(?:phase|polar)\s+angle|phase|argument",
    "coef": r"[ck]oef+i[czt]i\w*|coëffici\w*",
    "norm": r"length|norm|magnitude|länge|betrag|norme|longueur|norma|longitud|módulo|lunghezza",
}
_BARE_ONLY = frozenset({"D", "F", "inv"})  # of any longer formula it may be a step
_ANY_NOUN = "|".join(f"(?P<{kind}>{words})" for kind, words in _NOUNS.items())
_OF = r"(?:of|for|von|vom|des|der|für|de|du|del|della|di|d['’])"
_ARTICLE = r"(?-i:(?:the|a|an|der|dem|die|das|eine[rsmn]?|la|le|el|un|une|una)\s+|l['’])?"
# What an object is called, `the random variable $X$`, `a die roll $X$`: words without a preposition.
_CALLED = (
    r"(?:(?!(?:of|for|that|which|where|at|with|when|in|if|given|from|von|des|der|dass|wenn|bei|mit|de|du|que|si|con|en|is|"
    r"are|ist|est|es|and|or|und|oder|et|ou|twice|half|minus|plus|doppelten|double)\s)[^\W\d_]{2,}\s+){0,4}"
)
_TYPED = r"(?<![\w$])(?:\d{1,3}\s?[fghuv]|(?:\d{1,3}\s?)?[A-Z])(?:\^\{?[-−]?\w\}?|²|⁻¹|ᵀ)?(?![\w'’(])"
_OBJECT = rf"(?:\$[^$\n]{{1,80}}\$|{_TYPED})"
_JOINTS = {
    "|": r"given(?:\s+that)?|if|unter(?:\s+der)?(?:\s+bedingung)?(?:,?\s+dass)?|wenn|falls|gegeben|sachant(?:\s+que)?"
    r"|dado|si",
    "∩": r"and|und|et|y|e",
    "∪": r"or|oder|ou|o",
}
_JOINT = "|".join(
    f"(?P<{name}>{words})" for name, words in zip(("given", "both", "either"), _JOINTS.values(), strict=True)
)
_SAID = re.compile(
    rf"(?<!\w)(?:{_ANY_NOUN})\s*,?\s+(?:{_OF}|(?(coef)(?:vor|bei|da|van)|(?!)))\s*{_ARTICLE}{_CALLED}(?P<one>(?-i:{_OBJECT}))"
    rf"(?:\s*,?\s*(?:{_JOINT})\s+(?P<other>(?-i:{_OBJECT})))?",
    re.IGNORECASE,
)
# What a noun alone asks of what the prompt is about: `What is its determinant?`
_ITS = re.compile(
    rf"(?<!\w)(?:{ASKING})\s+(?:the|its|their|die|das|der|den|seine?|ihre?|deren|dessen|la|le|sa|son|el|su|il|lo)\s+"
    rf"(?:{_ANY_NOUN})\s*(?:[.?!;]|\Z)",
    re.IGNORECASE,
)
# What a noun is asked of that has no letter: `the expected value of a fair die`.
_OF_WORDS = re.compile(
    rf"(?<!\w)(?:{ASKING})\s+(?:the|die|das|der|den|la|le|el|il|lo)\s+(?:{_ANY_NOUN})\s+{_OF}\s+"
    r"(?:an?|the|one|eine[srmn]?|une?|una)\s+"
    r"(?!squar|quadrat|sum|twice|doubl|doppel|produ|differ|half|carré|somme|suma|cuadrad)(?:[^\W\d_]+\s*){1,4}[.?!]",
    re.IGNORECASE,
)
_SCALED = re.compile(r"-?\d*[A-Z](?:\^\{?\d\}?|²|/\d+)?|[A-Z][-+].*")
_ABOUT = re.compile(
    r"\$\s*(?:\\(?:mathbf|vec|boldsymbol)\s*\{?\s*)?(?P<letter>[A-Za-z])\s*\}?\s*(?:=|\\sim|\\in(?![a-z])|\$)"
)
_UNNAMED = frozenset("§")  # what has no letter
_SPOKEN = frozenset({"Var", "det", "tr", "rank", "E"})  # quantities that a noun alone is asked of
_GIVEN = re.compile(r"\s*(?:is|are|ist|sind|beträgt|est|vaut|es|è|equals|be|[:=])(?!\w)")
_MAY_SAY = re.compile("|".join(_NOUNS.values()), re.IGNORECASE)
_FORMULA = re.compile(r"\$([^$]{1,200})\$")
_HEADS = {"Var": "Var", "det": "det", "P": "P", "E": "E", "tr": "tr", "rank": "rank", "D": "D"}
_HEADS |= {"div": "div", "curl": "curl", "arg": "arg"}
_LETTER = re.compile(r"[^\W\d_]")
_NAMED = re.compile(r"(?i)co[eé]ff?icient\w*\s+(?:of|de|di)\s+[^\W\d_]{5,}")  # `coefficient of determination $R^2$`


def said_of_other(question: Question, words: str) -> str:
    """Return what the words before a value say it of, where the problem asks for that of something else; else empty.

    `words` are as typed, with formulas between dollars.
    """
    asked = _asked_objects(question.lead, question.prompt)
    if not asked or len(words) > MAX_CHARACTERS or _MAY_SAY.search(words) is None:
        return ""
    for match in _SAID.finditer(words):
        kind, said = _kind(match), _object_of(match)
        if said and _is_other(question, kind, said, asked.get(kind, frozenset())):
            return words[match.start("one") : match.end()].strip("$ ")
    return ""


def is_of_other_object(question: Question, left: str) -> bool:
    """Whether a left side is a quantity that the problem asks for, of something else: `Var(2X)` for `Var(X)`."""
    name, asked = name_of(left), _asked_objects(question.lead, question.prompt)
    if "coef" in asked and normal(left) in asked["coef"] and _NAMED.search(question.prompt) is None:
        return True  # `x^2`, whose coefficient is asked for
    if name is None:
        return _is_derivative_of_other(question, left)
    if name.kind != "derivative" and normal(left) in asked.get("F", ()):
        return True  # `f(x)`, whose antiderivative is asked for
    kind = _HEADS.get(head_of(name.of)) if name.kind == "call" else None
    if kind is None:
        return False
    return _is_other(question, kind, normal(name.at), asked.get(kind, frozenset()))


def _is_derivative_of_other(question: Question, left: str) -> bool:
    """Whether a left side is the derivative of a calculation with the function whose derivative is asked for."""
    match = _DERIVED.fullmatch(left)
    asked = _asked_objects(question.lead, question.prompt).get("D", frozenset()) if match is not None else frozenset()
    inside = normal(match["of"]) if match is not None else ""
    functions = {one for one in asked if _LETTER.fullmatch(one)}
    return inside not in asked and not functions.isdisjoint(re.findall(r"[^\W\d_]+", inside))


_DERIVED = re.compile(r"[\s$]*\((?P<of>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*['’′]+[\s$]*")


def asked_of(question: Question, kind: str) -> frozenset[str]:
    """Return of what a problem asks for a quantity, `A∩B` of a probability `P`; none where that is not known."""
    return _asked_objects(question.lead, question.prompt).get(kind, frozenset())


def is_determinant_asked(question: Question, inside: str) -> bool:
    """Whether what stands in bars is that of which the determinant is asked for."""
    return normal(inside) in _asked_objects(question.lead, question.prompt).get("det", frozenset())


def is_determinant_of_other(question: Question, letter: str) -> bool:
    """Whether a letter in bars is not that of which the determinant is asked for."""
    return _is_other(question, "det", letter, _asked_objects(question.lead, question.prompt).get("det", frozenset()))


def _is_other(question: Question, kind: str, said: str, asked: frozenset[str]) -> bool:
    """Whether what a quantity is said of is known to be none of those that it is asked of."""
    said = _TRANSPOSED.sub("", said) if kind in _AS_TRANSPOSED else said
    if not asked or not said or said in asked or _LETTER.search(said) is None:
        return False
    if asked == _UNNAMED:
        return len(said) > 1 and _SCALED.fullmatch(said) is not None
    if kind == "P" and _STANDARDISED.match(said) and said[0] not in _letters(question.lead, question.prompt):
        return False  # `P(Z < 1)`, of which `agreeing.probabilities` says more
    if kind in _BARE_ONLY and re.fullmatch(r"\d*[^\W\d_](?:\([^\W\d_]\))?", said) is None:
        return False
    if _LETTER.fullmatch(said) and said not in _letters(question.lead, question.prompt):
        return any(_LETTER.fullmatch(one) for one in asked)  # a letter of its own stands for none of the problem's
    return True


_STANDARDISED = re.compile(r"[ZU][<>≤≥]")
_AS_TRANSPOSED = frozenset({"det", "tr", "rank"})  # which a matrix has in common with its transpose
_TRANSPOSED = re.compile(r"(?<=^[A-Za-z])(?:\^(?:T|\\top)|ᵀ)\Z")


def is_size_of_other(question: Question, text: str) -> bool:
    """Whether the length of a vector is asked for, and a text begins with that of another one, `|v + w| = 5`."""
    match = _BARRED.match(text)
    asked = (
        _asked_objects(question.lead, question.prompt).get("norm", frozenset()) if match is not None else frozenset()
    )
    if match is not None and not asked:
        asked = _barred(question.lead, question.prompt)
    plain = normal(match["inside"]).removeprefix("-") if match is not None else ""
    is_known = any(map(_LETTER.fullmatch, asked)) and plain not in asked
    letters = frozenset(_LETTER.findall(plain)) - {"i"} if is_known else frozenset()
    return bool(letters) and not letters <= lists_given(f"{question.lead} {question.prompt}").keys()  # else a step


_BAR = r"(?:\\\||\|\||[‖∥|]|\\[lr]?[vV]ert(?![A-Za-z]))"
_BARRED = re.compile(rf"[\s$]*{_BAR}(?P<inside>[^|=‖∥]{{1,60}}?){_BAR}\s*=")


@lru_cache(maxsize=KEPT)
def _barred(lead: str, prompt: str) -> frozenset[str]:
    """Return the letters whose size is asked for by a formula, `Compute $|z|$`."""
    found = [_BARRED_ALONE.fullmatch(one) for one in _FORMULA.findall(f"{lead} {prompt}")]
    return frozenset(match["letter"] for match in found if match is not None)


_BARRED_ALONE = re.compile(rf"\s*{_BAR}\s*(?:\\(?:vec|mathbf)\s*\{{?\s*)?(?P<letter>[A-Za-z])\s*\}}?\s*{_BAR}\s*")


def letters_in_formulas(question: Question) -> frozenset[str]:
    """Return the letters that the formulas of a problem hold."""
    return _letters(question.lead, question.prompt)


@lru_cache(maxsize=KEPT)
def _letters(lead: str, prompt: str) -> frozenset[str]:
    return frozenset(_LETTER.findall(" ".join(_FORMULA.findall(f"{lead} {prompt}"))))


@lru_cache(maxsize=KEPT)
def _asked_objects(lead: str, prompt: str) -> Mapping[str, frozenset[str]]:
    """Return of what a prompt asks for each quantity; what it gives, `the variance of X is 9`, is not asked for."""
    found: dict[str, frozenset[str]] = {}
    said = f"{lead} {prompt}"
    for kind, text in _in_words(said) if len(said) <= MAX_CHARACTERS else ():
        found[kind] = found.get(kind, frozenset()) | {text}
    for formula in _FORMULA.findall(said) if len(said) <= MAX_CHARACTERS else ():
        name = name_of(formula) if "=" not in formula.replace("\\neq", "") else None
        kind_named = _HEADS.get(head_of(name.of)) if name is not None and name.kind == "call" else None
        if name is not None and kind_named is not None:
            found[kind_named] = found.get(kind_named, frozenset()) | {normal(name.at)}
    for kind in _of_it(said) if not found else ():
        found[kind] = frozenset(_ABOUT.findall(said)) or _UNNAMED
    defined = [frozenset(map(normal, chain(one).members)) for one in _FORMULA.findall(said) if found and "=" in one]
    return {kind: of.union(*(one for one in defined if one & of)) for kind, of in found.items()}


def _of_it(said: str) -> Iterator[str]:
    """Yield the quantities that are asked of what the prompt is about."""
    for match in (*_ITS.finditer(said), *_OF_WORDS.finditer(said)) if len(said) <= MAX_CHARACTERS else ():
        kind = _kind(match)
        yield from (kind,) if kind in _SPOKEN else ()


def _in_words(said: str) -> Iterator[tuple[str, str]]:
    for match in _SAID.finditer(said):
        if _GIVEN.match(said, match.end()) is not None:
            continue
        kind, text = _kind(match), match["one"].strip("$ ")
        if match["other"] is None and "=" in text and kind != "P":
            members = chain(text).members
            yield from ((kind, normal(member)) for member in members)
            name = name_of(members[0])
            yield from ((kind, name.of),) if name is not None and name.kind == "call" else ()
        else:
            yield kind, _object_of(match)


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in _NOUNS if match[kind])


def _object_of(match: re.Match[str]) -> str:
    one, other = normal(match["one"]), normal(match["other"] or "")
    if not other:
        return one
    if match["given"]:
        return f"{one}|{other}"
    return ("∩" if match["both"] else "∪").join(sorted((one, other)))


def normal(text: str) -> str:
    """Return what a quantity is of in one spelling: without blanks and dress, both sides of `∩` in one order."""
    name = name_of(f"P({text.strip('$ ')})")
    plain = re.sub(
        r"·(?:and|und|et)·|\\(?:cap|wedge|land)|∧|,", "∩", name.at if name is not None else "".join(text.split())
    )
    plain = re.sub(r"[{}]", "", re.sub(r"·(?:or|oder|ou)·|\\(?:cup|vee|lor)|∨", "∪", plain))
    plain = _DENIED.sub(lambda match: f"{match['one'] or match['other']}^c", plain)
    while re.fullmatch(r"\([^()]*\)", plain):
        plain = plain[1:-1]
    for sign in "∩∪+":
        if sign == "+" and _SUM.fullmatch(plain) is None:
            continue
        if sign in plain and "|" not in plain and "(" not in plain:
            plain = sign.join(sorted(plain.split(sign)))
    return plain


_DENIED = re.compile(r"(?:\\neg|\\lnot|¬)(?P<one>[A-Z])|(?P<other>[A-Z])(?:'|\^(?:C|\\complement))(?![A-Za-z])")  # `A'`
_SUM = re.compile(r"[A-Za-z](?:_?\d)?(?:\+[A-Za-z](?:_?\d)?)+")
