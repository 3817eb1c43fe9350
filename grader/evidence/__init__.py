"""Decides claims. The only room that computes.

decide(claim, budget) -> Evidence
compare(left, right, setting, budget) -> Evidence      # both ways
evaluate(tree) -> Value                                # an exact value of a constant expression, for reports
"""
