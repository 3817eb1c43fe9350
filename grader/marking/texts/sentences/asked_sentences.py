"""Sentences that say again what the prompt asks, with the value in its place: `Anna is 3 years older than Ben`.

Every word of such a sentence stands in the one part of the prompt that asks, and in its order: what is asked for comes
first, as the first words of that part, or behind the value, as the words that follow there or as its last ones. So
another subject, another noun behind the number, a word more, or the other of two things that are asked for, leaves the
text as it is; so does a prompt that denies something or asks for several things. What a comparison is by must be said
in it, and the last words are none of a condition, `after 4 are sold`, without the word that begins it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from grader.language import units
from grader.marking.asked.beside.conditions import conjunction
from grader.marking.asked.beside.forms import BESIDE
from grader.marking.asked.given.asked_part import asking_words
from grader.marking.asked.given.sign_words import turning_words
from grader.marking.asked.wanted import LABELS
from grader.marking.asked.words.currencies import currency_asked
from grader.marking.texts.numbers.said_in_words import NUMBERS
from grader.marking.texts.sentences.years_said import labelled, year_in
from grader.problems.question import Question
from grader.records import dataclass

MAX_CHARACTERS = 200  # of a sentence that is looked into
KEPT = 2_000  # prompts of which it is kept what they ask
_TOKEN = re.compile(r"[-−+]?\d+(?:[.,]\d+)*(?:/\d+)?|[^\W\d_]+|§|\S")
_NUMBER = re.compile(r"[-−+]?\d+(?:[.,]\d+)*(?:/\d+)?")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"\\|\$[^$]*[^\W\d_][^$]*\$|(?<!\A)(?<!\w)[A-Z](?!\w)")  # in a sentence, `of $A$`, `of A`
_SIGNS = frozenset("'’-,§:=")
_THERE = re.compile(r"\bil\s+y\s+(?:en\s+)?a\b|\bil\s+faut\b|\bthere's\b|\ber\s+(?:zijn|is)\b")
_SO = re.compile(r"(?i)\A\s*(?:so|hence|thus|therefore|somit|daher|folglich|donc|luego|quindi|dus)(?!\w)[,:]?\s+(?=\S)")
_ONE_CASE = re.compile(r"§\s+(?:and|und|et|y|e|en)\s+§")
_ASKS = re.compile(
    r"\bhow\s+(?:many|much)\b|\bwie\s*viele?n?\b|\bcombien\s+d[e'’]?|\b(?:combien|hoeveel|(?:qu|cu)[aá]nt[oaie]s?)\b"
    r"|\b(?:what|which|welche[nmrs]?|quell?e?s?|qué|cuál|quale?|welke?)\b(?:\s+(?:is|are|est|sont|es|son|è|sono|é|são)\b)?"
    r"|\bqual\s+[eé]\b|\b(?:give|find|compute|determine|calculate|state|gib|geben\s+sie|bestimme|berechne|donner|calculer|calcula|halla"
    r"|calcola|trova|bereken|geef)\b|\bwie\s+(?:groß|gross|lang|hoch)\s+(?:ist|sind)\b"
)
_SEVERAL = re.compile(r"\b(?:and|und|et|y|e|en|or|oder|ou|o|of\s+each|respectively)\b")
_DENIED = re.compile(
    r"\b(?:not|no|none|nicht|kein\w*|ohne|without|pas|sans|non|sin|senza|sem|não|niet|geen|zonder|except|außer|ausser|sauf)\b|n['’]t\b"
)
_BETWEEN, _COMPARING = LABELS["between"], LABELS["comparing"]
_IDLE = LABELS["idle"]
_ARTICLES = frozenset({"one"})  # and numbers, too: `the larger one is 3`
_COPULAS = LABELS["copula"] | frozenset(":=")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a prompt asks: the noun behind its question word, and the words that follow it, in their order."""

    noun: tuple[str, ...]
    rest: tuple[str, ...]
    words: frozenset[str]
    before: frozenset[str]  # what stands before the question word, `by` of `by how many`
    counts: bool
    beside: frozenset[tuple[str, str]]  # each word with the one behind it, the last one with none
    compared: frozenset[str]  # `older` of `older than`
    turns: frozenset[str]  # words behind which something else is spoken of, `than`, `if`


def value_said(question: Question, text: str) -> str | None:
    """Return the value in a sentence that says what is asked; None where it says anything else."""
    kind = question.kind
    if len(text) > MAX_CHARACTERS or kind.is_one_number != "always" or len(question.fields) != 1:
        return None
    text = _SO.sub("", text, count=1)
    if short := year_in(question, text) or labelled(question, text):
        return short
    if _LETTER.search(text) is not None:
        return None
    asked = _asked(question.lead, question.prompt) if _WORD.search(text) else None
    if asked is None:
        return None
    tokens = _TOKEN.findall(_THERE.sub(" ", text.strip().rstrip(".").replace("$", " ").casefold()))
    places = [place for place, token in enumerate(tokens) if _is_value(question, asked, token)]
    found = [said for place in places if (said := _said(question, asked, tokens, place)) is not None]
    return found[0] if len(found) == 1 else None


def _is_value(question: Question, asked: Asked, token: str) -> bool:
    spelled = token in NUMBERS and token not in _IDLE and token not in _ARTICLES
    return _NUMBER.fullmatch(token) is not None or (spelled and token not in question.names.symbols)


def _said(question: Question, asked: Asked, tokens: Sequence[str], place: int) -> str | None:
    """Return the value at a place with its unit, where all other words say again what is asked."""
    value, behind = tokens[place], list(tokens[place + 1 :])
    unit = _unit(question, behind)
    behind = behind[len(unit) :]
    around = [*tokens[:place], *behind]
    if not around or around.count("=") > 1 or not all(_is_known(asked, token) for token in around):
        return None
    is_product = behind[1:2] and asked.noun[:1] == (behind[0],) in _TIMES and _NUMBER.fullmatch(behind[1])
    if not _numbers_again(asked, around) or (is_product and (behind[0], behind[1]) not in asked.beside):
        return None
    words = turning_words(question.title, question.lead, question.prompt)
    said = [[one for one in side if one not in _SIGNS | _IDLE | _COPULAS] for side in (tokens[:place], behind)]
    leads = next((one for one in reversed(tokens[:place])), "")
    is_led = leads in _COPULAS or (asked.counts and leads not in _BETWEEN) or leads in asked.before or not leads
    if question.unit is not None and behind and not unit:
        return None  # what is counted may be the unit itself, `840 Höhenmeter`
    if not is_led or not words.isdisjoint(around) or not _says_again(asked, *said, has_unit=bool(unit)):
        return None
    return " ".join((str(NUMBERS.get(value, value)), *unit))


def _is_known(asked: Asked, token: str) -> bool:
    return any(token in known for known in (_SIGNS, _IDLE, _COPULAS, asked.words))


def _numbers_again(asked: Asked, around: Sequence[str]) -> bool:
    """Whether each number that stands in a sentence, too, is before the word that it is before in the prompt."""
    words = [one for one in around if one not in _SIGNS]
    pairs = zip(words, (*words[1:], ""), strict=False)
    return all(pair in asked.beside for pair in pairs if _NUMBER.fullmatch(pair[0]))


# `4 times 20` is a product.
_TIMES = frozenset({("times",), ("mal",), ("fois",), ("veces",), ("volte",), ("vezes",), ("keer",)})


def _unit(question: Question, behind: Sequence[str]) -> Sequence[str]:
    """Return the tokens of the unit behind a number, none where there is none or the problem has no unit."""
    if question.unit is None:
        is_money = bool(behind) and currency_asked(question) is not None and _MONEY.fullmatch(behind[0]) is not None
        return behind[:1] if is_money or behind[:1] == ["%"] else ()
    for count in range(min(len(behind), 5), 0, -1):
        if not units.reading.unit_fault("".join(behind[:count])):
            return ("".join(behind[:count]),) if count > 1 else behind[:1]
    return ()


_MONEY = re.compile(r"[€$£]|euros?|dollars?|eur|usd")


def _says_again(asked: Asked, before: Sequence[str], behind: Sequence[str], *, has_unit: bool) -> bool:
    """Whether the words before and behind a value are those of what is asked, and say it of the same things."""
    said = (*before, *behind)
    if not (_COMPARING & asked.words) <= set(said) and len(said) > 0:
        return False
    if len(said) > len(asked.noun[:1]) and not asked.compared <= set(said):
        return False
    led = list(before)
    while led and led[0] in asked.before:
        led.pop(0)
    if asked.counts:
        return _counts_again(asked, led, list(behind), has_unit=has_unit)
    size = len(asked.noun)
    if not size or tuple(led[:size]) != asked.noun or behind:
        return False
    return tuple(led[size:]) == asked.rest[: len(led) - size]


def _counts_again(asked: Asked, led: list[str], behind: list[str], *, has_unit: bool) -> bool:
    """Whether what is counted stands behind the number, and around them the words behind it in the prompt."""
    size = next((n for n in range(len(asked.noun), 0, -1) if tuple(behind[:n]) == asked.noun[:n]), 0)
    if not size and not (has_unit or not behind):
        return False
    rest = behind[size:]
    if not led and not rest:
        return True  # `by 25 %`
    follows = list(asked.noun[size:]) if size else []
    for whole in _orders(asked, [*follows, *asked.rest] if size else list(asked.rest)):
        if led and [*led, *rest] == whole[: len(led) + len(rest)]:
            return size > 0 or has_unit or len(led) > 1
        turn = next((n for n, one in enumerate(whole) if one in asked.turns), len(whole))
        is_last = rest == whole[len(whole) - len(rest) :] and len(whole) - len(rest) <= turn
        if not led and size and (rest == whole[: len(rest)] or is_last):
            return True
    return False


def _orders(asked: Asked, words: list[str]) -> Iterator[list[str]]:
    """Yield the words behind what is counted as they stand, and with the verb of the question behind its subject."""
    yield words
    if words and words[0] in _BETWEEN:
        return
    for place in range(2, min(len(words), 4) + 1):
        if words[place - 1] in asked.turns:
            return
        yield [*words[1:place], words[0], *words[place:]]


_GIVING = re.compile(r"\s*(?:and\s+)?(?:give|state|write|gib|nenne|donner|donnez|indica|dare|geef|what|which|how)\b")
_SOLVING = re.compile(r"(?:solve|löse|résoudre|resuelve|risolvi|los|the|die|equation|gleichung|\W)*")


def _last_part(told: str) -> str:
    """Return the part that asks; of several the last one, where it says which of the others' results is asked for."""
    *others, last = told.split(" . ")
    is_last = all(map(_SOLVING.fullmatch, others)) or _GIVING.match(last) is not None
    return last if is_last else ""


@lru_cache(maxsize=KEPT)
def _asked(lead: str, prompt: str) -> Asked | None:
    """Return what the only part of a prompt that asks asks for; None where it denies, or asks for several things."""
    told = _last_part(_ONE_CASE.sub("§", asking_words(lead, prompt)))
    if not told or _SEVERAL.search(told) or _DENIED.search(told):
        return None
    asks = list(_ASKS.finditer(told))
    if len(asks) != 1:
        return None
    before = _TOKEN.findall(told[: asks[0].start()])
    behind = [one for one in _TOKEN.findall(told[asks[0].end() :]) if one not in "?.!:;"]
    counts = re.match(r"how|wie\s*v|combien|hoeveel|(?:qu|cu)[aá]nt", asks[0][0]) is not None
    while behind and behind[0] in _IDLE:
        behind.pop(0)
    stop = next(
        (n for n, one in enumerate(behind) if one in _IDLE or one in _BETWEEN or not _WORD.fullmatch(one)), len(behind)
    )
    rest = tuple(one for one in behind[stop:] if one not in _IDLE and one not in _SIGNS)
    words = frozenset((*before, *behind))
    noun, turns = tuple(behind[:stop]), _THAN | frozenset(conjunction(asks[0][0]).findall(told))
    beside = frozenset(zip(behind, (*behind[1:], ""), strict=False))
    return Asked(noun, rest, words, frozenset(before), counts, beside, _compared(prompt, (*noun, *rest)), turns)


_THAN = frozenset({"than", "als", "que", "di", "dan"})
_COMPARED = re.compile(r"[^\W\d_]{2,}(?:er|or|eur|ore)")


def _compared(prompt: str, words: Sequence[str]) -> frozenset[str]:
    """Return the words by which two things are compared, `older`; not names, which are written with a capital."""
    place = next((n for n, one in enumerate(words) if one in _THAN), 0)
    found = [one for one in words[:place] if _COMPARED.fullmatch(one) is not None]
    led = "|".join(sorted(BESIDE["article"]))
    things = [re.search(rf"(?i)(?<!\w)(?:{led})\s+{one}(?!\w)", prompt) is not None for one in found]
    written = [re.search(rf"(?<!\w){one}(?!\w)", prompt) is not None for one in found]
    return frozenset(one for one, thing, small in zip(found, things, written, strict=True) if small and not thing)
