"""Trees as MathML Core, for pages.

Parts are elements; the signs and numbers that the printer writes between them stay bare until the whole formula is
there, and become elements then (`_dressed`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import islice
from typing import ClassVar

from grader.language.printing.notation import written
from grader.language.printing.plain import LETTER_FUNCTION, PLAIN, Plain, name_parts
from grader.language.printing.unicode import OPERATORS, SPACES, WORDS
from grader.language.spelling.greek import PRINTED
from grader.language.tree import Node, walk

MAX_TYPESET_NODES = 2_000  # nodes of a formula that is typeset

MARKS: Mapping[str, str] = {  # what stands above a letter, by the names of `spelling.ACCENTS`
    "tilde": "~",
    "hat": "^",
    "bar": "¯",
    "dot": "˙",
    "ddot": "¨",
    "check": "ˇ",
    "breve": "˘",
    "acute": "´",
    "grave": "`",
}
FENCES: Mapping[str, tuple[str, str]] = {"abs": ("|", "|"), "norm": ("‖", "‖"), "floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉")}
APPLIED = "<mo>&#x2061;</mo>"  # between a function and its arguments; not seen
TIMES = "<mo>&#x2062;</mo>"  # between factors; not seen
TALL = '<mo stretchy="true">'
THIN = '<mspace width="0.17em"/>'
_SCRIPT = re.compile(r"([_^])(\{[^{}]*\}|\w+)|('+)")
_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+|\S")
_PARTS = re.compile(r"<(mi|mn|mo|mtext)\b[^>]*>[^<]*</\1>|<[^>]+>|&[#\w]+;|[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|[^\s<]")
_LEAF = re.compile(r"<(mi|mn)>[^<]*</\1>|[0-9]+")
_LAST_LETTERS = re.compile(r"<mi>([^<]*)</mi>$")
_WORD_BEGINS = re.compile(r"<(?:msub|msup|msubsup|mrow|mover)*>?<mi>[^<]{2}")
_IS_TALL = re.compile("<(?:mfrac|mtable|munder|mover(?! )|munderover)")
_TAG = re.compile(r"<[^>]*>")
_ONE_LINE = dict.fromkeys("()[]{}", ' stretchy="false"')  # what would grow with descenders
_CLOSES = frozenset({")", "]", "}", "!", "′"})


class Mathml(Plain):
    """MathML notation."""

    operators: ClassVar[Mapping[str, str]] = {
        **OPERATORS,
        "<": "&lt;",
        ">": "&gt;",
        "in": "∈",
        "and": "<mtext>&#xa0;and&#xa0;</mtext>",
        "or": "<mtext>&#xa0;or&#xa0;</mtext>",
        "not": "<mtext>not&#xa0;</mtext>",
    }
    constants: ClassVar[Mapping[str, str]] = {"pi": "π", "oo": "∞", "emptyset": "∅", "ones": "𝟏"}
    has_fractions: ClassVar[bool] = True

    def constant(self, name: str) -> str:
        """Return `<mi>π</mi>`."""
        return _identifier(self.constants.get(name, name))

    def name(self, name: str) -> str:
        """Return `<msub><mi>w</mi><mn>0</mn></msub>`."""
        accent, base, rest = name_parts(name)
        letter = _identifier(PRINTED.get(base, base))
        if accent:
            letter = f'<mover accent="true">{letter}<mo stretchy="false">{MARKS[accent]}</mo></mover>'
        below, above = "", ""
        for sign, text, primes in _SCRIPT.findall(rest):
            shown = "′" * len(primes) or "".join(map(_token, _TOKEN.findall(text.strip("{}"))))
            below, above = (below + shown, above) if sign == "_" else (below, above + shown)
        return _scripted(letter, below, above)

    def letters(self, text: str) -> str:
        """Return the names in a text, without its elements."""
        return _TAG.sub(" ", text)

    def brackets(self, text: str) -> str:
        """Return a text in round brackets, which grow only with what is taller than a line."""
        return f"<mrow>{TALL}(</mo>{text}{TALL})</mo></mrow>" if _IS_TALL.search(text) else f"<mrow>({text})</mrow>"

    def braces(self, text: str) -> str:
        """Return the set of the entries in a text."""
        return f"<mrow>{{{text}}}</mrow>"

    def between(self, left: str, right: str) -> str:
        """Return a sign that is not seen, or a dot: before numbers, and where a product could be taken for a call."""
        is_number = left[-1].isdigit()
        if right[0].isdigit() or (is_number and right.startswith("<mfrac>")):
            return "⋅"
        letters = _LAST_LETTERS.search(left)
        if letters is None:
            return TIMES + THIN if _WORD_BEGINS.match(right) else TIMES
        if right.startswith(("<mrow>(", "<mrow>[", f"<mrow>{TALL}")) and LETTER_FUNCTION.search(letters[1]):
            return "⋅"
        return TIMES + THIN if len(letters[1]) > 1 or _WORD_BEGINS.match(right) else TIMES

    def fraction(self, above: str, below: str) -> str:
        """Return a fraction with a bar."""
        return f"<mfrac>{_row(above)}{_row(below)}</mfrac>"

    def power(self, base: str, exponent: str) -> str:
        """Return a base with its exponent."""
        return _scripted(base, "", exponent)

    def transpose(self, base: str) -> str:
        """Return an array with the sign of its transpose."""
        return f"<msup>{_row(base)}<mo>⊤</mo></msup>"

    def primed(self, name: str, primes: int) -> str:
        """Return the name of a function with as many primes."""
        return _scripted(name, "", "′" * primes)

    def call(self, name: str, args: Sequence[str]) -> str:
        """Return a root, a fence, a logarithm with its base, or a name with its arguments in brackets."""
        match name, args:
            case "sqrt", (arg,):
                return f"<msqrt>{_row(arg)}</msqrt>"
            case "root", (arg, degree):
                return f"<mroot>{_row(arg)}{_row(degree)}</mroot>"
            case "binom", (above, below):
                return self.brackets(f'<mfrac linethickness="0">{_row(above)}{_row(below)}</mfrac>')
            case "log", (arg, base):
                return f"{_scripted(_identifier('log'), base, '')}{APPLIED}{self.brackets(arg)}"
            case "norm", (arg, order):
                return _scripted(_fenced(name, arg), order, "")
            case _, (arg,) if name in FENCES:
                return _fenced(name, arg)
            case _:
                return super().call(name, args)

    def function(self, name: str) -> str:
        """Return the name of a known function, with the sign that it is applied."""
        return _identifier(WORDS.get(name, name)) + APPLIED

    def indexed(self, base: str, indices: Sequence[str]) -> str:
        """Return an entry of an array."""
        return _scripted(base, ", ".join(indices), "")

    def space(self, name: str, dims: Sequence[str]) -> str:
        """Return a number set with its dimensions."""
        return _scripted(_identifier(SPACES[name]), "", " × ".join(dims))

    def listed(self, items: Sequence[str]) -> str:
        """Return a list."""
        return f"<mrow>[{', '.join(items)}]</mrow>"

    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        """Return a matrix in square brackets."""
        return f"<mrow>{TALL}[</mo>{_table(rows)}{TALL}]</mo></mrow>"

    def cases(self, branches: Sequence[tuple[str, str]], otherwise: str | None) -> str:
        """Return a table of values and conditions behind a brace."""
        rows = [(value, f"<mtext>if&#xa0;</mtext>{where}") for value, where in branches]
        rows += [] if otherwise is None else [(otherwise, "<mtext>otherwise</mtext>")]
        return f'<mrow><mo form="prefix">{{</mo>{_table(rows)}</mrow>'

    def differential_operator(self, var: str, order: int) -> str:
        """Return d/dx as a fraction."""
        power = "" if order == 1 else str(order)
        return self.fraction(_scripted("<mi>d</mi>", "", power), f"<mi>d</mi>{_scripted(var, '', power)}")

    def differential(self, var: str) -> str:
        """Return dx with a thin space before it."""
        return f"{THIN}<mi>d</mi>{var}"

    def big(self, kind: str, lower: str, upper: str) -> str:
        """Return a large sign with what stands below and above it; beside it at an integral."""
        sign = f"<mo>{self.operators[kind]}</mo>" if kind in self.operators else f"<mo>{escape(kind)}</mo>"
        if kind == "int":
            return _scripted(sign, lower, upper)
        tag, scripts = {
            (True, True): ("munderover", _row(lower) + _row(upper)),
            (True, False): ("munder", _row(lower)),
            (False, True): ("mover", _row(upper)),
            (False, False): ("mrow", ""),
        }[bool(lower), bool(upper)]
        return f"<{tag}>{sign}{scripts}</{tag}>"


_MATHML = Mathml()


def show_mathml(tree: Node, *, displayed: bool = False) -> str | None:
    """Return a tree as a `math` element; None where it has more than `MAX_TYPESET_NODES` nodes.

    `displayed`: fractions and large signs have their full height. `alttext` holds the plain notation.
    """
    if sum(1 for _ in islice(walk(tree), MAX_TYPESET_NODES + 1)) > MAX_TYPESET_NODES:
        return None
    style = ' displaystyle="true"' if displayed else ""
    alternative = escape(written(tree, PLAIN))
    return f'<math{style} alttext="{alternative}">{"".join(_dressed(written(tree, _MATHML)))}</math>'


def _dressed(text: str) -> Iterator[str]:
    """Yield the parts of a formula, what stood bare between elements in elements of its own.

    A minus that follows nothing, or a sign that closes nothing, is one of a number, and stands close to it.
    """
    opens = True
    for match in _PARTS.finditer(text):
        part = match[0]
        if part[0] == "<":
            opens = (part[1] != "/" and match[1] is None) or match[1] == "mo"
            yield part
        elif part[0].isdigit():
            opens = False
            yield f"<mn>{part}</mn>"
        elif part.isascii() and part.isalpha():
            opens = False
            yield f"<mi>{part}</mi>"
        else:
            form = ' form="prefix"' if opens and part == "-" else _ONE_LINE.get(part, "")
            opens = part not in _CLOSES
            yield f"<mo{form}>{'−' if part == '-' else part}</mo>"


def _identifier(text: str) -> str:
    return f"<mi>{escape(text)}</mi>"


def _token(text: str) -> str:
    """Return one token of a subscript: a number, a Greek letter, a word or a sign."""
    return _identifier(PRINTED.get(text, text)) if text.isalpha() else escape(text)


def _row(text: str) -> str:
    """Return a text as one element."""
    if _LEAF.fullmatch(text):
        return f"<mn>{text}</mn>" if text[0] != "<" else text
    return f"<mrow>{text}</mrow>"


def _scripted(base: str, below: str, above: str) -> str:
    """Return a base with what stands below and above at its right side; empty scripts are left out."""
    match bool(below), bool(above):
        case True, True:
            return f"<msubsup>{_row(base)}{_row(below)}{_row(above)}</msubsup>"
        case True, False:
            return f"<msub>{_row(base)}{_row(below)}</msub>"
        case False, True:
            return f"<msup>{_row(base)}{_row(above)}</msup>"
        case _:
            return base


def _fenced(name: str, arg: str) -> str:
    left, right = FENCES[name]
    opened, closed = (
        f'<mo form="prefix" stretchy="true">{left}</mo>',
        f'<mo form="postfix" stretchy="true">{right}</mo>',
    )
    return f"<mrow>{opened}{arg}{closed}</mrow>"


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = ("".join(f"<mtd>{entry}</mtd>" for entry in row) for row in rows)
    return f"<mtable>{''.join(f'<mtr>{line}</mtr>' for line in lines)}</mtable>"
