"""All pairs that `compare` is asked: what is decided is decided rightly, and what the cases say of it is found."""

from __future__ import annotations

import pytest

from grader.api import compare
from tests.evidence.deciding import check, typed
from tests.pairs import CORPORA, Case, cases
from tests.rows import batches, each, sampled
from tests.update_decided import PAGE, compared, page

RULES = ("rules", "soundness", "discrete", "calculus", "matrices", "complex")


def _group(some: tuple[Case, ...]) -> str:
    return f"{some[0].file}: {some[0].group}"


def _by_group(rows: list[Case]) -> list[tuple[Case, ...]]:
    return batches(rows, lambda case: (case.file, case.group))


@pytest.mark.parametrize("some", sampled(_by_group(cases(*CORPORA, *RULES, "functions"))), ids=_group)
def test_pairs_have_their_truth(some: tuple[Case, ...]) -> None:
    each(some, _has_its_truth)


def _has_its_truth(case: Case) -> None:
    found = compared(case)
    assert found.status in case.statuses, found.evidence
    check(case, found.evidence, typed)


SAMPLED = ("discrete", "calculus", "matrices", "complex")  # of which a third stands for all: it is a law, no promise
ALSO_TURNED = [case for case in cases("rules", "soundness") if case.file != "rules" or case.verdict != "open"]
BOTH_WAYS = [*ALSO_TURNED, *cases(*SAMPLED)[::3]]  # which side is named first


@pytest.mark.parametrize("some", sampled(_by_group(BOTH_WAYS)), ids=_group)
def test_and_so_have_they_the_other_way_round(some: tuple[Case, ...]) -> None:
    each(some, _has_its_truth_turned)


def _has_its_truth_turned(case: Case) -> None:
    found = compare(case.right, case.left, case.where)
    assert found.status in case.statuses, found.evidence


@pytest.mark.thorough
def test_the_page_of_what_is_decided_says_what_is_decided_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew with `python -m tests.update_decided`"
