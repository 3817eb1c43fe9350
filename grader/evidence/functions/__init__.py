"""One row a function: the mathematics that every engine of evidence reads, and nothing else.

A row tells facts about real numbers, about complex numbers and about several arguments apart, so that none is used
where it does not hold. It may use the language and no floor of evidence. To add a function, follow `docs/adding.md`:
its spellings in `grader.language.names.functions`, its row in one of the files here, and cases; every fact is tested.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.evidence.functions import questions
else:
    __getattr__ = files_of(__name__)

__all__ = ["questions"]
