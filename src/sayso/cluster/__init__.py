"""The same reading and linking on many machines: work in units, results in partitions, each written once."""
