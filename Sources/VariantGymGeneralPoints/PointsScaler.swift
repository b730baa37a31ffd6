public import VariantGymCore

/// Deals hands of the study's sizes.
public struct PointsScaler: DifficultyScaler {
  /// General Points.
  public typealias E = PointsRules

  private let target: Int

  /// A scaler of hands with a target.
  public init(target: Int = 24) {
    self.target = target
  }

  /// Four cards, five cards, six cards, and *large*: four cards with a number from 14 to 19.
  public let ladder = ["four", "five", "six", "large"]

  /// Cards of random rank; `nil` where a required face or large number did not come up.
  public func candidate(
    _ difficulty: String, for terms: [Terms<FaceRule>], using random: inout Random
  ) -> Hand? {
    let isLarge = difficulty == "large"
    let count = difficulty == "five" ? 5 : difficulty == "six" ? 6 : 4
    let ranks = isLarge ? Self.ranks + Self.largeRanks : Self.ranks
    let cards = (0..<count).map { _ in random.pick(from: ranks) }
    if isLarge, !cards.contains(where: Self.largeRanks.contains) { return nil }
    if terms.contains(where: \.mustDiscriminate), !cards.contains(where: \.isFace) { return nil }
    return Hand(cards: cards, target: target)
  }

  private static let ranks: [Card] =
    (1...10).map(Card.number) + [.face(.jack), .face(.queen), .face(.king)]
  private static let largeRanks: [Card] = (14...19).map(Card.number)

  /// Whether the hand is solvable under every rule that is shown or accepted, and its values under
  /// discriminating rules differ from those under base.
  public func admits(
    _ instance: Hand, at difficulty: String, for terms: [Terms<FaceRule>]
  ) throws(SearchLimit) -> Bool {
    let base = instance.values(under: .base)?.sorted()
    var rules: [FaceRule] = []
    for terms in terms {
      if terms.mustDiscriminate, instance.values(under: terms.asked)?.sorted() == base {
        return false
      }
      for rule in [terms.asked, terms.accepted] where !rules.contains(rule) {
        rules.append(rule)
      }
    }
    return rules.allSatisfy { rule in
      guard let values = instance.values(under: rule) else { return false }
      return (try? PointsSearch.isSolvable(values, target: instance.target)) == true
    }
  }
}
