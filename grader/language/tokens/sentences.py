r"""Sentences around one formula: `The answer is $2x$.`, `Thus $x > 3$ is the solution`.

Only words are left aside that cannot change what the formula says; the last one before it must lead to it, so that
`twice $x$` and `the root of $x$` stay unread.
"""

from __future__ import annotations

from grader.language.tokens.tokenizer import Token

_SAYING = frozenset(  # words and marks behind which a formula is said, and a sign belongs to it
    {"is", "are", "equals", "to", "gives", "get", "obtain", "find", "have", "yields", "reads", "becomes", "that", ":"}
    | {"was", "be", "ist", "sind", "lautet", "beträgt", "ergibt", "est", "sont", "vaut", "donne"}
)
LABELS = frozenset(  # words that a formula may follow, and behind which a dash may part it from them
    {"thus", "so", "hence", "therefore", "then", "finally", "answer", "solution", "result", "shape"}
    | {"also", "somit", "daher", "folglich", "antwort", "ergebnis", "lösung"}
    | {"donc", "ainsi", "réponse", "résultat"}
)
LEADING = _SAYING | LABELS  # words and marks that a formula may follow as what is said
_THINGS = frozenset(
    {"value", "derivative", "gradient", "limit", "integral", "sum", "product", "domain", "tangent", "line", "equation"}
    | {"output", "set", "matrix", "inverse", "function", "network", "expression", "formula", "probability", "rank"}
    | {"determinant", "norm", "area", "volume", "distance", "length", "number", "cost", "complexity", "memory", "time"}
    | {"total", "eigenvalues", "eigenvalue", "mean", "variance", "expectation", "entropy", "loss", "update", "answers"}
    | {
        "median",
        "mode",
        "average",
        "slope",
        "polynomial",
        "series",
        "roots",
        "solutions",
        "results",
        "maximum",
        "minimum",
        "dimension",
        "size",
        "identity",
    }
)
_PLAIN = frozenset(
    {"the", "a", "an", "my", "our", "we", "i", "it", "this", "there", "here", "final", "general", "exact", "correct"}
    | {"required", "desired", "simplified", "has", "follows", "converges", "equal", "calculated", "wanted", "only"}
    | {",", "."}
)
_ABROAD = frozenset(  # the same in German and French
    {"ist", "sind", "lautet", "beträgt", "ergibt", "also", "somit", "daher", "folglich", "antwort", "ergebnis"}
    | {"lösung", "est", "sont", "vaut", "donne", "donc", "ainsi", "réponse", "résultat"}
)
_ABROAD = frozenset(
    {"ableitung", "integral", "grenzwert", "summe", "wert", "wahrscheinlichkeit", "erwartungswert", "varianz"}
    | {"inverse", "fläche", "menge", "gleichung", "funktion", "der", "die", "das", "eine", "ein", "es", "wir", "man"}
    | {
        "damit",
        "median",
        "steigung",
        "médiane",
        "dérivée",
        "intégrale",
        "limite",
        "somme",
        "valeur",
        "probabilité",
        "équation",
        "fonction",
    }
    | {"le", "la", "un", "une"}
)
WORDS = LEADING | _THINGS | _PLAIN | _ABROAD
_BEHIND = (_THINGS | _PLAIN | {"is", "are", "answer", "solution", "result", "as", ";"}) - {"only"}
_CONCLUSIONS = frozenset({"so", "hence", "thus", "therefore", "we"})
_HEDGES = frozenset(  # with one of them before it, a conclusion may hold in one case only
    {"or", "either", "if", "unless", "not", "no", "but", "otherwise", "else", "maybe", "perhaps", "when", "for", "case"}
    | {"suppose", "assume", "assuming", "neither", "nor", "cannot", "wrong", "false", "first", "step", "?"}
    | {
        "oder",
        "entweder",
        "wenn",
        "falls",
        "nicht",
        "kein",
        "keine",
        "aber",
        "sonst",
        "vielleicht",
        "angenommen",
        "fall",
    }
    | {"ou", "si", "pas", "non", "mais", "sinon", "sauf", "supposons", "cas", "quand", "pour"}
)
# Words that deny what stands beside them or offer something else, wherever they stand in a chain.
TURNING = frozenset(
    {"or", "either", "not", "cannot", "neither", "nor", "but", "wrong", "false", "unless", "instead", "except", "maybe"}
    | {"perhaps", "and", "because", "since", "whereas", "while", "when", "if", "where", "with", "although", "though"}
    | {"oder", "entweder", "nicht", "kein", "keine", "weder", "aber", "sondern", "falsch", "statt", "anstatt", "außer"}
    | {"vielleicht", "und", "sowie", "weil", "denn", "da", "während", "wenn", "falls", "wobei", "mit", "obwohl", "bei"}
    | {"ou", "soit", "pas", "non", "ni", "mais", "faux", "sauf", "et", "car", "parce", "si", "où", "avec", "quand"}
    | {"sino", "pero", "falso", "salvo", "porque", "pues", "donde", "con", "cuando"}
)
_REASONS = frozenset({"since", "because"})
BEGINS = frozenset(
    {"the", "answer", "result", "solution", "hence", "thus", "therefore", "we", "final", "finally", "my"}
    | {"die", "das", "der", "antwort", "ergebnis", "also", "somit", "donc"}
)


def said_around(pieces: list[list[Token]]) -> list[Token] | None:
    """Return the one formula among pieces outside and inside of mathematics, by turns; None where words may change it.

    A reason behind it, `since $…$`, may hold further formulas.
    """
    for place in range(2, len(pieces), 2):
        reason = next((at for at, token in enumerate(pieces[place]) if token.value in _REASONS), None)
        if reason is not None:
            pieces = [*pieces[:place], pieces[place][:reason]]
            break
    before, formula, behind = pieces[-3:]
    if not formula or not _are(behind, _BEHIND):
        return None
    outside = {token.value.casefold() for piece in pieces[:-1:2] for token in piece}
    if _concludes(before) and outside.isdisjoint(_HEDGES):
        return formula
    if len(pieces) != 3 or (before and not (_are(before, WORDS) and _words(before)[-1] in LEADING)):
        return None
    return formula if before or behind else None


def _concludes(words: list[Token]) -> bool:
    """Whether words end in a conclusion, `…, so the answer is`, which counts whatever stands before it."""
    said = _words(words)
    place = max((at for at, word in enumerate(said) if word in _CONCLUSIONS), default=-1)
    return place >= 0 and bool(said) and said[-1] in LEADING and set(said[place:]) <= WORDS


def _are(tokens: list[Token], words: frozenset[str]) -> bool:
    return words.issuperset(_words(tokens))


def _words(tokens: list[Token]) -> list[str]:
    """Return words in small letters; one with letters such as ö has several tokens."""
    said: list[str] = []
    for token in tokens:
        if said and not token.gap and token.value.isalpha() and said[-1].isalpha():
            said[-1] += token.value.casefold()
        else:
            said.append(token.value.casefold())
    return said
