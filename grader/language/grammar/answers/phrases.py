"""Words that stand for signs: `x is at least 2`, `16 percent`, `(-2, 2) without 1`, `if x > 0 then a else b`.

They are put in the place of the words before the grammar reads them, unless one of them is declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from grader.language.grammar.ahead.remarks import without_for, without_lead, without_quantifier_behind, without_remark
from grader.language.grammar.scripts.definitions import CLOSE, OPEN
from grader.language.grammar.state import Expect
from grader.language.names.lexicon import Lexicon
from grader.language.tokens import Token
from grader.language.tokens.sentences import BEGINS

_ORDER = {
    **dict.fromkeys(("less", "smaller"), "<"),
    **dict.fromkeys(("greater", "larger", "bigger", "more"), ">"),
}
_SIGNS: dict[tuple[str, ...], str] = {
    **{(word, "than"): sign for word, sign in _ORDER.items()},
    **{(word, "than", "or", "equal", "to"): f"{sign}=" for word, sign in _ORDER.items()},
    ("at", "least"): ">=",
    ("at", "most"): "<=",
    ("not", "equal", "to"): "!=",
    ("equal", "to"): "=",
}
_SIGNS |= {("is", *words): sign for words, sign in _SIGNS.items()} | {("is", "not"): "!="}
_LONGEST = max(map(len, _SIGNS))
_LEFT_OUT = frozenset({"without", "except", "excluding"})
_PERCENT = frozenset({"percent", "pct"})
_ABOUT = frozenset({"about", "approximately", "roughly", "circa"})
_BEFORE, _ELSE = frozenset({"if", "for", "when"}), frozenset({"else", "otherwise"})
_PARTING = frozenset({",", ";", "and", "or", ""})
_RESTRICTING = frozenset({"where", "with", "provided", "whenever"})
BOUNDING = frozenset({"<", "<=", ">", ">=", "!="})
_RELATIONS = frozenset({"=", "!=", "<", "<=", ">", ">=", "in"})
_SAID = re.compile(
    r"\b(?:than|least|most|equal to|is not|without|except|excluding|percent|pct|about|approximately|roughly|circa)\b"
)
# Words and signs of which one at least stands in a text that is changed here; most formulas have none of them.
TOLD = frozenset(
    {"than", "least", "most", "equal", "not", "quad", ";", "in", "If", "For", "When", "forall"}
) | _LEFT_OUT.union(_PERCENT, _RESTRICTING, _ABOUT, _BEFORE, BEGINS, map(str.title, BEGINS), map(str.title, _ABOUT))
PARITIES = frozenset(  # which `parities` reads
    {"even", "gerade", "pair", "par", "pari", "odd", "ungerade", "impair", "impar", "dispari"}
)
# What parts the cases of a definition, in other languages.
OTHER_LANGUAGES = {"sonst": "otherwise", "ansonsten": "otherwise", "sinon": "otherwise", "falls": "if", "si": "if"}
OTHER_LANGUAGES |= {"pour": "for", "wenn": "if", "und": "and", "oder": "or"}
ALTERNATIVES = frozenset({"ou", "o", "oppure"})  # words for `or` that letters spell, too
# Letters that are words where they are set as text between blanks: `|x| < 2 \text{ y } x \neq 1`.
JOINING = {"y": "and", "e": "and", "o": "or", "et": "and"}
WORDS = frozenset(OTHER_LANGUAGES) | {"ü"}
_CONDITION_FIRST = re.compile(r"(?>(?:\$|\\text\w*+\{|\\\(|\s)*)(?:if|for|when)\b", re.IGNORECASE)


def rephrased(text: str, tokens: list[Token], lexicon: Lexicon, expect: Expect) -> list[Token]:
    """Return the tokens with signs in the place of words, and with the value of each case before its condition."""
    tokens = without_lead(tokens, lexicon)
    if "quad" in text:
        tokens = _without_wide_blanks(tokens)
    if expect == "expression":
        tokens = without_quantifier_behind(tokens, lexicon)
    elif expect == "set":
        tokens = without_for(tokens, lexicon)
    if expect in {"expression", "condition"} and ("∈" in text or "in" in text):
        tokens = without_remark(tokens, lexicon)
    if _SAID.search(text) is not None:
        tokens = _with_signs(tokens, lexicon, expect)
    if expect in {"expression", "condition"}:
        if _CONDITION_FIRST.match(text) is not None:
            tokens = _values_first(tokens, lexicon)
        elif ";" in text and "," in text:
            tokens = _conditions_behind_commas(tokens)
        elif expect == "expression":
            tokens = _condition_behind_value(tokens, lexicon)
    return tokens


def _without_wide_blanks(tokens: list[Token]) -> list[Token]:
    r"""Return the tokens without `\quad` beside a sign or word that parts: `a = 1, \quad b = 2`."""
    return [
        token
        for before, token, after in zip([tokens[-1], *tokens], tokens, [*tokens[1:], tokens[-1]], strict=False)
        if token.value != "quad" or not (before.value in _PARTING or after.value in _PARTING)
    ]


def _with_signs(tokens: list[Token], lexicon: Lexicon, expect: Expect) -> list[Token]:
    done: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        sign, count = _sign_at(tokens, place, lexicon)
        if token.kind == "word" and token.value not in lexicon.plain:
            if expect == "set" and token.value in _LEFT_OUT and (rest := _left_out(done, tokens[place:])):
                return [*done, *rest]
            if expect == "set" and token.value in _LEFT_OUT and done:
                sign, count = "difference", 1
            elif token.value in _PERCENT and done and done[-1].kind == "num":
                sign, count = "%", 1
            elif token.value in _ABOUT and not done and tokens[1].kind in {"num", "op", "frac"}:
                place += 1
                continue
        if sign == "%" or (sign and done and tokens[place + count].kind != "end"):
            last = tokens[place + count - 1]
            done.append(Token("op", sign, token.start, last.end, token.gap))
            place += count
        else:
            done.append(token)
            place += 1
    return done


def _left_out(before: list[Token], behind: list[Token]) -> list[Token]:
    """Return `and x != 3` for `except 3` and `except x = 3` behind a condition on x; nothing behind a set."""
    name, word = before[0] if before else None, behind[0]
    if name is None or name.kind != "word" or _ORDERS.isdisjoint(token.value for token in before):
        return []
    is_named = len(behind) > 2 and behind[1].value == name.value and behind[2].value in {"=", "!="}
    value = behind[3 if is_named else 1 :]
    if not _PARTS.isdisjoint(token.value for token in (*before, *value)) or len(value) < 2:
        return []  # of several conditions, or values, nobody can tell what belongs to which
    joined = Token("op", "and", word.start, word.end, word.gap)
    return [joined, name._replace(start=word.start, end=word.end), joined._replace(value="!="), *value]


_ORDERS = frozenset({"<", "<=", ">", ">="})
_PARTS = frozenset({",", ";", "and", "or", "union", "intersection", "{", "=", "!=", "in", "≠"})


def _sign_at(tokens: list[Token], place: int, lexicon: Lexicon) -> tuple[str, int]:
    """Return the sign that words at a place stand for, the longest phrase first, and their number; none for others."""
    words = [token.value.casefold() for token in tokens[place : place + _LONGEST]]
    for count in range(min(_LONGEST, len(words)), 1, -1):
        found = _SIGNS.get(tuple(words[:count]))
        if found is not None and lexicon.plain.isdisjoint(words[:count]):
            return found, count
    return "", 0


def _outside(tokens: list[Token]) -> Iterator[int]:
    """Yield the places that stand outside all brackets and environments, without the end."""
    depth = 0
    for place, token in enumerate(tokens[:-1]):
        if token.kind == "op":
            depth += (token.value in OPEN) - (token.value in CLOSE)
        elif token.tex and token.kind == "word":
            depth += (token.value == "begin") - (token.value == "end")
        if depth == 0:
            yield place


def _values_first(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return `a if x > 0 else b` for `if x > 0 then a else b`, and so for `for x > 0: a; for x < 0: b`."""
    tokens = [tokens[0]._replace(value=tokens[0].value.casefold()), *tokens[1:]]
    words = (_BEFORE | _ELSE) - lexicon.plain
    starts = [place for place in _outside(tokens) if tokens[place].kind == "word" and tokens[place].value in words]
    if not starts or starts[0] != 0 or tokens[0].value not in _BEFORE:
        return tokens
    done: list[Token] = []
    sign = Token("op", ";", 0, 0, False)  # what parts the next case from those before it
    for start, stop in pairwise([*starts, len(tokens) - 1]):
        part = _without_ends(tokens[start:stop])
        separator = [sign] if done else []
        sign = Token("op", ";", part[0].start, part[0].start, False)
        if part[0].value in _ELSE and len(part) == 1:
            sign = part[0]._replace(value="else")
        elif part[0].value in _ELSE:
            done += [part[0]._replace(value="else"), *part[2 if part[1].value in {",", ":"} else 1 :]]
        elif middle := _end_of_condition([*part, tokens[-1]]):
            behind = middle + (2 if part[middle + 1].value == "then" else 1)
            done += [*separator, *part[behind:], part[0]._replace(gap=True), *part[1:middle]]
        else:
            return tokens
    return [*done, tokens[-1]] if len(starts) > 1 else tokens


def _end_of_condition(part: list[Token]) -> int:
    """Return where the condition of a case ends, with its value behind it; 0 where that is not said."""
    middle = next((place for place in _outside(part) if part[place].value in {"then", ":", ","}), 0)
    return middle if middle < len(part) - 2 else 0


def _without_ends(part: list[Token]) -> list[Token]:
    """Return a case without what parts it from the next one."""
    while len(part) > 1 and part[-1].value in {",", ";", ".", "and", "quad", "\\\\"}:
        part = part[:-1]
    return part


def _condition_behind_value(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return `a if x > 0` for `a, x > 0` and `a where x > 0`: one inequality behind the value restricts it."""
    words = _RESTRICTING - lexicon.plain
    signs, joints = list[int](), list[int]()
    for place in _outside(tokens):
        if tokens[place].value in _RELATIONS:
            signs.append(place)
        elif tokens[place].value in words or tokens[place].value in {",", ";", "quad"}:
            joints.append(place)
        elif tokens[place].value in _BEFORE | _ELSE | {"and", "or", "&", "\\\\"}:
            return tokens
    stop = next((at for at in range(len(joints)) if joints[at] - joints[0] != at), len(joints))
    behind = [place for place in signs if joints and place > joints[0]]
    if not joints or stop < len(joints) or not behind or not {tokens[place].value for place in behind} <= BOUNDING:
        return tokens
    if any(tokens[place].value != "=" for place in signs if place < joints[0]):
        return tokens
    condition = tokens[joints[-1]]._replace(kind="word", value="if", gap=True)
    return [*tokens[: joints[0]], condition, *tokens[joints[-1] + 1 :]]


def _conditions_behind_commas(tokens: list[Token]) -> list[Token]:
    """Return `a if x > 0; b if x < 0` for `a, x > 0; b, x < 0`: each part holds a value, a comma and a condition."""
    outside = set(_outside(tokens))
    parts, part = [], list[int]()
    for place in range(len(tokens) - 1):
        if place in outside and tokens[place].value == ";":
            parts.append(part)
            part = []
        else:
            part.append(place)
    if part:
        parts.append(part)
    commas: list[int] = []
    if not parts or not all(parts):
        return tokens
    if tokens[parts[-1][-1]].value in _ELSE:
        parts.pop()
    for part in parts:
        found = [place for place in part if place in outside and tokens[place].value == ","]
        signs = [place for place in part if place in outside and tokens[place].value in _RELATIONS]
        if len(found) != 1 or not signs or signs[0] < found[0] or tokens[found[0] + 1].value in _BEFORE:
            return tokens
        commas.append(found[0])
    if len(commas) + (tokens[-2].value in _ELSE) < 2:
        return tokens
    return [
        token._replace(kind="word", value="if", gap=True) if place in commas else token
        for place, token in enumerate(tokens)
    ]
