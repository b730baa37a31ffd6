"""TRL trains on the rows, and on nothing of them but the replies."""

import math
import tempfile

import datasets

from . import rows
from variantgym_scorer import trl_reward

SHORT = {
    "report_to": [], "logging_steps": 1, "save_strategy": "no", "use_cpu": True,
    "disable_tqdm": True, "per_device_train_batch_size": 2, "bf16": False,
}


def load(work, name, config):
    return datasets.load_dataset(
        str(work / "rows" / name), config, split="train", cache_dir=str(work / "cache"))


def losses(trainer):
    trainer.train()
    found = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    assert found and all(map(math.isfinite, found)), found
    return found


def masks(work, quick):
    """For real chat templates, one of which opens a thought, SFT trains exactly the reply."""
    from trl import SFTConfig, SFTTrainer

    checked = 0
    texts = rows.corpus(work)
    for template in rows.Templates.ALL:
        tokenizer = rows.tokenizer(texts, template)
        model = rows.model(tokenizer)
        for config in ["rooms-thought", "hands-thought", "rooms-opened"]:
            data = load(work, "trl-sft", config)
            with tempfile.TemporaryDirectory() as out:
                trainer = SFTTrainer(
                    model, SFTConfig(out, max_steps=2, max_length=None, **SHORT),
                    train_dataset=data, processing_class=tokenizer)
            batches = [trainer.data_collator([row]) for row in trainer.train_dataset]
            keys = rows.read(work / f"rows/trl-grpo/{config}.jsonl")
            for row, batch, key in zip(data, batches, keys, strict=True):
                ids, labels = batch["input_ids"][0], batch["labels"][0]
                trained = tokenizer.decode(ids[labels != -100])
                context = tokenizer.decode(ids[labels == -100])
                reply = row["completion"][0]["content"]
                assert trained == rows.Templates.trained(template, reply), (template, trained, reply)
                # The context is the very prompt that the model meets when it is asked.
                assert context == tokenizer.apply_chat_template(
                    row["prompt"], add_generation_prompt=True, tokenize=False)
                said = trained.removesuffix(rows.Templates.ALL[template][1])
                opened = "<think>" if rows.Templates.ALL[template][0] else ""
                assert rows.is_right(key["ground_truth"], opened + said)
                checked += 1
    return f"{checked} masks, {len(rows.Templates.ALL)} templates"


def text_masks(work, quick):
    """With our own templates, prompts and replies are texts; SFT trains exactly the replies."""
    from trl import SFTConfig, SFTTrainer

    checked = 0
    for folder, family, ending in [
        ("trl-sft-chatml", "qwen3", "<|im_end|>"), ("trl-sft-llama3", "llama3", "<|eot_id|>")
    ]:
        tokenizer = rows.tokenizer(rows.corpus(work), family)
        for config in ["rooms-thought", "rooms-opened", "rooms-begun", "rooms-answer"]:
            data = load(work, folder, config)
            with tempfile.TemporaryDirectory() as out:
                trainer = SFTTrainer(
                    rows.model(tokenizer), SFTConfig(out, max_steps=2, max_length=None, **SHORT),
                    train_dataset=data, processing_class=tokenizer)
            for row, made in zip(data, trainer.train_dataset, strict=True):
                batch = trainer.data_collator([made])
                ids, labels = batch["input_ids"][0], batch["labels"][0]
                trained = tokenizer.decode(ids[labels != -100])
                assert trained == row["completion"] and trained.endswith(ending), (trained, row)
                assert tokenizer.decode(ids[labels == -100]) == row["prompt"]
                checked += 1
            # The markup is the model family's own.
            if config == "rooms-thought":
                lists = load(work, "trl-sft", config)
                for row, own in zip(lists, data, strict=True):
                    theirs = tokenizer.apply_chat_template(
                        row["prompt"], add_generation_prompt=True, tokenize=False)
                    assert theirs.removeprefix("<|begin_of_text|>") == own["prompt"]
    return f"{checked} masks, 2 templates of our own"


def sft(work, quick):
    from trl import SFTConfig, SFTTrainer

    tokenizer = rows.tokenizer(rows.corpus(work), "qwen3")
    with tempfile.TemporaryDirectory() as out:
        trainer = SFTTrainer(
            rows.model(tokenizer),
            SFTConfig(out, max_steps=3 if quick else 20, learning_rate=1e-2, max_length=None, **SHORT),
            train_dataset=load(work, "trl-sft", "rooms-thought"), processing_class=tokenizer)
        found = losses(trainer)
    assert found[-1] < found[0], found
    return f"{len(found)} steps, loss {found[0]:.2f} to {found[-1]:.2f}"


def grpo(work, quick):
    """Rewards are the scorer's, and reach the trainer from the column ground_truth."""
    from trl import GRPOConfig, GRPOTrainer

    reports = []
    for folder, config in [("trl-grpo", "hands-prompts"), ("trl-grpo-chatml", "rooms-begun")]:
        tokenizer = rows.tokenizer(rows.corpus(work), "qwen3")
        seen = []

        def reward(prompts, completions, **columns):
            rewards = trl_reward(prompts, completions, **columns)
            seen.extend(rewards)
            return rewards

        with tempfile.TemporaryDirectory() as out:
            trainer = GRPOTrainer(
                rows.model(tokenizer), reward,
                GRPOConfig(
                    out, max_steps=2 if quick else 5, num_generations=2, max_completion_length=12,
                    **SHORT),
                train_dataset=load(work, folder, config), processing_class=tokenizer)
            found = losses(trainer)
        logged = [entry["reward"] for entry in trainer.state.log_history if "reward" in entry]
        steps = [seen[i:i + 2] for i in range(0, len(seen), 2)]
        assert len(logged) == len(found) and all(
            abs(sum(step) / 2 - mean) < 1e-5 for step, mean in zip(steps, logged, strict=True))
        reports.append(f"{len(found)} steps of {config}")
    # Gold replies as completions, in the shapes that TRL hands over, earn what gold earns.
    for config in ["rooms-thought", "hands-thought"]:
        replies = load(work, "trl-sft", config)["completion"]
        keys = load(work, "trl-grpo", config)["ground_truth"]
        for shape in (replies, [reply[0]["content"] for reply in replies]):
            rewards = trl_reward(keys, list(shape), ground_truth=list(keys))
            assert all(map(rows.is_gold_reward, keys, rewards)), rewards
    return ", ".join(reports)


def dpo(work, quick):
    from trl import DPOConfig, DPOTrainer

    tokenizer = rows.tokenizer(rows.corpus(work), "qwen3")
    with tempfile.TemporaryDirectory() as out:
        trainer = DPOTrainer(
            rows.model(tokenizer), rows.model(tokenizer),
            DPOConfig(out, max_steps=2 if quick else 10, **SHORT),
            train_dataset=load(work, "trl-dpo", "rooms-preferences"), processing_class=tokenizer)
        found = losses(trainer)
    return f"{len(found)} steps"


def kto(work, quick):
    from trl import KTOConfig, KTOTrainer

    tokenizer = rows.tokenizer(rows.corpus(work), "qwen3")
    with tempfile.TemporaryDirectory() as out:
        trainer = KTOTrainer(
            rows.model(tokenizer), rows.model(tokenizer),
            KTOConfig(out, max_steps=2 if quick else 10, **SHORT),
            train_dataset=load(work, "trl-kto", "hands-preferences"), processing_class=tokenizer)
        found = losses(trainer)
    return f"{len(found)} steps"
