"""Options in other words, each of which says just one of them: `[x] A`, `B!`, `not B` of two, `exactly one solution`.

They are looked at where a text names no option as it stands. A rule takes the whole text; a word more, and it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from grader.language.texts.opposites import are_complements, stem
from grader.marking.choices.asked_of import Read, told_by_yes
from grader.marking.choices.denied import asks_by_denial, denied_predicate
from grader.marking.choices.framed import unframed
from grader.marking.choices.same_formula import as_formula
from grader.marking.choices.shortened import shortened
from grader.problems.question import Question

MAX_CHARACTERS = 80  # of a text that is looked into

_TICKED = re.compile(
    r"(?:\[\s*[xX✓✔]\s*\]|\(\s*[xX✓✔]\s*\)|[☑✓✔✅])\s*(?P<before>.+)|(?P<behind>.+?)\s*(?:[✓✔✅]|(?<=\w)!+)", re.DOTALL
)
_NOT_KEY = re.compile(r"(?:it is\s+|it's\s+)?(?:not|nicht)\s+\(?(?P<key>\w{1,2})\)?[\s.!]*", re.IGNORECASE)
_DENIES = re.compile(
    r"(?:it\s+)?(?:(?:does|do)\s+not|doesn['’]t|don['’]t|is\s+not|isn['’]t|not)\s+(?P<what>\w+?)[\s.!]*"
)
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTED = re.compile(
    r"(?:there\s+(?:is|are)\s+|it\s+has\s+)?(?:(?:exactly|only|just)\s+)?"
    rf"(?P<count>{'|'.join(_NUMBERS)}|\d{{1,3}}|a\s+unique|unique)(?:\s+(?P<noun>[^\W\d_]+))?[\s.!]*",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow\s+many\s+(?P<nouns>(?:[^\W\d_]+\s*){1,4})", re.IGNORECASE)
_HYPOTHESIS = re.compile(r"(?:the\s+)?null(?:[\s-]hypothesis)|H_\{?0\}?|H₀", re.IGNORECASE)
_REJECTED = re.compile(
    r"(?:so\s+|thus\s+|hence\s+)?(?:we\s+)?(?P<do>(?:do\s+not|don['’]t|cannot|can['’]t|fail\s+to)\s+)?reject\s+H0[\s.!]*"
)
_IS_REJECTED = re.compile(r"H0\s+is\s+(?P<not>not\s+)?rejected[\s.!]*")
_PLACES = ("first", "second", "third", "fourth", "fifth")
_PLACE = re.compile(
    rf"(?:the\s+)?(?P<place>{'|'.join(_PLACES)}|1st|2nd|3rd|4th|5th)\s+(?:option|answer|choice)[\s.!]*", re.IGNORECASE
)


def in_other_words(question: Question, text: str, read: Read) -> Iterator[str]:
    """Yield the texts that say the same of the options as a whole text does, by a key or an option's own words.

    `read` tells a yes from a no.
    """
    said = text.strip()
    if not said or len(said) > MAX_CHARACTERS:
        return
    ticked = _TICKED.fullmatch(said)
    if ticked is not None:
        kept = (ticked["before"] or ticked["behind"]).strip()
        if ticked["before"] or kept.strip("().") in question.options or not said.endswith("!"):
            yield kept
    yield from chain(_of_two(question, said), _as_denied(question, said))
    yield from told_by_yes(question, said, read)
    if (plain := unframed(question, said)) != said:
        yield plain
    if question.options and not question.several:
        yield from shortened(question, said)
    if question.options:
        yield from as_formula(question, said)
    yield from _of_person(question, said)
    counted = _COUNTED.fullmatch(said)
    if counted is not None and _is_counted(question, counted["noun"] or ""):
        count = counted["count"].casefold()
        number = str(_NUMBERS.index(count)) if count in _NUMBERS else ("1" if "unique" in count else count)
        yield from () if number in question.options else (number,)  # a key is no count
    if (tested := _tested(said)) is not None:
        yield from (one for one in question.options.values() if tested == _tested(one))
    place = _PLACE.fullmatch(said)
    are_placed = any(one in " ".join(question.options.values()).casefold() for one in _PLACES)
    if place is not None and not are_placed and [*question.options] == sorted(question.options):
        said = place["place"].casefold()
        at = int(said[0]) - 1 if said[0].isdigit() else _PLACES.index(said)
        yield from (f"({key})" for key in [*question.options][at : at + 1])


def _of_two(question: Question, said: str) -> Iterator[str]:
    """Yield the other one of two options where one is denied, `not B`."""
    if len(question.options) != 2 or question.several:
        return
    denied = _NOT_KEY.fullmatch(said)
    asked = question.prompt
    for phrase in sorted(question.options.values(), key=len, reverse=True) if denied is not None else ():
        asked = asked.replace(phrase, " ") if phrase else asked
    if denied is not None and denied["key"] in question.options and not asks_by_denial(asked):
        yield from (one for one in question.options if one != denied["key"])
    denies = _DENIES.fullmatch(said.casefold())
    phrases = sorted(phrase.casefold().strip(" .") for phrase in question.options.values())
    if denies is None or not are_complements(*(stem(one.removeprefix("it ")) for one in phrases)):
        return
    whole = [one for one in phrases if one.removeprefix("it ").removesuffix("s") == denies["what"].removesuffix("s")]
    yield from (one for one in phrases if len(whole) == 1 and one not in whole)


def _as_denied(question: Question, said: str) -> Iterator[str]:
    """Yield what is said not to be what the prompt asks for by this denial: `energy is not a vector`."""
    denied = denied_predicate(question.prompt)
    if denied:
        spaced = r"\s+".join(map(re.escape, denied.split()))
        told = re.fullmatch(rf"(?i)(?P<one>.+?)\s+{spaced}[\s.!]*", said)
        yield from (told["one"],) if told is not None else ()


def _of_person(question: Question, said: str) -> Iterator[str]:
    """Yield a name without its possessive and the noun that is asked for, `Newton's method`, or a first name."""
    owned = _OWNED.fullmatch(said)
    if owned is not None and (
        not owned["noun"] or _NOUN_ASKED.findall(question.prompt.casefold())[:1] == [owned["noun"].casefold()]
    ):
        yield owned["name"]
    full = _FULL_NAME.fullmatch(said)
    if full is not None and full["name"] in question.options.values() and _WHO.search(question.prompt.casefold()):
        yield full["name"]


_OWNED = re.compile(r"(?:the\s+)?(?P<name>[A-ZÀ-Þ][^\W\d_]+)['’]s?(?:\s+(?P<noun>[^\W\d_]+))?[\s.!]*")
_NOUN_ASKED = re.compile(r"(?<!\w)(?:which|what|whose)\s+([^\W\d_]+)")
_FULL_NAME = re.compile(
    r"(?:[A-ZÀ-Þ](?:\.|[^\W\d_]+)[\s-]+){1,3}(?:(?:von|van|de|da|di|du|der|la|le)\s+){0,2}(?P<name>[A-ZÀ-Þ][^\W\d_]+)[\s.!]*"
)
_WHO = re.compile(r"(?<!\w)(?:who|whom|whose|wer|wen|wem|wessen|qui|quién|chi|quem|wie|name[ds]?)(?!\w)")


def _is_counted(question: Question, noun: str) -> bool:
    """Whether a prompt asks how many there are, and of what a text counts."""
    asked = _HOW_MANY.search(question.prompt)
    if asked is None:
        return False
    nouns = {one.casefold().removesuffix("s") for one in asked["nouns"].split()}
    return not noun or noun.casefold().removesuffix("s") in nouns


def _tested(text: str) -> bool | None:
    """Whether a text says that the null hypothesis is rejected, or that it is not; None where it says neither."""
    said = _HYPOTHESIS.sub("H0", text.strip())
    said = said[:1].lower() + said[1:] if not said.startswith("H0") else said
    if (rejected := _REJECTED.fullmatch(said)) is not None:
        return not rejected["do"]
    passive = _IS_REJECTED.fullmatch(said)
    return None if passive is None else not passive["not"]
