"""The same reading and linking on many machines: work in units, results in partitions, each written once.

Work is cut into units before it begins, the same way whenever it is planned. A unit writes its tables under
temporary names, renames them, and then leaves a marker; one that has its marker is never done again, and one
that was killed before writes the same tables under the same names the next time. So whatever is killed, nothing
is lost and nothing is there twice.
"""
