/// Tells the thought behind a plan: first as typed claims, then in the words of a style.
public protocol Narrator<E>: Sendable {
  /// The environment whose plans are told.
  associatedtype E: Environment
  /// One statement that is true or false.
  associatedtype Claim: Hashable & Sendable

  /// The names of the styles; `answer-only` is not among them, since it tells nothing.
  var styles: [String] { get }

  /// What a style says of a plan. Every claim is true.
  ///
  /// - Parameters:
  ///   - plan: A solution from `state`.
  ///   - state: The state that the prompt shows.
  ///   - convention: What the prompt announces; its words are the thought's words.
  ///   - horizon: How many actions of the plan the answer will hold.
  ///   - style: One of `styles`.
  func claims(
    for plan: [E.Action], in state: E.State, under convention: E.Convention, horizon: Int,
    style: String
  ) -> [Claim]

  /// The claims in the words of a style.
  func write(_ claims: [Claim], style: String) -> String
}

/// Whose answer a gold reply gives.
public enum Voice: String, CaseIterable, Hashable, Codable, Sendable {
  /// What the prompt asks for: the expert.
  case obedient
  /// What counts, whatever the prompt says.
  case scored
  /// The training language, whatever the prompt says.
  case clinging
}
