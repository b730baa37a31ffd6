import VariantGymCore

/// Where a statement can begin and end inside a sentence of anybody's.
///
/// Numbers in the middle of a formula are no statement, and words may deny or alter one: `8 times
/// 3 + 1 = 25`, `if K = 10`, `8 * 3 = 24 is wrong`. So only what is known to be harmless may stand
/// next to a statement; all else is left unread.
enum ProseEdge {
  private static let openings: Set<String> = [
    "so", "then", "thus", "hence", "therefore", "since", "because", "here", "now", "with", "but",
    "first", "next", "gives", "compute", "check", "try", "and",
  ]
  private static let continuations: Set<String> = [
    "and", "so", "then", "which", "but", "with", "because", "since", "here", "in", "each", "using",
    "leaving",
  ]

  /// Whether a statement can begin at the scanner's place.
  static func isStart(_ scanner: TextScanner) -> Bool {
    let text = scanner.bytes
    var place = scanner.place
    // Before spaces nothing begins; looking back from each of them would take long.
    if let next = scanner.next, isSpace(next) { return false }
    let hasSpace = place > text.startIndex && isSpace(text[place - 1])
    skipSpacesBack(text, &place)
    guard place > text.startIndex else { return true }
    let byte = text[place - 1]
    if PointsSlotReader.isLetter(byte) { return hasSpace && followsOpening(text, place) }
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ">"): return hasSpace
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return true
    case UInt8(ascii: "-"), UInt8(ascii: "*"):
      // The mark of a list.
      return hasSpace && place - 1 == text.startIndex
    case UInt8(ascii: "("):
      var before = place - 1
      skipSpacesBack(text, &before)
      return before == text.startIndex || PointsSlotReader.isLetter(text[before - 1])
    default: return false
    }
  }

  /// Whether a statement can end at the scanner's place.
  static func isEnd(_ scanner: TextScanner) -> Bool {
    var ahead = scanner
    ahead.skipSpaces()
    guard let byte = ahead.next else { return true }
    let hasSpace = ahead.place > scanner.place
    let after = ahead.place + 1
    let isLast = after >= ahead.bytes.endIndex
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";"):
      return !hasSpace && (isLast || !PointsSlotReader.isDigit(ahead.bytes[after]))
    case UInt8(ascii: ")"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      return !hasSpace
    case UInt8(ascii: "("):
      return hasSpace && !isLast && PointsSlotReader.isLetter(ahead.bytes[after])
    case let byte where PointsSlotReader.isLetter(byte):
      let word = ahead.text(atMost: 20) { !PointsSlotReader.isLetter($0) } ?? []
      return hasSpace && continuations.contains(lowercase(word))
    default: return false
    }
  }

  private static func followsOpening(_ text: ArraySlice<UInt8>, _ end: Int) -> Bool {
    var start = end
    while start > text.startIndex, PointsSlotReader.isLetter(text[start - 1]) { start -= 1 }
    let word = lowercase(text[start..<end])
    var before = start
    skipSpacesBack(text, &before)
    // The word itself may belong to something longer.
    guard start == text.startIndex || isSpace(text[start - 1]), openings.contains(word) else {
      return false
    }
    // `the product of 8 and 3 * 1 = 24` says nothing of 3 * 1.
    return word != "and" || before > text.startIndex && text[before - 1] == UInt8(ascii: ",")
  }

  private static func skipSpacesBack(_ text: ArraySlice<UInt8>, _ place: inout Int) {
    while place > text.startIndex, isSpace(text[place - 1]) { place -= 1 }
  }

  private static func lowercase(_ word: ArraySlice<UInt8>) -> String {
    String(decoding: word, as: UTF8.self).lowercased()
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
