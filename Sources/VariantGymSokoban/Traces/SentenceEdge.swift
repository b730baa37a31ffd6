import VariantGymCore

/// Tells whether the words around a statement leave it as it is.
///
/// Inside a sentence of anybody's, words may deny or alter a statement: `if the box is at (3, 5)`,
/// `usually "Up" means up`, `"1" means left is wrong`. So only what is known to be harmless may stand
/// next to one; all else is left unread. A statement that is a sentence of its own always stands.
struct SentenceEdge {
  private static let openings: Set<String> = ["so", "now", "here", "thus", "hence", "and"]
  private static let continuations: Set<String> = ["and", "so", "because", "since"]
  private static let conditions: Set<String> = [
    "if", "unless", "usually", "normally", "not", "or", "once", "when", "after",
  ]

  private let text: [UInt8]

  init(_ text: [UInt8]) {
    self.text = text
  }

  /// Whether nothing beside the statement may deny or alter it.
  ///
  /// - Parameters:
  ///   - range: Where the statement stands.
  ///   - previous: Where the statement ends that was read last.
  func stands(_ range: Range<Int>, after previous: Int) -> Bool {
    begins(range.lowerBound, after: previous) && ends(range.upperBound)
  }

  /// Whether a sentence ends here, but for its mark.
  func endsSentence(_ place: Int) -> Bool {
    let (next, isNewLine) = skippingSpaces(from: place)
    return isNewLine || next == text.count || ".;!".utf8.contains(text[next])
  }

  private func begins(_ place: Int, after previous: Int) -> Bool {
    if isSentenceStart(place) { return true }
    let before = skippingSpacesBack(from: place)
    guard before < place else { return false }
    if text[before - 1] == UInt8(ascii: ":") { return true }
    if follows(before, previous) { return true }
    let (word, start) = self.word(before: before)
    guard Self.openings.contains(word) else { return false }
    let ahead = skippingSpacesBack(from: start)
    if word == "and" { return follows(ahead, previous) }
    return isSentenceStart(start) || ahead < start && text[ahead - 1] == UInt8(ascii: ",")
      || follows(ahead, previous)
  }

  /// Whether nothing but a comma lies between the statement read last and a place.
  private func follows(_ place: Int, _ previous: Int) -> Bool {
    previous > 0
      && (place == previous || place == previous + 1 && text[previous] == UInt8(ascii: ","))
  }

  private func isSentenceStart(_ place: Int) -> Bool {
    let before = skippingSpacesBack(from: place)
    if before == 0 || text[before..<place].contains(where: Self.isLineEnd) { return true }
    return before < place && ".;!?".utf8.contains(text[before - 1])
  }

  private func ends(_ place: Int) -> Bool {
    if endsSentence(place) { return true }
    if text[place] == UInt8(ascii: ",") {
      return !Self.conditions.contains(word(from: skippingSpaces(from: place + 1).place))
    }
    let next = skippingSpaces(from: place).place
    return next > place && Self.continuations.contains(word(from: next))
  }

  private func skippingSpaces(from place: Int) -> (place: Int, isNewLine: Bool) {
    var next = place
    while next < text.count, TextScanner.isSpace(text[next]) {
      if Self.isLineEnd(text[next]) { return (next, true) }
      next += 1
    }
    return (next, false)
  }

  private func skippingSpacesBack(from place: Int) -> Int {
    var before = place
    while before > 0, TextScanner.isSpace(text[before - 1]) { before -= 1 }
    return before
  }

  /// The word that ends at a place, in lower case, and where it starts; one too long is none.
  private func word(before place: Int) -> (String, start: Int) {
    var start = place
    while start > 0, place - start < 12, TextScanner.isWordPart(text[start - 1]) { start -= 1 }
    return (lowercase(text[start..<place]), start)
  }

  private func word(from place: Int) -> String {
    lowercase(text[place...].prefix(12).prefix(while: TextScanner.isWordPart))
  }

  private func lowercase(_ word: ArraySlice<UInt8>) -> String {
    String(decoding: word, as: UTF8.self).lowercased()
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}

extension SentenceEdge {
  private static let motions: Set<String> = [
    "go", "goes", "going", "went", "move", "moves", "moved", "moving", "push", "pushes", "pushed",
    "pushing", "step", "steps", "stepped", "stepping", "walk", "walks", "walked", "walking", "up",
    "down", "left", "right",
  ]

  /// Whether a stretch of words that were not read may have told a move.
  func mayMove(_ range: Range<Int>) -> Bool {
    text[range].split { !TextScanner.isWordPart($0) }.contains { word in
      word.count <= 8 && Self.motions.contains(lowercase(word))
    }
  }
}
