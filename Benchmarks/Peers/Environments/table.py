"""Prints the table of a file of samples, and where VariantGym is the slower one."""

import json
import statistics
import sys

from comparisons import COMPARISONS

with open(sys.argv[1]) as file:
    machine, *samples = map(json.loads, file)


def figure(value):
    """Three digits that count."""
    digits = max(0, 3 - len(str(int(value)))) if value >= 1 else 3
    rounded = round(value, digits if value < 1000 else 3 - len(str(int(value))))
    return f"{rounded:,.{digits}f}"


def side(comparison, of_peer):
    """The median of the samples that count, and how many of all they are."""
    ours = [s for s in samples if s["comparison"] == comparison.text
            and (s["engine"] != "VariantGym") == of_peer]
    kept = [s["count"] / s["seconds"] for s in ours if s["kept"]]
    return statistics.median(kept) if kept else None, f"{len(kept)}/{len(ours)}", ours


lost, unknown = [], []
print("| work | threads | peer | ours/s | peer's/s | ratio | wanted | samples kept |")
print("| --- | --- | --- | --- | --- | --- | --- | --- |")
for comparison in COMPARISONS:
    ours, our_share, our_samples = side(comparison, False)
    theirs, their_share, their_samples = side(comparison, True)
    if not their_samples:  # stopped before its turn
        unknown.append(comparison.text)
        continue
    threads, peer = our_samples[0]["threads"], their_samples[0]
    cells = [comparison.text, str(threads), f"{peer['engine']} {peer['version']}"]
    if ours is None or theirs is None:
        cells += ["too noisy"] * 3 + [""]
        unknown.append(comparison.text)
    else:
        ratio = ours / theirs
        goal = comparison.goal
        verdict = f"{goal:,}: {'met' if ratio >= goal else 'missed'}" if goal else ""
        cells += [figure(ours), figure(theirs), figure(ratio), verdict]
        if ratio < 1:
            lost.append(f"{comparison.text} ({figure(ratio)} of the speed of {peer['engine']})")
    print("| " + " | ".join(cells + [f"{our_share}, {their_share}"]) + " |")
print(f"\nMedians of the samples kept. {machine['machine']}.")
print("VariantGym is slower at: " + ("; ".join(lost) if lost else "none of those measured") + ".")
if unknown:
    print("Not measured: " + "; ".join(unknown) + ".")
if machine["quick"]:
    print("Tiny samples that only show that all of it works: no figures to quote.")
