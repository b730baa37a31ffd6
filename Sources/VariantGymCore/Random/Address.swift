/// Where an instance is found: the same address gives the same instance and the same bytes, on
/// every platform, in every process, in any order.
public struct Address: Hashable, Codable, Sendable {
  /// The name of the environment.
  public var family: String
  /// The name of the difficulty.
  public var difficulty: String
  /// The split to which the instance belongs.
  public var split: Split
  /// The names of the variants under which the one instance is to be playable: its twins.
  public var cohort: [String]
  /// The seed of the data set.
  public var seed: UInt64
  /// The number of the instance, from 0.
  public var index: Int
  /// How many moves of the instance's solution have been played before the episode begins. Terms
  /// and wording are drawn anew at each step; the instance is not.
  public var step: Int

  /// An address.
  public init(
    family: String, difficulty: String, split: Split, cohort: [String], seed: UInt64 = 0,
    index: Int, step: Int = 0
  ) {
    self.family = family
    self.difficulty = difficulty
    self.split = split
    self.cohort = cohort
    self.seed = seed
    self.index = index
    self.step = step
  }

  /// What a stream of random draws is used for. Streams of different purposes are independent.
  public enum Purpose: Sendable {
    /// Drawing the instance. The variant has no part in it, so that twins share an instance.
    case instance
    /// Drawing terms; variants with the same vocabulary draw the same.
    case terms(vocabulary: String)
    /// Choices of wording; twins share them.
    case wording
    /// Choices of a scripted policy in one turn.
    case policy(variant: String, turn: Int)
    /// Choices in telling a thought in one turn.
    case thought(variant: String, turn: Int)
    /// What a data set decides for a row, by the name of the decision; twins share it.
    case draw(of: String)
  }

  /// The stream of random draws for a purpose.
  public func stream(_ purpose: Purpose) -> Random {
    var words = [seed, UInt64(bitPattern: Int64(index)), Address.digest(of: split.rawValue)]
    words.append(Address.digest(of: family))
    words.append(Address.digest(of: difficulty))
    switch purpose {
    case .instance:
      words.append(1)
    case .terms(let vocabulary):
      words += [2, UInt64(bitPattern: Int64(step)), Address.digest(of: vocabulary)]
    case .wording:
      words += [3, UInt64(bitPattern: Int64(step))]
    case .policy(let variant, let turn):
      words += [4, UInt64(bitPattern: Int64(step)), Address.digest(of: variant), UInt64(turn)]
    case .thought(let variant, let turn):
      words += [5, UInt64(bitPattern: Int64(step)), Address.digest(of: variant), UInt64(turn)]
    case .draw(let decision):
      words += [6, UInt64(bitPattern: Int64(step)), Address.digest(of: decision)]
    }
    return Random(seed: ContentKey(words: words).digest)
  }

  private static func digest(of text: String) -> UInt64 {
    ContentKey(words: text.utf8.lazy.map(UInt64.init)).digest
  }
}

extension Address: CustomStringConvertible {
  /// The parts of the address, such as `sokoban/simple/test/base/0/12/0`.
  public var description: String {
    "\(family)/\(difficulty)/\(split.rawValue)/\(cohort.joined(separator: "+"))/\(seed)/\(index)/\(step)"
  }
}
