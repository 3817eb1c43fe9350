"""grader: a mathematical answer checker in which no verdict stands without evidence."""

__version__ = "0.1.0"
