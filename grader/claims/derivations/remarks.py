r"""Remarks beside a formula: `= 4x   (product rule)`, `= 4x by linearity`, `Using linearity: = 4x`, `x = 2 | - 3`.

Only words are a remark: brackets that are a factor or an argument stay. A remark with words of a condition, of doubt
or of a change binds: it is not set aside as if nothing stood there. What it says holds is a relation to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.claims.chains import depths
from grader.claims.derivations.lines import KNOWN, SIGN

_CAUSES = r"by|since|because|using|as|due\s+to|thanks\s+to|owing\s+to|according\s+to|via|weil|wegen|denn|laut|gemäß"
_GAP = r"(?:\s|\\q?quad(?![A-Za-z])|\\[,;:!]|[-–—,;]\s)"
_CAUSE = re.compile(
    rf"(?:\\q?quad|[\s,;(\[–—])+(?:\\(?:text|mbox)\s*\{{\s*)?[(\[]?(?P<said>(?:{_CAUSES})(?![\w(^])\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TEXT = re.compile(r"\\(?:text(?:rm|it|bf|normal)?|mbox|intertext)\s*\{(?P<said>[^{}]*)\}")
_WIDE = re.compile(r"\s{2,}|\t|\\q?quad(?![A-Za-z])|\s*[,;]\s+|\s+(?:[-–—]{1,2}|//|#|%|\||<--?|←)\s*")
_OPERATION = re.compile(r"\s*(?:[-+*/:·×÷√^]|\\(?:cdot|times|div|sqrt|log|ln|exp)\b|sqrt|log|ln|exp)[^|=<>]*")
_LABEL = re.compile(r"(?:\s{3,}|\t|\\q?quad)\s*(?:\(\d{1,2}\)|\[\d{1,2}\])\s*$|\s*\((?:\*+|†+|‡)\)\s*$")
_OVER = re.compile(r"\\(?:overset|stackrel)\s*\{(?P<said>(?:[^{}]|\{[^{}]*\})*)\}\s*\{\s*(?P<sign>[^{}]*)\s*\}")
_LEAD = re.compile(r"(?P<said>[^:=<>]+?)\s*(?::(?!=)|,)\s*(?P<rest>.+)", re.DOTALL)
_GIVES = re.compile(
    r"(?P<said>[^:=<>]+?),?\s+(?:gives|yields|(?:we|you)\s+(?:get|have|obtain|find|see)(?:\s+that)?)\s*:?\s+(?P<rest>.+)",
    re.DOTALL | re.IGNORECASE,
)
_CAUSED = re.compile(rf"(?:{_CAUSES}|with)\b", re.IGNORECASE)
_TRUE = re.compile(
    r"(?:(?:the|this|that|which)\b[^=<>]*?|it)\s+(?:is|are)\s+(?:always\s+|clearly\s+|obviously\s+)?(?:true|right)\b[\s,:.]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SMALL = frozenset(
    {"and", "or", "not", "of", "in", "at", "to", "the", "a", "an", "is", "on", "sum", "by", "for", "max", "min"}
)
_STEP = re.compile(  # what a step is called by one word alone
    r"def(?:n|inition)?|linearity|symmetry|associativ(?:e|ity)|distributiv(?:e|ity)|commutativ(?:e|ity)"
    r"|expan(?:d|ded|ding|sion)|simplif(?:y|ied|ying)|cancel(?:l?ing)?|factor(?:ing)?|substitut(?:e|ion)"
    r"|algebra|arithmetic|trivial(?:ly)?|clear(?:ly)?|obvious(?:ly)?|induction|telescoping|fubini|jensen|cauchy-schwarz|leibniz|monotonicity"
    r"|transitivity|identity"
)
_RULE = re.compile(
    r"(?:rule|formula|law|theorem|lemma|identity|property|inequality|definition|derivative|expansion|series|trick)s?"
)
_OPEN = re.compile(
    r"\b(?:if|for|when|whenever|case|where|with|provided|unless|except|assum\w*|suppos\w*|only|otherwise|or"
    r"|no|not|never|wrong|false|maybe|perhaps|probably|guess\w*|unsure|sure|almost|nearly|approx\w*|about|roughly"
    r"|up to|at (?:most|least)|times|plus|minus|half|twice|double|limit|tends?|goes|infinity|contradiction)\b"
    r"|\w+n['’]t\b|[?→]|->|\\(?:to|rightarrow|infty)\b|(?<!is )(?<!are )(?<!be )"
    r"\b(?:positive|negative|non-?zero|non-negative|large|small|even|odd|big|constant|invertible)\b",
    re.IGNORECASE,
)
_GOAL = re.compile(  # what is still to be shown, or given
    r"\b(?:show|want\w*|need\w*|claim\w*|goal|prove|verify|would|could|given|hypothesis|premise|let|consider|say|example"
    r"|e\.g|must|should|try|attempt|task|question)\b",
    re.IGNORECASE,
)
_CAUSE_OPEN = re.compile(
    r"\b(?:if|when|whenever|assum\w*|suppos\w*|provided|unless|only|maybe|perhaps|probably|guess\w*|contradiction)\b"
    r"|\bas\b.*(?:→|->|\\to\b|\\rightarrow\b|\b(?:tends?|goes|approaches|grows)\b)",
    re.IGNORECASE | re.DOTALL,
)
_AMOUNT = re.compile(
    r"[(\[]\s*(?:the\s+)?(?:number|size|length|width|height|dimension|sum|product|count|mean|average|total|rest|value|norm)s?\b",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*(?:[,;]|\b(?:and|since|because|hence|so|as)\b)\s*")
_FOR_EACH = re.compile(r"\s+for\s+(?:all|every|any|each)\s+\$?\\?[A-Za-z](?:_\w+)?\$?\s*$")


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands beside a formula; `binds` where it may change what is meant, `holds` are relations that it states."""

    text: str
    binds: bool
    holds: tuple[str, ...] = ()


def without_remarks(body: str, names: frozenset[str]) -> tuple[str, list[Remark]]:
    """Return a line without what stands beside its formulas, and what that is."""
    found: list[Remark] = []
    body = _OVER.sub(lambda match: _over(match, names, found), body)
    body = _without_brackets(body, names, found)
    cause = next(_at_top(_CAUSE, body), None)
    if cause is not None:
        found.append(_caused(cause["said"], names))
        body = body[: cause.start()]
    label = _LABEL.search(body)
    if label is not None and SIGN.search(body[: label.start()]):
        found.append(Remark(label[0].strip(), binds=False))
        body = body[: label.start()]
    behind = _behind(body, names)
    if behind is not None:
        place, said = behind
        found.append(Remark(said, binds=_OPEN.search(said) is not None))
        body = body[:place]
    return body.strip(), found


def without_lead(body: str, names: frozenset[str]) -> tuple[str, list[Remark]]:
    """Return a line without words before it: `Using linearity: A = B`, `Since K >= 2, A = B`."""
    closing = _TRUE.match(body)
    if closing is not None:
        return "", [_caused(body, names, body[closing.end() :])]
    if _CAUSED.match(body):
        for comma in _at_top(re.compile(r"\s*[,:](?!=)\s*"), body):
            said, rest = body[: comma.start()], body[comma.end() :]
            if SIGN.search(rest) and not _CAUSED.match(rest):
                return rest, [_caused(said, names)]
    for lead in (_GIVES.fullmatch(body), _LEAD.fullmatch(body)):
        if lead is None or depths(body)[lead.end("said")] or not SIGN.search(lead["rest"]):
            continue
        said = lead["said"]
        is_open = _OPEN.search(said) or _GOAL.search(said)
        if not is_open and is_prose(said, names, alone=True) and re.match(r"\W*[^\W\d_]{2,}", said):
            return lead["rest"], [Remark(said, binds=False)]
    return body, []


def is_reason(body: str) -> bool:
    """Whether a line gives a reason, and no condition."""
    return re.match(rf"\s*(?:{_CAUSES})\b", body, re.IGNORECASE) is not None and not _CAUSE_OPEN.search(body)


def is_prose(text: str, names: frozenset[str], *, alone: bool = False) -> bool:
    """Whether a text is words: two that follow each other, or what a step is called; any word where it is `alone`."""
    text = _TEXT.sub(lambda match: f" {match['said']} ", text).strip(" $.,;:()[]")
    spelled = list(_WORD.finditer(text))
    unknown = [is_word(match[0], names) for match in spelled]
    if len(spelled) == 1 and spelled[0][0] == re.sub(r"[\s\d.]+", "", text):
        return _STEP.fullmatch(spelled[0][0].casefold()) is not None or (
            alone and unknown[0] and len(spelled[0][0]) > 2
        )
    if any(_RULE.fullmatch(match[0].casefold()) for match in spelled[1:]):
        return len(spelled[0][0]) > 2 and spelled[0][0] not in names
    near = zip(spelled, spelled[1:], unknown, unknown[1:], strict=False)
    return any(
        one and other and not text[first.end() : second.start()].strip(" -")
        for first, second, one, other in near
        if first[0].casefold() not in _SMALL or second[0].casefold() not in _SMALL
    )


def is_word(word: str, names: frozenset[str]) -> bool:
    """Whether a word is none of the problem's names, no function, and no product of its letters."""
    if word.casefold() in _SMALL:
        return not (len(word) == 1 and word in names)
    if len(word) < 2 or word in KNOWN | names or word.casefold() in KNOWN:
        return False
    return not all(letter in names for letter in word)


def _over(match: re.Match[str], names: frozenset[str], found: list[Remark]) -> str:
    r"""Return the sign of `\overset{\text{chain rule}}{=}`; what stands over it is a remark."""
    said = match["said"].strip()
    if not SIGN.fullmatch(match["sign"].strip()) or said in {"!", "?"}:
        return match[0]
    if re.fullmatch(r"\(?(?:\d+|\*+|[ivx]+)\)?", said):
        found.append(Remark(said, binds=False))
    else:
        found.append(Remark(said, binds=not is_prose(said, names, alone=True) or _OPEN.search(said) is not None))
    return match["sign"]


def _without_brackets(body: str, names: frozenset[str], found: list[Remark]) -> str:
    """Return a line without the brackets that hold words, at its end or before a sign."""
    for start, end in reversed(list(_groups(body))):
        before, group, after = body[:start], body[start:end], body[end:]
        if not before.strip() or (
            not re.match(r"\s*(?:$|[.,;]\s*$|\\q?quad)", after) and not SIGN.match(after.strip())
        ):
            continue
        gap = re.search(rf"{_GAP}*$", before)
        if group[0] != "\\" and (gap is None or not gap[0]):
            continue
        said = group[group.index("{") + 1 : -1] if group[0] == "\\" else group[1:-1]
        is_wide = gap is not None and (len(gap[0]) > 1 or "\t" in gap[0])
        remark = _within(said, names, is_wide)
        if remark is None or (not is_wide and _AMOUNT.match(group)):
            continue
        found.append(remark)
        body = before.rstrip() + " " + after.lstrip()
    return body


def _within(said: str, names: frozenset[str], is_wide: bool) -> Remark | None:
    """Return the remark that stands in brackets, None where they hold a formula."""
    if re.match(rf"\s*(?:{_CAUSES})(?![\w(^])", said, re.IGNORECASE):
        return _caused(said.strip(), names)
    if is_prose(said, names, alone=is_wide):
        holds, is_unread = _stated(said, names)
        return Remark(said.strip(), binds=is_unread or bool(_OPEN.search(_FOR_EACH.sub("", said))), holds=holds)
    if SIGN.search(said):
        holds, _ = _stated(said, names)
        return Remark(said.strip(), binds=True, holds=holds)
    return None


def _groups(body: str) -> Iterator[tuple[int, int]]:
    r"""Yield where brackets, and `\text{…}`, begin and end that stand in no others."""
    depth = depths(body)
    for match in _TEXT.finditer(body):
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
    return (match for match in pattern.finditer(body) if match.start() and not depth[match.start()])


def _behind(body: str, names: frozenset[str]) -> tuple[int, str] | None:
    """Return where words begin behind a formula and a wide blank, a comma, a dash or a bar, and what they are."""
    bars = body.count("|")
    for match in _at_top(_WIDE, body):
        said = body[match.end() :].strip()
        if not SIGN.search(body[: match.start()]) or SIGN.search(said) or not said:
            continue
        if "|" in match[0] and (bars % 2 == 0 or "\\|" in body):
            continue
        if "|" in match[0] and _OPERATION.fullmatch(said):
            return match.start(), said
        first = _WORD.match(said)
        if first is not None and is_word(first[0], names) and is_prose(said, names, alone="," not in match[0]):
            return match.start(), said
    return None


def _caused(said: str, names: frozenset[str], reason: str | None = None) -> Remark:
    """Return a reason; the relations in it are claimed to hold."""
    said = said.strip().rstrip(")].,; }").strip()
    holds, is_unread = _stated(said if reason is None else reason, names)
    return Remark(said, binds=is_unread or _CAUSE_OPEN.search(said) is not None, holds=holds)


def _stated(said: str, names: frozenset[str]) -> tuple[tuple[str, ...], bool]:
    """Return the relations that a remark states, and whether words stand before a sign in one of them."""
    said = re.sub(r"(?<!\\)\$|\\\(|\\\)", " ", _FOR_EACH.sub("", said)).strip()
    said = re.sub(rf"^(?:{_CAUSES}|with|that)\s+", "", said, flags=re.IGNORECASE)
    pieces = [piece.strip(" .") for piece in _PIECES.split(said) if piece and SIGN.search(piece)]
    held, is_unread = list[str](), False
    for piece in pieces:
        words = [match[0] for match in _WORD.finditer(piece) if is_word(match[0], names) and len(match[0]) > 1]
        if not words:
            held.append(piece)
        elif SIGN.split(piece, maxsplit=1)[0].strip().endswith(words[0]):
            is_unread = True
    return tuple(held), is_unread
