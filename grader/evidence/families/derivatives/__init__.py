"""Equality by derivatives: equal derivatives and one common value, branch by branch, antiderivatives with constants."""
