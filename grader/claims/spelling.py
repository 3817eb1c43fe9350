"""British and American spellings of one word, which are compared as one: `diagonalisable`, `centre`, `neighbour`."""

from __future__ import annotations

import re

_PAIRS = (
    *(("centre", "center"), ("fibre", "fiber"), ("metre", "meter"), ("colour", "color"), ("neighbour", "neighbor")),
    *(("behaviour", "behavior"), ("labelled", "labeled"), ("labelling", "labeling"), ("modelling", "modeling")),
    *(("modelled", "modeled"), ("cancelled", "canceled"), ("cancelling", "canceling"), ("analyse", "analyze")),
    *(("favour", "favor"), ("grey", "gray"), ("travelling", "traveling"), ("anti-clockwise", "counterclockwise")),
    *(("counter-clockwise", "counterclockwise"), ("anticlockwise", "counterclockwise")),
)
_AMERICAN, _BRITISH = dict(_PAIRS), {american: british for british, american in _PAIRS}
_ENDING = r"(?=(?:e[sdr]?|ing|ations?|ational|abl[ey]|ability)(?!\w))"


def _pattern(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?=(?:s|d|ed|r|rs|hood|hoods)?(?!\w))")


_TO_AMERICAN, _TO_BRITISH = _pattern(_AMERICAN), _pattern(_BRITISH)
_IS, _IZ = re.compile(rf"(?<=\w{{3}})is{_ENDING}"), re.compile(rf"(?<=\w{{3}})iz{_ENDING}")


def american(low: str) -> str:
    """Return a text in small letters with British spellings as American ones: the same for both, not always a word."""
    return _IS.sub("iz", _TO_AMERICAN.sub(lambda match: _AMERICAN[match[0]], low))


def british(low: str) -> str:
    """Return a text in small letters with American spellings as British ones."""
    return _IZ.sub("is", _TO_BRITISH.sub(lambda match: _BRITISH[match[0]], low))


def spelled_otherwise(low: str) -> tuple[str, ...]:
    """Return the other spellings of a text in small letters, none where it has no such word."""
    return tuple(one for one in dict.fromkeys((american(low), british(low))) if one != low)
