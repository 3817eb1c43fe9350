"""The two tables that the driver asks: of whole statements (`of_statements`), and of two sides (`of_sides`).

Each of these files is one page: its rows in order at the end, and above them what loads each way when its probe, which
looks at a question's features, says that it may concern it.
"""

from __future__ import annotations

from functools import lru_cache

from grader.evidence import arrays, forms, functions, numbers, question, trees
from grader.evidence.question.goal import Goal
from grader.evidence.strategy.loading import LOADED
from grader.evidence.strategy.of_sides import COMPLEX_SIDES, SIDES
from grader.evidence.strategy.of_statements import GOALS
from grader.evidence.strategy.row import Row
from grader.faces import load_files

__all__ = ["COMPLEX_SIDES", "GOALS", "SIDES", "Row", "load_all", "of_numbers"]


@lru_cache(maxsize=8)
def of_numbers(rows: tuple[Row[Goal], ...], is_plain: bool) -> tuple[Row[Goal], ...]:
    """Return the rows that are asked about scalars, or about plain questions."""
    return tuple(row for row in rows if (row.is_for_plain if is_plain else row.is_for_scalars))


def load_all() -> None:
    """Load all ways, before a process is forked that shall not load them itself.

    What most questions need comes first: what is loaded together lies together, where the processor finds it sooner.
    """
    from grader.evidence import normal_form
    from grader.evidence.families.piecewise.existence import weights_exist
    from grader.evidence.families.piecewise.idle import idle_units
    from grader.evidence.statements.samples import samples
    from grader.evidence.statements.value import value

    ways: list[object] = [row.method for row in GOALS if row.is_for_plain]
    for load in LOADED:
        load()
    ways += [row.method for row in (*SIDES, *COMPLEX_SIDES)]
    load_files(arrays, forms, functions, numbers, question, trees)
    load_files(normal_form.cases, normal_form.derivatives, normal_form.indexed, normal_form.ring, normal_form.rules)
    ways += [row.method for row in GOALS]
    ways += [value, samples, weights_exist, idle_units]
    assert all(map(callable, ways))
