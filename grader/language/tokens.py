"""A text becomes tokens: LaTeX commands, Unicode signs and plain text in one alphabet."""

from __future__ import annotations

import re
from typing import NamedTuple

from grader.errors import AnswerError, LimitError, Span
from grader.language.letters import FRACTIONS, LETTERS, SIGNS, SUBSCRIPTS, SUPERSCRIPTS, VARIANTS, fold
from grader.language.limits import TextLimits
from grader.language.spelling import ACCENTS, STYLES, WORDS


class Token(NamedTuple):
    """`kind`: num, word, op, script, frac, accent, end. `gap`: blanks stood before it. `tex`: it was a command."""

    kind: str
    value: str
    start: int
    end: int
    gap: bool
    tex: bool = False


_SUP = "".join(map(re.escape, SUPERSCRIPTS))
_SUB = "".join(map(re.escape, SUBSCRIPTS))
_TOKEN = re.compile(
    r"(?P<num>(?:\d+(?:\.(?!\.)\d*)?|\.\d+))"
    r"|(?P<word>[A-Za-z][A-Za-z]*\d*)"
    r"|(?P<space>\s+)"
    r"|(?P<command>\\(?:[A-Za-z]+|.))"
    rf"|(?P<sup>[{_SUP}]+)|(?P<sub>[{_SUB}]+)"
    r"|(?P<op>\*\*|<=>|==>|=>|<->|->|:=|==|!=|<=|>=|=<|<<|>>|<>|\|\||\.\.\.|\.\.|\.\*|&&|@|[-+*/^_(){}\[\]|,;:=<>!'%&.~$?])"
    r"|(?P<other>.)",
    re.DOTALL,
)
_OPS = {
    "**": "^",
    "<=>": "iff",
    "<->": "iff",
    "==>": "implies",
    "=>": "implies",
    ":=": "=",
    "==": "=",
    "=<": "<=",
    "<>": "!=",
    "&&": "and",
    ".*": "hadamard",
}
_COMMANDS = {
    "cdot": "·",
    "times": "×",
    "ast": "*",
    "star": "*",
    "div": "/",
    "bullet": "·",
    "le": "<=",
    "leq": "<=",
    "leqslant": "<=",
    "ge": ">=",
    "geq": ">=",
    "geqslant": ">=",
    "ne": "!=",
    "neq": "!=",
    "lt": "<",
    "gt": ">",
    "approx": "~",
    "simeq": "~",
    "equiv": "=",
    "gg": ">>",
    "ll": "<<",
    "in": "in",
    "notin": "notin",
    "to": "->",
    "rightarrow": "->",
    "longrightarrow": "->",
    "mapsto": "->",
    "cup": "union",
    "cap": "intersection",
    "setminus": "difference",
    "land": "and",
    "wedge": "and",
    "lor": "or",
    "vee": "or",
    "lnot": "not",
    "neg": "not",
    "implies": "implies",
    "Rightarrow": "implies",
    "Longrightarrow": "implies",
    "iff": "iff",
    "Leftrightarrow": "iff",
    "Longleftrightarrow": "iff",
    "odot": "hadamard",
    "circ": "hadamard",
    "otimes": "outer",
    "prime": "'",
    "|": "||",
    "Vert": "||",
    "lVert": "lVert",
    "rVert": "rVert",
    "vert": "|",
    "lvert": "lvert",
    "rvert": "rvert",
    "mid": "|",
    "lfloor": "lfloor",
    "rfloor": "rfloor",
    "lceil": "lceil",
    "rceil": "rceil",
    "{": "\\{",
    "}": "\\}",
    "lbrace": "\\{",
    "rbrace": "\\}",
    "lbrack": "[",
    "rbrack": "]",
    "lparen": "(",
    "rparen": ")",
    "langle": "(",
    "rangle": ")",
    "infty": "oo",
    "emptyset": "emptyset",
    "varnothing": "emptyset",
    "partial": "partial",
    "top": "top",
    "intercal": "top",
    "intop": "int",
    "ldots": "...",
    "dots": "...",
    "cdots": "...",
    "vdots": "...",
    "ddots": "...",
    "quad": "quad",
    "qquad": "quad",
    "%": "%",
    "&": "&",
    "\\": "\\\\",
    "cr": "\\\\",
    "colon": ":",
    "bmod": "mod",
    "pm": "±",
    "mp": "±",
    "gets": "<-",
    "leftarrow": "<-",
}
_BLANK = frozenset(
    [
        ",",
        ";",
        ":",
        "!",
        "left",
        "right",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "biggl",
        "biggr",
        "Biggl",
        "Biggr",
        "displaystyle",
        "textstyle",
        "scriptstyle",
        "limits",
        "nolimits",
        "mathstrut",
        "thinspace",
        "enspace",
        "medspace",
        "thickspace",
        "negthinspace",
        "middle",
        " ",
        "\n",
        "\t",
    ]
)


def tokenize(text: str, limits: TextLimits) -> list[Token]:
    """Return the tokens of a text, an `end` token last; raises AnswerError at a sign that means nothing here."""
    tokens: list[Token] = []
    gap = False
    for match in _TOKEN.finditer(text):
        kind, start, end = match.lastgroup, match.start(), match.end()
        if kind == "space":
            gap = True
            continue
        if kind in {"sup", "sub"}:
            tokens.extend(_script(kind, match.group(), start, gap))
            gap = False
            continue
        token = _token(kind or "", match.group(), start, end, gap)
        if token is None:
            gap = gap or match.group() != "\\left"
            continue
        tokens.append(token)
        gap = False
    if len(tokens) > limits.max_tokens:
        raise LimitError(f"The answer is too long: {len(tokens)} signs (max_tokens = {limits.max_tokens}).")
    tokens.append(Token("end", "", len(text), len(text), gap))
    return _unwrapped(_outside_dollars(tokens, text), text)


def _token(kind: str, value: str, start: int, end: int, gap: bool) -> Token | None:
    match kind:
        case "num" | "word":
            return Token(kind, value, start, end, gap)
        case "op":
            return Token("op", _OPS.get(value, value), start, end, gap)
        case "command":
            return _command(value[1:], start, end, gap)
        case _:
            return _sign(value, start, end, gap)


def _script(kind: str, value: str, start: int, gap: bool) -> list[Token]:
    """Return `^{…}` or `_{…}` for a run of raised or lowered letters."""
    table, sign = (SUPERSCRIPTS, "^") if kind == "sup" else (SUBSCRIPTS, "_")
    end = start + len(value)
    tokens = [Token("op", sign, start, end, gap), Token("op", "{", start, end, False)]
    for place, char in enumerate(value):
        plain = table[char]
        one = "num" if plain.isdigit() else "word" if plain.isalpha() else "op"
        last = tokens[-1]
        if (one != "op" and last.kind == one and kind == "sub") or (one == "num" and last.kind == "num"):
            tokens[-1] = last._replace(value=last.value + plain, end=start + place + 1)
        else:
            tokens.append(Token(one, plain, start + place, start + place + 1, False))
    return [*tokens, Token("op", "}", start, end, False)]


def _command(name: str, start: int, end: int, gap: bool) -> Token | None:
    if name in _COMMANDS:
        return Token("op", _COMMANDS[name], start, end, gap, True)
    if name in _BLANK:
        return None
    if name in ("(", ")", "[", "]"):
        return Token("op", "$", start, end, gap, True)
    return Token("word", VARIANTS.get(name, name), start, end, gap, True)


def _sign(char: str, start: int, end: int, gap: bool) -> Token | None:
    plain = fold(char)
    if plain in SIGNS:
        return Token("op", SIGNS[plain], start, end, gap)
    if plain in LETTERS:
        return Token("word", LETTERS[plain], start, end, gap, True)
    if plain in FRACTIONS:
        return Token("frac", plain, start, end, gap)
    if plain.isascii() and plain.isalpha():
        return Token("word", plain, start, end, gap)
    if plain.isascii() and plain.isdigit():
        return Token("num", plain, start, end, gap)
    if char.isspace() or char in "\u200b\u2061\u2062\u2063\ufeff":
        return None
    if plain != char and len(plain) == 1:
        return Token("op", plain, start, end, gap)
    return Token("op", char, start, end, gap)


def _outside_dollars(tokens: list[Token], text: str) -> list[Token]:
    """Drop the signs that begin and end mathematics where they stand around the whole text."""
    first, last = 0, len(tokens) - 1
    while first < last and tokens[first].value == "$" and tokens[last - 1].value == "$" and last - 1 > first:
        first, last = first + 1, last - 1
    kept = tokens[first:last]
    for token in kept:
        if token.value == "$" and token.kind == "op":
            raise AnswerError(
                "A sign that begins or ends mathematics stands inside the formula. Expected: one formula.",
                text,
                Span(token.start, token.end),
            )
    return [*kept, tokens[-1]]


def _unwrapped(tokens: list[Token], text: str) -> list[Token]:
    r"""Resolve commands that only dress what they hold: `\mathbf{w}` is w, `\operatorname{log2}` the word log2."""
    if not any(token.tex and token.kind == "word" for token in tokens):
        return tokens
    done: list[Token] = []
    closing: list[int] = []
    depth, position = 0, 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        if token.tex and token.kind == "word" and token.value in WORDS and tokens[position].value == "{":
            position = _as_word(tokens, position, token, done, text)
        elif token.tex and token.kind == "word" and token.value in STYLES:
            if tokens[position].value == "{":
                depth += 1
                closing.append(depth)
                tokens[position + 1] = tokens[position + 1]._replace(gap=token.gap)
                position += 1
        elif token.tex and token.kind == "word" and token.value in ACCENTS:
            done.append(token._replace(kind="accent"))
        else:
            depth += {"{": 1, "}": -1}.get(token.value, 0) if token.kind == "op" else 0
            if token.value == "}" and closing and closing[-1] == depth + 1:
                closing.pop()
                continue
            done.append(token)
    return done


def _as_word(tokens: list[Token], position: int, token: Token, done: list[Token], text: str) -> int:
    """Append the words held by a command such as `\\text{if }`; return the position after its closing brace."""
    stop, depth = position + 1, 1
    while depth and tokens[stop].kind != "end":
        depth += {"{": 1, "}": -1}.get(tokens[stop].value, 0)
        stop += 1
    inner = tokens[position + 1 : stop - 1]
    if inner:
        glued = "".join(part.value for part in inner)
        whole = text[inner[0].start : inner[-1].end]
        if all(part.kind == "word" for part in inner[:1]) and re.fullmatch(r"[A-Za-z]+\d*", whole) and glued == whole:
            done.append(Token("word", whole, inner[0].start, inner[-1].end, token.gap, True))
        else:
            inner[0] = inner[0]._replace(gap=True)
            done.extend(inner)
    tokens[stop] = tokens[stop]._replace(gap=True) if inner and text[inner[-1].end] == " " else tokens[stop]
    return stop
