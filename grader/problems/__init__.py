"""What an author may write: models of every answer type, loading with file and line, JSON Schema."""

from __future__ import annotations

from grader.problems.load import load_problems, load_tree
from grader.problems.schema import assignment_schema, json_schema

__all__ = ["assignment_schema", "json_schema", "load_problems", "load_tree"]
