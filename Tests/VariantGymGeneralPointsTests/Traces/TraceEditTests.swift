import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

/// Changes one number or operator of a gold thought.
///
/// Every such edit must be found out, or leave the line as true as it was: only the left side of an
/// equation differs, and `SlowEvaluator`, which shares no code with the library, finds that it still
/// has the value of the right side, as in `2 * 2 = 4` for `2 + 2 = 4`, or `24 / 1` for `24 * 1`.
@Suite("Random edits of thoughts about hands")
struct TraceEditTests {
  @Test(
    "An edit of a number or an operator is detected, or the line is as true as before",
    arguments: TraceLawTests.grounds.filter {
      ["base", "diverse", "regular", "fake-regular"].contains($0.1)
    })
  func edits(difficulty: String, variant: String) throws {
    var random = Random(seed: 8)
    var (detected, equivalent) = (0, 0)
    for episode in try TraceLawTests.episodes(difficulty, variant) {
      for form in TraceLawTests.forms {
        let gold = try episode.gold(.obedient, form: form)
        for _ in 0..<8 {
          let thought = try ReplyLayout.dissect(gold.text, prefill: .none).thought
          let edit = Edit(of: Array(thought.utf8), using: &random)
          let reply = gold.text.replacing(thought, with: edit.text)
          if episode.checkThought(of: reply).isProven {
            equivalent += 1
            #expect(
              edit.isAsTrue(hand: episode.instance, rule: episode.terms.asked),
              "\(edit.before) -> \(edit.after)")
          } else {
            detected += 1
          }
        }
      }
    }
    #expect(detected > 20 * equivalent, "\(detected) detected, \(equivalent) equivalent")
  }
}

/// A thought with one number or operator changed.
private struct Edit {
  let text: String
  /// The line that was changed.
  let before: String
  let after: String

  private static let operators = Array("+-*/".utf8)

  init(of bytes: [UInt8], using random: inout Random) {
    let places = bytes.indices.filter { place in
      Self.isDigit(bytes[place])
        ? place == 0 || !Self.isDigit(bytes[place - 1])
        : Self.operators.contains(bytes[place])
    }
    let start = random.pick(from: places)
    var end = start + 1
    var replacement: [UInt8]
    if Self.isDigit(bytes[start]) {
      while end < bytes.count, Self.isDigit(bytes[end]) { end += 1 }
      let number = Int(String(decoding: bytes[start..<end], as: UTF8.self)) ?? 0
      // Near the number, or any other one; never the same.
      let others = [number + 1, max(0, number - 1), number * 10, random.below(30)]
      let other = random.pick(from: others.filter { $0 != number })
      replacement = Array("\(other)".utf8)
    } else {
      replacement = [random.pick(from: Self.operators.filter { $0 != bytes[start] })]
    }
    let edited = bytes[..<start] + replacement + bytes[end...]
    text = String(decoding: edited, as: UTF8.self)
    let line = bytes[..<start].count { $0 == UInt8(ascii: "\n") }
    before = Self.line(line, of: String(decoding: bytes, as: UTF8.self))
    after = Self.line(line, of: text)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func line(_ number: Int, of text: String) -> String {
    String(text.split(separator: "\n", omittingEmptySubsequences: false)[number])
  }

  /// Whether the line differs from before only in the left side of an equation that is still true,
  /// and where it speaks of the whole formula, that still uses the hand's numbers.
  func isAsTrue(hand: Hand, rule: FaceRule) -> Bool {
    guard let old = Self.equation(before), let new = Self.equation(after), old.right == new.right,
      before.replacing(old.text, with: "") == after.replacing(new.text, with: "")
    else { return false }
    // The evaluator knows no signs.
    let difference = "(\(new.left)) - (\(new.right))".replacing("(-", with: "(0-")
    guard SlowEvaluator.outcome(of: difference, target: 0)?.isTarget == true else { return false }
    let speaksOfFormula = before.hasPrefix("#") || before.contains("card")
    let numbers = SlowEvaluator.outcome(of: new.left, target: 0)?.numbers.sorted()
    return !speaksOfFormula || numbers == hand.values(under: rule)?.sorted()
  }

  /// The equation of a line: from the first digit or parenthesis to the first text that is none.
  private static func equation(_ line: String) -> (text: String, left: String, right: String)? {
    guard let start = line.firstIndex(where: { $0.isNumber || $0 == "(" }) else { return nil }
    let text = String(line[start...].prefix { $0.isNumber || "+-*/()= ".contains($0) })
      .trimmingSpaces()
    let sides = text.split(separator: "=")
    guard sides.count == 2 else { return nil }
    return (text, String(sides[0]).trimmingSpaces(), String(sides[1]).trimmingSpaces())
  }
}

extension String {
  fileprivate func trimmingSpaces() -> String {
    var text = self[...]
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
