"""What running text says about a question's fields: assignments, labelled answers, formulas that stand alone.

Closed tables say which words may stand before an answer. What they do not know is never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from grader.language.functions import CONSTANTS, FUNCTIONS
from grader.language.reader import canonical_name
from grader.problems.question import Question
from grader.submissions import formulas
from grader.submissions.blocks import Prose
from grader.submissions.matching import find_field
from grader.submissions.spans import STAND_IN, Piece, masked, pieces
from grader.verdict import Source


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a text says. `kind`:

    `field`: the field `name` is `text` · `unknown`: a `name` that no field has is `text` · `answer`: the answer is
    `text`, which follows in the next block where it is empty · `formula`: a formula that stands alone ·
    `open`: mathematics that is not closed · `several`: values for several names at once · `unread`: what is never
    looked into, called `name` · `file`: the arrays in the file `text` are the answer · `context`: anything else, its
    words in `name`.
    """

    kind: str
    text: str
    source: Source
    name: str = ""


LABEL = re.compile(
    r"(?:(?:so|thus|hence|therefore|then|and|finally|in total)[,:]?\s+)*"
    r"(?:(?:the|my|our|final|correct)\s+)*(?:answers?|results?)"
    r"(?:\s+(?:is|are|equals|will be|would be)\b\s*:?|\s*(?::=|[:=]))\s*",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"(?:(?:so|thus|hence|therefore|then|and|finally|we|get|obtain|have|find|it|follows|that|this|gives|giving|yields|"
    r"which|is|i\.e\.|=|∴|⇒)[,:]?\s+)*",
    re.IGNORECASE,
)
CUT = re.compile(
    r"[\s,;(–—-]*\s(?:\(?(?:because|since|so that|which|as the|as it|due to|hence|thus|therefore|see|by the)\b).*"
    r"|\s+\([A-Za-z]{2,}(?:,?\s[A-Za-z]{2,})+\)",
    re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(
    r"[\s,;]*(?:if|when|unless|for|or|else|otherwise|except|times|plus|minus|mod|modulo|divided|up to)\b", re.IGNORECASE
)
UNSAID = re.compile(
    r"\b(?:if|suppose|assume|unless|when|not|never|cannot|can't|wrong|otherwise|instead|example|e\.g)\b", re.IGNORECASE
)
_SEPARATOR = re.compile(rf":=|≔|(?<![<>!:=≠])=(?!=)|:(?=\s|{STAND_IN}|$)|\s(?:is|are|equals)\s+(?=[{STAND_IN}\[(\d])")
_BREAK = re.compile(r"\n|[;,]|[.?](?=\s|$)|\s(?:and|so|then|thus|hence|where|with)\s+(?=[^=:,;\n]{1,60}(?::=|=|:\s))")
_BOLD = re.compile(
    r"(?<![\w*])\*\*(?=\S)(.+?)(?<=\S)\*\*(?![\w*])|(?<![\w_])__(?=\S)(.+?)(?<=\S)__(?![\w_])", re.DOTALL
)
_ITALIC = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])(?=\s*:)|(?<![\w*])\*(?=\S)([^*\n]+?:)\*(?![\w*])")
_WORD = re.compile(r"(?<![\\\w^{(])[^\W\d_]{2,}(?![\w(_^])")
_TAG = re.compile(
    r"</?(?:a|b|i|u|s|p|br|hr|em|strong|sub|sup|div|span|script|style|img|svg|table|tr|td|th|ul|ol|li|pre|code|font|"
    r"details|summary|iframe|object|embed|form|input|button|video|audio|math|h[1-6])(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>",
    re.IGNORECASE,
)
BINDING = re.compile(r"[\s,;]*(?:where|with|for)\b", re.IGNORECASE)
_RELATION = re.compile(r"[=<>≤≥≈∈]|\\(?:le|ge|leq|geq|in|ne|neq|approx)(?![A-Za-z])")
ENDS = " \t\n.,;:"  # what may stand after a formula that ends a sentence
NAME_CHARACTERS = 60  # of what stands before `=` in running text


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a paragraph between breaks: as it stands, and masked; `joint` is the break before it."""

    text: str
    mask: str
    start: int
    joint: str
    parts: tuple[Piece, ...]


def say(question: Question, block: Prose, ticks: bool = True) -> list[Found]:
    """Return what a paragraph says, in order."""
    text = undecorated(block.text)
    parts = pieces(text, ticks)
    mask = masked(text, parts)
    found: list[Found] = []
    bare = False
    for group in _grouped(question, _clauses(text, mask, parts)):
        line = block.source.line + text.count("\n", 0, group[0].start + _blanks(group[0].text))
        source = Source(block.source.file, line)
        if bare and group[0].joint in {",", "and"} and _site(question, group[0]):
            found.append(Found("several", _text(group).strip(), source))
        else:
            found += _group(question, group, source)
        bare = len(question.fields) > 1 and len(group) == 1 and _is_bare(question, group[0].text)
    return found


def _is_bare(question: Question, text: str) -> bool:
    """Whether a clause is, or ends in, nothing but the name of a field."""
    return not _SEPARATOR.search(text) and any(field_named(question, word) for word in text.split()[-1:])


def undecorated(text: str) -> str:
    r"""Return a paragraph without bold marks, Markdown's escapes of `_` and `*`, and the signs of hard breaks."""
    if "**" in text or "__" in text:
        text = _BOLD.sub(lambda match: f"{match[1] or match[2]}", text)
    if "*" in text:
        text = _ITALIC.sub(lambda match: f"{match[1] or match[2]}", text)
    text = re.sub(r"(?<!\\)\\([_*#])", r"\1", text)
    return re.sub(r"(?<!\\)\\(?=\n)", "", text)


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


def _clauses(text: str, mask: str, parts: tuple[Piece, ...]) -> list[Clause]:
    depth = formulas.depths(mask)
    cuts: list[tuple[int, int, str]] = []
    for match in _BREAK.finditer(mask):
        if depth[match.start()] == 0 or (match[0] == "\n" and _begins(mask[match.end() :])):
            cuts.append((match.start(), match.end(), match[0].strip() or match[0]))
    found, start, joint = [], 0, ""
    for begin, end, sign in [*cuts, (len(text), len(text), "")]:
        inside = tuple(piece for piece in parts if start <= piece.start and piece.end <= begin and piece.kind != "text")
        found.append(Clause(text[start:begin], mask[start:begin], start, joint, inside))
        start, joint = end, sign
    return [clause for clause in found if clause.text.strip()]


def _begins(rest: str) -> bool:
    """Whether a line begins with a name and `=`, so that brackets left open before it are a slip."""
    return re.match(r"\s*(?:[-*+]\s+)?[^\s=:]{1,40}\s*=", rest) is not None


def _grouped(question: Question, clauses: list[Clause]) -> Iterator[list[Clause]]:
    """Yield clauses that belong together: a value with the commas in it, the lines that go on with a formula."""
    group: list[Clause] = []
    for clause in clauses:
        if group and not _goes_on(question, group, clause):
            yield group
            group = []
        group.append(clause)
    if group:
        yield group


def _goes_on(question: Question, group: list[Clause], clause: Clause) -> bool:
    if clause.joint == "\n":
        return bool(re.match(r"\s*[=+*/−]", clause.mask))
    if clause.joint in {".", "?"}:
        return False
    if clause.joint in {",", ";"}:
        goes_on = CONDITION.match(clause.mask) or _binds(question, clause)
        return bool(goes_on) or (not _site(question, clause) and not _is_prose(question, clause.mask))
    return _is_known(question, clause) or (clause.joint in {"where", "with"} and _binds(question, clause))


def _binds(question: Question, clause: Clause) -> bool:
    """Whether a clause such as `where a = 2` says something of a symbol in the answer before it."""
    lead = BINDING.match(clause.text)
    if lead is None and clause.joint not in {"where", "with"}:
        return False
    text = clause.text[lead.end() :] if lead else clause.text
    sign = _RELATION.search(text)
    return sign is not None and field_named(question, text[: sign.start()]) is None


def _is_known(question: Question, clause: Clause) -> bool:
    """Whether a clause after `and` is a condition on a symbol of the problem, part of the value before it."""
    site = _SEPARATOR.search(clause.mask)
    return site is not None and _symbol(question, clause.text[: site.start()]) is not None


def _is_prose(question: Question, mask: str) -> bool:
    """Whether a text has words that are no mathematics."""
    names = {name.casefold() for name in (*question.names.symbols, *question.names.functions, *question.fields)}
    return any(word.casefold() not in names | _mathematical() for word in _WORD.findall(mask))


@cache
def _mathematical() -> frozenset[str]:
    known = {*FUNCTIONS, *CONSTANTS}
    for function in FUNCTIONS.values():
        known |= set(function.spellings)
    for spellings in CONSTANTS.values():
        known |= set(spellings)
    greek = (
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi omega"
    )
    words = "if otherwise else for and or mod oo inf infinity real"
    return frozenset(word.casefold() for word in (*known, *greek.split(), *words.split()))


def _site(question: Question, clause: Clause) -> tuple[int, int] | None:
    """Return where the separator of `name = value` or `name: value` stands in a clause that may be meant so."""
    match = _SEPARATOR.search(clause.mask)
    if match is None or match.start() > NAME_CHARACTERS:
        return None
    return match.span() if _left(question, clause.text[: match.start()], match[0]) is not None else None


def _left(question: Question, left: str, sign: str) -> tuple[str, bool] | None:
    """Return the name before a separator, and whether it is a field's; None where there is no name."""
    bare = left.strip()
    words = bare.split()
    for start in range(len(words)):
        name = field_named(question, " ".join(words[start:]))
        if name is not None:
            before = " ".join(words[:start])
            return (name, True) if _leads(before) else None
    if len(words) == 1 and sign in {"=", ":=", "≔"} and _is_name(_plain(bare)) and _symbol(question, bare) is None:
        return _plain(bare), False
    if len(words) == 1 and sign == ":" and _is_subscripted(_plain(bare)):
        return _plain(bare), False
    return None


def field_named(question: Question, text: str) -> str | None:
    """Return the field that a text names; one of its entries (`w_0[1]`, `w_0(1)`) is none."""
    name = _plain(text)
    return None if re.search(r"(?<![\^{])[(\[]", name) else find_field(question, name)


def _plain(name: str) -> str:
    return name.strip().strip("`").strip().removeprefix("\\(").removesuffix("\\)").strip("$ ").strip()


def _leads(before: str) -> bool:
    """Whether what stands before a name is running text that may lead in an answer."""
    return not UNSAID.search(before) and all(
        re.fullmatch(r"[^\W\d_]{2,}[,:]?|I|[(\[]?\w{1,3}[)\].]", word)
        and word.casefold().strip(",:") not in _mathematical() - {"and", "for"}
        for word in before.split()
    )


def _is_name(text: str) -> bool:
    if re.search(r"[(\[]", text.replace("^(", "").replace("^{(", "")):
        return False
    try:
        canonical_name(text)
    except ValueError:
        return False
    return len(text) <= NAME_CHARACTERS


def _is_subscripted(text: str) -> bool:
    return _is_name(text) and bool(re.search(r"\d|_", text))


def _symbol(question: Question, text: str) -> str | None:
    """Return the symbol of the problem that a text names, such as a quantified variable."""
    try:
        name = canonical_name(_plain(text))
    except ValueError:
        return None
    known = {symbol.name for symbol in (*question.given, *question.for_all)} | set(question.define)
    return name if name in known else None


def _group(question: Question, group: list[Clause], source: Source) -> Iterator[Found]:
    first = group[0]
    if any(piece.kind == "open" for clause in group for piece in clause.parts):
        yield Found("open", _text(group).strip(), source)
        return
    if all(piece.kind == "comment" for piece in first.parts) and not first.mask.strip(STAND_IN + " \t\n"):
        return
    label = LABEL.match(first.mask.lstrip())
    if label and len(question.fields) == 1:
        text = _text(group)
        yield Found("answer", value(text[_blanks(text) + label.end() :]), source)
        return
    site = _site(question, first)
    if site:
        yield from _assigned(question, group, site, source)
        return
    yield from _mixed(question, group, source)


def _text(group: list[Clause]) -> str:
    signs = [
        f"{clause.joint if clause.joint in ',;' else ''}{' ' if clause.joint == chr(10) else ''}" for clause in group
    ]
    if len(group) > 1:
        signs = [
            sign if sign.strip() or sign == " " else f" {clause.joint} "
            for sign, clause in zip(signs, group, strict=True)
        ]
    return group[0].text + "".join(sign + clause.text for sign, clause in zip(signs[1:], group[1:], strict=True))


def _assigned(question: Question, group: list[Clause], site: tuple[int, int], source: Source) -> Iterator[Found]:
    first, text = group[0], _text(group)
    left = _left(question, first.text[: site[0]], first.mask[site[0] : site[1]])
    assert left
    name, known = left
    right = value(text[site[1] :])
    if not known:
        yield Found("unknown", right, source, name)
        return
    yield Found("field", right, source, name)
    inner = formulas.assignment(right)
    other = field_named(question, inner.left) if inner else None
    if inner and other and other != name:
        yield Found("field", inner.right, source, other)


def value(text: str) -> str:
    """Return a value without the words that go on after it, and without the sign that ends a sentence."""
    mask = masked(text, pieces(text))
    cut = CUT.match(mask, _value_start(mask)) or CUT.search(mask, _value_start(mask))
    text = _unboxed(text[: cut.start()] if cut else text)[0].strip()
    while text and text[-1] in ".,;:" and not text.endswith("\\,"):
        text = text[:-1].rstrip()
    return re.sub(r"^(?:is|are)\s+", "", text)


def _value_start(mask: str) -> int:
    return _blanks(mask)


def _mixed(question: Question, group: list[Clause], source: Source) -> Iterator[Found]:
    """Yield what a stretch of prose says in its formulas."""
    text = _text(group)
    parts = pieces(text)
    mask = masked(text, parts)
    alone = mask.strip().rstrip(ENDS)
    lead = LEAD.match(alone)
    rest = alone[lead.end() :] if lead else alone
    maths = [piece for piece in parts if piece.is_formula or piece.kind == "code"]
    if len(maths) == 1 and set(rest) == {STAND_IN}:
        yield from spoken(question, maths[0].text, source)
        return
    if not maths:
        is_formula = bool(rest) and not _is_prose(question, rest) and not UNSAID.search(alone)
        words = text.strip()[lead.end() if lead else 0 :]
        yield Found("formula", value(words), source) if is_formula else Found("context", "", source, alone)
        return
    for piece, following in zip(maths, [*maths[1:], None], strict=True):
        row = formulas.assignment(piece.text)
        name = field_named(question, row.left) if row and not UNSAID.search(mask[: piece.start]) else None
        if name is None or _is_bound(question, mask[piece.end :], following):
            yield Found("context", piece.text, source)
            continue
        yield from (one for one in spoken(question, piece.text, source) if one.kind in {"field", "context"})


def _is_bound(question: Question, after: str, following: Piece | None) -> bool:
    """Whether what stands after a formula is a condition on it, so that the formula alone is not what was said."""
    if following is None or STAND_IN not in after[:25]:
        return False
    row = formulas.assignment(following.text)
    other = row is not None and field_named(question, row.left) is not None
    return bool(CONDITION.match(after)) or (bool(BINDING.match(after)) and not other)


def spoken(question: Question, text: str, source: Source) -> Iterator[Found]:
    """Yield what a formula by itself says: assignments to fields, or a formula that stands alone."""
    for row in formulas.rows(text):
        place = Source(source.file, source.line + row.line)
        whole, boxed = _unboxed(row.text)
        parts = formulas.assignments(whole)
        named = [(part, field_named(question, part.left)) for part in parts]
        if any(name for _, name in named):
            for part, name in named:
                yield from _part(question, part, name, place)
        elif len(question.fields) > 1 and parts and all(_unknown(question, part.left) for part in parts):
            for part in parts:
                yield Found("unknown", part.right, place, _plain(part.left))
        elif boxed:
            yield Found("answer", boxed, place)
        elif parts and len(question.fields) > 1 and not any(_may_name(question, part.left) for part in parts):
            yield Found("context", whole, place)
        else:
            yield Found("formula", whole, place)


def _may_name(question: Question, left: str) -> bool:
    """Whether the left side of a formula may be meant for a field: a letter that begins one's name stands in it."""
    letters = set(re.sub(r"\\[A-Za-z]+", " ", left))
    return any(name[0] in letters or name in left for name in question.fields)


def _part(question: Question, part: formulas.Assignment, name: str | None, place: Source) -> Iterator[Found]:
    if name is None:
        unknown = _unknown(question, part.left)
        yield Found("unknown" if unknown else "context", part.right, place, _plain(part.left))
        return
    yield Found("field", part.right, place, name)
    inner = formulas.assignment(part.right)
    other = field_named(question, inner.left) if inner else None
    if inner and other and other != name:
        yield Found("field", inner.right, place, other)


def _unknown(question: Question, left: str) -> bool:
    return _is_name(_plain(left)) and _symbol(question, left) is None


_BOX = re.compile(r"\\(?:boxed|fbox|framebox)\s*\{")


def _unboxed(text: str) -> tuple[str, str]:
    r"""Return a formula without `\boxed{…}`, and what stood in the last box, empty where there is none."""
    boxed = ""
    while match := _BOX.search(text):
        depth = formulas.depths(text)
        level = depth[match.end() - 1]
        stop = next(
            (place for place in range(match.end(), len(text)) if text[place] == "}" and depth[place + 1] <= level), -1
        )
        if stop < 0:
            break
        boxed = text[match.end() : stop].strip()
        text = f"{text[: match.start()]} {boxed} {text[stop + 1 :]}".strip()
    return text, boxed


def has_html(text: str) -> bool:
    """Whether a text has a tag of HTML outside of mathematics."""
    return bool(_TAG.search(masked(text, pieces(text))))
