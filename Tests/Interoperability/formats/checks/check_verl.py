"""verl's dataset classes take the rows, and its loader the scorer."""

from omegaconf import OmegaConf

from . import rows


def rl(work, quick):
    from verl.trainer.ppo.reward import get_custom_reward_fn
    from verl.utils.dataset.rl_dataset import RLHFDataset

    config = OmegaConf.create({
        "cache_dir": str(work / "cache"), "max_prompt_length": 4096, "return_raw_chat": True,
        "filter_overlong_prompts_workers": 1,
    })
    reward = get_custom_reward_fn(OmegaConf.create({"reward": {"custom_reward_function": {
        "path": str(rows.SCORER), "name": "compute_score"}}}))
    tokenizer = rows.tokenizer(rows.corpus(work), "qwen3")
    count = 0
    for name in ["rooms-thought", "hands-thought", "hands-fake"]:
        path = work / f"rows/verl-rl/{name}.json"
        expected = rows.read(path)
        for file in [path, rows.parquet(work, "verl-rl") / f"{name}.parquet"]:
            data = RLHFDataset([str(file)], tokenizer, config)
            assert len(data) == len(expected)
            for item, row in zip((data[i] for i in range(len(data))), expected, strict=True):
                for key in ("data_source", "reward_model", "extra_info", "ability"):
                    assert item[key] == row[key], (key, item[key])
                assert list(item["raw_prompt"]) == row["prompt"]
                count += 1
        if name.endswith("thought"):
            replies = rows.read(work / f"rows/trl-sft/{name}.jsonl")
            for row, reply in zip(expected, replies, strict=True):
                key = row["reward_model"]["ground_truth"]
                found = reward(
                    data_source=row["data_source"], ground_truth=key,
                    solution_str=reply["completion"][0]["content"], extra_info=row["extra_info"])
                assert rows.is_gold_reward(key, found["score"]) and found["valid"] == 1, found
    return f"{count} rows from JSON lines and Parquet"


def sft(work, quick):
    """Only the reply is trained on; what verl cannot render it refuses, and does not train on wrongly.

    verl renders each message by itself. Qwen3's template drops the thought of a reply that follows no
    question, and verl finds that the whole dialogue reads otherwise.
    """
    from verl.utils.dataset.multiturn_sft_dataset import MultiTurnSFTDataset

    checked = refused = 0
    config = OmegaConf.create({"max_length": 4096, "pad_mode": "no_padding"})
    for template in [*rows.Templates.ALL, "qwen2_5"]:
        tokenizer = rows.tokenizer(rows.corpus(work), template)
        for name in ["rooms-thought", "hands-thought"]:
            expected = rows.read(work / f"rows/verl-sft/{name}.jsonl")
            data = MultiTurnSFTDataset(
                [str(rows.parquet(work, "verl-sft") / f"{name}.parquet")], tokenizer, config)
            for index, row in enumerate(expected):
                if template == "qwen3":
                    try:
                        data[index]
                    except AssertionError as error:
                        assert "ignore_input_ids_mismatch" in str(error)
                        refused += 1
                        continue
                    raise AssertionError(f"verl takes {template} now")
                item = data[index]
                ids, mask = item["input_ids"], item["loss_mask"].bool()
                reply = row["messages"][-1]["content"]
                assert tokenizer.decode(ids[mask]) == rows.Templates.trained(template, reply)
                assert tokenizer.decode(ids[~mask]) == tokenizer.apply_chat_template(
                    row["messages"][:-1], add_generation_prompt=True, tokenize=False)
                checked += 1
    return f"{checked} masks of 3 templates; verl refuses qwen3 on all {refused} rows"
