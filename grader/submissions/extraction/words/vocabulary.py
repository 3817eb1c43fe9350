"""The words of running text that lead to an answer, or away from one: closed tables."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.forms.spans import prose_of
from grader.submissions.forms.words import mathematical
from grader.submissions.kept import kept, of_short

LABEL = re.compile(
    r"(?:(?:so|thus|hence|therefore|then|and|finally|in total)[,:]?\s+)*"
    r"(?:(?:the|my|our|final|correct)\s+)*(?:answers?|results?)"
    r"(?:\s+(?:is|are|equals|will be|would be)\b\s*:?|\s*(?::=|[:=]))\s*",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"(?:(?:so|thus|hence|therefore|then|and|finally|we|get|obtain|have|find|it|follows|that|this|gives|giving|yields|"
    r"which|is|i\.e\.|=|∴|⇒|(?>(?:the\s+|my\s+)?solutions?(?::|\s+is\b(?>:?))|"
    r"(?:die\s+|das\s+|la\s+)?(?:lösung|antwort|ergebnis|solution|réponse|respuesta)(?::|\s+(?:ist|est|es)\b(?>:?))))[,:]?\s+)*",
    re.IGNORECASE,
)
CUT = re.compile(
    r"[\s,;(–—-]{0,5}\s(?:\(?(?:because|since|so that|which|as the|as it|due to|hence|thus|therefore|see|by the)\b).*"
    r"|(?<!\s)\s+\([A-Za-z]{2,}(?:,?\s[A-Za-z]{2,})+\)",
    re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(
    r"[\s,;]*(?:if|when|unless|for|or|else|otherwise|except|times|plus|minus|mod|modulo|divided|up to)\b", re.IGNORECASE
)
UNSAID = re.compile(
    r"\b(?:if|suppose|assume|unless|when|not|never|cannot|can't|wrong|otherwise|instead|example|e\.g)\b", re.IGNORECASE
)
BINDING = re.compile(r"[\s,;]*(?:where|with|for)\b", re.IGNORECASE)
RELATION = re.compile(r"[=<>≤≥≈∈]|\\(?:le|ge|leq|geq|in|ne|neq|approx)(?![A-Za-z])")
_BOLD = re.compile(
    r"(?<![\w*])\*\*(?=\S)(.{1,200}?)(?<=\S)\*\*(?![\w*])|(?<![\w_])__(?=\S)(.{1,200}?)(?<=\S)__(?![\w_])", re.DOTALL
)
_ITALIC = re.compile(
    r"(?<![\w*])\*(?=\S)([^*\n]{1,200}?)(?<=\S)\*(?![\w*])(?=\s*:)|(?<![\w*])\*(?=\S)([^*\n]{1,200}?:)\*(?![\w*])"
)
_WORD = re.compile(r"(?<![\\\w^{(])[^\W\d_]{2,}(?![\w(_^])")
_TAG = re.compile(
    r"</?(?:a|b|i|u|s|p|br|hr|em|strong|sub|sup|div|span|script|style|img|svg|table|tr|td|th|ul|ol|li|pre|code|font|"
    r"details|summary|iframe|object|embed|form|input|button|video|audio|math|h[1-6])(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>",
    re.IGNORECASE,
)
ENDS = " \t\n.,;:"  # what may stand after a formula that ends a sentence


_WITHIN = r"\{(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]{0,80}\}){0,80}\}){0,200}\}"
_STRUCK = re.compile(  # perhaps with the reason in brackets behind it: `~~3~~ (does not fit)`
    rf"(?:~~(?=\S)[^~\n]{{1,200}}~~|\\(?:sout|xout|st|cancel)\s*{_WITHIN})(?:\s*\((?=[^\W\d_]+\s)[^()$\d=\n]{{3,80}}\))?"
)
_MARKED = re.compile(r"(?<![=<>!:])==(?=[^\s=])([^=\n]{1,200})(?<=\S)==(?!=)")


_RULED = re.compile(r"(?m)^[ \t]*[=_*~-]{4,}[ \t]*$")  # a line that is drawn
_FENCE = re.compile(r"(?m)^[ \t]*:::.*$|(?<!\S):[a-z_]{3,40}:(?!\S)")  # of a box, `:::info`; an emoji


# What is struck out, and the words behind it that say so of what follows: `~~3~~ I forgot a term: 4`.
_CORRECTED = re.compile(
    rf"(?:~~[^~\n]{{1,200}}~~|\\sout{_WITHIN})\s*\(?(?:"
    r"korrektur|korrigiert|berichtigt|besser|correction|corrected|edit|now|corrigée?|corrección|corregido"
    r"|(?:i|ich|j['’]ai|i had|ich habe)\s(?:\w+\s){0,6}?(?:forgot|missed|overlooked|vergaß|übersah|"
    r"vergessen|übersehen|oublié|olvidé)(?:\s(?!(?:that|dass|que)\s)[^\W\d_]+){0,5}"
    r"|(?:without|with|ohne|mit|sans|avec|sin|con)(?:\s[^\W\d_]{2,}){1,4}"
    r")\)?\s*:\s*",
    re.IGNORECASE,
)


# What an attempt behind the first is called, of which the last one counts: `Second try: $x = 1$`.
_TRIED = re.compile(
    r"(^|[.!]\s|\n)[ \t*_]*(?:(?:second|third|new|next|last|2nd|3rd)\s(?:try|attempt)"
    r"|(?:zweiter|dritter|neuer)\sversuch|(?:deuxième|nouvel)\sessai|(?:segundo|nuevo)\sintento)"
    r"[ \t]*[:.][*_]*[ \t]*(?=\S)",
    re.IGNORECASE,
)
_ARROW = re.compile(r"(?<=\s)(?:--?|==?)>(?=\s)")
_EQUATION = re.compile(r"(?<![<>=!-])[=<>](?!>)")
# `there are n levels => O(n)`: behind a word it is no sign of order, nor where a line begins before a formula with a
# letter or an equation; `=> 2` may be `≥ 2`.
_IMPLIED = re.compile(r"(?<=[^\W\d_]{3}\s)==?>(?=\s)|\A\s*==?>(?=\s+(?:\$[^$\n]*[A-Za-z]|[^\s=<>$][^=<>$\n]*=))")
_LIMIT = re.compile(r"(?i)\b(?:lim|as|when|for|für|quand|cuando)\b")
_DASHED = re.compile(r"(?<=[^\W\d_]{3})--(?=[^\W\d_]{3})")  # of TeX, within a name: `Gauss--Jordan`


# An abbreviation of two letters with a blank between them: `d. h.`, `z.~B.`
_ABBREVIATED = re.compile(
    r"(?<!\w)([dDzZiIeE])\.(?:[ ~\u00a0\u202f]|\\,)((?<=[dD]\..)h|(?<=[zZ]\..)B|(?<=[iI]\..)e|(?<=[eE]\..)g)\."
)


@of_short
def undecorated(text: str) -> str:
    r"""Return a paragraph without what is struck out, marks of bold, escapes of `_` and `*`, signs of hard breaks."""
    text = _TRIED.sub(r"\1", _RULED.sub("", text))
    if "~~" in text or "\\" in text:
        text = _STRUCK.sub(" ", _CORRECTED.sub(" ", text))
    if "::" in text or "_" in text:
        text = _FENCE.sub(" ", text)
    if "==" in text:
        text = _MARKED.sub(r"\1", text)
    if "**" in text or "__" in text:
        text = _BOLD.sub(lambda match: f"{match[1] or match[2]}", text)
    if "*" in text:
        text = _ITALIC.sub(lambda match: f"{match[1] or match[2]}", text)
    if "--" in text:
        text = _DASHED.sub("-", text)
    if "->" in text or "=>" in text:
        text = "\n".join(map(_with_arrows, text.split("\n")))
    if "." in text:
        text = _ABBREVIATED.sub(lambda match: f"{match[1]}.{match[2]}.", text)
    text = re.sub(r"(?<!\\)\\([_*#])", r"\1", text)
    return re.sub(r"(?<!\\)\\(?=\n)", "", text)


def _with_arrows(line: str) -> str:
    """Return a line in which typed arrows behind an equation lead to what is concluded; `lim x -> 0` has none there.

    So does the only arrow of a line between a calculation with numbers and a number, `6/120 -> 5 %`.
    """
    line = _IMPLIED.sub("→", line)
    worked = _WORKED.fullmatch(line)
    if worked is not None and _CALCULATED.search(worked["left"]) and not _LETTER.search(worked["left"]):
        return f"{worked['left']}→{worked['right']}"
    equation = None if "$" in line or _LIMIT.search(line) else _EQUATION.search(line)
    return line if equation is None else line[: equation.end()] + _ARROW.sub("→", line[equation.end() :])


_WORKED = re.compile(r"(?P<left>[^$=<>→⇒\n]{1,80}[ \t])-{1,2}>(?P<right>[ \t]+[-−]?\d[^$<>→⇒\n]{0,40})")
_CALCULATED = re.compile(r"\d.*[-+*/^×·²³√%]|[-+*/^×·√].*\d|[^\W\d_]{3,}.*\d")
# What may tend somewhere, react or be mapped: `1/n -> 0`, `2 H2 + O2 -> 2`.
_LETTER = re.compile(r"(?<![^\W_])(?!(?<=\d )x(?= \d))[^\W\d_](?![^\W\d_])|[A-ZÄÖÜ](?![a-zà-ÿ]{2})|(?i:lim)(?![a-z])")


@kept
def declared_names(question: Question) -> frozenset[str]:
    """Return what an author has declared, in all spellings: symbols, functions, fields."""
    names = {name for one in question.names.symbols.values() for name in (one.name, *one.spellings)}
    for field in question.fields.values():
        names |= {field.name, field.symbol, *field.spellings} - {""}
    return frozenset(names).union(question.names.functions)


def is_prose(question: Question, mask: str) -> bool:
    """Whether a text has words that are no mathematics."""
    names = {name.casefold() for name in declared_names(question)}
    return any(word.casefold() not in names | mathematical() for word in _WORD.findall(mask))


def has_html(text: str) -> bool:
    """Whether a text has a tag of HTML outside of mathematics."""
    return bool(_TAG.search(prose_of(text)))
