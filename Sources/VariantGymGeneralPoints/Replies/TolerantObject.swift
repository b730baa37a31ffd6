import VariantGymCore

/// Reads the object of an answer, forgiving what a careful person would forgive: text, a code fence
/// or further braces around it, single quotes, missing quotes, trailing commas.
///
/// Where an answer holds several objects, the last one counts. It begins at the last `{` that a `}`
/// follows, and ends at the first `}` outside quotes. Linear in the length of the answer, and
/// without memory of its own: it keeps places, and reads a list anew for whoever asks for it.
struct TolerantObject<Bytes: RandomAccessCollection<UInt8>> where Bytes.Index == Int {
  typealias Scalar = ScalarReader<Bytes>.Scalar

  /// The value of `formula`, unless that is a list.
  private(set) var formula: Scalar?
  /// The list `cards`.
  private(set) var cards: List?
  /// The list `number`, which `numbers` may stand for.
  var numbers: List? { number ?? plural }

  // Where a key stands twice, the last one counts.
  private var number: List?
  private var plural: List?

  /// The items of a list that was found to be well formed.
  struct List: Sequence, IteratorProtocol {
    fileprivate var reader: ScalarReader<Bytes>

    var bytes: Bytes { reader.bytes }

    mutating func next() -> Scalar? { (try? reader.item()) ?? nil }
  }

  init(lastIn bytes: Bytes) throws(ReadingError) {
    guard let end = bytes.lastPlace(of: Self.close, before: bytes.endIndex),
      let start = bytes.lastPlace(of: UInt8(ascii: "{"), before: end)
    else { throw ReadingError(.noObject) }
    var reader = ScalarReader(bytes, from: start + 1)
    while try reader.next() != Self.close {
      try readField(&reader)
      if try reader.next() == Self.close { return }
      try reader.skip(UInt8(ascii: ","))
    }
  }

  private static var close: UInt8 { UInt8(ascii: "}") }

  private mutating func readField(_ reader: inout ScalarReader<Bytes>) throws(ReadingError) {
    let key = try reader.scalar(before: UInt8(ascii: ":"))
    try reader.skip(UInt8(ascii: ":"))
    func isKey(_ word: StaticString) -> Bool { Self.isKey(key, word, in: reader.bytes) }
    if try reader.next() == UInt8(ascii: "[") {
      try reader.skip(UInt8(ascii: "["))
      let list = List(reader: reader)
      while try reader.item() != nil {}
      if isKey("cards") {
        cards = list
      } else if isKey("number") {
        number = list
      } else if isKey("numbers") {
        plural = list
      }
    } else {
      let value = try reader.scalar(before: UInt8(ascii: ","))
      if isKey("formula") { formula = value }
    }
  }

  /// Whether a key is the given lower-case word, in any case.
  private static func isKey(_ key: Scalar, _ word: StaticString, in bytes: Bytes) -> Bool {
    guard !key.isEscaped, key.range.count == word.utf8CodeUnitCount else { return false }
    for offset in 0..<key.range.count
    where bytes[key.range.lowerBound + offset] | 0x20 != word.utf8Start[offset] {
      return false
    }
    return true
  }
}

extension RandomAccessCollection<UInt8> where Index == Int {
  /// The last place of a byte before another place. Much of an answer is passed over here, and a
  /// slice would check its bounds at every step.
  fileprivate func lastPlace(of byte: UInt8, before end: Int) -> Int? {
    var place = end
    while place > startIndex {
      place -= 1
      if self[place] == byte { return place }
    }
    return nil
  }
}
