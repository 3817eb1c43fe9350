"""What running text says about a question's fields: assignments, labelled answers, formulas that stand alone.

Closed tables say which words may stand before an answer. What they do not know is never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.chains import depths
from grader.problems.question import Question
from grader.submissions.extraction.fields.boxed_fields import without_boxes
from grader.submissions.extraction.fields.chains_behind import before_colon, behind_names
from grader.submissions.extraction.fields.clauses import (
    SEPARATOR,
    Clause,
    blanks,
    clauses_of,
    grouped,
    left_of,
    names_other,
    site_of,
    text_of,
)
from grader.submissions.extraction.fields.tuples import tuple_of
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.naming import field_named, is_name, may_name, plain, symbol_named
from grader.submissions.extraction.formulas.values import unboxed, value
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.words.vocabulary import (
    BINDING,
    CONDITION,
    ENDS,
    LABEL,
    LEAD,
    UNSAID,
    is_prose,
    undecorated,
)
from grader.submissions.forms.blocks import Prose
from grader.submissions.forms.spans import STAND_IN, Piece, masked, pieces
from grader.verdict import Source

_STROKE = re.compile(rf"{STAND_IN}\s*[/|]+\s*{STAND_IN}")  # parts formulas, or lists them
NEAR = 25  # characters between two formulas of which one may be a condition on the other


def say(question: Question, block: Prose, ticks: bool = True) -> list[Found]:
    """Return what a paragraph says, in order."""
    text = undecorated(block.text)
    text = without_boxes(question, text) if len(question.fields) > 1 and "\\boxed" in text else text
    parts = pieces(text, ticks)
    mask = masked(text, parts)
    found: list[Found] = []
    bare = False
    line, counted = block.source.line, 0
    for group in grouped(question, clauses_of(text, mask, parts)):
        place = group[0].start + blanks(group[0].text)
        line, counted = line + text.count("\n", counted, place), place
        source = Source(block.source.file, line)
        if bare and group[0].joint in {",", "and", "und", "et"} and site_of(question, group[0]):
            found.append(Found("several", text_of(group).strip(), source))
        else:
            found += _group(question, group, source)
        bare = len(question.fields) > 1 and len(group) == 1 and _is_bare(question, group[0].text)
    return found


def _is_bare(question: Question, text: str) -> bool:
    """Whether a clause is, or ends in, nothing but the name of a field."""
    return not SEPARATOR.search(text) and any(field_named(question, word) for word in text.split()[-1:])


def _group(question: Question, group: list[Clause], source: Source) -> Iterator[Found]:
    first = group[0]
    if any(piece.kind == "open" for clause in group for piece in clause.parts):
        yield Found("open", text_of(group).strip(), source)
        return
    if all(piece.kind == "comment" for piece in first.parts) and not first.mask.strip(STAND_IN + " \t\n"):
        return
    if len(question.fields) > 1 and (parts := _side_by_side(question, text_of(group))):
        yield from (Found("field", part.right, source, str(field_named(question, part.left))) for part in parts)
        return
    label = LABEL.match(first.mask.lstrip())
    if label and len(question.fields) == 1:
        text = text_of(group)
        yield Found("answer", value(text[blanks(text) + label.end() :]), source)
        return
    site = site_of(question, first)
    if site and not _named_twice(question, first, site):
        yield from _assigned(question, group, site, source)
        return
    yield from _mixed(question, group, source)


def _side_by_side(question: Question, text: str) -> list[formulas.Assignment]:
    """Return all fields with their values where only blanks part them, and none stands around a sign: `x=3 y=2`.

    With blanks there, `x = 3 y = 2`, it may be a chain, too.
    """
    stretches = text.strip().rstrip(".").split()
    rows = [formulas.assignment(one) for one in stretches if one.count("=") == 1 and "$" not in one]
    found = [row for row in rows if row is not None]
    names = [field_named(question, row.left) for row in found]
    is_whole = len(stretches) == len(found) and sorted(map(str, names)) == sorted(question.fields)
    return found if is_whole else []


def _named_twice(question: Question, clause: Clause, site: tuple[int, int]) -> bool:
    """Whether a formula behind the noun of a field names the same field: `The slope is $a = 2$`, `Slope: $a = 2$`."""
    behind = next((piece for piece in clause.parts if piece.is_formula and piece.start >= clause.start + site[1]), None)
    if behind is None or clause.text[site[1] : behind.start - clause.start].strip():
        return False
    left = left_of(question, clause.text[: site[0]], clause.mask[site[0] : site[1]])
    row = formulas.assignment(behind.text)
    return row is not None and left is not None and left[1] and field_named(question, row.left) == left[0]


def _assigned(question: Question, group: list[Clause], site: tuple[int, int], source: Source) -> Iterator[Found]:
    first, text = group[0], text_of(group)
    left = left_of(question, first.text[: site[0]], first.mask[site[0] : site[1]])
    assert left
    name, known = left
    right = value(text[site[1] :])
    if known and (beside := _beside(question, right)):
        ends = [*(match.start() for _, match in beside), len(right)]
        yield Found("field", right[: ends[0]].strip(), source, name)
        for (other, match), end in zip(beside, ends[1:], strict=True):
            yield Found("field", value(right[match.end() : end]), source, other)
        return
    if not known:
        yield Found("unknown", right, source, name)
        return
    if ":" in right and (ended := before_colon(question, right, name)):
        yield Found("field", ended, source, name)
        yield Found("context", right[len(ended) :].lstrip(" :"), source)
        return
    inner = formulas.assignment(right)
    if inner and _ends_in_field(question, inner.left):
        yield Found("several", text.strip(), source)
        return
    yield from _part(question, formulas.Assignment(name, right), name, source)


_BESIDE = re.compile(r"(?<=[\])}])\s+([^\s=:\[\](){}]{1,40}\s*=\s*(?=[\[(]))")


def _beside(question: Question, right: str) -> list[tuple[str, re.Match[str]]]:
    """Return where behind arrays the next fields stand, with nothing but blanks between: `[1, 2] b = [3, 4]`."""
    depth = depths(right)
    found = ((field_named(question, match[1].rstrip(" =\t")), match) for match in _BESIDE.finditer(right))
    return [(name, match) for name, match in found if name and depth[match.start()] == 0]


def _ends_in_field(question: Question, left: str) -> bool:
    """Whether words stand between a value and the name of another field: `2 we need p`."""
    *before, last = left.split() or [""]
    return field_named(question, last) is not None and bool(before) and is_prose(question, " ".join(before))


def _mixed(question: Question, group: list[Clause], source: Source) -> Iterator[Found]:
    """Yield what a stretch of prose says in its formulas."""
    text = text_of(group)
    parts = pieces(text)
    mask = masked(text, parts)
    alone = mask.strip().rstrip(ENDS)
    lead = LEAD.match(alone)
    rest = alone[lead.end() :] if lead else alone
    maths = [piece for piece in parts if piece.is_formula or piece.kind == "code"]
    if len(maths) == 1 and set(rest) == {STAND_IN}:
        yield from spoken(question, maths[0].text, source)
        return
    if not maths:
        is_formula = bool(rest) and not is_prose(question, rest) and not UNSAID.search(alone)
        words = text.strip()[lead.end() if lead else 0 :]
        row = formulas.assignment(words)
        if row and len(question.fields) > 1 and not may_name(question, row.left):
            is_formula = False
        yield Found("formula", value(words), source) if is_formula else Found("context", "", source, alone)
        return
    is_joined = re.search(r"[-+*/^=·×−]", rest) and not _STROKE.search(rest)
    if is_joined and not is_prose(question, rest) and not UNSAID.search(alone):
        joined = "".join(piece.text for piece in parts)
        yield from spoken(question, joined[lead.end() if lead and not lead[0].isspace() else 0 :].strip(), source)
        return
    unsaid = UNSAID.search(mask)
    for piece, following in zip(maths, [*maths[1:], None], strict=True):
        is_said = unsaid is None or unsaid.end() > piece.start
        is_named = is_said and _names_field(question, piece.text, mask[: piece.start].split())
        if not is_named or _is_bound(question, mask[piece.end : piece.end + 2 * NEAR], following):
            yield Found("context", piece.text, source)
            continue
        yield from (one for one in spoken(question, piece.text, source) if one.kind in {"field", "context"})


def _names_field(question: Question, text: str, before: list[str]) -> bool:
    """Whether a formula gives a field its value, as the second of `2y = 4 ⇒ y = 2`, and words before it none."""
    rows = tuple_of(question, text) or formulas.assignments(text)
    names = [name for row in rows if (name := field_named(question, row.left)) is not None]
    return bool(names) and not names_other(question, before, names[0])


def _is_bound(question: Question, after: str, following: Piece | None) -> bool:
    """Whether what stands after a formula is a condition on it, so that the formula alone is not what was said."""
    if following is None or STAND_IN not in after[:NEAR]:
        return False
    row = formulas.assignment(following.text)
    other = row is not None and field_named(question, row.left) is not None
    return bool(CONDITION.match(after)) or (bool(BINDING.match(after)) and not other)


def spoken(question: Question, text: str, source: Source) -> Iterator[Found]:
    """Yield what a formula by itself says: assignments to fields, or a formula that stands alone."""
    if (
        len(question.fields) > 1
        and (system := _SYSTEM.fullmatch(text.strip()))
        and _is_solved(question, system["rows"])
    ):
        text = f"\\begin{{gathered}}{system['rows']}\\end{{gathered}}"
    for row in formulas.rows(text):
        place = Source(source.file, source.line + row.line)
        whole, boxed = unboxed(row.text)
        parts = tuple_of(question, whole) or formulas.assignments(whole)
        named = [(part, field_named(question, part.left)) for part in parts]
        if any(name for _, name in named):
            for part, name in named:
                yield from _part(question, part, name, place)
        elif len(question.fields) > 1 and parts and all(_unknown(question, part.left) for part in parts):
            for part in parts:
                yield Found("unknown", part.right, place, plain(part.left))
        elif boxed:
            yield Found("answer", boxed, place)
        elif parts and len(question.fields) > 1 and not any(may_name(question, part.left) for part in parts):
            yield Found("context", whole, place)
        else:
            yield Found("formula", whole, place)


def _part(question: Question, part: formulas.Assignment, name: str | None, place: Source) -> Iterator[Found]:
    if name is None:
        yield Found("unknown" if _unknown(question, part.left) else "context", part.right, place, plain(part.left))
        return
    right, names = behind_names(question, part.right, name)
    yield from (Found("field", right, place, one) for one in names)


# A system that is solved, one unknown in a row: `\begin{cases} x = 2 \\ y = 1 \end{cases}`.
_SYSTEM = re.compile(
    r"(?:\\left\s*\\\{\s*)?\\begin\{(?P<name>cases|array|matrix|aligned)\}(?:\{[lcr|]*\})?(?P<rows>[^&]*)\\end\{(?P=name)\}"
    r"(?:\s*\\right\s*\.)?"
)


def _is_solved(question: Question, rows: str) -> bool:
    """Whether the rows of a system give each of their fields one value."""
    found = map(formulas.assignment, (row.text for row in formulas.rows(f"\\begin{{gathered}}{rows}\\end{{gathered}}")))
    names = [field_named(question, row.left) if row else None for row in found]
    return None not in names and len(set(names)) == len(names)


def _unknown(question: Question, left: str) -> bool:
    return is_name(plain(left)) and symbol_named(question, left) is None
