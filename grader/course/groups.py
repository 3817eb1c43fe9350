"""Groups of equal answers, for a person who marks each group once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.marking.texts.written_down import Texts, joined
from grader.records import dataclass, field

MAX_COMPARISONS = 500  # proofs of equality tried for the answers to one question


@dataclass
class Group:
    """Answers that are each proved equal to one representative; `members` are their numbers."""

    representative: Texts
    members: list[int] = field(default_factory=list)


def grouped(answers: Sequence[Texts], known: Sequence[Texts], proved: Callable[[Texts, Texts], bool]) -> list[Group]:
    """Return the answers in groups, those of the `known` representatives first; these may stay empty.

    Equality is not transitive: every answer is compared with representatives only, the same text first. Beyond
    `MAX_COMPARISONS` only texts are compared.
    """
    groups: list[Group] = []
    of_text: dict[str, Group] = {}
    for texts in known:
        group = of_text.setdefault(joined(texts), Group(texts))
        groups += [group] if group not in groups else []
    compared = 0
    for number, texts in enumerate(answers):
        text = joined(texts)
        if text not in of_text:
            some = groups[: max(MAX_COMPARISONS - compared, 0)]
            found = next((place for place, group in enumerate(some) if proved(texts, group.representative)), None)
            compared += len(some) if found is None else found + 1
            groups += [Group(texts)] if found is None else []
            of_text[text] = groups[-1 if found is None else found]
        of_text[text].members.append(number)
    return groups
