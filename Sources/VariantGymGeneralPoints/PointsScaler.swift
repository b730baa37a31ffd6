public import VariantGymCore

/// Deals hands of the paper's sizes.
public struct PointsScaler: DifficultyScaler {
  /// General Points.
  public typealias E = PointsRules

  private let target: Int

  /// A scaler of hands with a target.
  public init(target: Int = 24) {
    self.target = target
  }

  /// The paper's sizes, a wider deal, then bands of measured difficulty.
  ///
  /// The sizes are four cards, five cards, six cards, and *large*: four cards with a number from 14
  /// to 19. They are there under every variant. `four-to-13` deals four cards with numbers to 13, so that
  /// hands under `base` have the values that other rules give to faces.
  ///
  /// The bands are hands of four or five cards every solution of which needs a fraction, or that
  /// have exactly one distinct solution, under every rule that is shown or accepted. They are
  /// narrow, `four-needs-fraction` most of all: they are meant for `base`, and where rules must
  /// agree on them, drawing may end in a `GenerationError`.
  public let ladder =
    ["four", "five", "six", "large", "four-to-13"] + Band.allCases.map(\.rawValue)

  private enum Band: String, CaseIterable {
    case fourNeedsFraction = "four-needs-fraction"
    case fourUnique = "four-unique"
    case fiveUnique = "five-unique"

    /// Whether a solvable hand belongs to the band.
    func admits(_ values: [Int], target: Int) throws(PointsSearchError) -> Bool {
      switch self {
      case .fourNeedsFraction:
        try PointsSearch.measures(of: values, target: target, effortLimit: 0).needsFraction
      case .fourUnique, .fiveUnique:
        try PointsSearch.solutions(of: values, target: target, limit: 0).total == 1
      }
    }
  }

  /// Cards of random rank; `nil` where a required face or large number did not come up.
  public func candidate(
    _ difficulty: String, for terms: [Terms<FaceRule>], using random: inout Random
  ) -> Hand? {
    let isLarge = difficulty == "large"
    let count = difficulty.hasPrefix("five") ? 5 : difficulty == "six" ? 6 : 4
    let ranks =
      Self.ranks
      + (isLarge ? Self.largeRanks : difficulty == "four-to-13" ? Self.numbersOfFaces : [])
    let cards = (0..<count).map { _ in random.pick(from: ranks) }
    if isLarge, !cards.contains(where: Self.largeRanks.contains) { return nil }
    if terms.contains(where: \.mustDiscriminate), !cards.contains(where: \.isFace) { return nil }
    return Hand(cards: cards, target: target)
  }

  private static let ranks: [Card] =
    (1...10).map(Card.number) + [.face(.jack), .face(.queen), .face(.king)]
  private static let largeRanks: [Card] = (14...19).map(Card.number)
  private static let numbersOfFaces: [Card] = (11...13).map(Card.number)

  /// Whether the hand is solvable, and within the band if one is asked for, under every rule that is
  /// shown or accepted, and its values under discriminating rules differ from those under base.
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
    let band = Band(rawValue: difficulty)
    return rules.allSatisfy { rule in
      guard let values = instance.values(under: rule) else { return false }
      let target = instance.target
      // The decision is quick, and most hands that are drawn for a band fail it or the split.
      guard (try? PointsSearch.isSolvable(values, target: target)) == true else { return false }
      return band.map { (try? $0.admits(values, target: target)) == true } ?? true
    }
  }
}
