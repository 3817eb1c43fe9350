"""Blocks of code beside typed answers: assignments of plain numbers to fields, and a line that is only a formula.

Nothing is executed: what is more than numbers in brackets, or one formula, is not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.worded.beside.heads_said import is_unknown, refuses
from grader.submissions.forms.blocks import Block, Code, Heading
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.matching import find_field
from grader.verdict import Source
from grader.wording import writing_notices

# A line of the program itself: what is indented, or in a text, may never be done.
_LINE = re.compile(
    r"(?P<name>[^\W\d]\w*)\s*(?::\s*[\w.]{1,40}(?:\[[\w., ]{1,40}\])?\s*)?"
    r"=(?!=)\s*(?P<value>[^=#;]+?)\s*;?\s*(?P<remark>#.*)?"
)
_TEXTS = re.compile(r"\"\"\"|\'\'\'")
_ARRAY = re.compile(r"(?:\w+\.)?(?:array|asarray|tensor|matrix|Tensor)\((?P<inner>[^()]*)\)")
_NUMBERS = re.compile(r"[\d\s.,\[\]eE+*/-]*\d[\d\s.,\[\]eE+*/-]*")
_PROGRAM = re.compile(r"\b(?:import|from|def|print|return|for|while|class|lambda|with|if|assert|del|pass)\b|[{};]")


_DOUBT = re.compile(
    r"\b(?:or|not|maybe|perhaps|wrong|instead|should|oder|nicht|vielleicht|falsch|ou|pas|no)\b|\?", re.IGNORECASE
)


def in_code(question: Question, block: Code) -> list[Found]:
    """Return the answers in a block of code, and the block itself as one that is not read where it holds none."""
    if "file" in question.fields:
        return [_unread(block)]
    found = list(_assigned(question, block)) if len(question.fields) > 1 else list(_formula(block))
    return found if any(one.kind != "doubt" for one in found) else [_unread(block), *found]


def rebound(question: Question, blocks: Sequence[Block], later: Sequence[Block]) -> str:
    """Return the line of later code, below a head of no problem, that binds a field which code alone gives."""
    programs = [block for block in blocks if isinstance(block, Code)]
    if len(question.fields) < 2 or not programs or not later:
        return ""
    typed = "\n".join(block.text for block in blocks if not isinstance(block, Code | Heading))
    given = {one.name: one.text for block in programs for one in _assigned(question, block) if one.kind == "field"}
    found = (one for block in later if isinstance(block, Code) for one in _assigned(question, block))
    again = (one for one in found if one.name in given and one.text != given[one.name])
    return next((f"{one.name} = {one.text}" for one in again if not re.search(rf"\b{one.name}\b", typed)), "")


def _unread(block: Code) -> Found:
    return Found("unread", block.text, block.source, writing_notices.BLOCK_CODE)


def _assigned(question: Question, block: Code) -> Iterator[Found]:
    """Yield the fields that lines of a program set to plain numbers, where no line sets one of them otherwise.

    Where one does, there is a doubt about each field that it sets: an earlier program may have set that.
    """
    values: dict[str, Found] = {}
    if _TEXTS.search(block.text) or _RUNS.search(block.text) or _is_rejected(question, block.text):
        return
    for number, line in enumerate(block.text.split("\n")):
        match = _LINE.fullmatch(line.rstrip())
        name = find_field(question, match["name"]) if match else None
        if match is None or name is None:
            source = Source(block.source.file, block.source.line + number + _below_fence(block))
            values |= {one: _doubt(line, source, one) for one in _bound_otherwise(question, line)}
            continue
        array = _ARRAY.fullmatch(match["value"])
        text = array["inner"] if array else match["value"]
        source = Source(block.source.file, block.source.line + number + _below_fence(block))
        doubted = _DOUBT.search(match["remark"] or "") is not None or refuses(question, match["remark"] or "")
        is_plain = _NUMBERS.fullmatch(text) is not None and name not in values and not doubted
        value = Found("field", text.strip(), source, name, rank="code")
        values[name] = value if is_plain else _doubt(line, source, name)
    if (stop := _stopped(question, block.text, values)) and values:
        values = {
            name: replace(one, kind="doubt", why=writing_notices.CODE_STOPS.format(shown=stop))
            for name, one in values.items()
        }
    doubts = [one for one in values.values() if one.kind == "doubt"]
    yield from doubts or values.values()  # a field that is left out would count as one that nobody filled in


def _stopped(question: Question, text: str, values: Mapping[str, Found]) -> str:
    """Return a line by which a program may stop, or says of a field what its value does not plainly meet.

    `assert s == 2` below `s = 2` says it once more; what else it checks is not worked out.
    """
    for match in _STOP.finditer(text):
        said = _SAME.fullmatch(match["behind"])
        given = values.get(find_field(question, said["name"]) or "") if said else None
        if said is None or given is None or given.text != said["value"]:
            return clipped(match[0].strip())
    return ""


_STOP = re.compile(r"(?:^|[:;])[ \t]*+(?:raise|assert|(?:sys\.|os\.)?_?exit|quit)\b(?P<behind>.*)", re.MULTILINE)
_SAME = re.compile(r"\s*\(?\s*(?P<name>[^\W\d]\w*)\s*==\s*(?P<value>[^\s=#;()]+)\s*\)?\s*(?:#.*)?")


def _doubt(line: str, source: Source, name: str) -> Found:
    return Found("doubt", line.strip(), source, name, rank="code", why=writing_notices.CODE_BINDS_AGAIN)


def _is_rejected(question: Question, text: str) -> bool:
    """Whether a comment on a line of its own may reject what stands below it: `# rejected`."""
    remarks = [line.lstrip(" \t#") for line in text.split("\n") if line.lstrip().startswith("#")]
    return any(
        refuses(question, one) or (len(one.split()) <= LABEL_WORDS and is_unknown(question, one)) for one in remarks
    )


LABEL_WORDS = 2  # of a comment that calls what stands below it something


def _bound_otherwise(question: Question, line: str) -> Iterator[str]:
    """Yield the fields that a line of a program may set otherwise than to a plain value: `del s`, `s, q = 3, 4`."""
    program = line.partition("#")[0]
    flat = _BRACKETS.sub("()", program)
    pieces = [] if "=" not in flat else _ASSIGNED.split(flat)[:-1]
    is_set = {said for piece in pieces for said in _WHOLE_NAME.findall(piece.rpartition("=")[2])}
    is_set.update(_WALRUS.findall(program))
    is_target = program.lstrip().startswith(("(", "[", "*")) and "=" in flat
    binds = is_target or _BINDING.match(program) is not None
    for said in dict.fromkeys(_NAME.findall(program)):
        if (binds or said in is_set) and (name := find_field(question, said)) is not None:
            yield name


_NAME = re.compile(r"[^\W\d]\w*")
_WHOLE_NAME = re.compile(r"(?<![\w.])[^\W\d]\w*")
_ASSIGNED = re.compile(r"(?<![=!<>])=(?!=)")
_WALRUS = re.compile(r"(?<![\w.])([^\W\d]\w*+)\s*+:=")
_BRACKETS = re.compile(r"\([^()]*\)")
_BINDING = re.compile(
    r"\s*(?:async\s+)?(?:del|for|while|with|import|from|def|class|global|nonlocal|try|except|match|case)(?!\w)"
)
_RUNS = re.compile(r"(?<!\w)(?:exec|eval|globals|locals|vars|setattr|compile|__\w+__)\s*\(|import\s*\*|(?m:^\s*%)")


def is_rows(text: str) -> bool:
    """Whether a block holds nothing but several rows of numbers, set so that they stand below each other."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) > 1 and all(map(_ROW.fullmatch, lines))


_ROW = re.compile(r"[\s\d.,;/|+\[\]()−-]*\d[\s\d.,;/|+\[\]()−-]*")


def _formula(block: Code) -> Iterator[Found]:
    """Yield the only line of a block where it is one formula and no program."""
    lines = [line for line in block.text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    if len(lines) == 1 and not _PROGRAM.search(lines[0]):
        yield Found("formula", lines[0].strip(), block.source, rank="code")


def _below_fence(block: Code) -> int:
    """Return by how many lines the text of a block stands below its place: the fence of Markdown is one."""
    return 0 if ", cell " in block.source.file else 1
