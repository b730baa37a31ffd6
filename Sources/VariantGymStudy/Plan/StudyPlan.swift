public import Foundation
import VariantGymCore

/// Everything that a study's numbers depend on: what is trained on what, how long, and how it is tried.
///
/// A plan is a value and a JSON file. Two runs of one plan on one kind of machine give the same report,
/// byte for byte.
public struct StudyPlan: Hashable, Codable, Sendable {
  /// A stable name.
  public var name: String
  /// The seeds, at least one and all different: each trains every arm once, from a base model of its own.
  public var seeds: [UInt64]
  /// The environments, each once, with their arms.
  public var tasks: [StudyTask]

  /// A plan.
  ///
  /// - Parameters:
  ///   - name: A stable name.
  ///   - seeds: The seeds, at least one and all different.
  ///   - tasks: The environments, each once, with their arms.
  public init(name: String, seeds: [UInt64], tasks: [StudyTask]) {
    self.name = name
    self.seeds = seeds
    self.tasks = tasks
  }

  /// Whether it asks for all that another plan asks for, in the same way, and perhaps for more seeds,
  /// arms or large sets: then what was done for the other need not be done again.
  func continues(_ other: StudyPlan) -> Bool {
    other.seeds.allSatisfy(seeds.contains)
      && other.tasks.allSatisfy { earlier in
        guard var task = tasks.first(where: { $0.family == earlier.family }),
          earlier.arms.allSatisfy(task.arms.contains)
        else { return false }
        task.arms = earlier.arms
        if earlier.trial.many == nil { task.trial.many = nil }
        return task == earlier
      }
  }

  /// Reads a plan from a JSON file, such as the `plan.json` of a study's folder.
  ///
  /// - Throws: `StudyError.badFile` where it cannot be read, or cannot be carried out.
  public init(reading url: URL) throws(StudyError) {
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw .badFile(path: url.path, reason: "there is no plan here")
    }
    do { self = try JSONDecoder().decode(StudyPlan.self, from: data) } catch {
      throw .badFile(path: url.path, reason: DecodingError.explanation(of: error))
    }
    if let fault { throw .badFile(path: url.path, reason: fault) }
  }
}
