import VariantGymCore

/// Finds formulas in a text; the rules' own parser reads them.
enum FormulaText {
  private static let twins: [(bytes: [UInt8], symbol: Formula.Operator)] =
    [
      ("×", .times), ("∗", .times), ("·", .times), ("⋅", .times), ("∙", .times), ("÷", .over),
      ("∕", .over), ("⁄", .over), ("−", .minus), ("–", .minus),
    ].map { (Array(($0 as String).utf8), $1) }

  /// An operator as the rules write it, or one of its typographic twins.
  static func symbol(_ scanner: inout TextScanner) -> Formula.Operator? {
    guard let (symbol, length) = symbol(scanner.bytes[scanner.place...]) else { return nil }
    for _ in 0..<length { scanner.advance() }
    return symbol
  }

  private static func symbol(_ text: ArraySlice<UInt8>) -> (Formula.Operator, length: Int)? {
    switch text.first {
    case UInt8(ascii: "+")?: return (.plus, 1)
    case UInt8(ascii: "-")?: return (.minus, 1)
    case UInt8(ascii: "*")?: return (.times, 1)
    case UInt8(ascii: "/")?: return (.over, 1)
    case let byte? where byte >= 0x80:
      return twins.first { text.starts(with: $0.bytes) }.map { ($0.symbol, $0.bytes.count) }
    default: return nil
    }
  }

  /// The longest run of numbers, operators and parentheses that comes next and may end here, if the
  /// rules can read it as a formula.
  static func formula(_ scanner: inout TextScanner) -> Formula? {
    let start = scanner.place
    var ahead = scanner
    var end = start
    var depth = 0
    scan: while let byte = ahead.next {
      var isEnd = false
      switch byte {
      case UInt8(ascii: " "): ahead.advance()
      case UInt8(ascii: "("):
        depth += 1
        ahead.advance()
      case UInt8(ascii: ")"):
        // One that was not opened here closes something around the formula.
        if depth == 0 { break scan }
        depth -= 1
        isEnd = true
        ahead.advance()
      case let byte where PointsSlotReader.isDigit(byte):
        isEnd = true
        ahead.advance()
      default: if symbol(&ahead) == nil { break scan }
      }
      if isEnd, depth == 0 { end = ahead.place }
    }
    guard end > start, scanner.next != UInt8(ascii: " "),
      let formula = Formula(String(decoding: scanner.bytes[start..<end], as: UTF8.self))
    else { return nil }
    while scanner.place < end { scanner.advance() }
    return formula
  }

  /// Formulas between equals signs, the first of them an operation; the last side may be a number
  /// with a sign.
  static func equation(_ scanner: inout TextScanner) -> PointsSlot? {
    guard let first = formula(&scanner), case .operation = first else { return nil }
    var formulas = [first]
    while true {
      var ahead = scanner
      ahead.skipSpaces()
      guard ahead.read("=") else { break }
      ahead.skipSpaces()
      if ahead.next == UInt8(ascii: "-") {
        guard let value = PointsSlotReader.number(&ahead) else { return nil }
        scanner = ahead
        return .equation(formulas, value)
      }
      guard let side = formula(&ahead) else { return nil }
      formulas.append(side)
      scanner = ahead
    }
    return formulas.count > 1 ? .equation(formulas, nil) : nil
  }
}
