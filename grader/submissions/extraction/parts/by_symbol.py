"""Parts that a sentence names by their symbols: `$f_x = 2xy$ and $f_y = x^2$` below a problem with both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.chains import depths
from grader.problems.question import Problem, Question
from grader.submissions.extraction.formulas.formulas import Assignment, assignments
from grader.submissions.extraction.formulas.naming import field_named
from grader.submissions.extraction.paragraphs.said import WORD, is_against
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.forms.blocks import Block, Formula, Prose
from grader.submissions.forms.spans import pieces
from grader.submissions.ledger.region import Region

JOINTS = frozenset(
    {"", "and", "und", "et", "y", "sowie", "so", "thus", "hence", "also", "donc", "we get", "wir erhalten"}
)


def regions_by_symbol(problem: Problem, blocks: Sequence[Block]) -> list[Region] | None:
    """Return a region for each part whose symbol stands before a sign of equality, None where anything else is said.

    Every part asked about has a symbol of its own, no symbol stands twice, and between the formulas nothing but
    commas and words that lead to them.
    """
    symbols = [next(iter(part.fields.values())).symbol for part in problem.questions if len(part.fields) == 1]
    if len(symbols) != len(problem.questions) or not all(symbols) or len(set(symbols)) != len(symbols):
        return None
    found: list[tuple[Question, Block]] = []
    for block in blocks:
        formulas = _formulas(problem, block)
        if formulas is None:
            return None
        for text in formulas:
            rows = assignments(text) or _memberships(text)
            named = [[part for part in problem.questions if field_named(part, row.left)] for row in rows]
            if not rows or any(len(parts) != 1 for parts in named):
                return None
            found += [
                (parts[0], Formula(f"{row.left} = {row.right}", block.source))
                for parts, row in zip(named, rows, strict=True)
            ]
    if len({part.id for part, _ in found}) != len(found):
        return None
    return [Region(part, (block,)) for part, block in found]


def _memberships(text: str) -> tuple[Assignment, ...]:
    """Return what stands beside each other as `W \\in \\mathbb{R}^{k \\times d}`, which gives a symbol its shape."""
    parts = [part.partition("\\in") if "\\in" in part else part.partition("∈") for part in _commas(text)]
    found = tuple(Assignment(left.strip(), right.strip()) for left, sign, right in parts if sign)
    return found if len(found) == len(parts) and all(row.left and _SPACE.match(row.right) for row in found) else ()


def _commas(text: str) -> list[str]:
    """Return the parts of a text between commas outside of brackets."""
    depth, stops = depths(text), [-1]
    stops += [place for place, sign in enumerate(text) if sign == "," and depth[place] == 0]
    return [text[start + 1 : stop] for start, stop in zip(stops, [*stops[1:], len(text)], strict=True)]


_SPACE = re.compile(r"\\mathbb\s*\{?\s*R(?![A-Za-z])|ℝ|R\s*\^")


def _formulas(problem: Problem, block: Block) -> list[str] | None:
    """Return the formulas of a block in which nothing else is said."""
    if isinstance(block, Formula):
        return [block.text]
    if not isinstance(block, Prose):
        return None
    parts = pieces(block.text)
    said = (piece.text.casefold().strip(" \t\n.,;:") for piece in parts if not piece.is_formula)
    formulas = [piece.text for piece in parts if piece.is_formula]
    if not formulas:
        return block.text.split("\n") if all("$" not in line for line in block.text.split("\n")) else None
    return formulas if all(one in JOINTS or _is_neutral(problem, one) for one in said) else None


def _is_neutral(problem: Problem, said: str) -> bool:
    """Whether words before a formula lead to it and say no more, `the derivatives are`: quiet, or the problem's."""
    if said.rpartition(" ")[2] not in _LEADING:
        return False
    asked = [asked_of(part) for part in problem.questions]
    is_known = all(word in phrases.quiet() or all(one.says(word) for one in asked) for word in WORD.findall(said))
    doubts = phrases.words(
        cues.UNSURE, cues.RETRACTION, cues.TURNING, cues.ALTERNATIVE, cues.SUPPOSING, cues.BINDING, cues.CONDITION
    )
    return is_known and not is_against(said) and not doubts.search(said) and not _SIGNS.search(said)


_LEADING = frozenset(
    {"are", "is", "have", "get", "obtain", "sind", "ist", "haben", "erhalten", "sont", "est", "son", "es"}
)
_SIGNS = re.compile(r"[^\w\s,.:;'’-]|\d")  # of a formula that is typed among the words
