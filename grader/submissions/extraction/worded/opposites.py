"""Yes and no in the question's own words: `it is convex`, `it diverges` where the problem asks whether it converges."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.extraction.words import cues, phrases

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT = re.compile(r"(?<!\w)(?:not|nicht|n't|ne|pas|no)(?!\w)|n't(?!\w)")


def stated_answer(question: Question, low: str) -> str:
    """Return yes or no where a sentence says in the question's own words that it is so, or that it is not.

    All words of the question stand in it, a negation aside nothing else, or nothing but its verb, or the opposite of
    that; what they are said of may have another name, or a pronoun. A question of either-or has no such answer.
    """
    plain = _without_condition(_asked(question))
    if not plain or phrases.words(cues.ALTERNATIVE, cues.AGAINST).search(plain):
        return ""
    supposed = _WOULD.search(low)
    if (supposed and supposed[0] not in plain) or not _numbers(low) <= _numbers(f"{question.lead} {question.prompt}"):
        return ""  # `H_1 is rejected`, `it would be at 10 %`
    aside = _ASIDE.search(low)
    if aside and not _NOT.search(aside[1]) and not any(_stem(word) in _SENSES for word in WORD.findall(aside[1])):
        low = low[: aside.start()]
    low = _without_means(low)
    wanted, said = _stems(plain), _stems(_NOT.sub(" ", low)) - _PRONOUNS
    denied = [one for one in _NOT.findall(low) if one != "ne"]
    is_denied = _NOT.search(low) is not None
    if len(denied) > 1:
        return ""
    if _is_same(wanted - _STRONGER if is_denied else wanted, said, plain, low):
        return "no" if is_denied else "yes"
    asked = {sense for word in wanted if (sense := _SENSES.get(word))}
    answered = {sense for word in said if (sense := _SENSES.get(word))}
    others = [{word for word in one if word not in _SENSES and word not in _SUBJECTS} for one in (wanted, said)]
    is_pronoun = not others[1] and _is_spoken_of(others[0], plain)
    if not (others[0] == others[1] or is_pronoun):
        return ""
    if len(asked) == 2:
        return "" if _BOUND.search(low) else _of_two(asked, answered, is_denied=is_denied)
    if len(asked) != 1 or len(answered) != 1:
        return ""
    one, other = asked.pop(), answered.pop()
    if one[0] != other[0] or _BOUND.search(low):
        return ""
    return "yes" if (one == other) != is_denied else "no"


def _of_two(asked: set[tuple[str, bool]], answered: set[tuple[str, bool]], *, is_denied: bool) -> str:
    """Return yes or no where a question has two such words: `it converges conditionally`, `not absolutely`."""
    if not answered or not {pair for pair, _ in answered} <= {pair for pair, _ in asked}:
        return ""
    if is_denied:
        return "no" if answered <= asked else ""
    if not answered <= asked:
        return "no"
    return "yes" if answered == asked else ""


def _is_same(wanted: set[str], said: set[str], plain: str, low: str) -> bool:
    """Whether a sentence says what a question asks, of the same thing, perhaps by another noun, a pronoun or none."""
    if not wanted or wanted == said:
        return bool(wanted)
    order = [stem for word in WORD.findall(plain) if (stem := _stem(word)) in wanted]
    verbs = _stems(" ".join(word for word in WORD.findall(plain)[:1]))
    predicate = {order[-1]} | (verbs & wanted if len(order) > 1 and order[0] in verbs else set())
    lacking = {word for word in wanted - said if word not in _SUBJECTS}
    if said - wanted - _SUBJECTS or not predicate <= said or _BOUND.search(low) or _JOINT.search(plain):
        return False
    return not lacking or _is_spoken_of(lacking, plain)


def _is_spoken_of(lacking: set[str], plain: str) -> bool:
    """Whether the words of a question that a sentence lacks are what it is asked of, so that nothing else is meant."""
    subject = _SUBJECT.match(plain)
    named = {_stem(word) for word in WORD.findall(subject["name"])} if subject else set()
    return _JOINT.search(plain) is None and lacking <= named


def _stems(text: str) -> set[str]:
    neutral = phrases.quiet() | _AUXILIARY
    text = _INVERTED.sub("", re.sub(r"(?<!\w)n['’](?=\w)", "ne ", text))
    text = _NOT.sub(" ", text)
    return {_stem(word) for word in WORD.findall(text) if word not in neutral and len(word) > 1}


def _without_condition(plain: str) -> str:
    """Return a question without the condition at its end: `… independent if P(A) = 1/2?`, `… at the level 5 %?`."""
    plain = _LEVEL.sub(" ", plain)
    match = _CONDITION.search(plain)
    return f"{plain[: match.start()]}?" if match and _stems(plain[: match.start()]) else plain


def _without_means(low: str) -> str:
    """Return a sentence without what says at its beginning by which means it was found: `by the integral test, …`."""
    match = _MEANS.match(low)
    spoken = match and (_NOT.search(match[0]) or any(_stem(word) in _SENSES for word in WORD.findall(match[0])))
    return low[match.end() :] if match and not spoken else low


_CONDITION = re.compile(r"(?<!\w)(?:if|when|si|cuando|quand|wenn|falls)(?!\w)")


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)?", text))


_WOULD = re.compile(r"(?<!\w)(?:would|wäre|würde|serait|sería)(?!\w)")
_LEVEL = re.compile(
    r"\s+(?:at|zum|auf|au|al)\s[^.?!]{0,20}?(?:level|niveau|signifikanzniveau|seuil|nivel)(?![a-z])[^.?!]{0,20}|\s\([^()]{1,30}\)"
)
_MEANS = re.compile(
    r"[\s*_]*(?:by|using|from|according to|nach|laut|gemäß|mit|par|d'après|selon|por|según|con)\s[^,;:]{1,80},\s*"
)
_SUBJECT = re.compile(
    r"\W*(?:is|are|does|do|ist|sind|est|sont|es|son)\s(?:(?:the|this|that|der|die|das|diese[rs]?|le|la|les|el|los|las)\s)?"
    r"(?P<name>[\w'’-]+)\s+(?=\w)"
)
_INVERTED = re.compile(r"-(?:t-)?(?:elles?|ils?|on)(?!\w)")  # `est-elle`
_JOINT = re.compile(r"(?<=\w)\s(?:and|und|et|y|e)\s(?=\w)")  # of words; formulas are blanks here
_BOUND = re.compile(r"[<>≤≥]|\\(?:le|ge|leq|geq|lt|gt)(?![a-z])")  # what holds only where it does


def is_contradicted(question: Question, answer: str, low: str) -> bool:
    """Whether what stands behind yes or no says by the verb of the question, or its opposite, the other one."""
    plain = _asked(question)
    if phrases.words(cues.ALTERNATIVE, cues.AGAINST).search(plain):
        return False
    asked = {sense for word in WORD.findall(plain) if (sense := _SENSES.get(_stem(word)))}
    said = {sense for word in WORD.findall(low) if (sense := _SENSES.get(_stem(word)))}
    if len(asked) != 1 or len(said) != 1:
        return False
    one, other = asked.pop(), said.pop()
    is_so = (one == other) != (_NOT.search(low) is not None)
    return one[0] == other[0] and answer != ("yes" if is_so else "no")


def _asked(question: Question) -> str:
    """Return the one sentence of the prompt that asks, in small letters; what says how to answer stands behind it."""
    for asked in (question.prompt, f"{question.lead}\n{question.prompt}"):
        text = re.sub(r"\$[^$]*\$|\"[^\"]{1,80}\"|[“„«][^“”„«»]{1,80}[”“»]", " ", asked.casefold())
        found = [one for one in re.split(r"(?<=[.!?])\s", text) if one.rstrip().endswith("?")]
        if len(found) == 1:
            return found[0].strip()
    return ""


def _senses(*pairs: tuple[str, str]) -> dict[str, tuple[str, bool]]:
    """Return words by what they say, in several languages, and whether they say it or its opposite."""
    found: dict[str, tuple[str, bool]] = {}
    for is_so, opposite in pairs:
        name = is_so.split()[0]
        found |= {_stem(word): (name, True) for word in is_so.split()}
        found |= {_stem(word): (name, False) for word in opposite.split()}
    return found


_ASIDE = re.compile(r"\s*\(([^()]{1,60})\)\s*[.!]?$")  # a remark at the end
_AUXILIARY = frozenset(
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
)


def _stem(word: str) -> str:
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
    " both two beide beiden zwei deux dos ambos given gegebene gegebenen"
)
MIN_STEM = 4  # letters of a word that may have an ending
_SENSES = _senses(
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
    ("bounded beschränkt borné bornée acotado acotada", "unbounded unbeschränkt"),
)
# What says more than the word that it stands beside: what is not independent is not linearly independent.
_STRONGER_SAID = (
    "linearly absolutely strictly strongly uniformly linear absolut strikt streng gleichmäßig linéairement absolument"
    " strictement uniformément linealmente absolutamente estrictamente uniformemente"
)
_STRONGER = frozenset(map(_stem, _STRONGER_SAID.split()))
_SUBJECTS = frozenset(map(_stem, _SUBJECTS_SAID.split()))
_PRONOUNS = frozenset(map(_stem, ["it", "they", "these", "those", "ils", "elles", "ellos", "ellas"]))
