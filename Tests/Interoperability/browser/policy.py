"""Answers every prompt with a thought whose second statement is false: for pages that show it."""

import json
import sys

THOUGHT = "Rows count from the top and columns from the left, both from 1.\nI am at (1, 1)."

for line in sys.stdin:
    request = json.loads(line)
    # Something that would be markup if it were not shown as text.
    text = f"<think>\n{THOUGHT}\n</think>\n<answer> 1 </answer><img src=x onerror=document.title='broken'>"
    print(json.dumps({"id": request["id"], "text": text}), flush=True)
