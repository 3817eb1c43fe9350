"""Labels that a stroke ends, `1/ 135°`, `2/ a/ 50 m`: where a document numbers all its answers, or some parts, so.

A stroke makes a quotient elsewhere, so that the numbers have to be the sheet's, and letters have to count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from grader.records import replace
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.spaced import MAX_LEFT_OUT, MIN_SOME
from grader.submissions.forms.blocks import Block, Heading, Prose

MIN_ALL = 3  # numbers of a sheet, all of which stand so
_BOLD = r"(?P<bold>\s*(?:\*\*|__)?)"
_NUMBER = re.compile(rf"{_BOLD}(?P<label>\d{{1,2}})(?P<stroke>\s?/(?:\*\*|__)?\s?)(?P<rest>\S.*|$)")
_LETTER = re.compile(rf"{_BOLD}(?P<label>[a-z])(?P<stroke>/)(?P<rest>\s+\S.*|\s*$)")
# What else numbers a problem.
_OTHER = re.compile(r"\s*(?:\*\*|__)?\(?\d{1,2}(?:\s?[a-z])?[.):](?:\s|$)")


def with_strokes(names: Names, blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with brackets in the place of the strokes that end labels."""
    lines = list(_lines(blocks))
    if names.sheet is None or not any("/" in line for line in lines):
        return list(blocks)
    numbered = _are_numbers(names, lines)
    lettered = _are_letters([_behind_number(line) if numbered else line for line in lines])
    if not (numbered or lettered):
        return list(blocks)
    return [_rewritten(block, numbered, lettered) for block in blocks]


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(title=title):
                yield title
            case Prose(text=text):
                yield from text.split("\n")
            case _:
                pass


def _are_numbers(names: Names, lines: Sequence[str]) -> bool:
    """Whether all numbers of a sheet stand before a stroke, once each and in order, and nothing is numbered otherwise.

    Two may be left out where five are there and a blank stands behind each stroke alone; where none does, `1/x`, five
    are needed, and not all are quotients of numbers.
    """
    found = [match for line in lines if (match := _NUMBER.match(line))]
    labels = [match["label"] for match in found]
    known = list(names.counted)
    if not set(labels) <= set(known) or any(map(_OTHER.match, lines)):
        return False
    places = [known.index(label) for label in labels]
    if not all(one < two for one, two in pairwise(places)):
        return False
    if all(match["stroke"].replace("**", "").replace("__", "") == "/ " or not match["rest"] for match in found):
        return len(found) == len(known) >= MIN_ALL or len(found) >= max(MIN_SOME, len(known) - MAX_LEFT_OUT)
    is_other = any(not match["rest"].lstrip(" $-−+")[:1].isdigit() for match in found)
    return len(found) == len(known) >= MIN_SOME and is_other


def _behind_number(line: str) -> str:
    match = _NUMBER.match(line)
    return match["rest"] if match is not None else line


def _are_letters(lines: Sequence[str]) -> bool:
    """Whether letters before strokes count: each is the one behind that before it, or an a that a b follows."""
    found = [match["label"] for line in lines if (match := _LETTER.match(line))]
    runs = [run for run in "".join(found).replace("a", " a").split(" ") if run]
    return bool(runs) and all(len(run) > 1 and "abcdefghijklmnopqrstuvwxyz".startswith(run) for run in runs)


def _rewritten(block: Block, numbered: bool, lettered: bool) -> Block:
    match block:
        case Heading(title=title):
            return replace(block, title=_line(title, numbered, lettered))
        case Prose(text=text):
            return replace(block, text="\n".join(_line(line, numbered, lettered) for line in text.split("\n")))
        case _:
            return block


def _line(line: str, numbered: bool, lettered: bool) -> str:
    """Return a line with its labels before brackets: `2) a) 50 m`."""
    before, rest = "", line
    if numbered and (match := _NUMBER.match(rest)):
        before, rest = f"{match['bold']}{match['label']}){match['stroke'].strip(' /')} ", match["rest"]
    if lettered and (match := _LETTER.match(rest)):
        before, rest = f"{before}{match['bold']}{match['label']})", match["rest"]
    return f"{before}{rest}"
