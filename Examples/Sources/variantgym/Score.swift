import ArgumentParser
import Foundation
import VariantGym

struct ScoreReplies: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Scores replies: a line of JSON in, a line of JSON with its verdict out.",
    discussion: """
      Reads standard input. Each line is an object with the reply as 'reply', and with the row that \
      it answers: either all fields of a record, or its scoring key as 'ground_truth'.
      """)

  func run() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var number = 0
    while let line = readLine() {
      number += 1
      do {
        let answered = try JSONDecoder().decode(AnsweredRow.self, from: Data(line.utf8))
        let score = try Catalog.standard.scorer(for: answered.key).score(answered.reply)
        try FileHandle.standardOutput.write(
          contentsOf: encoder.encode(ScoreLine(score)) + [UInt8(ascii: "\n")])
      } catch let error as DecodingError {
        throw ValidationError("line \(number) is no row with a reply: \(error)")
      } catch let error as ScoringKeyError {
        throw ValidationError("line \(number): \(error)")
      }
    }
  }
}

/// A row and the reply to it.
private struct AnsweredRow: Decodable {
  let key: String
  let reply: String

  enum CodingKeys: String, CodingKey {
    case reply
    case key = "ground_truth"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    reply = try container.decode(String.self, forKey: .reply)
    key =
      try container.decodeIfPresent(String.self, forKey: .key)
      ?? ScoringKey(Record(from: decoder)).description
  }
}

/// A score as it is written.
private struct ScoreLine: Encodable {
  let verdict: Verdict.Correctness
  let cause: String
  let valid: Bool
  let correct: Bool
  let reward: Double

  init(_ score: Score) {
    verdict = score.verdict.correctness
    cause = score.verdict.cause?.rawValue ?? ""
    valid = score.verdict.isValid
    correct = score.verdict.isCorrect
    reward = score.reward
  }
}
