"""An answer in pieces: what stands in several sentences, lines or displays is one answer where a rule puts it together.

A piece by itself is never the answer: where no rule puts the pieces together, nobody can tell what the whole is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from grader.language.tree import Cases
from grader.records import replace
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.restricted import asks_for_points, is_bare, without_index
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.pieces.bounds_said import bounds_of
from grader.submissions.extraction.pieces.cases_said import cases_of
from grader.submissions.extraction.pieces.entries_said import entries_of_marks, is_entry
from grader.submissions.extraction.pieces.marks import Mark, Said, marks_of, may_restrict
from grader.submissions.extraction.pieces.rows_said import doubt_of_rows, rows_of_marks
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import words
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.forms.texts import is_single
from grader.submissions.kept import remembered
from grader.wording import writing_notices

PIECE = writing_notices.PIECE_ANSWER_NO_RULE


def put_together(asked: Asked, said: Sequence[Said], found: Sequence[Found]) -> list[Found]:
    """Return what was found with pieces put together where they are one answer; else a piece is never all of it."""
    if not _may_be_in_pieces(asked) or not any(one.clause.formulas for one in said):
        return list(found)
    is_list = asked.question.kind.written == "list"
    marks = marks_of(asked.question, said) if is_list or any(may_restrict(one.clause) for one in said) else []
    whole = _whole(asked, said, found, marks)
    if whole.text:
        return _with_whole(asked, said, found, whole)
    return _with_doubts(asked, said, found, marks)


def _may_be_in_pieces(asked: Asked) -> bool:
    kind = asked.question.kind
    return kind.reads == "value" and (kind.written == "list" or kind.is_expression)


class _Whole(NamedTuple):
    """The answer that pieces come to, the sentences that hold them, and whether nothing else can be meant."""

    text: str
    used: Sequence[int]
    is_sure: bool = True
    spared: str = ""


def _whole(asked: Asked, said: Sequence[Said], found: Sequence[Found], marks: Sequence[Mark]) -> _Whole:
    """Return the answer that pieces come to, empty where no rule fits."""
    if asked.question.kind.written == "list":
        spoken = [mark for mark in marks if _given(said[mark.of], found)]
        rows = rows_of_marks(asked, spoken)
        text = rows or entries_of_marks(asked, spoken) or bounds_of(asked, spoken, said)
        return _Whole(text, sorted({mark.of for mark in spoken}), spared=doubt_of_rows(asked.question, rows))
    first = next((mark.of for mark in marks if mark.kind == "condition"), None)
    if first is None:
        return _Whole("", ())
    cases = [mark for mark in marks if mark.of >= first]
    text, is_sure = cases_of(asked, cases)
    return _Whole(text, sorted({mark.of for mark in cases}), is_sure)


def _given(one: Said, found: Sequence[Found]) -> list[int]:
    """Return what was found in a sentence that may be the answer."""
    kinds = {"formula", "doubtful", "answer"}
    return [place for place in range(one.first, one.last) if found[place].kind in kinds and found[place].text]


def _with_whole(asked: Asked, said: Sequence[Said], found: Sequence[Found], whole: _Whole) -> list[Found]:
    """Return what was found with the whole in the place of its pieces; words beside it may say more."""
    used = whole.used
    places = {place for number in used for place in range(said[number].first, said[number].last)}
    given = [place for number in used for place in _given(said[number], found)]
    if not given:
        return list(found)
    lines = list(dict.fromkeys(found[place].source.line for place in sorted(places)))
    note = writing_notices.PUT_TOGETHER_LINES.format(listed=", ".join(map(str, lines))) if len(lines) > 1 else ""
    kind = "answer" if found[given[0]].kind == "answer" else "formula"
    written = " … ".join(said[number].clause.raw() for number in used)
    spared = next((found[place].spared for place in given if found[place].spared), whole.spared)
    put = [Found(kind, whole.text, found[given[0]].source, note=note, written=written, spared=spared)]
    more = [
        one
        for number, one in enumerate(said)
        if number > used[0] and number not in used and _says_more(asked, one.clause.skeleton)
    ]
    if more or not whole.is_sure:
        spoken = more or [said[number] for number in used]
        put.append(_doubt(found[given[-1]], spoken, writing_notices.MAY_PIECE_ANSWER))
    last = max(places)
    kept = [[one] if place not in places else put if place == last else [] for place, one in enumerate(found)]
    return [one for each in kept for one in each]


@remembered
def _says_more(asked: Asked, skeleton: str) -> bool:
    """Whether words may say something of a piece: `Between them it is zero`."""
    spoken = words(cues.REGION, cues.OTHERWISE, cues.AGAINST, cues.VALUE_WORDS).finditer(skeleton)
    return any(not asked.says(match[0]) for match in spoken)


def _doubt(one: Found, said: Sequence[Said], why: str) -> Found:
    """Return why nobody can tell whether something is the answer, with the sentences that speak of it."""
    return Found("doubtful", " … ".join(each.clause.raw() for each in said), one.source, why, rank="inline")


def _with_doubts(asked: Asked, said: Sequence[Said], found: Sequence[Found], marks: Sequence[Mark]) -> list[Found]:
    """Return what was found with pieces as such: none of them is refuted by itself, an entry is no answer at all."""
    given = [place for one in said for place in _given(one, found)]
    if not given:
        return list(found)
    if asked.question.kind.written == "list":
        rest = _without_entries(asked, said, found, marks)
        return [_piece(one) if _is_coordinate(asked, one) else one for one in rest]
    if len(given) > 1 and found[given[-1]].text.lstrip("$ ").startswith(("-", "−")):
        return [*found, _doubt(found[given[-1]], said, PIECE)]  # a value, or what the formula before it goes on with
    conditions = [mark.of for mark in marks if mark.kind == "condition"]
    restricted = {*conditions, *(number for number, one in enumerate(said) if _says_region(asked, one.clause.skeleton))}
    pieces = [one for number, one in enumerate(said) if number in restricted]
    is_beside = len(given) > 1 or len(pieces) > 1 or len(conditions) > 1
    others = [one for number, one in enumerate(said) if number not in restricted] if pieces and not is_beside else []
    is_beside = is_beside or any(_says_more(asked, one.clause.skeleton) for one in others)
    texts = [found[place] for place in given] if len(given) > 1 else []
    if not (pieces and is_beside) and not _are_parts(asked, texts) and not _may_be_branches(asked, texts):
        return list(found)
    return [*found, _doubt(found[given[-1]], pieces or said, PIECE)]


@remembered
def _says_region(asked: Asked, skeleton: str) -> bool:
    """Whether a sentence says something for a part of the domain only, in words."""
    return any(not asked.says(match[0]) for match in words(cues.REGION).finditer(skeleton))


def _are_parts(asked: Asked, given: Sequence[Found]) -> bool:
    r"""Whether the last of several formulas is for one of several parts of one name: `y_h = …`, `y_p = …`."""
    rows = [formulas.assignment(one.text) for one in given]
    lefts = ["".join(row.left.split()) for row in rows if row and is_bare(row.left)]
    if not lefts or rows[-1] is None or asked.asks_for(rows[-1].left) or lefts[-1] == without_index(lefts[-1]):
        return False
    return any(left != lefts[-1] and without_index(left) == without_index(lefts[-1]) for left in lefts)


def _may_be_branches(asked: Asked, given: Sequence[Found]) -> bool:
    """Whether values by themselves may be those of an answer case by case, `1` and below it `0`."""
    trees = asked.question.accepted
    if not trees or not all(isinstance(one, Cases) for one in trees):
        return False
    values = {"".join(one.text.split()) for one in given if "=" not in one.text}
    return len(values) > 1 and not any(_BY_CASE.search(value) for value in values)


_BY_CASE = re.compile(r"cases|max|min|sign|sgn|relu|H\(|1_|\||\bif\b|abs", re.IGNORECASE)


def _without_entries(asked: Asked, said: Sequence[Said], found: Sequence[Found], marks: Sequence[Mark]) -> list[Found]:
    """Return what was found with entries of the list that is asked for as pieces of it."""
    is_set = asked.question.kind.is_set  # of which values by themselves are all members
    entries = {mark.of for mark in marks if not is_set and is_entry(asked, mark)}
    named = {mark.of for mark in marks if is_entry(asked, mark, by_name=True)}
    last = [mark for mark in marks if _given(said[mark.of], found)][-1:]
    is_entry_last = any(is_entry(asked, mark, by_name=is_set) for mark in last)
    if not is_entry_last or (not named and len(entries) < 2):
        return list(found)
    places = {place for number in entries | named for place in _given(said[number], found)}
    return [_piece(one) if place in places else one for place, one in enumerate(found)]


def _is_coordinate(asked: Asked, one: Found) -> bool:
    """Whether a value of one letter is at most a coordinate of the points that are asked for."""
    if one.kind not in {"formula", "answer"} or not asks_for_points(asked.question) or not is_single(one.text):
        return False
    row = formulas.assignment(one.text)
    return row is not None and is_bare(row.left) and not re.search(r"[,;({\[]|\\(?:begin|binom)", row.right)


def _piece(one: Found) -> Found:
    return replace(one, why=PIECE) if one.kind == "answer" else replace(one, kind="doubtful", name=PIECE, rank="inline")
