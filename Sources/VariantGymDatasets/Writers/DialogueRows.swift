import VariantGymCore

/// For mlx-lm: a folder with `train.jsonl`, `valid.jsonl` and `test.jsonl`.
struct MLXRows: RowFormat {
  let name = "mlx-lm"
  let summary = "messages for mlx-lm, in one file a split"

  func refusal(of recipe: Recipe) -> RowError? { recipe.replyRefusal }

  func place(of recipe: Recipe) -> RowPlace {
    let file =
      switch recipe.split {
      case .train: "train.jsonl"
      case .validation: "valid.jsonl"
      case .test: "test.jsonl"
      }
    return RowPlace(config: "default", file: file)
  }

  func append(_ record: Record, to bytes: inout [UInt8]) throws(RowError) {
    try record.appendDialogue(to: &bytes)
  }
}

/// For fine-tuning services that take OpenAI's chat files.
struct OpenAIChatRows: RowFormat {
  let name = "openai-chat"
  let summary = "messages for OpenAI-style chat fine-tuning"

  func refusal(of recipe: Recipe) -> RowError? { recipe.replyRefusal }

  func append(_ record: Record, to bytes: inout [UInt8]) throws(RowError) {
    try record.appendDialogue(to: &bytes)
  }
}

extension Record {
  /// Appends a row with prompt and gold reply as one list of messages.
  func appendDialogue(to bytes: inout [UInt8]) throws(RowError) {
    let reply = try reply()
    JSONText.appendLine(to: &bytes) { $0.field("messages", prompt + [message(reply)]) }
  }
}
