"""Titles in bold that answers begin with: `3. **Derivative of SiLU.** $f'(x) = …$`. They name, and say nothing.

One is a title where it is the problem's; in other words, or another language, only where all answers of a document
begin so, each with words of its own that are no answer to its question and deny nothing. What is asked for in words
keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.marking.read import is_readable
from grader.problems.question import Problem
from grader.records import replace
from grader.submissions.attribution.naming.title_words import same_words
from grader.submissions.attribution.structure.section import PART_LEVEL, Section
from grader.submissions.forms.blocks import Block, Prose
from grader.submissions.forms.content import is_content

MIN_TITLES = 4  # answers that begin in bold, for whatever stands there to be their titles
_BOLD = re.compile(r"\s*(?P<open>\*\*|__)(?P<said>[^*_$\\=\d`\n]{3,60}?)(?P<stop>[.:]?)(?P=open)(?P<behind>[.:]?)\s*")
# In brackets behind the number, and alone on the line: `**Aufgabe 1** (Konfusionsmatrix)`.
_BRACKETED = re.compile(r"\s*\((?P<said>[^()*_$\\=\d`?!\n]{3,60})\)[.:]?[ \t]*(?:\n|\Z)\s*")
_OWN = re.compile(r"\((?P<said>[^()*_$\\=\d`\n]{3,60})\)[.:]?\s*\Z")
_DENYING = re.compile(
    r"(?<!\w)(?:not?|none|never|cannot|without|nicht|kein\w*|nie|ohne|pas|aucune?|sans|ni|ningun[oa]?|sin|non|nessun\w*|senza|não"
    r"|sem|nenhum\w*|niet|geen|zonder|answer|antwort|réponse|respuesta|risposta|resposta|antwoord|wrong|false|maybe)(?!\w)"
)


def without_bold_titles(found: Sequence[Section]) -> None:
    """Take the titles in bold out of the sections of a document."""
    located = [one for one in found if one.target is not None and one.has_content and _is_top(one)]
    begun = [(one, match) for one in located if (match := _begins(one)) is not None]
    said = [same_words(match["said"]) for _, match in begun]
    said += [same_words(match["said"]) for one in located if (match := _titled(one)) is not None]
    is_habit = MIN_TITLES <= len(said) == len(located) == len(set(said)) and all(
        not _may_answer(one, match["said"]) for one, match in begun
    )
    for one, match in begun:
        target = one.target
        is_title = target is not None and same_words(match["said"]) == same_words(target.title)
        in_words = not isinstance(target, Problem) and target is not None and target.kind.reads == "words"
        if (is_title and not _may_answer(one, match["said"])) or (is_habit and not in_words):
            _take_out(one, match.end())


def _is_top(section: Section) -> bool:
    """Whether a section is begun by the number of a problem, whose title may follow."""
    naming = section.naming
    return naming is not None and bool(naming.path) and naming.by in {"bare", "word"} and section.level < PART_LEVEL


def _first(section: Section) -> Block | None:
    return next((block for block in section.blocks if is_content(block)), None)


def _begins(section: Section) -> re.Match[str] | None:
    block = _first(section)
    match = _BOLD.match(block.text) or _BRACKETED.match(block.text) if isinstance(block, Prose) else None
    if match and match.re is _BRACKETED:
        return match
    return match if match and (match["stop"] or match["behind"] or match.end() == len(match.string)) else None


def _titled(section: Section) -> re.Match[str] | None:
    """Return the brackets on the line of a number that were taken out of the answer, as the problem is called so."""
    match = _OWN.search(section.heading.title) if section.heading is not None else None
    return match if match is not None and _begins(section) is None else None


def _may_answer(section: Section, said: str) -> bool:
    """Whether words may answer the question that they stand before, or deny something there."""
    target = section.target
    questions = target.questions if isinstance(target, Problem) else (target,) if target else ()
    denies = _DENYING.search(said.casefold()) is not None
    return denies or any(
        len(one.fields) == 1 and not one.kind.by_person and is_readable(one, {next(iter(one.fields)): said.strip()})
        for one in questions
    )


def _take_out(section: Section, end: int) -> None:
    block = _first(section)
    assert isinstance(block, Prose)
    rest = block.text[end:]
    place = next(place for place, one in enumerate(section.blocks) if one is block)
    line = block.source.line + block.text[:end].count("\n")
    kept = [replace(block, text=rest, source=replace(block.source, line=line))] if rest.strip() else []
    section.blocks[place : place + 1] = kept
