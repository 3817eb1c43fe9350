"""The ledger of one submission: what was found so far, by question and field, and what belongs to nothing.

The last answer to a field counts, and both places are said. What was written and fits no question keeps those that have
no answer from being `missing`. May use forms and discovery, and decides nothing. What else is to be noted of an answer
is a field of `ledger`.
"""
