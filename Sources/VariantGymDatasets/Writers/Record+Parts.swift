import VariantGymCore

extension Record {
  /// The gold reply, without what the prompt has opened of it.
  func reply() throws(RowError) -> String {
    guard let completion else { throw .noReplies }
    return completion
  }

  /// The gold reply and its wrong twin, without what the prompt has opened of them.
  func pair() throws(RowError) -> (chosen: String, rejected: String) {
    guard let completion, let rejected else { throw .noPreferences }
    return (completion, rejected)
  }

  /// A reply as a message, with what the prompt has opened of it.
  func message(_ reply: String) -> Message {
    Message(role: .assistant, content: prefill + reply)
  }

  /// Where rows come from, as trainers sort their figures by it.
  var source: String { "variantgym/\(set)" }
}

/// A prompt or a reply as a row holds it.
enum RowText {
  case messages([Message])
  case text(String)
}

extension Record {
  /// The prompt of a row that a reply follows.
  func prompt(for template: ChatTemplate?) -> RowText {
    template.map { .text($0.prompt(prompt) + prefill) } ?? .messages(prompt)
  }

  /// The prompt of a row that a model is to answer.
  ///
  /// In a list of messages an opened thought is left to the trainer's template: some open one by
  /// themselves. None opens an answer.
  func openPrompt(for template: ChatTemplate?) throws(RowError) -> RowText {
    if template == nil, episode.framing.prefill == .answer { throw .openedAnswer }
    return prompt(for: template)
  }

  /// A reply that follows the prompt of a row.
  func reply(_ reply: String, for template: ChatTemplate?) -> RowText {
    template.map { .text($0.reply(reply)) } ?? .messages([message(reply)])
  }
}

extension JSONText {
  mutating func field(_ name: String, _ text: RowText) {
    switch text {
    case .messages(let messages): field(name, messages)
    case .text(let text): field(name, text)
    }
  }
}
