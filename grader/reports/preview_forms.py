"""The forms in which a preview of a submission is printed, one row each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from grader.reports.platforms.previewed import preview_annotated, preview_codequality
from grader.reports.previews import SubmissionPreview, preview_body, preview_text
from grader.reports.result_json import document, dumps

# Each is given the names of the states that fail the run.
PREVIEW_FORMS: Mapping[str, Callable[[SubmissionPreview, Collection[str]], str]] = {
    "text": lambda found, failing: preview_text(found),
    "json": lambda found, failing: dumps(document({}, preview_body(found)), indent=2),
    "jsonl": lambda found, failing: dumps(document({}, preview_body(found))),
    "github": preview_annotated,
    "gitlab": lambda found, failing: preview_codequality(found),
}
