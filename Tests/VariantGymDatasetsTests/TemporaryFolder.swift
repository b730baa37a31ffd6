import Foundation
import VariantGym

/// A folder that lasts as long as a test.
final class TemporaryFolder {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("variantgym-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a text file and gives its place.
  func file(_ name: String, _ text: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file
  }

  /// The files of a folder by name; folders inside it left out.
  func files(in name: String = "") throws -> [String: Data] {
    let folder = url.appendingPathComponent(name)
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[name] = try? Data(contentsOf: folder.appendingPathComponent(name))
    }
    return files
  }

  /// A folder of data sets inside this one.
  func data(_ name: String, threads: Int = 2) -> DatasetFolder {
    DatasetFolder(url.appendingPathComponent(name), catalog: .standard, threads: threads)
  }
}

/// Three small sets that differ in environment, content and sampling.
func smallRecipes(rows: Int) throws -> [Recipe] {
  try ["sokoban-sft-thought-diverse", "points-sft-answer-diverse", "points-fake"].map { name in
    var recipe = try StudySets.named(name)
    recipe.rows = min(rows, recipe.sampling == .distinctStarts ? 60 : rows)
    return recipe
  }
}
