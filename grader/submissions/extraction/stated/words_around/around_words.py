"""Words around a formula that make something else of it than the answer, or that change nothing."""

from __future__ import annotations

import re
from functools import cache

from grader.marking.asked.words.glossary import synonyms
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import F, words

HOLDS = re.compile(r"hold|solved|satisf|erfüllt|vérifi")  # which may be said of any condition
OF_ZEROS = synonyms("determinant") | synonyms("polynomial")  # what is zero where the solutions are
ENDS = " \t\n.,;:!?()[]\"'„“”»«*_–—-"
CLAUSE_WORDS = 4  # before a colon; fewer are a label, which must be neutral
WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*'?")
# What says that things are the same only where no word before it says otherwise: `diverso da`, `keineswegs gleich`.
COMPARING = frozenset({"gleich", "equal", "égal à", "égale à", "igual", "igual a", "uguale a", "gelijk aan"}) | {
    "a",
    "da",
}
# Of extrema, where no local one is asked for.
GLOBAL = frozenset({"global", "absolute", "globales", "absolutes", "globale", "absolu", "absoluto"})
QUANTITIES = frozenset(
    {
        "derivative",
        "gradient",
        "integral",
        "antiderivative",
        "limit",
        "inverse",
        "determinant",
        "variance",
        "probability",
    }
    | {"ableitung", "grenzwert", "stammfunktion", "varianz", "wahrscheinlichkeit", "dérivée", "primitive", "intégrale"}
    | {"limite", "variance", "derivada", "límite", "varianza", "probabilidad", "primitiva", "determinante"}
    | {"trace", "spur", "traza", "rank", "rang", "rango", "nullity", "permanent", "median"}
)
SHOWN = frozenset(
    {"proof", "proved", "proven", "beweis", "bewiesen", "preuve", "démonstration", "prueba", "demostración"}
)
# A deviation is the root of what a variance is.
DEVIATION = frozenset({"deviation", "standardabweichung", "écart-type", "desviación"})
SQUARED = frozenset({"variance", "varianz", "varianza"})
NOUNS = frozenset(
    {"error", "bound", "bounds", "multiple", "multiples", "example", "half", "times", "erreur", "borne", "fehler"}
    | {"different", "distinct", "verschiedene", "différents", "différentes", "diferentes", "diversi", "diverse"}
    | {"schranke", "beispiel", "exemple", "cota", "ejemplo", "guess", "mistake", "mistakes", "maximal", "minimal"}
)
FORMULA_OF = re.compile(
    rf"(?P<named>(?<!\w)(?:an?|eine?[mnr]?|une?|una|uno|uma?|een)\s+[^\W\d_]+\s+)?{F}\s+(?:of|von|aus|des?|du|del?|di|van)(?:\s+(?:the|der|dem|la|le|el))?\s*\Z"
)
LETTER = re.compile(r"\\?[^\W\d_](?:_\{?\w{1,8}\}?)?")
OF_FORMULA = re.compile(rf"(?<!\w)(?:of|for|von|für|de|des|der|du|del|pour|para)\s+{F}")
RUNNER_UP = re.compile(r"(?<!\w)(second|third|fourth|next)[\s-]+(?:large|small|high|low|great|big)(?:e?st)(?!\w)")
CHANGED = re.compile(r"\s*(?:\d+\s*)?(?P<letter>[A-Za-z])\s*\^\s*(?:\w|\{[^{}=]{1,20}\})\s*")
INSTANCE = re.compile(
    r"(?<!\w)(?:for (?:example|instance)|e\.g|one example is|zum beispiel|z\.b|beispielsweise|par exemple|por ejemplo)"
    r"(?!\w)"
)
# How many there are of what follows, `64 channels of 16x16`: both may be the answer together.
COUNT_OF = re.compile(
    rf"{F}\s+(?:[^\W\d_]+\s+){{0,3}}(?:of|with|von|mit|der|à|de|con)(?:\s+(?:the\s+)?(?:size|shape|größe|taille|tamaño))?\s*$"
)
# What is counted, and what is one number made of all members: no member itself.
COUNTED_NOUNS = frozenset(
    {
        "value",
        "values",
        "element",
        "elements",
        "member",
        "members",
        "number",
        "numbers",
        "case",
        "cases",
        "point",
        "points",
    }
    | {"wert", "werte", "elemente", "stellen", "lösungen", "nullstellen", "valeurs", "éléments", "valores", "elementos"}
    | {"soluzioni", "valori", "soluções", "oplossingen", "waarden", "points", "punkte", "puntos"}
)
MADE_OF_MEMBERS = frozenset({"count", "anzahl", "difference", "differenz", "différence", "diferencia"}).union(
    *map(synonyms, ("sum", "product", "maximum", "minimum", "mean"))
)
NUMBER_OF = re.compile(
    r"(?<!\w)(?:number|count|amount|anzahl|zahl|nombre|número|cantidad|numero|aantal)\s+(?:of|der|von|de|di|van)(?!\w)"
)
STEM = 4  # letters by which forms of a noun are the same
HOW_MANY = re.compile(
    r"(?<!\w)(?:in how many ways (?:can|may|could)(?= (?:an?|the) )|how many|wie viele|combien de|cu[aá]nt[oa]s)"
    r"((?:\s+[^\W\d_]+){1,3})",
    re.IGNORECASE,
)
# Where a formula stands is no word on whether it is the answer: `8 is at the end`.
LOCATED = re.compile(
    r"\s*(?:is|are|stays|lies|stands|comes|ends(?:\s+up)?|goes|ist|sind|steht|liegt|bleibt|est|sont|reste|está|están|queda)\s+"
    r"(?:at|in|on|inside|between|behind|before|an|am|im|ganz|hinten|vorne|à|dans|sur|en|al)\s"
)
PRODUCTS = re.compile(r"(?<!\w)(?:outer|inner)[\s-]product(?!\w)")  # no part of anything
BY_TURNS = re.compile(r"(?<!\w)(\w+)[\s-](?:by|für|nach|à|par|a|por)[\s-]\1(?!\w)")  # `entry by entry` is no entry
# What makes one number of two formulas: `$e$ to the $6$`, `$3$ over $4$`.
POWER = re.compile(
    rf"{F}\s+(?:raised\s+)?(?:to\s+the(?:\s+power(?:\s+of)?)?|over|(?:à\s+la\s+)?puissance|hoch|durch|"
    r"elevad[oa]\s+a(?:\s+la)?|sobre|sur)\s*$"
)
# What is compared with the value that follows: `4 bytes less than this: …`.
COMPARES = re.compile(
    r"(?<!\w)(?:more|less|fewer|smaller|larger|mehr|weniger|kleiner|größer|plus|moins|más|menos|più|meno|mais|meer|minder)\s+"
    r"(?:than|als|que|di|do\s+que|dan)(?!\w)"
)
FOLLOWING = re.compile(r"(?<!\w)(?:following|folgend\w*|suivant\w*|siguiente\w*|of|von|de|as|wie)\s*:?\s*$")
AS_BELOW = re.compile(r"(?<=\sas)\s(?:shown\s|given\s)?below(?=\s*:\s*$)")  # right before what is given so
# How a distance stands behind its value: `the bins are $15$ Hz apart`.
APART = re.compile(r"(?<!\w)(?:apart|auseinander|voneinander\s+entfernt)(?=[\s.!]*\Z)")
# What is said of the size of a value changes nothing: `(surprisingly small!)`.
SIZED = re.compile(
    r"[\s,]*\(\s*(?:(?:surprisingly|remarkably|quite|very|pretty|überraschend|erstaunlich|ziemlich|sehr|étonnamment|"
    r"assez|très|sorprendentemente|muy)\s+)?(?:small|large|big|low|high|klein|groß|niedrig|hoch|petit|grande?|pequeñ[oa])"
    r"\s*!*\s*\)?"
)
BRACKETS = re.compile(rf"[\s,]*\(([^(){F}]{{1,80}})\)")


def is_clause(before: str) -> bool:
    """Whether what stands before a colon is a clause, and no label for what stands behind it."""
    return len(WORD.findall(before)) >= CLAUSE_WORDS or words(cues.PRONOUN).search(before) is not None


@cache
def size_before() -> re.Pattern[str]:
    """Return what one size of a shape is right before the others: `64 channels, 7 x 7`."""
    return re.compile(rf"{F}\s+(?:{phrases.alternatives(*cues.SIZES.values())})\s*[,;:]?\s*$")
