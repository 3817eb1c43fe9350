r"""What only dresses a formula: `$…$`, `**…**`, `\mathbf{w}`, `\text{if}`, `^{\prime}`."""

from __future__ import annotations

import re
from collections.abc import Container
from string import ascii_letters
from unicodedata import normalize

from grader.errors import AnswerError, Span
from grader.language.spelling import ACCENTS, STYLES, WORDS
from grader.language.tokens.annotations import closing_of, unbraced, uncoloured
from grader.language.tokens.commands import QUOTIENTS
from grader.language.tokens.sentences import said_around
from grader.language.tokens.tokenizer import VALUE, Token
from grader.wording import unreadable

_TEXTS = frozenset({"text", "textrm", "textbf", "textit", "mbox", "textnormal", "textsf", "texttt", "operatorname"})
_BOXES = frozenset({"boxed", "fbox", "framebox"})
_SIDES = frozenset({"=", "~", "<", "<=", ">", ">=", "!=", "in", "iff", "implies"})
_JOINING = frozenset({"=", "~"})
_LISTING = frozenset({",", ";", "and", "or"})
_DRESS = STYLES.union(WORDS, ACCENTS, _BOXES)


def undressed(tokens: list[Token], text: str) -> list[Token]:
    """Return the tokens that mean something; raises AnswerError where several formulas stand beside each other."""
    if "$" in text or "`" in text or "**" in text or "\\(" in text or "\\[" in text:
        tokens = _outside_marks(_outside_dollars(tokens, text), text)
    if "color" in text:
        tokens = uncoloured(tokens)
    if "brace" in text:
        tokens = unbraced(tokens)
    if "frac" in text and _BARE_DIFFERENTIAL.search(text) is not None:
        tokens = _with_braces(tokens)
    if "\\" in text and not _DRESS.isdisjoint(map(VALUE, tokens)):
        tokens = _unwrapped(_unboxed(tokens, text) if "box" in text else tokens, text)
    if not text.isascii() and not _ACCENTED.isdisjoint(text):
        tokens = _accented(tokens)
    if "'" in text or "\\prime" in text or "′" in text:
        tokens = _primed(tokens)
    return tokens


_BARE_DIFFERENTIAL = re.compile(r"frac\s*(?:d|\\partial|∂)\s*\{")
_DIFFERENTIALS = frozenset({"d", "partial"})


def _with_braces(tokens: list[Token]) -> list[Token]:
    r"""Return `\frac{d}{dx}` for `\frac d{dx}`, as LaTeX takes it."""
    done: list[Token] = []
    for place, token in enumerate(tokens):
        is_bare = token.value in _DIFFERENTIALS and bool(done) and done[-1].value in QUOTIENTS
        if is_bare and tokens[place + 1].value == "{":
            done += [token._replace(kind="op", value="{"), token, token._replace(kind="op", value="}")]
        else:
            done.append(token)
    return done


# Accents that Unicode writes behind their letter: `x̄`.
_COMBINING = {"\u0304": "bar", "\u0305": "bar", "\u0302": "hat", "\u0303": "tilde", "\u0307": "dot"}


_PRECOMPOSED = {
    whole: (letter, name)
    for mark, name in _COMBINING.items()
    for letter in ascii_letters
    if len(whole := normalize("NFC", letter + mark)) == 1
}
_ACCENTED = _COMBINING.keys() | _PRECOMPOSED.keys()


def _accented(tokens: list[Token]) -> list[Token]:
    """Return tokens in which accents stand before their letters, as in LaTeX."""
    done: list[Token] = []
    for token in tokens:
        if token.value in _PRECOMPOSED:
            letter, accent = _PRECOMPOSED[token.value]
            done += _with_accent(token._replace(kind="word", value=letter), accent)
        elif token.value in _COMBINING and done and done[-1].kind == "word":
            last = done.pop()
            if len(last.value) > 1 and not last.tex:  # `2ax̄`: the last letter has it
                done.append(last._replace(value=last.value[:-1], end=last.end - 1))
                last = last._replace(value=last.value[-1], start=last.end - 1, gap=False)
            done += _with_accent(last, _COMBINING[token.value])
        else:
            done.append(token)
    return done


def _with_accent(letter: Token, accent: str) -> list[Token]:
    return [letter._replace(kind="accent", value=accent, tex=False), letter._replace(gap=False)]


def _outside_marks(tokens: list[Token], text: str) -> list[Token]:
    """Drop bold marks and backticks around the whole text."""
    while len(tokens) > 3 and _mark(tokens[0], text) and _mark(tokens[0], text) == _mark(tokens[-2], text):
        tokens = [*tokens[1:-2], tokens[-1]]
    return tokens


def _mark(token: Token, text: str) -> str:
    written = text[token.start : token.end]
    return written if written in {"**", "`"} else ""


def _outside_dollars(tokens: list[Token], text: str) -> list[Token]:
    """Drop the signs that begin and end mathematics: around the whole text, or around sides of equalities."""
    signs = [token for token in tokens if token.value == "$" and token.kind == "op"]
    if not signs:
        return tokens
    pieces: list[list[Token]] = [[]]
    before = None
    for token in _outside_marks(tokens, text)[:-1]:
        if token.value != "$" or token.kind != "op":
            pieces[-1].append(token)
        elif before is None or before.value != "$" or before.end != token.start or token.tex:
            pieces.append([])
        before = token
    outside = pieces[::2]
    joined = len(pieces) % 2 == 1 and all(
        _is_joint(piece, first=place == 0, last=place == len(outside) - 1) for place, piece in enumerate(outside)
    )
    if not joined and len(pieces) % 2 == 1 and (formula := said_around(pieces)) is not None:
        return [*formula, tokens[-1]]
    if not joined:
        sign = signs[0] if len(signs) == 1 or signs[0] is not tokens[0] else signs[1]
        raise AnswerError(
            unreadable.SIGN_BEGINS_ENDS_MATHEMATICS,
            text,
            Span(sign.start, sign.end),
        )
    return [*(token for piece in pieces for token in piece), tokens[-1]]


def _is_joint(piece: list[Token], *, first: bool, last: bool) -> bool:
    """Whether what stands outside mathematics only joins sides of equalities, or ends a sentence."""
    if not piece:
        return True
    if _is_quantifier(piece, first=first):
        return not last
    if last:
        return all(token.value in {".", ",", ";"} for token in piece)
    if not first and all(token.value in _LISTING for token in piece):
        return True
    return piece[-1].value in _JOINING and (first or len(piece) == 1)


def _is_quantifier(piece: list[Token], *, first: bool) -> bool:
    """Whether words begin a quantifier, `for all`, or a mark ends one at the beginning, `for all $j$: $…$`."""
    words = [token.value.casefold() for token in piece]
    is_mark = words in ([":"], [","]) and not first
    return is_mark or (len(words) == 2 and words[0] == "for" and words[1] in {"all", "every", "each", "any"})


def _primed(tokens: list[Token]) -> list[Token]:
    r"""Return `k^{\prime}` and `k^'` as `k'`."""
    done: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.value == "^" and token.kind == "op":
            braced = tokens[position + 1].value == "{"
            first = last = position + 1 + braced
            while last < len(tokens) and tokens[last].value in {"'", "''"}:
                last += 1
            if last > first and (not braced or tokens[last].value == "}"):
                done.extend(tokens[place]._replace(gap=False) for place in range(first, last))
                position = last + braced
                continue
        done.append(token)
        position += 1
    return done


def _unboxed(tokens: list[Token], text: str) -> list[Token]:
    r"""Take the box from around an answer, or around a side of an equality; any other box is a pair of brackets.

    Raises AnswerError where a box stands right behind another one: nobody knows which is the answer.
    """
    done: list[Token] = []
    closing: dict[int, Token] = {}  # where braces of boxes close, and what takes their place
    for place, token in enumerate(tokens):
        if token.tex and token.value in _BOXES and tokens[place + 1].value == "{":
            if place and place - 1 in closing:
                raise AnswerError(unreadable.TWO_BOXES, text, Span(token.start - 1, token.end))
            continue
        if place and tokens[place - 1].tex and tokens[place - 1].value in _BOXES and token.value == "{":
            stop = closing_of(tokens, place)
            if stop is None:
                done.append(token)
            elif not ((not done or done[-1].value in _SIDES) and tokens[stop + 1].value in _SIDES | {"", ".", ","}):
                done.append(token._replace(value="("))
                closing[stop] = tokens[stop]._replace(value=")")
            else:
                closing[stop] = token
        elif place in closing:
            if closing[place].value == ")":
                done.append(closing[place])
        else:
            done.append(token)
    return done


NUMBER_SETS = frozenset("RNZQC")


def _unwrapped(tokens: list[Token], text: str) -> list[Token]:
    r"""Resolve commands that only dress what they hold: `\mathbf{w}` is w, `\operatorname{log2}` the word log2."""
    done: list[Token] = []
    closing: list[int] = []
    depth, position = 0, 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        if not token.tex or token.kind != "word":
            depth += {"{": 1, "}": -1}.get(token.value, 0) if token.kind == "op" else 0
            if token.value == "}" and closing and closing[-1] == depth + 1:
                closing.pop()
                continue
            done.append(token)
        elif token.value in WORDS:
            position += tokens[position].value == "*" and tokens[position + 1].value == "{"
            if tokens[position].value == "{":
                position = _as_word(tokens, position, token, done, text)
        elif token.value in STYLES:
            if token.value == "underline" and _is_raised(done):
                done.append(token._replace(kind="op", value="falling", tex=False))
                continue
            if tokens[position].value == "{":
                depth += 1
                closing.append(depth)
                tokens[position + 1] = tokens[position + 1]._replace(gap=token.gap)
                position += 1
        elif token.value in ACCENTS:
            done.append(token._replace(kind="accent"))
        else:
            done.append(token)
    return done


def with_declared_letters(tokens: list[Token], declared: Container[str]) -> list[Token]:
    r"""Take letters for what is declared where they are set as number sets are: `\mathbb{E}`, never `\mathbb{R}`."""
    done: list[Token] = []
    position = 0
    while position < len(tokens):
        sign, *held = tokens[position : position + 4]
        is_braced = [one.value for one in held[::2]] == ["{", "}"]
        letter = held[1] if is_braced else held[0] if held else sign
        is_own = letter.value in declared and letter.value not in NUMBER_SETS
        if sign.value == "mathbb" and is_own:
            done.append(letter._replace(gap=sign.gap, tex=False))
        else:
            done.append(sign)
        position += 1 if done[-1] is sign else 4 if is_braced else 2
    return done


def _is_raised(done: list[Token]) -> bool:
    r"""Whether an exponent begins behind these tokens: `n^{\underline{k}}` is a falling factorial."""
    before = [token.value for token in done[-2:]]
    return before[-1:] == ["^"] or before == ["^", "{"]


def _as_word(tokens: list[Token], position: int, token: Token, done: list[Token], text: str) -> int:
    r"""Append the words held by a command such as `\text{if }`; return the position after its closing brace.

    Words of running text are marked as commands, so that they are never taken for products of letters.
    """
    stop, depth = position + 1, 1
    while depth and tokens[stop].kind != "end":
        depth += {"{": 1, "}": -1}.get(tokens[stop].value, 0)
        stop += 1
    inner = tokens[position + 1 : stop - 1 if depth == 0 else stop]
    if not inner:
        return stop
    whole = text[inner[0].start : inner[-1].end]
    running = token.value in _TEXTS
    if re.fullmatch(r"[A-Za-z]+\d*", whole):
        tex = running or len(whole) == 1 or whole[-1].isdigit()
        done.append(Token("word", whole, inner[0].start, inner[-1].end, token.gap, tex))
    else:
        words = [part._replace(tex=part.tex or (running and part.kind == "word")) for part in inner]
        done.extend([words[0]._replace(gap=True), *words[1:]])
    if text[inner[-1].end : inner[-1].end + 1] == " ":
        tokens[stop] = tokens[stop]._replace(gap=True)
    return stop
