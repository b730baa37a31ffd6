import Foundation
public import VariantGymCore

/// Checks that an environment keeps its contracts: the library's own and anybody else's.
///
/// ```swift
/// let violations = Laws(MyParts()).violations(difficulty: "easy", variant: "base", indices: 0..<1000)
/// #expect(violations.isEmpty)
/// ```
/// It needs no test framework: a violation is a value that says which law was broken, and where.
public struct Laws<Parts: FamilyParts>: Sendable {
  typealias E = Parts.E

  let parts: Parts
  let family: Family<Parts>

  /// The laws for the given parts.
  public init(_ parts: Parts) {
    self.parts = parts
    family = Family(parts)
  }

  /// The violations of all laws at a number of addresses.
  ///
  /// - Parameters:
  ///   - difficulty: The difficulty of the instances.
  ///   - variant: The variant whose twins with base are checked.
  ///   - split: The split from which instances are drawn.
  ///   - indices: The numbers of the instances.
  ///   - seed: The seed of the addresses.
  ///   - framing: How the instances are put.
  /// - Returns: An empty list if every law holds.
  public func violations(
    difficulty: String, variant: String, split: Split = .test, indices: Range<Int>,
    seed: UInt64 = 0, framing: Framing = Framing()
  ) -> [LawViolation] {
    indices.flatMap { index in
      let address = Address(
        family: parts.name, difficulty: difficulty, split: split,
        cohort: variant == "base" ? ["base"] : ["base", variant], seed: seed, index: index)
      return violations(at: address, framing: framing)
    }
  }

  /// The violations of all laws at one address, for every variant of its cohort.
  public func violations(at address: Address, framing: Framing = Framing()) -> [LawViolation] {
    var report = Report(address: address)
    do {
      let twins = try family.typedTwins(at: address, framing: framing)
      try checkDrawing(address, framing, twins, &report)
      checkTwins(twins, &report)
      checkPrompts(twins, &report)
      // Wordings take longer than all else here, and do not depend on the instance.
      if address.index.isMultiple(of: 4) { checkWordings(twins, &report) }
      for episode in twins {
        try checkLanguage(episode, &report)
        try checkGold(episode, &report)
        try checkFake(episode, &report)
        try checkThoughts(episode, &report)
        try checkPlay(episode, &report)
        try checkObedience(episode, &report)
        try checkCoding(episode, &report)
      }
    } catch {
      report.broken(.drawing, "\(error)")
    }
    return report.violations
  }
}

/// A law that was broken, and where.
public struct LawViolation: Hashable, Sendable, CustomStringConvertible {
  /// The law.
  public let law: Law
  /// The address at which it was broken.
  public let address: Address
  /// What was found.
  public let finding: String

  /// The laws.
  public enum Law: String, CaseIterable, Hashable, Sendable {
    /// The same address gives the same instance, of the split asked for, running and unsolved.
    case drawing
    /// Twins share an instance, and their prompts differ only where their terms do.
    case twins
    /// Every wording tells what is announced and what reply is wanted; no two have the same text,
    /// and what varies in a split is drawn from the split's own.
    case wording
    /// `interpret(hear(write(actions)))` gives the actions back, under every convention and in
    /// every container.
    case language
    /// A gold reply is valid, right, and earns the most that can be earned.
    case gold
    /// On a fake, the obeying reply is valid and wrong; the clinging reply is right, and invalid or
    /// of other actions than the prompt gives it.
    case fake
    /// Every word of a gold thought is read and proven; a wrong twin is wrong in the way it says.
    case thought
    /// Gold replies win within the turn limit; a finished state stays as it is.
    case play
    /// The distance to success is the length of a solution, and each gold reply shortens it by the
    /// actions that it holds.
    case distance
    /// What does as the prompt says is not taken for habit, nor habit for obedience; the record of the
    /// turn says the same, or leaves it open.
    case obedience
    /// Instances, states, actions, events and conventions survive a coding round trip.
    case coding
  }

  /// A sentence for people.
  public var description: String { "\(law.rawValue) at \(address): \(finding)" }
}

struct Report {
  let address: Address
  private(set) var violations: [LawViolation] = []

  init(address: Address) {
    self.address = address
  }

  mutating func broken(_ law: LawViolation.Law, _ finding: @autoclosure () -> String) {
    violations.append(LawViolation(law: law, address: address, finding: finding()))
  }

  mutating func expect(
    _ condition: Bool, _ law: LawViolation.Law, _ finding: @autoclosure () -> String
  ) {
    if !condition { broken(law, finding()) }
  }
}
