"""What stands here and ahead, and what all rules share: groups, commas of a bracket, how far an argument goes.

May use `state` alone. A question about tokens that several rules ask is a file here.
"""
