r"""Left sides joined of sets, `A ∪ B = …`: worked out where the prompt lists the sets, else told by the word for them.

`Let $A = \{1, 2\}$ and $B = \{2, 3\}$` makes `A ∪ B` another set than the intersection of both. Where sets are not
listed, `A ∪ B` is not the intersection that a prompt names in words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.language.printing import show
from grader.language.tree import SetOf
from grader.marking.asked.left_sides import asking as parts
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept what sets they list
MAX_CHARACTERS = 40  # of a left side that is looked into
MAX_LISTED = 60  # members of a set
_SIGNS = (
    (re.compile(r"\^\s*\{?\s*(?:\\?c|\\complement)(?![A-Za-z])\s*\}?|’|\^\s*\{?\s*\\prime\s*\}?"), "'"),
    (re.compile(r"\\cup(?![A-Za-z])"), "∪"),
    (re.compile(r"\\cap(?![A-Za-z])"), "∩"),
    (re.compile(r"\\(?:triangle|Delta|oplus|ominus)(?![A-Za-z])|[△⊕⊖]"), "Δ"),
    (re.compile(r"\\(?:setminus|backslash)(?![A-Za-z])|[∖−–-]|\\(?![A-Za-z{}])|(?<=[A-Z])\\(?=[A-Z])"), "∖"),
    (re.compile(r"\\times(?![A-Za-z])"), "×"),
    (re.compile(r"[\s$]|\\(?:left|right|[,;! ])(?![A-Za-z])"), ""),
)
_TOKEN = re.compile(r"[A-Z](?:_?\d)?|[∪∩Δ∖×+()']")
_ALL = ("U", "S", "G", "X")  # what sets are usually parts of
_JOINED = re.compile(r"[A-Z](?:_?\d)?(?:(?P<sign>[∪∩Δ∖×+])[A-Z](?:_?\d)?)+")
_COMPLEMENT = re.compile(r"'|\\(?:overline|bar|complement)")
_LISTED = re.compile(
    r"(?<![A-Za-z\\])(?P<name>[A-Z](?:_\{?\d\}?)?)\s*=\s*\$?\s*(?:\\left\s*)?\\?\{(?P<members>[^{}|:]{0,300}?)(?:\\right\s*)?\\?\}"
)
# Before the last letter of a calculation, `A ∪ B = {1, 2}`, of which nobody says what the letter is.
_OPERATED = re.compile(r"(?:[∪∩∖△Δ⊕×+−-]|\\(?:cup|cap|setminus|backslash|triangle|oplus|times)|(?<=\s)\\)\s*\Z")
_DOTS = re.compile(r"\.\.|…|dots")
_WORDS = {
    "∩": r"intersec\w*|interse[zç]\w+|schnitt(?:menge)?|durchschnitt",
    "∪": r"union[ei]?|unión|união|réunion|vereinigung\w*",
    "Δ": r"symmetric\s+difference|symmetrische\s+differenz|(?:différence|diferencia|differenza)\s+s[iy]mm?[eé]tri\w+",
    "∖": r"(?:set\s+)?difference|differenz(?:menge)?|différence|diferencia|differenza|relative\s+complement",
}
_NAMED = {sign: re.compile(rf"(?i)(?<![^\W\d_])(?:{words})(?![^\W\d_])") for sign, words in _WORDS.items()}
_SYMMETRIC = re.compile(r"(?i)s[iy]mm?[eé]tri")
_ALIKE = {"+": "∪"}


def is_of_other_set(question: Question, left: str) -> bool:
    """Whether a left side joins sets to another one than is expected, or by another sign than the prompt names."""
    if len(left) > MAX_CHARACTERS:
        return False
    plain = _in_signs(left)
    if _holds_members_of(question, plain):
        return True
    if plain[:1] not in "ABCDEFGHIJKLMNOPQRSTUVWXYZ(" or len(plain) < len("A∪B"):
        return False
    found = joined(question, plain)
    if found is not None:
        return all(not isinstance(tree, SetOf) or found != _members(tree) for tree in question.accepted) and any(
            isinstance(tree, SetOf) for tree in question.accepted
        )
    named = _named(parts.prompts(question))
    if not named or (re.search(r"[∪∩Δ∖]", plain) is None and _JOINED.fullmatch(plain) is None):
        return False
    if _COMPLEMENT.search(plain) is not None:
        return named in {"∩", "∪"}
    signs = {_ALIKE.get(one, one) for one in re.findall(r"[∪∩Δ∖×+]", plain)}
    return _JOINED.fullmatch(plain) is not None and signs != {named}


def _holds_members_of(question: Question, plain: str) -> bool:
    """Whether a left side is the complement of a set that the prompt lists, and the answer has members of it."""
    listed = _listed(question.lead, question.prompt).get(plain[:1]) if plain[1:] == "'" else None
    sets = [_members(tree) for tree in question.accepted if isinstance(tree, SetOf)]
    return listed is not None and bool(sets) and all(listed & one for one in sets)


def joined(question: Question, text: str) -> frozenset[str] | None:
    """Return the members of sets that a prompt lists, joined by signs; None where a set or a sign is not known."""
    plain, known = _in_signs(text), _listed(question.lead, question.prompt)
    tokens = _TOKEN.findall(plain)
    if not known or "".join(tokens) != plain:
        return None
    found, end = _sum(tokens, 0, known)
    return found if end == len(tokens) else None


def joined_of(text: str, known: dict[str, frozenset[str]], whole: frozenset[str]) -> frozenset[str] | None:
    """Return the members of sets that are `known`, parts of a `whole`, joined by signs; None where one is not."""
    plain = _in_signs(_OVERLINED.sub(r"(\1)'", text))
    tokens = _TOKEN.findall(plain)
    if "".join(tokens) != plain:
        return None
    found, end = _sum(tokens, 0, {_ALL[0]: whole, **known})
    return found if end == len(tokens) else None


_OVERLINED = re.compile(r"\\(?:overline|bar)\s*\{([^{}]*)\}")


def _sum(tokens: list[str], start: int, known: dict[str, frozenset[str]]) -> tuple[frozenset[str] | None, int]:
    """Return what sets come to from a place on, and where they end; None with several signs without brackets."""
    found, place = _part(tokens, start, known)
    signs = set()
    while found is not None and place < len(tokens) and tokens[place] in "∪∩Δ∖+":
        sign = tokens[place]
        signs.add(sign)
        other, place = _part(tokens, place + 1, known)
        if other is None or (len(signs) > 1 or (sign == "∖" and place < len(tokens) and tokens[place] != ")")):
            return None, place
        found = {"∩": found & other, "∖": found - other, "Δ": found ^ other}.get(sign, found | other)
    return found, place


def _part(tokens: list[str], start: int, known: dict[str, frozenset[str]]) -> tuple[frozenset[str] | None, int]:
    """Return what a letter or brackets come to, perhaps their complement, and where they end."""
    if start >= len(tokens):
        return None, start
    if tokens[start] != "(":
        found, end = known.get(tokens[start]), start + 1
    else:
        found, end = _sum(tokens, start + 1, known)
        if end >= len(tokens) or tokens[end] != ")":
            return None, end
        end += 1
    if end < len(tokens) and tokens[end] == "'":
        whole = next((known[one] for one in _ALL if one in known), None)
        found, end = (whole - found if whole is not None and found is not None else None), end + 1
    return found, end


@lru_cache(maxsize=KEPT)
def _listed(lead: str, prompt: str) -> dict[str, frozenset[str]]:
    """Return the sets that a prompt lists, by their letters; none where a letter has two."""
    found: dict[str, frozenset[str]] = {}
    for match in _LISTED.finditer(f"{lead} {prompt}"):
        members = [re.sub(r"[\s$\\]", "", one) for one in match["members"].split(",")]
        name = re.sub(r"[{}]", "", match["name"])
        is_part = _OPERATED.search(match.string[max(0, match.start() - 20) : match.start()]) is not None
        if is_part or _DOTS.search(match["members"]) or len(members) > MAX_LISTED or name in found:
            return {}
        found[name] = frozenset(one for one in members if one)
    return found


def _members(tree: SetOf) -> frozenset[str]:
    return frozenset(re.sub(r"\s", "", show(one)) for one in tree.items)


def _named(said: str) -> str:
    """Return the sign of what a prompt names in words alone; empty where it names several or writes a sign."""
    if re.search(r"[∪∩△∖]|\\(?:cup|cap|triangle|setminus)(?![A-Za-z])", said) is not None:
        return ""
    found = {sign for sign, words in _NAMED.items() if words.search(said) is not None}
    if _SYMMETRIC.search(said) is not None:
        found -= {"∖"}
    return found.pop() if len(found) == 1 else ""


def _in_signs(text: str) -> str:
    for pattern, sign in _SIGNS:
        text = pattern.sub(sign, text)
    return text
