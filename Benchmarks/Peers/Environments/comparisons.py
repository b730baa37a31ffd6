"""What is compared with what: our work, the peer and its work, the ratio that is wanted, and in words."""

import collections

Comparison = collections.namedtuple("Comparison", "ours peer theirs goal text")

COMPARISONS = [
    Comparison("batched-steps", "jumanji", "batched-steps", 100,
               "Sokoban steps in batches, episodes restarted"),
    Comparison("batched-steps-observed", "jumanji", "batched-steps-observed", 100,
               "the same with observations in bytes"),
    Comparison("batched-steps", "jumanji", "batched-steps-alone", None,
               "the same, where jumanji restarts nothing"),
    Comparison("text-turns", "gym-sokoban", "text-turns", 100,
               "Sokoban turns through text; its steps with tiny observations"),
    Comparison("rooms", "reasoning-gym", "rooms", 300, "6x6 rooms with one box, solved"),
    Comparison("rooms", "gym-sokoban", "rooms", None, "the same; its rooms are not solved"),
    Comparison("rows", "reasoning-gym", "rows", 1000, "General Points rows; its puzzle24"),
    Comparison("rows", "reasoning-gym", "countdown-rows", None, "the same; its countdown"),
    Comparison("scores", "reasoning-gym", "scores", 50, "replies to four cards scored"),
    Comparison("decisions", "C++", "decisions", None, "hands told solvable or not"),
    Comparison("solutions", "C++", "solutions", None,
               "hands with all distinct solutions as text; it counts all ways, equal or not"),
]
