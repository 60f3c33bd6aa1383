"""Imported by the process that workers are forked from: they share the memory of the model that is loaded here.

One thread runs the model, so that no thread of its own is lost in the fork. What stands now is never rubbish: left out
of collections, its pages stay shared.
"""

import gc

from sayso.reading.reader import shared_pipeline

shared_pipeline(threads=1)
gc.collect()
gc.freeze()
