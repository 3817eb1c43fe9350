"""Sentences behind yes or no that say the other one by the question's own words: `no, it is convex`."""

from __future__ import annotations

import re

from grader.language.texts.opposites import COMPLEMENTS, NEGATION, are_complements, are_opposites, stem
from grader.marking.choices.denied import asks_by_denial
from grader.problems.question import Question

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CALL = r"(?<![^\W_])[^\W\d_]\w*\([^()\s]{1,20}\)"
_FORMULA = re.compile(rf"\$[^$]*\$|{_CALL}(?:\s*=\s*{_CALL})?|[\[(][^\[\]()]*\d[^\[\]()]*[\])]")
_STANDS_FOR_ONE = " formula "
_SENTENCE = re.compile(r"(?<=[.!?])\s")
CLAUSE = re.compile(
    r"[.!?;:,()–—]|\s-\s|\b(?:and|und|et|y)\b"
    r"|\b(?:so|thus|hence|also|donc)\b(?!\s+(?:not|never|nicht|nie|kein\w*|pas)\b)"  # `ist also nicht definit` is one
)
REASON = re.compile(r"\b(?:because|since|as|weil|denn|da|wegen|car|parce|puisque|porque|pues|perch[eé]|due)\b")
_LINK_WORDS = "is are was be being does do did can has have it's that's ist sind kann hat est sont peut a es son puede"
# What stands around the words of a question and says nothing against them.
_QUIET_WORDS = (
    " it this that they these those he she we i you one the a an its indeed always clearly definitely obviously really"
    " certainly in fact of course also ever every each all any such still actually es er sie das dies der die"
    " ein eine immer ja il elle ils elles on le la les un une toujours bien el ella ello lo los las uno siempre"
    " to at on of with over strictly strongly absolutely uniformly globally everywhere there here one two three"
    " so thus hence also donc"
    " four several many some infinitely exactly überall da hier eins zwei drei mehrere viele genau y deux trois"
    " plusieurs exactement partout dos tres varios varias muchas muchos"
)
_LINKS = frozenset(_LINK_WORDS.split())
QUIET = _LINKS | frozenset(_QUIET_WORDS.split())


def says_otherwise(question: Question, answer: str, behind: str) -> bool:
    """Whether a clause behind yes or no says, in nothing but the words of the question, that it is the other one.

    What is said of another thing, of a part of the domain or as a reason says nothing against an answer.
    """
    asked, is_negated = asked_words(question), asks_by_negation(question)
    told = REASON.split(_FORMULA.sub(_STANDS_FOR_ONE, behind.casefold()), maxsplit=1)[0]
    for clause in CLAUSE.split(told):
        said = _CORRECTING.sub("", clause.strip().removeprefix(_STANDS_FOR_ONE.strip()), count=1)
        affirms = says(said, asked)
        if affirms is not None and (is_negated or affirms != (answer == "yes")):
            return True
    return False


_CORRECTING = re.compile(  # `no, I mean it converges`
    r"\A(?:(?:i\s+mean(?:t)?|sorry|wait|actually|oops|pardon|rather|ich\s+meine|quatsch|moment|je\s+veux\s+dire|perdón|digo|scusa"
    r"|volevo\s+dire|quero\s+dizer)(?![^\W\d_])[\s,;:!.–—-]*)+"
)


def reason_says_otherwise(question: Question, answer: str, reason: str) -> bool:
    """Whether the reason for yes or no is that it is the other one: `Yes, because it is not continuous`.

    Only what is said in one or two words of the question counts: longer ones may say it of another thing.
    """
    asked = asked_words(question)
    told = _FORMULA.sub(_STANDS_FOR_ONE, _NO_DETERMINANT.sub("it is singular", reason.casefold()))
    match = REASON.search(told)
    clause = CLAUSE.split(told[match.end() :] if match else told, maxsplit=1)[0].strip()
    clause = clause.removeprefix(_STANDS_FOR_ONE.strip())
    content = [word for word in _WORD.findall(NEGATION.sub(" ", clause)) if word not in QUIET and len(word) > 1]
    affirms = says(clause, asked) if 0 < len(content) <= MAX_REASON else None
    return affirms is not None and (asks_by_negation(question) or affirms != (answer == "yes"))


def asks_by_negation(question: Question) -> bool:
    """Whether a question denies something, `Does the limit not exist?`: people answer its yes and no both ways."""
    return asks_by_denial(_OR_NOT.sub(" ", _asking(question)))


_OR_NOT = re.compile(r"(?<!\w)(?:or|oder|ou|o|u|of)\s+(?:not|no|nicht|pas|non|não|niet)(?!\w)")
_NO_DETERMINANT = re.compile(
    r"(?:(?:the|its|die|le|la|el|o|il|de)\s++)?(?<!\w)(?:\$\s*+|(?<!\s)\s++|)(?:determinante?|déterminant|\\?det)(?:\s*\(?[a-z]\)?)?\s*\$?\s*"
    r"(?:is|ist|est|es|è|é|vaut|equals|=)\s*\$?\s*(?:zero|null|nul|nulle|cero|0)(?![\w.,]*\d)\$?"
)
MAX_REASON = 2  # words of the question in a reason


def says(clause: str, asked: frozenset[str]) -> bool | None:
    """Return whether a clause affirms or denies what is asked; None where it says something else."""
    said = [word for word in _WORD.findall(NEGATION.sub(" ", clause)) if len(word) > 1 or word in _LINKS]
    content = [word for word in said if word not in QUIET]
    has_link = any(word in _LINKS for word in said)
    stems = frozenset(map(stem, asked))
    others = [word for word in content if stem(word) not in stems and not _means_one_of(word, stems)]
    opposites = [word for word in others if any(_oppose(word, one) for one in asked)]
    is_denied = NEGATION.search(clause) is not None
    if not content and not (has_link and 1 < len(said) <= MAX_ELLIPSIS):
        return None
    if len(opposites) < len(others) or len(opposites) > 1:
        return None
    if opposites and is_denied:
        return True if any(are_complements(stem(opposites[0]), one) for one in stems) else None
    if any(_oppose(word, one) for word in content for one in asked if word not in opposites):
        return None  # the question names both
    return not opposites and not is_denied


def _means_one_of(word: str, stems: frozenset[str]) -> bool:
    """Whether a word says the same as one of these: `nonsingular` of a matrix is `invertible`."""
    if any(stem(word) in pair and pair & stems for pair in _NOUNS):
        return True
    partners = [other for pair in COMPLEMENTS if pair & stems for other in pair - stems]
    return any(are_complements(stem(word), one) for one in partners)


def _oppose(word: str, other: str) -> bool:
    first, second = stem(word), stem(other)
    return are_opposites(word, other) or are_opposites(first, second) or are_complements(first, second)


MAX_ELLIPSIS = 3  # words of `it is`, `they always do`


def asked_words(question: Question) -> frozenset[str]:
    """Return the words of the sentences of a prompt that ask, or of all of it where none does."""
    return frozenset(word for word in _WORD.findall(_asking(question)) if word not in QUIET)


def _asking(question: Question) -> str:
    """Return the sentences of a prompt that ask, in small letters and without formulas; all of it where none does."""
    text = _INVERTED.sub("", _FORMULA.sub(" ", f"{question.lead}\n{question.prompt}".casefold()))
    return " ".join(one for one in _SENTENCE.split(text) if one.rstrip().endswith("?")) or text


_INVERTED = re.compile(r"-(?:t-)?(?:elles?|ils?|on)(?!\w)")  # `converge-t-elle`


# What there is of a thing that has a property: the derivative of what is differentiable.
_NOUNS = tuple(
    frozenset(map(stem, words.split()))
    for words in (
        "solution solvable solve root zero",
        "lösung lösbar nullstelle wurzel",
        "solution soluble racine zéro",
        "solución soluble raíz cero",
        "differentiable derivative",
        "differenzierbar ableitung",
        "différentiable dérivable dérivée",
        "diferenciable derivable derivada",
        "converge convergent converges limit",
        "konvergiert konvergent konvergieren grenzwert",
        "converge convergente convergent limite",
        "converge convergente límite",
        "invertible inverse",
        "invertierbar inverse",
        "bounded bound",
        "beschränkt schranke",
        "borné bornée borne",
        "acotada acotado cota",
        "independent independence unabhängig unabhängigkeit indépendant indépendante indépendance independiente"
        " independencia",
        "continuous continuity stetig stetigkeit continu continuité continuo continua continuidad",
        "convex convexity konvex konvexität convexe convexité convexo convexa convexidad",
        "stable stability stabil stabilität stabilité estable estabilidad",
        "invertible invertierbar inversible invertibel inverse",
        "differentiable differenzierbar différentiable dérivable diferenciable derivable",
        "bounded beschränkt borné bornée acotado acotada",
        "converge convergent konvergiert konvergent convergente",
        "linear linearity linearität linéaire linéarité lineal linealidad",
        "symmetric symmetry symmetrisch symmetrie symétrique symétrie simétrica simetría",
    )
)
