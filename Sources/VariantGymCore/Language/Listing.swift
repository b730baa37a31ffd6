extension [String] {
  /// The texts as a sentence lists them, such as `a, b and c`.
  package func listed(by word: String = "and") -> String {
    guard let last, count > 1 else { return first ?? "" }
    return "\(dropLast().joined(separator: ", ")) \(word) \(last)"
  }
}
