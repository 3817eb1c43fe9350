"""Marks within a section that number or name something and that nothing was attributed to: `VI) no`, `Problem 11: no`.

What they may number is never closed as missing. Marks that count from one are the steps of one answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from grader.problems.question import Problem, Question
from grader.records import dataclass
from grader.submissions.attribution.leftovers.same_word import keep_same_word
from grader.submissions.attribution.leftovers.unattributed import written_in
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.labels import PART, PROBLEM
from grader.submissions.attribution.naming.mentions import ORDINALS, WRITTEN_OUT
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.naming.runs import BY_LINE, style_of
from grader.submissions.attribution.naming.several import counted_to, ranged, targets_at, values_to
from grader.submissions.attribution.naming.title_words import same_words
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.blocks import Block, Heading
from grader.submissions.forms.content import is_content
from grader.submissions.forms.texts import clipped
from grader.submissions.kept import kept
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.part_names import LETTERS
from grader.submissions.number_words import NUMBER_WORDS, ROMAN_NUMBERS
from grader.verdict import Source
from grader.wording import writing_notices

KEPT = 100  # patterns of the words of a sheet
LINE_CHARACTERS = 80  # of a line in which a mark may begin it
MAX_WORDS = 6  # before a colon or a question mark that may name a problem by a word of its title
SHORT = 5  # signs of a heading that may be a numeral
STEM = 5  # letters that words of one stem have in common: `convex`, `convexity`

_BEFORE = r"[\s*_>(\[-]*(?:(?:and|now|for|the|my|und|nun|für|die|der|das|zu|zur|et|pour|la|le|y|para|el)\s+){0,3}"
_ENDS = r"(?=[\s*_]*(?:[:.)\]?–—=-]|$))"
_ONE = rf"(?:one|{PART}|{PROBLEM})"
_NUMBER = rf"\d{{1,3}}|[ivx]{{1,5}}|[a-z]|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))}"
_NEXT = re.compile(
    rf"{_BEFORE}(?:(?:{_ONE}\s+)?(?:next|following|last|other|remaining|n[äa]chste[nr]?|folgende[nr]?|letzte[nr]?|andere[nr]?|übrige[nr]?"
    r"|suivante?|derni[èe]re?|autres?|siguiente|[úu]ltim[oa]|otr[oa]s?)"
    rf"(?:\s+{_ONE})?|(?:others|rest|autres|otr[oa]s))\s*[:?]",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"{_BEFORE}(?:(?P<digits>\d{{1,2}})(?:st|nd|rd|th|e|er|ème|º|ª)"
    rf"|(?:{'|'.join(f'({one})' for one in ORDINALS)})(?:ns|ly)?)"
    rf"(?:\s+(?:one|(?P<part>{PART})|{PROBLEM}))?\s*[:?]",
    re.IGNORECASE,
)
_PART = re.compile(rf"{_BEFORE}(?:{PART})\s+[(\[]?(?P<number>{_NUMBER})[)\]]?(?!\w)", re.IGNORECASE)
_LETTER = re.compile(r"[\s*_>]*(?:\((?P<in>[a-z]|[ivx]{2,5})\)|(?P<bare>[a-z]|[ivx]{2,5})[).])(?=\s)", re.IGNORECASE)
_LETTERED = re.compile(r"[\s*_>(\[]*(?P<number>\d{1,3})\s?\(?[a-h]\)?[).:\]]*\s+(?![=+*/^<>≤≥≈-])", re.IGNORECASE)
_PARTED = re.compile(r"[\s*_>(\[]*(?P<number>\d{1,3})[.-](?P<part>[1-9])[.):\]]*(?=\s+\S)")  # `5.1 4` of part a
# Where a line goes on with another label: behind a semicolon, and `4: B, 5a: 0` before a number with a letter.
_WITHIN = re.compile(
    r"; |(?:(?<=[\w$!%°)\]}])[,.;]?|\s[|/])\s+(?=[*_]{0,2}(?:\(\d{1,2}\s?[a-h]\)|\d{1,2}\s?[a-h][).:]{1,2})[*_]{0,2}\s)"
)
_HEAD = re.compile(r"(?P<head>[^:?$\d=]{3,60}?)(?:\s*[:?=]|\s(?:is|ist|est|es|è|é)(?!\w))(?=\s|$)", re.IGNORECASE)
_HASH = re.compile(
    r"[\s*_>(]*(?:[#№]\s?(?P<number>\d{1,2})(?!\d)|(?P<dashed>\d{1,2})\s+[–—-]{1,3}\s|(?P<alone>\d{1,2})$)"
)


@dataclass(frozen=True)
class Mark:
    """A mark at the beginning of a line; what it may number, the whole sheet where that is empty."""

    shown: str
    targets: tuple[Target, ...] = ()


def keep_unplaced(ledger: Ledger, names: Names, sections: Iterable[Section]) -> None:
    """Keep open what marks within sections may number, each place said once, all of the sheet once in a document."""
    of_sheet: list[tuple[Mark, Source]] = []
    sections = list(sections)
    keep_same_word(ledger, names, sections)
    styles = {style_of(one.heading.title) for one in sections if one.run == BY_LINE and one.heading is not None}
    for section in sections:
        _keep_counted_to(ledger, names, section)
        target = section.target
        if names.sheet is None or target is None or not names.is_set(target):
            continue
        blocks = [
            one for one in written_in(names, section, target.prompt) if is_content(one) or isinstance(one, Heading)
        ]
        marks = [*_ranged(names, section), *_marks(names, target, blocks)]
        marks += _counted_on(names, blocks, styles) if section.level < LINE_LEVEL else []
        of_sheet += [(mark, blocks[0].source) for mark in marks if not mark.targets]
        own = _own(names, target)
        others = {one.id: one for mark in marks for one in mark.targets if one.id not in own}
        if meant := targets_of(names, others.values()):
            _keep(ledger, [mark for mark in marks if mark.targets], blocks[0].source, meant)
    if of_sheet:
        _keep(ledger, [mark for mark, _ in of_sheet], of_sheet[0][1], targets_of(names, _all(names)))


def _ranged(names: Names, section: Section) -> list[Mark]:
    """Return the problems up to a second number on the line that begins a section: `Problem 1 - 3`."""
    naming = section.naming
    if section.heading is None or naming is None or naming.by != "word" or naming.shown not in section.heading.title:
        return []
    title = section.heading.title
    behind = title[title.index(naming.shown) + len(naming.shown) :]
    targets = ranged(names, naming.path, behind) if section.has_content else ()
    return [Mark(title, targets)] if targets else []


def _counted_on(names: Names, blocks: Iterable[Block], styles: Collection[str]) -> list[Mark]:
    """Return the problems that lines below a heading number as those above it are: `- 5:`, `### a`, `- 6: 3`."""
    found = []
    for line in _lines(blocks) if styles else ():
        first = line[:LINE_CHARACTERS].strip()
        number = names.numbered(_BULLET.sub("", first)) if style_of(_BULLET.sub("", first)) in styles else None
        if number is not None and number.closed and (targets := targets_at(names.root.find(number.path))):
            found.append(Mark(first, targets))
    return found


_BULLET = re.compile(r"\A[-*+•]\s+")


def _keep_counted_to(ledger: Ledger, names: Names, section: Section) -> None:
    """Keep open all that a line numbers with signs behind both numbers: `1.-3. B A C`."""
    naming, head = section.naming, section.heading
    if head is None or naming is None or not section.has_content or naming.shown not in head.title:
        return
    behind = head.title[head.title.index(naming.shown) + len(naming.shown) :]
    if _TWO_DOTS.match(behind):  # `1..5` is 5 behind a leader, or .5
        said = writing_notices.NOBODY_CAN_TELL_BESIDE.format(said_there=clipped(head.title))
        meant = targets_of(names, section.targets)
        ledger.stray(Stray("", head.title, head.source, said, {}, meant, "said", mentioned=True))
    if meant := targets_of(names, counted_to(names, naming.path, behind)):
        said = writing_notices.UNPLACED_MARK.format(shown=clipped(head.title))
        ledger.stray(Stray("", head.title, head.source, said, {}, meant, "said", mentioned=True))
    elif meant := targets_of(names, values_to(names, naming.path, behind)):
        _keep(ledger, [Mark(head.title)], head.source, meant)


_TWO_DOTS = re.compile(r"\.\.(?=\d)")


def _keep(ledger: Ledger, marks: list[Mark], source: Source, meant: tuple[tuple[str, None], ...]) -> None:
    text = "; ".join(mark.shown for mark in marks)
    said = writing_notices.UNPLACED_MARK.format(shown=clipped(marks[0].shown))
    ledger.stray(Stray("", text, source, said, {}, meant, mentioned=True))


def _all(names: Names) -> list[Target]:
    return [names.index.in_parts.get(id_) or names.index.questions[id_] for id_ in names.index.targets]


def _own(names: Names, target: Target) -> set[str]:
    parent = names.parent(target) if isinstance(target, Question) else None
    problem = parent or target
    return {problem.id, *(one.id for one in problem.questions)} if isinstance(problem, Problem) else {problem.id}


def _marks(names: Names, target: Target, blocks: Iterable[Block]) -> list[Mark]:
    """Return the marks that lines begin with, without those that count from one."""
    found: dict[str, list[tuple[int, Mark]]] = {}
    lines = [part for one in _lines(blocks) for part in _WITHIN.split(one) if part.strip()]
    for place, line in enumerate(lines):
        is_value = line.strip().isdigit() and (place in {0, len(lines) - 1} or len(_parts(names, target)) > 0)
        if is_value:
            continue
        if (read := _read(names, target, line[:LINE_CHARACTERS])) is not None:
            found.setdefault(read[0], []).append(read[1:])
    return [mark for counted in found.values() if all(number != 1 for number, _ in counted) for _, mark in counted]


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the beginnings of lines; a heading is a name by itself."""
    for place, block in enumerate(blocks):
        if place == 0 and isinstance(block, Heading):
            continue  # what the section itself is called
        yield from (_ended(one) if isinstance(block, Heading) else one for one in beginnings([block]))


def _ended(title: str) -> str:
    """Return a heading as a name that a sign ends: `### Sixth`, `### VI`."""
    return f"{title.rstrip(' .:)')}{'.' if len(title.split()) == 1 and len(title) <= SHORT else ':'} "


def _read(names: Names, target: Target, line: str) -> tuple[str, int, Mark] | None:
    """Return the kind of mark that a line begins with, its number, 0 where it has none, and what it may number."""
    words = names.sheet.words if names.sheet else ()
    shown = " ".join(line.split())
    parts = _parts(names, target)
    if _worded(words).match(line):
        return None if _known(names, line) else ("problem", 0, Mark(shown))
    if _NEXT.match(line):
        return None if parts and target is not parts[-1] else ("next", 0, Mark(shown))
    if match := _ORDINAL.match(line):
        number = int(match["digits"] or next(n for n, one in enumerate(match.groups()[1:-1], 1) if one))
        is_part = number <= len(parts)  # of the problem itself: what is left over there keeps its parts open
        return None if is_part else ("ordinal", number, Mark(shown, () if match["part"] else _numbered(names, number)))
    if match := _PART.match(line):
        return None if parts else ("part", _value(match["number"]), Mark(shown))
    if match := _LETTERED.match(line):
        targets = _numbered(names, int(match["number"]))
        return ("lettered", 0, Mark(shown, targets)) if targets else None
    if (match := _PARTED.match(line)) and (targets := _counted_part(names, match["number"], int(match["part"]))):
        return "parted", 0, Mark(shown, targets)
    if match := _HASH.match(line):
        targets = _numbered(names, int(match["number"] or match["dashed"] or match["alone"]))
        return ("hash", 0, Mark(shown, targets)) if targets else None
    if match := _LETTER.match(line):
        return None if parts else _lettered(target, match["in"] or match["bare"], shown)
    match = _HEAD.match(line)
    titled = (_titled(names, match["head"], target) if match else ()) or _titled(names, line, target)
    return ("title", 0, Mark(shown, titled)) if titled else None


def _parts(names: Names, target: Target) -> Sequence[Question]:
    """Return the parts of the problem that a section is written for, none where it has none."""
    problem = names.parent(target) if isinstance(target, Question) else target
    return problem.questions if isinstance(problem, Problem) else ()


def _lettered(target: Target, letter: str, shown: str) -> tuple[str, int, Mark] | None:
    """Return the mark that a letter or a Roman numeral is, None where it is a field or an option of the question."""
    own = target.questions if isinstance(target, Problem) else (target,)
    if letter.casefold() in {name.casefold() for one in own for name in (*one.fields, *one.options)}:
        return None
    number = _value(letter)
    return ("letter", number, Mark(shown)) if number else None


def _known(names: Names, line: str) -> bool:
    """Whether a line begins with the number of a problem that there is."""
    number = names.numbered(line)
    return number is not None and names.root.find(number.path) is not None


def _value(number: str) -> int:
    """Return what a number in digits, a word, a Roman numeral or a letter counts as."""
    folded = number.casefold()
    if number.isdecimal():
        return int(number)
    value = ROMAN_NUMBERS.get(number.upper()) or NUMBER_WORDS.get(folded)
    return value or (LETTERS.index(folded) + 1 if folded in LETTERS else 0)


def _numbered(names: Names, number: int) -> tuple[Target, ...]:
    return targets_at(names.root.find((str(number),)))


def _counted_part(names: Names, number: str, part: int) -> tuple[Target, ...]:
    """Return the part of a problem that is counted by a number, nothing where it has fewer."""
    parts = [one for one in _numbered(names, int(number)) if isinstance(one, Problem)]
    return tuple(one.questions[part - 1] for one in parts if part <= len(one.questions))


def _titled(names: Names, head: str, target: Target) -> tuple[Target, ...]:
    """Return the problems of whose titles or ids a few words have one, or one of its stem; not one that is said here.

    What the problem itself speaks of, `The minimal value is`, calls no other one.
    """
    words = same_words(head).split()
    if len(words) > MAX_WORDS:
        return ()
    stems, own = _stems(names), _said(names, target)
    return tuple(one for word in words if len(word) >= STEM for one in stems.get(word[:STEM], ()) if word not in own)


def _said(names: Names, target: Target) -> frozenset[str]:
    """Return the words of a problem with its parts."""
    problem = names.parent(target) if isinstance(target, Question) else target
    whole = problem or target
    parts = whole.questions if isinstance(whole, Problem) else ()
    return frozenset(same_words(" ".join((whole.title, whole.prompt, *(one.prompt for one in parts)))).split())


@kept
def _stems(names: Names) -> dict[str, list[Target]]:
    """Return what is set by the stems of the words of its title and its id."""
    found: dict[str, list[Target]] = {}
    for one in _all(names):
        words = {word for text in (one.title, one.id.rpartition(".")[2]) for word in same_words(text).split()}
        for stem in {word[:STEM] for word in words if len(word) >= STEM}:
            found.setdefault(stem, []).append(one)
    return found


@lru_cache(maxsize=KEPT)
def _worded(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a line that begins with a word for problem, with those of a sheet, and a label."""
    word = "|".join((*map(re.escape, words), WRITTEN_OUT))
    return re.compile(rf"{_BEFORE}(?:{word})(?![^\W\d_])\.?\s*[#№]?\s*(?:\d|(?:{_NUMBER})(?!\w){_ENDS})", re.IGNORECASE)
