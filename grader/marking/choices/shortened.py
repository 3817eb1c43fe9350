"""An option by the words that tell it from the others, `above` of `above marginal cost`, or in another form of it.

Each rule takes the whole text but for what it is said of, `it is`, `f is`; a word more, and it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.wording import signs
from grader.claims.wording import words as folded
from grader.problems.question import Question

MIN_STEM = 5  # letters of a verb whose forms are one, `increas`
_LEAD = re.compile(
    r"(?:(?:it|they|this|es|sie|elle|il|ella|esso|essa|ele|ela|het|(?P<letter>[a-z])(?:_\{?[nk]\}?)?(?:\([a-z]\))?)"
    r"(?:['’]s|\s+(?:is|are|ist|sind|est|sont|es|son|è|sono|é|são))?\s+)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![\w\\'’])(?![aeoy](?![\w(]))([a-zA-Z])(?=_|\(|(?![\w'’]))")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PLAIN = re.compile(r"[^\W\d_](?:[^\W\d_]|[\s'’,-])*")
_ENDING = re.compile(r"(?:ing|es|s|ed|e)\Z")
_UPWARD = frozenset({"rise", "rises", "rising", "increase", "increases", "increasing", "grows", "grow", "growing"})
_DOWNWARD = frozenset({"fall", "falls", "falling", "decrease", "decreases", "decreasing", "drops", "shrinks", "sinks"})
_GOES = re.compile(r"(?:goes\s+|go\s+|gets\s+)?(?P<way>up|down)")


def shortened(question: Question, said: str) -> Iterator[str]:
    """Yield the texts that name the same option as a whole text does, where one of these rules takes it."""
    text = said.strip(" .!")
    lead = _LEAD.match(text)
    is_key = lead is not None and lead[0].strip(" .") in question.options
    rest = text[lead.end() :] if lead is not None and not is_key and _is_asked_of(question, lead["letter"]) else text
    low = " ".join(_WORD.findall(folded(rest)))
    if not low or _PLAIN.fullmatch(rest) is None or signs(rest) or any(map(signs, question.options.values())):
        return
    if rest.strip("() ") in question.options:
        return
    if rest != text:
        yield rest
    phrases = {phrase: _WORD.findall(folded(phrase)) for phrase in question.options.values()}
    yield from (phrase for phrase, left in _told_apart(phrases).items() if " ".join(left) == low)
    if (goes := _GOES.fullmatch(low)) is not None:
        yield from _in_direction(question, _UPWARD if goes["way"] == "up" else _DOWNWARD)
    if len(stem := _ENDING.sub("", low)) >= MIN_STEM and low.isalpha():
        yield from (one for one, words in phrases.items() if len(words) == 1 and _ENDING.sub("", words[0]) == stem)


def _is_asked_of(question: Question, letter: str | None) -> bool:
    """Whether a letter is the first name in the prompt, of which something is asked; without one it is a pronoun."""
    first = _NAME.search(question.prompt)
    return letter is None or (letter.islower() and first is not None and first[1] == letter)


def _told_apart(phrases: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the phrases without the words that all of them begin or end with; none where one has no others."""
    if len(phrases) < 2:
        return {}
    rows = list(phrases.values())
    shortest = min(map(len, rows))
    begins = next((n for n in range(shortest) if len({row[n] for row in rows}) > 1), shortest)
    ends = next((n for n in range(shortest) if len({row[-1 - n] for row in rows}) > 1), shortest)
    if shortest <= begins + ends or not begins + ends:
        return {}
    return {phrase: row[begins : len(row) - ends] for phrase, row in phrases.items()}


def _in_direction(question: Question, way: frozenset[str]) -> Iterator[str]:
    """Yield the one option that has a word of a direction."""
    found = [
        phrase
        for key, phrase in question.options.items()
        if not way.isdisjoint(_WORD.findall(" ".join((phrase, *question.spellings.get(key, ()))).casefold()))
    ]
    yield from found if len(found) == 1 else ()
