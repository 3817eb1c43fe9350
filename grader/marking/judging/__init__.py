"""Claims decided and added up: what one reading of an answer comes to, by the contract's rules.

`judged` is the way in; `score` makes an outcome and a range of scores of the status of claims, `mistakes` gives what a
known mistake earns, `decided_once` keeps equal claims. May use `feedback` and `evidence`.
"""
