import VariantGymCore

/// For verl's reinforcement learning.
struct VerlRewardRows: RowFormat {
  let name = "verl-rl"
  let summary = "prompt and ground truth for verl RL"
  // Releases that read JSON lines know them by this name first.
  let fileExtension = "json"

  func refusal(of recipe: Recipe) -> RowError? { recipe.promptRefusal() }

  func append(_ record: Record, to bytes: inout [UInt8]) throws(RowError) {
    let prompt = try record.openPrompt(for: nil)
    let address = record.episode.address
    JSONText.appendLine(to: &bytes) {
      $0.field("data_source", record.source)
      $0.field("prompt", prompt)
      $0.field("ability", address.family)
      $0.field("reward_model") {
        $0.object {
          $0.field("style", "rule")
          $0.field("ground_truth", ScoringKey(record).description)
        }
      }
      $0.field("extra_info") {
        $0.object {
          $0.field("split", address.split.rawValue)
          $0.field("index", address.index)
          $0.field("step", address.step)
          $0.field("difficulty", address.difficulty)
          $0.field("variant", record.episode.variant)
        }
      }
    }
  }
}

/// For verl's supervised fine-tuning, which reads Parquet: `Examples/Python/to_parquet.py` makes it.
struct VerlSupervisedRows: RowFormat {
  let name = "verl-sft"
  let summary = "messages for verl SFT, to be turned into Parquet"

  func refusal(of recipe: Recipe) -> RowError? { recipe.replyRefusal }

  func append(_ record: Record, to bytes: inout [UInt8]) throws(RowError) {
    try record.appendDialogue(to: &bytes)
  }
}
