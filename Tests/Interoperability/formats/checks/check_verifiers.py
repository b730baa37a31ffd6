"""verifiers loads our taskset by its name, and its tasks score replies."""

import asyncio

from . import rows


def run(work, quick):
    import verifiers.v1 as vf
    from variantgym_taskset import VariantGymConfig

    count = 0
    for name in ["rooms-thought", "hands-thought"]:
        path = work / f"rows/verifiers/{name}.jsonl"
        taskset = vf.load_taskset(VariantGymConfig(id="variantgym_taskset", rows=path))
        replies = rows.read(work / f"rows/trl-sft/{name}.jsonl")
        assert len({task.key for task in taskset}) == len(replies)
        for task, row, reply in zip(taskset, rows.read(path), replies, strict=True):
            assert [(m.role, m.content) for m in task.data.prompt] == [
                (m["role"], m["content"]) for m in row["prompt"]]
            text = reply["completion"][0]["content"]
            for said, right in [(text, True), ("I do not know", False)]:
                trace = vf.Trace(
                    task=vf.TraceTask(type="VariantGymTask", data=task.data),
                    agent=vf.AgentInfo(config=vf.AgentConfig()),
                    nodes=[vf.MessageNode(message=vf.AssistantMessage(content=said), sampled=True)])
                asyncio.run(task.score(trace))
                assert trace.metrics["valid"] == right
                assert not right or rows.is_gold_reward(task.data.ground_truth, trace.reward)
            count += 1
    return f"{count} tasks"
