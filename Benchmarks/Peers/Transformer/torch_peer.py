"""Answers each line of input, the name of a task, by a line with the tokens per second of one round."""

import sys
import time

import torch
import torch.nn.functional as F

from network import Network

THREADS = 2


def hidden(width):
    return (8 * width // 3 + 31) // 32 * 32


def training(width, vocabulary, context, batch, steps, compiled):
    torch.manual_seed(1)
    network = Network(vocabulary, width, 4, 4, hidden(width), context)
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, betas=(0.9, 0.99), fused=True)
    forward = torch.compile(network) if compiled else network
    tokens = torch.randint(0, vocabulary, (batch, context + 1))

    def step():
        logits = forward(tokens[:, :-1])
        loss = F.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()

    for _ in range(3):
        step()

    def round_():
        torch.set_num_threads(THREADS)
        start = time.perf_counter()
        for _ in range(steps):
            step()
        return steps * batch * context / (time.perf_counter() - start)

    return round_


def decoding(batch, threads):
    torch.manual_seed(1)
    network = Network(512, 128, 4, 4, hidden(128), 256).eval()
    prompts = torch.tensor([[(row * 31 + place * 7) % 512 for place in range(16)]
                            for row in range(batch)])

    @torch.inference_mode()
    def round_():
        torch.set_num_threads(threads)
        start = time.perf_counter()
        caches = [[torch.zeros(batch, 4, 256, 32) for _ in range(2)] for _ in range(4)]
        tokens, place = prompts, 0
        for _ in range(200):
            logits = network(tokens, caches, place)
            place += tokens.shape[1]
            tokens = logits[:, -1].argmax(-1, keepdim=True)
        return batch * 200 / (time.perf_counter() - start)

    return round_


def prepare(task):
    name, _, kind = task.partition(" ")
    torch.set_num_threads(THREADS)
    if name == "train-64":
        return training(64, 96, 128, 64, 8, kind == "compiled")
    if name == "train-128":
        return training(128, 512, 256, 16, 5, kind == "compiled")
    if name == "decode-1":
        return decoding(1, 1)
    if name == "decode-64":
        return decoding(64, THREADS)
    raise SystemExit(f"no task is called {task}")


rounds = {}
for line in sys.stdin:
    task = line.strip()
    if task not in rounds:
        rounds[task] = prepare(task)
    print(rounds[task](), flush=True)
