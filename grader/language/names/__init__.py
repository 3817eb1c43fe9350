"""What words may mean: the names that are declared for a text (`declared`), and the functions and constants we know.

It may use domains, spelling and trees, and reads no text. `lexicon` puts both together, the declared names first: what
each word is in one text. A known function has one row in `functions`; one that is read as its definition in terms of
others has a row in `defined` instead.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of
from grader.language.names.declared import LAST_LOOK, MEASURED, Function, Names, Symbol

if TYPE_CHECKING:  # what only texts with words need, where nothing is declared
    from grader.language.names import number_words
else:
    __getattr__ = files_of(__name__)

__all__ = ["LAST_LOOK", "MEASURED", "Function", "Names", "Symbol", "number_words"]
