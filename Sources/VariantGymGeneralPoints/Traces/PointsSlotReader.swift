import VariantGymCore

/// Reads what stands in the slots of phrases about a hand.
enum PointsSlotReader {
  /// The readers by the name of the slot.
  static func all(faces: [Card.Face]) -> [String: PointsPhrases.Book.SlotReader] {
    let symbols = faces.map { Array($0.rawValue.utf8) }
    return [
      "cards": { list(&$0, of: { card(&$0, symbols) }).map(PointsSlot.cards) },
      "card-row": { row(&$0, of: { card(&$0, symbols) }).map(PointsSlot.cards) },
      "values": { list(&$0, of: { cardValue(&$0, symbols) }).map(PointsSlot.values) },
      "value-row": { row(&$0, of: { briefValue(&$0, symbols) }).map(PointsSlot.values) },
      "faces": { faceValues(&$0, symbols).map(PointsSlot.values) },
      "numbers": { list(&$0, of: number).map(PointsSlot.numbers) },
      "number-row": { row(&$0, of: number).map(PointsSlot.numbers) },
      "target": { integer(&$0).map(PointsSlot.target) },
      "operation": { operation(&$0).map(PointsSlot.operation) },
      "formula": { scanner in
        guard let formula = FormulaText.formula(&scanner), case .operation = formula else {
          return nil
        }
        return .formula(formula)
      },
      "equation": { FormulaText.equation(&$0) },
      "start": { ProseEdge.isStart($0) ? .edge : nil },
      "end": { ProseEdge.isEnd($0) ? .edge : nil },
    ]
  }

  // MARK: Lists

  /// Items between commas and `and`.
  private static func list<Item>(
    _ scanner: inout TextScanner, of item: (inout TextScanner) -> Item?
  ) -> [Item]? {
    items(&scanner, between: [", and ", ", ", " and "], of: item)
  }

  /// Items between single spaces.
  private static func row<Item>(
    _ scanner: inout TextScanner, of item: (inout TextScanner) -> Item?
  ) -> [Item]? {
    items(&scanner, between: [" "], of: item)
  }

  private static func items<Item>(
    _ scanner: inout TextScanner, between separators: [String],
    of item: (inout TextScanner) -> Item?
  ) -> [Item]? {
    guard let first = item(&scanner) else { return nil }
    var items = [first]
    search: while true {
      for separator in separators {
        var ahead = scanner
        if ahead.read(separator), let next = item(&ahead) {
          items.append(next)
          scanner = ahead
          continue search
        }
      }
      return items
    }
  }

  // MARK: Numbers

  /// A number without sign that is not part of a longer word, number or formula.
  static func natural(_ scanner: inout TextScanner) -> Int? {
    var number = 0
    var digits = 0
    while let byte = scanner.next, isDigit(byte), digits < 18 {
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
      digits += 1
      scanner.advance()
    }
    guard digits > 0 else { return nil }
    switch scanner.next {
    case UInt8(ascii: ".")?, UInt8(ascii: ",")?:
      let after = scanner.place + 1
      return after < scanner.bytes.endIndex && isDigit(scanner.bytes[after]) ? nil : number
    case let byte?: return isDigit(byte) || isLetter(byte) || byte >= 0x80 ? nil : number
    case nil: return number
    }
  }

  private static func integer(_ scanner: inout TextScanner) -> Int? {
    let isNegative = scanner.read("-")
    return natural(&scanner).map { isNegative ? -$0 : $0 }
  }

  /// A whole number or a fraction without spaces, with or without parentheses.
  static func number(_ scanner: inout TextScanner) -> Rational? {
    let isEnclosed = scanner.read("(")
    guard let top = integer(&scanner) else { return nil }
    var value = Rational(top)
    if scanner.read("/") {
      guard let bottom = natural(&scanner), let fraction = Rational(top, over: bottom) else {
        return nil
      }
      value = fraction
    }
    if isEnclosed { return scanner.read(")") ? value : nil }
    // A formula that goes on right away is no number.
    return scanner.next.map { "+-*/^%(=".utf8.contains($0) } ?? false ? nil : value
  }

  // MARK: Operations

  private static func operation(_ scanner: inout TextScanner) -> PointsOperation? {
    guard let left = operand(&scanner) else { return nil }
    scanner.skipSpaces()
    guard let symbol = FormulaText.symbol(&scanner) else { return nil }
    scanner.skipSpaces()
    guard let right = operand(&scanner) else { return nil }
    scanner.skipSpaces()
    guard scanner.read("=") else { return nil }
    scanner.skipSpaces()
    guard let result = number(&scanner) else { return nil }
    return PointsOperation(left: left, symbol: symbol, right: right, result: result)
  }

  /// A whole number, or anything in parentheses.
  private static func operand(_ scanner: inout TextScanner) -> Rational? {
    if scanner.next == UInt8(ascii: "(") { return number(&scanner) }
    return natural(&scanner).map { Rational($0) }
  }

  // MARK: Cards

  private static func card(_ scanner: inout TextScanner, _ faces: [[UInt8]]) -> Card? {
    if let byte = scanner.next, isDigit(byte) {
      guard let number = natural(&scanner), number > 0 else { return nil }
      return .number(number)
    }
    return symbol(&scanner, faces)
  }

  /// A face or the ace, in upper case and not part of a longer word.
  private static func symbol(_ scanner: inout TextScanner, _ faces: [[UInt8]]) -> Card? {
    let start = scanner.place
    while let byte = scanner.next, isLetter(byte) || isDigit(byte) || byte >= 0x80 {
      scanner.advance()
    }
    let word = scanner.bytes[start..<scanner.place]
    if word.elementsEqual("A".utf8) { return .number(1) }
    guard let face = faces.first(where: { $0.elementsEqual(word) }) else { return nil }
    return .face(Card.Face(rawValue: String(decoding: face, as: UTF8.self)))
  }

  private static func cardValue(
    _ scanner: inout TextScanner, _ faces: [[UInt8]]
  ) -> PointsClaim.CardValue? {
    guard let card = card(&scanner, faces),
      scanner.readOne(of: [" counts as ", " counts ", " is worth "]),
      let value = natural(&scanner)
    else { return nil }
    return PointsClaim.CardValue(card: card, value: value)
  }

  private static func briefValue(
    _ scanner: inout TextScanner, _ faces: [[UInt8]]
  ) -> PointsClaim.CardValue? {
    guard let card = card(&scanner, faces), scanner.read(":"),
      let value = natural(&scanner)
    else { return nil }
    return PointsClaim.CardValue(card: card, value: value)
  }

  private static func faceValues(
    _ scanner: inout TextScanner, _ faces: [[UInt8]]
  ) -> [PointsClaim.CardValue]? {
    guard let first = symbol(&scanner, faces) else { return nil }
    var cards = [first]
    while true {
      var ahead = scanner
      guard ahead.readOne(of: [" = ", "="]), let next = symbol(&ahead, faces) else { break }
      cards.append(next)
      scanner = ahead
    }
    let verbs: [String] = [" = ", "=", " counts as ", " counts ", " is worth ", " is "]
    guard scanner.readOne(of: cards.count > 1 ? [" = ", "="] : verbs),
      let value = natural(&scanner)
    else { return nil }
    return cards.map { PointsClaim.CardValue(card: $0, value: value) }
  }

  // MARK: Bytes

  static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}

extension TextScanner {
  /// Reads the first of some texts that comes next.
  fileprivate mutating func readOne(of texts: [String]) -> Bool {
    for text in texts {
      var ahead = self
      if ahead.read(text) {
        self = ahead
        return true
      }
    }
    return false
  }
}
