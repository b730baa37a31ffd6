public import Foundation
public import VariantGymCore

/// A folder of data sets: one file of JSON lines a set, and a manifest.
public struct DatasetFolder: Sendable {
  /// The folder.
  public let url: URL
  private let catalog: Catalog
  private let threads: Int

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

  /// Writes sets, each to a temporary file that is renamed when it is complete, then the manifest.
  ///
  /// - Parameters:
  ///   - recipes: The sets.
  ///   - progress: Called after each set.
  /// - Throws: `DatasetError`, `GenerationError`, `UnknownName`.
  public func generate(
    _ recipes: [Recipe], progress: (SetSummary) -> Void = { _ in }
  ) async throws {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw DatasetError.file(path: url.path, reason: "the folder cannot be made")
    }
    var summaries: [SetSummary] = []
    for recipe in recipes {
      let summary = try await generate(recipe)
      summaries.append(summary)
      progress(summary)
    }
    try Manifest(sets: summaries).write(to: url)
  }

  private func generate(_ recipe: Recipe) async throws -> SetSummary {
    let file = "\(recipe.name).jsonl"
    let output = try AtomicFile(url.appendingPathComponent(file))
    var counts = Counts()
    do {
      try await RowStream(recipe, catalog: catalog, threads: threads).forEach { row in
        counts.add(row)
        try output.append(row.line)
      }
      try output.commit()
    } catch {
      output.discard()
      throw error
    }
    return counts.summary(of: recipe, file: file)
  }

  /// Makes every row anew, verifies it, and compares it with what stands on disk.
  ///
  /// - Parameter progress: Called after each set.
  /// - Throws: `DatasetError` with the first line that differs and the fields in which it does.
  public func check(progress: (SetSummary) -> Void = { _ in }) async throws {
    for summary in try Manifest(folder: url).sets {
      try await check(summary)
      progress(summary)
    }
  }

  private func check(_ summary: SetSummary) async throws {
    let path = url.appendingPathComponent(summary.file).path
    var lines = try LineReader(path: path)
    var counts = Counts()
    try await RowStream(summary.recipe, catalog: catalog, threads: threads).forEach { row in
      counts.add(row)
      guard let line = try lines.next() else {
        throw DatasetError.badLine(
          path: path, line: counts.rows,
          reason: "the file ends here, \(summary.recipe.rows - counts.rows + 1) rows too early")
      }
      guard line == row.line else {
        throw DatasetError.badLine(
          path: path, line: counts.rows, reason: Difference.between(line, row.line))
      }
    }
    if try lines.next() != nil {
      throw DatasetError.badLine(
        path: path, line: counts.rows + 1, reason: "the recipe gives no such row")
    }
    guard counts.summary(of: summary.recipe, file: summary.file) == summary else {
      throw DatasetError.file(
        path: path, reason: "its rows are right, but the manifest's figures are not")
    }
  }
}

private struct Counts {
  private(set) var rows = 0
  private var bytes = 0
  private var instances: Set<ContentKey> = []
  private var contents: Set<ContentKey> = []

  mutating func add(_ row: RowStream.Row) {
    rows += 1
    bytes += row.line.count
    instances.insert(row.identityKey)
    contents.formUnion(row.acceptedKeys)
  }

  func summary(of recipe: Recipe, file: String) -> SetSummary {
    SetSummary(
      recipe: recipe, file: file, rows: rows, distinctInstances: instances.count,
      distinctContents: contents.count, bytes: bytes)
  }
}
