"""Functions with kinks or jumps, and networks: do these weights compute this function, for every input?

Functions of one real symbol are decided by their pieces (`line`), of several by the regions where they are linear
(`space`); where the number of units is a letter, the number of the piece is one, too
(`sized`); smooth units are atoms of linear forms (`smooth`). The functions in a statement tell whose question
it is. May use the engines and the oracle; a new rule is a file here and a row of the strategy's table.
"""
