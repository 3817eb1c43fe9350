r"""Limits said with arrows where one is asked for: `$\frac{\sin 3x}{x} \to 3$ as $x \to 0$`, `sin(3x)/x -> 3`.

What the prompt's own variable tends to is left aside, where it is what the prompt says. What something else tends to
gives credit as any chain does, and is never refuted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.chains import chain, depths
from grader.errors import GraderError
from grader.language.names import Names
from grader.language.printing import show
from grader.language.reader import read
from grader.submissions.extraction.formulas.formulas import assignment
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.kept import kept

_ARROW = re.compile(r"\s*(?:-+>|→|\\(?:to|rightarrow|longrightarrow)(?![A-Za-z])|\\xrightarrow\s*\{[^{}]*\})\s*")
_TARGET = re.compile(
    r"(?P<letter>\\?[A-Za-z]+)\s*(?:->|→|\\(?:to|rightarrow)(?![A-Za-z]))\s*(?P<to>[-+]?(?:\\?[A-Za-z]+|[\d.]+|∞))"
)
_AS = frozenset({"as", "for", "when", "if", "für", "wenn", "bei", "quand", "lorsque", "pour", "cuando", "para", "si"})
_SPOKEN = frozenset(
    {("tends", "to"), ("converges", "to"), ("goes", "to"), ("tend", "to"), ("tend", "vers"), ("converge", "vers")}
    | {(verb, "gegen") for verb in ("konvergiert", "strebt", "geht", "konvergieren", "streben", "gehen")}
    | {(verb, "a") for verb in ("tiende", "converge", "tende", "tienden")}
    | {("converge", "hacia"), ("tende", "para")}
    | {("converge", "para"), ("convergeert", "naar"), ("gaat", "naar")}
)
_ARTICLES, _INFINITY = frozenset({"l", "l'", "l’", "el"}), frozenset({"infini", "infinito"})
_SUBJECTS = frozenset(
    {"sequence", "suite", "folge", "sucesión", "successione", "function", "fonction", "funktion", "función", "funzione"}
    | {
        "expression",
        "expresión",
        "espressione",
        "ausdruck",
        "term",
        "quotient",
        "fraction",
        "bruch",
        "it",
        "elle",
        "sie",
    }
)
_LIMIT = "limit"  # what is said of that which tends to it
_SEEN = frozenset({"⇒", "→", "lim"})
_SEQUENCE = re.compile(r"[A-Za-z]_\{?(?P<index>[a-z])\}?\s*(?==|\Z)")  # `u_n = …`, of which the limit is asked for
_ARROWS = frozenset({"→", "->", "\\to", "\\rightarrow", "\\longrightarrow"})
_FORMULA = re.compile(r"\$\$?([^$]{1,300})\$")
_LIMIT_OF = re.compile(r"\\lim(?:\\limits)?\s*_\s*(?:\{[^{}]*\}|\w)\s*")


def with_limits(asked: Asked, whole: Clause) -> Clause:
    """Return a sentence with an arrow between two formulas in one formula, and without what the variable tends to."""
    if not targets(asked):
        return whole
    lexemes = _with_arrows(asked, whole.lexemes)
    if lexemes is whole.lexemes and not any(one.text in _SEEN or _ARROW.search(one.text) for one in lexemes):
        return whole
    return Clause(tuple(_without_targets(asked, _joined(lexemes))))


def _with_arrows(asked: Asked, lexemes: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """Return lexemes with `tends to` as an arrow behind a formula, as a verb behind words: `the sequence tends to`."""
    found: list[Lexeme] = []
    for one in lexemes:
        before = found[-1] if found else None
        if before is None or (before.text, one.text) not in _SPOKEN or one.kind != "word":
            is_infinity = one.text in _INFINITY and [each.text for each in found[-2:-1]] == ["→"]
            is_infinity = is_infinity and before is not None and before.text in _ARTICLES
            found[-1:] = [one._replace(kind="formula", text="\\infty")] if is_infinity else [*found[-1:], one]
            continue
        raw = f"{before.raw} {one.raw}"
        subject = found[-2] if len(found) > 1 else None
        if subject is not None and subject.kind == "formula":
            found[-1] = one._replace(text="→", raw="→")
            if len(found) > 2 and found[-3].text in _SUBJECTS:  # `the sequence $u_n$ tends to`
                found[-3] = found[-3]._replace(text=_LIMIT)
        elif subject is not None and (subject.text in _SUBJECTS or asked.says(subject.text)):
            is_known = subject.text in _SUBJECTS
            found[-2:] = [subject._replace(text=_LIMIT) if is_known else subject, one._replace(text="is", raw=raw)]
        else:  # `Numerator and denominator both tend to $0$`
            found.append(one)
    return tuple(found) if len(found) < len(lexemes) else lexemes


def _joined(lexemes: tuple[Lexeme, ...]) -> list[Lexeme]:
    """Return lexemes in which what tends to something, and that, are one formula."""
    found: list[Lexeme] = []
    for one in lexemes:
        before = found[-2:]
        is_arrow = len(before) == 2 and (before[1].raw in _ARROWS or before[1].raw.startswith("\\xrightarrow"))
        if one.kind == "formula" and is_arrow and before[1].kind == "word" and before[0].kind == "formula":
            text = f"{before[0].text} \\to {one.text}"
            found[-2:] = [before[0]._replace(text=text, raw=f"{before[0].raw} {before[1].raw} {one.raw}")]
        else:
            found.append(one)
    return found


def _without_targets(asked: Asked, lexemes: list[Lexeme]) -> Iterator[Lexeme]:
    """Yield lexemes without `as $x \\to 0$` and its like, where the prompt says so."""
    known = targets(asked)
    skipped = -1
    for place, one in enumerate(lexemes):
        following = lexemes[place + 1] if place + 1 < len(lexemes) else None
        if place <= skipped:
            continue
        if one.text in _AS and following is not None and _tight(following.text) in known:
            skipped = place + 1
            if skipped + 1 < len(lexemes) and lexemes[skipped + 1].text == ",":
                skipped += 1
            continue
        head = _TARGET.match(one.text) if one.kind == "formula" and place and lexemes[place - 1].text == "lim" else None
        rest = one.text[head.end() :].strip() if head else ""
        own = assignment(one.text) if head is None and place and lexemes[place - 1].text == "lim" else None
        if head and rest and _tight(head[0]) in known:  # `lim x->0 sin(3x)/x = 3`
            yield one._replace(text=rest, raw=rest)
        elif own is not None and _shown(own.left) in _bodies(asked):  # `lim u_n = 3`
            yield one._replace(text=own.right, raw=own.right)
        else:
            yield one


@kept
def targets(asked: Asked) -> frozenset[str]:
    """Return what variables tend to in a prompt that asks for one limit, `x>0`; none where it asks for none."""
    question = asked.question
    if question.kind.is_solutions or not (asked.says("limit") or "\\lim" in question.prompt):
        return frozenset()
    formulas = _FORMULA.findall(f"{question.lead} {question.prompt}")
    found = frozenset(_tight(match[0]) for text in formulas for match in _TARGET.finditer(text))
    counted = {match["index"] for text in formulas for match in _SEQUENCE.finditer(text)}
    return found or frozenset(f"{one}>∞" for one in counted if len(counted) == 1)


def tended(asked: Asked, text: str) -> tuple[str, bool] | None:
    """Return what a formula is said to tend to, and whether the formula is the prompt's own; None where none is.

    Of the variable itself return the text: what that tends to is no value.
    """
    known = targets(asked)
    arrows = _arrows(text) if known else []
    if not arrows:
        return None
    left, right = text[: arrows[0].start()], text[arrows[-1].end() :]
    if any(text[: arrow.start()].endswith("\\not") for arrow in arrows):
        return text, True
    if left.strip().lstrip("\\") in {one.partition(">")[0].lstrip("\\") for one in known}:
        return text, True
    return right.strip(), _shown(chain(left).members[0]) in _bodies(asked)


def _arrows(text: str) -> list[re.Match[str]]:
    """Return the arrows outside of brackets where something stands on both sides of each."""
    depth = depths(text)
    arrows = [match for match in _ARROW.finditer(text) if not depth[match.start()]]
    stops = [0, *(place for match in arrows for place in match.span()), len(text)]
    return arrows if all(text[start:stop].strip() for start, stop in zip(stops[::2], stops[1::2], strict=True)) else []


@kept
def _bodies(asked: Asked) -> frozenset[str]:
    """Return the formulas of a prompt as they are printed, those behind a sign of a limit by themselves, too."""
    question = asked.question
    texts = [text for text in _FORMULA.findall(f"{question.lead} {question.prompt}") if len(text) <= 200]
    sides = [side for text in texts for side in chain(_LIMIT_OF.sub("", text)).members]
    return frozenset(filter(None, map(_shown, sides)))


def _shown(text: str) -> str:
    """Return a formula as it is printed, empty where it cannot be read, or is not read in one way."""
    try:
        readings = read(text, Names(free=True), "expression", "")
    except GraderError:
        return ""
    return show(readings[0].tree) if len(readings) == 1 else ""


def _tight(text: str) -> str:
    return re.sub(r"[\s{}$]", "", _ARROW.sub(">", text)).replace("\\infty", "∞").replace("+∞", "∞").replace(">oo", ">∞")
