"""Prints the tables of a file of samples: tokens per second, and products of matrices."""

import json
import statistics
import sys

with open(sys.argv[1]) as file:
    samples = list(map(json.loads, file))

WORK = {"train-64": "training, width 64", "train-128": "training, width 128",
        "decode-1": "decoding, width 128, batch 1", "decode-64": "decoding, width 128, batch 64"}


def median(task, engine):
    values = [s["value"] for s in samples if s["task"] == task and s["engine"] == engine]
    return statistics.median(values) if values else None


def figure(value):
    """Three digits that count."""
    return "" if value is None else f"{float(f'{value:.3g}'):,.0f}"


def row(cells):
    print("| " + " | ".join(cells) + " |")


row(["tokens/s", "here", "PyTorch", "`torch.compile`", "times the better"])
row(["---"] + ["---:"] * 4)
for task, text in WORK.items():
    own = median(task, "TinyTransformer")
    plain = median(task, "torch eager") or median(task, "torch")
    compiled = median(task, "torch compiled")
    if own and plain:
        row([text, figure(own), figure(plain), figure(compiled),
             f"{own / max(plain, compiled or 0):.1f}"])

print()
row(["GFLOP/s, one thread", "here", "OpenBLAS", "MKL", "times OpenBLAS", "times MKL"])
row(["---"] + ["---:"] * 5)
for task in dict.fromkeys(s["task"] for s in samples if s["task"].startswith("product ")):
    own, blas, mkl = (median(task, engine) for engine in ["TinyTransformer", "OpenBLAS", "MKL"])
    row([task.removeprefix("product "), figure(own), figure(blas), figure(mkl),
         f"{own / blas:.2f}", f"{own / mkl:.2f}"])
rounds = sum(s["task"] == "train-64" and s["engine"] == "TinyTransformer" for s in samples)
print(f"\nMedians of {rounds} rounds." if rounds > 1
      else "\nOne round, which only shows that all of it works: no figures to quote.")
