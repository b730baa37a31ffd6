"""What the Python peers share: a line of input names a piece of work and a count, a line answers."""

import json
import os
import sys
import time


def serve(works):
    """Works are functions that prepare, and give a function of a count that does the work."""
    known = {}
    # What libraries print, such as gym-sokoban of rooms that it rejects, is no answer.
    answers, sys.stdout = sys.stdout, open(os.devnull, "w")
    for line in sys.stdin:
        work, count = line.split()
        if work not in known:
            known[work] = works[work]()
        start = time.perf_counter()
        known[work](int(count))
        print(json.dumps({"work": work, "count": int(count), "threads": 1,
                          "seconds": time.perf_counter() - start}), file=answers, flush=True)
