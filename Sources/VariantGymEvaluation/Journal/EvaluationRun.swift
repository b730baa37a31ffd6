public import Foundation
import VariantGymCore

/// What a journal holds: an evaluation, as far as it was played.
public struct EvaluationRun: Sendable {
  /// Which evaluation it is.
  public let header: JournalHeader
  /// The plays, in the order of tasks and samples, whatever the order in which they ended. Of a play
  /// that failed and was asked for again, the last result.
  public let results: [EpisodeResult]

  /// An evaluation that was played.
  public init(header: JournalHeader, results: [EpisodeResult]) {
    self.header = header
    self.results = results.sorted { ($0.task, $0.sample) < ($1.task, $1.sample) }
  }

  /// Reads a journal.
  ///
  /// A broken last line is passed over: it is what an interrupted write leaves behind.
  ///
  /// - Throws: `JournalError` if the file cannot be read, is no journal, or a line before the last is
  ///   broken.
  public init(reading url: URL) throws(JournalError) {
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw .file(path: url.path, reason: "cannot be read")
    }
    let text = try JournalText(data, path: url.path)
    guard let header = text.header else { throw .notAJournal(path: url.path) }
    self.init(header: header, results: text.results)
  }

  /// An evaluation as far as a journal holds it: nothing of it where there is no such file, which stays so.
  ///
  /// This is what a `Journal` of the same file and header would go on from; nothing is locked or changed.
  ///
  /// - Throws: `JournalError` if the file cannot be read, is the journal of another evaluation, or a line
  ///   before the last is broken.
  public init(_ header: JournalHeader, in url: URL) throws(JournalError) {
    guard FileManager.default.fileExists(atPath: url.path) else {
      self.init(header: header, results: [])
      return
    }
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw .file(path: url.path, reason: "cannot be read")
    }
    self.init(header: header, results: try JournalText(data, path: url.path, of: header).results)
  }

  /// How many plays are missing, or were never begun.
  public var missing: Int { header.plays - results.count }

  /// How many plays the policy failed to answer.
  public var failed: Int { results.count { !$0.isPlayed } }
}

/// The lines of a journal, read and checked.
struct JournalText {
  private(set) var header: JournalHeader?
  private(set) var results: [EpisodeResult] = []
  /// Where the last whole line ends, in bytes.
  private(set) var length = 0

  private let path: String
  private var line = 0
  private var places: [Evaluator.Unit: Int] = [:]

  init(_ data: Data, path: String) throws(JournalError) {
    self.path = path
    let decoder = JSONDecoder()
    while length < data.count {
      line += 1
      let rest = data[(data.startIndex + length)...]
      // A line without its end, or with a wrong checksum at the end of the file, was being written.
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return }
      if let object = JournalLine.open(rest[..<end]) {
        try take(object, decoder)
      } else if header == nil {
        throw .notAJournal(path: path)
      } else if end + 1 < data.endIndex {
        throw bad("its checksum does not fit: the line was cut or changed")
      } else {
        return
      }
      length = end + 1 - data.startIndex
    }
  }

  /// The lines of a journal that an evaluation goes on with.
  init(_ data: Data, path: String, of header: JournalHeader) throws(JournalError) {
    try self.init(data, path: path)
    if let known = self.header {
      if let difference = known.difference(from: header) {
        throw .otherRun(path: path, reason: difference)
      }
      return
    }
    let line: [UInt8]
    do { line = try header.line } catch {
      throw .file(path: path, reason: "cannot be compared: \(error)")
    }
    // Only what could be the beginning of this header may be written over.
    guard line.starts(with: data) else { throw .notAJournal(path: path) }
  }

  private mutating func take(_ object: Data, _ decoder: JSONDecoder) throws(JournalError) {
    guard let header else {
      self.header = try header(object, decoder)
      return
    }
    let result: EpisodeResult
    do { result = try decoder.decode(EpisodeResult.self, from: object) } catch {
      throw bad("it is no episode: \(error)")
    }
    guard header.shard.run(of: header.taskCount).contains(result.task),
      (0..<header.settings.samples).contains(result.sample)
    else {
      throw bad("there is no task \(result.task), sample \(result.sample) in this evaluation")
    }
    try add(result)
  }

  private func header(
    _ object: Data, _ decoder: JSONDecoder
  ) throws(JournalError) -> JournalHeader {
    struct Version: Decodable { let journal: Int }
    guard let version = try? decoder.decode(Version.self, from: object).journal else {
      throw .notAJournal(path: path)
    }
    guard version == JournalHeader.schemaVersion,
      let header = try? decoder.decode(JournalHeader.self, from: object)
    else {
      let known = JournalHeader.schemaVersion
      throw .otherRun(
        path: path, reason: "its layout is version \(version), this library's is \(known)")
    }
    guard header.isPossible else { throw .notAJournal(path: path) }
    return header
  }

  private mutating func add(_ result: EpisodeResult) throws(JournalError) {
    guard let place = places[result.unit] else {
      places[result.unit] = results.count
      results.append(result)
      return
    }
    guard !results[place].isPlayed else {
      throw bad("task \(result.task), sample \(result.sample) was answered before")
    }
    results[place] = result
  }

  private func bad(_ reason: String) -> JournalError {
    .badLine(path: path, line: line, reason: reason)
  }
}
