public import VariantGymCore

/// Why a data set could not be made, read or trusted.
public enum DatasetError: Error, Hashable, Sendable {
  /// There are not enough distinct instances for the set.
  case tooFewInstances(set: String, found: Int, wanted: Int, tried: Int)
  /// A recipe asks for a number of rows outside `Recipe.rowCounts`.
  case badRowCount(set: String, rows: Int)
  /// A recipe contradicts itself.
  case badRecipe(set: String, reason: String)
  /// A state has no gold answer.
  case noGold(Address)
  /// A reply that should be gold did not pass the verifier.
  case falseGold(Address, reply: String)
  /// The thought of a gold reply is not proven.
  case unprovenThought(Address, reply: String)
  /// The gold reply of a state has no wrong twin.
  case noNegative(Address)
  /// A file cannot be read or written.
  case file(path: String, reason: String)
  /// A line of a file, counted from 1, is not what its recipe gives.
  case badLine(path: String, line: Int, reason: String)
  /// A set that is made anew differs from its manifest.
  case notReproduced(set: String, reason: String)
  /// A set does not hold what the rows of a format are made of.
  case notExported(set: String, format: String, reason: RowError)
  /// A file was written by another version of the layout.
  case wrongSchema(path: String, found: Int, known: Int)
}

extension DatasetError: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .tooFewInstances(let set, let found, let wanted, let tried):
      "the set \(set) wants \(wanted) distinct instances, but \(tried) draws gave only \(found)"
    case .badRowCount(let set, let rows):
      "the set \(set) asks for \(rows) rows; a set has 1 to \(Recipe.rowCounts.upperBound)"
    case .badRecipe(let set, let reason): "the recipe \(set) cannot be carried out: \(reason)"
    case .noGold(let address): "there is no gold answer at \(address)"
    case .falseGold(let address, let reply):
      "the verifier refuses the gold reply at \(address): \(reply)"
    case .unprovenThought(let address, let reply):
      "the thought of the gold reply at \(address) is not proven: \(reply)"
    case .noNegative(let address): "the gold reply at \(address) has no wrong twin"
    case .file(let path, let reason): "\(path): \(reason)"
    case .badLine(let path, let line, let reason): "\(path), line \(line): \(reason)"
    case .notReproduced(let set, let reason): "the set \(set) is not reproduced: \(reason)"
    case .notExported(let set, let format, let reason):
      "the set \(set) gives no rows of \(format): \(reason)"
    case .wrongSchema(let path, let found, let known):
      "\(path) has schema version \(found); this library knows version \(known)"
    }
  }
}
