"""Steps jumanji's Sokoban: answers each line of input, a piece of work and a count, by a line of JSON.

It runs in two processes, since XLA gives operations as small as these one core alone. The levels are
those of its ToyGenerator, 10x10 with four boxes: its default ones are a download.
`jumanji_peer.py --batches` prints the steps a second of processor time for several sizes.
"""

import json
import multiprocessing
import sys
import time

PROCESSES = 2
BATCH = 4096
WORKS = ["batched-steps", "batched-steps-observed", "batched-steps-alone"]


def player(work, batch=BATCH):
    """Plays about so many steps and tells how many; compiled and warm."""
    import jax
    import jax.numpy as jnp
    import numpy
    from jumanji.environments import Sokoban
    from jumanji.environments.routing.sokoban.generator import ToyGenerator
    from jumanji.wrappers import VmapAutoResetWrapper

    env = VmapAutoResetWrapper(Sokoban(generator=ToyGenerator()))
    step = jax.vmap(env.unwrapped.step) if work == "batched-steps-alone" else env.step
    # Drawn beforehand: what is measured are the steps.
    shape = (65536 // batch, batch)
    actions = jnp.array(numpy.random.default_rng(1).integers(0, 4, shape), jnp.int32)

    @jax.jit
    def roll(state, grid):
        def body(carry, action):
            state, timestep = step(carry[0], action)
            # An observation that nothing keeps is not made.
            grid = timestep.observation.grid if work == "batched-steps-observed" else carry[1]
            return (state, grid), timestep.reward.sum()
        return jax.lax.scan(body, (state, grid), actions)

    state, timestep = jax.jit(env.reset)(jax.random.split(jax.random.PRNGKey(1), batch))
    carry = (state, timestep.observation.grid)

    def play(count):
        nonlocal carry
        calls = max(1, count // actions.size)
        for _ in range(calls):
            carry, rewards = roll(*carry)
        jax.block_until_ready((carry, rewards))
        return calls * actions.size

    play(1)
    return play


def serve(connection):
    known = {}
    while task := connection.recv():
        work, count = task
        if work not in known:
            known[work] = player(work)
        connection.send("ready")
        connection.recv()
        connection.send(known[work](count))


def main():
    context = multiprocessing.get_context("spawn")
    connections = []
    for _ in range(PROCESSES):
        ours, theirs = context.Pipe()
        context.Process(target=serve, args=(theirs,), daemon=True).start()
        connections.append(ours)
    for line in sys.stdin:
        work, count = line.split()
        for connection in connections:
            connection.send((work, int(count) // PROCESSES))
        for connection in connections:
            connection.recv()
        start = time.perf_counter()
        for connection in connections:
            connection.send("go")
        done = sum(connection.recv() for connection in connections)
        print(json.dumps({"work": work, "count": done, "threads": PROCESSES,
                          "seconds": time.perf_counter() - start}), flush=True)
    for connection in connections:
        connection.send(None)


def compare_batches():
    for batch in [16, 64, 256, 1024, 4096, 16384]:
        for work in WORKS:
            play = player(work, batch)
            # Its own time on the processor, so that the choice does not hang on what else runs.
            start = time.process_time()
            done = play(500_000)
            print(batch, work, round(done / (time.process_time() - start)), flush=True)


if __name__ == "__main__":
    compare_batches() if sys.argv[1:] == ["--batches"] else main()
