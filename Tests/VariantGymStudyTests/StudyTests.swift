import Foundation
import Testing
import VariantGym

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
    // Calls of progress: within the first model, at its end, and within a later one.
    for calls in [2, 5, 6, 13, 19] {
      let resumed = try await withFolder { folder in
        let study = try Study(.small, in: folder)
        let interruption = Interruption(after: calls)
        let run = Task {
          await interruption.isReady()
          try await study.run(threads: 1) { _ in interruption.count() }
        }
        interruption.task = run
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(try StudyReport(reading: folder).results.missing > 0)
        try await study.run(threads: 2)
        return try files(in: folder)
      }
      #expect(resumed == whole)
    }
  }

  @Test("a folder belongs to one plan")
  func otherPlan() async throws {
    try await withFolder { folder in
      _ = try Study(.small, in: folder)
      #expect(throws: StudyError.otherPlan(path: folder.path)) {
        try Study(StudyPlan.small.with(seeds: [3]), in: folder)
      }
    }
  }

  @Test("what is no study, or a damaged one, is refused with its place")
  func damaged() async throws {
    try await withFolder { folder in
      #expect(throws: StudyError.self) { try StudyReport(reading: folder) }
      try await Study(.small, in: folder).run(threads: 1)
      let results = folder.appendingPathComponent("results/sokoban-base-seed-1.json")
      try Data("{\"outcomes\":[".utf8).write(to: results)
      do {
        _ = try StudyReport(reading: folder)
        Issue.record("a damaged study was reported")
      } catch let error as StudyError {
        #expect(error.description.hasPrefix(results.path))
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

/// Cancels a task after so many calls.
private final class Interruption: @unchecked Sendable {
  private let lock = NSLock()
  private var left: Int
  private var running: Task<Void, any Error>?

  init(after calls: Int) {
    left = calls
  }

  var task: Task<Void, any Error>? {
    get { lock.withLock { running } }
    set { lock.withLock { running = newValue } }
  }

  func isReady() async {
    while task == nil { await Task.yield() }
  }

  func count() {
    let isLast = lock.withLock {
      left -= 1
      return left == 0
    }
    if isLast { task?.cancel() }
  }
}
