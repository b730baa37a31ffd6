"""reasoning-gym's nearest data sets: rows generated, and replies scored."""

import itertools

import reasoning_gym

from peer import serve


def generation(name, **settings):
    def prepare():
        rows = iter(reasoning_gym.create_dataset(name, seed=1, size=10**9, **settings))
        next(rows)

        def generate(count):
            for _ in itertools.islice(rows, count):
                pass

        return generate

    return prepare


def scores():
    data = reasoning_gym.create_dataset("puzzle24", seed=1, size=50)
    replies = [(entry["answer"], entry) for entry in data]
    assert all(data.score_answer(*reply) == 1 for reply in replies)

    def score(count):
        for number in range(count):
            data.score_answer(*replies[number % len(replies)])

    return score


serve({
    "rooms": generation("sokoban", min_w=6, max_w=6, min_h=6, max_h=6, min_boxes=1, max_boxes=1),
    "rows": generation("puzzle24"),
    "countdown-rows": generation("countdown", min_numbers=4, max_numbers=4),
    "scores": scores,
})
