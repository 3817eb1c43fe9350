r"""Chains such as `\nabla L = A^T A x \approx 2.5`: the members of a typed formula, whatever the left ones are.

Only the beginning of a text up to the first comma, relation or word of a condition is such a chain; what follows goes
with its last member.
"""

from __future__ import annotations

import re

from grader.records import dataclass

_BRACKET = re.compile(r"\\begin\{[^{}]*\}|\\end\{[^{}]*\}|\\[{}]|\\.|[()\[\]{}]", re.DOTALL)
_SIGN = re.compile(
    r"\\(?:left|right|[bB]igg?[lrm]?)(?![A-Za-z])\s*\|"  # the bar of `\left. F \right|_0^1`
    r"|(?P<stop>[<>!]=|==|=>|[,;<>≤≥≠∈⇒⇔→|¬≢≉]|\\\\|\\[bx]?cancel\s*(?=[{=])\{?\s*="
    r"|\\(?:not|neg|lnot|centernot|in|ni|ne|neq|lt|gt|le|ge|leq|geq|to|rightarrow|Rightarrow|implies|"
    r"iff|Leftrightarrow|Longrightarrow|text|quad|qquad|mid|forall)(?![A-Za-z])"
    r"|(?<![\\\w])(?:if|for|when|where|with|otherwise|else|and|or|in)(?!\w))"
    r"|(?P<equal>:=|≔|=|\\coloneqq(?![A-Za-z])|\\equiv(?![A-Za-z])|≡)"
    r"|(?P<about>≈|≃|≅|\\(?:approx|simeq|cong|approxeq)(?![A-Za-z]))|\\[A-Za-z]+|\\."
)


def parts_outside(text: str, between: re.Pattern[str]) -> list[str]:
    """Return what a pattern parts outside of brackets, without blanks around it; nothing for what is empty."""
    depth, places = depths(text), [0]
    for one in between.finditer(text):
        places += [] if depth[one.start()] else [one.start(), one.end()]
    places.append(len(text))
    parts = (text[start:stop].strip() for start, stop in zip(places[::2], places[1::2], strict=True))
    return [part for part in parts if part]


def depths(text: str) -> list[int]:
    """Return for each place of a text, and for its end, in how many brackets and environments it stands."""
    found: list[int] = []
    depth = 0
    for match in _BRACKET.finditer(text):
        step = _step(match[0])
        if step:
            before = match.start() + (step < 0)
            found += [depth] * (before - len(found))
            depth = max(0, depth + step)
    return found + [depth] * (len(text) + 1 - len(found))


def _step(sign: str) -> int:
    if sign.startswith("\\begin{") or sign in {"(", "[", "{", "\\{"}:
        return 1
    return -1 if sign.startswith("\\end{") or sign in {")", "]", "}", "\\}"} else 0


@dataclass(frozen=True, slots=True)
class Chain:
    """The members of a chain in order; `signs` stand between them, true where one is `≈`.

    What follows the chain belongs to the last member.
    """

    members: tuple[str, ...]
    signs: tuple[bool, ...]

    @property
    def is_approximate(self) -> bool:
        """Whether some sign in it is `≈`."""
        return any(self.signs)


def chain(text: str) -> Chain:
    """Return a formula as a chain; one member where no `=` or `≈` stands outside of brackets."""
    is_tex = "\\" in text or "$" in text  # where `~` is a blank
    text = _undelimited(text)
    depth = depths(text)
    members: list[str] = []
    signs: list[bool] = []
    start = 0
    moduli = _moduli(text) if "|" in text else frozenset()
    for match in _SIGN.finditer(text):
        if depth[match.start()] > 0 or match.start() in moduli:
            continue
        if match["stop"]:
            break
        if match["equal"] or match["about"]:
            member = text[start : match.start()].strip()
            if member and _DENYING.fullmatch(member) and not (is_tex and member.endswith("~")):
                break
            if match["equal"] == "=" and (_COPIED.search(member) or (members and _runs_on(members[0], member))):
                break
            members.append(member)
            signs.append(match["about"] is not None)
            start = match.end()
    return Chain((*members, text[start:].strip()), tuple(signs))


def _runs_on(first: str, member: str) -> bool:
    """Whether a member ends with what the chain is called, `0 v x` of `x = 0 v x = 2`: another statement begins there.

    With another index it may be a factor, `a_2 = 2 a_1 = 6`, unless a word, a sign or a wide blank stands before it.
    """
    name, again = _CALLED.fullmatch(first), _CALLED_AGAIN.fullmatch(member)
    if name is None or again is None or again["base"] != name["base"] or not again["before"].strip():
        return False
    if _SAID_BEFORE.search(again["before"]) is not None:
        return False  # a sentence, a word or a mark parts both, and says how
    return again["index"] == name["index"] or _APART.search(again["before"]) is not None


_NAME = r"(?P<base>\\?[^\W\d_](?:[A-Za-z]*(?<=\w\w\w))?)(?P<index>_\{[^{}]*\}|_\w+|\d+|[₀-₉]+|)"
_CALLED = re.compile(rf"[\s$]*{_NAME}[\s$]*")
_CALLED_AGAIN = re.compile(rf"(?P<before>(?:.*[^\w\\.{{])?){_NAME}[\s$]*", re.DOTALL)
_SAID_BEFORE = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]{2,}[.:]?\s+|\s[yoeu]\s+|[.!?✗✘✓✔]\s+)\Z")
_APART = re.compile(r"(?:\s[^\W\d_]+\s+|[,;:∪∨⋁⊻˅#•&|.–—]\s*|\s\s|\t|\\[,;:! ]\s*|\\(?:vee|lor|cup|q?quad)\s*|/\s+)\Z")


def _moduli(text: str) -> frozenset[int]:
    """Return where the bars of absolute values stand, `d = |2 - 5|/3`, `|v| = 5`: numbers or one letter are in them."""
    return frozenset(place for match in _MODULUS.finditer(text) for place in (match.start("open"), match.end() - 1))


_MODULUS = re.compile(
    r"(?:(?<=\A)|(?<=[=≈+*/·×⋅(−-])|(?<=\\cdot)|(?<=\\times)|(?<=\\approx))\s*(?P<open>\|)(?:(?=[^|]*\d)[\d\s.+*/·×⋅()^−-]+"
    r"|\s*(?:\\(?:vec|mathbf|boldsymbol)\s*\{?\s*)?[A-Za-z]\s*\}?\s*)\|"
    r"(?=\s*(?:[=≈+*/·×⋅)−-]|\\(?:cdot|times|approx)(?![A-Za-z])|\Z))"
)
# What denies the equality behind it, `! x = 2`, `x ~= 2`, the middle of `=/=`, or changes a name in place, `x %= 2`.
_DENYING = re.compile(r"!.*|.*(?:~|(?<!\d)\s%|\\sim|\u0338)|[/\\]+", re.DOTALL)
# `x 6= 2`: the sign `≠` as it is copied from a page; a number behind an operator or a function is one, `ln 6 = 1.79`.
_COPIED = re.compile(
    r"(?<![-−+*/·×^=≈])(?<!\\cdot)(?<!\\times)(?<!ln)(?<!log)(?<!lg)(?<!exp)(?<!sqrt)(?<!sin|cos|tan)\s6\Z"
)
_DELIMITED = re.compile(
    r"\s*(?:\$\$(?P<a>[^$]*)\$\$|\$(?P<b>[^$]*)\$|\\\((?P<c>[^$]*)\\\)|\\\[(?P<d>[^$]*)\\\]|`(?P<e>[^`]*)`)\s*[.,;]?\s*"
)


def _undelimited(text: str) -> str:
    """Return a formula without the signs that begin and end mathematics around all of it."""
    match = _DELIMITED.fullmatch(text)
    inner = next((part for part in match.groups() if part is not None), text) if match else text
    return text if "\\)" in inner or "\\]" in inner else inner


def behind_conclusion(text: str) -> str | None:
    """Return the equation behind the last sign or word of a conclusion, `A = 14 → U = 12`; None where none is there."""
    if text.count("=") < 2 or _CONCLUDES.search(text) is None:
        return None
    depth = depths(text)
    ends = [match.end() for match in _CONCLUDES.finditer(text) if not depth[match.start()]]
    behind = text[ends[-1] :].strip(" $") if ends else ""
    return behind if len(chain(behind).members) > 1 else None


_CONCLUDES = re.compile(
    r"→|->|⇒|⟹|=>|\\(?:to|rightarrow|Rightarrow|implies)(?![A-Za-z])"
    r"|(?<![\\\w])(?:so|hence|thus|therefore|also|somit|daher|folglich|donc|luego|entonces|quindi|dus)(?!\w)"
)


def last_member(text: str) -> str | None:
    """Return the last member of a chain of equalities, None where a text is none, or ends in nothing."""
    found = chain(text)
    return found.members[-1] if len(found.members) > 1 and found.members[-1] and not found.is_approximate else None
