import Foundation
import TinyTransformer
import VariantGym
import VariantGymCore
import VariantGymTraining

/// How far a model has moved from where it began.
struct Drift: Hashable, Codable, Sendable {
  let step: Int
  /// The distance between the weights.
  let distance: Double
  /// KL(start || model) for each token of gold replies, in nats.
  let divergence: Double
}

/// How far a part of a model has moved, relative to the length of its weights.
struct PartChange: Hashable, Codable, Sendable {
  let part: String
  let relative: Double
}

/// What a training has come to so far: the trials, the losses, and the tokens that went through the
/// model.
struct PastTrials: Hashable, Codable, Sendable {
  var onTheWay: [CheckpointOutcome] = []
  var atTheEnd: [SetOutcome] = []
  /// How far the model has moved from where it began, at each checkpoint and at the end.
  var drifts: [Drift] = []
  /// How far each part has moved at the end, relative to its length.
  var changes: [PartChange] = []
  private(set) var tokens = 0
  private(set) var losses: [Double] = []
  private var sum = 0.0
  private var count = 0
  /// What was paid for plays; `nil` where there were none.
  private(set) var payments: Payments?

  /// The mean payment of a play in each stretch of steps.
  struct Payments: Hashable, Codable, Sendable {
    private(set) var means: [Double] = []
    private var sum = 0.0
    private var count = 0

    mutating func add(_ payment: Double) {
      sum += payment
      count += 1
      if count == PastTrials.stretch {
        means.append((sum / Double(count)).rounded(toDecimals: 5))
        (sum, count) = (0, 0)
      }
    }
  }

  /// How many steps one loss is the mean of.
  static let stretch = 50

  init() {}

  /// The mean loss of the stretch of steps that ends at a step, or a little before; `nil` before the
  /// first.
  func loss(before step: Int) -> Double? { mean(losses, before: step) }

  /// The mean payment of such a stretch.
  func payment(before step: Int) -> Double? { mean(payments?.means ?? [], before: step) }

  private func mean(_ means: [Double], before step: Int) -> Double? {
    let index = step / Self.stretch - 1
    return means.indices.contains(index) ? means[index] : nil
  }

  /// Counts a step.
  ///
  /// - Parameter isLesson: Whether its loss is that of gold rows.
  mutating func add(_ report: StepReport, isLesson: Bool = true) {
    tokens += report.tokens
    guard isLesson else { return }
    sum += report.loss
    count += 1
    if count == Self.stretch {
      losses.append((sum / Double(count)).rounded(toDecimals: 5))
      (sum, count) = (0, 0)
    }
  }

  /// Counts a step that went to plays.
  mutating func add(_ report: ReinforcementReport) {
    payments = payments ?? Payments()
    payments?.add(report.payment)
    for update in report.updates { add(update, isLesson: false) }
  }

  /// What a file holds; `nil` where there is none.
  init?(reading url: URL) throws {
    guard let data = FileManager.default.contents(atPath: url.path) else { return nil }
    do { self = try JSONDecoder().decode(PastTrials.self, from: data) } catch {
      throw StudyError.badFile(path: url.path, reason: DecodingError.explanation(of: error))
    }
    if let fault = atTheEnd.lazy.compactMap(\.fault).first {
      throw StudyError.badFile(path: url.path, reason: fault)
    }
  }

  /// Writes a file that appears whole or not at all.
  func write(to url: URL) throws {
    try JSONEncoder.line.encode(self).write(to: url, options: .atomic)
  }
}
