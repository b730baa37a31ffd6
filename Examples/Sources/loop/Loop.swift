import VariantGym

/// The typed loop, without any text: reset, step, reward. A random walker beside the solver.
///
///     swift run -c release --package-path Examples loop
@main
struct Loop {
  static func main() throws {
    let parts = SokobanParts()
    var loop = EnvironmentLoop(parts)
    var walks = (solved: 0, reward: 0.0)
    var plans = (solved: 0, reward: 0.0)

    for index in 0..<200 {
      let address = Address(
        family: "sokoban", difficulty: "simple", split: .train, cohort: ["base"], index: index)

      // Until the room is solved, or the turns are used up.
      var random = Random(seed: UInt64(index))
      try loop.reset(at: address)
      while true {
        let step = loop.step(random.pick(from: Direction.allCases))
        walks.reward += step.reward
        if step.isTerminated { walks.solved += 1 }
        if step.isTerminated || step.isTruncated { break }
      }

      // The same room, by a shortest plan.
      let room = try loop.reset(at: address)
      for move in try parts.solver.solve(room, under: parts.base) ?? [] {
        let step = loop.step(move)
        plans.reward += step.reward
        if step.isTerminated { plans.solved += 1 }
      }
    }
    print("random: \(walks.solved) of 200 solved, mean return \(walks.reward / 200)")
    print("solver: \(plans.solved) of 200 solved, mean return \(plans.reward / 200)")
  }
}
