internal import Foundation

/// What is done with the logits of packs.
enum PackObjective: Sendable {
  case supervised(Objective)
  case policy(PolicyObjective, [PolicyRow])
  case preference(PreferenceObjective)
  /// Log-probabilities are noted; nothing is trained.
  case measurement

  /// Whether a base goes through the packs as well.
  var comparesPredictions: Bool {
    switch self {
    case .supervised(let objective): objective.comparesPredictions
    case .policy(let objective, _): objective.referenceKL != 0
    case .preference: true
    case .measurement: false
    }
  }

  var isTraining: Bool {
    if case .measurement = self { false } else { true }
  }
}

extension Trainer.Worker {
  /// Replaces the logits of a pack by their gradients.
  func apply(_ job: PackObjective, _ pack: Pack, basePass: Pass?) -> LossSums {
    if case .supervised(let objective) = job {
      return pass.applyObjective(objective, pack, base: basePass)
    }
    pass.logProbabilities(pack, into: logs.base)
    basePass?.logProbabilities(pack, into: baseLogs.base)
    var sums = LossSums()
    switch job {
    case .supervised, .measurement: return sums
    case .policy(let objective, let rows):
      for segment in pack.segments {
        sums += apply(objective, pack, segment, rows[segment.row], isCompared: basePass != nil)
      }
    case .preference(let objective):
      for pair in stride(from: 0, to: pack.segments.count, by: 2) {
        sums += apply(objective, pack, pack.segments[pair], pack.segments[pair + 1])
      }
    }
    pass.applyGradients(logGradients.base, pack)
    return sums
  }

  private func apply(
    _ objective: PolicyObjective, _ pack: Pack, _ segment: Pack.Segment, _ row: PolicyRow,
    isCompared: Bool
  ) -> LossSums {
    var sums = LossSums()
    for offset in 0..<segment.keptCount {
      let place = segment.keptStart + offset
      let (weight, log) = (pack.weights[place], logs.base[place])
      let old = row.oldLogProbabilities?[segment.firstKept + offset + 1] ?? log
      let term = objective.term(
        log, old: old, reference: isCompared ? baseLogs.base[place] : nil,
        advantage: row.advantage)
      logGradients.base[place] = weight * term.gradient
      guard weight != 0 else { continue }
      sums.loss += Double(weight * term.loss)
      sums.weight += Double(weight)
      sums.crossEntropy -= Double(weight * log)
      sums.divergence += Double(weight * term.divergence)
      sums.targets += 1
      sums.hits += term.isClipped ? 0 : 1
    }
    return sums
  }

  private func apply(
    _ objective: PreferenceObjective, _ pack: Pack, _ chosen: Pack.Segment,
    _ rejected: Pack.Segment
  ) -> LossSums {
    func gain(_ segment: Pack.Segment) -> Float {
      (segment.keptStart..<segment.keptStart + segment.keptCount).reduce(0) {
        $0 + pack.weights[$1] * (logs.base[$1] - baseLogs.base[$1])
      }
    }
    let margin = objective.beta * (gain(chosen) - gain(rejected))
    let slope = objective.beta / (1 + exp(margin))
    for (segment, sign) in [(chosen, -slope), (rejected, slope)] {
      for place in segment.keptStart..<segment.keptStart + segment.keptCount {
        logGradients.base[place] = sign * pack.weights[place]
      }
    }
    var sums = LossSums()
    // log(1 + exp(-margin)), which must not overflow.
    sums.loss = Double(max(0, -margin)) + log1p(exp(-abs(Double(margin))))
    sums.weight = 1
    sums.targets = 1
    sums.hits = margin > 0 ? 1 : 0
    return sums
  }
}
