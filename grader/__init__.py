"""grader: a mathematical answer checker in which no verdict stands without evidence.

The rooms, each of which may import those after it: `cli`, `api`, `course` and `interchange`; `batch`, `reports` and
`submissions`; `marking` and `comparing`; `evidence`, `claims`, `problems`, `language`, `isolation`, `verdict`,
`errors`. Every room says what lives in it and how to add to it; the order is held by a contract in `pyproject.toml`.
Nothing is imported here.
"""

__version__ = "0.1.0"
