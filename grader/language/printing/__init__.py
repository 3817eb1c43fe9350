"""The way out of the language: trees, numbers and domains become text, which reads back as the same.

It may use trees, domains and spelling, and nothing that reads. `notation` and `pieces` say where brackets stand, once
for all notations; a notation is a class of its own (`plain`, `latex`, `unicode`, `mathml`) that says how the parts are
written, and one row in `texts`, but for `mathml`, which nothing reads back; a new node has one method in `pieces` or
`notation`, with its row in `PIECES`.
"""

from grader.language.printing.domains import for_all_text, show_domain
from grader.language.printing.numerals import show_number
from grader.language.printing.texts import Notation, show

__all__ = ["Notation", "for_all_text", "show", "show_domain", "show_number"]
