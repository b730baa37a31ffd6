import Foundation
import Testing
import VariantGym
import VariantGymCore

@testable import VariantGymStudy

@Suite("Study", .timeLimit(.minutes(10)))
struct StudyTests {
  @Test("two runs give the same report and results, byte for byte, with any number of threads")
  func repeats() async throws {
    let first = try await files(threads: 1)
    #expect(first.keys.contains("report.md"))
    #expect(first.keys.contains("sokoban-diverse-thought-seed-2.json"))
    #expect(try await files(threads: 3) == first)
  }

  @Test("an interrupted study goes on where it stopped, and ends in the same report")
  func resumes() async throws {
    let whole = try await files(threads: 1)
    // Calls of progress, five for each model: within the first, at its end, and within later ones.
    for calls in [2, 5, 6, 13, 19] {
      let resumed = try await withFolder { folder in
        try await runInterrupted(.small, after: calls, in: folder)
        return try files(in: folder)
      }
      #expect(resumed == whole)
    }
  }

  @Test(
    "plan and results suffice to go on: what has no result is trained again, from the same base")
  func resumesFromResults() async throws {
    try await withFolder { folder in
      try await Study(.small, in: folder).run(threads: 2)
      let whole = try files(in: folder)
      for part in ["models", "journals"] {
        try FileManager.default.removeItem(at: folder.appendingPathComponent(part))
      }
      let name = "sokoban-diverse-thought-seed-2.json"
      try FileManager.default.removeItem(at: folder.appendingPathComponent("results/\(name)"))
      try await Study(.small, in: folder).run(threads: 2)
      #expect(try files(in: folder) == whole)
      let models = folder.appendingPathComponent("models/sokoban")
      let trained = try FileManager.default.subpathsOfDirectory(atPath: models.path)
        .filter { $0.hasSuffix("safetensors") }
      #expect(
        trained.sorted() == [
          "base/seed-2/model.safetensors", "diverse-thought/seed-2/model.safetensors",
        ])
    }
  }

  @Test("a stronger hold on prompts without gold replies keeps a model nearer to its base on them")
  func rehearsal() async throws {
    var distances: [Double] = []
    for coefficient in [Float(0.001), 100] {
      var plan = StudyPlan.small
      plan.seeds = [1]
      plan.tasks[0].base = StudyTask.Practice(rows: 64, steps: 30, batch: 8, learningRate: 1e-2)
      plan.tasks[0].arms = [
        Arm(
          "held", variant: "base",
          rehearsal: Arm.Rehearsal(variant: "base", coefficient: coefficient), steps: 60)
      ]
      distances.append(
        try await withFolder { folder in
          try await Study(plan, in: folder).run(threads: 1)
          let held = try StudyReport(reading: folder).results.models("sokoban", "held")
          // Half of the steps are on gold rows, and they alone have a loss that is told.
          #expect(held.first?.trials.losses.isEmpty == true)
          return held.first?.trials.drifts.last?.divergence ?? .nan
        })
    }
    #expect(distances[1] < distances[0] * 0.9, "\(distances)")
  }

  @Test("a folder belongs to one plan, and to those that go on with it")
  func otherPlan() async throws {
    typealias Change = (inout StudyPlan) -> Void
    let others: [Change] = [
      { $0.seeds = [3] }, { $0.tasks[0].arms.removeLast() }, { $0.tasks[0].arms[0].steps = 5 },
      { $0.tasks[0].practice.rows += 1 }, { $0.tasks[0].trial.instances += 1 },
      { $0.tasks[0].trial.many = nil }, { $0.tasks[0].trial.many?.instances += 1 },
      { $0.tasks[0].family = "general-points" },
    ]
    try await withFolder { folder in
      _ = try Study(.small, in: folder)
      for change in others {
        var other = StudyPlan.small
        change(&other)
        #expect(!other.continues(.small))
        #expect(throws: (any Error).self) { try Study(other, in: folder) }
      }
      #expect(throws: StudyError.otherPlan(path: folder.path)) {
        var other = StudyPlan.small
        other.seeds = [3]
        return try Study(other, in: folder)
      }
      _ = try Study(.small, in: folder)
    }
  }

  @Test("a larger plan that cannot be played, or not now, leaves the folder to its former one")
  func growsOrNot() async throws {
    var plan = StudyPlan.small
    plan.tasks[0].trial.many = nil
    try await withFolder { folder in
      try await Study(plan, in: folder).run(threads: 2)
      let file = folder.appendingPathComponent("plan.json")
      let former = try Data(contentsOf: file)
      var narrow = plan
      narrow.tasks[0].trial.many = .init(
        instances: 630, split: .test, harder: ["simple-moves-11-15"])
      await #expect(throws: (any Error).self) {
        try await Study(narrow, in: folder).run(threads: 1)
      }
      #expect(try Data(contentsOf: file) == former)
      let other = try LockedFile.descriptor(folder.path, O_RDONLY)
      await #expect(throws: StudyError.self) {
        try await Study(.small, in: folder).run(threads: 1)
      }
      close(other)
      #expect(try Data(contentsOf: file) == former)
      try await Study(plan, in: folder).run(threads: 2)
      try await Study(.small, in: folder).run(threads: 2)
      #expect(try StudyPlan(reading: file) == .small)
    }
  }

  @Test("only one process at a time trains in a folder")
  func busy() async throws {
    try await withFolder { folder in
      let study = try Study(.small, in: folder)
      let other = try LockedFile.descriptor(folder.path, O_RDONLY)
      let error = await #expect(throws: StudyError.self) { try await study.run(threads: 1) }
      #expect(error?.description == "\(folder.path): another process writes into it")
      close(other)
      try await study.run(threads: 2)
    }
  }

  @Test("a study grows by seeds, arms and large sets, and is then as if it had begun so")
  func grows() async throws {
    let whole = try await files(threads: 1)
    var plan = StudyPlan.small
    plan.seeds = [2]
    plan.tasks[0].arms.removeFirst()
    plan.tasks[0].trial.many = nil
    #expect(StudyPlan.small.continues(plan))
    try await withFolder { folder in
      try await Study(plan, in: folder).run(threads: 2)
      let trained = folder.appendingPathComponent(
        "models/sokoban/diverse-thought/seed-2/model.safetensors")
      let first = try FileManager.default.attributesOfItem(atPath: trained.path)
      try await Study(.small, in: folder).run(threads: 2)
      #expect(try files(in: folder) == whole)
      // The model was tried again, not trained.
      let then = try FileManager.default.attributesOfItem(atPath: trained.path)
      #expect(first[.systemFileNumber] as? Int == then[.systemFileNumber] as? Int)
    }
    // Without weights it is trained again.
    try await withFolder { folder in
      try await Study(plan, in: folder).run(threads: 2)
      try FileManager.default.removeItem(at: folder.appendingPathComponent("models"))
      try await Study(.small, in: folder).run(threads: 2)
      #expect(try files(in: folder) == whole)
    }
  }

  @Test("what is no study, or a damaged one, is refused with its place")
  func damaged() async throws {
    try await withFolder { folder in
      #expect(throws: StudyError.self) { try StudyReport(reading: folder) }
      try await Study(.small, in: folder).run(threads: 1)
      let results = folder.appendingPathComponent("results/sokoban-base-seed-1.json")
      let whole = String(decoding: try Data(contentsOf: results), as: UTF8.self)
      let damages = [
        String(whole.dropLast(40)),
        whole.replacing("\"valid\":[", with: "\"valid\":[1,"),
        whole.replacing("\"turns\":[", with: "\"turns\":[-"),
        whole.replacing("\"obeyed\"", with: "\"obeys\""),
        whole.replacing("\"set\":", with: "\"shortest\":[5],\"set\":"),
      ]
      for damaged in damages {
        #expect(damaged != whole)
        try Data(damaged.utf8).write(to: results)
        do {
          _ = try StudyReport(reading: folder).files
          Issue.record("a damaged study was reported")
        } catch let error as StudyError {
          #expect(error.description.hasPrefix(results.path))
        }
      }
    }
  }

  @Test("progress counts the steps of all models, and knows those of an earlier run")
  func progress() async throws {
    try await withFolder { folder in
      let calls = Calls()
      for earlier in [0, 24] {
        try await Study(.small, in: folder).run(threads: 2) { calls.add($0) }
        let last = try #require(calls.taken.last)
        #expect(last.steps == 24 && last.totalSteps == 24 && last.earlierSteps == earlier)
        #expect(calls.taken.map(\.steps) == calls.taken.map(\.steps).sorted())
        calls.clear()
      }
    }
  }

  private func files(threads: Int) async throws -> [String: Data] {
    try await withFolder { folder in
      try await Study(.small, in: folder).run(threads: threads)
      return try files(in: folder)
    }
  }

  /// The report, its pictures and the results, by name.
  private func files(in folder: URL) throws -> [String: Data] {
    try StudyReport(reading: folder).write(to: folder)
    var files: [String: Data] = [:]
    for part in [folder, folder.appendingPathComponent("results")] {
      for file in try FileManager.default.contentsOfDirectory(
        at: part, includingPropertiesForKeys: nil) where !file.hasDirectoryPath
      {
        files[file.lastPathComponent] = try Data(contentsOf: file)
      }
    }
    return files
  }
}

/// What progress was called with.
private final class Calls: @unchecked Sendable {
  private let lock = NSLock()
  private var progress: [StudyProgress] = []

  var taken: [StudyProgress] { lock.withLock { progress } }
  func add(_ call: StudyProgress) { lock.withLock { progress.append(call) } }
  func clear() { lock.withLock { progress = [] } }
}
