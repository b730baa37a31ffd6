"""Reads a checkpoint that Swift wrote, with rows, logits and gradients, and computes both anew."""

import json
import sys

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from network import Network

folder = sys.argv[1]
with open(f"{folder}/config.json") as file:
    config = json.load(file)
network = Network(
    config["vocab_size"], config["hidden_size"], config["num_hidden_layers"],
    config["num_attention_heads"], config["intermediate_size"],
    config["max_position_embeddings"])
network.load_state_dict(load_file(f"{folder}/model.safetensors"), strict=True)
exchange = load_file(f"{folder}/exchange.safetensors")


def difference(found, expected):
    return ((found - expected).norm() / expected.norm()).item()


loss, weight, worst = 0.0, 0.0, 0.0
for row in range(int(exchange["rows"])):
    tokens = exchange[f"tokens.{row}"].long()
    logits = network(tokens[None, :-1])[0]
    worst = max(worst, difference(exchange[f"logits.{row}"], logits))
    loss = loss + F.cross_entropy(logits, tokens[1:], reduction="sum")
    weight += len(tokens) - 1
(loss / weight).backward()
print(f"logits: relative error at most {worst:.1e}")
assert worst < 1e-4
errors = {
    name: difference(exchange[f"gradient.{name}"], parameter.grad)
    for name, parameter in network.named_parameters()}
name = max(errors, key=errors.get)
print(f"gradients of {len(errors)} tensors: relative error at most {errors[name]:.1e} ({name})")
assert errors[name] < 1e-3
