"""Trains a model of random weights for two steps of TRL's GRPOTrainer on whole episodes of Sokoban."""

import json
import sys
import tempfile
from pathlib import Path

import torch
from datasets import Dataset
from openenv.core import GenericEnvClient
from trl import GRPOConfig, GRPOTrainer

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "formats/checks"))
import rows  # noqa: E402

url, gold_file = sys.argv[1:]
TURNS = 4
episodes = []
# A model of random weights solves nothing: every second play says gold, so that there is something to
# learn from.
gold = {}
for row in rows.read(gold_file):
    gold.setdefault(row["episode"]["address"]["index"], []).append(row["completion"])


def reply(model, tokenizer, messages):
    """The tokens of a prompt and of a drawn reply, with the log-probabilities of the latter."""
    prompt = tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)
    ids = tokenizer(prompt, return_tensors="pt", add_special_tokens=False)["input_ids"]
    with torch.no_grad():
        out = model.generate(
            ids, attention_mask=torch.ones_like(ids), max_new_tokens=10, do_sample=True, top_k=0,
            return_dict_in_generate=True, output_logits=True)
    said = out.sequences[0, ids.shape[1]:]
    logs = torch.stack(out.logits)[:, 0].float().log_softmax(-1)
    return ids[0].tolist(), said.tolist(), logs.gather(1, said[:, None])[:, 0].tolist()


def play(env, model, tokenizer, index, script):
    """One episode as one sequence: what the environment says after the first prompt is masked."""
    result = env.reset(
        family="sokoban", variant="numerical", seed=7, index=index, framing={"asksForThought": False})
    rewards, prompt_ids, completion_ids, logs, mask = [], None, [], [], []
    while not result.done and len(rewards) < (len(script) or TURNS):
        asked, said, own = reply(model, tokenizer, result.observation["messages"])
        if script:
            said = tokenizer(script[len(rewards)], add_special_tokens=False)["input_ids"]
            own = [0.0] * len(said)
        if prompt_ids is None:
            prompt_ids = asked
        else:
            completion_ids += asked
            logs += [0.0] * len(asked)
            mask += [0] * len(asked)
        completion_ids += said
        logs += own
        mask += [1] * len(said)
        result = env.step({"reply": tokenizer.decode(said, skip_special_tokens=True)})
        rewards.append(result.reward)
    return prompt_ids, completion_ids, logs, mask, rewards


def rollout(prompts, trainer):
    fields = {name: [] for name in ("prompt_ids", "completion_ids", "logprobs", "env_mask", "paid")}
    with GenericEnvClient(base_url=url).sync() as env:
        for prompt in prompts:
            index = int(prompt[-1]["content"])
            script = gold[index] if len(episodes) % 2 else []
            *sequence, rewards = play(env, trainer.model, trainer.processing_class, index, script)
            episodes.append(rewards)
            for name, value in zip(fields, [*sequence, sum(rewards)], strict=True):
                fields[name].append(value)
    return fields


def paid(completions, paid, **columns):
    return paid


with GenericEnvClient(base_url=url).sync() as first:
    text = first.reset(family="sokoban", variant="numerical").observation["messages"][-1]["content"]
tokenizer = rows.tokenizer([text, gold[0][0]], "qwen3")
data = Dataset.from_list([{"prompt": [{"role": "user", "content": str(i)}]} for i in range(8)])
with tempfile.TemporaryDirectory() as out:
    trainer = GRPOTrainer(
        rows.model(tokenizer), paid,
        GRPOConfig(
            out, max_steps=2, num_generations=2, per_device_train_batch_size=2, use_cpu=True,
            max_completion_length=4096, report_to="none", logging_steps=1, save_strategy="no",
            disable_tqdm=True),
        train_dataset=data, processing_class=tokenizer, rollout_func=rollout)
    trainer.train()
logged = [entry["reward"] for entry in trainer.state.log_history if "reward" in entry]
means = [sum(map(sum, episodes[i:i + 2])) / 2 for i in range(0, len(episodes), 2)]
assert len(logged) == 2 and all(abs(a - b) < 1e-5 for a, b in zip(means, logged, strict=True)), (
    means, logged)
assert all(abs(sum(own) - (11 - 0.1 * len(own))) < 1e-6 for own in episodes[1::2]), episodes
norms = [entry["grad_norm"] for entry in trainer.state.log_history if "grad_norm" in entry]
assert all(norm > 0 for norm in norms), norms
print(f"{len(episodes)} episodes of {list(map(len, episodes))} turns in 2 steps of GRPO, mean rewards "
      f"{logged}, gradients {norms}")
