"""Labels behind which nothing but a blank stands, `1a 12`, `2 b 7.5`: where a whole document consists of such lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from grader.submissions.ledger.part_names import LETTERS

MIN_SPACED = 4  # numbers of a sheet that stand so
MIN_SOME = 5  # of them, where the sheet has others
MAX_LEFT_OUT = 2  # of the sheet's numbers that may be missing
Spaced = tuple[str, str]  # a number, and the letter of a part; empty for the whole problem

_LABEL = re.compile(r"\s*(?:\*\*|__)?(?P<number>\d{1,2})(?:\s?(?P<letter>[a-z])(?=\s|\*\*|__))?(?:\*\*|__)?\s+(?=\S)")
_GOES_ON = re.compile(r"[+*/·×=<>≤≥≈≡^]|[!,;:.)|–—-](?!\d)")  # signs of a formula or a list that a number begins
_WITHIN = re.compile(
    r"(?<![\w.,/^+*−-])(?P<number>\d{1,2})(?![\d,/^+*]|\.\d)(?=[^\w\n]{0,10}\w)"
)  # with something behind it
_NUMBER = re.compile(r"[\s*_(\[#]*\d")
_ROW = re.compile(r"\d{3}(?!\d)|[-\d.,/]+(?:\s+[-\d.,/]+)+\s*$")  # of a table, or a number, `1 000`


def spaced_labels(lines: Sequence[str], labels: Sequence[str], parts: Sequence[Spaced]) -> tuple[Spaced, ...]:
    """Return the labels with which the lines of a document begin, in the order of its sheet; nothing elsewhere.

    From the first one on all lines begin so, up to `MAX_LEFT_OUT` numbers being left out; where none is, others may go
    on with what stands above. No other line begins with a number. `parts` are the numbers of the parts of the sheet's
    problems, `labels` those of the problems.
    """
    told = [line for line in lines if line.strip()]
    known = [(label, letter) for label in labels for letter in ("", *_letters(label, parts))]
    split = [split_spaced(line, known) for line in told]
    places = [known.index(label) if label and not _GOES_ON.match(rest) else None for label, rest in split]
    found = [place for place in places if place is not None]
    others = [line for line, place in zip(told, places, strict=True) if place is None]
    is_table = all(_ROW.match(rest) for (_, rest), place in zip(split, places, strict=True) if place is not None)
    is_order = all(one < two for one, two in pairwise(found)) and not any(map(_NUMBER.match, others))
    some = [known[place] for place in found]
    if not is_order or is_table or not _is_enough(some, known, _is_every(places)):
        return ()
    return () if _stand_within(some, known, [rest for _, rest in split]) else tuple(some)


def _stand_within(some: Sequence[Spaced], known: Sequence[Spaced], rests: Sequence[str]) -> bool:
    """Whether a label with which no line begins stands within one, perhaps with its answer: `1 3 2 12`, `5b 4 5a 2`."""
    tops = {top for top, _ in some}
    missing = {top for top, letter in known if top not in tops}
    found = (match["number"] for rest in rests for match in _WITHIN.finditer(rest))
    return any(one in missing for one in found)


def _is_every(places: Sequence[int | None]) -> bool:
    """Whether all lines from the first label on begin with one."""
    first = next((place for place, one in enumerate(places) if one is not None), len(places))
    return None not in places[first:]


def _is_enough(some: Sequence[Spaced], known: Sequence[Spaced], every: bool) -> bool:
    """Whether labels are all of a sheet, or nearly all where `every` line begins with one."""
    tops, all_tops = {top for top, _ in some}, {top for top, _ in known}
    missing = [one for one in known if one not in some and (one[0], "") not in some]
    is_whole = all(not letter and top in tops for top, letter in missing)
    if is_whole:
        return len(tops) >= MIN_SPACED
    return every and len(tops) >= max(MIN_SOME, len(all_tops) - MAX_LEFT_OUT)


def split_spaced(line: str, known: Sequence[Spaced]) -> tuple[Spaced | None, str]:
    """Return the label among those that are `known` with which a line begins, and what stands behind it."""
    match = _LABEL.match(line)
    if match is None:
        return None, line
    whole, behind = (match["number"], match["letter"] or ""), line[match.end() :]
    if whole not in known and match["letter"]:  # `4 c`, where 4 has no parts
        whole, behind = (match["number"], ""), line[match.start("letter") :]
    return (whole if whole in known else None), behind


def _letters(label: str, parts: Sequence[Spaced]) -> list[str]:
    return [LETTERS[int(place) - 1] for top, place in parts if top == label and int(place) <= len(LETTERS)]
