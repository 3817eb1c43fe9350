"""Things that a prompt speaks of beside each other, `2 red and 6 blue balls`, where it asks for one of them alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.marking.asked.given.asked_not import lost_denial
from grader.marking.asked.given.asked_part import asking_sentence
from grader.problems.question import Question

MAX_CHARACTERS = 2_000  # of a prompt that is looked into
MIN_STEM = 3  # letters of a word that may have an ending
_WORD = re.compile(r"[^\W\d_]{3,}")
_PAIR = re.compile(
    r"(?<!\w)(?=(?P<one>[^\W\d_]{3,})(?:\s+(?!(?:and|or|und|oder|et|ou|y|o)\s)[^\W\d_]+)?\s+(?:and|or|und|oder|et|ou|y|o)\s+"
    r"(?:\$?\d+\$?\s+)?(?:(?:\\?%|percent|prozent)\s+(?:(?:of|der|des|de)\s+)?)?"
    r"(?:(?:the|a|an|eine?n?|le|la|les|un|une|el|los|las|una)\s+)?(?P<other>[^\W\d_]{3,}))"
)
_DENIED = re.compile(
    r"(?<!\w)(?:not|no|none|non|never|nicht|kein\w*|pas|aucune?|ningun[oa]?|ningún|without|ohne|sans|sin)(?!\w)|n't"
    r"|[¬∁]|\\(?:neg|lnot|complement)(?![A-Za-z])"
)
_PROBABILITY = re.compile(r"[\s$]*(?:\\(?:mathbb|mathrm|operatorname|text)\s*\{\s*)?(?:P|Pr|\\Pr)\s*\}?\s*[(\[{\\]")


def _pairs(question: Question) -> Iterator[tuple[str, str]]:
    for match in _PAIR.finditer(f"{question.lead}\n{question.prompt}".casefold()[:MAX_CHARACTERS]):
        one, other = _stem(match["one"]), _stem(match["other"])
        yield one, other
        yield other, one


def speaks_of_other(question: Question, said: str) -> str:
    """Return the word of a text for the one of two things that is not asked for; empty where there is none.

    The problem asks for one of two that it names side by side, and the text names the other one alone.
    """
    words = _stems(said)
    asking = _stems(asking_sentence(question.lead, question.prompt)) if words else frozenset()
    if not asking:
        return ""
    pairs = _pairs(question)
    return next((b for a, b in pairs if a in asking and b not in asking and b in words and a not in words), "")


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(_stem, _WORD.findall(text.casefold())))


def _stem(word: str) -> str:
    """Return a word without an ending of the plural."""
    return re.sub(r"(?:es|en|s|n|e)$", "", word) if len(word) > MIN_STEM else word


def is_of_other_event(question: Question, left: str) -> bool:
    r"""Whether a left side is the probability of something that is not asked for: `P(\text{not red})`, `P(blue)`."""
    if _PROBABILITY.match(left) is None:
        return False
    asking = asking_sentence(question.lead, question.prompt)
    is_denied = bool(asking) and _DENIED.search(left) is not None and _DENIED.search(asking) is None
    words = re.sub(r"\\[A-Za-z]+", " ", left)
    is_denied = is_denied or bool(lost_denial(question.lead, question.prompt, left))
    return is_denied or bool(speaks_of_other(question, words)) or _is_turned_round(asking, left)


def _is_turned_round(asking: str, left: str) -> bool:
    r"""Whether what is given and what it is the probability of are exchanged: `P(+ \mid \text{ill})` of the ill."""
    conditions = list(_GIVEN.finditer(asking))
    event, bar, given = re.sub(r"\\(?:mid|vert|given)(?![A-Za-z])", "|", left).partition("|")
    if len(conditions) != 1 or not bar:
        return False
    before, behind = _stems(asking[: conditions[0].start()]), _stems(asking[conditions[0].end() :])
    said, told = (_stems(_named_signs(re.sub(r"\\[A-Za-z]+", " ", one))) for one in (event, given))
    is_exchanged = bool(said & behind) or bool(told & before)
    return is_exchanged and not said & before and not told & behind


def _named_signs(text: str) -> str:
    return text.replace("+", " positive ").replace("−", " negative ").replace("-", " negative ")


_GIVEN = re.compile(
    r"(?<!\w)(?:given(?:\s+that)?|if|when|provided|wenn|falls|unter\s+der\s+bedingung|sachant(?:\s+que)?|dado(?:\s+que)?|si|"
    r"sabiendo|dato|data|wetende)(?!\w)"
)
