import Foundation
import VariantGymCore

extension DatasetFolder {
  /// Verifies the shards that stand in the folder and joins them to the same bytes as if one machine
  /// had made them. The shards stay.
  ///
  /// - Parameter progress: Called after each set.
  /// - Throws: `DatasetError` for shards that are missing, differ in their recipes, schema or library,
  ///   or whose files are not what their manifests say.
  public func merge(progress: (SetSummary) -> Void = { _ in }) throws {
    let lock = try FolderLock(url)
    defer { withExtendedLifetime(lock) {} }
    let shards = try self.shards()
    let manifest = url.appendingPathComponent(Manifest.fileName)
    // While files change, no manifest may vouch for them.
    if FileManager.default.fileExists(atPath: manifest.path) {
      try FileManager.default.removeItem(at: manifest)
    }
    var sets: [SetSummary] = []
    for index in shards[0].manifest.sets.indices {
      sets.append(try merge(set: index, of: shards))
      progress(sets[index])
    }
    try Manifest(sets: sets, shard: .whole).write(to: manifest)
    removeLeftovers()
  }

  private typealias ShardFolder = (folder: URL, manifest: Manifest)

  /// All shards in order, which belong together.
  private func shards() throws -> [ShardFolder] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: url.path)
        .filter { $0.hasPrefix("shard-") }.sorted()
    } catch {
      throw DatasetError.file(path: url.path, reason: "cannot be read")
    }
    let found = try names.map { name in
      let folder = url.appendingPathComponent(name)
      return (folder, try Manifest(folder: folder))
    }
    guard let first = found.first else {
      throw DatasetError.file(path: url.path, reason: "holds no shards")
    }
    let count = first.1.shard.count
    for (folder, manifest) in found {
      guard manifest.shard.count == count, manifest.library == first.1.library,
        manifest.sets.map(\.recipe) == first.1.sets.map(\.recipe)
      else {
        throw DatasetError.file(
          path: folder.path,
          reason: "belongs to another generation than \(first.0.lastPathComponent)")
      }
    }
    return try (0..<count).map { index in
      guard let shard = found.first(where: { $0.1.shard.index == index }) else {
        throw DatasetError.file(
          path: url.path, reason: "shard \(index)/\(count) is missing, counted from 0")
      }
      return shard
    }
  }

  private func merge(set index: Int, of shards: [ShardFolder]) throws -> SetSummary {
    let recipe = shards[0].manifest.sets[index].recipe
    let file = shards[0].manifest.sets[index].file
    // A manifest's words become a path.
    try recipe.checkName()
    guard file == "\(recipe.name).jsonl" else {
      throw DatasetError.file(
        path: shards[0].folder.path,
        reason: "its manifest names '\(file)', not '\(recipe.name).jsonl'")
    }
    let output = try PartialFile(url.appendingPathComponent(file), tag: "merged")
    try output.truncate(to: 0)
    var tally = SetTally()
    for (folder, manifest) in shards {
      let summary = manifest.sets[index]
      let path = folder.appendingPathComponent(summary.file).path
      var own = SetTally()
      var lines = try LineReader(path: path)
      var text = BlockText()
      func flush() throws {
        try output.append(text.bytes)
        own.add(text)
        tally.add(text)
        text = BlockText()
      }
      while let line = try lines.next() {
        guard let keys = RowKeys(ofLine: line) else {
          throw DatasetError.badLine(
            path: path, line: own.rows + text.keys.count + 1, reason: "is no record")
        }
        text.append(line, keys)
        if text.keys.count == Recipe.blockSize { try flush() }
      }
      try flush()
      guard own.summary(of: recipe, file: file) == summary else {
        throw DatasetError.file(path: path, reason: "is not what its shard's manifest says")
      }
    }
    try output.commit()
    return tally.summary(of: recipe, file: file)
  }
}
