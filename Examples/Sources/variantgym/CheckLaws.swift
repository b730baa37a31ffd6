import ArgumentParser
import Foundation
import VariantGym
import VariantGymLaws

struct CheckLaws: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "laws",
    abstract: "Checks that the environments keep their laws on many instances.",
    discussion: """
      Gold replies win, fakes pay habit alone, replies are read as they were written, thoughts are \
      proven, and so on: what 'VariantGymLaws' checks of any environment. Instances take turns over \
      every variant at the paper's difficulties, and base at the others, with replies of one action \
      and of several. The exit status is 1 if a law is broken.
      """)

  @Option(help: "How many instances to check of each environment.")
  var count = 10_000

  @Option(help: "The seed.")
  var seed: UInt64 = 0

  func run() async throws {
    guard (1...1_000_000_000).contains(count) else {
      throw ValidationError("the count is 1...1000000000")
    }
    let isKept = [try await check(SokobanParts()), try await check(PointsParts())]
    if isKept.contains(false) { throw ExitCode(1) }
  }

  /// How many actions a reply may hold, in turn.
  private static let horizons = [1, 3, 30]

  /// Whether an environment keeps all laws.
  private func check(_ parts: some FamilyParts) async throws -> Bool {
    let laws = Laws(parts)
    let places = Family(parts).places
    let violations = try await stretches(
      of: count, length: 50, label: "checked \(parts.name)"
    ) { [seed] range in
      range.flatMap { index in
        let (round, place) = (index / places.count, places[index % places.count])
        return laws.violations(
          difficulty: place.difficulty, variant: place.variant, split: place.split,
          indices: round..<round + 1, seed: seed,
          framing: Framing(horizon: Self.horizons[round % Self.horizons.count]))
      }
    }.flatMap(\.self)
    for violation in violations { FileHandle.standardError.write(Data("\(violation)\n".utf8)) }
    print("\(parts.name): \(count) instances, violations: \(violations.count)")
    return violations.isEmpty
  }
}

extension TaskFamily {
  /// Every variant at the paper's difficulties, and base at the others.
  var places: [(difficulty: String, variant: String, split: Split)] {
    difficulties.prefix(4).flatMap { difficulty in
      variants.map { (difficulty, $0, $0.hasPrefix("diverse") ? Split.train : .test) }
    } + difficulties.dropFirst(4).map { ($0, "base", .test) }
  }
}
