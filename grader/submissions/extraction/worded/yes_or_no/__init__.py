"""Yes and no, and what takes them back.

`yes_no` is the way in; `yes_no_concluded` and `answered_once` look at the end of a reason, `short_answers` at answers
by a verb. May use `meanings` and `choices`. Another way to say yes is a file here that `yes_no` asks.
"""
