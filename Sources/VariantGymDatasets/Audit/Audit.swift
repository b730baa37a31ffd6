public import Foundation
public import VariantGymCore

/// Finds what data sets share, and what is odd within each, by reading their prompts.
///
/// It reads sets of any known layout, trusts no key that stands in a row, and keeps nothing but digests,
/// 16 bytes each: under 200 bytes for a row that shows one state and four labels.
///
/// ```swift
/// let sources = try AuditSource.sources(at: [(trainingFolder, nil), (evaluationFile, .test)])
/// let report = try await Audit(catalog: .standard).report(on: sources)
/// for overlap in report.overlaps { print(overlap.kind, overlap.known, overlap.met, overlap.rows) }
/// ```
public struct Audit: Sendable {
  private let catalog: Catalog
  private let threads: Int
  private let measuredRows: Int

  /// An audit.
  ///
  /// - Parameters:
  ///   - catalog: The environments that read prompts.
  ///   - threads: How many threads work at once, at least 1. They change no figure.
  ///   - measuredRows: Of about how many rows of each set the difficulty is measured.
  public init(
    catalog: Catalog, threads: Int = ProcessInfo.processInfo.activeProcessorCount,
    measuredRows: Int = 1000
  ) {
    self.catalog = catalog
    self.threads = threads
    self.measuredRows = measuredRows
  }

  /// How far an audit has come.
  public struct Progress: Sendable {
    /// The set that is being read.
    public let set: String
    /// The bytes read, of all sets.
    public let bytes: Int
    /// The bytes of all sets.
    public let totalBytes: Int
  }

  /// Reads all sets and compares those of different roles.
  ///
  /// The role of a set is the one it was given; else the split that all its rows state; else the one
  /// that the name of its file states; else training for the first set, and testing for the others.
  ///
  /// - Throws: `DatasetError` with the path, and the line of a row that cannot be read.
  public func report(
    on sources: [AuditSource], progress: (Progress) -> Void = { _ in }
  ) async throws -> AuditReport {
    let files = try sources.map { try RowFile(path: $0.url.path) }
    let totalBytes = files.reduce(0) { $0 + $1.bytes }
    var bytes = 0
    var sets: [AuditedSet] = []
    for (number, (source, file)) in zip(sources, files).enumerated() {
      var tally = AuditTally()
      let measured = file.pieces == 0 ? 0 : (measuredRows + file.pieces - 1) / file.pieces
      try await forEachRow(of: file, measuring: measured) {
        tally.add($0)
      } afterPiece: { piece in
        let read = piece + 1 == file.pieces ? file.bytes : (piece + 1) * file.bytes / file.pieces
        progress(Progress(set: source.name, bytes: bytes + read, totalBytes: totalBytes))
      }
      guard tally.rows > 0 else {
        throw DatasetError.file(path: source.url.path, reason: "holds no rows")
      }
      bytes += file.bytes
      tally.sort()
      let stated = tally.splits.count == 1 ? tally.splits.first : nil
      let role =
        source.role ?? stated ?? AuditSource.statedSplit(source.url.lastPathComponent)
        ?? (number == 0 ? .train : .test)
      sets.append(AuditedSet(audit: tally.audit(name: source.name, role: role), tally: tally))
    }
    return AuditReport(comparing: sets)
  }

  /// Hands on what is found in each row, in order.
  func forEachRow(
    of file: RowFile, measuring measured: Int, _ body: (RowFacts) -> Void,
    afterPiece: (Int) -> Void = { _ in }
  ) async throws {
    let reader = PromptReader(catalog)
    let pieces = OrderedWork(pieces: 0..<file.pieces, threads: threads) { number in
      let decoder = JSONDecoder()
      return try file.rows(ofPiece: number).enumerated().map { index, row in
        let data: DataRow
        do { data = try decoder.decode(DataRow.self, from: row.text) } catch {
          throw file.error(at: row, "is no row: \(DecodingError.explanation(of: error))")
        }
        return RowFacts(data, reader: reader, isMeasured: index < measured)
      }
    }
    var number = 0
    for try await piece in pieces {
      piece.forEach(body)
      afterPiece(number)
      number += 1
    }
  }
}

/// A set and what its rows came to.
struct AuditedSet {
  let audit: SetAudit
  let tally: AuditTally
}
