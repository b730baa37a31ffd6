internal import Foundation
internal import TinyTransformerKernels

/// Trains a model on rows of tokens.
///
/// Rows are computed one after the other without padding, a share of them by each thread. The same
/// seed, rows and number of threads give the same weights, bit for bit, on one machine. After the
/// first step no memory is allocated as long as batches do not grow.
///
/// A trainer serves one thread at a time.
public final class Trainer: @unchecked Sendable {
  /// The sizes of the model.
  public let shape: ModelShape
  /// How the model is trained.
  public let settings: TrainingSettings
  /// How many threads share the work.
  public var threads: Int { pool.count }
  /// How many updates have been made.
  public internal(set) var step = 0

  let layout: WeightLayout
  let kernels: Kernels
  let pool: WorkerPool
  let weights, firstMoment, secondMoment: FloatMemory
  private let packed: PackedWeights
  private let base: PackedWeights?
  private let workers: [Worker]
  private let chunks: [TrainingChunk]

  /// What belongs to one thread.
  final class Worker {
    let pass: Pass
    let basePass: Pass?
    let gradients: FloatMemory
    /// Of the pack in hand, for each kept place.
    let logs, baseLogs, logGradients: FloatMemory
    var sums = LossSums()
    var squares = 0.0

    init(pass: Pass, basePass: Pass?, weightCount: Int) {
      self.pass = pass
      self.basePass = basePass
      gradients = FloatMemory(weightCount)
      logs = FloatMemory(pass.places)
      baseLogs = FloatMemory(pass.places)
      logGradients = FloatMemory(pass.places)
    }
  }

  // The work in hand.
  var packs: [Pack] = []
  var packCount = 0
  var job = PackObjective.supervised(.crossEntropy)
  var sums = LossSums()
  var places = 0
  private var anchor: Float = 0
  private var gradientScale: Float = 0
  private var clipScale: Float = 0
  private let packPlaces: Int
  private let lock = NSLock()
  private var measured: [[Float]] = []
  private lazy var computeShare: @Sendable (Int) -> Void = { [unowned self] in compute($0) }
  private lazy var gatherShare: @Sendable (Int) -> Void = { [unowned self] in gather($0) }
  private lazy var updateShare: @Sendable (Int) -> Void = { [unowned self] in update($0) }
  private lazy var packShare: @Sendable (Int) -> Void = { [unowned self] in
    packed.update(from: weights.base, worker: $0, of: threads)
  }

  /// A trainer that starts from a model.
  ///
  /// - Parameters:
  ///   - model: What is trained.
  ///   - base: The frozen model that objectives compare with; of the same shape.
  ///   - settings: How it is trained.
  ///   - threads: How many threads share the work.
  public convenience init(
    _ model: LanguageModel, base: LanguageModel? = nil, settings: TrainingSettings,
    threads: Int
  ) {
    self.init(model, base: base, settings: settings, threads: threads, kernels: .fastest)
  }

  /// - Parameter packPlaces: About how many places go through the model together.
  init(
    _ model: LanguageModel, base: LanguageModel? = nil, settings: TrainingSettings,
    threads: Int, kernels: Kernels, packPlaces: Int = 256
  ) {
    precondition(base == nil || base?.shape == model.shape, "a base has the model's shape")
    shape = model.shape
    layout = model.layout
    self.settings = settings
    self.kernels = kernels
    pool = WorkerPool(threads)
    let weights = FloatMemory(layout.count)
    self.weights = weights
    firstMoment = FloatMemory(layout.count)
    secondMoment = FloatMemory(layout.count)
    model.weights.withUnsafeBufferPointer {
      weights.base.update(from: $0.baseAddress!, count: $0.count)
    }
    packed = PackedWeights(model, kernels: kernels)
    self.base = base.map { PackedWeights($0, kernels: kernels) }
    let (shape, hasBase) = (model.shape, base != nil)
    let rotation = RotaryTable(shape)
    func pass() -> Pass {
      Pass(
        shape: shape, places: max(packPlaces, 2 * shape.context), longest: shape.context,
        kernels: kernels, rotation: rotation)
    }
    workers = (0..<pool.count).map { _ in
      Worker(
        pass: pass(), basePass: hasBase ? pass() : nil, weightCount: model.weights.count)
    }
    self.packPlaces = packPlaces
    chunks = TrainingChunk.chunks(of: layout)
  }

  var hasBase: Bool { base != nil }

  /// The model as it is now.
  public var model: LanguageModel {
    LanguageModel(
      shape, weights: Array(UnsafeBufferPointer(start: weights.base, count: layout.count)))
  }
}

// MARK: - Steps

extension Trainer {
  /// Takes one step on a batch.
  ///
  /// - Throws: `ModelError.badRow` where a row is too short or too long, or holds unknown tokens, and
  ///   where no token has a weight. The model is unchanged then.
  @discardableResult
  public func step(
    _ rows: [TokenRow], objective: Objective = .crossEntropy
  ) throws(ModelError) -> StepReport {
    try accumulate(rows, objective: objective)
    return try update()
  }

  /// Adds the gradients of rows to those of the step that `update` will take.
  ///
  /// - Throws: As `step`.
  public func accumulate(
    _ rows: [TokenRow], objective: Objective = .crossEntropy
  ) throws(ModelError) {
    precondition(!objective.needsBase || hasBase, "the objective needs a base")
    try fillPacks(rows, together: 1)
    compute(.supervised(objective))
    if objective.anchor != 0 { anchor = objective.anchor }
  }

  /// Distributes rows over packs; so many that follow one another stay together.
  func fillPacks(_ rows: [TokenRow], together: Int) throws(ModelError) {
    for row in rows { try row.check(for: shape) }
    packCount = 0
    for first in stride(from: 0, to: rows.count, by: together) {
      let group = first..<min(first + together, rows.count)
      let places = group.reduce(0) { $0 + rows[$1].tokens.count - 1 }
      if packCount == 0 || packs[packCount - 1].count + places > packPlaces {
        openPack()
      }
      for index in group { packs[packCount - 1].append(rows[index], at: index) }
    }
  }

  private func openPack() {
    if packCount == packs.count {
      packs.append(Pack())
      packs[packCount].reserve(rows: packPlaces / 2 + 2, places: workers[0].pass.places)
    }
    packs[packCount].removeAll()
    packCount += 1
  }

  /// Takes the packs forward and backward.
  func compute(_ job: PackObjective) {
    self.job = job
    for worker in workers { worker.sums = LossSums() }
    pool.run(computeShare)
    for worker in workers { sums += worker.sums }
    for index in 0..<packCount { places += packs[index].count }
  }

  /// The log-probabilities of the targets of rows that are in the packs.
  func measure(_ rows: [TokenRow]) -> [[Float]] {
    measured = rows.map { [Float](repeating: 0, count: $0.tokens.count) }
    compute(.measurement)
    places = 0
    defer { measured = [] }
    return measured
  }

  private func note(_ pack: Pack, _ logs: FloatMemory) {
    lock.withLock {
      for segment in pack.segments {
        for offset in 0..<segment.keptCount {
          measured[segment.row][segment.firstKept + offset + 1] =
            logs.base[segment.keptStart + offset]
        }
      }
    }
  }

  private func compute(_ index: Int) {
    let worker = workers[index]
    let basePass = job.comparesPredictions ? worker.basePass : nil
    for pack in stride(from: index, to: packCount, by: threads) {
      worker.pass.forward(packs[pack], packed)
      if let basePass, let base { basePass.forward(packs[pack], base) }
      worker.sums += worker.apply(job, packs[pack], basePass: basePass)
      if !job.isTraining {
        note(packs[pack], worker.logs)
      } else {
        worker.pass.backward(packs[pack], packed, addingTo: worker.gradients.base)
      }
    }
  }

  /// Moves the weights along the mean of the gradients that were accumulated.
  ///
  /// - Throws: `ModelError.badRow` where no token had a weight.
  @discardableResult
  public func update() throws(ModelError) -> StepReport {
    let (sums, places) = (sums, places)
    defer {
      self.sums = LossSums()
      self.places = 0
      anchor = 0
    }
    guard sums.weight > 0 else {
      for worker in workers { worker.gradients.clear() }
      throw .badRow("no token has a weight")
    }
    gather(sums)
    let norm = workers.reduce(0) { $0 + $1.squares }.squareRoot() / sums.weight
    clipScale = norm > Double(settings.clipNorm) ? Float(Double(settings.clipNorm) / norm) : 1
    let report = StepReport(
      step: step, sums: sums, places: places, gradientNorm: norm,
      learningRate: settings.learningRate(at: step))
    step += 1
    pool.run(updateShare)
    takeOverWeights()
    return report
  }

  /// Lays the weights out for the next passes.
  func takeOverWeights() {
    pool.run(packShare)
  }

  /// Sums the gradients of all threads.
  private func gather(_ sums: LossSums) {
    gradientScale = Float(1 / sums.weight)
    pool.run(gatherShare)
  }

  /// The gradient of the mean loss over what was accumulated; the step it is for is given up.
  func meanGradients() -> [Float] {
    gather(sums)
    let gradients = workers[0].gradients
    defer { for worker in workers.dropFirst() { worker.gradients.clear() } }
    return (0..<layout.count).map { gradients.base[$0] * gradientScale }
  }

  /// Sums the gradients of all threads for a share of the weights.
  private func gather(_ index: Int) {
    let total = workers[0].gradients.base
    workers[index].squares = 0
    for chunk in stride(from: index, to: chunks.count, by: threads) {
      let range = chunks[chunk].range
      for worker in workers.dropFirst() {
        kernels.loops.add(
          range.count, worker.gradients.base + range.lowerBound, total + range.lowerBound)
      }
      if anchor != 0, let base {
        let pull = anchor / gradientScale
        for place in range {
          total[place] += pull * (weights.base[place] - base.plainWeights[place])
        }
      }
      workers[index].squares += kernels.loops.sum_of_squares(
        range.count, total + range.lowerBound)
    }
  }

  /// Moves a share of the weights, and clears its gradients.
  private func update(_ index: Int) {
    let rate = settings.learningRate(at: step - 1)
    let correction1 = 1 - pow(Double(settings.beta1), Double(step))
    let correction2 = 1 - pow(Double(settings.beta2), Double(step))
    for chunk in stride(from: index, to: chunks.count, by: threads) {
      let (range, start) = (chunks[chunk].range, chunks[chunk].range.lowerBound)
      kernels.loops.adamw(
        range.count, weights.base + start, workers[0].gradients.base + start,
        firstMoment.base + start, secondMoment.base + start, gradientScale * clipScale,
        settings.beta1, settings.beta2, rate / Float(correction1),
        Float(1 / correction2.squareRoot()), settings.epsilon,
        chunks[chunk].decays ? rate * settings.weightDecay : 0)
      for worker in workers {
        (worker.gradients.base + start).update(repeating: 0, count: range.count)
      }
    }
  }
}

/// Weights that one thread moves at once.
struct TrainingChunk: Sendable {
  let range: Range<Int>
  /// Whether weight decay draws them to zero: all but those of norms.
  let decays: Bool

  static func chunks(of layout: WeightLayout) -> [TrainingChunk] {
    layout.tensors.flatMap { tensor in
      stride(from: tensor.range.lowerBound, to: tensor.range.upperBound, by: 8192).map {
        TrainingChunk(
          range: $0..<min($0 + 8192, tensor.range.upperBound), decays: tensor.shape.count > 1)
      }
    }
  }
}
