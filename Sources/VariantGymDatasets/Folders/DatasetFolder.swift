public import Foundation
public import VariantGymCore

/// A folder of data sets: one file of JSON lines a set, and a manifest.
public struct DatasetFolder: Sendable {
  /// The folder.
  public let url: URL
  let catalog: Catalog
  let threads: Int

  /// A folder that may not exist yet.
  ///
  /// - Parameters:
  ///   - url: Where the folder is.
  ///   - catalog: The environments that recipes name.
  ///   - threads: How many threads work at once, at least 1. They do not change a byte.
  public init(
    _ url: URL, catalog: Catalog,
    threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) {
    self.url = url
    self.catalog = catalog
    self.threads = threads
  }

  /// How far work on a folder has come.
  public struct Progress: Sendable {
    /// The set that is being worked on.
    public let set: String
    /// The rows done, of all sets.
    public let rows: Int
    /// Those of them that an earlier run had done.
    public let earlierRows: Int
    /// The rows of all sets.
    public let totalRows: Int
  }

  /// Writes sets, each to a hidden file that is renamed when it is complete, then the manifest.
  ///
  /// An interrupted generation of the same sets is taken up where whole blocks of rows end, and gives
  /// the same bytes. Sets that stand in the folder complete are not made again. A folder is written
  /// by one process at a time.
  ///
  /// - Parameters:
  ///   - recipes: The sets, with names of their own.
  ///   - shard: The part of them to be made.
  ///   - progress: Called after each block of rows.
  /// - Throws: `DatasetError`, `GenerationError`, `UnknownName`, `SettingsError`, `SearchLimit`.
  public func generate(
    _ recipes: [Recipe], shard: Shard = .whole, progress: (Progress) -> Void = { _ in }
  ) async throws {
    let draws = try recipes.map { try RowDraw($0, catalog: catalog) }
    for (index, recipe) in recipes.enumerated()
    where recipes[..<index].contains(where: { $0.name == recipe.name }) {
      throw DatasetError.badRecipe(set: recipe.name, reason: "another recipe has the same name")
    }
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw DatasetError.file(path: url.path, reason: "the folder cannot be made")
    }
    let lock = try FolderLock(url)
    defer { withExtendedLifetime(lock) {} }
    try await write(draws, shard, progress)
  }

  private func write(
    _ draws: [RowDraw], _ shard: Shard, _ progress: (Progress) -> Void
  ) async throws {
    var finished = try finishedSets(of: draws.map(\.recipe), shard)
    var files = try draws.filter { draw in !finished.contains { $0.recipe == draw.recipe } }
      .map { try SetFile($0, shard: shard, folder: url) }
    let earlier = (finished.map(\.rows) + files.map(\.rows)).reduce(0, +)
    let total = (finished.map(\.rows) + files.map(\.totalRows)).reduce(0, +)
    var rows = earlier
    let texts = blocks(files.map { ($0.draw, $0.blocks) }).makeAsyncIterator()
    for index in files.indices {
      while !files[index].blocks.isEmpty, let text = try await texts.next() {
        try files[index].append(text)
        rows += text.keys.count
        progress(
          Progress(
            set: files[index].draw.recipe.name, rows: rows, earlierRows: earlier, totalRows: total))
      }
      finished.append(try files[index].commit())
      try Manifest(sets: finished, shard: shard).write(to: Manifest.unfinished(in: url))
    }
    let sets = draws.map { draw in finished.first { $0.recipe == draw.recipe }! }
    try Manifest(sets: sets, shard: shard).write(to: Manifest.unfinished(in: url))
    try replace(url.appendingPathComponent(Manifest.fileName), with: Manifest.unfinished(in: url))
    removeLeftovers()
  }

  /// Removes what interrupted work left behind, that of other recipes too.
  func removeLeftovers() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    for name in names where name.hasPrefix(".") && name.hasSuffix(PartialFile.suffix) {
      try? FileManager.default.removeItem(at: url.appendingPathComponent(name))
    }
  }

  /// The sets that stand in the folder complete, as a manifest has them.
  private func finishedSets(of recipes: [Recipe], _ shard: Shard) throws -> [SetSummary] {
    let manifest = url.appendingPathComponent(Manifest.fileName)
    let unfinished = Manifest.unfinished(in: url)
    // While files change, no manifest may vouch for them.
    if FileManager.default.fileExists(atPath: manifest.path) {
      try replace(unfinished, with: manifest)
    }
    guard let known = try? Manifest(file: unfinished), known.library == libraryVersion,
      known.shard == shard
    else { return [] }
    return known.sets.filter { set in
      recipes.contains(set.recipe) && set.sha256 == (try? digest(ofFile: set.file))
    }
  }

  /// The texts of the blocks of several sets, in order.
  func blocks(_ sets: [(draw: RowDraw, blocks: Range<Int>)]) -> OrderedWork<BlockText> {
    var starts: [Int] = []
    var total = 0
    for set in sets {
      starts.append(total)
      total += set.blocks.count
    }
    return OrderedWork(pieces: 0..<total, threads: threads) { [starts] piece in
      // Sets without blocks share their start with the next, so that the last one is meant.
      let set = starts.lastIndex { $0 <= piece }!
      let number = sets[set].blocks.lowerBound + piece - starts[set]
      return try BlockText.make(number, of: sets[set].draw)
    }
  }

  func digest(ofFile name: String) throws(DatasetError) -> String {
    let path = url.appendingPathComponent(name).path
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .file(path: path, reason: "cannot be read")
    }
    var digest = SHA256()
    do {
      while let bytes = try handle.read(upToCount: 1 << 20), !bytes.isEmpty {
        bytes.withUnsafeBytes { digest.add($0) }
      }
    } catch {
      throw .file(path: path, reason: "cannot be read: \(error)")
    }
    return digest.hexadecimal()
  }
}
