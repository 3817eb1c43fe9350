"""The nouns that a problem asks for, in all languages that are known: `standard deviation`, and `std` for it.

What the verb or question word governs counts; where that is no noun, the nouns of the sentence that asks, and where no
sentence does, all nouns of the prompt, but none that are given with a value, `The profit is $p(q)$`, `3 groups`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.asked_names import asked_names, formulas_asked_for
from grader.marking.asked.given.sign_words import turning_words
from grader.marking.asked.tables import lines, rows, sides
from grader.marking.asked.words.glossary import COMPOUNDS, synonyms
from grader.marking.asked.words.nouns import asked_by_noun
from grader.marking.asked.words.phrases import ASKING, also_asked, phrase_asked
from grader.marking.asked.words.quantities import same_quantity
from grader.problems.question import Question
from grader.records import dataclass

KEPT = 2_000  # problems of which it is kept what they ask for
MAX_CHARACTERS = 4_000  # of a problem's texts that are looked into
MIN_SHORT = 3  # letters of a word that is cut, `prob`, or of first letters, `gcd`
ENDINGS = ("s", "es", "n", "en", "e", "er", "ern")
WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
LABELS = rows("labels")
_NO_NOUNS = ("function", "of", "answer", "plain", "number", "unit", "vague", "asking")
_SAYS_NOTHING: frozenset[str] = frozenset().union(*map(LABELS.__getitem__, _NO_NOUNS))
_WORK = frozenset({"work"})  # `the work done`, and no work that is to be shown
_A_NUMBER = LABELS["number"] | LABELS["function"] | LABELS["asking"]
_VERBS = [sides(line) for line in lines("verbs")]
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")
_ASKS = re.compile(rf"\?|(?<!\w)(?:{ASKING}|solve|when|where|how|wann|wo|wie|quand|où|cuándo|dónde)(?!\w)")
_MATHEMATICS = re.compile(r"\$[^$]*\$")
_VALUE = r"(?:\$|[-−]?\d)"
# Where one of these is asked for, it may be called the best one.
_LENGTHS = synonyms("length") | {"magnitude"}
_NORMS = synonyms("norm") | {"betrag", "magnitude", "módulo", "modulo"}  # what the length of a vector is called
_SUPERLATIVES = (
    synonyms("maximum") | synonyms("minimum") | {"largest", "smallest", "longest", "shortest", "cheapest", "maximise"}
)
_SUPERLATIVES |= {"maximize", "minimise", "minimize", "maximieren", "minimieren", "maximiser", "minimiser"}
_NAMED = re.compile(r"\$([^\W\d_]{2,6})\$")  # what has a name of several letters, `$PV$`
_SPELLED = re.compile(r"[^\W\d_]{3,}")
# What is given with its value: `The profit is $…$`, `a mass $m$`, `an angle of 30`, `3 red balls`.
_GIVEN = re.compile(
    rf"(?P<is>[^\W\d_]+)\s*(?:\s(?:of|for|von|de|der|des)\s(?:(?:the|a|an|der|des|la|le|el)\s)?[^\s.?!]+\s+)?"
    rf"(?:is|are|ist|sind|beträgt|est|sont|vaut|es|son|è|sono|[:=])\s*{_VALUE}"
    rf"|(?P<named>[^\W\d_]+)\s+{_VALUE}|(?P<of>[^\W\d_]+)\s+(?:of|von|de)\s+\$?[-−]?\d"
    rf"|(?<![\w$.^_{{])\d+\s+(?P<counted>[^\W\d_]+(?:\s+[^\W\d_]+)?)"
)
# What the formulas that are asked for are called, by their operators and names.
_CALLED = (
    (r"\\det(?![A-Za-z])|(?<![A-Za-z])det", "determinant"),
    (r"\\lim(?![A-Za-z])|(?<![A-Za-z])lim(?![A-Za-z])", "limit"),
    (r"\\(?:i*|o)int(?![A-Za-z])|[∫∮]", "integral area"),
    (r"\\nabla|∇|\\partial|['′]|\\prime|\\dot|\\frac\{?d|(?<![A-Za-z])d[A-Za-z]?/d[A-Za-z]", "derivative"),
    (r"\\sum(?![A-Za-z])|∑", "sum series"),
    (r"\\prod(?![A-Za-z])|∏", "product"),
    (r"(?<![A-Za-z])Var|(?<![A-Za-z])V[\[(]", "variance"),
    (r"(?<![A-Za-z\\])(?:mathbb\s*\{?)?E\}?\s*(?:\\left)?[\[(]|\\mathbb\s*\{?E", "expectation value mean"),
    (r"(?<![A-Za-z])Pr?\s*(?:\\left)?[\[({]|\\mathbb\s*\{?P|\\Pr", "probability"),
    (
        r"(?<![A-Za-z\\])E\s*(?:\\left)?[\[(]\s*[A-Z]\s*\^\s*\{?2\}?\s*(?:\\right)?[\])]",
        "moment second zweite",
    ),
    (r"(?<![A-Za-z])Cov", "covariance"),
    (r"\\(?:bar|overline)\s*\{?\s*[zw](?![A-Za-z])", "conjugate"),
    (r"\^\s*\{?\s*[-−]1", "inverse"),
    (r"\\(?:lVert|\||Vert)|‖", "norm length distance"),
    (r"\\max|(?<![A-Za-z])max", "maximum"),
    (r"\\min|(?<![A-Za-z])min", "minimum"),
    (r"\\binom|!", "binomial coefficient factorial"),
    (r"\A(?!.*\^\s*\{?\s*[-−]\s*1).*\d\s*\}?\s*\\b?mod(?![A-Za-z])", "remainder"),
    (r"\\gcd|(?<![A-Za-z])gcd", "gcd"),
    (r"\\arg(?![A-Za-z])", "argument"),
    (
        r"[A-Za-z}]\s*(?:\\times(?![A-Za-z])|×)\s*[\\A-Za-z]",
        "cross vector",
    ),
    (r"\\times|(?<=[A-Za-z\d)])\s*\\cdot|\*|@|⊗|[A-Z][A-Z]|\\odot", "product"),
    (r"[A-Z]\s*(?:\^\s*\{?\\top|\^\s*\{?T|')", "transpose product"),
    (r"\+", "sum"),
    (r"-|−", "difference"),
    (r"/|\\frac|\\div", "quotient fraction"),
    (r"\\cup|∪", "union"),
    (r"\\cap|∩", "intersection"),
)


@dataclass(frozen=True)
class Wanted:
    """The nouns that are asked for, all words that the problem says, and the first letters of these in order."""

    nouns: frozenset[str]
    said: frozenset[str]
    initials: str

    def is_asked(self, word: str) -> bool:
        """Whether a word is, in any form or cut, one of the nouns that are asked for."""
        if has_form(word, self.nouns):
            return True
        is_cut = len(word) >= MIN_SHORT and any(_is_cut(word.rstrip("."), one) for one in self.nouns)
        is_other = bool(same := synonyms(word)) and same.isdisjoint(
            self.nouns
        )  # `mcm` in the firsts of what else is said
        return is_cut or (len(word) >= MIN_SHORT and word in self.initials and not is_other)

    def is_said(self, word: str) -> bool:
        """Whether a word stands in the problem, in any form or language."""
        return has_form(word, self.said) or not synonyms(word).isdisjoint(self.said)


def _is_cut(word: str, noun: str) -> bool:
    """Whether a word is the beginning of a noun, and calls no other quantity: `media` is no `mediana`."""
    same, other = (same_quantity(one) if noun.startswith(word) else frozenset() for one in (word, noun))
    return noun.startswith(word) and (not same or not other or not same.isdisjoint(other))


def has_form(word: str, words: frozenset[str]) -> bool:
    """Whether a word is among others, perhaps with another ending, and calls no other quantity."""
    if word in words:
        return True
    near = {word + ending for ending in ENDINGS} | {word.removesuffix(ending) for ending in ENDINGS}
    near |= {word.removesuffix("s") + "ed"}  # the calls of what is called
    same = same_quantity(word)  # `median` is of another quantity than `media`, and no form of it
    return any(not (other := same_quantity(one)) or not same or not same.isdisjoint(other) for one in near & words)


def wanted(question: Question) -> Wanted:
    """Return what a problem asks for."""
    own = " ".join(name for name in question.fields if name != "answer")
    return _wanted(question.title, question.lead, question.prompt, own, _operators(question))


def _operators(question: Question) -> frozenset[str]:
    """Return what the formulas that a problem asks for are called."""
    asked = formulas_asked_for(question.lead, question.prompt)
    if not _words(question.prompt):  # a part that is nothing but what is to be computed
        asked |= frozenset(_MATHEMATICS.findall(question.prompt))
    found = {noun for text in asked for pattern, nouns in _CALLED if re.search(pattern, text) for noun in nouns.split()}
    found |= {word.casefold() for text in asked for word in _SPELLED.findall(text)}
    kinds = {one.kind for one in asked_names(question) | asked_by_noun(question.lead, question.prompt).sure}
    return frozenset(found | ({"derivative"} if "derivative" in kinds else set()))


@lru_cache(maxsize=KEPT)
def _wanted(title: str, lead: str, prompt: str, own: str, operators: frozenset[str]) -> Wanted:
    told = f"{title} . {lead} {prompt} {own}".casefold()[:MAX_CHARACTERS]
    said = _words(told)
    phrase = phrase_asked(lead, prompt) - LABELS["function"] - LABELS["answer"]
    work = _WORK & phrase if "done" in phrase else frozenset()
    phrase -= LABELS["unit"]
    governed = work or phrase - _SAYS_NOTHING or phrase & LABELS["number"]
    said |= {part for word in said for part in COMPOUNDS.get(word, ())}
    said |= LABELS["best"] if said & _SUPERLATIVES else frozenset()
    governed |= {_MEANT[word] for word in phrase & _MEANT.keys()}
    nouns = governed or _asked_in(lead, prompt) or _words(title)
    nouns |= (also := also_asked(lead, prompt) - LABELS["function"])
    nouns |= {match["noun"] for match in _SET_OF.finditer(f"{lead} {prompt}".casefold()[:MAX_CHARACTERS])}
    nouns = (nouns | operators | _words(own)).union(*(called for verbs, called in _VERBS if verbs & said))
    if not nouns.isdisjoint(_LENGTHS) and not said.isdisjoint(synonyms("vector")):
        nouns |= _NORMS
    nouns |= {name.casefold() for name in _NAMED.findall(f"{lead} {prompt}")}
    initials = "".join(word[0] for word in WORD.findall(_MATHEMATICS.sub(" ", told)))
    others = turning_words(title, lead, prompt) - phrase - also
    if others:
        nouns, said = nouns - others, said - others
    return Wanted(nouns.union(*map(synonyms, nouns), *map(same_quantity, nouns)), said, initials)


# What has a name of one word, too, where the rest of its name stands beside it.
_MEANT = dict.fromkeys(("divisor", "teiler", "diviseur", "divisore"), "gcd")
_MEANT |= dict.fromkeys(("multiple", "vielfache", "vielfaches", "múltiplo", "multiplo"), "lcm")
# The members of a set that is asked for are, too: `the set of all eigenvalues`.
_SET_OF = re.compile(
    r"(?<!\w)(?:set|menge|ensemble|conjunto|insieme|verzameling)\s+(?:of|aller|der|von|de|des|di|dei|delle|dos|das|van)\s+"
    r"(?:(?:all|the|both|its|alle[rn]?|tou(?:te)?s|les|tod[oa]s|l[oa]s|tutt[ie]|gli|i|le|os|as)\s+)*(?P<noun>[^\W\d_]{4,})"
)


def _asked_in(lead: str, prompt: str) -> frozenset[str]:
    """Return the nouns of the sentences that ask for something, or of all, without those that are given."""
    for text in (prompt, f"{lead} {prompt}"):
        told = " ".join(text.casefold()[:MAX_CHARACTERS].split())
        sentences = _SENTENCE.split(told)
        given = _words(" ".join(part or "" for match in _GIVEN.finditer(told) for part in match.groups()))
        asking = [one for one in sentences if _ASKS.search(one)]
        is_noun = text is prompt and len(sentences) == 1 and not asking  # a part, `the variance $\\mathrm{Var}(X)$`
        for chosen in (asking, sentences):
            words = _words(" ".join(chosen)) - (frozenset() if is_noun else given)
            if nouns := words - _SAYS_NOTHING or (words & LABELS["number"] if words <= _A_NUMBER else frozenset()):
                return nouns
    return frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(words_of(_MATHEMATICS.sub(" ", text.casefold())))


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without articles that an apostrophe shortens: `l'area`."""
    if _COMMON.search(text) is not None:
        for phrase, word in _CALLED_IN_ONE:
            text = phrase.sub(word, text)
    return WORD.findall(_ELIDED.sub("", text))


_COMMON = re.compile(
    r"\b(?:common|gemeinsam|commun|com[uú]n|longueur|longitud|lunghezza|masse vol|(?:quantit|cantidad)\w*\sd|momento l"
    r"|borne|estremo|constante [de]|coefficient de r)",
    re.IGNORECASE,
)
# What has a name of one word, too.
_CALLED_IN_ONE = (
    (
        re.compile(
            r"greatest common divisor|gr[öo](?:ß|ss)te[rsn]? gemeinsame[rsn]? teiler"
            r"|plus grand commun diviseur|plus grand diviseur commun|máximo común divisor|massimo comune? divisore",
            re.IGNORECASE,
        ),
        "gcd",
    ),
    (
        re.compile(
            r"(?:least|lowest) common multiple|kleinste[rsn]? gemeinsame[rsn]? vielfache[rsn]?"
            r"|plus petit commun multiple|plus petit multiple commun|mínimo común múltiplo|minimo comune? multiplo",
            re.IGNORECASE,
        ),
        "lcm",
    ),
    (re.compile(r"longueurs? d['’]ondes?|longitud de onda|lunghezza d['’]onda", re.IGNORECASE), "wavelength"),
    (re.compile(r"masse volumique", re.IGNORECASE), "density"),
    (
        re.compile(
            r"quantité de mouvement|cantidad de movimiento|quantità di moto|momento lineal",
            re.IGNORECASE,
        ),
        "momentum",
    ),
    (re.compile(r"borne supérieure|estremo superiore", re.IGNORECASE), "supremum"),
    (re.compile(r"borne inférieure|estremo inferiore", re.IGNORECASE), "infimum"),
    (re.compile(r"(?:coefficient|constante) de raideur|constante elástica", re.IGNORECASE), "spring constant"),
)


_ELIDED = re.compile(r"(?<!\w)(?:[ldcsnmtj]|qu|un|dell|all|nell|sull|dall|quell)['’](?=\w{2})")
