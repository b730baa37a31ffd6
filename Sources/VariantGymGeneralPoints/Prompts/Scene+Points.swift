import VariantGymCore

/// What the prompts of General Points leave to the scene.
extension Scene<PointsRules> {
  /// How many cards there are.
  var size: Int { state.hand.cards.count }
  /// What they are to make.
  var target: Int { state.hand.target }

  /// What is said of each face card, in the order of the announcement; `nil` where no rule is
  /// stated.
  func faces(_ say: (_ symbol: String, _ value: Int) -> String) -> [String]? {
    // The order must not tell a face card's value by its position.
    shown.map { rule in announced(rule.values).map { say($0.face.rawValue, $0.value) } }
  }

  /// What a reply looks like, with a text in the place of the thought.
  func form(thought: String) -> String {
    framing.form(
      thought: thought, answer: #"{"cards": [...], "number": [...], "formula": "..."}"#)
  }
}
