r"""What else is found beside a list, `(2, 2) with value 8`, `x = 2, y = 2, λ = 4`: a number of something else.

Its name is none of the coordinates, of the letters that the prompt lists, and of what the list itself is called.
"""

from __future__ import annotations

import re

from grader.language.tree import Array
from grader.marking.texts.beside.words import pattern
from grader.marking.texts.left_hand.prompt_names import plain
from grader.marking.texts.vectors import called_places
from grader.problems.question import Field, Question

MAX_CHARACTERS = 200  # of a text that is looked into
_NUMBER = r"\$?\s*[-−]?\d{1,9}(?:[./]\d{1,9})?\s*\$?"
_FACT = re.compile(
    r"(?P<list>.+?[\d)\]>}$])\s*(?P<round>\()?(?:[,;]\s*|\s|(?<=\())\s*"
    rf"(?:(?:{pattern('with', 'and')}|where|then)\s+)?"
    rf"\$?(?P<name>(?:\\?[^\W\d_]+(?:_\{{?\w{{1,3}}\}}?|\*)?)(?:\s*\([^()=]{{1,20}}\))?)\s*(?:[=≈]|(?<=value)\s)\s*{_NUMBER}\s*(?(round)\))[\s.]*",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\\?[^\W\d_]+")


def without_fact(question: Question, field: Field, text: str) -> str:
    """Return a list without a number of something else behind it; the text where it may be an entry."""
    if not question.kind.is_array or len(text) > MAX_CHARACTERS or question.names.symbols:
        return text
    found = _FACT.fullmatch(text)
    if found is None:
        return text
    base = _LETTER.match(found["name"])
    name = plain(base[0]) if base is not None else ""
    listed = {one for names in called_places.listed_in(question) for one in names}
    called = {plain(one) for one in _LETTER.findall(found["list"])}
    listed_entries = found["list"].count("=") if "=" in found["list"] else len(re.split(r"[,;|]", found["list"]))
    sizes = {len(one.items) if isinstance(one, Array) else 0 for one in question.accepted}
    is_list = _LISTED.search(found["list"]) is not None and sizes == {listed_entries}
    is_entry = not is_list or name in _COORDINATES or name in listed | called or (len(name) > 1 and name not in _VALUES)
    return text if is_entry else found["list"].rstrip(" ,;$(") + "$" * (found["list"].count("$") % 2)


_LISTED = re.compile(r"\A\W*[(\[<][^=]*[,;|][^=]*[)\]>]\W*\Z|=[^=]*=")
_COORDINATES = frozenset("xyzij")
_VALUES = frozenset(["value", "wert", "valeur", "valor", "valore", "λ", "lambda", "μ", "mu"])
