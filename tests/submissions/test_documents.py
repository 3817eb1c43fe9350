"""Documents of many courses: each answer is marked as a careful person would, or stays open where a case says so."""

import pytest

from tests.rows import batches, each, sampled

from .documents import CASES, cases

EVERY = [case for path in sorted(CASES.glob("*.yaml")) for case in cases(path.stem)]


@pytest.mark.parametrize("some", sampled(batches(EVERY)), ids=lambda some: f"{some[0].name}-{some[0].file}")
def test_what_a_person_finds(some):
    each(some, _is_marked)


def _is_marked(case):
    for id_, verdict in case.verdicts().items():
        mark = case.marks.get(id_, "missing")
        if id_ in case.left_open or mark == "open":
            assert verdict.outcome.is_open, id_
        else:
            assert verdict.outcome.value == mark, id_
