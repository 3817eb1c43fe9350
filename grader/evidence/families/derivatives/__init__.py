"""Equality by derivatives: equal derivatives and one common value, branch by branch, antiderivatives with constants.

May use the engines and the oracle, of which both sides' derivatives are asked. Another rule that differentiates is a
file here and a row of the strategy's table.
"""
