import VariantGymCore

extension Record {
  /// Appends the record as one line of JSON, its line feed included.
  ///
  /// It is written by hand, with its keys in a fixed order: `JSONEncoder` takes longer for a row
  /// than solving and verifying it. A test decodes every line with `JSONDecoder`.
  func appendLine(to bytes: inout [UInt8]) {
    var json = JSONText(bytes: bytes)
    // The one reference to the buffer moves, so that nothing is copied.
    bytes = []
    defer { bytes = json.bytes }
    json.object {
      $0.field("schema", schema)
      $0.field("set", set)
      $0.field("episode") { $0.object { $0.identity(episode) } }
      $0.field("prompt") {
        $0.array(prompt) { json, message in
          json.object {
            $0.field("role", message.role.rawValue)
            $0.field("content", message.content)
          }
        }
      }
      $0.field("prefill", prefill)
      if let completion { $0.field("completion", completion) }
      if let rejected { $0.field("rejected", rejected) }
      if let fault { $0.field("fault", fault) }
      $0.field("gold") { $0.array(gold) { $0.string($1) } }
      $0.field("instance", instance)
      $0.field("state", state)
      $0.field("shown", shown)
      $0.field("accepted", accepted)
      $0.field("keys") { $0.object { $0.keys(keys) } }
    }
    json.bytes.append(UInt8(ascii: "\n"))
  }
}

extension JSONText {
  fileprivate mutating func identity(_ episode: EpisodeIdentity) {
    let address = episode.address
    field("address") {
      $0.object {
        $0.field("family", address.family)
        $0.field("difficulty", address.difficulty)
        $0.field("split", address.split.rawValue)
        $0.field("cohort") { $0.array(address.cohort) { $0.string($1) } }
        $0.field("seed", address.seed)
        $0.field("index", address.index)
        $0.field("step", address.step)
      }
    }
    field("variant", episode.variant)
    field("framing") {
      $0.object {
        $0.field("horizon", episode.framing.horizon)
        $0.field("asksForThought", episode.framing.asksForThought)
        $0.field("prefill", episode.framing.prefill.rawValue)
        $0.field("wording", episode.framing.wording.rawValue)
        $0.field("order", episode.framing.order.rawValue)
        $0.field("container", episode.framing.container.rawValue)
      }
    }
  }
}

extension JSONText {
  fileprivate mutating func keys(_ keys: Record.Keys) {
    field("identity", keys.identity.description)
    for (name, keys) in [
      ("content", keys.content), ("state", keys.state), ("accepted", keys.accepted),
    ] {
      field(name) { $0.array(keys) { $0.string($1.description) } }
    }
  }
}

/// JSON as it is written, byte by byte.
private struct JSONText {
  var bytes: [UInt8]
  private var needsComma = false

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func object(_ fields: (inout JSONText) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    fields(&self)
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  mutating func array<Element>(
    _ elements: [Element], _ write: (inout JSONText, Element) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  mutating func field(_ name: String, _ value: (inout JSONText) -> Void) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    string(name)
    bytes.append(UInt8(ascii: ":"))
    value(&self)
    needsComma = true
  }

  mutating func field(_ name: String, _ text: String) { field(name) { $0.string(text) } }

  mutating func field(_ name: String, _ flag: Bool) {
    field(name) { $0.bytes.append(contentsOf: (flag ? "true" : "false").utf8) }
  }

  mutating func field(_ name: String, _ number: some BinaryInteger & CustomStringConvertible) {
    field(name) { $0.bytes.append(contentsOf: number.description.utf8) }
  }

  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { source in
      var start = 0
      for (place, byte) in source.enumerated()
      where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        bytes.append(contentsOf: source[start..<place])
        escape(byte)
        start = place + 1
      }
      bytes.append(contentsOf: source[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
    case 0..<0x20:
      let digits = String(byte, radix: 16)
      bytes.append(contentsOf: (digits.count == 1 ? "\\u000\(digits)" : "\\u00\(digits)").utf8)
    default: bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
    }
  }
}
