public import VariantGymCore

/// A way to divide episodes into groups that are reported apart.
public struct Grouping: Sendable {
  /// A stable name, the head of a column.
  public let name: String
  /// The group of an episode; `nil` leaves it out.
  public let group: @Sendable (EpisodeResult) -> String?

  /// A grouping.
  ///
  /// - Parameters:
  ///   - name: A stable name.
  ///   - group: The group of an episode; `nil` leaves it out.
  public init(_ name: String, group: @escaping @Sendable (EpisodeResult) -> String?) {
    self.name = name
    self.group = group
  }

  /// By set.
  public static let set = Grouping("set") { $0.set }
  /// By the variant of the instruction.
  public static let variant = Grouping("variant") { $0.identity.variant }
  /// By the name of the difficulty.
  public static let difficulty = Grouping("difficulty") { $0.identity.address.difficulty }
  /// By the fewest actions that solve the instance, in bands of five.
  public static let shortest = Grouping("shortest") { result in
    (result.analysis?.shortest).map { length in
      let start = max(length - 1, 0) / 5 * 5 + 1
      return "\(start)-\(start + 4)"
    }
  }

  /// By labels of instances that come from elsewhere: seen or unseen in training, hard or easy for
  /// somebody else's solver.
  ///
  /// - Parameters:
  ///   - name: The head of the column.
  ///   - labels: The label of each instance, by `EpisodeResult.key`; others are left out.
  public static func labels(_ name: String, _ labels: [ContentKey: String]) -> Grouping {
    Grouping(name) { labels[$0.key] }
  }
}
