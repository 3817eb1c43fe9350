"""Two options of which a prompt asks for one: `yes` and `No, it is not` of `Is $K_5$ planar?` choose them.

One must be the denial or the opposite of the other, or they begin with yes and no, and the prompt asks one question,
for the one alone and without a denial. So do sentences that say it of nothing but what the prompt asks about, `K5 is
not planar`, `elle n'est pas inversible`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from grader.claims.wording import KEPT
from grader.errors import AnswerError
from grader.language.texts.opposites import are_complements, are_opposites, stem
from grader.marking.choices.denied import asks_by_denial
from grader.problems.question import Question
from grader.records import dataclass, replace

MAX_PROMPT = 2_000  # characters of a prompt that is looked into
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SET = re.compile(r"[$\\{}_]")
_QUESTION = re.compile(r"[^.?!\n]*\?")
_WHETHER = re.compile(r"(?:^|[.\n])\s*[^.?!\n]*?(?<!\w)(?:whether|if|ob|si|se|of)\s+([^.?!\n]+)")
_OR_NOT = re.compile(r"(?<!\w)(?:or|oder|ou|o|u|of)\s+(?:not|no|nicht|pas|non|não|niet)(?!\w)")
_OR = re.compile(
    r"(?<!\w)(?:or|oder|ou|o|u|of(?=\s+[^\W\d_]+\s*\?)|which|what|who|how|why|when|where|welche\w*|was|wer|wie|warum|wann|wo"
    r"|quel\w*|comment|pourquoi|quand|cuál\w*|qué|cómo|quale|quali|come|perché|qual|quais|welke?|wat|hoe)(?!\w)"
)
_VERBS_WORDS = (
    "is are was were does do did can could should would must may will has have ist sind war wird werden"
    " kann können soll hat est sont peut doit es son está están puede è sono può é são pode zijn wordt kan"
)
_VERBS = frozenset(_VERBS_WORDS.split())
_IDLE_WORDS = (
    "is are was were does do did can should must will has have be been being it they this"
    " that these we one i you the a an so thus hence therefore ist sind war wird werden kann es sie er das"
    " die der dieser diese also somit daher wir man est sont peut il elle ils elles on nous le la les ce"
    " c'est donc son está puede el ella ello luego è sono può esso essa egli é são pode ele ela o os zijn"
    " wordt kan het hij zij in fact sein to doesn't don't isn't aren't can't cannot wasn't didn't won't"
    " shouldn't"
)
IDLE = frozenset(_IDLE_WORDS.split())
# They are idle where the question has them, too.
_MODAL = frozenset(["can", "should", "must", "kann", "peut", "puede", "può", "pode", "kan"])
_DENYING_WORDS = "not never cannot nicht kein keine nie pas jamais no nunca non mai não niet geen"
_DENIES = frozenset(_DENYING_WORDS.split())
_MUTE = frozenset({"ne", "n"})  # half of a denial
_YES, _NO = (
    frozenset(["yes", "ja", "oui", "sí", "sì", "sim", "true"]),
    frozenset(["no", "nein", "non", "não", "nee", "false"]),
)
# A yes or a no, and no `no` of `no es planar`, `non è continua`.
_ANSWER = re.compile(
    rf"\s*(?:{'|'.join((*_YES, *_NO, 'y', 'n'))})(?![\w'’-])"
    r"(?!\s+(?:es|son|está|están|pued[eo]n?|se|è|sono|può|é|são|pode)(?!\w))"
)


Read = Callable[[Question, str], frozenset[str]]  # what a text chooses, `yes` or `no` where there are no options


@dataclass(frozen=True)
class Asked:
    """The keys of the two options, the words of the one that is asked for, and what it is asked of."""

    no: str
    yes: str
    words: tuple[str, ...] = ()
    subjects: tuple[tuple[str, ...], ...] = ()
    modal: frozenset[str] = frozenset()


def told_by_yes(question: Question, said: str, read: Read) -> Iterator[str]:
    """Yield the key of the option that a yes, a no or such a sentence chooses; nothing for any other text.

    `read` tells a yes from a no.
    """
    asked = None if question.several or len(question.options) != 2 else _asked_of(question)
    if asked is None:
        return
    begins = _ANSWER.match(said.casefold())
    holds = _holds(asked, _tokens(said)) if asked.words and begins is None else None
    if begins is not None:
        plain = replace(question, options={}, spellings={})
        try:
            holds = "yes" in read(plain, said)
        except AnswerError:
            return
    if holds is not None:
        yield asked.yes if holds else asked.no


def _holds(asked: Asked, said: Sequence[str]) -> bool | None:
    """Return whether a sentence says what is asked for, or that it is not so; None where it says anything else."""
    own = next((one for one in asked.subjects if _begins(said, one)), ())
    rest = said[len(own) :]
    denials = sum(one in _DENIES or one.endswith(("n't", "n’t")) for one in rest)
    left = [one for one in rest if one not in IDLE | _DENIES | _MUTE and not one.startswith(("n'", "n’"))]
    is_other = len(asked.words) == len(left) == 1 and are_complements(stem(left[0]), stem(asked.words[0]))
    is_same = _are_same(left, asked.words) or (bool(left) and _are_same(left, _without_name(asked.words)))
    if (
        denials > 1
        or not _MODAL.intersection(rest) <= asked.modal
        or (denials and is_other)
        or not (is_other or is_same)
    ):
        return None
    return not denials and not is_other


def _without_name(words: Sequence[str]) -> Sequence[str]:
    """Return the words of an option without a name at their end, `h0` of `reject h0`."""
    return words[:-1] if words[-1].isalnum() and not words[-1].isalpha() else words


def _begins(said: Sequence[str], subject: Sequence[str]) -> bool:
    return len(said) > len(subject) and _are_same(said[: len(subject)], subject)


def _are_same(one: Sequence[str], other: Sequence[str]) -> bool:
    return [*map(stem, one)] == [*map(stem, other)]


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(_SET.sub("", text.casefold()).replace("-", "")))


def _asked_of(question: Question) -> Asked | None:
    return _found(question.lead, question.prompt, tuple(question.options.items()))


@lru_cache(maxsize=KEPT)
def _found(lead: str, prompt: str, options: tuple[tuple[str, str], ...]) -> Asked | None:
    (first, one), (second, other) = options
    sides = _tokens(one), _tokens(other)
    begins = [{*side[:1]} for side in sides]
    plain = next(
        (
            Asked((first, second)[no], (first, second)[yes])
            for yes, no in _WAYS
            if begins[yes] & _YES and begins[no] & _NO
        ),
        None,
    )
    if plain is not None:
        sides = sides[0][1:], sides[1][1:]
    sentence = _sentence(prompt or lead) if len(lead) + len(prompt) <= MAX_PROMPT else ""
    if not sentence:
        return plain
    tokens = _tokens(sentence)
    for yes, no in _WAYS:
        words = tuple(one for one in sides[yes] if one not in IDLE)
        at = _place(tokens, words) if words and not _DENIES & {*sides[yes]} and _is_other(words, sides[no]) else None
        if at is not None:
            subjects = tuple(_subjects(tokens, at, len(words)))
            return Asked((first, second)[no], (first, second)[yes], words, subjects, _MODAL.intersection(tokens))
    return plain


_WAYS = ((0, 1), (1, 0))  # which of two options is the one asked for, and which the other


def _sentence(prompt: str) -> str:
    """Return the one sentence that asks whether something is so, in small letters; empty where there is none."""
    low = prompt.casefold()
    asked = _QUESTION.findall(low)
    if not asked:
        asked = _WHETHER.findall(low)
    sentence = _OR_NOT.sub(" ", asked[0]) if len(asked) == 1 else ""
    return "" if _OR.search(sentence) or asks_by_denial(sentence) else sentence


def _is_other(words: Sequence[str], other: Sequence[str]) -> bool:
    """Whether an option is the denial of one with these words, or its opposite."""
    left = [one for one in other if one not in IDLE | _DENIES | _MUTE and not one.startswith(("n'", "n’"))]
    is_denied = len(_DENIES & {*other}) == 1 or any(one.endswith(("n't", "n’t")) for one in other)
    if is_denied:
        return _are_same(left, words)
    return len(left) == len(words) == 1 and (
        are_opposites(left[0], words[0]) or are_complements(stem(left[0]), stem(words[0]))
    )


def _place(tokens: Sequence[str], words: Sequence[str]) -> int | None:
    """Return where an option's words stand in a sentence: once, one after the other."""
    size = len(words)
    places = [at for at in range(len(tokens) - size + 1) if _are_same(tokens[at : at + size], words)]
    return places[0] if len(places) == 1 else None


def _subjects(tokens: Sequence[str], at: int, size: int) -> Iterator[tuple[str, ...]]:
    """Yield what the words at a place may be said of: what stands before, between and behind the verb and them."""
    verb = next((place for place, one in enumerate(tokens[:at]) if one in _VERBS), -1)
    for part in (tokens[: max(verb, 0)], tokens[verb + 1 : at], tokens[at + size :]):
        if part:
            yield tuple(part)
