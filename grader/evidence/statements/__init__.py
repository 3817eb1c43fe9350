"""One file a statement of claims: how it is decided, by the strategy, the families and the engines below.

May use everything but the strategy. A new statement is a class in `claims`, a file here and a line in the strategy.
"""
