import VariantGymCore

/// For a taskset of verifiers, and so for prime-rl: `Examples/Python/variantgym_taskset.py` reads it.
struct VerifiersRows: RowFormat {
  let name = "verifiers"
  let summary = "tasks for verifiers and prime-rl RL"

  func refusal(of recipe: Recipe) -> RowError? { recipe.promptRefusal() }

  func append(_ record: Record, to bytes: inout [UInt8]) throws(RowError) {
    let prompt = try record.openPrompt(for: nil)
    let address = record.episode.address
    JSONText.appendLine(to: &bytes) {
      $0.field("id", "\(record.set)/\(address.index)/\(address.step)")
      $0.field("name", record.set)
      $0.field("prompt", prompt)
      $0.field("ground_truth", ScoringKey(record).description)
    }
  }
}
