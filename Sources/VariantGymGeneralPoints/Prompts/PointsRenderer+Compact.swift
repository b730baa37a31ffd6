import VariantGymCore

extension PointsRenderer {
  /// Signs only: the values of cards without a number, the cards and the target, and the form of
  /// the reply.
  ///
  /// ```
  /// A=1 K=5 J=5 Q=5
  /// K 3 8 A = 24
  /// ~<?>
  /// ```
  static let compact = Prompt<PointsRules>(.compact) { scene in
    let values = ["A=1"] + (scene.faces { "\($0)=\($1)" } ?? [])
    return """
      \(values.joined(separator: " "))
      \(.state) = \(scene.target)
      \(scene.framing.signs("?"))
      """
  }
}
