"""The commands of the page on trainers, as they stand there, with one step where they train; when it has
to be quick, those that do not train."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from . import rows

PAGE = rows.ROOT / "Docs/VariantGym.docc/Trainers.md"
# Command lines are indented; those of programs that want a GPU or a server are fenced.
COMMAND = re.compile(r"^    ((?:\w+=\S+ )?(?:variantgym|trl|mlx_lm\.lora|python3|echo) .*)$", re.M)
ONE_STEP = {
    "trl": " --max_steps 1 --per_device_train_batch_size 2 --bf16 False --report_to none"
    " --save_strategy no --trust_remote_code False",
    "mlx_lm.lora": " --iters 1 --val-batches 1 --batch-size 1 --num-layers 1",
}


def run(work, quick):
    place = work.resolve() / "commands"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    (place / "Examples").symlink_to(rows.ROOT / "Examples")
    tokenizer = rows.tokenizer(rows.corpus(work), "qwen3")
    tokenizer.save_pretrained(place / "model")
    rows.model(tokenizer).save_pretrained(place / "model")
    programs = [Path(sys.executable).parent, rows.ROOT / "Examples/.build/release"]
    environment = {
        **os.environ, "MODEL": str(place / "model"), "HF_HOME": str(work.resolve() / "cache"),
        "PATH": ":".join([*map(str, programs), os.environ["PATH"]])}
    commands = COMMAND.findall(PAGE.read_text(encoding="utf-8").split("## What is trained")[0])
    assert len(commands) > 20, commands
    ran = 0
    for command in commands:
        [program] = re.findall(r"^(?:\w+=\S+ )?(\S+)", command)
        if quick and program in ONE_STEP:
            continue
        whole = command + ONE_STEP.get(program, "")
        if " grpo " in command:
            whole += " --num_generations 2 --max_completion_length 8"
        done = subprocess.run(
            whole, shell=True, cwd=place, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        ran += 1
    return f"{ran} of {len(commands)} commands"
