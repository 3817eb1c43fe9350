r"""Formulas of logic in their notations: `p && !q`, `p /\ ~q`, `p AND NOT q`, `p q'` for p ∧ ¬q, and names of gates.

Two are one where they are the same tree: operands of one sign stand in any order, and brackets count by what they hold.
Sets and events are written with the same signs: `A and B` for A ∩ B. A caret is an `and` for some and an exclusive `or`
in programs. Signs that algebra has, too, are signs of logic only where the other text has one that is no sign of
algebra.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from grader.language.texts.folded import typed_out

KEPT = 1_000  # texts whose trees are kept
MAX_CHARACTERS = 120  # of a text that is read as a formula
_NAMES = {  # of connectives and gates, as words
    "XNOR": r"ex?-?nor|x-?nor|exclusive[\s-]+nor|exklusiv\w*[\s-]+nor",
    "XOR": r"ex-?or|eor|x-?or|exclusive[\s-]+or|exklusiv\w*[\s-]+oder|ou[\s-]+exclusif|[ou]\s+exclusivo|o\s+esclusivo",
    "NAND": r"n-?and|not[\s-]+and|nicht[\s-]+und",
    "NOR": r"n-?or|not[\s-]+or|nicht[\s-]+oder",
}
_GATES = tuple((re.compile(rf"(?i)(?<![\w-])(?:{words})(?![\w-]*\w)"), name) for name, words in _NAMES.items())
_IFF = (
    r"if\s+and\s+only\s+if|iff|gdw|ssi|genau\s+dann,?\s+wenn|si\s+et\s+seulement\s+si|si\s+y\s+s[oó]lo\s+si"
    r"|se\s+e\s+solo\s+se"
)
_SIGNS = {
    "iff": rf"↔|⇔|≡|(?<![^\W\d_])(?:{_IFF})(?!\w)",
    "follows": "←",
    "implies": r"→|⊃|(?<![^\W\d_])(?:implies|impliziert|implique|implica)(?!\w)",
    **{
        name.casefold(): ("⊕|⊻|" if name == "XOR" else "") + rf"(?<![^\W\d_])(?:{words})(?!\w)"
        for name, words in _NAMES.items()
    },
    "either": r"\^(?!\s*(?:c(?!\w)|\{))",
    "or": r"∨|∪|\|\|?|\+|(?<![^\W\d_])(?:or|oder|ou|union)(?!\w)|(?<=\s)[vo](?=\s)",
    "and": r"∧|∩|&&?|·|\*|(?<![^\W\d_])(?:and|und|et|intersect(?:ion)?)(?!\w)|(?<=\s)[ye](?=\s)",
    "not": r"¬|~|!|(?<![^\W\d_])(?:not|nicht|non)(?!\w)",
    "minus": "-",
    "if": r"(?<![^\W\d_])(?:if|wenn|si|se)(?!\w)",
    "then": r",?\s*(?<![^\W\d_])(?:then|dann|alors|entonces|allora)(?!\w)",
    "prime": r"'|\^\s*(?:c(?!\w)|\{c\})",
    "letter": r"[A-Za-z](?:_?\d)?(?!\w)|[A-Za-z](?=[A-Za-z]{0,4}(?!\w))",
    "digit": r"[01](?!\w)",
    "open": r"[(\[]",
    "close": r"[)\]]",
    "comma": ",",
}
_TOKEN = re.compile(rf"(?i)\s*(?:{'|'.join(f'(?P<{name}>{sign})' for name, sign in _SIGNS.items())})")
_OF_BOTH = re.compile(r"(?i)(?:the\s+)?(?:(intersection)|union)\s+of\s+(\S{1,3})\s+(?:and|with)\s+(\S{1,3})")
_OF_LOGIC = re.compile(r"[∧∨¬⊕⊻]|(?<!\w)(?:AND|OR|NOT)(?!\w)|(?i:(?<!\w)(?:x-?n?or|nand|nor|iff)(?!\w))")
_CLEAR = re.compile(rf"{_OF_LOGIC.pattern}|[∩∪↔⊃]|\A\W*[A-Za-z]\W*→\W*[A-Za-z]\W*\Z")
_EQUAL = re.compile(r"(?<![<>!:=])=(?![=>])|≡")
_PROBABILITY = re.compile(r"(?<!\w)(?:P|Pr)\s?\(")  # `P(A|B)` is no formula of P, A and B
_LETTER = re.compile(r"(?<![^\W\d_])[A-Za-z](?![^\W\d_])")
Tree = tuple[object, ...]


def with_gates(text: str) -> str:
    """Return a text with each name of a gate in one spelling: `EXOR`, `exclusive or` and `X-OR` are XOR."""
    for words, name in _GATES:
        text = words.sub(name, text)
    return text


def are_one(text: str, accepted: str) -> bool:
    """Whether a text, or an end of an equation that it is, is the formula of logic that an accepted text is.

    Formulas that are too long to be read may be one.
    """
    if _CLEAR.search(typed_out(accepted)) is None:
        return False
    if max(len(text), len(accepted)) > MAX_CHARACTERS:
        return _CLEAR.search(typed_out(text)) is not None
    meant = _trees(accepted, _OF_LOGIC.search(typed_out(accepted)) is not None)
    ends = _EQUAL.split(text)
    return bool(meant) and any(not meant.isdisjoint(_trees(one, True)) for one in {text, ends[0], ends[-1]})


def is_formula(text: str) -> bool:
    """Whether a text is a formula of logic with a connective, in which a word that denies is a sign."""
    return len(text) <= MAX_CHARACTERS and any(tree[0] not in {"row", "not"} for tree in _trees(text, False))


@lru_cache(maxsize=KEPT)
def _trees(text: str, is_product: bool) -> frozenset[Tree]:
    """Return the formulas that a text may be; none where it is no formula of logic.

    Letters in a row are a word in order, of an alphabet, say, and where `is_product` they may be joined by `and`, too.
    """
    plain = _OF_BOTH.sub(lambda both: f"{both[2]} {'∩' if both[1] else '∪'} {both[3]}", typed_out(text))
    plain = plain.strip(" .$")
    if _PROBABILITY.search(plain) is not None:
        return frozenset()
    letters = frozenset(_LETTER.findall(plain))
    plain = plain if any(one.swapcase() in letters for one in letters) else plain.casefold()  # `P AND Q`
    trees = [
        _Reader([(sign if kind == "either" else kind, said) for kind, said in _tokens(plain)], row).whole()
        for sign in (("and", "xor") if "^" in plain else ("and",))
        for row in (("row", "and") if is_product else ("row",))
    ]
    return frozenset(tree for tree in trees if tree is not None and len(tree) > 1)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kinds of signs of a text, and what they are; one of no kind for what is none."""
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            yield "", text[place:]
            return
        yield found.lastgroup or "", found[0].strip()
        place = found.end()


class _Reader:
    """A formula that is read from its first sign on; None stands for what is no formula."""

    def __init__(self, tokens: list[tuple[str, str]], row: str) -> None:
        self.tokens = [*tokens, ("end", "")]
        self.at, self.row = 0, row

    def whole(self) -> Tree | None:
        tree = self.joined(0)
        return tree if self.kind() == "end" else None

    def kind(self) -> str:
        return self.tokens[self.at][0]

    def taken(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][1]

    def joined(self, level: int) -> Tree | None:
        """Return operands joined by the signs of a level, where later levels bind more closely."""
        if level == len(_LEVELS):
            return self.denied()
        operands, signs = [self.joined(level + 1)], []
        while self.kind() in _LEVELS[level] or (level == len(_LEVELS) - 1 and self.kind() in _BEGINS):
            signs.append(self.kind() if self.kind() in _LEVELS[level] else self.row)
            if self.kind() in _LEVELS[level]:
                self.taken()
            operands.append(self.joined(level + 1))
        whole = [one for one in operands if one is not None]
        if len(whole) < len(operands) or len(set(signs)) > 1:
            return None
        return _tree(signs[0], whole) if signs else whole[0]

    def denied(self) -> Tree | None:
        if self.kind() in {"not", "minus"}:
            self.taken()
            inner = self.denied()
            return None if inner is None else ("not", inner)
        tree = self.atom()
        while tree is not None and self.kind() == "prime":
            self.taken()
            tree = ("not", tree)
        return tree

    def atom(self) -> Tree | None:
        kind, said = self.tokens[self.at]
        if kind in {"letter", "digit"}:
            self.taken()
            return (said,)
        if kind == "open":
            inner = self.members()
            return inner[0] if len(inner) == 1 else None
        if kind in {"and", "or", "xor", "xnor", "nand", "nor"} and said.isalpha():
            self.taken()
            inner = self.members()
            return _tree(kind, inner) if len(inner) > 1 else None
        return self.conclusion() if kind == "if" else None

    def members(self) -> list[Tree]:
        """Return what stands in brackets, parted by commas; nothing where that is no formula."""
        found: list[Tree] = []
        while self.kind() in {"open", "comma"} and (self.kind() == "comma") == bool(found):
            self.taken()
            inner = self.joined(0)
            if inner is None:
                return []
            found.append(inner)
        if self.kind() != "close":
            return []
        self.taken()
        return found

    def conclusion(self) -> Tree | None:
        """Return what `if p then q` says."""
        self.taken()
        first = self.joined(0)
        if first is None or self.kind() not in {"then", "comma"}:
            return None
        self.taken()
        last = self.joined(0)
        return None if last is None else ("implies", first, last)


_LEVELS = (
    frozenset({"iff", "xnor"}),
    frozenset({"implies", "follows"}),
    frozenset({"or", "nor"}),
    frozenset({"xor"}),
    frozenset({"and", "nand"}),
)
_BEGINS = frozenset({"letter", "digit", "open", "not"})
_PAIRED = frozenset({"nand", "nor", "implies", "follows"})  # of more than two operands nobody knows what they say


def _tree(sign: str, operands: list[Tree]) -> Tree | None:
    """Return a tree with its operands in one order, those of an operand with the same sign among them."""
    if sign in _PAIRED and len(operands) > 2:
        return None
    if sign in {"implies", "follows"}:
        return ("implies", *(operands if sign == "implies" else operands[::-1]))
    sign = "iff" if sign == "xnor" else sign
    flat: list[Tree] = []
    for one in operands:
        flat += (
            [each for each in one[1:] if isinstance(each, tuple)] if one[0] == sign and sign not in _PAIRED else [one]
        )
    return (sign, *(flat if sign == "row" else sorted(flat, key=repr)))
