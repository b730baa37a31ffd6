/// One label, ready to be compared with what a policy wrote.
struct Label: Hashable, Sendable {
  let text: String
  let folded: String
  private let ignoresCase: Bool

  init(_ text: String) {
    self.text = text
    let bare = Label.withoutVariationSelectors(text)
    // A single letter is a symbol: `a` is not `A`.
    ignoresCase = bare.count >= 2
    folded = ignoresCase ? bare.lowercased() : bare
  }

  func matches(_ word: LabelWord) -> Bool {
    folded == (ignoresCase ? word.lowercased : word.text)
  }

  static func fold(_ text: String) -> String { Label(text).folded }

  static func check(_ text: String) throws(LabelError) {
    guard !withoutVariationSelectors(text).isEmpty else { throw LabelError(.empty, label: text) }
    let forbidden: (Character) -> Bool = { $0.isWhitespace || ",;<>".contains($0) }
    let isInseparable =
      text.contains(where: forbidden) || text.hasSuffix(".") || holdsDoubleBar(text)
    guard !isInseparable else { throw LabelError(.inseparable, label: text) }
  }

  private static func holdsDoubleBar(_ text: String) -> Bool {
    zip(text, text.dropFirst()).contains { $0 == "|" && $1 == "|" }
  }

  /// Emoji are written with and without U+FE0F; both look alike.
  static func withoutVariationSelectors(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.unicodeScalars.lazy.filter { $0 != "\u{FE0F}" })
    return String(scalars)
  }
}

/// One word of an answer, as it was written and in lower case.
public struct LabelWord: Hashable, Sendable {
  let text: String
  let lowercased: String
  /// Where the word begins, in UTF-8 bytes from the start of the answer.
  let offset: Int

  init(_ written: String, at offset: Int) {
    text = Label.withoutVariationSelectors(written)
    lowercased = text.lowercased()
    self.offset = offset
  }
}
