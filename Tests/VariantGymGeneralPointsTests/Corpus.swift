import Foundation
import VariantGymCore

@testable import VariantGymGeneralPoints

/// The replies of `Tests/Conformance/points-replies.jsonl`.
enum Corpus {
  struct Padding: Decodable {
    let text: String
    let times: Int
  }

  /// One line; `Tests/Conformance/README.md` explains the fields.
  struct Line: Decodable {
    let id: String
    let cards: [Card]
    let target: Int
    let shown: [String: Int]?
    let accepted: [String: Int]
    let prefill: Framing.Prefill
    let padding: Padding?
    let reply: String
    let valid: Bool
    let correct: Bool
    let grade: String
    let reward: Double
    let why: String
  }

  static func lines() throws -> [Line] {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Conformance/points-replies.jsonl")
    let decoder = JSONDecoder()
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
      try decoder.decode(Line.self, from: Data($0))
    }
  }
}

extension Corpus.Line {
  /// The reply with what is put before it.
  var text: String {
    String(repeating: padding?.text ?? "", count: padding?.times ?? 0) + reply
  }

  /// What is shown and what counts.
  func terms() throws -> Terms<FaceRule> {
    func rule(_ values: [String: Int]) throws -> FaceRule {
      try FaceRule(
        Dictionary(uniqueKeysWithValues: values.map { (Card.Face(rawValue: $0), $1) }))
    }
    return Terms(shown: try shown.map(rule), accepted: try rule(accepted))
  }

  /// An episode over the line's hand, not yet answered.
  func episode() throws -> TextEpisode<PointsParts> {
    TextEpisode(
      parts: PointsParts(),
      identity: EpisodeIdentity(
        address: Address(
          family: "general-points", difficulty: "own", split: .test, cohort: ["own"], index: 0),
        variant: "own", framing: Framing(prefill: prefill)),
      instance: Hand(cards: cards, target: target), terms: try terms())
  }
}
