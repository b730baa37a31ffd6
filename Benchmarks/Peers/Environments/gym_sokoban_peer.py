"""gym-sokoban in 6x6 rooms with one box: steps with its smallest observation, and rooms generated."""

import random

import numpy
from gym_sokoban.envs.sokoban_env import SokobanEnv

from peer import serve


def environment(**options):
    random.seed(1)
    numpy.random.seed(1)
    return SokobanEnv(dim_room=(6, 6), num_boxes=1, **options)


def text_turns():
    env = environment(max_steps=30)
    start, player = env.room_state.copy(), env.player_position
    actions = numpy.random.default_rng(1).integers(1, 5, 65536).tolist()

    def play(count):
        for number in range(count):
            done = env.step(actions[number & 65535], observation_mode="tiny_rgb_array")[2]
            if done:
                # Its own reset would generate a room, which is measured apart.
                env.room_state, env.player_position = start.copy(), player
                env.num_env_steps = env.boxes_on_target = 0

    return play


def rooms():
    env = environment(reset=False)

    def generate(count):
        for _ in range(count):
            env.reset(render_mode="tiny_rgb_array")

    return generate


serve({"text-turns": text_turns, "rooms": rooms})
