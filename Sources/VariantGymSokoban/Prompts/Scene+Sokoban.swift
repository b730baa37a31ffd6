import VariantGymCore

/// What the prompts of Sokoban leave to the scene.
extension Scene<SokobanRules> {
  /// What is said of each label, in the order of the announcement; `nil` where labels are left
  /// unsaid.
  func labels(_ say: (_ label: String, _ direction: Direction) -> String) -> [String]? {
    shown.map { shown in announced(Direction.allCases).map { say(shown[$0], $0) } }
  }

  /// One text where an answer is a single move, another where it may be as many as the horizon.
  func moves(_ one: String, _ several: (_ most: Int) -> String) -> String {
    framing.horizon == 1 ? one : several(framing.horizon)
  }
}
