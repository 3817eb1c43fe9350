"""Yes and no in the question's own words: `it is convex`, `it diverges` where the problem asks whether it converges."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.extraction import cues, phrases

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT = re.compile(r"(?<!\w)(?:not|nicht|n't|ne|pas|no)(?!\w)|n't(?!\w)")


def stated_answer(question: Question, low: str) -> str:
    """Return yes or no where a sentence says in the question's own words that it is so, or that it is not.

    All words of the question stand in it, a negation aside nothing else, or nothing but its verb, or the opposite of
    that; a question of either-or has no such answer.
    """
    plain = _asked(question)
    neutral = phrases.quiet() | _AUXILIARY
    if not plain or phrases.words(cues.ALTERNATIVE, cues.AGAINST).search(plain):
        return ""
    aside = _ASIDE.search(low)
    if aside and not _NOT.search(aside[1]) and not any(_stem(word) in _SENSES for word in WORD.findall(aside[1])):
        low = low[: aside.start()]
    wanted = {_stem(word) for word in WORD.findall(plain) if word not in neutral}
    said = {_stem(word) for word in WORD.findall(_NOT.sub(" ", low)) if word not in neutral and len(word) > 1}
    is_denied = _NOT.search(low) is not None
    if wanted and wanted == said:
        return "no" if is_denied else "yes"
    asked = {sense for word in wanted if (sense := _SENSES.get(word))}
    answered = {sense for word in said if (sense := _SENSES.get(word))}
    others = [{word for word in one if word not in _SENSES and word not in _SUBJECTS} for one in (wanted, said)]
    if len(asked) != 1 or len(answered) != 1 or others[0] != others[1]:
        return ""
    one, other = asked.pop(), answered.pop()
    if one[0] != other[0]:
        return ""
    return "yes" if (one == other) != is_denied else "no"


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
    text = re.sub(r"\$[^$]*\$", " ", f"{question.lead}\n{question.prompt}".casefold())
    found = [one for one in re.split(r"(?<=[.!?])\s", text) if one.rstrip().endswith("?")]
    return found[0].strip() if len(found) == 1 else ""


def _senses(*pairs: tuple[str, str]) -> dict[str, tuple[str, bool]]:
    """Return words by what they say, in several languages, and whether they say it or its opposite."""
    found: dict[str, tuple[str, bool]] = {}
    for is_so, opposite in pairs:
        name = is_so.split()[0]
        found |= {_stem(word): (name, True) for word in is_so.split()}
        found |= {_stem(word): (name, False) for word in opposite.split()}
    return found


_ASIDE = re.compile(r"\s*\(([^()]{1,60})\)\s*[.!]?$")  # a remark at the end
_AUXILIARY = {"does", "do", "did", "can", "true", "that", "ob", "que"}


def _stem(word: str) -> str:
    return re.sub(r"(?:es|s|e|n|en|t)$", "", word) if len(word) > MIN_STEM else word


# What such words are said of: it may be left out of an answer, or stand there in another language.
_SUBJECTS_SAID = (
    "series sequence integral sum iteration method algorithm function matrix set system"
    " reihe folge summe verfahren iteration algorithmus funktion menge system matrix"
    " série suite intégrale somme méthode algorithme fonction matrice ensemble système"
    " serie sucesión suma método algoritmo función matriz conjunto sistema"
)
MIN_STEM = 4  # letters of a word that may have an ending
_SENSES = _senses(
    (
        "converge convergent converges konvergiert konvergieren konvergent convergente convergen",
        "diverge divergent diverges divergiert divergieren divergente divergen",
    ),
    ("finite endlich fini finie finito finita", "infinite unendlich infini infinie infinito infinita"),
    ("continuous stetig continue continua continuo", "discontinuous unstetig discontinue discontinua discontinuo"),
    ("linear linéaire lineal", "nonlinear non-linear nichtlinear"),
    ("invertible invertierbar inversible", "singular singulär singulier singulière"),
    ("stable stabil stable estable", "unstable instabil instable inestable"),
    ("dependent abhängig dépendant dependiente", "independent unabhängig indépendant independiente"),
    ("bounded beschränkt borné bornée acotado acotada", "unbounded unbeschränkt"),
)
_SUBJECTS = frozenset(map(_stem, _SUBJECTS_SAID.split()))
