import VariantGymCore

/// Reads what prompts show, in the first environment that finds anything in them.
struct PromptReader: Sendable {
  private let catalog: Catalog

  init(_ catalog: Catalog) {
    self.catalog = catalog
  }

  /// What a text shows.
  ///
  /// - Parameter family: The environment that it is said to belong to, which is asked first.
  func content(of text: String, family: String? = nil) -> PromptContent {
    let stated = family.flatMap { try? catalog.family(named: $0) }
    if let stated {
      let content = stated.content(ofPrompt: text)
      if !content.instances.isEmpty { return content }
    }
    for other in catalog.families where other.name != stated?.name {
      let content = other.content(ofPrompt: text)
      if !content.instances.isEmpty { return content }
    }
    return PromptContent()
  }

  /// The text of a prompt, however it is cut into messages.
  static func text(of messages: [String]) -> String {
    let text = messages.count == 1 ? messages[0] : messages.joined(separator: "\n\n")
    guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
    return String(
      text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

/// A digest of a text, eight bytes at a time.
func digest(of text: String) -> UInt64 {
  var text = text
  return text.withUTF8 { bytes in
    let bytes = UnsafeRawBufferPointer(bytes)
    var digest = Random.mix(UInt64(bytes.count))
    var place = 0
    while place + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      digest = Random.mix((digest ^ word) &+ 0x9E37_79B9_7F4A_7C15)
      place += 8
    }
    let rest = bytes[place...].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    return Random.mix((digest ^ rest) &+ 0x9E37_79B9_7F4A_7C15)
  }
}
