"""Alternates rounds of TinyTransformer and PyTorch, and writes every sample down."""

import json
import os
import subprocess
import sys
import time

import numpy

PEER, PRODUCTS, OUT = sys.argv[1:4]
ROUNDS = int(sys.argv[4]) if len(sys.argv) > 4 else 5
HERE = os.path.dirname(os.path.abspath(__file__))


class Engine:
    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def round(self, task):
        self.process.stdin.write(task + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def numpy_product(m, n, k, turned):
    a = numpy.random.rand(k, m).astype("f").T if turned else numpy.random.rand(m, k).astype("f")
    b = numpy.random.rand(k, n).astype("f")
    c = numpy.zeros((m, n), "f")
    count = int(4e9 / (2 * m * n * k)) + 1
    start = time.perf_counter()
    for _ in range(count):
        numpy.matmul(a, b, out=c)
    return 2e-9 * m * n * k * count / (time.perf_counter() - start)


def torch_products():
    import torch
    torch.set_num_threads(1)

    def product(m, n, k, turned):
        a = torch.rand(k, m).T if turned else torch.rand(m, k)
        b, c = torch.rand(k, n), torch.zeros(m, n)
        count = int(4e9 / (2 * m * n * k)) + 1
        start = time.perf_counter()
        for _ in range(count):
            torch.mm(a, b, out=c)
        return 2e-9 * m * n * k * count / (time.perf_counter() - start)

    return product


samples = []


def note(task, engine, value, unit):
    samples.append({"task": task, "engine": engine, "value": value, "unit": unit,
                    "load": os.getloadavg()[0]})
    print(f"{task:28} {engine:16} {value:12.1f} {unit}", flush=True)


ours, theirs = Engine([PEER]), Engine([sys.executable, os.path.join(HERE, "torch_peer.py")])
for task, kinds in [("train-64", ["eager", "compiled"]), ("train-128", ["eager", "compiled"]),
                    ("decode-1", [""]), ("decode-64", [""])]:
    ours.round(task)
    for kind in kinds:
        theirs.round(f"{task} {kind}".strip())
    for _ in range(ROUNDS):
        note(task, "TinyTransformer", ours.round(task), "tokens/s")
        for kind in kinds:
            time.sleep(0.5)
            value = theirs.round(f"{task} {kind}".strip())
            note(task, f"torch {kind}".strip(), value, "tokens/s")
        time.sleep(0.5)
ours.close()
theirs.close()

mkl = torch_products()
for m, n, k, turned in [(256, 192, 64, 0), (256, 64, 192, 0), (192, 64, 256, 1), (256, 384, 64, 0),
                        (256, 384, 128, 0), (256, 128, 384, 0), (384, 128, 256, 1)]:
    task = f"product {m}x{n}x{k}" + (" turned" if turned else "")
    for _ in range(ROUNDS):
        output = subprocess.run([PRODUCTS, str(m), str(n), str(k), str(turned)],
                                capture_output=True, text=True, check=True).stdout
        note(task, "TinyTransformer", float(output), "GFLOP/s")
        note(task, "OpenBLAS", numpy_product(m, n, k, turned), "GFLOP/s")
        note(task, "MKL", mkl(m, n, k, turned), "GFLOP/s")

with open(OUT, "w") as file:
    for sample in samples:
        file.write(json.dumps(sample) + "\n")
