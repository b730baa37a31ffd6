import VariantGymCore

extension Recipe: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case name, family, difficulty, split, variant, cohort, trained, framing, content, sampling
    case rowsPerInstance, rows, seed, settings
  }

  /// Reads a recipe. Only `name`, `family`, `difficulty`, `split`, `variant`, `content` and `rows`
  /// must be there; an unknown key is an error, since it is most often a misspelt one.
  public init(from decoder: any Decoder) throws {
    let all = try decoder.container(keyedBy: AnyKey.self)
    let known = CodingKeys.allCases.map(\.rawValue)
    for key in all.allKeys.sorted(by: { $0.stringValue < $1.stringValue })
    where !known.contains(key.stringValue) {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: all,
        debugDescription:
          "a recipe has no '\(key.stringValue)'; it has \(known.joined(separator: ", "))"
      )
    }
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    func optional<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
      try fields.decodeIfPresent(Value.self, forKey: key)
    }
    self.init(
      name: try fields.decode(String.self, forKey: .name),
      family: try fields.decode(String.self, forKey: .family),
      difficulty: try fields.decode(Mixture.self, forKey: .difficulty),
      split: try fields.decode(Split.self, forKey: .split),
      variant: try fields.decode(Mixture.self, forKey: .variant),
      cohort: try optional(.cohort), trained: try optional(.trained),
      framing: try optional(.framing) ?? Framing(),
      content: try fields.decode(Content.self, forKey: .content),
      sampling: try optional(.sampling) ?? .start, rowsPerInstance: try optional(.rowsPerInstance),
      rows: try fields.decode(Int.self, forKey: .rows), seed: try optional(.seed) ?? 0,
      settings: try optional(.settings) ?? Settings())
  }

  /// Writes every field.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(name, forKey: .name)
    try fields.encode(family, forKey: .family)
    try fields.encode(difficulty, forKey: .difficulty)
    try fields.encode(split, forKey: .split)
    try fields.encode(variant, forKey: .variant)
    try fields.encode(cohort, forKey: .cohort)
    try fields.encode(trained, forKey: .trained)
    try fields.encode(framing, forKey: .framing)
    try fields.encode(content, forKey: .content)
    try fields.encode(sampling, forKey: .sampling)
    try fields.encodeIfPresent(rowsPerInstance, forKey: .rowsPerInstance)
    try fields.encode(rows, forKey: .rows)
    try fields.encode(seed, forKey: .seed)
    try fields.encode(settings, forKey: .settings)
  }
}

/// Any key of an object.
private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
