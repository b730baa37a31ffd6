import VariantGymCore

/// One label, ready to be compared with what a policy wrote.
struct Label: Hashable, Sendable {
  let text: String
  let folded: String
  private let code: ShortCode?
  private let foldedCode: ShortCode?
  private let ignoresCase: Bool

  init(_ text: String) {
    self.text = text
    let bare = Label.withoutVariationSelectors(text)
    // A single letter is a symbol: `a` is not `A`.
    ignoresCase = bare.count >= 2
    folded = ignoresCase ? bare.lowercased() : bare
    code = ShortCode(bare)
    foldedCode = ShortCode(folded)
  }

  /// Whether a short word is written as the label is, byte for byte: quick, and the rule in practice.
  func equals(_ word: LabelWord) -> Bool {
    code != nil && code == word.code
  }

  /// Whether a word is the label.
  ///
  /// - Parameter lowercased: The word in lower case.
  func matches(_ word: LabelWord, lowercased: @autoclosure () -> String) -> Bool {
    // Among ASCII characters only the case can differ between words that look alike.
    if let code = word.code, let foldedCode, code.isASCII, foldedCode.isASCII {
      return foldedCode == (ignoresCase ? code.lowercased : code)
    }
    return folded == (ignoresCase ? lowercased() : word.text)
  }

  /// The longest label, in UTF-8 bytes.
  static let lengthLimit = 100

  static func fold(_ text: String) -> String { Label(text).folded }

  static func check(_ text: String) throws(LabelError) {
    guard text.utf8.count <= lengthLimit else { throw LabelError(.tooLong, label: text) }
    guard !withoutVariationSelectors(text).isEmpty else { throw LabelError(.empty, label: text) }
    let forbidden: (Character) -> Bool = { $0.isWhitespace || ",;<>".contains($0) }
    let isInseparable =
      text.contains(where: forbidden) || text.hasSuffix(".") || holdsDoubleBar(text)
      || !bracesPair(in: text) || text.contains(Framing.Container.boxed.opening)
    guard !isInseparable else { throw LabelError(.inseparable, label: text) }
  }

  private static func holdsDoubleBar(_ text: String) -> Bool {
    zip(text, text.dropFirst()).contains { $0 == "|" && $1 == "|" }
  }

  /// Whether an answer in braces would end where it should.
  private static func bracesPair(in text: String) -> Bool {
    var open = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "{") { open += 1 }
      if byte == UInt8(ascii: "}") { open -= 1 }
      if open < 0 { return false }
    }
    return open == 0
  }

  /// Emoji are written with and without U+FE0F; both look alike.
  static func withoutVariationSelectors(_ text: String) -> String {
    var text = text
    return text.withUTF8(withoutVariationSelectors)
  }

  static func withoutVariationSelectors(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(0xEF) else { return String(decoding: bytes, as: UTF8.self) }
    return String(unsafeUninitializedCapacity: bytes.count) { rest in
      var (place, length) = (0, 0)
      while place < bytes.count {
        let isSelector =
          place + 2 < bytes.count && bytes[place] == 0xEF && bytes[place + 1] == 0xB8
          && bytes[place + 2] == 0x8F
        if isSelector {
          place += 3
        } else {
          rest[length] = bytes[place]
          (place, length) = (place + 1, length + 1)
        }
      }
      return length
    }
  }
}

/// The bytes of a text of at most eight of them, as one number.
struct ShortCode: Hashable, Sendable {
  private var bytes: UInt64 = 0

  init?(_ text: String) {
    var text = text
    guard let code = text.withUTF8({ ShortCode($0) }) else { return nil }
    self = code
  }

  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard text.count <= 8 else { return nil }
    for (place, byte) in text.enumerated() {
      // Zeros stand behind the last byte, and so cannot be told from it.
      guard byte != 0 else { return nil }
      bytes |= UInt64(byte) << UInt64(8 * place)
    }
  }

  var text: String {
    withUnsafeBytes(of: bytes.littleEndian) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  var isASCII: Bool { bytes & 0x8080_8080_8080_8080 == 0 }

  /// The code of the text in lower case, for ASCII.
  var lowercased: ShortCode {
    // The top bit of each byte says whether it is A or more, and whether it is more than Z.
    let fromA = bytes &+ 0x3F3F_3F3F_3F3F_3F3F
    let pastZ = bytes &+ 0x2525_2525_2525_2525
    var code = self
    code.bytes |= (fromA & ~pastZ & 0x8080_8080_8080_8080) >> 2
    return code
  }
}

/// One word of an answer, as it was written, save for variation selectors.
struct LabelWord: Hashable, Sendable {
  /// Where the word begins, in UTF-8 bytes from the start of the answer.
  let offset: Int
  private let spelling: Spelling

  // Nearly every word is short, and so is never made a string.
  private enum Spelling: Hashable {
    case short(ShortCode)
    case long(String)
  }

  /// Whether the word is longer than any way to write a label. Comparing texts puts their marks in
  /// order first, which takes quadratic time.
  var isTooLong: Bool { text.utf8.count > 10 * Label.lengthLimit }

  init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    self.offset = offset
    if let code = ShortCode(bytes), !bytes.contains(0xEF) {
      spelling = .short(code)
    } else {
      let text = Label.withoutVariationSelectors(bytes)
      spelling = ShortCode(text).map(Spelling.short) ?? .long(text)
    }
  }

  var code: ShortCode? {
    guard case .short(let code) = spelling else { return nil }
    return code
  }

  var text: String {
    switch spelling {
    case .short(let code): code.text
    case .long(let text): text
    }
  }
}
