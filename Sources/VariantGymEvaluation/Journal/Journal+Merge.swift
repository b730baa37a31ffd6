public import Foundation
import VariantGymCore

extension EvaluationRun {
  /// The whole evaluation that several shards of it make.
  ///
  /// - Throws: `JournalError` unless the shards belong to the same evaluation, none is missing and
  ///   none is there twice. A shard may be unfinished: its missing plays stay missing.
  public init(merging shards: [EvaluationRun]) throws(JournalError) {
    guard let first = shards.first?.header else { throw .badParts(reason: "there are none") }
    for shard in shards.dropFirst() {
      let like = first.over(shard.header.shard)
      if let difference = shard.header.difference(from: like) {
        throw .badParts(reason: "shard \(shard.header.shard) differs: \(difference)")
      }
    }
    let indices = shards.map(\.header.shard.index).sorted()
    guard shards.allSatisfy({ $0.header.shard.count == first.shard.count }),
      indices == Array(0..<first.shard.count)
    else {
      throw .badParts(
        reason: "of \(first.shard.count) shards there are \(indices), counted from 0")
    }
    self.init(header: first.over(.whole), results: shards.flatMap(\.results))
  }

  /// Writes the evaluation as a journal, its plays in the order of the report.
  ///
  /// The file appears under its name only when it is complete.
  ///
  /// - Throws: `JournalError` where it cannot be written.
  public func write(to url: URL) throws(JournalError) {
    do {
      var bytes = try header.line
      for result in results { bytes += result.line }
      try Data(bytes).write(to: url, options: .atomic)
    } catch {
      throw .file(path: url.path, reason: "cannot be written: \(error)")
    }
  }
}

extension JournalHeader {
  /// The same evaluation over another part of its tasks.
  func over(_ shard: Shard) -> JournalHeader {
    JournalHeader(
      journal: journal, policy: policy, tasks: tasks, sets: sets, settings: settings, shard: shard,
      trainingSeed: trainingSeed)
  }
}
