"""Whether words beside a match turn it round: `removing dropout`, `it falls, then rises`, `dropout is useless`.

A word that the problem itself looks for turns nothing, nor does one that the prompt asks about.
"""

from __future__ import annotations

from typing import Protocol

from grader.language import texts


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MOST_WORDS = 40  # words beside a match that are looked at
_SENTENCES = frozenset(".;:!?()")
_REASONS = _words("since because as while whereas weil da denn obwohl parce car porque pues perché poiché omdat")
_CONTRARY = _words("but aber mais pero ma maar sondern and und et y e en")


class Words(Protocol):
    """A text as it is compared: folded, and as words; the folded prompt, and the words that the problem looks for."""

    @property
    def low(self) -> str:
        """The text in small letters."""

    @property
    def words(self) -> tuple[str, ...]:
        """Its words and signs."""

    @property
    def prompt(self) -> str:
        """The prompt in small letters."""

    @property
    def own(self) -> tuple[str, ...]:
        """The words that the problem looks for."""


def turned_by(meant: tuple[str, ...], text: Words, place: tuple[int, int]) -> str:
    """Return what may turn a match round that stands at a place in a text; empty for nothing."""
    start, stop = place
    turning = texts.turning
    ahead = tuple(text.words[_begin(text, start) : start])
    rest = text.words[stop : _end(text, stop, frozenset())]
    clause = text.words[stop : _end(text, stop, _CONTRARY | {","})]
    found = (
        turning.before(ahead),
        turning.behind(meant, clause),
        turning.changed_again(meant, tuple(word for word in rest if word != ",")),
        turning.against_prompt(text.prompt, clause),
        turning.under_less(text.prompt, clause),
        texts.multiples.measured_less(text.prompt, meant, ahead, text.words[stop:], text.own),
        "from" if ahead[-1:] == ("from",) and "to" in clause else "",
        turning.elsewhere(text.low),
    )
    other = turning.another_subject(text.prompt, ahead, meant) or texts.subjects.other_subject(
        text.prompt, text.words, place
    )
    other = other or turning.unreal(ahead) or texts.multiples.repeated(meant, ahead, rest)
    return other or next((one for one in found if one and not _is_own(one, text)), "")


def _begin(text: Words, start: int) -> int:
    first = max(0, start - MOST_WORDS)
    while start > first and text.words[start - 1] not in _SENTENCES | _REASONS | {
        ",",
        "but",
        "aber",
        "mais",
        "pero",
        "ma",
    }:
        start -= 1
    return start


def _end(text: Words, stop: int, also: frozenset[str]) -> int:
    last = min(len(text.words), stop + MOST_WORDS)
    while stop < last and text.words[stop] not in _SENTENCES | _REASONS | also:
        stop += 1
    return stop


def _is_own(found: str, text: Words) -> bool:
    """Whether what may turn a text round is a word that the problem looks for, or that the prompt asks about."""
    words = found.split()
    is_looked_for = all(any(texts.akin.is_akin(word, own) for own in text.own) for word in words)
    return is_looked_for or texts.turning.is_asked(text.prompt, words[-1])
