r"""The text of a derivation as lines: what stands in displays and environments, with the signs that join its parts.

A line is words, a definition (`let u = …`), or parts of formulas with signs before them. Displays, `align` and its kin,
`&`, numbers and labels of lines are dress; `\\` ends a line, but in matrices and cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from grader.claims.chains import depths
from grader.claims.derivations.bullets import without_bullets, without_quotation
from grader.claims.derivations.calculations import without_calculation
from grader.claims.derivations.cases import case_before, case_behind, end_of_cases
from grader.claims.derivations.definitions import named_in
from grader.claims.derivations.labels import without_labels
from grader.claims.derivations.lines import KNOWN, SIGN, Case, Defined, Line, Skipped, is_signed, parts_of
from grader.claims.derivations.remarks import Remark, assertion, reason_in, told_in, without_lead, without_remarks
from grader.claims.line_marks import without_line_marks, without_notes
from grader.errors import LimitError
from grader.language.spelling.greek import GREEK_NAMES
from grader.records import replace
from grader.wording import reasons

MAX_LINES = 200  # of a derivation
MAX_TEXT = 40_000  # characters of a derivation
MAX_CLAUSES = 20  # `so`, `hence` in a line at which it is parted

_DRESS = re.compile(
    r"\\(?:begin|end)\{(?:align(?:ed|at|edat)?|gather(?:ed)?|equation|split|eqnarray|multline|displaymath|math)\*?\}"
    r"(?:\{\d\})?|\$\$|\\\[|\\\]|\\(?:no(?:number|tag))(?![A-Za-z])|\\(?:tag|label)\*?\{[^{}]*\}"
    r"|\\[hv]?phantom\*?\{(?:[^{}]|\{[^{}]*\})*\}|\\mathrel\s*\{\s*\\[hv]?phantom\*?\{(?:[^{}]|\{[^{}]*\})*\}\s*\}"
    r"|^[^\S\n]*```\w*[^\S\n]*$",
    re.MULTILINE,
)
_BEGIN = re.compile(r"\\begin\{(?P<name>[^{}]*)\}")
_CUE = re.compile(
    r"(?:(?:so|thus|hence|therefore|then|and|now|finally|first|next|also|again|similarly|consequently|either|proof|solution|answer"
    r"|(?:we|you) (?:get|have|obtain|find|see that|know(?: that)?)|which (?:gives|is|yields|means|implies)"
    r"|it follows that"
    r"|because of this|that is|i\.e\.|this (?:gives|is|yields|means|implies)|start(?:ing)? (?:from|with))\b[,:.]?\s*)+",
    re.IGNORECASE,
)
_LET = re.compile(r"(?:let|define|set|put|where|with|denote)\b\s*:?\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_CONDITION = re.compile(
    r"\b(?:if|for|when|whenever|case|assume|assuming|suppose|provided|unless|since|because|as long as|except)\b",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:since|because)\b", re.IGNORECASE)  # within words alone it is no condition
_NAME = r"\\?[A-Za-z](?>(?:_\w+)?)"
_NAMES = rf"{_NAME}(?:\s*(?:,|and)\s*{_NAME})*"
_FOR_ALL = re.compile(
    rf"[\s,;(]{{1,4}}for (?:all|every|any|each) (?:real )?(?:numbers? )?{_NAMES}\s*\)?\.?$", re.IGNORECASE
)
_FOR_ALL_BEFORE = re.compile(
    rf"(?:(?<!\s)\s+)?for (?:all|every|any|each) (?:real )?(?:numbers? )?{_NAMES}\s*"
    r"(?:[,:]|we have\b|it holds that\b)\s*",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"(?:(?<!\s)\s+)?(?:(?:(?:[,;]|\\q?quad(?![A-Za-z]))(?>\s*))?(?:\\text(?>\s*)\{(?>\s*))?"
    r"(?<![\w\\])(?P<word>where|with|wobei|mit|avec)\b\s*\}?|[,;]|\\q?quad(?![A-Za-z]))",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?:(?<!\s)\s+)?(?:□|∎|QED|q\.e\.d\.?|w\.\s?z\.\s?b\.\s?w\.?|\\(?:square|blacksquare|qed|Box)(?![A-Za-z]))(?>\s*)\$?(?>\s*)\.?$",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"[\s.,;]{1,4}(?:then|now|so|hence|thus)(?:\s(?:we|you)\s(?:get|have|find|obtain))?[\s,:]{0,4}$", re.IGNORECASE
)
_GOAL = re.compile(
    r"(?:(?:we|i)\s(?:want|need|have|wish|are|aim|would like)\s(?:to|now to)\s(?:show|prove|verify|check|see)"
    r"|to\s(?:show|prove|be\sshown)|it\s(?:remains|suffices)\sto\s(?:show|prove)|goal|claim|to prove)\b"
    r"(?!.*\b(?:if|when|assum\w*|suppos\w*|provided|unless|only)\b)",
    re.IGNORECASE,
)  # what is to be shown, and no step
_IS_EQUAL = re.compile(r"(?:this|that|which|it)\s+(?:is|equals)\s+(?==)", re.IGNORECASE)
_BLANKS = re.compile(r"\s{4,}|\t")
_CLAUSE = re.compile(
    r"(?:(?:(?<!\s)\s+)?[,;](?>\s*)(?:and\s+)?|(?<!\s)\s+and\s+(?=so|hence|thus|therefore))"
    r"(?P<word>so|hence|thus|therefore|then|i\.e\.|that is|which (?:means|gives|yields))\b[,:]?\s*"
    r"|(?:(?<!\s)\s+)?\.\s+(?P<rest>(?:Then|So|Hence|Thus|Therefore|Now|But|And|We|Since|Because|If|For|Case|In|By|Using|Otherwise"
    r"|Else|Finally|Also|Let)\b)"
)
_CONCLUDES = re.compile(r"(?:so|thus|hence|therefore|consequently|altogether|together|finally)\b", re.IGNORECASE)
_FUNCTIONS = KNOWN - frozenset(GREEK_NAMES)  # `with sin(2x) = 2 sin(x) cos(x)` defines nothing
_WORD = re.compile(r"(?<![\\A-Za-z_^{])[A-Za-z]{3,}(?![A-Za-z_(^{])")


def lines_of(text: str, names: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    """Return the lines of a derivation; words in `names` belong to formulas. Raises LimitError: too many lines."""
    pieces, doubtful = _bare_pieces(text, names)
    notes = [Skipped(note, number, binds=True, is_reason=True) for number, note in doubtful.items()]
    named = named_in(pieces, names)
    found: list[Line] = [*notes]
    for place, (number, piece) in enumerate(pieces):
        given = named.get(place)
        found += given.lines if given else ()
        found += _read(given.rest if given else piece, number, names)
    return tuple(found)


def pieces_of(text: str, names: frozenset[str]) -> tuple[str, ...]:
    """Return the lines of a derivation as they are typed, without their dress. Raises LimitError: too many lines."""
    return tuple(piece for _, piece in _bare_pieces(text, names)[0])


def _bare_pieces(text: str, names: frozenset[str]) -> tuple[list[tuple[int, str]], dict[int, str]]:
    """Return the lines with their numbers, without bullets, and the notes beside them that may be read otherwise."""
    if len(text) > MAX_TEXT:
        raise LimitError(reasons.DERIVATION_TOO_LONG.format(count=len(text), max_text=MAX_TEXT))
    plain, doubtful = without_notes(without_line_marks(without_labels(without_quotation(text), names)))
    pieces = list(_pieces(plain))
    if len(pieces) > MAX_LINES:
        raise LimitError(reasons.DERIVATION_LINES_MAX_LINES.format(count=len(pieces), max_lines=MAX_LINES))
    return without_bullets(pieces, names), doubtful


def _pieces(text: str) -> list[tuple[int, str]]:
    """Return the lines that are not empty, with their numbers in the text."""
    text = _DRESS.sub(lambda match: "\n" * match[0].count("\n") + "\x00", text)
    found = []
    for number, line in enumerate(_in_one_line(text).split("\n"), 1):
        for piece in re.split(r"\x00|\\\\(?:\[[^\]]*\])?|\\newline", line):
            bare = piece.replace("&", " ").replace("\x01", "\\\\").replace("\x02", "&").strip()
            if bare.strip("$ \t.,;"):
                found.append((number, bare))
    return found


def _in_one_line(text: str) -> str:
    """Return a text in which no matrix, and nothing else that begins and ends, is parted into lines and cells."""
    kept: list[str] = []
    open_ones: set[str] = set()
    end = 0
    for begin in _BEGIN.finditer(text):
        if begin.start() < end or begin["name"] in open_ones:
            continue
        closing = f"\\end{{{begin['name']}}}"
        stop = text.find(closing, begin.end())
        if stop < 0:
            open_ones.add(begin["name"])
            continue
        stop += len(closing)
        inner = text[begin.start() : stop].replace("\\\\", "\x01").replace("&", "\x02").replace("\n", " ")
        kept += [text[end : begin.start()], inner]
        end = stop
    return "".join([*kept, text[end:]])


def _read(text: str, number: int, names: frozenset[str]) -> Iterator[Line]:
    """Yield what stands in a line: a case, and one clause after the other, `sigma(z) = z, so sigma(z) >= 0`."""
    plain = _BLANKS.sub("   ", _without_dollars(text))
    if not _DONE.sub("", plain).strip():
        return
    of_all = end_of_cases(plain)
    if of_all is not None:
        plain = of_all
        yield Case(text, "", number, ends=True)
    for clause in _clauses(plain, names) if plain else []:
        before = case_before(clause)
        if before is not None:
            condition, clause = before  # noqa: PLW2901 (what is left of it)
            yield Case(text, condition, number)
        for part in _clauses(clause, names) if before is not None and clause else [clause] if clause else []:
            yield from _clause(part, number, names)


def _clauses(plain: str, names: frozenset[str]) -> list[str]:
    """Return the parts of a line that are claimed one after the other: `A = B, so C = D`, `A = B. Then C = D`."""
    depth, found, start = depths(plain), list[str](), 0
    for joint in islice(_CLAUSE.finditer(plain), MAX_CLAUSES):
        before, after = plain[start : joint.start()], plain[joint.end() :]
        if depth[joint.start()] or not is_signed(after):
            continue
        if is_signed(before) or (joint["word"] and assertion(before, names) is not None):
            found.append(before)
            start = joint.end() if joint["word"] else joint.start("rest")
    return [*found, plain[start:]]


def _clause(text: str, number: int, names: frozenset[str]) -> Iterator[Line]:
    let = _LET.fullmatch(text)
    if let is not None:
        found = _definition(let["rest"], text, number)
        told = _told_with(text, found, names)
        yield Skipped(text, number, told.binds, holds=told.holds) if told is not None and told.holds else found
        return
    if _GOAL.match(text):
        yield Skipped(text, number, binds=False)
        return
    cue = _CUE.match(text)
    body = text[cue.end() :] if cue else text
    if cue is not None and cue[0].strip() == "and" and is_signed(body):  # which may join it to the line before
        head = next(_formula(text, body, number, names, concludes=False))
        if isinstance(head, tuple):
            yield (replace(head[0], text=f"and {head[0].text}"), *head[1:])
            return
    if (told := assertion(body, names)) is not None:
        is_reason = reason_in(body, names) is not None
        is_bound = not is_reason and _CONDITION.search(_REASON.sub("", body)) is not None
        yield Skipped(text, number, binds=told.binds or is_bound)
        return
    yield from _formula(text, body, number, names, concludes=cue is not None and _CONCLUDES.match(text) is not None)


def _formula(text: str, body: str, number: int, names: frozenset[str], *, concludes: bool) -> Iterator[Line]:
    """Yield the formula of a clause, and what stands around it; `body` is the clause behind its cue."""
    body, said = without_lead(_without_for_all(body), names)
    again = _CUE.match(body) if said else None  # `Since x >= 0, we get …`
    body = body if again is None or not is_signed(body[again.end() :]) else body[again.end() :]
    body, beside = without_calculation(_IS_EQUAL.sub("", body), names)
    body, behind = without_remarks(_without_for_all(body), names)
    case = case_behind(body)
    if case is not None:
        body, condition = case
    body = _DONE.sub("", body).strip().rstrip(".,;: ").strip()
    found = [Skipped(one.text, number, one.binds, is_reason=True, holds=one.holds) for one in (*said, *behind)]
    found += [Skipped(beside, number, binds=False, is_reason=True, holds=(beside,))] if beside else []
    stated = [one for one in found if one.holds]
    reason = reason_in(body, names)
    if reason is not None:
        yield Skipped(text, number, binds=reason.binds or (is_signed(body) and not reason.holds), holds=reason.holds)
        yield from stated
        return
    words = [word for word in _WORD.findall(_without_texts(body)) if word not in KNOWN | names]
    if len(words) > 1 or _CONDITION.search(_without_texts(body)):
        yield Skipped(text, number, binds=bool(SIGN.search(body) or _CONDITION.search(body)))
        yield from stated
    elif not body:
        yield from found or [Skipped(text, number, binds=False)]
    else:
        if case is not None:
            yield Case(text, condition, number, is_line=True)
        yield from found
        yield tuple(replace(part, concludes=concludes) for part in parts_of(body, number))


def _without_for_all(body: str) -> str:
    return _FOR_ALL_BEFORE.sub("", _FOR_ALL.sub("", body))


def _without_dollars(text: str) -> str:
    return re.sub(r"(?<!\\)\$|\\\(|\\\)", " ", text).strip()


def _without_texts(body: str) -> str:
    return re.sub(r"\\(?:operatorname|mathrm|text(?:rm|bf|it)?|mathbf)\*?\{[^{}]*\}", " ", body)


def _definition(rest: str, text: str, number: int) -> Line:
    parts = list(parts_of(_THEN.sub("", rest.strip()).rstrip(".,;: "), number))
    is_named = len(parts[0].text.split()) == 1 and parts[0].text.partition("(")[0].removeprefix("\\") not in _FUNCTIONS
    if len(parts) == 2 and parts[1].sign == "=" and not parts[0].sign and is_named:
        return Defined(parts[0].text, parts[1].text, number)
    return Skipped(text, number, binds=True)


def _told_with(text: str, found: Line, names: frozenset[str]) -> Remark | None:
    """Return the relation of `with sin(x)^2 + cos(x)^2 = 1`, which defines no name; None for any other line."""
    is_told = isinstance(found, Skipped) and re.match(r"(?:with|where)\b", text, re.IGNORECASE) is not None
    return told_in(text, names) if is_told else None


def joint_in(text: str) -> re.Match[str] | None:
    """Return what joins a formula to what is said of its letters: a comma, a wide blank or a word; None without one."""
    depth = depths(text)
    found = (match for match in _JOINT.finditer(text) if match.start() and not depth[match.start()])
    return next(found, None)
