import VariantGymCore

extension SokobanRenderer {
  /// Signs only: an arrow with the label of each move, the map, and the form of the reply around
  /// the most moves that an answer may hold.
  ///
  /// ```
  /// <3 ^1 >4 v2
  /// ######
  /// #_P_##
  /// ...
  /// ~<1>
  /// ```
  static let compact = Prompt<SokobanRules>(.compact) { scene in
    let labels = scene.labels { "\($1.arrow)\($0)" } ?? Direction.allCases.map(\.arrow)
    return """
      \(labels.joined(separator: " "))
      \(.state)
      \(scene.framing.signs("\(scene.framing.horizon)"))
      """
  }
}

extension Direction {
  /// An ASCII character that points in the direction.
  fileprivate var arrow: String {
    switch self {
    case .up: "^"
    case .down: "v"
    case .left: "<"
    case .right: ">"
    }
  }
}
