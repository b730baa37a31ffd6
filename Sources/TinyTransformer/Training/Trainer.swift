internal import Foundation

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
  let packed: PackedWeights
  let base: PackedWeights?
  let workers: [Worker]
  let chunks: [TrainingChunk]

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
  var anchor: Float = 0
  var gradientScale: Float = 0
  var clipScale: Float = 0
  private let packPlaces: Int
  private let lock = NSLock()
  private var measured: [[Float]] = []
  private lazy var computeShare: @Sendable (Int) -> Void = { [unowned self] in compute($0) }
  lazy var gatherShare: @Sendable (Int) -> Void = { [unowned self] in gather($0) }
  lazy var updateShare: @Sendable (Int) -> Void = { [unowned self] in update($0) }
  lazy var packShare: @Sendable (Int) -> Void = { [unowned self] in
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
  ///   where no token has a weight; `ModelError.diverged` where the gradient is not finite. The model
  ///   is unchanged then.
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
}
