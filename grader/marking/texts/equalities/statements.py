r"""The statements of a text, and what stands around each: `3·4 = 12, 12 + 5 = 17, so 17` are three.

Commas, lines, arrows and words that conclude or give a reason part them. Behind any other word or a colon a statement
may be supposed, and before one it may be denied, `1 = -1, no`: then nobody stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.chains import depths
from grader.marking.texts.beside.words import WORDS, any_of
from grader.records import dataclass

_ARROW = (
    r"<?==?>|[-−]>|[⇒⇔→⟹⟺∴∵]"
    r"|\\(?:[Rr]ightarrow|Leftrightarrow|Long(?:left)?rightarrow|to|implies|iff|therefore)(?![A-Za-z])"
)
_WORDS = any_of(word for kind in ("so", "because", "and") for word in WORDS[kind] if len(word) > 1)
_PARTED = re.compile(
    r"(?P<beside>[,;]|\n|\\\\|\\q?quad(?![A-Za-z])|\$\s+(?=\$)|\.\s+|\|\s+)"
    rf"|(?P<concludes>{_ARROW}|(?<![\w\\])(?:{_WORDS})(?!\w))|(?P<label>(?<!\d\s):\s+|(?<!\d)(?<!\d\s):)",
    re.IGNORECASE,
)
_EQUAL = re.compile(r"(?P<equal>=)|(?P<about>≈|≃|\\(?:approx|simeq)(?![A-Za-z]))")
# What makes no equality of a sign: an order, a congruence, a definition, a set.
_OTHER = re.compile(
    r"[<>≤≥≠≡∈∼~≅!:]=|==|[<>≤≥≠≡∈±∓|…⟨⟩]|\.\.\.|\\(?:n?leq?|n?geq?|ne|neq|not|equiv|in|pm|mp|mid|[lc]?dots|approxeq|cong|sim|overline"
    r"|bar|hat|lt|gt|bmod|pmod|mod)(?![A-Za-z])|(?<![A-Za-z])mod(?![A-Za-z])|=\s*(?:=|\Z)"
)
WORDED = re.compile(r"(?<!\\)(?<![A-Za-z\\])[^\W\d_]{2,}|[✗✘↯⚡✖×]\s*\Z|[?]")
_COMMA = re.compile(r"(?<=\d)(?:,|\{,\})(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d)(?:,|\{,\})(?=\d{3}(?!\d))")
_POINTS = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")


_NOTED = re.compile(r"\s[-+*/:·÷−]\d+\Z")  # what is done to both sides: `3x = 15 /3`


@dataclass(frozen=True, slots=True)
class Statement:
    """The members of a chain, the `text` of which they are, and what is true of the signs between them that are `≈`.

    `is_supposed`: a label or another word stands before it; `is_doubted`: another word stands behind it;
    `is_concluded`: a word or an arrow before it concludes it.
    """

    members: tuple[str, ...]
    about: tuple[bool, ...]
    is_last: bool
    text: str
    is_supposed: bool = False
    is_doubted: bool = False
    is_concluded: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a text, and what kind of joint stands before it."""

    text: str
    joint: str


def ways(text: str) -> tuple[str, ...]:
    """Return a text with each honest reading of the commas and points between its digits."""
    found = [text]
    if _COMMA.search(text):
        found = [_COMMA.sub(".", text), _THOUSANDS.sub("", text), _COMMA.sub(", ", text)]
    if _POINTS.search(text):
        found += [_POINTS.sub("", one) for one in found]
    return tuple(dict.fromkeys(found))


_DOUBLED = re.compile(r"(?<![<=>!:])==(?![=>])")  # as code has it


def statements(text: str) -> tuple[Statement, ...]:
    """Return the statements of a text in order."""
    plain = _DOUBLED.sub("=", re.sub(r"\{,\}", ".", text).replace("&=", "="))
    depth, parts, start, kind = depths(plain), [], 0, ""
    for match in _PARTED.finditer(plain):
        if not depth[match.start()]:
            parts.append(_Part(plain[start : match.start()].strip(" $.\t"), kind))
            start, kind = match.end(), match.lastgroup or ""
    parts.append(_Part(plain[start:].strip(" $.\t"), kind))
    kept = _joined(parts)
    return tuple(_statement(kept, place) for place in range(len(kept)))


def _joined(parts: Sequence[_Part]) -> list[_Part]:
    """Return the parts that hold something, each behind the strongest joint before it: `12, so 17`."""
    kept: list[_Part] = []
    joints: set[str] = set()
    for one in parts:
        joints.add(one.joint)
        if one.text:
            joint = next((kind for kind in ("label", "concludes", "beside") if kind in joints), "")
            kept.append(_Part(one.text, joint))
            joints = set()
    return kept


def _of_one_sign(text: str) -> str:
    """Return a chain of `±√9 = ±3` with one of the signs, the same before each of its last members."""
    plain, count = _BOTH_SIGNS.subn(r"\g<equal> ", text)
    return plain if count > 1 else text


_BOTH_SIGNS = re.compile(r"(?P<equal>[=≈]|\A)\s*(?:±|\\pm(?![A-Za-z]))\s*(?=[^-+−=≈±]+(?:[=≈]|\Z))")


def _statement(parts: Sequence[_Part], place: int) -> Statement:
    text, joint = parts[place].text, parts[place].joint
    before = parts[place - 1].text if place and joint != "concludes" else ""
    behind = parts[place + 1].text if place + 1 < len(parts) and parts[place + 1].joint != "concludes" else ""
    is_last, typed = place + 1 == len(parts), text
    text = _of_one_sign(text)
    if _OTHER.search(text) is not None or (not is_last and _NOTED.search(text) is not None):
        return Statement((text,), (), is_last, typed)
    depth, members, about, start = depths(text), [], [], 0
    for match in _EQUAL.finditer(text):
        if depth[match.start()]:
            continue
        members.append(text[start : match.start()].strip(" $"))
        about.append(match["about"] is not None)
        start = match.end()
    members.append(text[start:].strip(" $"))
    is_supposed = joint == "label" or ("=" not in before and WORDED.search(before) is not None)
    is_doubted = "=" not in behind and WORDED.search(behind) is not None
    return Statement(tuple(members), tuple(about), is_last, typed, is_supposed, is_doubted, joint == "concludes")
