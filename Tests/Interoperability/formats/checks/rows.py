"""What the checks share: the exported folders, their rows, a tokenizer and a model made on the spot."""

import importlib.resources
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
SCORER = ROOT / "Examples/Python/variantgym_scorer.py"
sys.path.insert(0, str(SCORER.parent))

MARKUP = [
    "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|begin_of_text|>", "<|start_header_id|>",
    "<|end_header_id|>", "<|eot_id|>",
]
# Ordinary tokens of models that think, not hidden when text is decoded.
THOUGHT = ["<think>", "</think>"]


def read(path):
    """The rows of a file of JSON lines."""
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def folders(work):
    """The exported folders, by name."""
    return {path.name: path for path in sorted((work / "rows").iterdir())}


def parquet(work, name):
    """The exported folder as Parquet, made when it is first asked for."""
    from to_parquet import convert_folder

    target = work / "parquet" / name
    if not target.exists():
        convert_folder(work / "rows" / name, target)
    return target


class Templates:
    """Chat templates of real models, as TRL ships them, and what each makes of a reply."""

    # Whether it opens a thought by itself, what ends a message, what ends a text.
    ALL = {
        "llama3": (False, "<|eot_id|>", "<|eot_id|>"),
        "qwen3": (False, "<|im_end|>\n", "<|im_end|>"),
        "qwen3_5_think": (True, "<|im_end|>\n", "<|im_end|>"),
    }

    # Leaves thoughts as they are.
    PLAIN = {"qwen2_5": (False, "<|im_end|>\n", "<|im_end|>")}

    @staticmethod
    def known(name):
        return {**Templates.ALL, **Templates.PLAIN}[name]

    @staticmethod
    def text(name):
        return (importlib.resources.files("trl") / "chat_templates" / f"{name}.jinja").read_text()

    @staticmethod
    def trained(name, reply):
        """What a trainer must train a model on to teach it a reply with a thought: the reply, less
        what the template opens; Qwen's put a blank line behind a thought."""
        opens, ending, _ = Templates.known(name)
        if name.startswith("qwen3"):
            reply = reply.replace("\n</think>\n", "\n</think>\n\n")
        return (reply.removeprefix("<think>\n") if opens else reply) + ending


def tokenizer(texts, template):
    """A byte-level tokenizer with a model family's markup and template."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    bare = Tokenizer(models.BPE())
    bare.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bare.decoder = decoders.ByteLevel()
    bare.train_from_iterator(
        texts, trainers.BpeTrainer(
            vocab_size=1500, special_tokens=MARKUP, show_progress=False,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    bare.add_tokens(THOUGHT)
    made = PreTrainedTokenizerFast(
        tokenizer_object=bare, bos_token="<|begin_of_text|>", eos_token=Templates.known(template)[2],
        pad_token="<|endoftext|>", clean_up_tokenization_spaces=False)
    made.chat_template = Templates.text(template)
    return made


def model(tokenizer):
    """A model with random weights."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(0)
    return LlamaForCausalLM(LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=2, max_position_embeddings=4096,
        bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id))


def corpus(work):
    """Texts to train a tokenizer on."""
    return [row["text"] for path in (work / "rows/text").glob("*.jsonl") for row in read(path)]


def is_right(ground_truth, reply):
    """Whether the scorer finds a reply valid, and not wrong."""
    from variantgym_scorer import score

    result = score(ground_truth, reply)
    return result["valid"] and result["verdict"] != "incorrect"


def is_gold_reward(ground_truth, reward):
    """Whether a gold reply can earn a reward: that of a solved hand, or in a room with one box that of a
    move, with a push onto the target or without."""
    is_hand = json.loads(ground_truth)["environment"] == "general-points"
    return any(abs(reward - gold) < 1e-6 for gold in ([5] if is_hand else [-0.1, 10.9]))
