"""A title, a label and a place together name one problem, or nobody guesses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from grader.problems.labels import Label
from grader.problems.question import Problem, Question
from grader.records import dataclass, replace
from grader.submissions.attribution.naming.labels import Numbered
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.numbering import Node, Target, distinct
from grader.submissions.attribution.naming.several import CLOSES, each_named, further, ranged
from grader.submissions.attribution.naming.spoken_marks import refers
from grader.submissions.attribution.naming.title_words import same_words, without_article
from grader.submissions.attribution.naming.told import is_told, told_by_sheet_word
from grader.submissions.forms.titles import cleaned
from grader.submissions.kept import remembered

By = Literal["id", "title", "word", "bare"]  # what named a problem: its id, its title, `Problem 4`, `4.`
LINE_CHARACTERS = 160  # of a line that may name a problem before a colon
_BOLD = re.compile(r"\s*(?:[-*+]\s+)?(\*\*|__)(?=\S)([^*_\n]{1,160}?)\1\s*[:.)–—-]*\s*")


@dataclass(frozen=True)
class Naming:
    """What a place names: one target, or several `targets` of which nobody chooses; none where its label is unknown.

    `path` is the label, where there is one; `rest` what stands behind the name; `shown` the name as it was written.
    """

    targets: tuple[Target, ...]
    by: By
    path: Label = ()
    lead: str = ""
    rest: str = ""
    shown: str = ""
    node: Node | None = None

    @property
    def target(self) -> Target | None:
        """The one target."""
        return self.targets[0] if len(self.targets) == 1 else None


@remembered
def named_by_heading(names: Names, title: str) -> Naming | None:
    """Return what a heading names, by whatever means; a part below its problem is not looked at here."""
    several = each_named(names, cleaned(title))
    if len(several) > 1:
        return Naming(several, "id", shown=title)
    naming = _by_heading(names, title)
    if naming is not None and naming.by == "word" and naming.targets and naming.shown in title:
        behind = title[title.index(naming.shown) + len(naming.shown) :]
        if others := ranged(names, naming.path, behind):  # `Problem 1 - 3`; the number may be an answer, too
            return replace(naming, targets=distinct((*naming.targets, *others)), shown=title, node=None)
    return _with_further(names, title, naming)


def _with_further(names: Names, text: str, naming: Naming | None) -> Naming | None:
    """Return a name with those behind it: `Problem 1 and 2` names two problems, and what stands there is for both."""
    if naming is None or naming.by != "word" or not naming.targets or naming.shown not in text:
        return naming
    behind = text[text.index(naming.shown) + len(naming.shown) :]
    others, rest = ((), "") if CLOSES.match(behind) else further(names, naming.path, behind)  # `Q3: -2 and 3`
    if not others:
        return naming
    shown = f"{naming.shown}{behind[: len(behind) - len(rest)]}"
    return replace(naming, targets=distinct((*naming.targets, *others)), rest=rest, shown=shown, node=None)


def _by_heading(names: Names, title: str) -> Naming | None:
    exact, near = names.exact(title), names.near(title)
    number = names.numbered(title)
    if names.exact_name(title) is None and _is_titled_otherwise(names, title, number, (exact, *near)):
        exact, near = None, ()
    if exact is not None and names.is_set(exact):
        return _with_number(names, exact, number, title)
    found = _together(names, title, number, near) if number is None or _counts(names, number) else None
    if found is None and number is None:
        targets = (exact,) if exact is not None else names.near(title)
        return Naming(targets, "id", shown=title) if targets else None
    return found or (Naming((exact,), "id", shown=title) if exact is not None else None)


_NO_WORD = re.compile(r"[\d_.-]")


def _with_number(names: Names, exact: Target, number: Numbered | None, title: str) -> Naming:
    """Return an id in a heading with the problem whose number stands before it: `Problem 10: total` may be either.

    An id that is no word of a language always wins.
    """
    if _NO_WORD.search(exact.id):
        return Naming((exact,), "id", shown=title)
    node = names.root.find(number.path) if number is not None else None
    is_alone = names.exact_name(title) is not None  # `q2`, which is called so
    numbered = node.targets if node is not None and not is_alone else ()
    others = tuple(one for one in numbered if _top(names, one) != _top(names, exact))
    return Naming((*others, exact), "id", shown=title)


def _is_titled_otherwise(names: Names, title: str, number: Numbered | None, by_id: Iterable[Target | None]) -> bool:
    """Whether a heading is the title of a problem, a word of which is the id of another: `A system of first order`."""
    titled = _titled(names, title, number)
    return bool(titled) and not _shared(titled, tuple(one for one in by_id if one is not None))


def _titled(names: Names, title: str, number: Numbered | None) -> tuple[Target, ...]:
    """Return the problems whose title is a heading, or stands behind its number or in the brackets there."""
    said = (number.title, number.rest) if number else ()
    return next((found for one in (title, *said) if one and (found := names.titled(one))), ())


_LETTER = re.compile(r"\s*(?:\*\*|__)?\s*[(\[]?[a-z](?:[)\]][.:]?|[.:])\s*(?=\S)", re.IGNORECASE)


def named_behind_letter(names: Names, title: str) -> Naming | None:
    """Return the problem whose title stands behind a letter, where a sheet counts its problems so: `a) Softmax`."""
    match = _LETTER.match(title)
    targets = names.titled(title[match.end() :]) if match else ()
    return Naming(targets, "title", shown=title) if targets else None


@remembered
def named_by_line(names: Names, line: str) -> Naming | None:
    """Return what a line begins with where that names a problem: `lsq: …`, `**lsq** …`, `Problem 4: …`, `4) …`."""
    return _with_further(names, line, _by_line(names, line))


def _by_line(names: Names, line: str) -> Naming | None:
    for name, rest in _beginnings(line):
        exact = names.exact_name(name)
        if exact is not None and names.is_set(exact):
            return Naming((exact,), "id", rest=rest, shown=name)
        near, titled = names.near_name(name), names.titled(name)
        if near or titled or exact is not None:
            found = _together(names, name, names.numbered(name), near)
            if found is not None:
                return Naming(found.targets, found.by, found.path, found.lead, rest, name, found.node)
            return Naming((exact,) if exact is not None else near, "id", rest=rest, shown=name)
    number = names.numbered(line)
    if number is None or not _counts(names, number, line=True) or (number.lead and refers(number.rest)):
        number = told_by_sheet_word(names, line)
    if number is None:
        return None
    return None if _is_function(names, line) else _together(names, "", number, ())


def _is_function(names: Names, line: str) -> bool:
    """Whether a line defines a function, `P4(x) = …`, rather than that it names a part that there is, `Q4(a) = …`."""
    match = _FUNCTION.match(line)
    return match is not None and names.root.find((match["number"], match["letter"].casefold())) is None


_FUNCTION = re.compile(r"\s*[a-z]\s?(?P<number>\d{1,3})\s?\(\s*(?P<letter>[^\W\d_])\s*\)\s*(?:=|≈|:=)", re.IGNORECASE)


def named_by_key(names: Names, key: str) -> Naming | None:
    """Return what a key of YAML or JSON names."""
    exact = names.exact_name(key)
    if exact is not None:
        return Naming((exact,), "id", shown=key)
    if len(several := each_named(names, key)) > 1:
        return Naming(several, "id", shown=key)
    number = names.numbered(key)
    if number is not None and number.rest.strip() and not names.titled(number.rest):
        number = None
    if number is None and not names.titled(key):
        return None
    return _together(names, key, number, names.near_name(key))


def _counts(names: Names, number: Numbered, line: bool = False) -> bool:
    """Whether a label is one: a number by itself needs a sign that ends it, or the title of its problem behind it."""
    node = names.root.find(number.path)
    if line and node is not None and is_told(node.targets, number):
        return True
    if number.lead:
        begins = not number.rest.strip() or number.rest.lstrip()[0] in "$\\([:.–—-" or _is_answer(number.rest)
        return number.closed or bool(number.title) or begins or not line or number.style.endswith(DASHES)
    if len(number.path) > 1:
        stated = bool(names.sheet and names.sheet.stated)
        may_be = stated or number.path[-1].isalpha()  # `5a)` is written for 5, which may count its parts otherwise
        known = node is not None or (may_be and names.root.find(number.path[:1]) is not None)
        return known and (number.closed or stated)
    return number.closed or bool(node and _is_title(names, node.targets, number.rest))


def _is_title(names: Names, targets: tuple[Target, ...], text: str) -> bool:
    """Whether a text is the title of one of targets, perhaps without its article: `6 big power`."""
    said = same_words(text)
    return bool(_shared(targets, names.titled(text))) or (
        bool(said) and any(said == without_article(one.title) for one in targets)
    )


def _is_answer(rest: str) -> bool:
    """Whether what stands behind `Q4` is its answer, and no sentence on it: mathematics, or no more than two words."""
    tokens = rest.split(maxsplit=3)
    is_named = len(tokens) > 1 and tokens[1][0] in "=<>≤≥≈∈"  # `Q2 y = …`
    return len(tokens) <= MAX_WORDS or is_named or re.search(r"[\d^_=+*/\\(\[{<>≤≥√²]", tokens[0]) is not None


DASHES = ("-", "–", "—")  # behind a word and a number, `Problem 3 - it is …`, where blanks stand around them
MAX_WORDS = 2  # behind a number of a line by themselves


def _shared(some: tuple[Target, ...], others: tuple[Target, ...]) -> set[str]:
    return {target.id for target in some} & {target.id for target in others}


def _together(names: Names, title: str, number: Numbered | None, near: tuple[Target, ...]) -> Naming | None:
    """Return what title, label and place name together; None where they name nothing and there is no label."""
    node = names.root.find(number.path) if number else None
    labelled = node.targets if node else ()
    alike = names.alike(number.path) if number else ()
    titled = _titled(names, title, number)
    sets = [one for one in (labelled, titled, near, alike) if one]
    if not sets and number is None:
        return None
    targets = _common(names, sets)
    by: By = "word" if number and number.lead else "bare" if number else "title" if titled else "id"
    if number is None:
        return Naming(targets, by, shown=title)
    is_title = number.rest and (_is_title(names, labelled, number.rest) or (titled and names.titled(number.rest)))
    rest = "" if is_title else names.written_behind(number)
    return Naming(targets, by, number.path, number.lead, rest, number.shown, node)


def _common(names: Names, sets: list[tuple[Target, ...]]) -> tuple[Target, ...]:
    """Return the one target on which all agree, a part rather than its problem; else all of them."""
    tops = [{_top(names, target) for target in one} for one in sets]
    agreed = set.intersection(*tops) if tops else set()
    every = distinct(target for one in sets for target in one)
    if len(agreed) != 1:
        return every
    (id_,) = agreed
    mine = [target for target in every if _top(names, target) == id_]
    parts = [target for target in mine if isinstance(target, Question) and names.parent(target)]
    return tuple(parts or mine[:1])


def _top(names: Names, target: Target) -> str:
    parent = None if isinstance(target, Problem) else names.parent(target)
    return parent.id if parent else target.id


def _beginnings(line: str) -> Iterable[tuple[str, str]]:
    """Yield what of a line may be a name, and what stands behind it."""
    bold = _BOLD.match(line)
    if bold:
        yield bold[2], line[bold.end() :]
        return
    text = line.strip()
    if text and len(text) <= LINE_CHARACTERS:
        yield text, ""
    for sign in ":)":
        before, found, after = line[: LINE_CHARACTERS + 1].partition(sign)
        if found and "$" not in before and "(" not in before:
            yield before, after + line[LINE_CHARACTERS + 1 :]
