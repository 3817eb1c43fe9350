"""Values behind labels of fields, parted by signs or by words that join: `k = 3, the stride is 2 and padding: 1`.

Each field is called once. What stands before the first label and behind the last value is told apart from them, so that
whoever asks can tell whether it leaves them what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.chains import depths
from grader.language.names import lexicon
from grader.marking.asked.wanted import LABELS
from grader.marking.texts.beside.words import WORDS, any_of
from grader.marking.texts.fields_said.labels import Labels
from grader.problems.question import Question
from grader.records import dataclass, field

MAX_CHARACTERS = 400  # of a text that is parted
MAX_LABEL = 60  # characters before a sign of equality, in which a label stands
_JOINING = any_of((WORDS["and"] | WORDS["so"] | {"sowie"}) - {"but", "aber", "while"})
_JOINED = rf"(?:(?:{_JOINING})(?!\w|\s*[:=≈])\s*)"
_PARTING = re.compile(
    rf"\s*(?:[;\n&]|,(?!\d)|(?<!\d),|\\\\|\\q?quad(?![A-Za-z]))\s*{_JOINED}*|(?<!\S){_JOINED}+", re.IGNORECASE
)
_SIGN = re.compile(
    r"\s*(?P<sign>:=|≔|=(?![=>])|≈|\\approx(?![A-Za-z])|:(?!=))\s*"
    r"|\s+(?:is|are|equals|ist|sind|beträgt|est|vaut|es|vale|è|é|(?P<of>of|von|de))\s+",
    re.IGNORECASE,
)
_ABOUT = frozenset({"≈", "\\approx"})
_BARE = re.compile(
    r"(?P<label>[^\W\d_][^=:≈]*?)\s+(?P<value>[-−+]?(?:\d|[(\[√π]|\\(?:pi(?![A-Za-z])|[dt]?frac|sqrt|begin)).*)",
    re.DOTALL,
)
_INDEFINITE = re.compile(r"(?<!\S)(?:an?|eine?[nmrs]?|une?|una)\s+(?:[^\W\d_]+\s+){0,2}[^\W\d_]+\Z", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?:(?:with|mit|avec|con)\s+)?(?:(?:the|an?|its|one|der|die|das|eine?[nmrs]?|le|la|les|une?|el|il|lo|o|de|het)\s+|l['’]\s?)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![\w\\{])[^\W\d_]{2,}")
_REMARK = re.compile(r"\s*(?::\s|\.(?=\s|\Z)|\s\((?=[^()]*(?:\([^()]*\)[^()]*)*=|\s*[^\W\d_]{2}))")
_TEX_WORD = re.compile(r"\\(?:text|mathrm|mbox)\s*\{\s*([^\W\d_]+)\s*[.:]?\s*\}")
_OTHER = re.compile(r"[<>≤≥≠≡±∓?!~]|\\(?:pm|mp|neq?|leq?|geq?)(?![A-Za-z])")
_BULLET = re.compile(r"(?m)^[^\S\n]*[-–*•][^\S\n]+(?=[^\W\d_\\$])")


@dataclass(frozen=True, slots=True)
class Said:
    """Texts by field, with what stands before and behind them.

    `is_sure`: nobody can take them for the values of other fields, or for rounded ones.
    """

    texts: dict[str, str] = field(default_factory=dict)
    before: str = ""
    rest: str = ""
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class _Item:
    """A field with its value, and what stands around both."""

    name: str
    value: str
    before: str
    rest: str
    is_sure: bool


def values_of(question: Question, text: str) -> Said | None:
    """Return what a text gives to all fields that need a value; None where it does not, or gives one twice."""
    if len(text) > MAX_CHARACTERS or (plain := undressed(text)) is None:
        return None
    labels, found, ends = Labels.of(question), Said(), [*_parts(plain)]
    texts, before, is_sure = found.texts, "", True
    for start, stop in ends:
        item = _item(labels, plain[start:stop])
        if item is None and not texts:
            before = plain[:stop]
            continue
        if item is None or (texts and item.before):
            return _whole(labels, texts, before, plain[start:], is_sure=is_sure)
        if item.name in texts:
            return None
        before = before if texts else f"{before} {item.before}".strip()
        texts[item.name], is_sure = item.value, is_sure and item.is_sure
        if item.rest:
            return _whole(labels, texts, before, item.rest + plain[stop:], is_sure=is_sure)
    return _whole(labels, texts, before, "", is_sure=is_sure)


def _whole(labels: Labels, texts: dict[str, str], before: str, rest: str, *, is_sure: bool) -> Said | None:
    """Return the values where each field that needs one has it, and the rest gives none again."""
    needed = {name for name, one in labels.question.fields.items() if one.default is None and not one.free}
    given_again = any(_item(labels, rest[start:stop]) is not None for start, stop in _parts(rest))
    if len(texts) < 2 or not needed <= texts.keys() or given_again:
        return None
    return Said(texts, before, rest, is_sure)


def undressed(text: str) -> str | None:
    """Return a text without the signs around formulas and items; None where a dollar may be a currency."""
    pieces = text.split("$")
    if len(pieces) % 2 == 0 or any(_HALF.search(one) for one in pieces[1::2]):
        return None
    lines = text.strip().split("\n")
    plain = _BULLET.sub("", text) if len(lines) > 1 and all(map(_BULLET.match, lines)) else text
    return _TEX_WORD.sub(r" \1 ", plain.replace("$", "").replace("**", "")).strip()


_HALF = re.compile(r"\A\s*[=,;]|[=,;]\s*\Z|\A\s*\Z")


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a text begin and end, between what parts them outside of brackets."""
    depth, start = depths(text), 0
    for match in _PARTING.finditer(text):
        if not depth[match.start()] and match.end() > match.start():
            if text[start : match.start()].strip():
                yield start, match.start()
            start = match.end()
    if text[start:].strip(" \t\n."):
        yield start, len(text)


def _item(labels: Labels, part: str) -> _Item | None:
    """Return the field that a part calls with its value; None where it does not."""
    depth = depths(part)
    for sign in _SIGN.finditer(part, 0, MAX_LABEL):
        if depth[sign.start()]:
            continue
        if sign["of"] is not None and _INDEFINITE.search(part, 0, sign.start()) is None:
            continue  # `mean of 3` may be of three numbers
        if (found := _labelled(labels, part[: sign.start()], part[sign.end() :])) is not None:
            is_about = sign["sign"] in _ABOUT
            return _Item(found.name, found.value, found.before, found.rest, found.is_sure and not is_about)
        if sign["sign"] is not None and sign["sign"] != ":":
            return None
    bare = _BARE.fullmatch(part.strip())
    found = _labelled(labels, bare["label"], bare["value"]) if bare is not None else None
    is_noun = bare is not None and _NOUN.search(bare["label"].strip(" *")) is not None
    return found if is_noun else None  # `s 2` is a product


_NOUN = re.compile(r"[^\W\d_]{3,}\Z")


def _labelled(labels: Labels, left: str, right: str) -> _Item | None:
    words = left.split()
    for start in range(len(words)):
        before, said = words[:start], " ".join(words[start:])
        plain = _ARTICLE.sub("", said, count=1)
        label = labels.called(plain)
        if label is None:
            continue
        if before and (labels.called(before[-1]) or (plain == said and not _introduces(before[-1], plain))):
            return None
        value, is_sure = _of_same(labels, label.field, right)
        if value is None:
            return None
        kept, rest = _cut(labels.question, label.field, value)
        return _Item(label.field, kept, " ".join(before), rest, label.is_sure and is_sure) if kept else None
    return None


def _introduces(word: str, label: str) -> bool:
    """Whether a word before a label describes nothing: it ends in a colon, is a verb, or a letter follows, no noun."""
    return word.endswith(":") or word.casefold() in _LEADING or _NOUN.search(label) is None


_LEADING = LABELS["idle"] | LABELS["introducing"]  # `the line has slope 3`


def _of_same(labels: Labels, name: str, right: str) -> tuple[str | None, bool]:
    """Return a value behind a second label of the same field, `the intercept is b = -2`; None behind another one's."""
    is_sure = True
    while (sign := _SIGN.search(right, 0, MAX_LABEL)) is not None and sign["sign"] is not None:
        label = labels.called(right[: sign.start()])
        if label is None:
            break
        if label.field != name:
            return None, False
        is_sure = is_sure and label.is_sure and sign["sign"] not in _ABOUT
        right = right[sign.end() :]
    return right, is_sure


def _cut(question: Question, name: str, value: str) -> tuple[str, str]:
    """Return a value without the words behind it, and what these are; no value where it is none."""
    cuts = [match.start() for pattern in (_REMARK,) for match in pattern.finditer(value)][:1]
    cuts += [match.start() for match in _WORD.finditer(value) if not lexicon.is_function(match[0])][:1]
    cut = min(cuts, default=len(value))
    kept, rest = value[:cut].strip(" \t*"), value[cut:].strip(" \t\n.*")
    symbols = question.fields[name].names.symbols
    unknown = [one for one in _LETTER.findall(kept) if one not in symbols and one not in "eiπ√"]
    is_value = kept and not unknown and _OTHER.search(kept) is None and depths(kept)[-1] == 0
    return (kept, rest) if is_value else ("", "")


_LETTER = re.compile(r"(?<![\w\\{])[^\W\d_](?![^\W_])")
