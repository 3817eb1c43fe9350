"""Exit codes, as the contract's section 5 defines them."""

from __future__ import annotations

from collections.abc import Mapping

from grader.verdict import Outcome

DONE = 0
BELOW = 1  # below `--fail-under` for certain, lint failed, or with `--exit-code`: not correct, not equal
USAGE = 2
INTERNAL = 3
OPEN = 4  # done, but some answers `failed`; with `--exit-code`: open
NOTHING = 5
REFUSED = 6  # the disk or the folder of reports
INTERRUPTED = 130
BROKEN_PIPE = 141  # whoever read our output has left: as if killed by SIGPIPE

STATUS_CODES: Mapping[str, int] = {"equal": DONE, "different": BELOW}


def of_outcome(outcome: Outcome, *, by_result: bool) -> int:
    """Return the code of one verdict: with `--exit-code` by the outcome, else 0 unless the grader failed."""
    if by_result and not outcome.is_open:
        return DONE if outcome is Outcome.CORRECT else BELOW
    return OPEN if by_result or outcome is Outcome.FAILED else DONE


def of_status(status: str, *, by_result: bool) -> int:
    """Return the code of one comparison: with `--exit-code` by the status, else 0 unless the grader failed."""
    if by_result:
        return STATUS_CODES.get(status, OPEN)
    return OPEN if status == "failed" else DONE
