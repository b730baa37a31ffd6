import Foundation
import Testing

@testable import VariantGymCore

@Suite("Containers of answers")
struct ContainerTests {
  private func answer(
    _ reply: String, in container: Framing.Container, _ prefill: Framing.Prefill = .none
  ) -> String? {
    (try? ReplyLayout.dissect(reply, prefill: prefill, container: container))
      .map { String($0.answer) }
  }

  private func cause(
    _ reply: String, in container: Framing.Container, _ prefill: Framing.Prefill = .none
  ) -> ReadingError.Cause? {
    do throws(ReadingError) {
      _ = try ReplyLayout.dissect(reply, prefill: prefill, container: container)
      return nil
    } catch { return error.cause }
  }

  @Test("the answer of a line is what follows its opening")
  func line() {
    #expect(answer("Answer: Up", in: .line) == " Up")
    #expect(answer("  Answer: Up  \nThat is all.", in: .line) == " Up  ")
    #expect(answer("Answer: Up\n\nAnswer: Down\n", in: .line) == " Down")
    #expect(answer("</think> Answer: Up", in: .line) == " Up")
    #expect(answer("Answer:", in: .line) == "")
    #expect(cause("The Answer: Up", in: .line) == .noAnswer)
    #expect(cause("answer: Up", in: .line) == .noAnswer)
    #expect(cause("**Answer:** Up", in: .line) == .noAnswer)
    #expect(cause("<answer> Up </answer>", in: .line) == .noAnswer)
    // The prompt's own line is under way, and ends like any other.
    #expect(answer(" Up\nI went up.", in: .line, .answer) == " Up")
    #expect(answer(" Up\nAnswer: Down", in: .line, .answer) == " Down")
    #expect(answer("Answer: Up", in: .line, .answer) == "Answer: Up")
  }

  @Test("the answer of a box reaches to the brace that pairs up")
  func boxed() {
    #expect(answer(#"So \boxed{Up}."#, in: .boxed) == "Up")
    #expect(answer(#"\boxed{Up} or \boxed{Down}"#, in: .boxed) == "Down")
    #expect(answer(#"\boxed{{"a": {}}}"#, in: .boxed) == #"{"a": {}}"#)
    #expect(answer(#"\boxed{\boxed{Up}}"#, in: .boxed) == "Up")
    #expect(answer(#"\boxed{Up} and \boxed{Down"#, in: .boxed) == "Up")
    #expect(answer("\\boxed{two\nlines}", in: .boxed) == "two\nlines")
    #expect(answer("Up} {", in: .boxed, .answer) == "Up")
    #expect(cause(#"\boxed{Up"#, in: .boxed) == .noAnswer)
    #expect(cause(#"\boxed {Up}"#, in: .boxed) == .noAnswer)
    #expect(cause("boxed{Up}", in: .boxed) == .noAnswer)
  }

  @Test("the answer of an object is its value, a string without quotes and escapes")
  func object() {
    #expect(answer(#"{"answer": "Up"}"#, in: .object) == "Up")
    #expect(answer("{ \"answer\"\n:\t\"Up\" }", in: .object) == "Up")
    #expect(answer(#"{"answer": {"formula": "}{"}}"#, in: .object) == #" {"formula": "}{"}"#)
    #expect(answer(#"{"answer": 1}"#, in: .object) == " 1")
    #expect(answer(#"{"answer": "a\"b\\c\/\u00e9\ud83d\ude80\n"}"#, in: .object) == "a\"b\\c/é🚀\n")
    #expect(answer(#"{"answer": "\u2b06\ufe0f"}"#, in: .object) == "⬆️")
    #expect(answer(#"{"answer": "}"}"#, in: .object) == "}")
    #expect(answer(#"{"answer": "a"} {"answer": "b"}"#, in: .object) == "b")
    #expect(answer(#"{"answer": {"answer": "b"}}"#, in: .object) == "b")
    #expect(answer(#"{"answer": "a"} {"answer": "b"#, in: .object) == "a")
    #expect(answer(#" "Up"} "#, in: .object, .answer) == "Up")
    // What is no JSON string stands as it is, for the environment to refuse.
    #expect(answer(#"{"answer": "a", "b"}"#, in: .object) == #" "a", "b""#)
    #expect(cause(#"{"answer": "Up"#, in: .object) == .noAnswer)
    #expect(cause(#"{"result": "Up"}"#, in: .object) == .noAnswer)
    #expect(cause(#"{"thought": "x", "answer": "Up"}"#, in: .object) == .noAnswer)
    #expect(cause(#"{'answer': 'Up'}"#, in: .object) == .noAnswer)
    #expect(cause(#"{\"answer\": \"Up\"}"#, in: .object) == .noAnswer)
  }

  @Test("drafts and open thoughts are no answers", arguments: Framing.Container.allCases)
  func drafts(container: Framing.Container) {
    func block(_ answer: String, _ prefill: Framing.Prefill = .none) -> String {
      ReplyLayout.compose(thought: "", answer: answer, prefill: prefill, container: container)
    }
    let (a, b, open) = (block("a"), block("b"), block("a", .answer))
    func text(_ reply: String, _ prefill: Framing.Prefill = .none) -> String? {
      answer(reply, in: container, prefill)?.split(separator: " ").joined()
    }
    #expect(text("<think>\n\(a)\n</think>\n\(b)") == "b")
    #expect(text("\(a)\n</think>\n\(b)") == "b")
    #expect(text("\(open)\n</think>\n\(b)", .answer) == "b")
    #expect(cause("<think>\n\(a)\n</think>", in: container) == .noAnswer)
    #expect(cause("\(open)\n</think>\n", in: container, .answer) == .noAnswer)
    #expect(cause("<think>\n\(a)", in: container) == .unclosedThought)
    #expect(cause("<think>x</think>\n<think>\n\(a)", in: container) == .unclosedThought)
    #expect(cause(a, in: container, .thought) == .unclosedThought)
    #expect(text("x</think>\n\(a)", .thought) == "a")
    #expect(cause("", in: container) == .noAnswer)
    #expect(cause(String(repeating: "{", count: 1_000_001), in: container) == .tooLong)
  }

  @Test("what is composed is dissected again", arguments: Framing.Container.allCases)
  func roundTrip(container: Framing.Container) {
    let answers = ["a b", "\"", "\\", "Answer:", "a: \"b\\\"", "{\"a\": \"}\"}", "1", "⬆️"]
    for thought in ["", "x", "two\nAnswer: lines"] {
      for prefill in [Framing.Prefill.none, .thought, .answer] {
        for text in answers where container != .boxed || !text.contains("}\"") {
          let reply = ReplyLayout.compose(
            thought: thought, answer: text, prefill: prefill, container: container)
          let read = answer(reply, in: container, prefill)
          #expect(read == text || read == " \(text)" || read == " \(text) ", "\(reply)")
        }
      }
    }
  }

  @Test(
    "every byte is looked at a bounded number of times",
    arguments: Framing.Container.allCases,
    [
      "{\"answer\": {", "{\"answer\": \"", "{", "{   ", "\\boxed{", "\\boxed{{}", "Answer: a\n",
      " Answer:", "<think>", "</think>{\"answer\":", "\\", "\"",
    ])
  func linear(container: Framing.Container, piece: String) {
    let looks = Looks()
    let text = Array(String(repeating: piece, count: 300).utf8)
    _ = Places(CountedText(bytes: text, looks: looks), prefill: .none, container: container)
    #expect(looks.count < 16 * text.count)
  }

  @Test("a framing is read with what it leaves out as it always was")
  func missingFields() throws {
    #expect(try framing("{}") == Framing())
    let old = try framing(#"{"horizon": 3, "asksForThought": false, "prefill": "answer"}"#)
    #expect(old == Framing(horizon: 3, asksForThought: false, prefill: .answer))
    let new = Framing(wording: "map-first", order: .fixed, container: .boxed)
    let json = #"{"wording": "map-first", "order": "fixed", "container": "boxed"}"#
    #expect(try framing(json) == new)
    #expect(try JSONDecoder().decode(Framing.self, from: JSONEncoder().encode(new)) == new)
    #expect(throws: DecodingError.self) { try framing(#"{"container": "bag"}"#) }
    #expect(throws: DecodingError.self) { try framing(#"{"horizon": 0}"#) }
  }

  private func framing(_ json: String) throws -> Framing {
    try JSONDecoder().decode(Framing.self, from: Data(json.utf8))
  }

  @Test("an instruction has one gap, or the state follows it")
  func instructions() {
    let state = "no gap"
    let whole: Instruction = "above \(state) \(7)"
    #expect(whole == Instruction(above: "above no gap 7"))
    let split: Instruction = "above \(.state) below \(state)"
    #expect(split == Instruction(above: "above ", below: " below no gap"))
    let last: Instruction = "above \(.state)"
    #expect(last == Instruction(above: "above "))
  }
}

/// How often bytes have been looked at.
private final class Looks {
  var count = 0
}

private struct CountedText: RandomAccessCollection {
  let bytes: [UInt8]
  let looks: Looks
  var startIndex: Int { 0 }
  var endIndex: Int { bytes.count }
  subscript(place: Int) -> UInt8 {
    looks.count += 1
    return bytes[place]
  }
}
