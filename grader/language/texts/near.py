"""Words that are nearly the same: typing errors on one side, other words on the other.

A typing error is credited only inside of a long word, between its first two and its last two letters: there it hardly
makes another word. What does all the same stands in `CONFUSED`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from grader.language.texts.opposites import are_opposites

MIN_LETTERS = 5  # of a word in which a typing error is one
KEPT = 2  # letters at each end of a word that must be right
# Words of the sciences that differ by a letter, each row of them all others than each other.
_ROWS = (
    *(
        "sulfate sulfite sulfide",
        "sulphate sulphite sulphide",
        "nitrate nitrite nitride",
        "phosphate phosphite phosphide",
    ),
    *("chlorate chlorite chloride", "methane methene", "ethane ethene ethyne", "propane propene propyne"),
    *("butane butene butyne", "pentane pentene", "hexane hexene", "alkane alkene alkyne", "chlorine chloride"),
    *("fluorine fluoride", "bromine bromide", "iodine iodide", "proton photon", "meson muon", "anion cation"),
    *("adsorption absorption", "mitosis meiosis miosis", "afferent efferent", "isotope isotone", "cytosine cysteine"),
    *("thymine thiamine thyroxine", "ilium ileum", "emission omission", "emigration immigration", "fission fusion"),
    *("effect affect", "effects affects", "refraction reflection diffraction", "arsenate arsenite", "lactose lactase"),
    *("maltose maltase", "sucrose sucrase", "cellulose cellulase", "aldose aldolase", "phase phrase", "weight height"),
    *("amine amide imine imide", "amines amides", "glycerin glycine", "tangent cotangent", "median mean", "bit byte"),
    *("mode model", "sulfat sulfit sulfid", "nitrat nitrit nitrid", "phosphat phosphit phosphid", "ethan ethen ethin"),
    *("methan methen", "propan propen propin", "butan buten butin", "alkan alken alkin", "chlorat chlorit chlorid"),
    *("ammonia ammonium", "silica silicon silicone", "magnesia magnesium", "erbium terbium ytterbium", "curium cerium"),
    *("vertex vortex", "vertices vortices", "nucleotide nucleoside", "baryon barium", "helion helium"),
    *("radium radius radon", "rhodium radium", "nucleus nucleolus", "ureter uterus"),
    *("inhibition exhibition", "complementary complimentary", "inductance conductance", "latitude altitude"),
)
_NEIGHBOURS = (pair for row in _ROWS for pair in combinations(row.split(), 2))
CONFUSED = frozenset(
    frozenset(pair)
    for pair in (
        *(("causal", "casual"), ("discrete", "discreet"), ("principal", "principle"), ("complement", "compliment")),
        *(("converse", "converge"), ("expectation", "exception"), ("converge", "conserve"), ("ellipse", "eclipse")),
        *(("stationary", "stationery"), ("marginal", "martingale"), ("orthogonal", "orthonormal")),
        *(("statistic", "stochastic"), ("precision", "prevision"), ("commutative", "cumulative")),
        *(("transpose", "transform"), ("conjugate", "conjunct"), ("minimal", "minimum"), ("maximal", "maximum")),
        *(("associative", "associated"), ("distributive", "distribute"), ("reflexive", "reflective")),
        *(("polynomial", "polynominal"), ("regression", "recession"), ("adaptive", "additive")),
        *_NEIGHBOURS,
    )
)


def edits(left: str, right: str, most: int) -> int:
    """Return how many letters must be changed, left out, put in or swapped with a neighbour; `most + 1` for more."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before, row = [0] * (len(right) + 1), list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def is_typing_error(word: str, meant: str) -> bool:
    """Whether a word that is not the one meant can be nothing but that one, typed badly."""
    if len(meant) < MIN_LETTERS or not (word.isalpha() and meant.isalpha()):
        return False
    if word[:KEPT] != meant[:KEPT] or word[-KEPT:] != meant[-KEPT:]:
        return False
    return not are_opposites(word, meant) and not are_confused(word, meant)


def may_be_slip(word: str, meant: str) -> bool:
    """Whether a word may be the one meant, typed badly: a person would ask. No word that means the opposite is."""
    if len(meant) < MIN_LETTERS or not (word.isalpha() and meant.isalpha()) or word[0] != meant[0]:
        return False
    return not are_opposites(word, meant) and not are_confused(word, meant)


def are_confused(word: str, other: str) -> bool:
    """Whether two words, or what they are the plurals of, are known to be others than each other."""
    return word != other and not CONFUSED.isdisjoint(
        (frozenset((word, other)), frozenset((word.removesuffix("s"), other.removesuffix("s"))))
    )


def distance(words: Sequence[str], meant: Sequence[str], most: int) -> int | None:
    """Return how many edits part two rows of words that are as long; None for more than `most`."""
    total = 0
    for word, other in zip(words, meant, strict=True):
        if word != other:
            total += edits(word, other, most - total)
            if total > most:
                return None
    return total
