import Foundation
import FrozenLake
import VariantGym

/// What an environment gets by conforming: prompts, fakes, thoughts, data sets, evaluation.
///
///     swift run -c release --package-path Examples/FrozenLake frozen-lake out/lakes.jsonl
@main
struct Main {
  static func main() async throws {
    let catalog = Catalog([Family(LakeParts())])

    // A prompt, its gold thought, and what comes of it where the prompt tells no truth.
    let address = Address(
      family: "frozen-lake", difficulty: "4x4", split: .test, cohort: ["digits", "fake-digits"],
      index: 0)
    var (honest, fake) = try { ($0[0], $0[1]) }(
      catalog.family(named: "frozen-lake").twins(at: address, framing: Framing(horizon: 30)))
    let gold = try honest.gold(.obedient, style: "sentences").text
    print("\(honest.messages[0].content)\n\n\(gold)\n")
    print("honest:", honest.submit(gold).verdict.correctness)
    print("fake:", fake.submit(gold).verdict.correctness)

    // Rows for training, every thought of them proven.
    if let path = CommandLine.arguments.dropFirst().first {
      // First, so that a path that cannot be written is not found after the work.
      let file = URL(fileURLWithPath: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      let recipe = Recipe(
        name: "lakes", family: "frozen-lake", difficulty: Mixture(["4x4": 1, "6x6": 1]),
        split: .train, variant: Mixture(["base": 1, "invented": 1]),
        content: .replies(thought: ThoughtForm(style: "sentences", isVaried: true)),
        sampling: .solution, rows: 1000)
      var lines = ""
      for try await record in try Dataset(recipe, catalog: catalog) {
        lines += String(decoding: try JSONEncoder().encode(record), as: UTF8.self) + "\n"
      }
      try lines.write(to: file, atomically: true, encoding: .utf8)
      print("wrote 1000 rows to \(path)")
    }

    // Who obeys, and who clings to the training language?
    let study = try ObedienceStudy(
      catalog.family(named: "frozen-lake"),
      settings: ObedienceStudy.Settings(
        difficulty: "4x4", languages: ["digits", "invented"], instances: 50))
    for (name, script) in [("expert", ScriptedPolicy.Script.expert), ("clinging", .clinging)] {
      let evaluator = Evaluator(policy: ScriptedPolicy(script, catalog: catalog))
      let run = EvaluationRun(
        header: JournalHeader(policy: name, tasks: study.tasks, settings: evaluator.settings),
        results: await evaluator.play(study.tasks))
      print("\n\(name):\n\(ObedienceTable(run).table.plain)")
    }
  }
}
