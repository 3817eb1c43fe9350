"""What grading ends in: outcomes, evidence, claims with their status, verdicts; and how parts combine.

Plain data, no mathematics: values are texts that were decided elsewhere. Evidence is one of
`Proof | Probable | Point | Direction | Reason | Unknown`; only `Unknown` leaves a claim open. May use nothing of the
project. A new kind of evidence is a class in `evidence` and a case of `status_of`; what is told of an answer stands in
`verdicts`.
"""

from grader.verdict.evidence import (
    MISFIT,
    Complex,
    Direction,
    Enclosure,
    Evidence,
    Exact,
    Point,
    Probable,
    Proof,
    Reason,
    Status,
    Truth,
    Undefined,
    Unknown,
    Value,
    status_of,
)
from grader.verdict.outcomes import OPEN, ROUNDING, Outcome, combine
from grader.verdict.verdicts import (
    CELL,
    ClaimResult,
    Comparison,
    Feedback,
    FieldResult,
    HandMark,
    ReadingResult,
    Source,
    Unattributed,
    Verdict,
)

__all__ = [
    "CELL",
    "MISFIT",
    "OPEN",
    "ROUNDING",
    "ClaimResult",
    "Comparison",
    "Complex",
    "Direction",
    "Enclosure",
    "Evidence",
    "Exact",
    "Feedback",
    "FieldResult",
    "HandMark",
    "Outcome",
    "Point",
    "Probable",
    "Proof",
    "ReadingResult",
    "Reason",
    "Source",
    "Status",
    "Truth",
    "Unattributed",
    "Undefined",
    "Unknown",
    "Value",
    "Verdict",
    "combine",
    "status_of",
]
