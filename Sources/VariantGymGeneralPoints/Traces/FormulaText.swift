import VariantGymCore

/// Finds formulas in a text; the rules' own parser reads them.
enum FormulaText {
  /// An operator as the rules write it, or one of its typographic twins.
  static func symbol(_ scanner: inout TextScanner) -> Formula.Operator? {
    let symbol = next(scanner)
    guard case .operation(let operation) = symbol.kind else { return nil }
    for _ in 0..<symbol.length { scanner.advance() }
    return operation
  }

  /// What comes next, read as in an answer.
  private static func next(_ scanner: TextScanner) -> FormulaSymbol {
    FormulaSymbol(at: scanner.place, in: scanner.bytes, before: scanner.bytes.endIndex)
  }

  /// The longest run of numbers, operators and parentheses that comes next and may end here, if the
  /// rules can read it as a formula.
  static func formula(_ scanner: inout TextScanner) -> Formula? {
    let start = scanner.place
    var ahead = scanner
    var end = start
    var depth = 0
    scan: while let byte = ahead.next {
      var isEnd = PointsSlotReader.isDigit(byte)
      if isEnd {
        ahead.advance()
      } else {
        let symbol = next(ahead)
        switch symbol.kind {
        case .space, .operation: break
        case .opening: depth += 1
        case .closing:
          // One that was not opened here closes something around the formula.
          if depth == 0 { break scan }
          depth -= 1
          isEnd = true
        case .equals, .other, .end: break scan
        }
        for _ in 0..<symbol.length { ahead.advance() }
      }
      if isEnd, depth == 0 { end = ahead.place }
    }
    guard end > start, next(scanner).kind != .space,
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
