r"""Vectors that are said by their entries: `$w_{1,1} = 1/n$ and $w_{1,i} = 2/n$ for $i \ge 2$`.

All clauses on one field are its text, in their order; the sentence ends the last one. A negation or an alternative
beside them, or a value for the whole vector elsewhere, leaves the field open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.errors import AnswerError
from grader.language.tree import Bind
from grader.marking.texts.vectors.clauses import left_side
from grader.marking.texts.vectors.entry_rules import letters_of, read_chosen
from grader.problems.question import Field, Question
from grader.records import replace
from grader.submissions.extraction.formulas.naming import field_named
from grader.submissions.extraction.found import Found
from grader.submissions.forms.blocks import Block, Formula, Listing, Prose
from grader.verdict import Source
from grader.wording import writing_notices

_END = re.compile(r"[.;?!](?=\s|$)|\\\\|\n\s*\n")
_OTHER = re.compile(r"(?<![\w\\{(,])(?P<left>\\?[^\W\d_]\w*(?:_\{[^{}]{1,8}\}|_\w)?)\s?(?::=|≔|=)(?!=)")
_DOUBT = re.compile(
    r"(?<![\w\\])(?:not|never|no|instead|wrong|maybe|perhaps|or|unless|nicht|kein\w{0,2}|oder|falsch)(?!\w)",
    re.IGNORECASE,
)
_EDGES = " \t\n,;&$"
MAX_CLAUSES = 60  # in one text; the fields of a longer one are left open
IF = writing_notices.BESIDE.format(shown="if")


def with_entries(question: Question, found: list[Found], blocks: Sequence[Block]) -> list[Found]:
    """Return what was found, with the fields that are said by their entries in the place of these."""
    sized = [field for field in question.fields.values() if field.size]
    found = [_by_cases(question, one) for one in found] if sized else found
    said = _said(question, sized, blocks) if sized else {}
    if not said:
        return found
    whole = {one.name for one in found if one.kind == "field"}
    kept = [one for one in found if not _is_entry(question, sized, one)]
    for name, (text, source, is_doubtful) in said.items():
        kind = "doubt" if is_doubtful or name in whole else "field"
        why = writing_notices.ENTRIES_AND_MORE if kind == "doubt" else ""
        kept.append(Found(kind, text, source, name, why=why))
    doubted = {one.name for one in kept if one.kind == "doubt"}
    return [one for one in kept if one.kind != "field" or one.name not in doubted]


def _by_cases(question: Question, one: Found) -> Found:
    """Return the formula by cases that a doubt about a vector is, where the whole of it is read as one."""
    field = question.fields.get(one.name)
    if one.kind != "doubt" or one.why != IF or field is None or not field.size:
        return one
    try:
        readings = read_chosen(question, field, one.text)
    except AnswerError:
        return one
    is_rule = bool(readings) and all(isinstance(reading.tree, Bind) for reading in readings or ())
    return replace(one, kind="field", why="") if is_rule else one


def _is_entry(question: Question, sized: Sequence[Field], one: Found) -> bool:
    """Whether something that was found is an entry of a vector, which is said with the others."""
    if one.kind not in {"unknown", "formula", "context", "doubt", "open"}:
        return False
    text = f"{one.name} = {one.text}" if one.kind == "unknown" else f"{one.name} {one.text}".strip(_EDGES)
    return any(left_side(field, letters_of(question)).match(text) for field in sized)


def _said(question: Question, sized: Sequence[Field], blocks: Sequence[Block]) -> dict[str, tuple[str, Source, bool]]:
    """Return the clauses of each field, where they begin, and whether something speaks against them."""
    found: dict[str, tuple[str, Source, bool]] = {}
    for text, source in _texts(blocks):
        for name, clause, is_doubtful in _clauses(question, sized, text):
            before, first, doubt = found.get(name, ("", source, False))
            found[name] = f"{before}, {clause}" if before else clause, first, doubt or is_doubtful
    return found


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[str, Source]]:
    """Yield the paragraphs, formulas and items of lists that may say something."""
    for block in blocks:
        if isinstance(block, Prose | Formula):
            yield block.text, block.source
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _texts(item)


def _clauses(question: Question, sized: Sequence[Field], text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the field of each clause in a text, the clause, and whether a word beside it speaks against it."""
    starts = sorted(
        (match.start(), match.end(), field.name)
        for field in sized
        for match in left_side(field, letters_of(question)).finditer(text)
    )
    others = [match.start() for match in _OTHER.finditer(text) if field_named(question, match["left"]) is not None]
    is_long = len(starts) > MAX_CLAUSES
    for number, (start, end, name) in enumerate(starts[:MAX_CLAUSES]):
        stops = [begin for begin, _, _ in starts[number + 1 : number + 2]]
        stops += [place for place in others if place >= end][:1]
        ending = _END.search(text, end)
        stop = min([*stops, *([ending.start()] if ending else []), len(text)])
        clause = text[start:stop].replace("$", " ").replace("\n", " ").strip(_EDGES)
        sentence = max((match.end() for match in _END.finditer(text, 0, start)), default=0)
        yield name, re.sub(r"\s*,?\s*\band\Z", "", clause), is_long or bool(_DOUBT.search(text[sentence:stop]))
    for name in sorted({name for _, _, name in starts[MAX_CLAUSES:]}):
        yield name, "…", True
