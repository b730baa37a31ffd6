import Testing
import VariantGymCore

@Suite("Reply layout")
struct ReplyLayoutTests {
  private func answer(_ reply: String, _ prefill: Framing.Prefill = .none) -> String? {
    (try? ReplyLayout.dissect(reply, prefill: prefill)).map { String($0.answer) }
  }

  private func cause(_ reply: String, _ prefill: Framing.Prefill = .none) -> ReadingError.Cause? {
    do throws(ReadingError) {
      _ = try ReplyLayout.dissect(reply, prefill: prefill)
      return nil
    } catch { return error.cause }
  }

  @Test("the answer is the last complete block after the last thought")
  func lastBlock() {
    #expect(answer("<answer>a</answer>") == "a")
    #expect(answer("<think>x</think><answer>a</answer>") == "a")
    #expect(answer("<think>\nx\n</think>\n<answer>\na\n</answer>\n") == "\na\n")
    #expect(answer("<think><answer>draft</answer></think><answer>a</answer>") == "a")
    #expect(answer("<answer>a</answer> no, <answer>b</answer>") == "b")
    #expect(answer("<answer>a <answer>b</answer>") == "b")
    #expect(answer("<answer>b</answer><answer>c") == "b")
    #expect(answer("x</think><answer>a</answer>") == "a")
    #expect(answer("<answer>old</answer></think><answer>a</answer>") == "a")
    #expect(answer("<think>a</think><think>b</think><answer>c</answer>") == "c")
  }

  @Test("a thought or an answer may be opened by the prompt")
  func prefills() {
    #expect(answer("x</think><answer>a</answer>", .thought) == "a")
    #expect(answer(" a </answer>", .answer) == " a ")
    #expect(answer("a</answer> more <answer>b</answer>", .answer) == "b")
    #expect(cause("<answer>a</answer>", .thought) == .unclosedThought)
    #expect(cause("a", .answer) == .noAnswer)
    #expect(answer("x</think><answer>b</answer>", .answer) == "b")
  }

  @Test("what is missing or open is named")
  func failures() {
    #expect(cause("") == .noAnswer)
    #expect(cause("Up") == .noAnswer)
    #expect(cause("<answer>Up") == .noAnswer)
    #expect(cause("Up</answer>") == .noAnswer)
    #expect(cause("<think><answer>a</answer>") == .unclosedThought)
    #expect(cause("<think>x</think><think><answer>a</answer>") == .unclosedThought)
    #expect(cause("<think>a</think>") == .noAnswer)
    #expect(cause("<answer>a</answer></think>") == .noAnswer)
    #expect(cause(String(repeating: "a", count: 10_000_000)) == .tooLong)
  }

  @Test("what is composed is dissected again")
  func roundTrip() throws {
    for thought in ["", "x", "two\nlines"] {
      for prefill in [Framing.Prefill.none, .thought, .answer] {
        let reply = ReplyLayout.compose(thought: thought, answer: "a b", prefill: prefill)
        #expect(answer(reply, prefill) == " a b ")
      }
    }
  }

  @Test("ten million tags are read in one pass")
  func manyTags() {
    let reply = String(repeating: "<answer></think>", count: 62_000)
    #expect(cause(reply) == .noAnswer)
  }
}
