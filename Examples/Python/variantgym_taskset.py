"""A taskset of verifiers, and so of prime-rl, over rows of `variantgym export --format verifiers`.

    PYTHONPATH=Examples/Python vf-eval variantgym_taskset --env.taskset.rows ROWS/sokoban-numerical.jsonl

One reply answers one row; its reward is that of the library's verifier.
"""

import json
from pathlib import Path

import verifiers.v1 as vf

from variantgym_scorer import score

__all__ = ["VariantGymTaskset"]


class VariantGymData(vf.TaskData):
    ground_truth: str
    """The row's scoring key, as JSON text."""


class VariantGymTask(vf.Task[VariantGymData]):
    @vf.reward
    async def reward(self, trace: vf.Trace) -> float:
        return score(self.data.ground_truth, trace.last_reply)["reward"]

    @vf.metric
    async def figures(self, trace: vf.Trace) -> dict[str, float]:
        result = score(self.data.ground_truth, trace.last_reply)
        return {"valid": float(result["valid"]), "correct": float(result["correct"])}


class VariantGymConfig(vf.TasksetConfig):
    rows: Path = Path("rows.jsonl")
    """A file of rows."""


class VariantGymTaskset(vf.Taskset[VariantGymTask, VariantGymConfig]):
    def load(self):
        with open(self.config.rows, encoding="utf-8") as file:
            for line in file:
                yield VariantGymTask(VariantGymData(**json.loads(line)), self.config.task)
