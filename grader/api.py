"""The Python face of the grader."""
