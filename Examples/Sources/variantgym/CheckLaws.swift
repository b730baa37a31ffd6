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
      every variant at the study's difficulties, and base at the others. The exit status is 1 if a \
      law is broken.
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

  /// Whether an environment keeps all laws.
  private func check(_ parts: some FamilyParts) async throws -> Bool {
    let laws = Laws(parts)
    let places = Family(parts).places
    let chunk = 50
    let progress = Progress(total: (count + chunk - 1) / chunk)
    var broken: [Int: [LawViolation]] = [:]
    try await withThrowingTaskGroup(of: (Int, [LawViolation]).self) { group in
      var next = 0
      func start() {
        guard next < count else { return }
        let range = next..<min(next + chunk, count)
        next = range.upperBound
        group.addTask {
          try Task.checkCancellation()
          let violations = range.flatMap { index in
            let (round, place) = (index / places.count, places[index % places.count])
            return laws.violations(
              difficulty: place.difficulty, variant: place.variant, split: place.split,
              indices: round..<round + 1, seed: seed)
          }
          return (range.lowerBound, violations)
        }
      }
      for _ in 0..<4 { start() }
      for try await (first, violations) in group {
        broken[first] = violations
        progress.step("checked \(parts.name)")
        start()
      }
    }
    // Tasks end in any order.
    let violations = broken.sorted { $0.key < $1.key }.flatMap(\.value)
    for violation in violations { FileHandle.standardError.write(Data("\(violation)\n".utf8)) }
    print("\(parts.name): \(count) instances, violations: \(violations.count)")
    return violations.isEmpty
  }
}

extension TaskFamily {
  /// Every variant at the study's difficulties, and base at the others.
  var places: [(difficulty: String, variant: String, split: Split)] {
    difficulties.prefix(4).flatMap { difficulty in
      variants.map { (difficulty, $0, $0.hasPrefix("diverse") ? Split.train : .test) }
    } + difficulties.dropFirst(4).map { ($0, "base", .test) }
  }
}
