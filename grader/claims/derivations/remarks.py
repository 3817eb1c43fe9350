r"""Remarks beside a formula: `= 4x   (product rule)`, `= 4x by linearity`, `Using linearity: = 4x`, `x = 2 | - 3`.

Only words are a remark: brackets that are a factor or an argument stay. A remark with words of a condition, of doubt
or of a change binds: it is not set aside as if nothing stood there. What it says holds is a relation to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.chains import depths
from grader.claims.derivations.lines import LOGIC, SIGN, is_signed, parts_of
from grader.claims.derivations.remark_relations import pieces_of, without_closing, without_words, words_of
from grader.claims.derivations.remark_words import (
    CAUSE_OPEN,
    CAUSES,
    FOR_EACH,
    GOAL,
    TEXT,
    WORD,
    is_open,
    is_prose,
    is_word,
)
from grader.records import dataclass

_CAUSE = re.compile(
    rf"(?:\\q?quad|[\s,;(\[–—]){{1,6}}(?:and\s{{1,4}})?(?:\\(?:text|mbox)\s*\{{\s*)?[(\[]?(?P<said>(?:{CAUSES})(?![\w(^])\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_WIDE = re.compile(r"\s+(?:[-–—]{1,2}|//|#|%|\||<--?|←)\s*|\s{2,}|\t|\\q?quad(?![A-Za-z])|\s*[,;]\s+")
_ALONE = re.compile(r"\s*(?!and\b)[^\W\d_]{3,}\.?\s*")  # `\text{binomial}` behind a formula is no function
_JOINED = re.compile(r"(?:(?<![^\W_])(?:and|or|not)|[∧∨¬]|\\(?:land|lor|wedge|vee|lnot|neg))\s*\Z")
_COMMENT = re.compile(r"(?<!\s)\s+(?://|#|←|<--?(?=\s))\s*(?=\S)")
OPERATION = re.compile(  # on both sides
    r"\s*(?:[-+*/:·×÷√^]|\\(?:cdot|times|div|sqrt|log|ln|exp)\b|(?:sqrt|log|ln|exp)(?![A-Za-z]))[^|=<>]*"
)
_LABEL = re.compile(
    r"(?:(?<!\s)\s{3,}|\t\s?|\\q?quad\s*)(?:\(\d{1,2}\)|\[\d{1,2}\])\s*$|(?:(?<!\s)\s+)?\((?:\*+|†+|‡)\)\s*$"
)
_OVER = re.compile(r"\\(?:overset|stackrel)\s*\{(?P<said>(?:[^{}]|\{[^{}]*\})*)\}\s*\{\s*(?P<sign>[^{}]*)\s*\}")
_LEAD = re.compile(r"(?P<said>[^:=<>]+?)\s*(?::(?!=)|,)\s*(?P<rest>.+)", re.DOTALL)
_GIVES = re.compile(
    r"(?P<said>[^:=<>]+?),?\s+(?:gives|yields|(?:we|you)\s+(?:get|have|obtain|find|see)(?:\s+that)?)\s*:?\s+(?P<rest>.+)",
    re.DOTALL | re.IGNORECASE,
)
_CAUSED = re.compile(rf"(?:{CAUSES}|with)\b", re.IGNORECASE)
_TRUE = re.compile(
    r"(?:(?:the|this|that|which)\b[^=<>]*?|it)\s+(?:is|are)\s+(?:always\s+|clearly\s+|obviously\s+)?(?:true|right)\b[\s,:.]*",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"[(\[]\s*(?:the\s+)?(?:number|size|length|width|height|dimension|sum|product|count|mean|average|total|rest|value|norm)s?\b(?!\s+(?:rule|formula|law)s?\b)",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"(?:{CAUSES}|with|that)\s+", re.IGNORECASE)
_CLOSED = re.compile(rf"^((?:{CAUSES})\b[^{{}}]*)\}}", re.IGNORECASE)
MAX_REMARKED = 2_000  # characters of a line in which remarks are looked for; a longer one is read as it stands


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands beside a formula; `binds` where it may change what is meant, `holds` are relations that it states."""

    text: str
    binds: bool
    holds: tuple[str, ...] = ()


def without_remarks(body: str, names: frozenset[str]) -> tuple[str, list[Remark]]:
    """Return a line without what stands beside its formulas, and what that is."""
    found: list[Remark] = []
    if len(body) > MAX_REMARKED:
        return body, found
    body = without_words_over(body, names, found)
    body = _without_comment(body, names, found)
    body = _without_brackets(body, names, found)
    cause = next((match for match in _at_top(_CAUSE, body) if match.start()), None)
    if cause is not None:
        found.append(_caused(cause["said"], names))
        body = body[: cause.start()]
    label = _LABEL.search(body)
    if label is not None and is_signed(body[: label.start()]):
        found.append(Remark(label[0].strip(), binds=False))
        body = body[: label.start()]
    behind = _behind(body, names)
    if behind is not None:
        place, said = behind
        goes_on = SIGN.match(body.lstrip()) is not None and parts_of(body, 0)[0].sign not in LOGIC
        is_done = goes_on and OPERATION.fullmatch(said) is not None  # to which side?
        found.append(Remark(said, binds=is_done or is_open(said)))
        body = body[:place]
    return body.strip(), found


def without_lead(body: str, names: frozenset[str]) -> tuple[str, list[Remark]]:
    """Return a line without words before it: `Using linearity: A = B`, `Since K >= 2, A = B`."""
    if len(body) > MAX_REMARKED:
        return body, []
    closing = _TRUE.match(body)
    if closing is not None:
        return "", [_caused(body, names, body[closing.end() :])]
    if _CAUSED.match(body):
        for comma in _at_top(re.compile(r"\s*[,:](?!=)\s*"), body):
            said, rest = body[: comma.start()], body[comma.end() :]
            if is_signed(rest) and not _CAUSED.match(rest):
                return rest, [_caused(said, names)]
    for lead in (_GIVES.fullmatch(body), _LEAD.fullmatch(body)):
        if lead is None or depths(body)[lead.end("said")] or not is_signed(lead["rest"]):
            continue
        said = lead["said"]
        is_told = not is_open(said) and not GOAL.search(said)
        if is_told and is_prose(said, names, alone=True) and re.match(r"\W*[^\W\d_]{2,}", said):
            return lead["rest"], [Remark(said, binds=False)]
    return body, []


def reason_in(body: str, names: frozenset[str]) -> Remark | None:
    """Return the reason that a line is as a whole, None where it is none."""
    if len(body) > MAX_REMARKED or not re.match(rf"\s*(?:{CAUSES})\b", body, re.IGNORECASE):
        return None
    return _caused(body, names)


def told_in(said: str, names: frozenset[str]) -> Remark | None:
    """Return a line as a reason, `with a + b = 1:`, None where it is too long to be looked at."""
    return None if len(said) > MAX_REMARKED else _caused(said.rstrip(" :"), names)


def assertion(said: str, names: frozenset[str]) -> Remark | None:
    """Return words from which something is said to follow, `all terms are positive`; None where they hold a formula."""
    first = WORD.match(said)
    if first is None or not is_word(first[0], names) or len(said) > MAX_REMARKED:
        return None
    if is_signed(said) or not is_prose(said, names):
        return None
    return Remark(said, binds=CAUSE_OPEN.search(said) is not None)


def without_words_over(body: str, names: frozenset[str], found: list[Remark]) -> str:
    r"""Return a line without what stands over its signs, `=` of `\overset{\text{chain rule}}{=}`."""
    return _OVER.sub(lambda match: _over(match, names, found), body)


def _over(match: re.Match[str], names: frozenset[str], found: list[Remark]) -> str:
    r"""Return the sign of `\overset{\text{chain rule}}{=}`; what stands over it is a remark."""
    said = match["said"].strip()
    if not SIGN.fullmatch(match["sign"].strip()) or said in {"!", "?"}:
        return match[0]
    if re.fullmatch(r"\(?(?:\d+|\*+|[ivx]+)\)?", said):
        found.append(Remark(said, binds=False))
    else:
        is_words = is_prose(said, names, alone=True) or (TEXT.fullmatch(said) is not None and not is_signed(said))
        found.append(Remark(said, binds=not is_words or is_open(said)))
    return match["sign"]


def _without_brackets(body: str, names: frozenset[str], found: list[Remark]) -> str:
    """Return a line without the brackets that hold words, at its end or before a sign."""
    for start, end in reversed(list(_groups(body))):
        before, group, after = body[:start], body[start:end], body[end:]
        if not before.strip() or (
            not re.match(r"\s*(?:$|[.,;]\s*$|\\q?quad)", after) and not SIGN.match(after.strip())
        ):
            continue
        gap = _gap(before)
        if group[0] != "\\" and (not gap or _JOINED.search(before) is not None):
            continue
        said = group[group.index("{") + 1 : -1] if group[0] == "\\" else group[1:-1]
        is_wide = len(gap) > 1 or "\t" in gap
        is_word_alone = group[0] == "\\" and is_wide and not after.strip() and _ALONE.fullmatch(said) is not None
        remark = Remark(said, is_open(said)) if is_word_alone else _within(said, names, is_wide)
        if remark is None or (not is_wide and _AMOUNT.match(group)):
            continue
        found.append(remark)
        body = before.rstrip() + " " + after.lstrip()
    return body


def _without_comment(body: str, names: frozenset[str], found: list[Remark]) -> str:
    """Return a line without the words behind a sign that stands in no formula, `= 4ab  # a^2 and b^2 cancel`."""
    for match in _at_top(_COMMENT, body):
        said = body[match.end() :].strip()
        is_said = any(len(word[0]) > 2 and is_word(word[0], names) for word in WORD.finditer(said))
        before = body[: match.start()]
        is_behind = is_signed(before) and bool((SIGN.split(before)[-1] or "").strip())  # the right side of a sign
        if is_behind and is_said and OPERATION.fullmatch(said) is None:
            found.append(_of_comment(said, names))
            return before
    return body


def _of_comment(said: str, names: frozenset[str]) -> Remark:
    if re.match(rf"(?:{CAUSES})\b", said, re.IGNORECASE):
        return _caused(said, names)
    holds, is_unread = _stated(said, names)
    return Remark(said, binds=is_unread or is_open(said), holds=holds)


def _gap(before: str) -> str:
    """Return the blanks, commands for blanks and dashes at the end of a text."""
    kept = before
    while (rest := re.sub(r"(?:\\q?quad|\\[,;:!]|[-–—,;] )$", "", kept[-8:])) != kept[-8:] or kept[-1:].isspace():
        kept = (kept[:-8] + rest).rstrip() if rest != kept[-8:] else kept.rstrip()
    return before[len(kept) :]


def _within(said: str, names: frozenset[str], is_wide: bool) -> Remark | None:
    """Return the remark that stands in brackets, None where they hold a formula."""
    if re.match(rf"\s*(?:{CAUSES})(?![\w(^])", said, re.IGNORECASE):
        return _caused(said.strip(), names)
    if is_prose(said, names, alone=is_wide):
        holds, is_unread = _stated(said, names)
        return Remark(said.strip(), binds=is_unread or is_open(said), holds=holds)
    if is_signed(said):
        holds, _ = _stated(said, names)
        return Remark(said.strip(), binds=True, holds=holds)
    return None


def _groups(body: str) -> Iterator[tuple[int, int]]:
    r"""Yield where brackets, and `\text{…}`, begin and end that stand in no others."""
    depth = depths(body)
    for match in TEXT.finditer(body):
        if not depth[match.start()]:
            yield match.span()
    for match in re.finditer(r"[(\[]", body):
        if depth[match.start()] != 1 or (
            match.start() and depth[match.start() - 1] and body[match.start() - 1] not in ")]}"
        ):
            continue
        end = next(place for place in range(match.end(), len(body) + 1) if place == len(body) or not depth[place])
        if body[end - 1] in ")]":
            yield match.start(), end


def _at_top(pattern: re.Pattern[str], body: str) -> Iterator[re.Match[str]]:
    """Yield the matches that stand in no brackets."""
    depth = depths(body)
    return (match for match in pattern.finditer(body) if not depth[match.start()])


def _behind(body: str, names: frozenset[str]) -> tuple[int, str] | None:
    """Return where words begin behind a formula and a wide blank, a comma, a dash or a bar, and what they are."""
    bars, signs = body.count("|"), [match.start() for match in _at_top(SIGN, body)]
    for match in _at_top(_WIDE, body):
        said = body[match.end() :].strip()
        if not signs or not signs[0] < match.start() or signs[-1] >= match.end() or not said:
            continue
        if "|" in match[0] and (bars % 2 == 0 or "\\|" in body):
            continue
        if ("|" in match[0] or "//" in match[0]) and OPERATION.fullmatch(said):
            return match.start(), said
        first = WORD.match(said)
        is_marked = re.search(r"//|[#%|←]|<-", match[0]) is not None
        begins = is_marked or (first is not None and is_word(first[0], names))
        if begins and is_prose(said, names, alone="," not in match[0]):
            return match.start(), said
    return None


def _caused(said: str, names: frozenset[str], reason: str | None = None) -> Remark:
    """Return a reason; the relations in it are claimed to hold."""
    said = without_closing(said)
    holds, is_unread = _stated(said if reason is None else reason, names)
    begin = [match[0] for match, _ in zip(WORD.finditer(said), range(2), strict=False)]
    is_doubtful = (
        bool(holds) and len(begin) > 1 and all(map(names.issuperset, begin))
    )  # `as by = yb`: products of the problem's letters
    return Remark(said, binds=is_unread or is_doubtful or CAUSE_OPEN.search(said) is not None, holds=holds)


def _stated(said: str, names: frozenset[str]) -> tuple[tuple[str, ...], bool]:
    r"""Return the relations that a remark states, and whether words stand before a sign in one of them.

    One within words, `1 = 2 always`, is stated without them, or as it stands where they belong to it. The `\text{` of
    `\text{since } a = b` is gone.
    """
    said = _CLOSED.sub(r"\1 ", re.sub(r"(?<!\\)\$|\\\(|\\\)", " ", FOR_EACH.sub("", said)))
    said = TEXT.sub(lambda match: f" {match['said']} ", said).strip()
    said = _without_brackets(said, names, [])
    lead = _LEADING.match(said)
    said = said if lead is None or SIGN.match(said, lead.end()) else said[lead.end() :]
    held, is_unread = list[str](), False
    for piece in (without_words(one, names) for one in pieces_of(said, names) if is_signed(one)):
        words = [match[0] for match in words_of(piece, names) if len(match[0]) > 1]
        if words and SIGN.split(piece, maxsplit=1)[0].strip().endswith(words[0]):
            is_unread = True
        else:
            held.append(piece)
    return tuple(held), is_unread
