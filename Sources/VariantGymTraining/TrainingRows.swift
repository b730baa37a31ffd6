public import TinyTransformer
public import VariantGymCore
public import VariantGymDatasets

/// Rows of training data in memory, given out in batches.
///
/// Every epoch goes through all rows in an order of its own. A batch is found by its number alone, so
/// that training resumes with the batch that would have been next.
public struct TrainingRows<Row: Sendable>: Sendable {
  /// The rows.
  public let rows: [Row]
  private let seed: UInt64
  private var epoch: Int?
  private var order: [Int] = []

  /// Rows in memory, at least one.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - seed: The seed of their order.
  public init(_ rows: [Row], seed: UInt64) {
    precondition(!rows.isEmpty, "there is nothing to train on")
    self.rows = rows
    self.seed = seed
  }

  /// The batch of a step, from 0. Batches follow one another across the ends of epochs.
  public mutating func batch(_ step: Int, size: Int) -> [Row] {
    (step * size..<(step + 1) * size).map { place in
      shuffle(for: place / rows.count)
      return rows[order[place % rows.count]]
    }
  }

  private mutating func shuffle(for epoch: Int) {
    if self.epoch == epoch { return }
    self.epoch = epoch
    order = Array(rows.indices)
    var random = Random(
      seed: ContentKey(words: [seed, UInt64(epoch)]).digest)
    random.shuffle(&order)
  }
}

extension TrainingRows<TokenRow> {
  /// The rows of a recipe that has replies.
  ///
  /// - Throws: `TrainingDataError` where a record has no reply or is too long; what `Dataset` throws.
  public init(
    _ recipe: Recipe, catalog: Catalog, transcript: Transcript, context: Int, seed: UInt64
  ) async throws {
    var rows: [TokenRow] = []
    for try await record in try Dataset(recipe, catalog: catalog) {
      rows.append(try transcript.row(of: record, context: context))
    }
    self.init(rows, seed: seed)
  }
}

extension TrainingRows<PreferencePair> {
  /// The pairs of a recipe of preferences.
  ///
  /// - Throws: `TrainingDataError` where a record has no pair or is too long; what `Dataset` throws.
  public init(
    _ recipe: Recipe, catalog: Catalog, transcript: Transcript, context: Int, seed: UInt64
  ) async throws {
    var rows: [PreferencePair] = []
    for try await record in try Dataset(recipe, catalog: catalog) {
      rows.append(try transcript.pair(of: record, context: context))
    }
    self.init(rows, seed: seed)
  }
}

/// Why a record cannot be trained on.
public enum TrainingDataError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The record has no reply.
  case noReply(record: EpisodeIdentity)
  /// The record has no rejected reply.
  case noRejectedReply(record: EpisodeIdentity)
  /// The record has more tokens than the model reads and predicts.
  case tooLong(record: EpisodeIdentity, tokens: Int, most: Int)

  /// What went wrong.
  public var description: String {
    switch self {
    case .noReply(let record): "\(record.address) has no reply"
    case .noRejectedReply(let record): "\(record.address) has no rejected reply"
    case .tooLong(let record, let tokens, let most):
      "\(record.address) has \(tokens) tokens, more than \(most)"
    }
  }
}

extension Transcript {
  /// A record as a row whose reply is to be learned.
  ///
  /// - Parameters:
  ///   - record: The record.
  ///   - context: The most tokens that the model reads.
  public func row(of record: Record, context: Int) throws(TrainingDataError) -> TokenRow {
    guard let reply = record.completion else { throw .noReply(record: record.episode) }
    return try row(of: record, reply, context: context)
  }

  /// A record as a pair of replies.
  ///
  /// - Parameters:
  ///   - record: The record.
  ///   - context: The most tokens that the model reads.
  public func pair(of record: Record, context: Int) throws(TrainingDataError) -> PreferencePair {
    guard let rejected = record.rejected else { throw .noRejectedReply(record: record.episode) }
    return PreferencePair(
      chosen: try row(of: record, context: context),
      rejected: try row(of: record, rejected, context: context))
  }

  private func row(
    of record: Record, _ reply: String, context: Int
  ) throws(TrainingDataError) -> TokenRow {
    let row = row(record.prompt, prefill: record.prefill, reply: reply)
    // The last token is predicted, and not read.
    guard row.tokens.count <= context + 1 else {
      throw .tooLong(record: record.episode, tokens: row.tokens.count, most: context + 1)
    }
    return row
  }
}
