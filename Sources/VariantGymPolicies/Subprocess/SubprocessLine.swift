import Foundation
import VariantGymCore

/// The lines that are exchanged with a process.
enum SubprocessLine {
  /// A request with its number, as one line with its line feed.
  static func encode(_ request: Request, id: Int) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var line = try encoder.encode(Question(id: id, request: request))
    line.append(UInt8(ascii: "\n"))
    return line
  }

  /// - Throws: A failure where the line is no reply to the request with that number.
  static func reply(in line: Data, id: Int) throws(PolicyFailure) -> Reply {
    guard let answer = try? JSONDecoder().decode(Answer.self, from: line) else {
      throw PolicyFailure(
        "the process wrote a line that is no answer: \(excerpt(line))", cause: .garbled)
    }
    guard answer.id == id else {
      throw PolicyFailure(
        "the process answered request \(answer.id), not \(id)", cause: .garbled)
    }
    if let error = answer.error {
      throw PolicyFailure("the process answered with an error: \(error)", cause: .refused)
    }
    guard let text = answer.text, !text.isEmpty else {
      throw PolicyFailure("the answer has no text", cause: .empty)
    }
    return Reply(
      text: text, reasoning: answer.reasoning, usage: answer.usage, ending: answer.ending)
  }

  private static func excerpt(_ line: Data) -> String {
    let limit = 100
    let text = String(decoding: line.prefix(limit), as: UTF8.self)
    return line.count > limit ? "'\(text)...'" : "'\(text)'"
  }

  private struct Question: Encodable {
    let id: Int
    let request: Request

    private enum Key: CodingKey {
      case id, seed
    }

    func encode(to encoder: any Encoder) throws {
      try request.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(id, forKey: .id)
      try container.encode(request.seed, forKey: .seed)
    }
  }

  private struct Answer: Decodable {
    let id: Int
    let text: String?
    let error: String?
    let reasoning: String?
    let usage: Usage?
    let ending: Reply.Ending?
  }
}
