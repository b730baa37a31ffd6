"""OpenRLHF's dataset classes take the rows, and its executor the scorer."""

from types import SimpleNamespace

import datasets

from . import rows


def strategy(**data):
    return SimpleNamespace(args=SimpleNamespace(data=SimpleNamespace(**data)), is_rank_0=lambda: False)


def load(work, name, config):
    return datasets.load_dataset(
        str(work / "rows" / name), config, split="train", cache_dir=str(work / "cache"))


def rl(work, quick):
    from openrlhf.datasets.prompts_dataset import PromptDataset
    from openrlhf.utils.agent import SingleTurnAgentExecutor

    tokenizer = rows.tokenizer(rows.corpus(work), "qwen3")
    reward = SingleTurnAgentExecutor(str(rows.SCORER)).reward_func
    count = 0
    for folder, templated in [("openrlhf", True), ("openrlhf-chatml", False)]:
        for config in ["rooms-thought", "hands-thought"]:
            data = PromptDataset(
                load(work, folder, config), tokenizer,
                strategy(input_key="prompt", label_key="ground_truth", apply_chat_template=templated))
            replies = rows.read(work / f"rows/trl-sft/{config}.jsonl")
            for (source, prompt, label, _), reply in zip(data, replies, strict=True):
                assert source == f"variantgym/{config}"
                assert prompt.endswith("<|im_start|>assistant\n")
                text = reply["completion"][0]["content"]
                found = reward([prompt + text + "<|im_end|>"], [prompt], [label])
                assert rows.is_gold_reward(label, float(found["rewards"][0])), found
                count += 1
    return f"{count} prompts, as lists of messages and as texts"


def sft(work, quick):
    from openrlhf.datasets.sft_dataset import SFTDataset

    checked = 0
    for template in rows.Templates.ALL:
        tokenizer = rows.tokenizer(rows.corpus(work), template)
        data = SFTDataset(
            load(work, "trl-sft", "rooms-thought"), tokenizer, 4096,
            strategy(input_key="prompt", output_key="completion", apply_chat_template=True),
            num_processors=None)
        expected = rows.read(work / "rows/trl-sft/rooms-thought.jsonl")
        for index, row in enumerate(expected):
            ids, _, mask = data[index]
            # The mask stands at the token before the one that is predicted.
            trained = tokenizer.decode(ids[0][1:][mask[0][:-1].bool()])
            reply = row["completion"][0]["content"]
            assert trained == rows.Templates.trained(template, reply).rstrip("\n"), trained
            checked += 1
    return f"{checked} masks, {len(rows.Templates.ALL)} templates"
