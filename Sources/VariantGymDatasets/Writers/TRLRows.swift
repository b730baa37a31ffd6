import VariantGymCore

/// For TRL's `SFTTrainer`, OpenRLHF's SFT and prime-rl's: `prompt` and `completion`.
struct TRLSupervisedRows: RowFormat {
  let template: ChatTemplate?

  let name = "trl-sft"
  let summary = "prompt and completion for TRL SFT, OpenRLHF SFT, prime-rl SFT"

  func refusal(of recipe: Recipe) -> RowError? { recipe.replyRefusal }

  func append(_ record: Record, to bytes: inout [UInt8]) throws(RowError) {
    let reply = try record.reply()
    JSONText.appendLine(to: &bytes) {
      $0.field("prompt", record.prompt(for: template))
      $0.field("completion", record.reply(reply, for: template))
    }
  }
}

/// For TRL's `GRPOTrainer`: a prompt, and columns that reach the reward function.
struct TRLPromptRows: RowFormat {
  let template: ChatTemplate?

  let name = "trl-grpo"
  let summary = "prompt and ground truth for TRL GRPO"

  func refusal(of recipe: Recipe) -> RowError? { recipe.promptRefusal(for: template) }

  func append(_ record: Record, to bytes: inout [UInt8]) throws(RowError) {
    let prompt = try record.openPrompt(for: template)
    JSONText.appendLine(to: &bytes) {
      $0.field("prompt", prompt)
      $0.field("ground_truth", ScoringKey(record).description)
      $0.field("data_source", record.source)
    }
  }
}

/// For TRL's `DPOTrainer` and OpenRLHF's: a gold reply, and its wrong twin.
struct TRLPreferenceRows: RowFormat {
  let template: ChatTemplate?

  let name = "trl-dpo"
  let summary = "prompt, chosen and rejected for TRL DPO, OpenRLHF DPO"

  func refusal(of recipe: Recipe) -> RowError? { recipe.preferenceRefusal }

  func append(_ record: Record, to bytes: inout [UInt8]) throws(RowError) {
    let pair = try record.pair()
    JSONText.appendLine(to: &bytes) {
      $0.field("prompt", record.prompt(for: template))
      $0.field("chosen", record.reply(pair.chosen, for: template))
      $0.field("rejected", record.reply(pair.rejected, for: template))
    }
  }
}

/// For TRL's `KTOTrainer`: two rows of a record, each a reply with its label.
struct TRLLabelRows: RowFormat {
  let template: ChatTemplate?

  let name = "trl-kto"
  let summary = "prompt, completion and label for TRL KTO, two rows of each record"

  func refusal(of recipe: Recipe) -> RowError? { recipe.preferenceRefusal }

  func append(_ record: Record, to bytes: inout [UInt8]) throws(RowError) {
    let pair = try record.pair()
    for (reply, label) in [(pair.chosen, true), (pair.rejected, false)] {
      JSONText.appendLine(to: &bytes) {
        $0.field("prompt", record.prompt(for: template))
        $0.field("completion", record.reply(reply, for: template))
        $0.field("label", label)
      }
    }
  }
}
