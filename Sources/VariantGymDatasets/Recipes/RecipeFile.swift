public import Foundation
import VariantGymCore

/// Recipes in a JSON file: one object, or an array of them.
///
/// ```json
/// {
///   "name": "my-rooms", "family": "sokoban", "difficulty": {"simple": 3, "two-boxes": 1},
///   "split": "train", "variant": {"base": 1, "random-words": 1}, "sampling": "solution",
///   "content": {"replies": {"thought": {"style": "search"}}}, "rows": 10000, "seed": 7
/// }
/// ```
public enum RecipeFile {
  /// Reads the recipes of a file.
  ///
  /// - Throws: `DatasetError` with the path, and the key and the reason where it is no recipe.
  public static func read(_ url: URL) throws(DatasetError) -> [Recipe] {
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw .file(path: url.path, reason: "cannot be read")
    }
    let decoder = JSONDecoder()
    let isArray = data.first { !" \n\r\t".utf8.contains($0) } == UInt8(ascii: "[")
    do {
      return isArray
        ? try decoder.decode([Recipe].self, from: data)
        : [try decoder.decode(Recipe.self, from: data)]
    } catch {
      throw .file(path: url.path, reason: "is no recipe: \(DecodingError.explanation(of: error))")
    }
  }
}
