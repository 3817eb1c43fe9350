"""Answers that each have a reason, `2 since 4 < 10, 3 since 9 < 10`, or stand behind one, `10 by the formula or 9`.

A reason ends where another answer begins: behind a mark, a line break or a word that joins stands a value alone, and
behind it a reason of its own. Without one it is another answer where it ends the text and no list, and is not merely
added by `and`: what a reason speaks of may be a value too, `because n is 4 and 5`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from grader.claims.chains import depths
from grader.marking.texts.beside.words import WORDS, any_of, pattern
from grader.records import dataclass

MAX_CHARACTERS = 600  # of a text that is looked into
MAX_ANSWERS = 8  # with a reason each, in one text
_WEAK = any_of((WORDS["because"] | WORDS["method"]) - WORDS["strong"])
_CAUSE = re.compile(
    rf"(?<=\S)(?:\s*[,;:(–—]\s*|\s+(?:-\s+)?)(?:(?:{pattern('beside')})\s+)?"
    rf"(?:(?P<strong>{pattern('strong')})(?!\w)|(?:{_WEAK})(?=\s+(?:an?\s|[^\W\d_]{{2}}|[^,;\n]*[=<>≤≥]))"
    rf"|(?:{pattern('argument')})(?=\s[-−+*/^().\d\s]*=))",  # `2, for 4 - 10 + 6 = 0`; bounds are a case
    re.IGNORECASE,
)
_LEADS = pattern("and", "either", "beside", "contrast", "hedge")
_JOINT = re.compile(rf"[,;.](?=\s)|\n|\s[/|]\s|\s\((?=\s*(?:{_LEADS})\s)|\s(?=(?:{_LEADS})\s)", re.IGNORECASE)
_LEAD = re.compile(rf"[\s,]*(?P<word>{_LEADS})(?!\w)(?!\s*[=<>≤≥≠])[\s,]*", re.IGNORECASE)
_BEING = re.compile(rf"\s+(?:{pattern('being')})(?!\w)", re.IGNORECASE)
_FOR = re.compile(rf"\s+(?:{pattern('argument')})\s", re.IGNORECASE)
_LISTED = re.compile(r"(?:\A|\s)[^=<>≤≥]*(?:\d|[)\]}]|(?<!\w)[^\W\d_])[\s%°]*\Z")
_SAYS = re.compile(
    rf"(?:\s+(?!(?:{pattern('itself')})\s)[^\W\d_]{{2,4}})?\s+(?:{pattern('itself')})\s+(?:{pattern('gives')})\s+(?P<value>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+")
_ENDS = " \t\n.!?)"
_HEDGES = WORDS["hedge"] | WORDS["contrast"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says as an answer.

    `has_reason`: a reason of its own stands behind it; `is_clear`: its word says nothing else; `is_sure`: no `maybe` or
    `but` stands before it. `is_other`: an `or` parts it from the answer before it.
    """

    text: str
    has_reason: bool = False
    is_clear: bool = False
    is_sure: bool = True
    is_other: bool = False


Test = Callable[[Said], bool]


def answers_said(text: str, is_answer: Test, *, is_list: bool = False) -> list[Said]:
    """Return the answer before the first reason of a text, and those behind it; nothing where there is no other one.

    `is_list`: what ends the text may be the last one of several, however it is joined: `2 since 2 < 4, and 3`.
    """
    if len(text) > MAX_CHARACTERS:
        return []
    plain = _without_marks(text.replace("$", " ").strip())
    depth = depths(plain)
    causes = [one for one in _CAUSE.finditer(plain) if not depth[one.start()]]
    if not causes:
        return []
    first = Said(plain[: causes[0].start()], has_reason=True, is_clear=causes[0]["strong"] is not None)
    parts = [plain[one.end() : other.start()] for one, other in pairwise(causes[:2]) if other["strong"] is None]
    is_of_parts = any(_JOINT.search(one) is None and is_answer(Said(one)) for one in parts)
    if not is_answer(first) or is_of_parts:  # `10 because 4 by the first rule and 6 by the second`
        return []
    found, start = [first], causes[0].end()
    if (says := _SAYS.fullmatch(plain, start)) is not None:
        found += filter(is_answer, [Said(says["value"].rstrip(_ENDS))])
    for joint in _JOINT.finditer(plain, start):
        if joint.start() < start or depth[joint.start()]:
            continue
        one = next(
            filter(is_answer, _answers_at(plain, joint, causes, None if is_list else plain[start : joint.start()])),
            None,
        )
        if one is not None:
            found.append(one)
            start = next((cause.end() for cause in causes if cause.start() >= joint.end()), len(plain))
    return found if 1 < len(found) <= MAX_ANSWERS else []


def _without_marks(text: str) -> str:
    """Return lines without the marks or numbers of a list that all of them begin with."""
    lines = text.split("\n")
    is_list = len(lines) > 1 and all(map(_ITEM.match, lines))
    return "\n".join(_ITEM.sub("", one, count=1) for one in lines) if is_list else text


def _answers_at(
    plain: str, joint: re.Match[str], causes: Sequence[re.Match[str]], before: str | None
) -> Iterator[Said]:
    """Yield what may be an answer behind a joint: with a reason of its own, at the end of the text.

    `before`: the reason before it, which may list values; None where any value at the end counts.
    """
    start, words = joint.end(), set()
    while (lead := _LEAD.match(plain, start)) is not None and lead.end() > start:
        start = lead.end()
        words.add(lead["word"].casefold())
    is_other = not words.isdisjoint(WORDS["either"])
    is_sure = words.isdisjoint(_HEDGES) or not words.isdisjoint(WORDS["beside"])
    own = next((one for one in causes if one.start() >= start), None)
    if own is not None and own.start() > start:
        yield Said(
            plain[start : own.start()],
            has_reason=True,
            is_clear=own["strong"] is not None,
            is_sure=is_sure,
            is_other=is_other,
        )
    is_marked = joint[0] not in ". " and words.isdisjoint(WORDS["and"] | WORDS["beside"])
    if before is None or not is_sure or ((is_marked or is_other) and _LISTED.search(before) is None):
        rest = plain[start:].rstrip(_ENDS)
        yield Said(rest, is_other=is_other)
        if (behind := (_FOR if before is None else _BEING).search(rest)) is not None and (words or before is None):
            yield Said(rest[: behind.start()], is_other=is_other)
