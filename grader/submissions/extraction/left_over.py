"""What stands behind an answer, or beside one that could not be read: it may answer other parts, or other problems."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property

from grader.marking.answer import FieldAnswer
from grader.marking.read import is_readable
from grader.problems.question import Problem, Question
from grader.records import dataclass
from grader.submissions.extraction.foreign_answers import foreign_answers
from grader.submissions.extraction.whole_answers import whole_answers
from grader.submissions.forms.blocks import Block, Code, Given, Table
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.texts import clipped
from grader.submissions.kept import of_short
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target, parts_of
from grader.submissions.ledger.part_names import part_names
from grader.submissions.ledger.region import Region
from grader.submissions.not_done import is_not_done
from grader.wording import writing_notices

MAX_WORDS = 3  # of a line without a number or a formula that may be an answer: `no`, `not convex`
MAX_SAID = 5  # of them behind one answer that are looked at
MAX_TOKENS = 6  # of a line that gives nothing but one value
MIN_VALUES = 2  # in what could not be read, one of which may be another part's

_VALUE = re.compile(r"\d+(?:[.,/]\d+)*|\$[^$]+\$|\\[(\[](?>(?:[^\\]|\\[^)\]])*)", re.DOTALL)
_EQUATED = re.compile(r"[,;.&]\s*\$?\\?[^\W\d_][^\s=]{0,12}\s*[=:]")  # `, E = 3`
_LAST = re.compile(r"\b(?>\w+)(?=\W*\Z)")
_LABELLED = re.compile(r"(?=[^:$=]*[^\W\d_]{2})[^:$=]*:\s*(?P<value>[^:=]+)")  # `Section 10: 1608`
_FOOTNOTE = re.compile(r"\[\^\w{1,9}\]")
_SIGNS = re.compile(r"[:?,;–—→=.-]\s*")
_SAYS = re.compile(r"[\d$=:]|\\[(\[]")


def keep_left_over(ledger: Ledger, region: Region, said: Sequence[Stray]) -> None:
    """Keep other parts, fields or problems from being missing where a region holds more than what was read.

    `said` is what was said of it already.
    """
    question = region.question
    content = [block for block in region.blocks if is_content(block)]
    if not content or any(isinstance(block, Given) for block in content) or is_not_done(question, raw(content)):
        return
    left = LeftOver(ledger, question, content)
    if not any(name is not None for stray in said for _, name in stray.otherwise):
        left.keep_fields()
    if not left.keep_parts():
        left.keep_problems()


@dataclass(frozen=True, eq=False)
class LeftOver:
    """What stands in a region beside the answer that was read there."""

    ledger: Ledger
    question: Question
    content: Sequence[Block]

    @cached_property
    def whole(self) -> str:
        """All that was written."""
        return raw(list(self.content))

    @cached_property
    def answers(self) -> list[FieldAnswer]:
        """What was read, by field or as one."""
        whole = self.ledger.wholes.get(self.question.id)
        return [whole] if whole is not None else list(self.ledger.fields.get(self.question.id, {}).values())

    @cached_property
    def is_settled(self) -> bool:
        """Whether one text was taken for each field that was read."""
        return bool(self.answers) and all(one.error is None and one.candidates is None for one in self.answers)

    @cached_property
    def behind(self) -> list[str]:
        """The rest of the line of the last answer, and the lines behind it."""
        lines = [
            (block.source.file, block.source.line + place, line)
            for block in self.content
            for place, line in enumerate(raw([block]).split("\n"))
            if not (isinstance(block, Code) and _PROGRAM.search(line))
        ]
        return min((_behind(one, lines) for one in self.answers), key=len, default=[])

    def keep_fields(self) -> None:
        """Keep the fields without a value open where a short line gives one: `p = 1`, and below it `2 = s`."""
        filled = self.ledger.fields.get(self.question.id, {})
        missing = [name for name, field in self.question.fields.items() if name not in filled and not field.free]
        if not filled or not missing:
            return
        read = [one.text.strip() for one in filled.values()]
        inner = {line.strip() for text in read for line in text.split("\n")}
        lines = (line for line in self.whole.split("\n") if line.strip() not in inner)
        left = next((line for line in lines if _gives_one(line) and not any(one in line for one in read)), None)
        if left is not None:
            self._keep(writing_notices.LEFT_OVER_FIELD, left, [(self.question.id, name) for name in missing])

    def keep_parts(self) -> bool:
        """Keep the other parts of the problem open where something may answer them; return whether there are such."""
        problem = self.ledger.index.in_parts.get(self.question.id.rpartition(".")[0])
        parts = parts_of(problem) if problem else ()
        others = [one for one in parts if one[0] != self.question.id and self.ledger.is_open(one)]
        if problem is not None and others and (left := self._left() or _marked(problem, others, self.whole)):
            self._keep(writing_notices.LEFT_OVER, left, others)
        return bool(others)

    def _left(self) -> str:
        """Return what may answer something else than what was read, empty where nothing does."""
        if not self.is_settled:
            return self.whole if len(_VALUE.findall(self.whole)) >= MIN_VALUES else ""
        text = self.answers[0].text
        if len(self.question.fields) == 1 and _is_several(text):
            return "" if is_readable(self.question, {next(iter(self.question.fields)): text}) else self.whole
        beside, *behind = self.behind or [""]
        return beside if _EQUATED.search(beside) else next((line for line in behind if _may_answer(line)), "")

    def keep_problems(self) -> None:
        """Keep other problems open that a short line behind an answer may answer: `C`, and below it `Übung 6: no`."""
        behind = self.behind if self.is_settled else ["", *self.whole.split("\n")[1:]]
        lines = [(place == 0, line) for place, line in enumerate(behind) if line.strip() and not _says_why(line)]
        is_choice = self.question.kind.reads == "choice"
        if self.is_settled and not (lines or is_choice or any(isinstance(block, Table) for block in self.content)):
            return
        short = [(beside, line) for beside, line in lines if 0 < len(line.split()) <= MAX_TOKENS][:MAX_SAID]
        every = self.ledger.index.questions.values()
        others = [one for one in every if one is not self.question and self.ledger.is_open((one.id, None))]
        known = {line.strip() for one in self.answers for line in one.text.split("\n")}
        targets = self._whole_answers(others, lines)
        if not self.is_settled or is_choice:
            parted = re.split(r"[,;]\s+", self.whole.split("\n")[0])
            ends = [parted[0], parted[-1]] if len(parted) > 1 else []
            short += [(False, piece) for piece in ends if len(piece.split()) == 1]
        for beside, line in short:
            for one in others:
                is_free = one.kind.reads == "choice" or (self.is_settled and not beside)
                if (is_free or _LABELLED.fullmatch(line)) and _may_be(one, line, known):
                    targets.setdefault((one.id, None), line)
        if targets:
            self._keep(writing_notices.LEFT_BEHIND, next(iter(targets.values())), list(targets))

    def _whole_answers(self, others: Sequence[Question], lines: Sequence[tuple[bool, str]]) -> dict[Target, str]:
        """Return the questions that lines behind an answer, or any of one that is not read, may answer as a whole.

        With each line stands whether it is the rest of the answer's own, which holds no other whole answer.
        """
        tables = [" ".join(raw([block]).split()) for block in self.content if isinstance(block, Table)]
        first = [] if self.is_settled else self.whole.split("\n")[:1]
        found = foreign_answers(self.question, others, [line for _, line in lines])
        return {**found, **whole_answers(others, [*(line for beside, line in lines if not beside), *first, *tables])}

    def _keep(self, sentence: str, shown: str, targets: Sequence[Target]) -> None:
        said = sentence.format(shown=clipped(" ".join(shown.split())), id=self.question.id)
        source = self.content[0].source
        self.ledger.stray(Stray("", self.whole, source, said, {}, tuple(targets), mentioned=True))


# Lines of code that give no answer by what they say: loops, definitions, calls.
_PROGRAM = re.compile(
    r"^\s*(?:for|while|if|elif|else|def|class|import|from|return|with|try|except|assert|plt)\b|[\w.]\(|:\s*$|^\s*[#%!]"
)


def _behind(answer: FieldAnswer, lines: Sequence[tuple[str, int, str]]) -> list[str]:
    """Return the rest of the line in which an answer ends, and the lines behind it; nothing where it is not found."""
    text = (answer.written or answer.text).strip()
    last = text.rpartition("\n")[2].strip()
    source = answer.source
    first = next(
        (n for n, (file, line, _) in enumerate(lines) if source and (file, line) == (source.file, source.line)), 0
    )
    place = next((n for n, (_, _, line) in enumerate(lines[first:], first) if last and last in line), None)
    if place is None:
        return _behind_values(text, [line for _, _, line in lines[first:]])
    rest = lines[place][2].partition(last)[2]
    return [rest, *(line for _, _, line in lines[place + 1 :])]


def _behind_values(text: str, lines: Sequence[str]) -> list[str]:
    """Return the lines behind the last one that holds nothing but values of an answer that was put together."""
    known = set(_NUMBERS.findall(text))
    held = [bool(said := _NUMBERS.findall(line)) and known.issuperset(said) for line in lines]
    place = max((n for n, is_held in enumerate(held) if is_held), default=-1)
    return ["", *lines[place + 1 :]] if known and place >= 0 else []


_NUMBERS = re.compile(r"\d+")


def _gives_one(line: str) -> bool:
    """Whether a line is short, and gives one value: `2 = s`, `Schrittweite 2`."""
    return len(_VALUE.findall(_FOOTNOTE.sub("", line))) == 1 and len(line.split()) <= MAX_TOKENS


def _may_be(question: Question, line: str, known: Collection[str]) -> bool:
    """Whether a short line may answer a question: it ends in what can be read there, or gives one value not `known`."""
    if question.kind.reads == "choice":
        name = next(iter(question.fields))
        ends = {line.strip(), *_LAST.findall(line), _SIGNS.split(line)[-1].strip()}
        return any(one and is_readable(question, {name: one}) for one in ends)
    line = label["value"] if (label := _LABELLED.fullmatch(line)) else line
    values = _VALUE.findall(line)
    return question.kind.reads == "value" and _gives_one(line) and values[0].strip("$ ") not in known


@of_short
def _says_why(line: str) -> bool:
    """Whether a line is struck out, or gives nothing but a reason: `~~4~~`, `This holds since $…$`."""
    low = line.casefold().lstrip("*_`$ ")
    label = _LABELLED.fullmatch(line)
    return _STRUCK.fullmatch(line) is not None or (label is None and _REASON.match(low) is not None)


_STRUCK = re.compile(r"\s*~~[^~\n]+~~\s*")
# What holds for a reason is no value of another problem: what stands behind `so` may be one.
_REASON = re.compile(
    r"[\s,(]*(?:as\s+(?:shown|seen)\s+(?:in|by|above)|(?:this|that|it)\s+holds\s+(?:since|because|as|by)|(?:das|es|dies)\s+gilt,?\s+(?:weil|da|denn))(?!\w)"
    r"(?!.*(?<!\w)(?:so|thus|hence|therefore|also|donc|then)(?!\w))"
)


def _is_several(text: str) -> bool:
    """Whether a text has several values, with words, or signs that part them, beside them."""
    parted = re.search(r"[,;&]|(?<![\\\w])[^\W\d_]\s", text)
    return parted is not None and len(_VALUE.findall(text)) >= MIN_VALUES


def _marked(problem: Problem, others: Sequence[Target], whole: str) -> str:
    """Return the mark of another part with something behind it that stands anywhere in a text: `as in (b) 3`."""
    names = [re.escape(name) for name, part in part_names(problem).items() if (part.id, None) in others]
    match = re.search(rf"(?<![\w\\])\(?(?:{'|'.join(names)})\)\s*(?:is|=|:|ist|est)?\s*[\d$]", whole)
    return match[0] if match else ""


def _may_answer(line: str) -> bool:
    """Whether a line may be, or hold, an answer: with a number, a formula or a label, or no more than a few words."""
    tokens = line.split()
    return bool(tokens) and (_SAYS.search(line) is not None or len(tokens) <= MAX_WORDS)
