"""Words that say a property or its opposite, in several languages, and those that say nothing beside them."""

from __future__ import annotations

import re

from grader.submissions.extraction.worded.meanings.property_words import english


def senses(*pairs: tuple[str, str]) -> dict[str, tuple[str, bool]]:
    """Return words by what they say, in several languages, and whether they say it or its opposite."""
    found: dict[str, tuple[str, bool]] = {}
    for is_so, opposite in pairs:
        name = is_so.split()[0]
        found |= {stem(word): (name, True) for word in is_so.split()}
        found |= {stem(word): (name, False) for word in opposite.split()}
    return found


AUXILIARY = frozenset(
    {
        "does",
        "do",
        "did",
        "can",
        "true",
        "that",
        "ob",
        "que",
        "ne",
        "on",
        "in",
        "over",
        "of",
        "at",
        "auf",
        "über",
        "von",
    }
    | {"im", "in", "bei", "sur", "dans", "de", "des", "du", "en", "sobre", "del", "est", "ist", "es", "son", "sont"}
    | {"la", "il", "lo", "gli", "le", "una", "uno", "sono", "os", "as", "um", "uma", "são", "het", "een", "zijn", "dat"}
)


def stem(word: str) -> str:
    """Return a word for a property in English, without an ending of the plural or of a verb."""
    word = english(word)
    if len(word) > MIN_STEM + 1 and word.endswith("ed"):  # `rejected` as `reject`
        word = word.removesuffix("ed")
    return re.sub(r"(?:es|s|e|n|en|t)$", "", word) if len(word) > MIN_STEM else word


# What such words are said of: it may be left out of an answer, or stand there in another language.
_SUBJECTS_SAID = (
    "series sequence integral sum iteration method algorithm function matrix set system"
    " reihe folge summe verfahren iteration algorithmus funktion menge system matrix"
    " série suite intégrale somme méthode algorithme fonction matrice ensemble système"
    " serie sucesión suma método algoritmo función matriz conjunto sistema"
    " vector vectors event events variable variables random estimator loss graph language operation operator"
    " vektor vektoren ereignis ereignisse zufallsvariable zufallsvariablen schätzer graph abbildung vecteur vecteurs"
    " événement événements estimateur application vectores suceso sucesos evento eventos estimador aplicación"
    " vettori vettore matrice funzione serie successione grafo vetores vetor função série sequência grafo matriz"
    " vectoren functie reeks rij graaf matrix eventi gebeurtenissen"
    " three four drei vier trois quatre tres cuatro tre quattro três quatro drie"
    " both two beide beiden zwei deux dos ambos due dois twee given gegebene gegebenen"
)
MIN_STEM = 4  # letters of a word that may have an ending
SENSES = senses(
    (
        "converge convergent converges konvergiert konvergieren konvergent convergente convergen",
        "diverge divergent diverges divergiert divergieren divergente divergen",
    ),
    (
        "absolutely absolute absolut absolument absolutamente",
        "conditionally conditional bedingt conditionnellement condicionalmente",
    ),
    ("finite endlich fini finie finito finita", "infinite unendlich infini infinie infinito infinita"),
    ("continuous stetig continue continua continuo", "discontinuous unstetig discontinue discontinua discontinuo"),
    ("linear linéaire lineal", "nonlinear non-linear nichtlinear"),
    ("invertible invertierbar inversible", "singular singulär singulier singulière"),
    ("stable stabil stable estable", "unstable instabil instable inestable"),
    ("dependent abhängig dépendant dependiente", "independent unabhängig indépendant independiente"),
    ("rejected", "accepted"),
    ("biased", "unbiased"),
    ("consistent konsistent", "inconsistent inkonsistent"),
    ("solvable", "unsolvable unlösbar insoluble"),
    ("decidable entscheidbar", "undecidable unentscheidbar"),
    ("countable abzählbar", "uncountable überabzählbar"),
    ("rational", "irrational"),
    ("satisfiable erfüllbar", "unsatisfiable unerfüllbar"),
    ("feasible", "infeasible"),
    ("connected", "disconnected"),
    ("bounded beschränkt borné bornée acotado acotada", "unbounded unbeschränkt"),
)
# What says more than the word that it stands beside: what is not independent is not linearly independent.
_STRONGER_SAID = (
    "linearly absolutely strictly strongly uniformly linear absolut strikt streng gleichmäßig linéairement absolument"
    " strictement uniformément linealmente absolutamente estrictamente uniformemente"
)
STRONGER = frozenset(map(stem, _STRONGER_SAID.split()))
SUBJECTS = frozenset(map(stem, _SUBJECTS_SAID.split()))
_PRONOUNS_SAID = "it they these those ils elles ellos ellas er sie il elle esso essa ele ela hij zij ze"
PRONOUNS = frozenset(map(stem, _PRONOUNS_SAID.split()))
