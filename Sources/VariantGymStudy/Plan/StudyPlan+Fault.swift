import TinyTransformer
import VariantGym

extension StudyPlan {
  /// Why the plan cannot be carried out, with the place; `nil` if it can.
  var fault: String? {
    if seeds.isEmpty || Set(seeds).count < seeds.count {
      return "seeds: at least one, all different"
    }
    if tasks.isEmpty || Set(tasks.map(\.family)).count < tasks.count {
      return "tasks: at least one, each of an environment of its own"
    }
    return tasks.lazy.compactMap { task in task.fault.map { "\(task.family): \($0)" } }.first
  }
}

extension StudyTask {
  fileprivate var fault: String? {
    do {
      let family = try Catalog.study.family(named: family)
      let difficulties =
        [difficulty] + trial.harder + (trial.many?.harder ?? []) + arms.compactMap(\.difficulty)
      try check(difficulties, of: "difficulty", among: family.difficulties)
      let languages = trial.languages + trial.seenLanguages + [trial.validation]
      let fakes = languages.map { "fake-\($0)" }
      try check(
        cohort + baseVariant.names + languages + fakes + arms.flatMap(\.variant.names)
          + arms.flatMap { $0.rehearsal?.variant.names ?? [] },
        of: "variant", among: family.variants)
      try check(arms.map(\.style), of: "style", among: family.styles)
      // The name of an arm is also that of files.
      for arm in arms { try recipe(for: arm, seed: 0).checkName() }
      _ = try shape
    } catch { return "\(error)" }
    if let twice = RepeatedName("arm", in: arms.map(\.name)) { return "arms: \(twice)" }
    for (index, arm) in arms.enumerated() {
      if case .arm(let name) = arm.start, !arms[..<index].contains(where: { $0.name == name }) {
        return "\(arm.name): it starts from '\(name)', which is no arm before it"
      }
    }
    for names in [trial.languages, trial.seenLanguages, trial.harder, trial.many?.harder ?? []] {
      if let twice = RepeatedName("set", in: names) { return "trial: \(twice)" }
    }
    return base.fault.map { "base: \($0)" } ?? practice.fault.map { "practice: \($0)" }
      ?? trial.fault.map { "trial: \($0)" }
      ?? arms.lazy.compactMap { arm in arm.fault.map { "\(arm.name): \($0)" } }.first
  }

  private func check(
    _ names: [String], of kind: String, among known: [String]
  ) throws(UnknownName) {
    for name in names where !known.contains(name) {
      throw UnknownName("\(kind) of \(family)", name, known: known)
    }
  }
}

extension StudyTask.Practice {
  fileprivate var fault: String? {
    let most = 1_000_000_000
    if !(1...most).contains(rows) || !(1...most).contains(steps) {
      return "rows and steps are 1...\(most)"
    }
    if !(1...100_000).contains(batch) { return "a batch is 1...100000" }
    return learningRate.isFinite && learningRate > 0 ? nil : "a learning rate is above 0"
  }
}

extension StudyTask.Trial {
  fileprivate var fault: String? {
    let counts = [
      instances, seenInstances, statesPerInstance, checkpoints, checkpointInstances, turnLimit ?? 1,
      many?.instances ?? 1,
    ]
    return counts.allSatisfy { (1...1_000_000).contains($0) } ? nil : "counts are 1...1000000"
  }
}

extension Arm {
  fileprivate var fault: String? {
    // Every other name can be that of a start.
    guard case .arm = Start(rawValue: name) else {
      return "'\(name)' is no name of an arm, but where arms start from"
    }
    if !(1...1_000_000_000).contains(steps ?? 1) { return "steps are 1...1000000000" }
    if let learningRate, !(learningRate.isFinite && learningRate > 0) {
      return "a learning rate is above 0"
    }
    if let reinforcement {
      guard (1...100_000).contains(reinforcement.episodes),
        (2...1000).contains(reinforcement.groupSize)
      else { return "reinforcement takes 1...100000 episodes in groups of 2...1000" }
      if rehearsal != nil || objective != .crossEntropy {
        return "reinforcement takes all steps, and leaves none to rehearsal or another objective"
      }
    }
    let coefficients = [
      objective.forwardKL, objective.reverseKL, objective.anchor, rehearsal?.coefficient ?? 0,
      reinforcement?.referenceKL ?? 0,
    ]
    return coefficients.allSatisfy { $0.isFinite && $0 >= 0 }
      ? nil : "coefficients are not negative"
  }
}
