"""One formula taken apart: rows of a display, members of a chain, what its left side names, what restricts its value.

May use `words` and `found`; knows neither sentences nor what stands around a formula. A rule of what belongs to a value
although it stands beside it (a domain, a membership, the kind of an interval) is a file here.
"""
