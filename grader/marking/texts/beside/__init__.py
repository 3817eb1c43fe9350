"""What stands beside a value and leaves it what it is, tried where a text cannot be read with it.

`plainly` is the way in. Each file takes one kind of words away, and only where the prompt says the same, or where what
they say is looked up and true: `rates` of `12 per 1000`, `factors` of `16-fold`, `counted` of `4 people`, `substances`
of `2 mol H2O`, `multiplicities` of `x = 2 (double)`, `reasons` of `8, because 2^8 = 256`. `words` has their words in
all languages. `contrary` tells what stands beside a
right value and makes another answer of it. May use `numbers`, `left_hand` and `asked`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts.beside import contrary, plainly
else:
    __getattr__ = files_of(__name__)

__all__ = ["contrary", "plainly"]
