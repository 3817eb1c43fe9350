"""Numbers with a decimal comma or marks of thousands, where one number is asked for: `22,39`, `38,535,168`, `78 500`.

A comma between digits lists nothing there. It is written as TeX sets it, `22{,}39`, which the reader knows. What may be
either, `1,386`, stays unreadable unless another number beside it settles that. Blanks before groups of three digits are
thin ones (ISO 80000-1), and so are points before a decimal comma, `21.224,16`.
"""

from __future__ import annotations

import re

from grader.claims.chains import depths

_COMMA = re.compile(r"(?<=\d),(?=\d)")
_NUMBER = re.compile(r"(?<![\d.,])\d+(?:,\d+)+(?:\.\d+)?(?![\d,])")
EITHER = re.compile(r"[1-9]\d{0,2},\d{3}")
_CHOSEN = re.compile(r"(?<![A-Za-z\\])C\(\d{1,4},\s?\d{1,4}\)")
_POINT = re.compile(r"\d\.\d")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
# What takes one argument, so that a comma behind it parts none; a bracket behind a sign only groups.
_BEFORE_BRACKET = re.compile(
    r"(?:(?<![A-Za-z])\\?(?:ln|exp|sqrt|sin|cos|tan|arcsin|arccos|arctan)|[-+−*/·×=^(:$\s]|\A)\s*\Z"
)

_BLANKS = re.compile(r"(?<![\w.,}])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?![\d.,]| \d)")
# Groups before a decimal comma that no thousands can stand behind: `21.224,16`, `21 224,16`. Nothing else can be meant.
_CONTINENTAL = re.compile(
    r"(?<![\w.,}])(?<!\d )[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+),(?:\d{1,2}|\d{4,})(?![\d,]|\.\d| \d)"
)
_APOSTROPHES = re.compile(
    r"(?<![\w.,'’}])[1-9]\d{0,2}(?:['’]\d{3})+(?![\d'’]|,\d{3}(?!\d))"
)  # `2'500`, as in Switzerland
_DOTTED = re.compile(r"(?<![\w.,}])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])")


def as_set(text: str) -> str | None:
    r"""Return a text with its numbers as TeX sets them, `22{,}39` and `78\,500`; None where none is grouped so."""
    if "'" in text or "’" in text:
        text, before = _APOSTROPHES.sub(lambda found: re.sub("['’]", r"\\,", found[0]), text), text
        return None if text == before else with_set_commas(text) or text
    if _CONTINENTAL.search(text):
        return _from_continental(text)
    thin = _BLANKS.sub(lambda found: _thin(found[0]), text)
    return with_set_commas(thin) or (None if thin == text else thin)


def _thin(number: str) -> str:
    return re.sub("[. ]", r"\\,", number)


def _from_continental(text: str) -> str | None:
    r"""Return a text with `21.224,16` as `21\,224{,}16`; beside it every point groups, or nobody can tell."""
    if _POINT.search(_DOTTED.sub("", _CONTINENTAL.sub("", text))):
        return None
    parted = (one[0].partition(",") for one in _CONTINENTAL.finditer(text))
    settled = [f"{_thin(whole)}{{,}}{rest}" for whole, _, rest in parted]
    others = _BLANKS.sub(lambda found: _thin(found[0]), _CONTINENTAL.sub("§", text))
    others = _DOTTED.sub(lambda found: _thin(found[0]), others)
    others = (with_set_commas(others) or "") if _COMMA.search(others) else others
    return re.sub("§", lambda _: settled.pop(0), others) or None


def with_set_commas(text: str) -> str | None:
    """Return a text with its commas between digits set as `{,}`.

    None where there are none, where one parts arguments, and where nothing settles what they are.
    """
    if _COMMA.search(text) is None or "{,}" in text:
        return None
    if kept := _CHOSEN.findall(text):  # `C(5,2)`: its comma parts what is chosen from
        rest = with_set_commas(_CHOSEN.sub("C§", text))
        return None if rest is None else re.sub("C§", lambda _: kept.pop(0), rest)
    numbers = list(_NUMBER.finditer(text))
    if len(_COMMA.findall(text)) != sum(one[0].count(",") for one in numbers):
        return None
    if any(one[0].count(",") > 1 or "." in one[0] for one in numbers if not _GROUPED.fullmatch(one[0])):
        return None
    if all(EITHER.fullmatch(one[0]) for one in numbers) and _POINT.search(text) is None:
        return None
    depth = depths(text)
    if any(depth[one.start()] and not _is_grouping(text, depth, one.start()) for one in numbers):
        return None
    if any("." in one[0] for one in numbers):  # `1,102.50`, behind which no comma is a decimal one
        return _COMMA.sub(r"\\,", text) if all(map(_GROUPED.fullmatch, (one[0] for one in numbers))) else None
    return _COMMA.sub("{,}", text)


_BOUND = re.compile(
    r"(?P<before>(?:[<>≤≥]|<=|>=|\\(?:leq?|geq?|lt|gt)(?![A-Za-z]))\s*|\A\s*)(?P<whole>[-−]?\d+)(?:,|\{,\})(?P<rest>\d+)"
    r"(?P<after>\s*(?:[<>≤≥]|\\(?:leq?|geq?|lt|gt)(?![A-Za-z]))|\s*\Z)"
)


def in_bounds(text: str) -> str:
    """Return a condition with its decimal commas as points, `0 < h < 0,2`: of bounds on both sides no comma lists any.

    None lists anything where each stands within a number at an end of the condition; `x < 2,5 < y` stays as it is, and
    so does `x < 1,500`, which may have a mark of thousands.
    """
    if not _COMMA.search(text) or re.search(r"[\[\](){};=]|\.", text.replace("{,}", ",")):
        return text
    found = list(_BOUND.finditer(text))
    at_ends = all(bool(match["before"].strip()) != bool(match["after"].strip()) for match in found)  # `4,1` is none
    if not at_ends or len(found) != len(_COMMA.findall(text)):
        return text
    if all(EITHER.fullmatch(f"{match['whole'].lstrip('-−')},{match['rest']}") for match in found):
        return text
    return _BOUND.sub(lambda match: f"{match['before']}{match['whole']}.{match['rest']}{match['after']}", text)


_INDEX = re.compile(r"_\{\d+(?:,\d+)+\}")
_PLACE = "§"  # of an index that was taken out
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*\d,\d")
_NAMES_SET = re.compile(r"[={∈]|\\in(?![A-Za-z])")


def otherwise_in_set(text: str) -> tuple[str, ...]:
    """Return what solutions may mean whose commas between digits list: `x = 1.5` of `x = 1,5`, `{1.5}` of `{1,5}`.

    Before three digits each may be a mark of thousands, too. None where something else tells that they list.
    """
    if _PLACE in text:
        return ()
    plain = _INDEX.sub(_PLACE, text)
    numbers = [one[0] for one in _NUMBER.finditer(plain)]
    if len(numbers) != len(_COMMA.findall(plain)) or any(one.count(",") > 1 for one in numbers):  # `{1,2,3}`
        return ()
    if not numbers or not _NAMES_SET.search(plain) or _POINT.search(plain) or _IN_BRACKETS.search(plain):
        return ()
    signs = (".", "") if all(map(EITHER.fullmatch, numbers)) else (".",)
    return tuple(_with_indices(_COMMA.sub(sign, plain), _INDEX.findall(text)) for sign in signs)


def _with_indices(text: str, indices: list[str]) -> str:
    """Return a text with the indices in it that were taken out."""
    return "".join(map("".join, zip(text.split(_PLACE), (*indices, ""), strict=True)))


def _is_grouping(text: str, depth: list[int], place: int) -> bool:
    """Whether the brackets around a place only group, or hold the one argument of a function."""
    level = depth[place]
    while level:
        opening = place
        while opening and depth[opening - 1] >= level:
            opening -= 1
        if text[opening] != "(" or _BEFORE_BRACKET.search(text[:opening]) is None:
            return False
        place, level = opening, depth[opening - 1] if opening else 0
    return True


def with_points(text: str) -> str:
    r"""Return a text with decimal points where another number settles that its commas are decimal ones.

    So the members of `-\ln(0{,}25) \approx 1{,}386` may be read apart.
    """
    if "," not in text:
        return text
    plain = text.replace("{,}", ",")
    numbers = [one[0] for one in _NUMBER.finditer(plain)]
    is_settled = any(one.count(",") == 1 and not EITHER.fullmatch(one) for one in numbers)
    if not is_settled or _POINT.search(plain) or any(one.count(",") > 1 for one in numbers):
        return text
    return _COMMA.sub(".", plain) if len(_COMMA.findall(plain)) == len(numbers) else text
