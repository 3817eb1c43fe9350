r"""Expected answers and answers as data sets hold them, where no problem says what is asked for.

What may be meant in another way stays open: `i` beside other letters, a unit on one side only, the order of a list
without brackets, `10,080`; and what `gold_doubts` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from grader import comparing
from grader.comparing.compare import compare_as
from grader.comparing.quantities import Declared, as_quantities, trees_of
from grader.comparing.sides import names_for
from grader.language.tree import symbols
from grader.records import replace

Numbers = Literal["plain", "english", "continental"]
CONVENTIONS: tuple[Numbers, ...] = ("english", "continental")  # under which a comma stands in a number
MAX_MEMBERS = 12  # of a list without brackets
_UPRIGHT = re.compile(r"\\(?:text|textbf|textit|mbox|mathrm|mathbf|textrm|operatorname)\s*\{([^{}]*)\}")
_DRESS = re.compile(r"\\left|\\right|\\displaystyle|\\[,;:! ]|[\s~$]|\\[()\[\]]")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:(?:,|\{,\})\d{3})+(?![\d,])")
_SCRIPT = re.compile(r"([_^])\{(\w)\}")
_SMALL = re.compile(r"\\[,;:! ]")
_WORDS = re.compile(r"\\[A-Za-z]+|[A-Za-z]{3,}")
_BLANKS = re.compile(r"(?<=[^\w ]) | (?=[^\w ])")
_WORD = re.compile(r"[^\W\d_]{3,}")


def compare_answers(gold: str, answer: str, variables: Mapping[str, str], numbers: Numbers = "plain") -> str:
    r"""Return the status of an answer beside the expected one: `equal`, `different`, or what is open.

    Of a text with `\boxed{…}` in it the last box is the answer.
    """
    sides = _last_box(gold).strip(), _last_box(answer).strip()
    if not all(sides):
        return "unreadable"
    bare = _bare(sides[0]), _bare(sides[1])
    if bare[0] == bare[1]:
        return "equal"
    names, domains = names_for(variables)
    declared = (names if numbers == names.numbers else replace(names, numbers=numbers)), domains
    found = _both_ways(sides, declared)
    if found == "unreadable":
        return "equal" if _same_words(*sides) else found
    if found not in {"equal", "different"}:
        return found
    doubted = comparing.gold_doubts.Doubted(sides, bare, variables, declared, _both_ways)
    return "undecided" if (doubted.may_differ() if found == "equal" else doubted.may_be_equal()) else found


def _both_ways(sides: tuple[str, str], declared: Declared) -> str:
    return _agreed(_ways(*sides, declared))


def _ways(gold: str, answer: str, declared: Declared) -> Iterable[str | None]:
    """Yield the status under each way in which both sides may be meant; None where there is no such way."""
    names, _ = declared
    yield _as_formulas(gold, answer, declared)
    yield as_quantities(gold, answer, declared)
    yield _as_lists(gold, answer, declared)
    if names.numbers == "plain" and any(map(_THOUSANDS.search, (gold, answer))):
        for numbers in CONVENTIONS:
            yield _as_formulas(gold, answer, (replace(names, numbers=numbers), declared[1]))


def _agreed(found: Iterable[str | None]) -> str:
    """Return what all ways lead to, among which those do not count under which a side cannot be read."""
    kinds = {one for one in found if one not in {None, "unreadable"}}
    return "unreadable" if not kinds else str(*kinds) if len(kinds) == 1 else "undecided"


def _as_formulas(gold: str, answer: str, declared: Declared) -> str:
    """Compare both as formulas. Where `i` is the only letter, it is the imaginary unit."""
    names, domains = declared
    if "i" not in domains and _has_i(gold, answer) and _letters((gold, answer), declared) == {"i"}:
        names = replace(names, complex=True)
    return compare_as(gold, answer, names, domains).status


def _has_i(*texts: str) -> bool:
    """A quick look whether `i` may be a letter of its own."""
    return any("i" in _WORDS.sub("", text) for text in texts)


def _letters(texts: Iterable[str], declared: Declared) -> set[str]:
    return {name for text in texts for tree in trees_of(text, declared) for name in symbols(tree)}


def _as_lists(gold: str, answer: str, declared: Declared) -> str | None:
    """Compare lists without brackets, of which nothing says whether their order counts.

    Beside a set a list is one.
    """
    sides = _members(gold, declared), _members(answer, declared)
    longest = max(map(len, sides))
    if longest == 1 or longest > MAX_MEMBERS:
        return None
    if _is_set(gold) or _is_set(answer):
        return None if _is_set(gold) and _is_set(answer) else _as_formulas(_set(gold), _set(answer), declared)
    found = [[_as_formulas(one, other, declared) for other in sides[1]] for one in sides[0]]
    if len(sides[0]) == len(sides[1]) and all(found[place][place] == "equal" for place in range(len(found))):
        return "equal"
    alone = any(set(row) == {"different"} for row in (*found, *zip(*found, strict=True)))
    return "different" if alone else "undecided"


def _set(text: str) -> str:
    return text if "\\{" in text else f"\\{{{text}\\}}"


def _is_set(text: str) -> bool:
    return text.lstrip().startswith("\\{") or "\\pm" in text or "±" in text


def _members(text: str, declared: Declared) -> list[str]:
    """Return the parts of a text between the commas that stand in no brackets and group no thousands."""
    if declared[0].numbers == "english":
        text = _THOUSANDS.sub(lambda number: re.sub(r"\D", "", number[0]), text)
    parts, depth = [""], 0
    for sign in _SMALL.sub(" ", text):
        depth += (sign in "([{") - (sign in ")]}")
        if sign in ",;" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def _last_box(text: str) -> str:
    r"""Return what stands in the last `\boxed{…}` of a text; a text without one as it is."""
    start = text.rfind("\\boxed{")
    if start < 0:
        return text
    depth, begin = 0, start + len("\\boxed")
    for place in range(begin, len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        if depth == 0:
            return text[begin + 1 : place]
    return text


def _bare(text: str) -> str:
    """Return a text without what only dresses it; of blanks only those between letters and digits stay."""
    words = _SCRIPT.sub(r"\1\2", _DRESS.sub(" ", _UPRIGHT.sub(r"\1", text)))
    return _BLANKS.sub("", " ".join(words.split())).removesuffix(".")


def _same_words(gold: str, answer: str) -> bool:
    """Whether two texts that are no mathematics say the same, but for capital letters."""
    bare = _bare(gold)
    return _WORD.search(bare) is not None and bare.casefold() == _bare(answer).casefold()
