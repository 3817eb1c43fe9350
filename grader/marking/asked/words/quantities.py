r"""Quantities that problems ask for: what they are called in words, and by which names their values usually bear.

A name such as `\sigma` may be of several; only where it is usual for none of those that are asked for, and for one of
the same field of mathematics, it is the name of something else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.language.spelling.greek import PRINTED
from grader.marking.asked.names.left_names import Name, head_of, name_of
from grader.marking.asked.tables import lines, sides
from grader.marking.asked.words.glossary import COMPOUNDS
from grader.records import dataclass

KEPT = 2_000  # left sides of which it is kept what they usually name


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: its field, its nouns, the names that tell it, and further ones that it may have.

    A letter may have a power, `σ^2`; `det()` is what is written before an argument, `a_#` has any number below it.
    """

    field: str
    nouns: frozenset[str]
    usual: frozenset[str]
    also: frozenset[str]


def _words(part: str) -> frozenset[str]:
    return frozenset(part.split())


_QUANTITIES = tuple(Quantity(line.partition("|")[0].strip(), *sides(line)[1:]) for line in lines("words/quantities"))
_BY_NOUN: dict[str, frozenset[int]] = {}
_BY_NAME: dict[str, frozenset[int]] = {}
for _place, _one in enumerate(_QUANTITIES):
    for _noun in _one.nouns:
        _BY_NOUN[_noun] = _BY_NOUN.get(_noun, frozenset()) | {_place}
    for _name in _one.usual | _one.also:
        _BY_NAME[_name] = _BY_NAME.get(_name, frozenset()) | {_place}


# What may stand beside a noun in what is asked for, and leaves it what it is.
_MODIFIERS = _words(
    "standard sample population total largest smallest greatest maximal maximum minimal minimum empirical theoretical"
    " then initial final anfängliche initiale finale inicial iniziale"
    " kinetic potential electric mechanical kinetische potentielle cinétique potentielle cinética potencial"
    " general explicit nth n-th allgemeine allgemeines allgemeinen général explicite"
    " common first last erste erster ersten letzte letzter premier première dernier dernière primer primero último"
    " other second another andere anderen zweite autre deuxième otra otro altra altro"
    " arithmetic conditional exact approximate overall resulting corresponding remaining waiting unbiased constant"
    " größte größten kleinste kleinsten maximale minimale gesamte genaue empirische empirischen exakte"
    " maximale minimale totale exacte empirique total máxima máximo mínima mínimo exacta típica estándar"
)


def quantities_called(noun: frozenset[str]) -> frozenset[int]:
    """Return which quantities a noun with its adjectives calls; none where one of its words is not known."""
    plain = frozenset(COMPOUNDS.get(word, (word,))[-1] for word in noun - _MODIFIERS)
    found = [_BY_NOUN.get(word, frozenset()) for word in plain]
    return frozenset().union(*found) if all(found) else frozenset()


def same_quantity(noun: str) -> frozenset[str]:
    """Return all nouns of the quantities that a noun calls, in all languages."""
    return frozenset().union(*(_QUANTITIES[place].nouns for place in _BY_NOUN.get(noun, ())))


@lru_cache(maxsize=KEPT)
def quantities_named(left: str) -> frozenset[int]:
    """Return which quantities a left side is a usual name of; none of what no table knows."""
    if _BARRED.fullmatch(left):
        return _BY_NOUN["mean"]
    if _KERNEL.search(left):
        return _BY_NOUN["nullity"]
    if (shares := _SHARE.fullmatch(_UNDRESSED.sub("", left))) is not None and (counts := _counts(shares)) in _SHARES:
        return _BY_NOUN[_SHARES[counts]]
    name = name_of(left)
    return frozenset() if name is None else quantities_of(name)


def quantities_of(name: Name) -> frozenset[int]:
    """Return which quantities a name usually has."""
    if name.kind == "derivative":
        return _BY_NOUN["derivative"]
    if name.kind == "call":
        return _BY_NAME.get(f"{head_of(name.of)}()", frozenset())
    base, _, script = name.of.removeprefix("\\").partition("_")
    letter = PRINTED.get(base, base)
    power = re.sub(r"[\s{}()]", "", name.above)
    if letter == "x" and not script:
        return frozenset()  # whatever is looked for
    if _TWO_LETTERS.fullmatch(script) and letter in {"σ", "s"} and not power:
        letter += "_{xy}"
    counted = f"{letter}_#" if _COUNTS.fullmatch(script) else ""
    for scripted in (f"{letter}_{script}", counted):
        if scripted in _BY_NAME:
            return _BY_NAME[scripted] | (_BY_NAME.get(letter, frozenset()) if scripted == counted else frozenset())
    called = _BY_NOUN.get(letter.casefold(), frozenset()) if len(letter) > 1 else frozenset()
    return called | _BY_NAME.get(letter + ("" if power in _STARS else power), frozenset())


def _counts(shares: re.Match[str]) -> tuple[str, frozenset[str]]:
    return shares["of"], frozenset((shares["one"], shares["other"]))


# What a share of the counts of a classifier is called: `TP/(TP + FN)`.
_SHARE = re.compile(r"(?:frac)?\(?(?P<of>[TF][PN])\)?/?\(?(?P<one>[TF][PN])\+(?P<other>[TF][PN])\)?")
_SHARES = {
    ("TP", frozenset({"TP", "FP"})): "precision",
    ("TP", frozenset({"TP", "FN"})): "recall",
    ("TN", frozenset({"TN", "FP"})): "specificity",
}
_UNDRESSED = re.compile(r"\\(?:text|mathrm|dfrac|tfrac|frac|left|right|operatorname)(?![A-Za-z])|[\s{}$]")
_BARRED = re.compile(r"[\s${]*(?:\\(?:bar|overline)\s*\{?\s*[A-Za-z]\s*\}?|[A-Za-z]\u0304)(?:_\w)?[\s$}]*")
_KERNEL = re.compile(r"(?<![A-Za-z])(?:ker|kern|null)(?![A-Za-z])")
_COUNTS = re.compile(r"\{?(?:\d{1,4}|[nk])\}?")  # which term or sum of a sequence it is, `S_n`
_TWO_LETTERS = re.compile(r"\{?(?:[A-Z],?[A-Z]|xy)\}?")
_STARS = frozenset({"", "^*", "^\\ast", "^\\star"})


def are_others(said: frozenset[int], asked: frozenset[int]) -> bool:
    """Whether quantities are of one field with those that are asked for, and none of them is one of these."""
    fields = {_QUANTITIES[place].field for place in asked}
    near = [place for place in said if _QUANTITIES[place].field in fields]
    return bool(near) and said.isdisjoint(asked)


def usual_letters(noun: frozenset[str]) -> frozenset[str]:
    """Return the usual names of the quantities that any word of a noun calls."""
    places = {place for word in noun for place in _BY_NOUN.get(word, ())}
    return frozenset(name for place in places for name in _QUANTITIES[place].usual)


def nouns_of(letter: str) -> frozenset[str]:
    """Return the nouns of all quantities of which a letter is a usual or a further name."""
    return frozenset(noun for place in _BY_NAME.get(letter, ()) for noun in _QUANTITIES[place].nouns)


def further_letters(noun: str) -> frozenset[str]:
    """Return the further names that the quantities that a noun calls may have."""
    return frozenset(name for place in _BY_NOUN.get(noun, ()) for name in _QUANTITIES[place].also)


@lru_cache(maxsize=KEPT)
def usual_names(noun: frozenset[str]) -> frozenset[Name]:
    """Return the names that a value of the quantity usually has, powers aside; none of what no word is known."""
    names = (written for written in usual_letters(noun) if not {"^", "#"} & {*written})
    return frozenset(Name("call" if one.endswith("()") else "bare", one.removesuffix("()")) for one in names)
