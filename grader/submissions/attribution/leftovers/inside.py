"""Labels of other problems or parts within what was written for one: what they name is never closed as missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from grader.problems.question import Problem, Question
from grader.submissions.attribution.leftovers.letters import is_letter, is_variable, labelled_in
from grader.submissions.attribution.leftovers.numbers_inside import MAX_INSIDE, next_in, numbers_in
from grader.submissions.attribution.leftovers.unattributed import written_in
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.labels import MENTION, PROBLEM
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.naming.resolving import named_by_heading
from grader.submissions.attribution.naming.title_words import same_words
from grader.submissions.attribution.structure.labels_behind import (
    columns_in,
    given_behind,
    gives,
    labels_behind,
    numbers_beside,
)
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.blocks import Heading
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.spans import prose_of
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Corrects, Ledger, Stray
from grader.submissions.ledger.part_names import part_names
from grader.wording import writing_notices

KEPT = 1_000  # patterns of the parts of problems


def keep_named_inside(
    ledger: Ledger, names: Names, section: Section, written: Target, *, only: bool, numbered: bool = False
) -> None:
    """Say that a section holds the label of another problem or part, which may be answered there.

    What the sheet says there is not looked at. `written` is what the section was written for; `only`: nothing else is
    named, so that numbers by themselves may be those of problems; `numbered`: its parts bear its number, `2a)`.
    """
    blocks = [block for block in written_in(names, section, written.prompt) if is_content(block)]
    if not blocks:
        return
    whole = raw(blocks)
    parent = names.parent(written) if isinstance(written, Question) else None
    is_labelled = names.sheet is not None or parent is not None  # else nothing but a heading names another problem
    text = prose_of(whole) if is_labelled else ""
    try:
        again = _problems_in(names, text, parent or written)
        found = {**labelled_in(names, text), **_parts_in(names, written, text, whole)}
        found |= {**again, **_headings_in(names, section), **_second(section)}
    except _TooManyError:
        said = writing_notices.MORE_THAN_LABELS_STAND.format(max_inside=MAX_INSIDE, id=written.id)
        ledger.stray(Stray("", on_one_line(whole), blocks[0].source, said))
        return
    found |= {**columns_in(names, blocks), **numbers_beside(names, text), **next_in(names, section, text)}
    found |= {**numbers_in(names, blocks, text, only=only, numbered=numbered), **labels_behind(names, section, text)}
    own = {one.id for one in (written, parent, *(written.questions if isinstance(written, Problem) else ())) if one}
    others = {shown: target for shown, target in found.items() if target.id not in own and names.is_set(target)}
    for shown, target in others.items():
        said = writing_notices.WRITTEN_MAY_BEGIN.format(shown=clipped(shown), id=written.id, id_2=target.id)
        meant, is_again = targets_of(names, [target]), shown in again
        is_answered = section.level < LINE_LEVEL and not any(map(ledger.is_open, meant))  # above, below its own heading
        if is_again and is_answered and (given := given_behind(whole, shown)):
            ledger.stray(Stray("", given, blocks[0].source, said, {}, meant, "listed", mentioned=True))
        corrects: Corrects = "said" if section.level >= LINE_LEVEL and is_again and gives(text, shown) else ""
        ledger.stray(Stray("", on_one_line(whole), blocks[0].source, said, {}, meant, corrects))


def _second(section: Section) -> dict[str, Target]:
    """Return the problem whose label stands right behind the mark of a part, `b) 2. C`."""
    naming = section.second
    is_part = section.level > LINE_LEVEL and naming is not None and bool(naming.rest.strip())
    return {naming.shown: naming.targets[0]} if is_part and naming and len(naming.targets) == 1 else {}


def lettered(names: Names, section: Section) -> str:
    """Return the first of the letters by which a section counts though its problem has no parts, empty where none is.

    The heading is then perhaps that of the sheet, `Exercise 2`, and its problems stand below as `a)` and `b)`. Fields
    and options that are called so are none of these, and a heading with the problem's title is the problem's.
    """
    target, heading = section.target, section.heading
    if not isinstance(target, Question) or names.parent(target) is not None or heading is None:
        return ""
    number = names.numbered(heading.title)
    if number is None or any(one and names.titled(one) for one in (number.rest, number.title)):
        return ""
    own = {name.casefold() for name in (*target.fields, *target.options)}
    lines = beginnings(section.blocks)
    found = {match["letter"] for line in lines if (match := _LETTER.match(line))} - own
    is_sheets = names.sheet is not None and f" {same_words(names.sheet.title)}".endswith(
        f" {same_words(heading.title)}"
    )
    return "a" if "a" in found and (is_sheets or "b" in found) else ""


_LETTER = re.compile(r"[\s(\[*_]*(?P<letter>[a-z])[)\].](?![\w])")


def _headings_in(names: Names, section: Section) -> dict[str, Target]:
    """Return the problems that headings within a section name, also by a number alone."""
    found: dict[str, Target] = {}
    for block in section.blocks:
        naming = named_by_heading(names, block.title) if isinstance(block, Heading) else None
        if naming is not None and naming.target is not None and len(found) < MAX_INSIDE:
            found[naming.shown] = naming.target
    return found


def on_one_line(text: str) -> str:
    """Return what was written in a section on one line, for a person who looks for it."""
    return " ".join(text.split())


class _TooManyError(Exception):
    """More labels stand in a section than are looked at."""


def _limited(found: Iterator[re.Match[str]]) -> list[re.Match[str]]:
    """Return what was found. Raises _TooManyError, rather than leave out what stands last."""
    first = list(islice(found, MAX_INSIDE + 1))
    if len(first) > MAX_INSIDE:
        raise _TooManyError
    return first


def _parts_in(names: Names, question: Target, text: str, whole: str) -> dict[str, Target]:
    problem = names.parent(question) if isinstance(question, Question) else None
    if problem is None or not isinstance(question, Question):
        return {}
    others = {name: one for name, one in part_names(problem).items() if one is not question}
    marked = _limited(_marks(tuple(others)).finditer(text))
    found = [
        match
        for match in marked
        if not _is_option(question, text, match["name"], match.end()) and not is_letter(problem, others, match["name"])
    ]
    folded = {name.casefold(): one for name, one in others.items()}
    named = {match[0]: folded[match["name"].casefold()] for match in found if not _is_mentioned(text, match.start())}
    named |= {match[0]: folded[match["name"].casefold()] for match in _limited(_equated(tuple(others)).finditer(whole))}
    return named | _letters_beyond(frozenset(part_names(problem)), others, text)


def _is_option(question: Question, text: str, name: str, end: int) -> bool:
    """Whether a mark that ends at `end` is an option of the question, as it is spelled there, rather than a label.

    Behind it stands what the option says, `B) quadratic`, or nothing at all; `(B)` with an answer behind it may be
    that of the part b).
    """
    if name not in question.options:
        return False
    behind, said = (" ".join(one.split()).strip(" *_.").casefold() for one in (text[end:], question.options[name]))
    return not behind or (bool(said) and re.match(rf"{re.escape(said)}(?!\w)", behind) is not None)


def _letters_beyond(known: frozenset[str], others: Mapping[str, Target], text: str) -> dict[str, Target]:
    """Return the other parts where lines count on by letters that the problem does not have, `c) 7`."""
    letters = {name.casefold() for name in known if len(name) == 1 and name.isalpha()}
    last = max(letters, default="")
    beyond = [match for match in _LINE_LETTER.finditer(text) if last < match["letter"] <= chr(ord(last or "z") + 2)]
    if len(letters) < 2 or not beyond:
        return {}
    return {f"{beyond[0][0].strip()}{' ' * place}": one for place, one in enumerate(others.values())}


_LINE_LETTER = re.compile(r"^[\s*_]*\(?(?P<letter>[a-z])\)(?=\s)", re.MULTILINE)


def _problems_in(names: Names, text: str, problem: Target) -> dict[str, Target]:
    """Return the problems that a word and a number name in a text, references to them aside."""
    if names.sheet is None:
        return {}
    found: dict[str, Target] = {}
    for match in _limited(_words(names.sheet.words).finditer(text)):
        if is_variable(problem, text, match.start()):
            continue
        number = names.numbered(text[match.start() :])
        node = names.root.find(number.path) if number and number.lead else None
        before = text[: match.start()].rstrip(" \t>*_").rpartition("\n")[2]
        begins = not before[-1:].isalpha()  # also behind a formula or a sign: `Problem 1 $2x$ Problem 4 no`
        ends = number is not None and re.search(r"[:)]\s*$", number.style) is not None
        if number is None or node is None or len(node.targets) != 1 or not (begins or ends):
            continue
        if (ends and not before) or not _is_mentioned(text, match.start()):
            found[number.shown] = node.targets[0]
    return found


@lru_cache(maxsize=KEPT)
def _marks(others: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of what marks one of several parts within a text."""
    spelled = "|".join(map(re.escape, sorted(others, key=len, reverse=True)))
    named = rf"(?P<name>{spelled or '(?!)'})"
    return re.compile(rf"(?:^|(?<=[\s;,.*_]))\(?{named}(?:\)|\s?[:.](?=\s))", re.MULTILINE | re.IGNORECASE)


@lru_cache(maxsize=KEPT)
def _equated(others: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of what gives one of several parts as a number, as if its name were a symbol: `b = 7`."""
    names = (re.escape(one) if len(one) == 1 else f"(?i:{re.escape(one)})" for one in others)
    spelled = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w\\^_{{}}])(?P<name>{spelled or '(?!)'})\s?=(?=\s*[\d+-])")


@lru_cache(maxsize=KEPT)
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a word for problem, with those of a sheet, and the number behind it."""
    word = "|".join((*map(re.escape, words), PROBLEM))
    return re.compile(rf"(?<![\w])(?:{word})\.?\s*[#№]?\s*\d", re.IGNORECASE)


def _is_mentioned(text: str, place: int) -> bool:
    before = text[max(0, place - 30) : place].rstrip(" (*_").split()[-1:]
    return bool(before) and before[0] not in {"and", "und", "et"} and MENTION.fullmatch(before[0]) is not None
