import Foundation
import VariantGym

/// A policy made of a function; it counts what it is asked.
final class FunctionPolicy: Policy {
  let capacity: Capacity
  private let counter = Counter()
  private let answer: @Sendable (Request) -> Result<Reply, PolicyFailure>

  init(
    capacity: Capacity = Capacity(batch: 8, calls: 2),
    answer: @escaping @Sendable (Request) -> Result<Reply, PolicyFailure>
  ) {
    self.capacity = capacity
    self.answer = answer
  }

  /// The first turns asked for, by task and sample.
  var begun: Int { counter.value }

  func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
    counter.add(requests.count { $0.turn == 0 })
    return requests.map(answer)
  }

  private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    var value: Int { lock.withLock { count } }
    func add(_ more: Int) { lock.withLock { count += more } }
  }
}

/// Random well-formed replies, drawn by the request alone; now and then rubbish, now and then a
/// thought.
let stray = FunctionPolicy { .success(strayReply(to: $0)) }

func strayReply(to request: Request) -> Reply {
  var random = request.random
  let words =
    request.messages[0].content.contains("Up") ? ["Up", "Down", "Left", "Right"] : ["1", "2", "3"]
  let thought = random.below(4) == 0 ? "<think> \"Perhaps\"\n\u{1F600} \\ \u{1} </think>" : ""
  return Reply(
    text: "\(thought)<answer> \(random.below(6) == 0 ? "?" : random.pick(from: words)) </answer>",
    reasoning: random.below(8) == 0 ? "Let me see." : nil,
    usage: random.below(2) == 0 ? Usage(promptTokens: 100, completionTokens: 7) : nil,
    ending: random.below(2) == 0 ? .stop : nil)
}

/// Some rooms under some variants, with the study's names.
func rooms(
  _ variants: [String] = ["base", "numerical", "fake-numerical"], count: Int = 6,
  framing: Framing = Framing()
) throws -> TaskList {
  let family = try Catalog.standard.family(named: "sokoban")
  return TaskList(
    try variants.map { variant in
      EvaluationSet(
        name: variant,
        episodes: try (0..<count).flatMap { index in
          let address = Address(
            family: "sokoban", difficulty: "simple", split: .test, cohort: [variant], seed: 5,
            index: index)
          return try family.twins(at: address, framing: framing)
        })
    })
}

/// A folder that is removed at the end.
func withFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("evaluation-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder)
}

extension TaskList {
  /// A run of these tasks that no file keeps.
  func run(_ policy: some Policy, _ settings: Evaluator.Settings = .init()) async -> EvaluationRun {
    EvaluationRun(
      header: JournalHeader(policy: "policy", tasks: self, settings: settings),
      results: await Evaluator(policy: policy, settings: settings).play(self))
  }
}
