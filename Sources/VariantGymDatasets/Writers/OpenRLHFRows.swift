import VariantGymCore

/// For OpenRLHF's reinforcement learning.
struct OpenRLHFRows: RowFormat {
  let template: ChatTemplate?

  let name = "openrlhf"
  let summary = "prompt and ground truth for OpenRLHF RL"

  func refusal(of recipe: Recipe) -> RowError? { recipe.promptRefusal(for: template) }

  func append(_ record: Record, to bytes: inout [UInt8]) throws(RowError) {
    let prompt = try record.openPrompt(for: template)
    JSONText.appendLine(to: &bytes) {
      $0.field("prompt", prompt)
      $0.field("ground_truth", ScoringKey(record).description)
      $0.field("datasource", record.source)
    }
  }
}
