/// Run-length encoding as level files use it: a number repeats the symbol or the group after it.
enum RunLength {
  /// A symbol and where it stands in its source, so that faults can be placed.
  struct Token: Hashable {
    let byte: UInt8
    let position: Int32

    init(_ byte: UInt8, at position: Int32) {
      self.byte = byte
      self.position = position
    }
  }

  struct Failure: Error {
    let isTooLong: Bool
    let position: Int32
  }

  /// Whether a byte belongs to the encoding and is no symbol of its own.
  static func isControl(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  /// Writes every run out; groups may be nested.
  ///
  /// Takes time linear in the tokens and `limit`: groups that repeat nothing cost nothing, and the
  /// first repetition that would pass the limit ends it.
  static func expand(_ tokens: [Token], limit: Int) throws(Failure) -> [Token] {
    var output: [Token] = []
    output.reserveCapacity(tokens.count)
    var groups: [(start: Int, count: Int, position: Int32)] = []
    var count: Int?
    var countPosition: Int32 = 0
    for token in tokens {
      if isDigit(token.byte) {
        if count == nil { countPosition = token.position }
        // Counts beyond the limit stay beyond it, and never overflow.
        count = min((count ?? 0) * 10 + Int(token.byte - UInt8(ascii: "0")), limit + 1)
        continue
      }
      if count == 0 { throw Failure(isTooLong: false, position: countPosition) }
      switch token.byte {
      case UInt8(ascii: "("):
        groups.append((output.count, count ?? 1, token.position))
      case UInt8(ascii: ")"):
        guard count == nil, let group = groups.popLast() else {
          throw Failure(isTooLong: false, position: token.position)
        }
        let length = output.count - group.start
        guard length == 0 || group.count <= (limit - group.start) / length else {
          throw Failure(isTooLong: true, position: group.position)
        }
        if length > 0 {
          for _ in 1..<group.count {
            output.append(contentsOf: output[group.start..<group.start + length])
          }
        }
      default:
        guard output.count + (count ?? 1) <= limit else {
          throw Failure(isTooLong: true, position: token.position)
        }
        output.append(contentsOf: repeatElement(token, count: count ?? 1))
      }
      count = nil
    }
    guard count == nil else { throw Failure(isTooLong: false, position: countPosition) }
    if let group = groups.last { throw Failure(isTooLong: false, position: group.position) }
    return output
  }

  /// Writes runs of equal bytes as a count and the byte; runs of one keep just the byte.
  static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var (text, last, count) = ("", UInt8(0), 0)
    func flush() {
      if count > 1 { text += String(count) }
      if count > 0 { text.unicodeScalars.append(Unicode.Scalar(last)) }
    }
    for byte in bytes {
      if byte != last || count == 0 {
        flush()
        (last, count) = (byte, 0)
      }
      count += 1
    }
    flush()
    return text
  }
}
