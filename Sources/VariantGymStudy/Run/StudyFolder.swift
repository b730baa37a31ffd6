import Foundation
import VariantGym
import VariantGymCore

/// Where a study keeps what it has done, so that it goes on after an interruption.
struct StudyFolder: Sendable {
  let url: URL

  /// The plan, written before anything else.
  var plan: URL { url.appendingPathComponent("plan.json") }

  /// The folder of one model of one seed.
  func model(_ task: StudyTask, _ arm: String, _ seed: UInt64) -> URL {
    url.appendingPathComponent("models/\(task.family)/\(arm)/seed-\(seed)", isDirectory: true)
  }

  /// Training under way, as it was at a step.
  func trainer(_ task: StudyTask, _ arm: String, _ seed: UInt64, step: Int) -> URL {
    model(task, arm, seed).appendingPathComponent("trainer-\(step).safetensors")
  }

  /// What the trials of a model came to.
  func results(_ task: StudyTask, _ arm: String, _ seed: UInt64) -> URL {
    url.appendingPathComponent("results/\(task.family)-\(arm)-seed-\(seed).json")
  }

  /// The episodes of a trained model, of the part of the trial that a suffix stands for.
  func journal(_ task: StudyTask, _ arm: String, _ seed: UInt64, _ suffix: String) -> URL {
    url.appendingPathComponent("journals/\(task.family)-\(arm)-seed-\(seed)\(suffix).jsonl")
  }

  /// Keeps other processes from training in the folder while a body runs.
  ///
  /// - Throws: `StudyError.busy` where another process trains there; what the body throws.
  func locked<Output>(_ body: () async throws -> Output) async throws -> Output {
    let descriptor: Int32
    do { descriptor = try LockedFile.descriptor(url.path, O_RDONLY) } catch {
      throw StudyError.busy(path: url.path, reason: error.reason)
    }
    defer { close(descriptor) }
    return try await body()
  }

  /// Takes the folder for a plan: a new one, the one that it belongs to, or one that asks for more.
  ///
  /// - Throws: `StudyError.otherPlan` where it belongs to another.
  func open(for plan: StudyPlan) throws {
    for name in ["models", "results", "journals"] {
      try FileManager.default.createDirectory(
        at: url.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    guard FileManager.default.fileExists(atPath: self.plan.path) else { return try write(plan) }
    guard plan.continues(try StudyPlan(reading: self.plan)) else {
      throw StudyError.otherPlan(path: url.path)
    }
  }

  /// Gives the folder to a plan that asks for more than its own, if it does, once its large sets have
  /// been drawn: what cannot be played must not keep the folder from its former plan.
  func grow(to plan: StudyPlan) throws {
    if try StudyPlan(reading: self.plan) == plan { return }
    for task in plan.tasks {
      _ = try ModelTrial(
        task: task, framing: Framing(wording: .compact), seed: plan.seeds[0], isBase: false)
    }
    try write(plan)
  }

  private func write(_ plan: StudyPlan) throws {
    try JSONEncoder.readable.encode(plan).write(to: self.plan, options: .atomic)
  }
}

/// Why a study cannot be run or reported.
public enum StudyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The plan cannot be carried out.
  case badPlan(String)
  /// The folder belongs to a plan that this one does not go on with.
  case otherPlan(path: String)
  /// Another process trains in the folder.
  case busy(path: String, reason: String)
  /// The folder holds no study, or a damaged one.
  case badFile(path: String, reason: String)

  /// What went wrong.
  public var description: String {
    switch self {
    case .badPlan(let reason): "the plan cannot be carried out: \(reason)"
    case .otherPlan(let path):
      "\(path) holds a study whose plan this one does not go on with; name another folder"
    case .busy(let path, let reason), .badFile(let path, let reason): "\(path): \(reason)"
    }
  }
}

extension JSONEncoder {
  /// Indented, with sorted keys: the same bytes everywhere.
  static var readable: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  /// One line with sorted keys: the same bytes everywhere.
  static var line: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
