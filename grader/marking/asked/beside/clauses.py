"""Clauses around numbers, in a prompt and in an answer: the words before a number and those behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from grader.marking.asked.beside.counted import is_read
from grader.marking.asked.beside.forms import BESIDE
from grader.records import dataclass

MAX_CLAUSES = 60  # of a text that are looked into
_NUMBER = re.compile(r"(?<![\w.,/])\d+(?:[.,]\d+)*(?:/\d+)?")
_TIMES = re.compile(
    r"(?<!\w)(?:twice|double|triple|half|doppelt|doppelte|halb|hälfte|drittel|dreimal|tiers|moitié|doble|mitad|tercio|doppio|metà|terzo"
    r"|dobro|metade|dubbele|helft)(?!\w)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ELIDED = re.compile(r"(?<!\w)(?:[dljmtsnDLJMTSN]|qu)['’](?=\w)")
_DRESSED = re.compile(r"\\(?:text|mathrm|textbf|operatorname)\s*\{([^{}]{0,60})\}")
_JOINS = "|".join(sorted(BESIDE["join"] | BESIDE["so"] | BESIDE["turn"]))
_CLAUSE = re.compile(rf"[;:!?()\n]|[.,](?!\d)|(?<!\w)(?:{_JOINS})(?!\w)|[⇒→∴]", re.IGNORECASE)
_WITH = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(BESIDE['with'] | BESIDE['condition'] | BESIDE['of']))}|if)(?!\w)", re.I
)


@dataclass(frozen=True)
class Around:
    """The words of a clause before a number and right behind it, as they are written, and the rest of the clause."""

    before: tuple[str, ...]
    behind: tuple[str, ...]
    rest: tuple[str, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """The words right before and behind the number in small letters."""
        return frozenset(word.casefold() for word in (*self.before, *self.behind))


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are written, without what an apostrophe shortens."""
    return tuple(_TOKEN.findall(_ELIDED.sub(" ", text)))


@lru_cache(maxsize=2_000)
def clauses_given(told: str) -> tuple[Around, ...]:
    """Return what stands around each number of a text that is told."""
    plain = _TIMES.sub("2", re.sub(r"\$\s*([\d.,]+)\s*\$", r" \1 ", told))
    return tuple(_given(re.sub(r"\$[^$]*\$", " § ", plain)))


def _given(told: str) -> Iterator[Around]:
    for clause in _CLAUSE.split(told)[:MAX_CLAUSES]:
        end, before = 0, ""
        found = list(_NUMBER.finditer(clause))
        starts = [one.start() for one in found[1:]]
        for one, start in zip(found, [*starts, len(clause)] if found else [], strict=True):
            before, is_of = clause[end : one.start()], _OF.search(clause[: one.start()]) is not None
            end = start if is_of else one.end()  # of 30 pupils any number may be
            if not is_of:
                yield _around(before, clause[one.end() : start])


def clause_of(text: str, read: str, given: frozenset[str]) -> Around | None:
    """Return what stands around the value of a text; None where no single number is it."""
    plain = _DRESSED.sub(r" \1 ", text)
    left, equals, right = plain.rpartition("=")
    if equals and not tokens(right) and re.fullmatch(r"[\w\s'’$*.-]*", left) and not re.search(r"\d", left):
        plain = f"{left} {right}"
    elif equals:
        plain = right
    elif (label := _LABEL.match(plain)) is not None:
        plain = f"{label[1]} {plain[label.end() :]}"
    clauses = [(clause, list(_NUMBER.finditer(clause))) for clause in _CLAUSE.split(plain)[:MAX_CLAUSES]]
    for clause, found in clauses:
        if len(read_there := [one for one in found if is_read(one[0], read)]) == 1:
            return _around(clause[: read_there[0].start()], clause[read_there[0].end() :])
    for clause, found in clauses:
        if len(own := [one for one in found if one[0] not in given]) == 1:
            return _around(clause[: own[0].start()], clause[own[0].end() :])
    return None


_OF = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(BESIDE['of']))})\s+\Z", re.IGNORECASE)
_LABEL = re.compile(r"([^\d:]{1,40}):(?=[\s$]*\d)")


def numbers_of(text: str) -> frozenset[str]:
    """Return the numbers of a text as they are written."""
    return frozenset(_NUMBER.findall(text))


def _around(before: str, behind: str) -> Around:
    near, *far = _WITH.split(behind, maxsplit=1)
    return Around(tokens(before), tokens(near), tokens(behind[len(near) :]) if far else ())
