import VariantGymCore

extension JSONText {
  /// Appends an object as one line, its line feed included.
  static func appendLine(to bytes: inout [UInt8], _ fields: (inout JSONText) -> Void) {
    var json = JSONText(bytes: bytes)
    // The one reference to the buffer moves, so that nothing is copied.
    bytes = []
    json.object(fields)
    json.bytes.append(UInt8(ascii: "\n"))
    bytes = json.bytes
  }

  mutating func field(_ name: String, _ messages: [Message]) {
    field(name) {
      $0.array(messages) { json, message in
        json.object {
          $0.field("role", message.role.rawValue)
          $0.field("content", message.content)
        }
      }
    }
  }
}
