public import Foundation
import VariantGymCore

/// The sets of a data folder, written anew as the rows that a trainer reads.
///
/// ```swift
/// let export = try Export(of: URL(fileURLWithPath: "out"), as: RowFormats.named("trl-sft"),
///   sets: ["sokoban-sft-thought-diverse"])
/// try export.write(to: URL(fileURLWithPath: "rows"))
/// ```
/// Beside the files stands a `README.md`, by which the `datasets` library loads the folder. Memory
/// does not grow with the rows.
public struct Export: Sendable {
  let source: URL
  let format: any RowFormat
  let manifest: Manifest
  let sets: [SetSummary]

  /// An export of sets in a folder that `DatasetFolder.generate` wrote.
  ///
  /// - Parameters:
  ///   - folder: The data folder.
  ///   - format: The rows to be written.
  ///   - names: Names of sets; by default all that the format can be made of.
  /// - Throws: `DatasetError` for a folder that cannot be read or is a shard, for a name that is not in
  ///   it, and for a set that rows cannot be made of, if it was named or no set is left.
  public init(
    of folder: URL, as format: any RowFormat, sets names: [String] = []
  ) throws(DatasetError) {
    source = folder
    self.format = format
    manifest = try Manifest(folder: folder)
    guard manifest.shard == .whole else {
      throw .file(path: folder.path, reason: "is a shard; merge all of them first")
    }
    for set in manifest.sets { try set.recipe.checkName() }
    let known = manifest.sets.map(\.recipe.name)
    for name in names where !known.contains(name) {
      throw .file(
        path: folder.path, reason: "has no set '\(name)'; it has \(known.joined(separator: ", "))")
    }
    let asked = manifest.sets.filter { names.isEmpty || names.contains($0.recipe.name) }
    sets = asked.filter { format.refusal(of: $0.recipe) == nil }
    // Sets that are named must all be exported, and at least one of those that are not.
    if sets.isEmpty || !names.isEmpty {
      for set in asked {
        guard let reason = format.refusal(of: set.recipe) else { continue }
        throw .notExported(set: set.recipe.name, format: format.name, reason: reason)
      }
    }
    guard !sets.isEmpty else { throw .file(path: folder.path, reason: "holds no sets") }
  }

  /// Writes the rows, each file under a hidden name until it is complete, then `README.md`.
  ///
  /// Every set that is read is compared with its manifest. A file whose sets are not what the
  /// manifest says is not written.
  ///
  /// - Parameters:
  ///   - folder: Where to; it holds nothing but hidden files, or an earlier export of these files.
  ///   - license: The licence that the `README.md` states, by its name on Hugging Face.
  ///   - progress: Called now and then with the records read.
  /// - Throws: `DatasetError`.
  public func write(
    to folder: URL, license: String = "apache-2.0", progress: (Progress) -> Void = { _ in }
  ) throws {
    let places = places()
    let card = folder.appendingPathComponent(DatasetCard.fileName)
    try claim(folder, files: places.map(\.0.file))
    let lock = try FolderLock(folder)
    defer { withExtendedLifetime(lock) {} }
    // While files change, no card may vouch for them.
    try? FileManager.default.removeItem(at: card)
    var records = 0
    let total = sets.reduce(0) { $0 + $1.rows }
    var files: [ExportedFile] = []
    for (place, sets) in places {
      files.append(
        try write(sets, place, in: folder) { set, count in
          records += count
          progress(Progress(set: set, records: records, totalRecords: total))
        })
    }
    let text = DatasetCard(export: self, files: files, license: license).text
    try PartialFile.write(Array(text.utf8), to: card)
  }

  /// How far an export has come.
  public struct Progress: Sendable {
    /// The set that is being read.
    public let set: String
    /// The records read, of all sets.
    public let records: Int
    /// The records of all sets.
    public let totalRecords: Int
  }

  /// The files with their sets, in the order of the manifest.
  private func places() -> [(RowPlace, [SetSummary])] {
    var places: [(RowPlace, [SetSummary])] = []
    for set in sets {
      let place = format.place(of: set.recipe)
      if let index = places.firstIndex(where: { $0.0 == place }) {
        places[index].1.append(set)
      } else {
        places.append((place, [set]))
      }
    }
    return places
  }

  /// Makes the folder, and refuses one whose files might be taken for rows of this export, or lost.
  private func claim(_ folder: URL, files: [String]) throws(DatasetError) {
    let manager = FileManager.default
    let found: [String]
    do {
      try manager.createDirectory(at: folder, withIntermediateDirectories: true)
      found = try manager.contentsOfDirectory(atPath: folder.path).sorted()
    } catch {
      throw .file(path: folder.path, reason: "the folder cannot be made: \(error)")
    }
    let unfinished = Manifest.unfinished(in: folder).lastPathComponent
    for name in found where !files.contains(name) {
      if name.hasPrefix("."), name != unfinished { continue }
      let path = folder.appendingPathComponent(name).path
      if name == DatasetCard.fileName, DatasetCard.stands(at: path) { continue }
      throw .file(path: path, reason: "stands in the way; export to a folder of its own")
    }
  }

  private func write(
    _ sets: [SetSummary], _ place: RowPlace, in folder: URL,
    progress: (String, Int) -> Void
  ) throws -> ExportedFile {
    let output = try PartialFile(folder.appendingPathComponent(place.file), tag: "export")
    try output.truncate(to: 0)
    var tally = ExportedFile(place: place, sets: sets)
    do {
      for set in sets {
        try forEachBlock(of: set) { bytes, records in
          tally.add(bytes)
          try output.append(bytes)
          progress(set.recipe.name, records)
        }
      }
    } catch {
      output.discard()
      throw error
    }
    try output.commit()
    return tally
  }

  /// Hands on the rows of a set with the number of records that they were made of, and at the end
  /// compares what was read with the manifest.
  private func forEachBlock(of set: SetSummary, _ body: ([UInt8], Int) throws -> Void) throws {
    let path = source.appendingPathComponent(set.file).path
    var lines = try LineReader(path: path)
    let decoder = JSONDecoder()
    var digest = SHA256()
    var records = 0
    var bytes: [UInt8] = []
    var waiting = 0
    while let line = try lines.next() {
      records += 1
      waiting += 1
      line.withUnsafeBytes { digest.add($0) }
      do {
        try format.append(try decoder.decode(Record.self, from: line), to: &bytes)
      } catch let error as RowError {
        throw DatasetError.badLine(path: path, line: records, reason: "\(error)")
      } catch {
        throw DatasetError.badLine(
          path: path, line: records,
          reason: "is no record: \(DecodingError.explanation(of: error))")
      }
      if waiting == Recipe.blockSize {
        try body(bytes, waiting)
        bytes.removeAll(keepingCapacity: true)
        waiting = 0
      }
    }
    try body(bytes, waiting)
    guard records == set.rows, digest.hexadecimal() == set.sha256 else {
      throw DatasetError.file(path: path, reason: "is not what its manifest says")
    }
  }
}

/// A file of rows, in figures.
struct ExportedFile {
  let place: RowPlace
  /// The sets that its rows come from, all of one split.
  let sets: [SetSummary]
  private(set) var rows = 0
  private(set) var bytes = 0
  private var digest = SHA256()

  init(place: RowPlace, sets: [SetSummary]) {
    self.place = place
    self.sets = sets
  }

  mutating func add(_ text: [UInt8]) {
    rows += text.count { $0 == UInt8(ascii: "\n") }
    bytes += text.count
    digest.add(text)
  }

  var sha256: String { digest.hexadecimal() }
}
