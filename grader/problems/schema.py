"""The JSON Schemas of problem files and assignments, for editors."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from grader.problems.models import Question, WithParts
from grader.problems.models.assignments import AssignmentFile


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a problem file: a problem with an answer, or one with parts."""
    schema: dict[str, Any] = TypeAdapter(Question | WithParts).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A problem", **schema}


def assignment_schema() -> dict[str, Any]:
    """Return the JSON Schema of an assignment."""
    schema = AssignmentFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "An assignment"}
