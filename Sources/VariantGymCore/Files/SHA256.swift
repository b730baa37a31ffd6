/// The digest SHA-256 (FIPS 180-4), fed piece by piece.
///
/// Foundation has none on Linux, and the package depends on nothing else.
package struct SHA256 {
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  package init() {}

  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    length += UInt64(bytes.count)
    var start = 0
    if !pending.isEmpty {
      start = min(64 - pending.count, bytes.count)
      pending += bytes[..<start]
      guard pending.count == 64 else { return }
      pending.withUnsafeBytes { compress($0) }
      pending.removeAll(keepingCapacity: true)
    }
    let whole = start + (bytes.count - start) / 64 * 64
    compress(UnsafeRawBufferPointer(rebasing: bytes[start..<whole]))
    pending += bytes[whole...]
  }

  /// The digest of all that was added, as 64 hexadecimal digits.
  package func hexadecimal() -> String {
    var last = self
    var padding: [UInt8] = [0x80]
    while (last.pending.count + padding.count) % 64 != 56 { padding.append(0) }
    let bits = length * 8
    padding += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
    padding.withUnsafeBytes { last.add($0) }
    return last.state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// Takes in whole blocks of 64 bytes.
  private mutating func compress(_ blocks: UnsafeRawBufferPointer) {
    guard !blocks.isEmpty else { return }
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
      roundConstants.withUnsafeBufferPointer { constants in
        state.withUnsafeMutableBufferPointer { state in
          for block in stride(from: 0, to: blocks.count, by: 64) {
            Self.schedule(blocks, block, words)
            Self.rounds(words, constants, state)
          }
        }
      }
    }
  }

  private static func schedule(
    _ bytes: UnsafeRawBufferPointer, _ block: Int, _ words: UnsafeMutableBufferPointer<UInt32>
  ) {
    for index in 0..<16 {
      words[index] = UInt32(
        bigEndian: bytes.loadUnaligned(fromByteOffset: block + 4 * index, as: UInt32.self))
    }
    for index in 16..<64 {
      let (far, near) = (words[index - 15], words[index - 2])
      let first = rotate(far, 7) ^ rotate(far, 18) ^ (far >> 3)
      let second = rotate(near, 17) ^ rotate(near, 19) ^ (near >> 10)
      words[index] = words[index - 16] &+ first &+ words[index - 7] &+ second
    }
  }

  private static func rounds(
    _ words: UnsafeMutableBufferPointer<UInt32>, _ constants: UnsafeBufferPointer<UInt32>,
    _ state: UnsafeMutableBufferPointer<UInt32>
  ) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let choice = (e & f) ^ (~e & g)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      let first =
        h &+ (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) &+ choice &+ constants[index]
        &+ words[index]
      let second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) &+ majority
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ second)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }

  @inline(__always)
  private static func rotate(_ word: UInt32, _ places: UInt32) -> UInt32 {
    (word &>> places) | (word &<< (32 &- places))
  }
}

extension SHA256 {
  package mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { add($0) }
  }

  /// The digest of some bytes, as 64 hexadecimal digits.
  package static func hexadecimal(of bytes: [UInt8]) -> String {
    var digest = SHA256()
    digest.add(bytes)
    return digest.hexadecimal()
  }
}

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
private let roundConstants: [UInt32] = {
  var constants: [UInt32] = []
  var candidate: UInt64 = 2
  while constants.count < 64 {
    if (2..<candidate).allSatisfy({ candidate % $0 != 0 }) {
      constants.append(fractionOfCubeRoot(candidate))
    }
    candidate += 1
  }
  return constants
}()

/// `floor(root * 2^32) mod 2^32` for the cube root of a number below 512, found bit by bit.
private func fractionOfCubeRoot(_ number: UInt64) -> UInt32 {
  var root: UInt64 = 0
  for bit in stride(from: 34, through: 0, by: -1) {
    let trial = root | 1 << UInt64(bit)
    // trial^3 <= number * 2^96, compared by its high words.
    let square = trial.multipliedFullWidth(by: trial)
    let low = square.low.multipliedFullWidth(by: trial)
    let high = square.high * trial + low.high
    if high < number << 32 || (high == number << 32 && low.low == 0) { root = trial }
  }
  return UInt32(truncatingIfNeeded: root)
}
