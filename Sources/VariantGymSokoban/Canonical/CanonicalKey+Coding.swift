extension CanonicalKey: LosslessStringConvertible {
  /// The bytes as lowercase hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads what `description` wrote; nil for anything else.
  ///
  /// Takes time linear in the length.
  public init?(_ description: String) {
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in description.utf8 {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      default: return nil
      }
      if let upper = high {
        bytes.append(upper << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    guard high == nil else { return nil }
    self.init(bytes: bytes)
  }

  /// Reads a byte form; nil where it is not the `bytes` of a key.
  ///
  /// Whatever is accepted is canonical: cropped, connected and the smallest of its pictures. Takes
  /// time linear in the length.
  public init?(bytes: [UInt8]) {
    guard let kind = bytes.first.flatMap(Kind.init(rawValue:)),
      let floor = ReachableFloor(bytes: bytes, kind: kind), floor.isCroppedAndConnected
    else { return nil }
    let key = CanonicalKey(kind, of: floor)
    guard key.bytes == bytes else { return nil }
    self = key
  }
}

extension CanonicalKey: Codable {
  /// Reads the text that `description` gives.
  ///
  /// - Throws: `DecodingError` where the text is not that of a key.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let key = CanonicalKey(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not the text of a canonical key")
    }
    self = key
  }

  /// Writes `description`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension ReachableFloor {
  /// Reads the planes of a byte form, without asking whether they are canonical.
  fileprivate init?(bytes: [UInt8], kind: CanonicalKey.Kind) {
    var position = 1
    guard let height = CanonicalKey.number(in: bytes, at: &position),
      let width = CanonicalKey.number(in: bytes, at: &position), height > 0, width > 0
    else { return nil }
    let stride = (width + 7) / 8
    let flags: [Cell] = kind == .state ? [.floor, .target, .box] : [.floor, .target]
    // The sides have at most 35 bits each, so that no product here can overflow after this test.
    guard height <= bytes.count, stride <= bytes.count,
      flags.count * height * stride <= bytes.count - position
    else { return nil }
    var cells = [Cell](repeating: [], count: height * width)
    for flag in flags {
      for row in 0..<height {
        for column in 0..<8 * stride
        where bytes[position + column / 8] >> UInt8(column & 7) & 1 == 1 {
          guard column < width else { return nil }
          cells[row * width + column].insert(flag)
        }
        position += stride
      }
    }
    guard cells.allSatisfy({ $0.isEmpty || $0.contains(.floor) }) else { return nil }
    var player: Int?
    if kind == .state {
      guard let row = CanonicalKey.number(in: bytes, at: &position),
        let column = CanonicalKey.number(in: bytes, at: &position), row < height, column < width,
        cells[row * width + column].contains(.floor), !cells[row * width + column].contains(.box)
      else { return nil }
      player = row * width + column
    }
    guard position == bytes.count else { return nil }
    self.init(height: height, width: width, cells: cells, player: player)
  }

  fileprivate var isCroppedAndConnected: Bool {
    let floor = cells.indices.filter { cells[$0].contains(.floor) }
    guard let first = floor.first, let last = floor.last, first < width,
      last >= (height - 1) * width, floor.contains(where: { $0 % width == 0 }),
      floor.contains(where: { $0 % width == width - 1 })
    else { return false }
    var reached = [Bool](repeating: false, count: cells.count)
    reached[first] = true
    var (frontier, count) = ([first], 1)
    while let cell = frontier.popLast() {
      for direction in Direction.allCases {
        let (row, column) = (cell / width + direction.rowStep, cell % width + direction.columnStep)
        guard row >= 0, column >= 0, row < height, column < width else { continue }
        let next = row * width + column
        guard !reached[next], cells[next].contains(.floor) else { continue }
        reached[next] = true
        count += 1
        frontier.append(next)
      }
    }
    return count == floor.count
  }
}
