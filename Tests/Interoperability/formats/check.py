"""Runs the checks of an environment, in order, and says how long each took. Those whose libraries are
missing are skipped.

    python check.py ENVIRONMENT WORK [--quick] [NAME...]
"""

import contextlib
import importlib
import io
import os
import sys
import time
import traceback
import warnings
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# Nothing is fetched from a hub.
os.environ.update(
    HF_HUB_OFFLINE="1", HF_DATASETS_DISABLE_PROGRESS_BARS="1", TQDM_DISABLE="1",
    TRANSFORMERS_VERBOSITY="error", TOKENIZERS_PARALLELISM="false", WANDB_DISABLED="true",
    CUDA_VISIBLE_DEVICES="")
warnings.filterwarnings("ignore")

# By environment: the module and function of a check, and the distributions that it is a check of.
CHECKS = {
    "trainers": {
        "datasets": ("check_datasets.run", ["datasets"]),
        "parquet": ("check_parquet.run", ["pyarrow", "duckdb"]),
        "openai-chat": ("check_openai.run", []),
        "trl-masks": ("check_trl.masks", ["trl", "transformers", "torch"]),
        "trl-text-masks": ("check_trl.text_masks", ["trl"]),
        "trl-sft": ("check_trl.sft", ["trl"]),
        "trl-grpo": ("check_trl.grpo", ["trl"]),
        "trl-dpo": ("check_trl.dpo", ["trl"]),
        "trl-kto": ("check_trl.kto", ["trl"]),
        "verl-rl": ("check_verl.rl", ["verl"]),
        "verl-sft": ("check_verl.sft", ["verl"]),
        "openrlhf-rl": ("check_openrlhf.rl", ["openrlhf"]),
        "openrlhf-sft": ("check_openrlhf.sft", ["openrlhf"]),
        "mlx-lm": ("check_mlx.run", ["mlx-lm", "mlx"]),
        "mlx-lm-train": ("check_mlx.train", ["mlx-lm"]),
        "commands": ("check_commands.run", ["trl", "mlx-lm"]),
    },
    "verifiers": {"verifiers": ("check_verifiers.run", ["verifiers"])},
}


def installed(names):
    try:
        return [f"{name} {version(name)}" for name in names]
    except PackageNotFoundError:
        return None


def main():
    options = [argument for argument in sys.argv[1:] if argument.startswith("--")]
    environment, work, *names = [word for word in sys.argv[1:] if not word.startswith("--")]
    known = [name for checks in CHECKS.values() for name in checks]
    unknown = [name for name in names if name not in known] + [o for o in options if o != "--quick"]
    if unknown:
        sys.exit(f"unknown: {', '.join(unknown)}; checks are {', '.join(known)}")
    tally = {"passed": 0, "FAILED": 0, "SKIPPED": 0}
    for name, (place, distributions) in CHECKS[environment].items():
        if names and name not in names:
            continue
        start = time.monotonic()
        versions = installed(distributions)
        if versions is None:
            verdict, report = "SKIPPED", f"not installed here: {', '.join(distributions)}"
        else:
            verdict, report = carry_out(place, Path(work), bool(options))
        tally[verdict] += 1
        print(
            f"{verdict:8}{name:16}{time.monotonic() - start:6.1f} s  {report}  "
            f"[{', '.join(versions or [])}]", flush=True)
    print(", ".join(f"{count} {verdict.lower()}" for verdict, count in tally.items()))
    sys.exit(1 if tally["FAILED"] else 0)


def carry_out(place, work, quick):
    """Runs a check, which tells what it found; what its libraries print is shown where it fails."""
    module, function = place.split(".")
    chatter = io.StringIO()
    try:
        with contextlib.redirect_stdout(chatter):
            check = getattr(importlib.import_module(f"checks.{module}"), function)
            return "passed", check(work, quick)
    except Exception:
        print(chatter.getvalue())
        traceback.print_exc()
        return "FAILED", "see above"


if __name__ == "__main__":
    main()
