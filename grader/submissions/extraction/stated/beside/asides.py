"""Brackets at the end of a sentence that say something of something else: `$2$ and $5$ (the trace is $7$)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from grader.marking.asked.words.glossary import synonyms
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import NEGATED, F, singles, words
from grader.submissions.extraction.words.prompts import PREPOSITIONS, Asked
from grader.submissions.problem_words import PROBLEM_WORDS

WORD = re.compile(r"[^\W\d_]+")
_PREDICATE = re.compile(
    r"\s*(?:(?:the|der|die|das|la|le|les|el|los|las)\s+|l['’]\s*)(?P<subject>[^\W\d_]+(?:\s[^\W\d_]+){0,2}?)\s"
    r"(?:is|are|was|were|has|have|equals|stays|ist|sind|hat|haben|bleibt|est|sont|a|vaut|es|son|tiene)\s"
)
# `(and see Problem 1, where I forgot the sign)`: what it says, it says of that problem, unless of this one, too.
_REFERENCE = re.compile(
    r"\s*(?:(?:and|but|also|und|aber|et|mais|y|pero|please|bitte)\s)?\s*(?:see|compare|siehe|voir|ver|véase)\s"
    rf"(?:(?:also|auch|aussi|también)\s)?\s*(?:{PROBLEM_WORDS})\s{F}(?P<rest>[\s)]*$|[\s,:–—-]*(?:where|wo|où|donde)\s.*)",
    re.DOTALL,
)
_HERE = re.compile(
    r"(?<!\w)(?:here|too|also|this|it|again|both|as well|hier|auch|dies\w*|es|ici|aussi|ceci|aquí|también|esto|answer|"
    r"antwort|réponse|respuesta)(?!\w)"
)
# What is wrong with the answer, whatever it is said of: `(the count is off by one)`, `(das Vorzeichen ist falsch)`.
_DEFECT = re.compile(
    r"(?<!\w)(?:off|too|missing|forgotten|more|less|zu|daneben|falsch\w*|fehl\w*|verkehrt|vergessen|trop|fau(?:x|sse)|oublié\w*|"
    r"manque|demasiado|mal|falso|falsa|falta|olvidad[oa])(?!\w)"
)
_ITSELF_SAID = (
    "answer result value solution one number formula right correct true real actual final rest same latter former both"
    " unit antwort lösung ergebnis wert richtige einheit letztere erstere réponse résultat valeur unité dernier"
    " respuesta resultado valor solución unidad último"
)


@cache
def _itself() -> frozenset[str]:
    """Return what calls the answer itself, or a part of it."""
    return frozenset(_ITSELF_SAID.split()) | singles(cues.PART, cues.PRONOUN, cues.ANSWER, *cues.ORDINALS)


def without_aside(asked: Asked, whole: Clause) -> tuple[Clause, str]:
    """Return a sentence without brackets at its end in which something else is spoken of, and what stands in these.

    What they speak of is none of what the problem asks for, and nothing in them denies or restricts anything.
    """
    if asked.question.kind.is_shape and (batch := _BATCH.search(whole.skeleton)):
        kept = tuple(one for one, at in zip(whole.lexemes, whole.starts, strict=True) if at + 1 < batch.start())
        return Clause(kept), whole.raw(batch.start() - 1)
    lexemes = whole.lexemes
    if not lexemes:  # nothing is left of a sentence: `determinant 0: …`
        return whole, ""
    opened = next((place for place in range(len(lexemes) - 1, 0, -1) if lexemes[place].text == "("), 0)
    end = len(lexemes) - (lexemes[-1].text in {".", "!"})
    inner = lexemes[opened + 1 : end]
    if not opened or not inner or not any(one.kind == "formula" for one in lexemes[:opened]) or not _closes(inner):
        return whole, ""
    aside = Clause(tuple(one._replace(kind="word") if is_noun(one) else one for one in inner))
    if (reference := _REFERENCE.match(aside.skeleton)) and not _HERE.search(reference["rest"]):
        return Clause((*lexemes[:opened], *lexemes[end:])), f"({aside.raw()}"
    if _explains(asked, aside) or _remarks(asked, aside):
        return Clause((*lexemes[:opened], *lexemes[end:])), f"({aside.raw()}"
    predicate = _PREDICATE.match(f"{aside.skeleton} ")
    if predicate is None or not _is_of_something_else(asked, predicate["subject"]):
        return whole, ""
    doubt = words(cues.RETRACTION, cues.UNSURE, cues.TURNING, cues.SUPPOSING, cues.CONDITION, cues.ALTERNATIVE)
    behind = predicate.end("subject")
    if doubt.search(aside.skeleton, behind) or _DEFECT.search(aside.skeleton, behind):
        return whole, ""
    return Clause((*lexemes[:opened], *lexemes[end:])), f"({aside.raw()}"


def _explains(asked: Asked, aside: Clause) -> bool:
    """Whether brackets name something else with its value, `(trace $-3$)`, or what was done: `(lcm of 3 and 2)`.

    No word in them doubts, denies, restricts or calls the answer something, and none is what the problem asks for.
    """
    said = aside.skeleton
    named = _NAMED.match(said)
    if named is None or F not in said or _DEFECT.search(said) or _blocking().search(said) or NEGATED.search(said):
        return False
    nouns = {word for word in WORD.findall(said) if len(word) > 2}
    return (
        named["noun"] in nouns_of_others()
        and nouns.isdisjoint(_itself() - nouns_of_others())
        and not any(map(asked.says, nouns & nouns_of_others()))
    )


def _remarks(asked: Asked, aside: Clause) -> bool:
    """Whether brackets hold a remark of several words, `(outer product, so m by n)`, or the value again, rounded.

    No word in it may change the value: deny, doubt, restrict or scale it, or name what the problem asks for.
    """
    said = aside.skeleton
    nouns = [word for word in WORD.findall(said) if len(word) > 2]
    blocked = _blocking().search(said) or words(cues.CONDITION, cues.NEGATION).search(said) or NEGATED.search(said)
    if asked.question.unit is not None or "?" in said or blocked or _DEFECT.search(said) or _SCALE.search(said):
        return False
    if _ROUNDED.match(said) and words(cues.ABOUT).search(said):
        return True
    if F in said and (words(cues.CUE, cues.PRONOUN).search(said) or _HAD.search(said)):
        return False  # it says a value too: `(mine is 1800)`, `(I had 1800 before)`
    return len(nouns) >= REMARK_WORDS and _itself().isdisjoint(nouns)


_HAD = re.compile(
    r"(?<!\w)(?:mine|yours|hers|theirs|had|was|were|said|before|first|earlier|meins?|meine|hatte|war|vorher|zuerst|"
    r"mien(?:ne)?|avais|avait|était|avant|mí[oa]|tenía|era|antes|mi[oa]|avevo|prima|meu|minha|tinha|mijne|had|was)(?!\w)"
)
REMARK_WORDS = 2  # of one word nobody can tell: it may be a unit
_ROUNDED = re.compile(rf"\s*[^\W\d_]+\s+{F}[\s%)]*$")
# What makes another number of the value before it: `$15$ (in thousand euros)`, `$3$ (modulo 7)`.
_SCALE = re.compile(
    r"^\s*(?:in|en|em|op|auf|to|per|pro|par|por|of|von|de|di|times|x|×|on|at|as|for|für|pour|para|mod\w*)(?!\w)"
    r"|(?<!\w)(?:hundred|thousand|million|billion|percent|per|pro|times|hundert|tausend|million\w*|prozent|mal|cent|mille|"
    r"millones|mil|cien|por\s+ciento|cento|milioni|mila|milhões|procent|duizend|miljoen|each|only|except|plus|minus|mod\w*)(?!\w)"
)
_NAMED = re.compile(
    r"\s*(?:the\s+|die\s+|der\s+|das\s+|la\s+|le\s+|il\s+|el\s+|de\s+|o\s+|a\s+)?(?P<noun>[^\W\d_]{3,})(?!\w)"
)


@cache
def _blocking() -> re.Pattern[str]:
    tables = (cues.RETRACTION, cues.UNSURE, cues.TURNING, cues.SUPPOSING, cues.ALTERNATIVE, cues.AGAINST, cues.ANSWER)
    return words(*tables, cues.OTHERS)


@cache
def nouns_of_others() -> frozenset[str]:
    """Return what else a matrix, a function or two numbers have, in all languages: a trace, a multiple."""
    known = ("trace", "determinant", "rank", "derivative", "slope", "discriminant", "hessian", "gcd", "lcm")
    return frozenset(known).union(*map(synonyms, known))


# The first size of a shape, which problems leave out: `$(12, 31, 31)$ (without the batch dimension)`.
_BATCH = re.compile(
    r"\(\s*(?:without|excluding|ignoring|ohne|sans|sin)\s+(?:the\s+|die\s+|la\s+)?(?:batch(?:[\s-]\w+)?|dimension\s+du\s+batch)\s*\)[\s.!]*$"
)


def is_mere_reference(aside: str) -> bool:
    """Whether an aside names another problem and says nothing of it: `(and see Problem 1)`."""
    return _MERELY.fullmatch(aside) is not None


_MERELY = re.compile(r"\(\D{1,40}\s\d{1,3}(?:\.\d{1,2})?[a-z]?\)?[.!]?\s*")


def without_target(asked: Asked, whole: Clause) -> Clause:
    """Return a sentence without what something converges to, where it is asked for which values it does so.

    `It converges to $0$ for $|x| < 1$`.
    """
    lexemes = whole.lexemes
    if not asked.question.kind.is_set or not asked.says("converge"):
        return whole
    for place in range(len(lexemes) - 2):
        verb, to, target = lexemes[place : place + 3]
        behind = lexemes[place + 3 : place + 4]
        is_said = verb.text in _CONVERGES and to.text in _TO and target.kind == "formula"
        if is_said and all(one.kind == "sign" or one.text in PREPOSITIONS for one in behind):
            return Clause((*lexemes[: place + 1], *lexemes[place + 3 :]))
    return whole


_CONVERGES = frozenset({"converges", "converge", "konvergiert", "konvergieren", "convergent", "convergen"})
_TO = frozenset({"to", "towards", "gegen", "vers", "a", "hacia"})


def is_noun(one: Lexeme) -> bool:
    """Whether a formula is nothing but a word, `trace`, which is a function, too."""
    return one.kind == "formula" and one.text.isalpha() and len(one.text) > 2


def _closes(inner: Sequence[Lexeme]) -> bool:
    """Whether the bracket is closed right at the end, perhaps within what was typed: `10)`."""
    last = inner[-1].text
    return last == ")" or (inner[-1].kind == "formula" and last.endswith(")") and last.count(")") > last.count("("))


def _is_of_something_else(asked: Asked, subject: str) -> bool:
    return not any(asked.says(word) or word in _itself() for word in subject.split())
