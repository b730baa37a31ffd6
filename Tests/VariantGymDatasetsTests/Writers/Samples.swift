import Foundation
import VariantGym

/// Small sets of every content, environment and prefill.
enum Samples {
  static let recipes: [Recipe] = {
    let thought = ThoughtForm(style: "direct")
    let contents: [(String, Recipe.Content)] = [
      ("prompts", .prompts), ("replies", .replies(thought: thought)),
      ("answers", .replies(thought: .answerOnly)),
      ("preferences", .preferences(thought: thought)),
    ]
    let families: [(String, String, String, Mixture)] = [
      ("rooms", "sokoban", "simple", Mixture(["emoji": 1, "empty": 1, "random-words": 1])),
      ("hands", "general-points", "four", Mixture(["base": 1, "diverse": 1])),
    ]
    return families.flatMap { label, family, difficulty, variant in
      contents.flatMap { kind, content in
        [Framing.Prefill.none, .thought, .answer].compactMap { prefill in
          // Where the answer is begun there is no place for a thought.
          if prefill == .answer, content.thought == thought { return nil }
          return Recipe(
            name: "\(label)-\(kind)-\(prefill.rawValue)", family: family,
            difficulty: Mixture(difficulty), split: .train, variant: variant,
            framing: Framing(asksForThought: prefill != .answer, prefill: prefill),
            content: content, sampling: .solution, rows: 12)
        }
      }
    }
  }()

  /// The records of each recipe, made once for all tests.
  static func records(of recipe: Recipe) async throws -> [Record] {
    try await made.value[recipe.name]!
  }

  private static let made = Task {
    var made: [String: [Record]] = [:]
    for recipe in recipes {
      for try await record in try Dataset(recipe, catalog: .standard) {
        made[recipe.name, default: []].append(record)
      }
    }
    return made
  }

  /// All formats, those with a chat template in both forms.
  static let formats: [any RowFormat] =
    RowFormats.all
    + ["trl-sft", "trl-grpo", "trl-dpo", "trl-kto", "openrlhf", "text"].flatMap { name in
      [ChatTemplate.chatML, .llama3].map { try! RowFormats.named(name, template: $0) }
    }
}

extension RowFormat {
  /// The rows of a record, decoded.
  func rows<Row: Decodable>(_ record: Record, as type: Row.Type = Row.self) throws -> [Row] {
    var bytes: [UInt8] = []
    try append(record, to: &bytes)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .dropLast().map { try decoder.decode(type, from: Data($0)) }
  }
}
