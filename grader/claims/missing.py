"""Fields without a value: what is said of an answer that left some out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from grader.claims.statements import Settled, Unread
from grader.wording import reasons


def missing(lacking: Sequence[str], unread: Collection[str]) -> Settled | Unread | None:
    """Return what must hold where fields are lacking: what was left out may stand in a text that could not be read."""
    if not lacking:
        return None
    if unread:
        return Unread(tuple(sorted(unread)))
    one, many = reasons.FIELD.format(some=lacking[0]), reasons.FIELDS_WERE.format(listed=", ".join(lacking))
    return Settled(False, "missing field", reasons.LEFT_OUT.format(fields=one if len(lacking) == 1 else many))
