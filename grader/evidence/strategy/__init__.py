"""The strategy: tables of ways to decide, of statements and of two sides, and one driver that asks them in turn.

decide(claim, budget) -> Evidence
compare(left, right, setting, budget) -> Evidence      # each side must cover the other
decide_statement(statement, setting, budget) -> Evidence
budget_of(budget) -> Budget                             # with the oracle that engines may ask
load_all()                                              # before a process is forked

The order of methods is the order of rows; `loading` is what the oracle asks for. May use everything in `evidence`, and
nothing in there uses it but by the oracle. A new method is a row; what it is asked about is a probe of
`question/probes`.
"""

from grader.evidence.strategy.deciding import budget_of, compare, decide, decide_statement
from grader.evidence.strategy.table import load_all

__all__ = ["budget_of", "compare", "decide", "decide_statement", "load_all"]
