/// Whose answer a gold reply gives.
public enum Voice: String, CaseIterable, Hashable, Codable, Sendable {
  /// What the prompt asks for: the expert.
  case obedient
  /// What counts, whatever the prompt says.
  case scored
  /// The training language, whatever the prompt says.
  case clinging
}
