r"""Parts that lines, items, rows of a table or clauses begin with by their own letters: `$W_x$: $64 \times 32$`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from grader.claims.chains import depths
from grader.marking.asked.asked_names import formulas_asked_for
from grader.marking.asked.words.glossary import synonyms
from grader.marking.read import is_readable
from grader.problems.question import Problem, Question
from grader.records import replace
from grader.submissions.extraction.formulas.naming import field_named
from grader.submissions.extraction.paragraphs.said import WORD, is_against
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.forms.blocks import Block, Formula, Listing, Prose, Table
from grader.submissions.ledger.part_names import part_names
from grader.submissions.ledger.region import Region
from grader.verdict import Source

LINE_CHARACTERS = 400  # of a line that gives a value behind a name; in a longer one more is said
MAX_LINES = 40  # below the heading of one problem; where there are more, more than its parts stands there


def regions_by_line(problem: Problem, blocks: Sequence[Block]) -> list[Region] | None:
    """Return a region for each part of a problem, None where anything else is said than one value for each.

    A value stands behind the letter of its part and a sign or words that say no more, and can be read as it stands.
    The letter is the part's own `symbol`, or what its prompt alone asks for.
    """
    letters = {part.id: _letters(part) for part in problem.questions}
    if not all(letters.values()) or any(not _is_plain(part) for part in problem.questions):
        return None
    found: list[Region] = []
    for text, source in _lines(problem, blocks):
        clauses = list(_clauses(problem, text)) if len(text) <= LINE_CHARACTERS else []
        named = [_value(problem, clause) for clause in clauses]
        if len(found) > MAX_LINES or not named or None in named:
            return None
        found += [Region(part, (Formula(value, source),)) for part, value in filter(None, named)]
    ids = [region.question.id for region in found]
    return found if sorted(ids) == sorted(letters) else None


def _is_plain(part: Question) -> bool:
    return len(part.fields) == 1 and not part.kind.by_person and part.kind.reads == "value"


def _letters(part: Question) -> frozenset[str]:
    """Return the letters that a part is called by, as they are typed."""
    symbols = {field.symbol for field in part.fields.values() if field.symbol}
    return frozenset(symbols or {one for one in formulas_asked_for(part.prompt) if _LETTER.fullmatch(one.strip())})


_LETTER = re.compile(r"\\?[A-Za-z]+(?:_(?:\w|\{\w{1,4}\}))?'?")
_NAMED = re.compile(
    r"\s*\$?(?P<left>[^\s:=∈$]{1,40})\$?\s*(?P<sign>:|=|∈|\\in(?![A-Za-z]))\s*(?P<value>[^\s:=].*)", re.DOTALL
)
_SAID = re.compile(
    r"\s*\$?(?P<left>[^\s$]{1,40})\$?\s+(?P<said>[^\W\d_]{2,}(?:\s+[^\W\d_]{2,}){0,3})\s+(?P<value>[\d(\[\\$].*)",
    re.DOTALL,
)
_SPACE = re.compile(r"(?:\\mathbb\s*\{?\s*|\\)R(?![A-Za-z])|ℝ|R\s*\^")


def _lines(problem: Problem, blocks: Iterable[Block]) -> Iterator[tuple[str, Source]]:
    """Yield the lines of blocks, an empty one for what is none."""
    for block in blocks:
        match block:
            case Prose(text=text, source=source):
                for place, line in enumerate(text.split("\n")):
                    if line.strip():
                        yield _bare(line), replace(source, line=source.line + place)
            case Formula(text=text, source=source):
                yield _bare(text), source
            case Listing(items=items, marks=marks, counted=False, source=source) if not any(marks):
                for item in items:
                    whole = [one for one in item if isinstance(one, Prose)]
                    yield from _lines(problem, whole) if len(whole) == len(item) == 1 else [("", source)]
            case Table(rows=rows, source=source):
                is_pair = rows and all(len(row) == 2 for row in rows) and _is_head(problem, rows[0])
                yield from ((_bare(f"{row[0]}: {row[1]}"), source) for row in rows[1:]) if is_pair else [("", source)]
            case _:
                yield "", block.source


def _bare(line: str) -> str:
    """Return a line without what marks words in it."""
    return re.sub(r"`|\*\*|\\[()]", "", line).strip().rstrip(".;,").rstrip()


def _is_head(problem: Problem, head: Sequence[str]) -> bool:
    """Whether the head of a table says what is asked for, and what the letters are in a word: `matrix | shape`."""
    return len(WORD.findall(head[0])) <= 1 and not re.search(r"\d", "".join(head)) and _says_no_more(problem, head[1])


def _says_no_more(problem: Problem, said: str) -> bool:
    """Whether words hold nothing but what every part asks for, and what leads to it: `has the shape`, `ist`."""
    words = frozenset(WORD.findall(said.casefold()))
    is_known = all(words <= phrases.singles(cues.CUE) | _ARTICLES | _nouns(part) for part in problem.questions)
    return is_known and not is_against(said.casefold()) and not re.search(r"[^\w\s.]", said)


def _nouns(part: Question) -> frozenset[str]:
    """Return what a part asks for by a noun, in all languages."""
    found = asked_of(part).nouns | (_SHAPES if part.kind.is_shape else frozenset())
    return found | frozenset(other for one in found for other in synonyms(one))


_SHAPES = frozenset({"shape", "shapes", "dimension", "dimensions", "size"})
_ARTICLES = frozenset({"the", "a", "die", "eine", "la", "une", "una", "as", "de"})


def _clauses(problem: Problem, line: str) -> Iterator[str]:
    """Yield what a line gives for each part that it names."""
    depth, start = depths(line), 0
    for match in _JOINT.finditer(line):
        if depth[match.start()] == 0 and _part(problem, line[match.end() :]) is not None:
            yield line[start : match.start()]
            start = match.end()
    yield line[start:]


_JOINT = re.compile(r"\s*[,;]\s*(?:(?:and|und|et)\s)?\s*|\s+(?:and|und|et)\s+")


def _part(problem: Problem, text: str) -> tuple[Question, str] | None:
    """Return the part whose letter a text begins with, and what stands behind that and its sign."""
    match = _NAMED.match(text) or _SAID.match(text)
    if match is None:
        return None
    left, said = match["left"], match.groupdict().get("said") or ""
    found = [part for part in problem.questions if _is_called(part, left)]
    other = [part for name, part in part_names(problem).items() if name.casefold() == left.casefold()]
    is_space = match.groupdict().get("sign") not in {"∈", "\\in"} or _SPACE.match(match["value"].lstrip("$ "))
    if len(found) != 1 or any(part is not found[0] for part in other) or not is_space:
        return None
    return (found[0], match["value"].replace("$", "").strip()) if _says_no_more(problem, said) else None


def _is_called(part: Question, left: str) -> bool:
    """Whether a part has a letter, also where its index stands beside it and no letter without one is there: `Wx`."""
    letters = _letters(part)
    if left in letters or field_named(part, left) is not None:
        return True
    begun = {_INDEX.sub("", letter) for letter in letters if _flat(letter) == left and letter != left}
    prompt = f"{part.lead} {part.prompt}"
    return bool(begun) and not any(re.search(rf"(?<![A-Za-z]){re.escape(one)}(?![A-Za-z_])", prompt) for one in begun)


def _flat(letter: str) -> str:
    return re.sub(r"[_{}]", "", letter)


_INDEX = re.compile(r"_.*", re.DOTALL)


def _value(problem: Problem, clause: str) -> tuple[Question, str] | None:
    """Return what a clause gives, and for which part, where all behind the letter can be read as its value."""
    found = _part(problem, clause)
    if found is None:
        return None
    part, value = found
    return found if is_readable(part, {next(iter(part.fields)): value}) else None
