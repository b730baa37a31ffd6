/// What is done with the logits of packs.
enum PackObjective: Sendable {
  case supervised(Objective)

  /// Whether a base goes through the packs as well.
  var comparesPredictions: Bool {
    switch self {
    case .supervised(let objective): objective.comparesPredictions
    }
  }

  /// Whether gradients are wanted.
  var isTraining: Bool { true }
}

extension Trainer.Worker {
  /// Replaces the logits of a pack by their gradients.
  func apply(_ job: PackObjective, _ pack: Pack, basePass: Pass?) -> LossSums {
    switch job {
    case .supervised(let objective):
      pass.applyObjective(objective, pack, base: basePass)
    }
  }
}
