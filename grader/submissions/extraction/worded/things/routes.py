"""From where to where something changes: `increases from water to air`, where the prompt asks from air into water."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.records import dataclass
from grader.submissions.extraction.worded.things.directions import directions_of
from grader.submissions.extraction.worded.things.named_things import names, unelided
from grader.submissions.kept import kept

_FROM = (
    r"(?<![^\W_])(?:from|von|vom|aus|de|du|des|del|desde|da|dal|dalla|van|uit)\s+(?:the\s+|der\s+|dem\s+|la\s+|le\s+)?"
)
_TO = r"(?:to|into|onto|nach|in|zu|zum|zur|à|au|vers|dans|a|al|hacia|para|naar)"
_ROUTE = re.compile(rf"{_FROM}(?P<start>[^,;:.?!()]{{1,40}}?)\s+{_TO}\s+(?P<end>[^,;:.?!()]{{1,40}})")
_END_ALONE = re.compile(r"(?<![^\W_])(?:into|onto)\s+(?P<end>[^,;:.?!()]{1,40})")


@dataclass(frozen=True)
class _Route:
    start: frozenset[str]
    end: frozenset[str]


def _route(question: Question) -> _Route | None:
    """Return from where to where a prompt asks how something changes, None where it asks of no way."""
    directions = directions_of(question) if question.options and not question.several else None
    if directions is None:
        return None
    prompt = unelided(f"{question.lead}\n{question.prompt}".casefold().replace("$", ""))
    found = [_of(match) for match in _ROUTE.finditer(prompt)]
    return found[0] if len(found) == 1 and found[0].start and found[0].end else None


_asked = kept(_route)


def _of(match: re.Match[str]) -> _Route:
    start, end = names(match["start"]), names(match["end"])
    return _Route(start - end, end - start)


def way_back(question: Question, low: str) -> str:
    """Return the words of a sentence that lead the other way, empty where none do."""
    asked = _asked(question)
    if asked is None:
        return ""
    low = unelided(low)
    for match in _ROUTE.finditer(low):
        said = _of(match)
        if (said.start & asked.end and not said.start & asked.start) or said.end & asked.start - asked.end:
            return match[0]
    alone = next(_END_ALONE.finditer(low), None)
    return alone[0] if alone and names(alone["end"]) & asked.start and not names(alone["end"]) & asked.end else ""
