import VariantGymCore

/// The object of an answer, its parts read as they are asked for: into a submission, or straight
/// into a score.
struct PointsAnswer<Bytes: RandomAccessCollection<UInt8>> where Bytes.Index == Int {
  private let bytes: Bytes
  private let object: TolerantObject<Bytes>
  private let formula: TolerantObject<Bytes>.Scalar

  /// The last object of an answer.
  init(_ bytes: Bytes) throws(ReadingError) {
    guard !bytes.allSatisfy(\.isSpace) else { throw ReadingError(.emptyAnswer) }
    object = try TolerantObject(lastIn: bytes)
    guard let formula = object.formula else { throw ReadingError(.missingFormula) }
    self.bytes = bytes
    self.formula = formula
  }

  /// The symbols of the cards; `nil` if there is no list of them.
  var cards: Cards? { object.cards.map { Cards(list: $0) } }

  /// The numbers; `nil` if there is no list of them.
  var numbers: Numbers? { object.numbers.map { Numbers(list: $0) } }

  /// The symbols of cards as they are printed. What names no card stands as it is, or as nothing if
  /// it is too long to name one.
  struct Cards: Sequence, IteratorProtocol {
    fileprivate var list: TolerantObject<Bytes>.List

    mutating func next() -> String? {
      guard let item = list.next() else { return nil }
      let text = list.bytes[item.range]
      return item.isEscaped ? ItemText.symbol(Escapes.undone(in: text)) : ItemText.symbol(text)
    }
  }

  /// Numbers, `nil` for each that is not a whole number of a machine word.
  struct Numbers: Sequence, IteratorProtocol {
    fileprivate var list: TolerantObject<Bytes>.List

    mutating func next() -> Int?? {
      guard let item = list.next() else { return .none }
      let text = list.bytes[item.range]
      return .some(
        item.isEscaped ? ItemText.number(Escapes.undone(in: text)) : ItemText.number(text))
    }
  }

  /// Reads the formula with a builder.
  func equation<Builder: FormulaBuilder>(
    _ builder: inout Builder
  ) throws(ReadingError) -> Equation<Builder.Term> {
    guard formula.isEscaped else {
      var parser = FormulaParser(bytes, in: formula.range)
      return try parser.equation(&builder)
    }
    let text = Escapes.undone(in: bytes[formula.range])
    var parser = FormulaParser(text, in: text.indices)
    // Places in the copy are counted from the formula's start.
    let shift = formula.range.lowerBound
    do throws(ReadingError) {
      var equation = try parser.equation(&builder)
      equation.claimOffset += shift
      return equation
    } catch {
      throw ReadingError(error.cause, at: error.offset + shift)
    }
  }
}

/// What stands for a card or a number in a list.
private enum ItemText {
  static func symbol(_ text: some Collection<UInt8>) -> String {
    if text.count == 1, let byte = text.first, UInt8(ascii: "2") <= byte, byte < 0x80 {
      // Most cards; a letter counts as upper case.
      let isLower = UInt8(ascii: "a") <= byte && byte <= UInt8(ascii: "z")
      return String(Unicode.Scalar(isLower ? byte & ~0x20 : byte))
    }
    // Longer than any way to write a card. Comparing texts puts their marks in order first, which
    // takes quadratic time.
    guard text.count <= 10 * Card.Face.lengthLimit else { return "" }
    let text = String(decoding: text, as: UTF8.self)
    return Card(symbol: text)?.symbol ?? text
  }

  static func number(_ text: some Collection<UInt8>) -> Int? {
    guard let first = text.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    let digits = text.dropFirst(isNegative || first == UInt8(ascii: "+") ? 1 : 0)
    // Eighteen digits cannot overflow, and no card has as many.
    guard 1...18 ~= digits.count else { return nil }
    var magnitude = 0
    for byte in digits {
      guard case let digit = byte &- UInt8(ascii: "0"), digit < 10 else { return nil }
      magnitude = magnitude * 10 + Int(digit)
    }
    return isNegative ? -magnitude : magnitude
  }
}

extension Substring {
  /// Reads the UTF-8 bytes, in place where they are contiguous.
  func withBytes<Content>(
    _ read: (UnsafeBufferPointer<UInt8>) throws(ReadingError) -> Content
  ) throws(ReadingError) -> Content {
    func result(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<Content, ReadingError> {
      Result { () throws(ReadingError) in try read(bytes) }
    }
    let content =
      utf8.withContiguousStorageIfAvailable(result)
      ?? ContiguousArray(utf8).withUnsafeBufferPointer(result)
    return try content.get()
  }
}
