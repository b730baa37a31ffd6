extension DecodingError {
  /// What a decoder found, in one line that names the key; other errors as they describe themselves.
  package static func explanation(of error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    func place(_ context: Context) -> String {
      let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
      return path.isEmpty ? "" : "at \(path.joined(separator: ".")): "
    }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(place(context))'\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      return "\(place(context))\(context.debugDescription)"
    @unknown default: return "\(error)"
    }
  }
}
