public import VariantGymCore

/// What an audit found within one set.
public struct SetAudit: Sendable {
  /// The name of the set, unique in its report.
  public let name: String
  /// What the set is for.
  public let role: Split
  /// The number of rows.
  public let rows: Int
  /// The rows in whose prompt no environment found anything: of them nothing but the text was compared.
  public let unreadRows: Int
  /// How many different contents of each kind there are; kinds that the set has none of are missing.
  public let distinct: [OverlapKind: Int]
  /// The rows that hold nothing of a kind which no earlier row of the set holds.
  public let repeatedRows: [OverlapKind: Int]
  /// The lengths of prompts in characters, which are Unicode scalars.
  public let promptLengths: Distribution
  /// The lengths of replies in characters.
  public let replyLengths: Distribution
  /// How often the right answer is the first, second ... of the announced labels.
  public let answerPlaces: [Int]
  /// How many instances were measured: those of rows spread evenly over the set.
  public let measured: Int
  /// Difficulty by measure, such as `moves`, `pushes` and `solutions`.
  public let measures: [String: Distribution]
  /// Among the measured, how often each action begins an optimal solution.
  public let firstActions: [String: Int]
  /// The rows of records whose own fields contradict their prompts.
  public let contradictions: Int
  /// The first of them, in words.
  public let firstContradiction: String?

  /// A place among the announced labels at which right answers stand more often than by chance.
  public struct Bias: Hashable, Codable, Sendable {
    /// The place, counted from 1.
    public let place: Int
    /// The share of right answers that stand there, 0...1.
    public let share: Double
  }

  /// The favoured place, if there is one: its share lies more than four standard errors above that
  /// of an equal draw.
  public var answerBias: Bias? {
    let total = Double(answerPlaces.reduce(0, +))
    guard total > 0, let most = answerPlaces.max(), let place = answerPlaces.firstIndex(of: most)
    else { return nil }
    let chance = 1 / Double(answerPlaces.count)
    let share = Double(most) / total
    let error = (chance * (1 - chance) / total).squareRoot()
    return share > chance + 4 * error ? Bias(place: place + 1, share: share) : nil
  }
}

extension SetAudit: Encodable {
  private enum CodingKeys: String, CodingKey {
    case name, role, rows, unreadRows, distinct, repeatedRows, promptLengths, replyLengths
    case answerPlaces, answerBias, measured, measures, firstActions, contradictions
    case firstContradiction
  }

  /// Writes every figure.
  public func encode(to encoder: any Encoder) throws {
    func named(_ figures: [OverlapKind: Int]) -> [String: Int] {
      Dictionary(uniqueKeysWithValues: figures.map { ($0.key.rawValue, $0.value) })
    }
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(name, forKey: .name)
    try fields.encode(role, forKey: .role)
    try fields.encode(rows, forKey: .rows)
    try fields.encode(unreadRows, forKey: .unreadRows)
    try fields.encode(named(distinct), forKey: .distinct)
    try fields.encode(named(repeatedRows), forKey: .repeatedRows)
    try fields.encode(promptLengths, forKey: .promptLengths)
    try fields.encode(replyLengths, forKey: .replyLengths)
    try fields.encode(answerPlaces, forKey: .answerPlaces)
    try fields.encode(answerBias, forKey: .answerBias)
    try fields.encode(measured, forKey: .measured)
    try fields.encode(measures, forKey: .measures)
    try fields.encode(firstActions, forKey: .firstActions)
    try fields.encode(contradictions, forKey: .contradictions)
    try fields.encode(firstContradiction, forKey: .firstContradiction)
  }
}
