"""mlx-lm's own loader takes the folder, and trains only the replies where it masks prompts."""

from types import SimpleNamespace

from . import rows


def run(work, quick):
    from mlx_lm.tuner.datasets import CacheDataset, load_dataset

    checked = 0
    folder = work / "rows/mlx-lm"
    for template in rows.Templates.ALL:
        tokenizer = rows.tokenizer(rows.corpus(work), template)
        arguments = SimpleNamespace(data=str(folder), train=True, test=True, mask_prompt=True)
        loaded = load_dataset(arguments, tokenizer)
        for data, name in zip(loaded, ("train", "valid", "test"), strict=True):
            expected = rows.read(folder / f"{name}.jsonl")
            data = CacheDataset(data)
            assert len(data) == len(expected) > 0
            for index, row in enumerate(expected):
                tokens, offset = data[index]
                reply = row["messages"][-1]["content"]
                if "<think>" not in reply:
                    continue  # Thinking templates put an empty thought before a bare answer.
                assert tokenizer.decode(tokens[offset:]) == rows.Templates.trained(template, reply)
                checked += 1
    return f"{checked} masks, {len(rows.Templates.ALL)} templates"


def train(work, quick):
    """A tiny model of mlx-lm learns from the folder."""
    import mlx.core as mx
    import mlx.optimizers as optimizers
    from mlx_lm.models.llama import Model, ModelArgs
    from mlx_lm.tuner.datasets import CacheDataset, load_dataset
    from mlx_lm.tuner.trainer import TrainingArgs, train

    tokenizer = rows.tokenizer(rows.corpus(work), "qwen3")
    arguments = SimpleNamespace(
        data=str(work / "rows/mlx-lm"), train=True, test=False, mask_prompt=True)
    data, valid, _ = load_dataset(arguments, tokenizer)
    # On a processor, compiling for a model this small takes longer than all of its steps.
    mx.disable_compile()
    mx.random.seed(0)
    model = Model(ModelArgs(
        model_type="llama", hidden_size=32, num_hidden_layers=2, intermediate_size=64,
        num_attention_heads=2, rms_norm_eps=1e-5, vocab_size=len(tokenizer)))
    found = []

    class Report:
        def on_train_loss_report(self, report):
            found.append(float(report["train_loss"]))

        def on_val_loss_report(self, report):
            pass

    steps = 3 if quick else 20
    train(
        model, optimizers.Adam(learning_rate=1e-2), CacheDataset(data), CacheDataset(valid),
        TrainingArgs(
            batch_size=2, iters=steps, val_batches=1, steps_per_report=1, steps_per_eval=steps,
            steps_per_save=1000, max_seq_length=2048, adapter_file=str(work / "cache/mlx.safetensors")),
        training_callback=Report())
    assert len(found) == steps and found[-1] < found[0], found
    return f"{steps} steps, loss {found[0]:.2f} to {found[-1]:.2f}"
