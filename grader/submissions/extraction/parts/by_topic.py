r"""Parts that sentences speak of by what each of them alone asks for: `The eigenvalues are 1 and 3. It is symmetric.`

A sentence belongs to the part whose topic it names, where no other part's stands in it; what leads to it belongs to it,
too. Where a sentence speaks of two parts, goes back to an earlier one, or gives something and speaks of none, nobody
can tell where one answer ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from grader.marking.asked.wanted import LABELS
from grader.marking.asked.words.glossary import synonyms
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Problem, Question
from grader.records import replace
from grader.submissions.extraction.formulas.formulas import assignments
from grader.submissions.extraction.formulas.naming import field_named
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.abbreviations import abbreviates
from grader.submissions.extraction.words.prompts import ENDINGS
from grader.submissions.forms.blocks import Block, Formula, Listing, Prose
from grader.submissions.forms.spans import pieces, prose_of
from grader.submissions.ledger.region import Region

MAX_UNITS = 60  # sentences below one problem; where there are more, more than its parts stands there
MIN_LETTERS = 4  # of a word that may be a topic: `mean`
_WORD = re.compile(r"[^\W\d_]{4,}")
_FORMULA = re.compile(r"\$[^$]*\$")
_END = re.compile(r"[.!?;]\s+|\n(?=[^\n:$=]{3,60}:\s)")
_LAST_WORD = re.compile(r"[^\W\d_]+\.\Z")
_GIVES = re.compile(r"[$\d=<>≤≥∈\\]")  # mathematics, or a value

_ASKING = frozenset().union(*(LABELS[kind] for kind in ("asking", "answer", "plain", "vague", "function", "of")))
_LEADS = re.compile(r"(?::|(?<!\w)(?:are|is|ist|sind|lautet|lauten|sont|est|son|es|sono|è))\s*\Z")

Topics = Mapping[str, frozenset[str]]
Unit = tuple[Block, str]


def regions_by_topic(problem: Problem, blocks: Sequence[Block]) -> list[Region] | None:
    """Return a region for each part of a problem in their order, None where the sentences do not tell them apart."""
    topics = _topics(problem)
    if not all(topics.values()):
        return None
    found: dict[str, list[Block]] = {}
    waiting: list[Block] = []
    ids = list(topics)
    is_led = False  # the sentence above leads to what follows it: `The eigenvalues are`
    for count, (block, text) in enumerate(_units(blocks)):
        spoken = sorted({*_spoken_of(text, topics), *_named_in(text, problem)})
        if len(spoken) > 1 or count > MAX_UNITS:
            return None
        if spoken:
            ids = ids[ids.index(spoken[0]) :] if spoken[0] in ids else []
            if not ids:
                return None
            found.setdefault(spoken[0], []).extend((*waiting, block))
            waiting = []
        elif not found:
            waiting.append(block)
        elif is_led or not (isinstance(block, Formula) or _GIVES.search(text)):
            found[ids[0]].append(block)
        else:
            return None
        is_led = _LEADS.search(text) is not None
    parts = {part.id: part for part in problem.questions}
    return [Region(parts[id_], tuple(of)) for id_, of in found.items()] if len(found) == len(topics) else None


def _topics(problem: Problem) -> Topics:
    """Return the words for what each part alone asks for, in all languages."""
    lead = _said(problem.prompt)
    said = {part.id: _said(part.prompt) for part in problem.questions}
    found: dict[str, frozenset[str]] = {}
    for part in problem.questions:
        others = lead.union(*(other for id_, other in said.items() if id_ != part.id))
        own = [_near(word) for word in _asked_for(part)]
        found[part.id] = frozenset(near for words in own if words.isdisjoint(others) for near in words)
    times = Counter(word for words in found.values() for word in words)
    return {id_: frozenset(word for word in words if times[word] == 1) for id_, words in found.items()}


def _asked_for(part: Question) -> frozenset[str]:
    """Return the noun of the value that a part asks for, or the words of what is chosen; nothing of other parts."""
    match part.kind.reads:
        case "value":
            return phrase_asked("", part.prompt) & _said(part.prompt)
        case "choice":
            return _said(part.prompt) - phrases.singles(*cues.every()) - _ASKING
        case _:
            return frozenset()


def _said(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_FORMULA.sub(" ", text).casefold()))


def _near(word: str) -> frozenset[str]:
    """Return a word with its plurals, and what is called the same in all languages."""
    stems = {word, *(word.removesuffix(ending) for ending in ENDINGS if len(word) - len(ending) >= MIN_LETTERS)}
    same = {other for stem in stems for other in synonyms(stem)} | stems
    return frozenset(one + ending for one in same for ending in ("", *ENDINGS))


def _spoken_of(text: str, topics: Topics) -> list[str]:
    """Return the parts whose topics a sentence names, before its reason."""
    plain = prose_of(text).casefold()
    reason = phrases.words(cues.CAUSE, cues.REASON).search(plain, 1)
    said = frozenset(_WORD.findall(plain[: reason.start()] if reason else plain))
    return [id_ for id_, words in topics.items() if not said.isdisjoint(words)]


def _named_in(text: str, problem: Problem) -> list[str]:
    """Return the parts whose own symbols stand on the left sides of a sentence's formulas: `so $\\lambda_1 = 1$`."""
    formulas = [piece.text for piece in pieces(text) if piece.is_formula]
    lefts = [row.left for formula in formulas for row in assignments(formula)]
    lefts += [_MEMBER.split(formula, maxsplit=1)[0] for formula in formulas if _MEMBER.search(formula)]
    return [part.id for part in problem.questions if any(_is_called(part, left) for left in lefts)]


def _is_called(part: Question, left: str) -> bool:
    """Whether a left side is the symbol of a part, or a member of what it stands for."""
    symbols = {field.symbol for field in part.fields.values() if field.symbol}
    return bool(symbols) and field_named(part, _NUMBER.sub("", left)) is not None


_MEMBER = re.compile(r"\\in(?![A-Za-z])|∈")
_NUMBER = re.compile(r"_(?:\d|\{\s*\d(?:,\s*\d)*\s*\})\s*$")


def _units(blocks: Sequence[Block]) -> Iterator[Unit]:
    """Yield the sentences, and the lines that begin with a label, as blocks of their own; displays as they stand."""
    for block in blocks:
        match block:
            case Prose(text=text, source=source):
                for start, stop in _sentences(text):
                    line = source.line + text.count("\n", 0, start)
                    yield Prose(text[start:stop].strip(), replace(source, line=line)), text[start:stop]
            case Formula(text=text):
                yield block, f"${text}$"
            case Listing(items=items, marks=marks, counted=False) if not any(marks):
                for item in items:
                    yield from _units(item)
            case _:
                yield block, "$"


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(prose_of(text)):
        word = _LAST_WORD.search(text[max(start, match.start() - 12) : match.start() + 1])
        if match[0][0] == "." and word is not None and abbreviates(word[0][:-1]):
            continue
        if text[start : match.start()].strip():
            yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
