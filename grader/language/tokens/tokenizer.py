"""A text becomes tokens: LaTeX commands, Unicode signs and plain text in one alphabet."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache
from operator import attrgetter
from typing import Literal, NamedTuple, NoReturn

from grader.errors import AnswerError, LimitError, Span
from grader.language.limits import TextLimits
from grader.language.spelling.letters import FRACTIONS, LETTERS, SIGNS, SUBSCRIPTS, SUPERSCRIPTS, VARIANTS, fold
from grader.language.tokens.commands import BLANK, COMMANDS, LEFT, OPS, RIGHT, SIDED
from grader.language.tokens.memo import Memo
from grader.wording import unreadable

Convention = Literal["plain", "english", "continental"]


class Token(NamedTuple):
    """`kind`: num, word, op, frac, accent, end. `gap`: blanks stood before it. `tex`: it was a command."""

    kind: str
    value: str
    start: int
    end: int
    gap: bool
    tex: bool = False


VALUE = attrgetter("value")
_make = tuple.__new__  # a token from the tuple of its fields: most of a tokenizer's time went into `Token(…)`

_SUP = "".join(map(re.escape, SUPERSCRIPTS))
_SUB = "".join(map(re.escape, SUBSCRIPTS))
_INDEXED = "".join(letter for letter, name in LETTERS.items() if name not in {"pi", "e", "nabla"})  # `μ0` is `μ_0`
_PIECE = (
    r"[A-Za-z]+\d*|\d+(?:\.(?!\.)\d*|\{\.\}\d+)?|\.\d+"  # words and numbers, `15{.}4` without the gap of a full stop
    r"|[/^_()}\[\],;]|\+(?:/-)?|->?|\*\*?|=(?:=>?|[<>])?|\{(?:,\})?|\s+"  # what is frequent first
    r"|<(?:=>?|->|[<>])?|>[=>]?|!=?|:=?|\|\|?|&&?|\.(?:\.\.?|\*)?"
    r"|\\\\\s*\[[\d.\s]+[a-z]{2}\]|\\(?:[A-Za-z]+|.)"  # ends of rows, commands
    rf"|[{_INDEXED}]\d+|[{_SUP}]+|[{_SUB}]+|."
)
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # marks of direction
_BLANKS = "[ \u00a0\u2009\u202f]|\\\\,|~"
_THIN = re.compile(r"(?:\\,|[\u2009\u202f])\d{3}")
_PIECES = re.compile(_PIECE, re.DOTALL)
_GROUPED = {  # `plain`: thin spaces as in ISO 80000-1
    "plain": r"(?<![\d.}])(?<!(?<!\\),)(?:[1-9]\d{0,2}(?:\{,\}\d{3}){2,}|\d+\{,\}\d+)(?!\d|\{,\}|\.\d)"
    r"|(?<![\w.}^\\])[1-9]\d{0,2}(?:(?:\\,|[\u2009\u202f])\d{3})+(?:(?:\{,\}|\.)\d+)?(?!\d|\{,\}|[.,]\d|\\,\d)",
    "english": r"(?<![\d.])[1-9]\d{0,2}(?:(?:,|\{,\})\d{3})+(?!\d)(?:\.(?!\.)\d*)?",
    "continental": rf"(?<![\d.])[1-9]\d{{0,2}}(?:(?:\.|{_BLANKS})\d{{3}})+(?!\d)(?:(?:,|\{{,\}})\d+)?"
    r"|(?<!\\frac)(?<!\\[td]frac)(?<!\\frac\d)(?<!\\[td]frac\d)\d+(?:,|\{,\})\d+",  # `\frac34,1` are two numbers
}
_PLAIN_SIGNS = (
    *"-+*/^_(){}[]|,;:=<>!'%&.~$?@`",
    *("**", "<=>", "==>", "=>", "<->", "->", ":=", "==", "!=", "<=", ">=", "=<", "<<", ">>", "<>"),
    *("||", "...", "..", ".*", "&&", "{,}", "+/-"),
)
_SIGNS = {sign: OPS.get(sign, sign) for sign in _PLAIN_SIGNS}
_CLASSES = re.compile(r"\\math(?:open|close)\s*\{\s*(?P<sign>(?:[\[\]()|]|\\[lr]vert|\\[lr]brack)?)\s*\}")
_THREE = r"[ ]{0,9}\d[ ]{0,9}\d[ ]{0,9}\d(?:[ ]{1,9}\d{3}){0,60}\s{0,9}[eE}]"  # behind a comma: perhaps of thousands
_NUMBER = (  # siunitx sets it without its blanks, and takes a comma for a point
    rf"\s{{0,9}}[-+]?\s{{0,9}}\d[\d ]{{0,200}}(?:(?:\.|,(?!{_THREE}))[\d ]{{1,200}})?"
    r"(?:[eE]\s{0,9}[-+]?\s{0,9}\d{1,9})?\s{0,9}"
)
_NUMBERS = re.compile(  # as siunitx sets them
    rf"\\num\s*\{{(?P<number>{_NUMBER})\}}|\\(?:SI|qty)\s*\{{(?P<share>{_NUMBER})\}}\s*\{{\s*\\(?:percent|%)\s*\}}"
    rf"|\\ang\s*\{{(?P<angle>{_NUMBER})\}}"
)
_DRESSED = re.compile(r"\\(?:mathopen|num|SI|qty|ang)(?![a-z])")
_TOKENS = frozenset({"num", "word", "op", "frac"})
_UNGROUPED_TOKENS = frozenset({"word", "op"})  # of which no convention says how they are written
_PLAIN_TOKENS = _UNGROUPED_TOKENS | {"num"}
_HAVE_SIDES = frozenset({"op", "frac"})
_NOWHERE = frozenset[int]()


def tokenize(text: str, limits: TextLimits, numbers: Convention = "plain") -> list[Token]:
    """Return the tokens of a text, an `end` token last.

    Raises AnswerError where a number is written against the convention, and LimitError for too many tokens.
    """
    tokens: list[Token] = []
    gap, side, end = False, -1, 0
    pieces, grouped = _pieces(_without_dress(text) if "\\" in text and _DRESSED.search(text) else text, numbers)
    meanings, append = _MEANINGS, tokens.append
    plain = _UNGROUPED_TOKENS if grouped or numbers != "plain" else _PLAIN_TOKENS
    for piece in pieces:
        start, end = end, end + len(piece)
        kind, value, tex = meanings[piece]
        if side < 0 and kind in plain:  # most are such
            append(_make(Token, (kind, value, start, end, gap, tex)))
            gap = False
            continue
        if side < 0 and kind == "space":
            gap = True
            continue
        if start in grouped:
            append(_make(Token, ("num", ungrouped(piece, numbers), start, end, gap, False)))
            gap, side = False, -1
            continue
        if numbers == "continental" and kind == "num" and "." in piece:
            _refuse_point(piece, text, start)
        if side >= 0 and piece == "||" and _parts_bars(text):
            append(Token("op", SIDED["|"][side], start, start + 1, gap))
            value, start, gap, side = "|", start + 1, False, -1
        gap, side = _added(tokens, _make(Token, (kind, value, start, end, gap, tex)), side)
    if len(tokens) > limits.max_tokens:
        raise LimitError(unreadable.TOO_MANY_SIGNS.format(count=len(tokens), max_tokens=limits.max_tokens))
    append(Token("end", "", len(text), len(text), gap))
    return tokens


def _added(tokens: list[Token], piece: Token, side: int) -> tuple[bool, int]:
    """Add the tokens that a piece is; return whether blanks stand before the next one, and on which side it stands."""
    kind, value, start, end, gap, tex = piece
    if side >= 0 and (tex or kind in _HAVE_SIDES):
        value, side = SIDED[value][side] if value in SIDED else value, -1
        kind = kind if value else "space"
    if kind in _TOKENS:
        tokens.append(_make(Token, (kind, value, start, end, gap, tex)))
    elif kind == "space":
        return True, side
    elif kind == "side":
        return gap, 0 if value in LEFT else 1
    elif kind == "nothing":
        return gap, side
    else:
        tokens.extend(_script(kind, value, start, gap))
    return False, side


def _pieces(text: str, numbers: Convention) -> tuple[list[str], frozenset[int]]:
    """Return a text cut into words, numbers, signs and blanks, and where numbers stand that the convention groups."""
    if numbers == "plain" and text.isascii() and "," not in text and "~" not in text:  # most are such
        return _PIECES.findall(text), _NOWHERE
    text = _foldable(text)
    if numbers == "plain" and "{,}" not in text and not _may_be_thin(text):
        return _PIECES.findall(text), _NOWHERE
    found = list(_grouping(numbers).finditer(text))
    return [match.group() for match in found], frozenset(match.start() for match in found if match["grouped"])


def _without_dress(text: str) -> str:
    r"""Return a text of the same length without what only sets signs and numbers, `\mathopen{]}` and `\num{16}`."""
    text = _without_classes(text) if "\\mathopen" in text else text
    return _NUMBERS.sub(_number_alone, text)


def _number_alone(call: re.Match[str]) -> str:
    r"""Return a number between blanks without the macro that sets it: `\num{16}`, `\SI{40}{\percent}`, `\ang{30}`."""
    number = "".join((call["number"] or call["share"] or call["angle"]).replace(",", ".").split())
    sign = "" if call["number"] else r"\%" if call["share"] else "°"
    return f" {number}{sign}".ljust(len(call[0]))


def _without_classes(text: str) -> str:
    r"""Return a text of the same length with blanks for the braces in `\mathopen{]}` and `\mathclose{)}`.

    Both with nothing in braces, `\mathopen{}\left(`, set a space alone, and are blanks themselves.
    """
    return _CLASSES.sub(lambda match: _bracket_alone(match[0], match["sign"]), text)


def _bracket_alone(command: str, sign: str) -> str:
    return command.replace("{", " ").replace("}", " ") if sign else " " * len(command)


def _may_be_thin(text: str) -> bool:
    """Whether a number may be written with thin spaces: three digits stand behind one."""
    return ("\\," in text or not text.isascii()) and _THIN.search(text) is not None


@cache
def _grouping(numbers: Convention) -> re.Pattern[str]:
    """Return what finds pieces and grouped numbers, which few problems ask for."""
    return re.compile(rf"(?P<grouped>{_GROUPED[numbers]})|{_PIECE}", re.DOTALL)


def _meaning(piece: str) -> tuple[str, str, bool]:
    """Return the kind and the value of a piece's token, and whether it is a command.

    What is no token has a kind of its own: space, side (`\\left`), sup and sub (runs of letters), nothing.
    """
    first = piece[0]
    if piece in _SIGNS:
        return "op", _SIGNS[piece], False
    if first == "\\" and len(piece) > 1:
        return _command(piece[1:])
    if first in SUPERSCRIPTS:
        return "sup", piece, False
    if first in SUBSCRIPTS:
        return "sub", piece, False
    if first in string.ascii_letters:
        return "word", piece, False
    if first.isdecimal() or first == ".":
        return "num", piece.replace("{.}", "."), False
    if first in LETTERS and len(piece) > 1:
        return "word", LETTERS[first] + piece[1:], False
    return ("space", piece, False) if first.isspace() else _sign(piece)


def _folded(char: str) -> str:
    plain = char if char in LETTERS or char in SIGNS else fold(char)
    return plain if len(plain) == 1 else char


def _foldable(text: str) -> str:
    """Return a text with plain letters and digits, where `~` is a blank if it is TeX; refuse marks of direction."""
    if "~" in text and ("\\" in text or "$" in text):
        text = text.replace("~", " ")
    if text.isascii():
        return text
    turn = next((place for place, char in enumerate(text) if char in _TURNS), None)
    if turn is not None:
        _refuse_turn(text, turn)
    return "".join(map(_folded, text))


def _refuse_turn(text: str, start: int) -> NoReturn:
    message = unreadable.MARK_DIRECTION_STANDS
    raise AnswerError(message, text, Span(start, start + 1))


def _is_invisible(char: str) -> bool:
    """Whether a sign has no width: joiners, the invisible times of MathML."""
    return unicodedata.category(char[0]) == "Cf"


def _refuse_point(value: str, text: str, start: int) -> None:
    message = unreadable.DECIMAL_COMMA.format(value=value)
    raise AnswerError(message, text, Span(start, start + len(value)))


def ungrouped(value: str, numbers: Convention) -> str:
    """Return a number that was written with thousands marks or a decimal comma as Python writes it.

    Without a convention one `{,}` is a decimal sign, which TeX sets so, and several are marks of thousands, as are thin
    spaces, `78\\,500`; behind these a point is a decimal sign, too.
    """
    value = re.sub(_BLANKS, "", value.replace("{,}", ","))
    if numbers == "plain" and "." in value:
        return value
    if numbers == "english" or (numbers == "plain" and value.count(",") > 1):
        return value.replace(",", "")
    return value.replace(".", "").replace(",", ".")


def _parts_bars(text: str) -> bool:
    r"""Return whether `\left||` is two bars; it opens a norm only where `\right||` closes one."""
    return not all(re.search(rf"\\(?:{'|'.join(names)})\s*\|\|", text) for names in (LEFT, RIGHT))


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


def _command(name: str) -> tuple[str, str, bool]:
    if name in LEFT or name in RIGHT:
        return "side", name, True
    if name in COMMANDS:
        return "op", COMMANDS[name], True
    if name in BLANK:
        return "space", name, True
    if name in ("(", ")", "[", "]"):
        return "op", "$", True
    if len(name) > 1 and name[0] == "\\":  # the end of a row, with the space below it
        return "op", "\\\\", True
    return ("word", VARIANTS.get(name, name), True) if name.isalpha() or name == "_" else ("op", f"\\{name}", True)


def _sign(char: str) -> tuple[str, str, bool]:
    if char in SIGNS:
        return "op", SIGNS[char], False
    if char in LETTERS:
        return "word", LETTERS[char], True
    if char in FRACTIONS:
        return "frac", char, False
    return ("nothing" if _is_invisible(char) else "op"), char, False


_MEANINGS = Memo(_meaning, 1024)
