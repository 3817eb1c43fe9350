"""One file a statement of claims: how it is decided, by the strategy, the families and the engines below.

Files of points (`equal`, `finite`, `witness`) look for counterexamples, `by_solver` and `random_primes` are last
resorts; `arrays`, `complex` and `arbitrary_constants` hold what is only asked of these. May use everything but the
strategy. A new statement is a class in `claims`, a file here and a row of the strategy's table.
"""
