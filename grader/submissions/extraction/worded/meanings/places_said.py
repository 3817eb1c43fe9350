"""Places to which a sentence restricts what it says: `convex on (0, 1)`, where another set is asked about, or none."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.extraction.worded.meanings.asked_property import letters_of
from grader.submissions.extraction.worded.meanings.named_options import says_word_of_options

_ON = (
    r"(?<!\w)(?:on|in|over|within|inside|near|around|at|for|from|auf|im|über|innerhalb|nahe|bei|für|ab|sur|dans|pour|en|sobre|para|"
    r"su|nel|per|em|no|op|voor)\s+"
)
_ARTICLE = r"(?:the|an?|its|der|dem|den|das|einem?|le|la|l['’]|un|une|el|una|il|lo|o|um|uma|het|een)?\s*"
_NOUN = (
    r"(?:open|closed|whole|right|left|offenen?|abgeschlossenen?)?\s*(?:interval|set|half|intervall|menge|intervalle|ensemble|intervalo"
    r"|conjunto|intervallo|insieme|verzameling)"
)
# `(0, 1)`, `[0, \infty)`, `]0, 1[`, which are no arguments of a function.
_PART = r"(?>[^\W\d_]{1,2}(?!\w)|\\[a-z]+|infinity|infty|inf|[-+*/^\d.,;|\s]|[∞π])"
_INTERVAL = re.compile(rf"(?<![\w\\'’′])\\?[\[(\]{{]\s*{_PART}{{0,40}}[,;]{_PART}{{0,40}}[\])\[}}]")
# `(x > 0)`, and not `(p = 2 > 1)`, which explains.
_BOUND = re.compile(
    r"\(\s*(?:[-−]?\d[\d./]*\s*)?(?:[<>≤≥]|\\(?:le|ge|leq|geq|lt|gt)(?![a-z]))?\s*(?P<letter>[^\W\d_])\s*"
    r"(?:[<>≤≥]|\\(?:le|ge|leq|geq|lt|gt)(?![a-z]))[^()=]{0,40}\)"
)
_PLACED = re.compile(rf"{_ON}{_ARTICLE}(?P<noun>{_NOUN})(?!\w)")
_AT = re.compile(
    r"(?<!\w)(?:at|near|around|bei|nahe|right\s+of|left\s+of|rechts\s+von|links\s+von|droite\s+de|gauche\s+de)\s+"
    r"(?P<number>[-−]?\d+(?:[.,/]\d+)?)(?=\s*(?:[,.;:!)]|$))"
)


def says_a_place(question: Question, low: str) -> bool:
    """Whether a sentence, in small letters, says a place that neither the prompt nor an option names."""
    named = _named(question)
    bounds = [match[0] for match in _BOUND.finditer(low) if not _is_known(question, match)]
    formulas = [match[0] for match in _INTERVAL.finditer(low)]
    if any(_squeezed(one) not in named for one in (*formulas, *bounds)):
        return True
    prompt = f"{question.lead}\n{question.prompt}".casefold()
    if any(match["noun"].split()[-1] not in prompt for match in _PLACED.finditer(low)):
        return True
    return any(not _is_known(question, match) for match in _AT.finditer(low))


def is_of_a_part(question: Question, answer: str, low: str) -> bool:
    """Whether yes or no is said of a place only, so that it may be the other elsewhere.

    What is not so at a place is not so, unless the prompt asks about an interval.
    """
    is_said = answer == "yes" or _INTERVAL.search(question.prompt.casefold()) is not None
    return is_said and says_a_place(question, low)


def says_option_of_a_part(question: Question, low: str) -> bool:
    """Whether a word of an option is said of a place only: `convex on (0, 1)`, `on (0, 1) it is convex`."""
    if not question.options:
        return False
    named = _named(question)
    for match in (match for pattern in (_INTERVAL, _BOUND, _AT) for match in pattern.finditer(low)):
        is_new = _squeezed(match[0]) not in named and not _is_known(question, match)
        if is_new and _is_led(question, low, match.start(), _LED):
            return True
    nouns = (match for match in _PLACED.finditer(low) if match["noun"].split()[-1] not in named)
    return any(_is_led(question, low, match.start(), _ONLY) for match in nouns)


def _is_led(question: Question, low: str, place: int, lead: re.Pattern[str]) -> bool:
    """Whether what leads to a place stands at the beginning or behind a word of an option, or its key."""
    before = low[max(0, place - LOOKED_BACK) : place]
    rest = lead.sub("", before)
    word = _LAST.search(rest)
    if word is None:
        return place <= LOOKED_BACK and not rest.strip() and (lead is _ONLY or _FIRST.match(before) is not None)
    return says_word_of_options(question, word[0]) or word[0] in {key.casefold() for key in question.options}


def _is_known(question: Question, match: re.Match[str]) -> bool:
    """Whether a bound is one of no letter of the prompt, or a number stands in the prompt."""
    said = match.groupdict()
    if "letter" in said:
        return said["letter"] not in letters_of(question)
    return "number" in said and said["number"].lstrip("-−") in _numbers(question)


LOOKED_BACK = 60  # signs before a place in which a word of an option stands
_MERELY = r"[\s,]*(?:(?:only|just|nur|seulement|solo|sólo)\s+)?"
_ONLY = re.compile(rf"{_MERELY}$")
_LED = re.compile(rf"{_MERELY}{_ON}{_ARTICLE}(?:{_NOUN}\s*)?$|[\s,]+(?:to\s+the\s+)?$")
_FIRST = re.compile(r"\s*(?:only\s+)?(?:on|over|within|inside|for|auf|für|sur|pour|sobre|para|su|per|op|voor)(?!\w)")
_LAST = re.compile(r"[^\W\d_]+$")


def _named(question: Question) -> str:
    return _squeezed(" ".join((question.lead, question.prompt, *question.options.values())))


def _numbers(question: Question) -> frozenset[str]:
    return frozenset(re.findall(r"\d+(?:[.,/]\d+)?", f"{question.lead}\n{question.prompt}"))


def _squeezed(text: str) -> str:
    """Return a text without blanks and what only sets its formulas."""
    return re.sub(r"[\s$]|\\(?:left|right|,|;|!)(?![a-z])|\\(?=[\[\](){}])", "", text.casefold())
