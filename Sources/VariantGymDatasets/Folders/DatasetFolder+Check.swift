import Foundation
public import VariantGymCore

extension DatasetFolder {
  /// Makes every row anew, verifies it, and compares it with what stands on disk.
  ///
  /// - Parameter progress: Called after each set.
  /// - Throws: `DatasetError` with the first line that differs and the fields in which it does.
  public func check(progress: (SetSummary) -> Void = { _ in }) async throws {
    let manifest = try Manifest(folder: url)
    for summary in manifest.sets {
      try await check(summary, manifest.shard)
      progress(summary)
    }
  }

  private func check(_ summary: SetSummary, _ shard: Shard) async throws {
    let path = url.appendingPathComponent(summary.file).path
    var lines = try LineReader(path: path)
    let found = try await tally(summary.recipe, shard) { text, rows in
      for (offset, expected) in text.bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
        guard let line = try lines.next() else {
          throw DatasetError.badLine(
            path: path, line: rows + offset + 1,
            reason: "the file ends here, \(summary.rows - rows - offset) rows too early")
        }
        guard line.dropLast().elementsEqual(expected) else {
          throw DatasetError.badLine(
            path: path, line: rows + offset + 1, reason: Difference.between(line, Data(expected)))
        }
      }
    }
    if try lines.next() != nil {
      throw DatasetError.badLine(
        path: path, line: found.rows + 1, reason: "the recipe gives no such row")
    }
    guard found.summary(of: summary.recipe, file: summary.file) == summary else {
      throw DatasetError.file(
        path: path, reason: "its rows are right, but the manifest's figures are not")
    }
  }

  /// Makes the rows of a set anew and hands on each block with the number of rows before it.
  fileprivate func tally(
    _ recipe: Recipe, _ shard: Shard, each body: (BlockText, Int) throws -> Void = { _, _ in }
  ) async throws -> SetTally {
    let draw = try RowDraw(recipe, catalog: catalog)
    var tally = SetTally()
    for try await text in blocks([(draw, shard.run(of: recipe.blockCount))]) {
      try body(text, tally.rows)
      tally.add(text)
    }
    return tally
  }
}

extension Manifest {
  /// Makes every set anew, without its files, and compares it with the manifest's figures.
  ///
  /// - Parameters:
  ///   - catalog: The environments that recipes name.
  ///   - threads: How many threads work at once, at least 1.
  ///   - progress: Called after each set, with the figures found.
  /// - Throws: `DatasetError` with the first set that differs, and in what; and what `generate` throws.
  public func reproduce(
    in catalog: Catalog, threads: Int, progress: (SetSummary) -> Void = { _ in }
  ) async throws {
    let maker = DatasetFolder(URL(fileURLWithPath: "."), catalog: catalog, threads: threads)
    for expected in sets {
      let found = try await maker.tally(expected.recipe, shard).summary(
        of: expected.recipe, file: expected.file)
      if let difference = expected.difference(to: found) {
        throw DatasetError.notReproduced(set: expected.recipe.name, reason: difference)
      }
      progress(found)
    }
  }
}

extension SetSummary {
  /// The first figure that differs, in words.
  fileprivate func difference(to found: SetSummary) -> String? {
    let figures: [(String, KeyPath<SetSummary, String>)] = [
      ("rows", \.rows.description), ("distinct instances", \.distinctInstances.description),
      ("instances", \.instancesSHA256), ("distinct contents", \.distinctContents.description),
      ("bytes", \.bytes.description), ("SHA-256", \.sha256),
    ]
    return figures.first { self[keyPath: $0.1] != found[keyPath: $0.1] }.map {
      "\($0.0): the manifest says \(self[keyPath: $0.1]), this library makes \(found[keyPath: $0.1])"
    }
  }
}
