"""The answer to a question with one field: what is called so, else the formulas that may be it.

Where several may be it none is passed over: all are handed on, and marking decides them by a written rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from grader.claims.chains import chain
from grader.problems.question import Question
from grader.submissions.extraction import cues
from grader.submissions.extraction.bindings import Bindings
from grader.submissions.extraction.clause import Clause
from grader.submissions.extraction.code import in_code
from grader.submissions.extraction.entries import entries_of, takes_list
from grader.submissions.extraction.formulas import assignment
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.lexemes import Lexeme, lexer_of
from grader.submissions.extraction.naming import field_in_heading, field_named, is_answer, symbol_named
from grader.submissions.extraction.phrases import label as label_pattern
from grader.submissions.extraction.phrases import words
from grader.submissions.extraction.prompts import Asked, asked_of
from grader.submissions.extraction.restricted import is_bare, is_solved
from grader.submissions.extraction.sentences import PARAGRAPH, STOP, sentences
from grader.submissions.extraction.stated import LABEL, stated
from grader.submissions.extraction.values import value
from grader.submissions.extraction.vocabulary import declared_names, undecorated
from grader.submissions.forms.blocks import Block, Code, Formula, Heading, Listing, Prose, Table, Unread
from grader.submissions.forms.tables import entries_of as entries_of_table
from grader.submissions.forms.texts import is_single
from grader.submissions.ledger.matching import find_field
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.submissions.weights.files import LINE
from grader.verdict import Source


@dataclass
class SinglePage:
    """What was found under one heading for a question with one field so far.

    `lexemes` are those of the paragraphs since the last stop; `label`: a heading called what stands below the answer,
    and `below` is where that began.
    """

    question: Question
    found: list[Found] = field(default_factory=list)
    lexemes: list[Lexeme] = field(default_factory=list)
    file: str = ""
    below: int | None = None

    def __post_init__(self) -> None:
        self.asked, self.lexer, self.bindings = (
            asked_of(self.question),
            lexer_of(self.question),
            Bindings(self.question),
        )

    def read(self, blocks: Sequence[Block]) -> list[Found]:
        """Return what the blocks say."""
        for block in blocks:
            self.block(block)
        self.begin(None)
        return self.bindings.written_out(self.found)

    def begin(self, below: int | None) -> None:
        """Begin what stands under another heading; the one formula below a heading `Answer` is called the answer."""
        self.stop()
        if self.below is not None:
            under = [n for n in range(self.below, len(self.found)) if self.found[n].kind in {"formula", "doubtful"}]
            if len(under) == 1 and self.found[under[0]].kind == "formula":
                self.found[under[0]] = replace(self.found[under[0]], kind="answer")
        self.below = below

    def stop(self) -> None:
        """Read the paragraphs since the last stop."""
        for sentence in sentences(self.lexemes):
            whole = Clause(tuple(sentence))
            self.bindings.take(whole.skeleton, whole.formulas)
            self.keep(stated(self.asked, sentence, self.file, self.bindings.meanings))
        self.lexemes = []

    def keep(self, found: Sequence[Found]) -> None:
        """Keep what a sentence says; `Answer:` without a value calls the next formula so."""
        for one in found:
            waits = self.found and self.found[-1].kind == "answer" and not self.found[-1].text
            if waits and one.kind in {"formula", "doubtful"}:
                why = one.name if one.kind == "doubtful" else ""
                self.found[-1] = replace(one, kind="answer", name="", why=why)
            else:
                self.found.append(one)

    def block(self, block: Block) -> None:
        """Take one block."""
        if block.source.file != self.file:
            self.stop()
            self.file = block.source.file
        match block:
            case Heading(title=title):
                named = field_in_heading(self.question, title) or is_answer(title)
                self.begin(len(self.found) if named else None)
                self.below = len(self.found) if named else None
            case Prose(text=text) | Formula(text=text) if len(text) > BLOCK_CHARACTERS:
                said = f"a stretch of more than {BLOCK_CHARACTERS} characters (limit BLOCK_CHARACTERS)"
                self.unread(text, block.source, said)
            case Prose():
                self.lexemes += [*self.lexer.paragraph(self.prose(block), block.source), PARAGRAPH]
            case Formula(text=text):
                self.lexemes += [*self.lexer.display(text, block.source), PARAGRAPH]
            case Listing():
                self.listing(block)
            case Table():
                self.table(block)
            case Code():
                self.stop()
                self.found += in_code(self.question, block)
            case Unread(what=what, text=text, lost=lost):
                self.unread(text, block.source, what if lost else "")
            case _:
                return

    def unread(self, text: str, source: Source, what: str) -> None:
        """Keep what is never looked into."""
        self.stop()
        self.found += [Found("unread", text, source, what)] if what else []

    def prose(self, block: Prose) -> str:
        """Return a paragraph without decoration and without the lines that name a file of arrays."""
        lines = undecorated(block.text).split("\n")
        for number, line in enumerate(lines):
            label = label_pattern().match(line.casefold())
            match = LINE.fullmatch(line[label.end() :] if label else line)
            if match and "file" not in self.question.fields:
                self.found.append(Found("file", match[1], replace(block.source, line=block.source.line + number)))
                lines[number] = ""
        return "\n".join(lines)

    def listing(self, block: Listing) -> None:
        """Take a list: of entries where one is expected, of one item that may begin with a minus, else item by item."""
        entries = entries_of(self.question, block)
        if entries is not None and (len(block.items) == 1 or takes_list(self.question) or self._waits()):
            self.stop()
            minus = _minus(block, entries)
            self.keep([Found("formula", entries, block.source, other=minus)])
            return
        for item in block.items:
            if len(block.items) > 1:
                self.stop()
            for inner in item:
                self.block(inner)
            self.lexemes.append(STOP)

    def _waits(self) -> bool:
        """Whether an answer was announced whose value has not followed."""
        self.stop()
        return bool(self.found) and self.found[-1].kind == "answer" and not self.found[-1].text

    def table(self, block: Table) -> None:
        """Take a table with a row for the field, or a column for it."""
        self.stop()
        entries = entries_of_table(block, lambda cell: find_field(self.question, undecorated(cell)) is not None)
        named = [entry for entry in entries if entry.name and len(entry.cells) == 1]
        self.found += [Found("answer", value(undecorated(entry.cells[0])), block.source) for entry in named]
        if not named:
            self.found.append(Found("unread", block.text, block.source, "a table"))


def _minus(block: Listing, entries: str) -> str:
    """Return the other reading of a list of one item behind a dash: `- 5` may be −5."""
    is_dash = "".join(re.sub(r"[$`]", "", block.text).split()) == f"-{''.join(entries.split())}"
    return f"-{entries}" if is_dash and re.match(r"[\w\\.(]", entries) and not entries.startswith("\\begin") else ""


def candidates(found: Sequence[Found]) -> list[Found]:
    """Return the formulas that may be the answer in order, equal ones once, where they stand last.

    What takes something back makes all before it doubtful.
    """
    kept: dict[str, Found] = {}
    said = "something is taken back behind it"
    found = _with_rounded(found)
    back = max((place for place, one in enumerate(found) if _takes_back(one)), default=-1)
    for place, one in enumerate(found):
        if one.kind in {"formula", "doubtful"} and one.text.strip():
            key = "".join(one.text.split())
            kept.pop(key, None)
            kept[key] = one if place > back else replace(one, kind="doubtful", name=said, rank="against")
    typed = [one for one in kept.values() if one.rank != "code"] or list(kept.values())
    if len(typed) == 1 and typed[0].rank == LABEL:
        return [
            typed[0],
            replace(typed[0], kind="doubtful", name=f"nobody knows what `{typed[0].text}` is called", rank="inline"),
        ]
    if len(typed) < 2:
        return typed
    why = "the words before it lead to no answer"
    return [replace(one, kind="doubtful", name=why, rank="inline") if one.rank == LABEL else one for one in typed]


def without_functions(question: Question, texts: Sequence[Found]) -> list[Found]:
    """Return candidates without functions of the symbol that the last one, and no other, defines.

    `L(t) = …` and `L'(t) = …` are steps where `t = …` stands behind them.
    """
    rows = [assignment(one.text) if one.kind == "formula" else None for one in texts]
    name = next(iter(question.fields))
    given = [n for n, row in enumerate(rows) if row is not None and _defines(question, row.left) == name]
    if given != [len(texts) - 1] or texts[-1].rank not in {"display", "concluded"}:
        return list(texts)
    calls = [_CALL.fullmatch(row.left) if row else None for row in rows]
    return [one for one, call in zip(texts, calls, strict=True) if not call or not _is_step(question, call, name)]


def _is_step(question: Question, call: re.Match[str], name: str) -> bool:
    is_declared = call["name"].removeprefix("\\") in question.names.functions
    return not is_declared and _defines(question, call["of"]) == name


def _defines(question: Question, left: str) -> str | None:
    return field_named(question, _HAT.sub(r"\g<name>", left))


_HAT = re.compile(r"\\(?:wide)?(?:hat|tilde)\s*\{?(?P<name>\s*\\?[A-Za-z]+)\}?")  # an estimate of what is below it
_CALL = re.compile(r"(?P<name>\\?[A-Za-z]+)'{0,3}\s*\((?P<of>[^()=]{1,30})\)")


def _with_rounded(found: Sequence[Found]) -> list[Found]:
    """Return what was found with a value and what it is about as one: `e^2, so about 7.39`."""
    joined: list[Found] = []
    for one in found:
        before = joined[-1] if joined else None
        if before is not None and before.kind == one.kind == "formula" and one.text.startswith("≈"):
            joined[-1] = replace(before, text=f"{before.text} {one.text}")
        else:
            joined.append(one)
    return joined


def members(question: Question, texts: Sequence[Found]) -> Found | None:
    """Return the set of values that stand by themselves, `x = -1` and below it `x = 2`, None where no two do.

    Of bounds, `x > 0` and below it `x < 2`, it is what satisfies all.

    Nobody can tell whether they are its members, or the last one is the answer: it is one more candidate.
    """
    bounds = [
        one.text for one in texts if one.kind == "formula" and _BOUND.search(one.text) and is_solved(question, one.text)
    ]
    if question.kind.expects == "set" and len(bounds) > 1:
        return replace(texts[-1], kind="formula", text=" and ".join(bounds))
    values = [_member(one) for one in texts if one.kind == "formula"]
    found = list(dict.fromkeys(one for one in values if one))
    if question.kind.expects != "set" or len(found) < 2 or not values[-1]:
        return None
    return replace(texts[-1], kind="formula", text=f"{{{', '.join(found)}}}")


_BOUND = re.compile(r"[<>≤≥]|\\(?:le|ge|leq|geq|lt|gt)(?![A-Za-z])")


def _member(one: Found) -> str:
    """Return the value that a formula gives, by itself or behind a name; empty where it is a set, or a relation."""
    row = assignment(one.text)
    text = row.right if row and is_bare(row.left) and not re.search(r"['(]", row.left) else one.text
    is_value = is_single(text) and not re.search(
        r"±|\\pm(?![A-Za-z])|[=<>≤≥∈∞{\[]|\\(?:in|le|ge|lt|gt|leq|geq|to|infty|emptyset|cup)(?![A-Za-z])", text
    )
    return text if is_value else ""


def enumerates(texts: Sequence[Found]) -> bool:
    """Whether all that stands there are values of one letter, each by itself: `x = 2`, and below it `x = 5`."""
    rows = [assignment(one.text) if one.kind == "formula" and one.rank == "display" else None for one in texts]
    letters = {_bare_left(row.left) for row in rows if row and is_bare(row.left)}
    return all(rows) and len(letters) == 1 and all(map(_member, texts))


def renamed(question: Question, texts: Sequence[Found], place: int | None) -> tuple[list[Found], int | None]:
    """Return candidates with what stands before a name that nobody knows at the end of a chain: `S/n = \\bar{x}`.

    It gives credit in the place of the whole chain, and never a zero by itself.
    """
    chosen = place if place is not None else len(texts) - 1 if len(texts) == 1 else None
    if chosen is None or texts[chosen].kind not in {"formula", "answer"} or texts[chosen].why:
        return list(texts), place
    found = chain(texts[chosen].text)
    last = found.members[-1]
    is_name = _LETTER.fullmatch(last) is not None and last not in declared_names(question)
    if len(found.members) < 3 or found.is_approximate or not is_name or is_bare(found.members[-2]):
        return list(texts), place
    if find_field(question, last) or symbol_named(question, last):
        return list(texts), place
    shorter = replace(texts[chosen], kind="formula", text=" = ".join(found.members[:-1]))
    return [*texts, shorter], len(texts)


# A letter, perhaps with a mark and an index, that is no constant.
_LETTER = re.compile(
    r"(?:\\(?:bar|hat|tilde|overline|widehat|mathbf|mathcal|vec)(?![A-Za-z])\s*\{?\s*)?(?!(?:e|i|\\pi)(?![A-Za-z]))"
    r"(?:[A-Za-z]|\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|theta|lambda|mu|nu|xi|rho|sigma|tau|phi|varphi|psi|omega))"
    r"\s*\}?(?:_\{?\w{1,8}\}?)?(?:\^\{?\*\}?)?"
)


def _takes_back(one: Found) -> bool:
    said = {"context": one.name, "doubtful": one.text}.get(one.kind, "")
    return words(cues.RETRACTION).search(said.casefold()) is not None


def named(texts: Sequence[Found], asked: Asked | None = None) -> int | None:
    """Return which candidate may give credit: the last display or conclusion, without these the last one in a sentence.

    What gives something else behind an equation for what is `asked` is none of these. None where behind it something
    stands that speaks against it, or another display of which nobody can tell.
    """
    strayed = _strayed(asked, texts) if asked is not None else frozenset()
    for ranks in ({"display", "concluded"}, {"inline"}, {LABEL}):
        places = [n for n, one in enumerate(texts) if one.kind == "formula" and one.rank in ranks and n not in strayed]
        if places:
            after = texts[places[-1] + 1 :]
            spoiled = any(one.kind == "doubtful" and one.rank in {"against", "display"} for one in after)
            return None if spoiled else places[-1]
    return None


def _strayed(asked: Asked, texts: Sequence[Found]) -> frozenset[int]:
    """Return the candidates with another name on their left behind one for what is asked for: `λ = S/n`, `ℓ(λ) = …`."""
    rows = [assignment(one.text) if one.kind == "formula" else None for one in texts]
    wanted = [
        n for n, row in enumerate(rows) if row and (asked.asks_for(row.left) or _defines(asked.question, row.left))
    ]
    if not wanted:
        return frozenset()
    names = {_bare_left(row.left) for n, row in enumerate(rows) if row and n in wanted}
    others = ((n, row.left) for n, row in enumerate(rows) if row and n > wanted[0] and n not in wanted)
    return frozenset(n for n, left in others if is_bare(left) and _bare_left(left) not in names)


def _bare_left(left: str) -> str:
    return re.sub(r"[\s{}]|_\{?\w+\}?|\^\{?\*\}?|\\(?:hat|tilde|bar|widehat)", "", left)


def is_nothing(one: Found) -> bool:
    """Whether a text only says where an answer is to be written: `Answer:`, `TODO`."""
    if one.kind == "answer":
        return not one.text
    return one.kind == "context" and words(cues.NOTHING).fullmatch(one.name.casefold().strip(" .:!*_[]()")) is not None
