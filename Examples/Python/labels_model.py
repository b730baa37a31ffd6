"""A model in ten lines: it finds the labels that a prompt announces, and says one of them.

Reads one request a line and writes one reply a line, as every subprocess policy does.
"""

import json
import random
import re
import sys

for line in sys.stdin:
    request = json.loads(line)
    prompt = request["messages"][-1]["content"]
    labels = re.findall(r"^(\S+) : move (?:up|down|left|right)$", prompt, re.MULTILINE)
    label = random.Random(request["seed"]).choice(labels)
    print(json.dumps({"id": request["id"], "text": f"<answer> {label} </answer>"}), flush=True)
