r"""Signs and identities that everybody writes for what a prompt asks for: `\bar z` is `z^*`, `\mathcal{L}\{f\}(s)` a
Laplace transform, `|E|` the number of edges, `Var(X) + E[X]^2` the mean of $X^2$.
"""

from __future__ import annotations

import re

from grader.marking.asked.asked_names import formulas_asked_for
from grader.marking.asked.names.half_lives import is_half_life
from grader.marking.asked.words.glossary import synonyms
from grader.marking.asked.words.phrases import asks_how_many, phrase_asked
from grader.marking.texts.left_hand import prompt_names, said_marks
from grader.problems.question import Question


def is_usual(question: Question, plain: str) -> bool:
    """Whether a whole left side is known to be what a prompt asks for."""
    return (
        _is_conjugate(question, plain)
        or _is_transform(question, plain)
        or is_counted(question, plain)
        or _is_identity(question, plain)
        or is_half_life(question, plain)
    )


_CONJUGATE = re.compile(r"\s*\\(?:bar|overline)\s*\{?\s*(?P<of>[a-z])\s*\}?\s*")
_COMPLEX = frozenset("zw")


def _is_conjugate(question: Question, plain: str) -> bool:
    r"""Whether the conjugate of a complex number is asked for, `\bar z`, and a left side is `z^*` or `conj(z)`."""
    found = [match for one in formulas_asked_for(question.prompt) if (match := _CONJUGATE.fullmatch(one)) is not None]
    if len(found) != 1 or found[0]["of"] not in _COMPLEX:
        return False
    of = found[0]["of"]
    sign = rf"\\(?:bar|overline)\s*\{{?\s*{of}\s*\}}?|{of}[\u0304\u0305]|{of}\s*\^?\s*\{{?\s*\*\s*\}}?"
    ways = rf"{sign}|(?:conj|konj)\s*\(?\s*{of}\s*\)?"
    return re.fullmatch(ways, plain.strip()) is not None


_TRANSFORM = re.compile(r"(?:ℒ|L)\s*\\?[\[{(]\s*(?P<of>.{1,60}?)\s*\\?[\]})]\s*(?:\(\s*s\s*\)|_\s*s)?")
_OF_LAPLACE = re.compile(
    r"(?i)laplace[\s-]*(?:transform\w*|-transformierte)?[^$.?!]*\$\s*(?P<name>[a-z])\s*\(\s*(?P<by>[a-z])\s*\)\s*=\s*(?P<body>[^$]*)\$"
    r"|transform\w*\s+d\w+\s+laplace[^$.?!]*\$\s*(?P<named>[a-z])\s*\(\s*(?P<of>[a-z])\s*\)\s*=\s*(?P<whole>[^$]*)\$"
)


def _is_transform(question: Question, plain: str) -> bool:
    r"""Whether a Laplace transform is asked for, and a left side is `\mathcal{L}\{f\}(s)`."""
    left = _TRANSFORM.fullmatch(plain.strip())
    asked = _OF_LAPLACE.search(said_marks.said_in(question)) if left is not None else None
    if left is None or asked is None:
        return False
    name, by = asked["name"] or asked["named"], asked["by"] or asked["of"]
    body = prompt_names.close(prompt_names.plain(asked["body"] or asked["whole"]))
    return prompt_names.close(left["of"]) in {name, f"{name}({by})", body}


_SET = re.compile(r"(?:\\?\||\\lvert|\\vert)\s*(?P<of>[A-Z])\s*(?:\||\\rvert|\\vert)|\\?#\s*(?P<number>[A-Z])")


def is_counted(question: Question, plain: str) -> bool:
    """Return whether a prompt asks how many things there are, and a left side is the size of a set called by them."""
    match = _SET.fullmatch(plain.strip())
    if match is None or not asks_how_many(question.lead, question.prompt):
        return False
    letter = match["of"] or match["number"]
    nouns = phrase_asked(question.lead, question.prompt)
    initials = {word[0].upper() for noun in nouns for word in (noun, *synonyms(noun)) if word}
    return letter in initials and letter not in prompt_names.letters(question)


_ARGUMENT = r"[\[(]?X[\])]?"
# What formulas without blanks are the same as, by the formula or the words that a prompt asks for.
_SAME = (
    (
        re.compile(rf"(?:Var|V|\\operatorname\{{Var\}}){_ARGUMENT}\+(?:E{_ARGUMENT}\^2|\(E{_ARGUMENT}\)\^2)"),
        re.compile(r"\$\s*(?:\\mathbb\s*)?\{?E\}?\s*[\[(]\s*X\s*\^\s*\{?2\}?\s*[\])]\s*\$"),
    ),
    (
        re.compile(
            r"2(?:π|\\pi)i·?(?:\\sum)?\\?(?:operatorname)?\{?Res\}?(?:_\{?[a-z]=[^=]{1,8}\}?|_\{?\d\}?)?\(?[^+=]{0,16}\)?"
        ),
        re.compile(r"\\oint"),
    ),
    (re.compile(r"[sS](?:_\{?n[-−]1\}?)?(?:\^2|²)"), re.compile(r"(?i)\bsample\s+variance|stichprobenvarianz")),
    (re.compile(r"p[-–]value|p[-–]Wert|p[-–]valeur|p[-–]valor"), re.compile(r"(?i)p-(?:value|wert|valeur|valor)")),
    (re.compile(r"2·?P\([ZT](?:>|\\ge|≥)\|?\d[\d.]*\|?\)"), re.compile(r"(?i)two-sided\s+p-value")),
)


def _is_identity(question: Question, plain: str) -> bool:
    close = re.sub(r"\s", "", plain.replace("\\cdot", "·").replace("*", "·"))
    said = said_marks.said_in(question)
    return any(sign.fullmatch(close) and len(asked.findall(said)) == 1 for sign, asked in _SAME)
