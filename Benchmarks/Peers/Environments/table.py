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
    """The median of the samples that count, how many of all they are, and all of them.

    Where none counts, the median of all by their own processor time, which others disturb less.
    """
    ours = [s for s in samples if s["comparison"] == comparison.text
            and (s["engine"] != "VariantGym") == of_peer]
    kept = [s["count"] / s["seconds"] for s in ours if s["kept"]]
    share = f"{len(kept)}/{len(ours)}"
    if ours and not kept:
        kept = [s["count"] * s["threads"] / (s["own"] * s["seconds"]) for s in ours]
        share += "*"
    return statistics.median(kept) if kept else None, share, ours


lost, unknown, disturbed = [], [], False
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
    ratio, goal = ours / theirs, comparison.goal
    verdict = f"{goal:,}: {'met' if ratio >= goal else 'missed'}" if goal else ""
    cells += [figure(ours), figure(theirs), figure(ratio), verdict]
    disturbed |= "*" in our_share + their_share
    if ratio < 1:
        lost.append(f"{comparison.text} ({figure(ratio)} of the speed of {peer['engine']})")
    print("| " + " | ".join(cells + [f"{our_share}, {their_share}"]) + " |")
print(f"\nMedians of the samples kept. {machine['machine']}.")
if disturbed:
    print("* No quiet moment: per second of own processor time and thread, times the threads.")
print("VariantGym is slower at: " + ("; ".join(lost) if lost else "none of those measured") + ".")
if unknown:
    print("Not measured: " + "; ".join(unknown) + ".")
if machine["quick"]:
    print("Tiny samples that only show that all of it works: no figures to quote.")
