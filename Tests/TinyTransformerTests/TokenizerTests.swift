import Testing

@testable import TinyTransformer

@Suite("Tokenizer")
struct TokenizerTests {
  @Test("every text is read back unchanged")
  func roundTrips() {
    var generator = SeededGenerator(seed: 1)
    let known = Array(Tokenizer.standard.alphabet.unicodeScalars)
    for round in 0..<300 {
      var text = String.UnicodeScalarView()
      for _ in 0..<generator.below(20) {
        let scalar = Unicode.Scalar(UInt32(generator.below(0x11_0000)))
        text.append(
          round % 2 == 0 || scalar == nil ? known[generator.below(known.count)] : scalar!)
      }
      let tokens = Tokenizer.standard.encode(String(text))
      #expect(Array(Tokenizer.standard.decode(tokens).unicodeScalars) == Array(text))
      #expect(tokens.allSatisfy { (0..<Int32(Tokenizer.standard.count)).contains($0) })
      if round % 2 == 0 { #expect(tokens.count == text.count) }
    }
  }

  @Test("an unknown character takes two tokens a byte")
  func fallback() {
    let tokenizer = Tokenizer(alphabet: "aba")
    #expect(tokenizer.alphabet == "ab" && tokenizer.count == 22)
    #expect(tokenizer.encode("ba") == [21, 20] as [Int32])
    // C3 A9
    #expect(tokenizer.encode("\u{E9}") == [16, 7, 14, 13] as [Int32])
  }

  @Test("control tokens and halves that stand alone are no text")
  func strays() {
    let tokenizer = Tokenizer.standard
    let text = tokenizer.encode("ab")
    let mixed: [Int32] = [0, text[0], 3, 4, text[1], 1, 9_999, -5]
    #expect(tokenizer.decode(mixed) == "ab")
    let cut: [Int32] = [16, 7]
    #expect(tokenizer.decode(cut) == "\u{FFFD}")
  }

  @Test("the library's symbols are tokens of their own")
  func standard() {
    let symbols = "#_OX√PS⬆\u{FE0F}⬇➡⬅<think>{\"cards\"}\n"
    #expect(Tokenizer.standard.encode(symbols).count == symbols.unicodeScalars.count)
  }
}
