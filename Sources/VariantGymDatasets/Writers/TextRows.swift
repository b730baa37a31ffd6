import VariantGymCore

/// Prompt and gold reply as one text.
struct TextRows: RowFormat {
  let template: ChatTemplate

  let name = "text"
  let summary = "prompt and reply as one text"

  func refusal(of recipe: Recipe) -> RowError? { recipe.replyRefusal }

  func append(_ record: Record, to bytes: inout [UInt8]) throws(RowError) {
    let reply = try record.reply()
    let text = template.prompt(record.prompt) + record.prefill + template.reply(reply)
    JSONText.appendLine(to: &bytes) { $0.field("text", text) }
  }
}
