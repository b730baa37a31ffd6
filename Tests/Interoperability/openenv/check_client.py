"""Plays episodes with OpenEnv's own client."""

import asyncio
import json
import subprocess
import sys

from openenv.core import GenericEnvClient
from websockets.asyncio.client import connect

url, variantgym, small_url = sys.argv[1:]


def gold_rows(rows):
    """The states and replies along shortest solutions, as the library generates them."""
    recipe = [{
        "name": "gold", "family": "sokoban", "difficulty": "simple", "split": "train",
        "variant": "numerical", "framing": {"asksForThought": False},
        "content": {"replies": {"thought": {"style": "answer-only"}}},
        "sampling": "solution", "rows": rows, "seed": 7,
    }]
    with open("gold.json", "w") as file:
        json.dump(recipe, file)
    subprocess.run(
        [variantgym, "generate", "gold", "--skip-check", "--recipe", "gold.json"],
        check=True, capture_output=True)
    episodes = {}
    with open("gold/gold.jsonl") as file:
        for line in file:
            row = json.loads(line)
            episodes.setdefault(row["episode"]["address"]["index"], []).append(row)
    return episodes


ADDRESS = {
    "family": "sokoban", "difficulty": "simple", "variant": "numerical", "split": "train", "seed": 7,
    "framing": {"asksForThought": False},
}


async def play(index, replies):
    """Plays replies to one instance; what was observed, and the rewards."""
    observed, rewards = [], []
    async with GenericEnvClient(base_url=url) as env:
        result = await env.reset(index=index, episode_id=f"episode-{index}", **ADDRESS)
        assert result.reward is None and not result.done
        for reply in replies:
            observed.append(result.observation["messages"][-1]["content"])
            # Others play meanwhile.
            await asyncio.sleep(0)
            result = await env.step({"reply": reply})
            rewards.append(result.reward)
        state = await env.state()
        assert state["episode_id"] == f"episode-{index}" and state["step_count"] == len(replies)
        assert state["is_over"] == result.done
    return observed, rewards, result


async def episodes():
    rows = gold_rows(200)
    # The last instance may be cut off.
    whole = dict(list(rows.items())[:-1])
    played = await asyncio.gather(*(
        play(index, [row["completion"] for row in own]) for index, own in whole.items()))
    for own, (observed, rewards, result) in zip(whole.values(), played):
        # A move costs a tenth, the box on its target is worth one, the end ten.
        assert abs(sum(rewards) - (11 - 0.1 * len(own))) < 1e-9, (rewards, len(own))
        assert result.done and result.observation["turn"]["status"] == "succeeded"
        assert result.observation["messages"] == []
        assert observed[0] == own[0]["prompt"][-1]["content"]
    again = await play(0, [row["completion"] for row in whole[0]])
    assert again[:2] == played[0][:2]
    print(f"{len(whole)} episodes at once, solved with gold replies, paid as the library pays")


async def refusals():
    async def ask(socket, text):
        await socket.send(text)
        return json.loads(await socket.recv())

    async with connect(url.replace("http", "ws") + "/ws", max_size=None) as socket:
        faults = [
            ("no JSON", "INVALID_JSON", "no JSON"),
            ("{}", "VALIDATION_ERROR", "'type' is missing"),
            ('{"type": 3}', "VALIDATION_ERROR", "type"),
            ('{"type": "fly"}', "UNKNOWN_TYPE", "fly"),
            ('{"type": "step", "data": {"reply": "1"}}', "EXECUTION_ERROR", "reset"),
            ('{"type": "step", "data": {}}', "VALIDATION_ERROR", "'reply' is missing"),
            ('{"type": "reset"}', "VALIDATION_ERROR", "'data' is missing"),
            ('{"type": "reset", "data": {"family": "chess"}}', "VALIDATION_ERROR", "chess"),
            ('{"type": "reset", "data": {"variant": "klingon"}}', "VALIDATION_ERROR", "klingon"),
            ('{"type": "reset", "data": {"difficulty": "9x9"}}', "VALIDATION_ERROR", "9x9"),
            ('{"type": "reset", "data": {"split": "exam"}}', "VALIDATION_ERROR", "split"),
            ('{"type": "reset", "data": {"index": -1}}', "VALIDATION_ERROR", "index"),
            ('{"type": "reset", "data": {"colour": 1}}', "VALIDATION_ERROR", "colour"),
            ('{"type": "reset", "data": {"framing": {"wording": "klingon"}}}',
             "VALIDATION_ERROR", "klingon"),
            (json.dumps({"type": "step", "data": {"reply": "x" * 3_000_000}}),
             "VALIDATION_ERROR", "bytes"),
            ('{"type": "reset", "data": {"seed": -1}}', "VALIDATION_ERROR", "seed"),
            ('{"type": "reset", "data": {"seed": 1e30}}', "VALIDATION_ERROR", "seed"),
            ('{"type": "reset", "data": {"index": 99999999999999999999}}', "VALIDATION_ERROR", "index"),
            ('{"type": "reset", "data": {"family": 7}}', "VALIDATION_ERROR", "family"),
            ('{"type": "reset", "data": []}', "VALIDATION_ERROR", "data"),
            ('{"type": "reset", "data": null}', "VALIDATION_ERROR", "data"),
            ('{"type": "reset", "data": {"framing": {"horizon": 0}}}', "VALIDATION_ERROR", "horizon"),
            ('{"type": "step", "data": {"reply": null}}', "VALIDATION_ERROR", "reply"),
            ("[" * 100_000, "INVALID_JSON", "no JSON"),
            ('"reset"', "VALIDATION_ERROR", "string"),
        ]
        for text, code, words in faults:
            answer = await ask(socket, text)
            assert answer["type"] == "error" and answer["data"]["code"] == code, (text[:80], answer)
            assert words in answer["data"]["message"], (text[:80], answer)
        # All this has not hurt the session.
        begun = await ask(socket, json.dumps({"type": "reset", "data": {"family": "general-points"}}))
        assert begun["type"] == "observation" and not begun["data"]["done"]
        ended = await ask(socket, '{"type": "step", "data": {"reply": "no formula"}}')
        assert ended["data"]["done"] and ended["data"]["reward"] == -3
        over = await ask(socket, '{"type": "step", "data": {"reply": "again"}}')
        assert over["data"]["code"] == "EXECUTION_ERROR" and "over" in over["data"]["message"]
    print(f"{len(faults)} faults are refused with their reasons, and the session goes on")


async def capacity():
    first, second = [GenericEnvClient(base_url=small_url) for _ in range(2)]
    async with first:
        await first.reset()
        try:
            await second.reset()
            raise AssertionError("a second session was begun")
        except RuntimeError as error:
            assert "CAPACITY_REACHED" in str(error), error
        await second.close()
    await free("after a client that took its leave")
    # One that breaks off without a word leaves its place as well.
    socket = await connect(small_url.replace("http", "ws") + "/ws")
    await socket.send('{"type": "reset", "data": {}}')
    await socket.recv()
    socket.transport.abort()
    await free("after a connection that broke off")
    print("sessions are bounded, and places given back")


async def free(when):
    """Waits until a session can be begun, which may not be at once."""
    for _ in range(100):
        try:
            async with GenericEnvClient(base_url=small_url) as third:
                await third.reset()
            break
        except RuntimeError:
            await asyncio.sleep(0.05)
    else:
        raise AssertionError(f"no place was given back {when}")


asyncio.run(episodes())
asyncio.run(refusals())
asyncio.run(capacity())
