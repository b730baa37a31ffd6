import Foundation
import VariantGymCore

/// What an audit keeps of one row: digests and figures.
struct RowFacts: Sendable {
  let text: UInt64
  let keys: [OverlapKind: [UInt64]]
  /// The words that the prompt announces, in its order.
  let vocabulary: [String]
  /// The place of the right answer's first word among them.
  let answerPlace: Int?
  let split: Split?
  /// The lengths in characters; one character is one Unicode scalar, as in Python.
  let promptLength: Int
  let replyLength: Int?
  /// How difficult what the row shows is, where it was measured.
  let measures: [InstanceMeasures]
  /// In what a record's own fields contradict its prompt.
  let contradiction: String?

  init(_ row: DataRow, reader: PromptReader, isMeasured: Bool) {
    let prompt = PromptReader.text(of: row.prompt)
    let content = reader.content(of: prompt, family: row.claims?.family)
    text = digest(of: prompt)
    vocabulary = content.vocabulary
    split = row.split
    promptLength = prompt.scalarCount
    replyLength = row.reply?.scalarCount
    var keys: [OverlapKind: [UInt64]] = [:]
    for instance in content.instances {
      for (kind, key) in instance.keys { keys[OverlapKind(kind), default: []].append(key.digest) }
    }
    self.keys = keys
    answerPlace = (row.reply ?? row.answer).flatMap {
      AnswerWord.place(in: content.vocabulary, ofReply: $0)
    }
    measures = isMeasured ? content.instances.compactMap { $0.measures() } : []
    contradiction = row.claims.flatMap { Self.contradiction($0, content) }
  }

  /// What the rows of two sets have in common if the sets are paired: the instances shown, in order.
  var identity: [UInt64] { keys[.state] ?? keys[.ranks] ?? [] }

  private static func contradiction(_ claims: DataRow.Claims, _ content: PromptContent) -> String? {
    guard let shown = content.instances.last else {
      return "the prompt shows nothing that was found"
    }
    for (kind, key) in shown.keys.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      switch kind {
      case .state, .values:
        guard claims.keys.state.contains(key) else {
          return "the state key is not that of the prompt"
        }
      case .layout:
        guard claims.keys.content.contains(key) else {
          return "the content key is not that of the prompt"
        }
      case .ranks: continue
      }
    }
    if let stated = claims.vocabulary {
      let found = Set(content.vocabulary.map(AnswerWord.folded))
      guard found == Set(stated.map(AnswerWord.folded)) else {
        return "the prompt announces other words than the record says"
      }
    }
    return nil
  }
}

extension DataRow.Claims {
  /// The words that a record says it announces; `nil` where it announces nothing.
  fileprivate var vocabulary: [String]? {
    let data = Data(shown.utf8)
    if let labels = try? JSONDecoder().decode([String: String].self, from: data) {
      return Array(labels.values)
    }
    return (try? JSONDecoder().decode(String.self, from: data)).map { [$0] }
  }
}

/// The first word of an answer, among the words that a prompt announces.
enum AnswerWord {
  static func place(in vocabulary: [String], ofReply reply: String) -> Int? {
    guard vocabulary.count > 1 else { return nil }
    let word = folded(first(of: answer(in: reply)))
    return vocabulary.firstIndex { folded($0) == word }
  }

  /// What stands in the answer's container, or else the whole reply.
  private static func answer(in reply: String) -> Substring {
    for (opening, closing) in [
      ("<answer>", "</answer>"), ("\\boxed{", "}"), ("\"answer\":", "}"), ("Answer:", "\n"),
    ] {
      guard let start = reply.range(of: opening, options: .backwards)?.upperBound else { continue }
      let rest = reply[start...]
      return rest[..<(rest.range(of: closing)?.lowerBound ?? rest.endIndex)]
    }
    // A prompt may have opened the container already.
    return reply[..<(reply.range(of: "</answer>")?.lowerBound ?? reply.endIndex)]
  }

  private static func first(of answer: Substring) -> Substring {
    let start = answer.drop { $0.isWhitespace || $0 == "\"" }
    let word = start.prefix { !$0.isWhitespace && !",;|\"".contains($0) }
    return word.count > 1 && word.last == "." ? word.dropLast() : word
  }

  static func folded(_ word: some StringProtocol) -> String {
    let word = word.lowercased()
    // Some arrows have a variation selector behind them, and others that look the same have none.
    guard word.utf8.contains(0xEF) else { return word }
    return String(String.UnicodeScalarView(word.unicodeScalars.filter { $0 != "\u{FE0F}" }))
  }
}

extension String {
  /// The number of Unicode scalars: every byte but those that continue one.
  fileprivate var scalarCount: Int { utf8.count { $0 & 0xC0 != 0x80 } }
}
