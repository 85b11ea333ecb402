"""`make bench`: the explorer beside its peers, on made-up places, in one run on one machine.

Nothing here is a test: a figure depends on the machine and the hour, so none is committed. What can
be compared are ratios of one run. Every place is made up and leaves this computer in no way.
"""
