"""Answers as words: folded for comparison; and those that say that no such values exist (`none`, `impossible, …`)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from grader.claims.spelling import american

MAX_WORDS = 400  # characters of an answer that is looked at as words

_THING = (
    r"(?:values?|weights?|networks?|solutions?|choices?|vectors?|matrix|matrices|parameters?|numbers?|biases|answers?"
    r"|lines?|points?|functions?|polynomials?|limits?|integrals?|inverses?|roots?|maxim(?:um|a)|minim(?:um|a))"
)
_NAME = r"[a-z](?:_?\{?\d{1,2}\}?)?"
_NAMES = rf"{_NAME}(?:(?: ?, ?| and | or | ){_NAME}){{0,9}}"  # w_0, b_0 and w_1
_EXIST = r"(?:exists?|is possible|are possible|can exist|can be found|will do|works?)"
_HEADS = (
    rf"none(?: {_EXIST}| of them {_EXIST})?",
    rf"(?:there (?:is|are|exists?) )?no (?:such )?{_THING}(?: {_THING})?(?: {_NAMES})?(?: {_EXIST})?",
    rf"(?:there (?:is|are|exists?) )?no such {_NAMES}(?: {_EXIST})?",
    rf"there (?:is|are|exists?) no {_NAMES}(?: {_EXIST})?",
    r"there (?:is|are) none",
    rf"(?:such |these |those |the )?(?:{_THING} )?(?:it |they |these |those |this |that )?"
    r"(?:does not|do not|doesn't|don't|cannot|can not|can't) (?:exist|be found|be done|be chosen|be represented)",
    rf"(?:(?:this|that|it|such {_THING})(?: is| are|'s) )?"
    r"(?:impossible|infeasible|not possible|not feasible|unsolvable)",
)
_TAIL = re.compile(r"\s*(?:[;:.,(–—-]\s*|(?:because|since|as|for)\b)")
_AGAINST = re.compile(r"\b(?:but|however|unless|except|although|though|only if|if)\b|\b[a-z]\w*\s*(?::=|=\s*\[)")


@cache
def _head() -> re.Pattern[str]:
    """Return what begins such a text, compiled when it is first asked for: few questions do."""
    return re.compile(rf"(?:{'|'.join(_HEADS)})(?!\w)")


def says_none(text: str) -> bool:
    """Return whether a text says that no such values exist; reasons may follow, other values may not."""
    if len(text) > MAX_WORDS:
        return False
    said = words(re.sub(r"[$]|\\[()]?", "", text))
    head = _head().match(said)
    if head is None:
        return False
    rest = said[head.end() :]
    if not rest.strip():
        return True
    return _TAIL.match(rest) is not None and _AGAINST.search(rest) is None


def bare(text: str) -> str:
    """Return a text folded for comparison: dashes, blanks, quotes, emphasis and articles do not count either.

    Signs of numbers do, and what stands between two digits. British and American spellings are the same.
    """
    return _bare_once(text) if len(text) <= CHARACTERS else _bare(text)


def words(text: str) -> str:
    """Return a text folded for comparison as words: case, blanks, dollar signs and end punctuation do not count."""
    return _words_once(text) if len(text) <= CHARACTERS else _words(text)


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same words with the same numbers and signs: `−1` is `- 1`, and neither 1 nor 1.5."""
    one, other = raised(one), raised(other)
    return _lettered(one) == _lettered(other) and signs(one) == signs(other)


def raised(text: str) -> str:
    """Return a text with the exponents of small digits, and those in braces, behind a sign."""
    text = _SMALL.sub(lambda match: f"^{unicodedata.normalize('NFKC', match[0])}", text)
    return _BRACED.sub(r"\1", text)


_BRACED = re.compile(r"(?<=[\^_])\{([^{}\s]{1,12})\}")
_CHARGE = re.compile(r"(?<=\^)\{(\d{0,2}[+\-−]|[-−]?\d{1,3})\}(?!\d)")  # `Cu^{2+}`, `x^{2}`; no `2^{3}4`, `e^{ab}`
_LOWERED = re.compile(r"(?:(?<=[^\W\d_]_)|(?<=[^\W\d_][)\]]_))\{(\d{1,3})\}(?!\d)")  # `H_{2}O`, `Ca(OH)_{2}`
_SMALL = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ]+")


def _lettered(text: str) -> str:
    return bare(text.replace("**", "^")).replace("−", "")


def signs(text: str) -> tuple[str, ...]:
    """Return the numbers and signs of mathematics in a text, in their order; hyphens of words are none."""
    folded = undressed(unicodedata.normalize("NFKC", text).casefold())
    return tuple(_ALIKE.get(one := match[0].strip(), one) for match in _MATHEMATICAL.finditer(folded))


_FUNCTIONS = r"(?:a?(?:rc)?(?:sin|cos|tan|cot)h?|ln|log|exp|sqrt|lim|max|min)(?![^\W\d_])"
_MATHEMATICAL = re.compile(
    r"\d+(?:[.,]\d+)*|\*\*|[+*/^=<>≤≥≠√±%°|·⋅×∪∩]|(?<=[\w)])!"
    r"|(?<=[=<>≤≥(+*/^])[-−–](?=\s*[^\W\d_])|(?<=[=<>≤≥(+*/^]\s)[-−–](?=\s*[^\W\d_])"  # `F = -kx`
    rf"|(?:(?<![^\W\d_]{{2}})|(?<=\s))[-−‐‑–—](?=\s*(?:[\d.√(\\]|[^\W\d_](?![^\W\d_])|{_FUNCTIONS}))"
)
_ALIKE = {"**": "^", "·": "*", "⋅": "*", "×": "*"} | dict.fromkeys("−‐‑–—", "-")


def _bare(text: str) -> str:
    without = _SIGN.sub("−", _ARTICLE.sub(" ", american(undressed(words(text)))))
    return _UNCOUNTED.sub("", without)


def undressed(folded: str) -> str:
    """Return a folded text with its arrows, a bar and upright letters as they are typed without commands."""
    if _TYPED.search(folded) is None:
        return folded if "{" not in folded else _LOWERED.sub(r"\1", _CHARGE.sub(r"\1", folded))
    plain = _BRACED.sub(r"\1", _UPRIGHT.sub(r"\1", folded))
    plain = _FOLLOWS.sub("=>", _FUNCTION.sub(r"\1 ", plain))
    return _ARROW.sub("->", plain).replace("\\mid", "|")


def _words(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _END.sub("", _BEGINNING.sub("", _BLANKS.sub(" ", folded)))


KEPT, CHARACTERS = 2_000, 200  # folded texts that are kept, and the signs of one: options and short answers recur
_bare_once, _words_once = lru_cache(maxsize=KEPT)(_bare), lru_cache(maxsize=KEPT)(_words)
_ARTICLE = re.compile(
    r"(?<!\w)(?:a(?=\s+[^\W\d_]{2})|an|the)(?!\w)(?!\s*$)"
)  # the a of `A B` and `a(a|b)*` is a letter
_SIGN = re.compile(r"(?<=\d)[\s\-‐‑–—]+(?=\d)|(?<!\S)[-–](?=[\d.])")
_UNCOUNTED = re.compile(r"[\s\-‐‑–—*_`'\"‘’“”„«»]")
_UPRIGHT = re.compile(r"\\(?:math(?:rm|sf|it|bf)|text(?:rm|it|bf)?|ce)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_TYPED = re.compile(r"[→⟶⇒⟹\\]")
_FOLLOWS = re.compile(r"[⇒⟹]|\\implies(?![a-z])")
_FUNCTION = re.compile(r"\\(a?(?:rc)?(?:sin|cos|tan|cot)h?|ln|log|exp|max|min|det|dim|ker|gcd)(?![a-z]) ?")
_ARROW = re.compile(r"→|⟶|\\(?:long)?(?:to|rightarrow)(?![a-z])")
_BLANKS = re.compile(r"\s+")
_BEGINNING = re.compile(r"^[\s$!;,:'\"]*(?:\.(?!\d)[\s$.!;,:'\"]*)?")
_END = re.compile(r"(?<![\s$.;,:'\"])(?<!\D!)(?>(?:(?<!\d)!|[\s$.;,:'\"])+)$")
