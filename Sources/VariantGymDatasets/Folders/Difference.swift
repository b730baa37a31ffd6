import Foundation

/// Says in which fields two lines of a data set differ.
enum Difference {
  static func between(_ found: Data, _ expected: Data) -> String {
    guard let found = object(found), let expected = object(expected) else {
      return "the line is not a JSON object"
    }
    let names = Set(found.keys).union(expected.keys).sorted()
    let differing = names.filter { found[$0] != expected[$0] }
    return differing.isEmpty
      ? "the line is written differently, though its content is the same"
      : "the recipe gives another \(differing.joined(separator: ", "))"
  }

  private static func object(_ line: Data) -> [String: NSObject]? {
    (try? JSONSerialization.jsonObject(with: line)) as? [String: NSObject]
  }
}
