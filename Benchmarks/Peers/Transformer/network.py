"""The network of TinyTransformer in PyTorch, under the names of its checkpoints."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q_proj = nn.Linear(width, width, bias=False)
        self.k_proj = nn.Linear(width, width, bias=False)
        self.v_proj = nn.Linear(width, width, bias=False)
        self.o_proj = nn.Linear(width, width, bias=False)

    def forward(self, x, cosines, sines, cache=None, start=0):
        batch, count, width = x.shape

        def split(y):
            return y.view(batch, count, self.heads, width // self.heads).transpose(1, 2)

        def rotate(y):
            first, second = y.chunk(2, -1)
            return torch.cat(
                (first * cosines - second * sines, second * cosines + first * sines), -1)

        q, k, v = rotate(split(self.q_proj(x))), rotate(split(self.k_proj(x))), split(self.v_proj(x))
        if cache is not None:
            keys, values = cache
            keys[:, :, start:start + count] = k
            values[:, :, start:start + count] = v
            k, v = keys[:, :, :start + count], values[:, :, :start + count]
        y = F.scaled_dot_product_attention(q, k, v, is_causal=count > 1)
        return self.o_proj(y.transpose(1, 2).reshape(batch, count, width))


class FeedForward(nn.Module):
    def __init__(self, width, hidden):
        super().__init__()
        self.gate_proj = nn.Linear(width, hidden, bias=False)
        self.up_proj = nn.Linear(width, hidden, bias=False)
        self.down_proj = nn.Linear(hidden, width, bias=False)

    def forward(self, x):
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, width, heads, hidden):
        super().__init__()
        self.input_layernorm = nn.RMSNorm(width, eps=1e-5)
        self.self_attn = Attention(width, heads)
        self.post_attention_layernorm = nn.RMSNorm(width, eps=1e-5)
        self.mlp = FeedForward(width, hidden)

    def forward(self, x, *rest):
        x = x + self.self_attn(self.input_layernorm(x), *rest)
        return x + self.mlp(self.post_attention_layernorm(x))


class Trunk(nn.Module):
    def __init__(self, vocabulary, width, layers, heads, hidden):
        super().__init__()
        self.embed_tokens = nn.Embedding(vocabulary, width)
        self.layers = nn.ModuleList(Layer(width, heads, hidden) for _ in range(layers))
        self.norm = nn.RMSNorm(width, eps=1e-5)


class Network(nn.Module):
    def __init__(self, vocabulary, width, layers, heads, hidden, context):
        super().__init__()
        self.model = Trunk(vocabulary, width, layers, heads, hidden)
        half = width // heads // 2
        frequencies = 10000.0 ** (-torch.arange(half, dtype=torch.float64) / half)
        angles = torch.outer(torch.arange(context, dtype=torch.float64), frequencies)
        self.register_buffer("cosines", angles.cos().float(), persistent=False)
        self.register_buffer("sines", angles.sin().float(), persistent=False)

    def forward(self, tokens, caches=None, start=0):
        end = start + tokens.shape[1]
        cosines, sines = self.cosines[start:end], self.sines[start:end]
        x = self.model.embed_tokens(tokens)
        for index, layer in enumerate(self.model.layers):
            x = layer(x, cosines, sines, caches[index] if caches else None, start)
        return self.model.norm(x) @ self.model.embed_tokens.weight.T
