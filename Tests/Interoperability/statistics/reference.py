"""Writes reference.jsonl: statistics as SciPy and the formulas of the papers give them.

    python3 reference.py        (SciPy 1.17, statsmodels 0.15)

Nothing here is shared with the library. Quantiles, Wilson's interval and McNemar's test are SciPy's, Holm's
correction is that of statsmodels; Newcombe's interval and the power are formulas over SciPy's distributions.
The Swift tests compare every line.
"""

import json
import math
import pathlib
import random

from scipy import stats
from statsmodels.stats.multitest import multipletests

draw = random.Random(7)
lines = []


def add(**fields):
    lines.append(json.dumps(fields))


for share in [1e-12, 1e-6, 0.001, 0.025, 0.2, 0.5, 0.8, 0.95, 0.975, 0.999, 1 - 1e-6]:
    add(kind="quantile", share=share, value=float(stats.norm.ppf(share)))

for _ in range(200):
    trials = draw.choice([1, 2, 5, 10, 50, 100, 200, 1000])
    successes = draw.randint(0, trials)
    confidence = draw.choice([0.8, 0.9, 0.95, 0.99])
    ends = stats.binomtest(successes, trials).proportion_ci(confidence, method="wilson")
    add(kind="wilson", successes=successes, trials=trials, confidence=confidence,
        low=float(ends.low), high=float(ends.high))

for _ in range(200):
    first, second = draw.randint(0, 60), draw.randint(0, 60)
    value = stats.binomtest(first, first + second, 0.5).pvalue if first + second else 1.0
    add(kind="mcnemar", onlyFirst=first, onlySecond=second, value=float(value))


def wilson(successes, trials, confidence):
    ends = stats.binomtest(successes, trials).proportion_ci(confidence, method="wilson")
    return ends.low, ends.high


def newcombe(a, b, c, d, confidence):
    """Method 10 of Newcombe 1998, with the paper's letters."""
    n = a + b + c + d
    p1, p2 = (a + b) / n, (a + c) / n
    l1, u1 = wilson(a + b, n, confidence)
    l2, u2 = wilson(a + c, n, confidence)
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    if margins == 0:
        phi = 0.0
    else:
        top = a * d - b * c
        if top > 0:
            top = max(top - n / 2, 0)
        phi = top / math.sqrt(margins)
    down = (p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2
    up = (p2 - l2) ** 2 - 2 * phi * (p2 - l2) * (u1 - p1) + (u1 - p1) ** 2
    return p1 - p2 - math.sqrt(down), p1 - p2 + math.sqrt(up)


for _ in range(200):
    size = draw.choice([1, 4, 12, 40])
    cells = [draw.randint(0, size) for _ in range(4)]
    if sum(cells) == 0:
        continue
    confidence = draw.choice([0.9, 0.95])
    low, high = newcombe(*cells, confidence)
    add(kind="newcombe", cells=cells, confidence=confidence, low=float(low), high=float(high))

for _ in range(40):
    discordance = draw.choice([0.05, 0.1, 0.3, 0.6, 1.0])
    difference = discordance * draw.choice([0.2, 0.5, 1.0])
    pairs = draw.choice([5, 20, 60, 150])
    power = 0.0
    worse = (discordance - difference) / (2 * discordance)
    for m in range(pairs + 1):
        reject = [x for x in range(m + 1)
                  if 2 * x < m and min(1, 2 * stats.binom.cdf(x, m, 0.5)) <= 0.05]
        if reject:
            power += stats.binom.pmf(m, pairs, discordance) * stats.binom.cdf(
                max(reject), m, worse)
    add(kind="power", difference=difference, discordance=discordance, pairs=pairs,
        value=float(power))

for _ in range(200):
    # Coarse values often agree.
    digits = draw.choice([1, 2, 6])
    scale = draw.choice([0.05, 0.3, 1])
    values = [round(scale * draw.random(), digits) for _ in range(draw.choice([1, 2, 5, 12, 40]))]
    adjusted = multipletests(values, method="holm")[1]
    add(kind="holm", values=values, adjusted=[float(value) for value in adjusted])

path = pathlib.Path(__file__).with_name("reference.jsonl")
path.write_text("\n".join(lines) + "\n")
print(len(lines), "lines")
