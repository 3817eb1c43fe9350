"""The words of options that say how two things differ, larger and smaller, or in which way one changes: rise, fall."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import combinations

from grader.claims.wording import words as folded
from grader.language.texts.opposites import are_converses, are_ways
from grader.problems.question import Question
from grader.records import dataclass
from grader.submissions.extraction.worded.meanings.asked_property import denials_in
from grader.submissions.kept import kept

_WORD = re.compile(r"[^\W\d_]+")
_CHANGES = (
    {"up", "down"},
    {"gain", "loss"},
    {"gains", "loses"},
    {"gain", "lose"},
    {"profit", "loss"},
    {"gewinn", "verlust"},
    {"gain", "perte"},
)
# Behind these words the other thing stands as it is: `above the average`.
_BESIDE = (
    "above over below under beneath before after behind oberhalb über unterhalb unter vor nach hinter"
    " avant après derrière"
    " devant antes después dopo prima depois dietro sotto sopra boven onder na voor"
)
_PLACES = frozenset(_BESIDE.split())
# Behind these it stands behind a preposition: `left of the maximum`.
_WITH_OF = (
    "left right north south east west links rechts nördlich südlich oberhalb unterhalb gauche droite izquierda derecha"
    " sinistra destra esquerda direita ahead front dessus dessous encima debajo"
)
_SIDES = frozenset(_WITH_OF.split())
_OF = re.compile(r"\s*(?:of|from|von|de|du|des|del|di|della|dell['’]|do|da|van)(?![^\W_])")


@dataclass(frozen=True)
class Directions:
    """The words of options that say how, each with its option."""

    keys: dict[str, str]
    others: dict[str, str]  # the option that says the same of two things in the other order, where there is one
    are_changes: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """How these words stand in a text, with endings."""
        either = "|".join(map(re.escape, sorted(self.keys, key=len, reverse=True)))
        either = either.replace("ss", "(?:ss|ß)")
        return re.compile(rf"(?<![^\W_])(?P<how>{either})(?:e?s|e[nrms]?|nt|n|ing)?(?![^\W_])")

    def key(self, how: str) -> str:
        """Return the option of a word as it is written."""
        return self.keys[how.casefold()]

    def behind(self, match: re.Match[str]) -> int | None:
        """Return where the other thing begins right behind a word such as above; None behind any other word."""
        if match["how"] in _PLACES and match.string[match.end() :].strip(" .,;:!?"):
            return match.end()
        of = _OF.match(match.string, match.end()) if match["how"] in _SIDES else None
        return of.end() if of else None


def _directions(question: Question) -> Directions | None:
    keys: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    kinds = set()
    spelled = [
        (key, tuple(_WORD.findall(folded(one).casefold())))
        for key, phrase in question.options.items()
        for one in (phrase, *question.spellings.get(key, ()))
        if not denials_in(folded(one))
    ]
    for (key, said), (other, told) in combinations(spelled, 2):
        how = [*dict.fromkeys(one for one in said if one not in told)]
        contrary = [*dict.fromkeys(one for one in told if one not in said)]
        if key == other or len(how) != 1 or len(contrary) != 1:
            continue
        is_converse = are_converses(how[0], contrary[0])
        if is_converse or are_ways(how[0], contrary[0]) or {how[0], contrary[0]} in _CHANGES:
            keys |= {how[0]: key, contrary[0]: other}
            pairs.append((key, other))
            kinds.add(is_converse)
    turned = {one: two for pair in pairs for one, two in (pair, pair[::-1])}
    is_one = kinds == {True} and len(turned) == 2
    return Directions(keys, turned if is_one else {}, are_changes=True not in kinds) if keys else None


directions_of = kept(_directions)  # None where no two options of a question differ in such words alone
