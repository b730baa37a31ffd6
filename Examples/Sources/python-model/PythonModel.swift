import VariantGym

/// Evaluates a model that is a Python program: does it follow the labels that a prompt announces?
///
///     swift run -c release --package-path Examples python-model [PROGRAM]
@main
struct PythonModel {
  static func main() async throws {
    let program = CommandLine.arguments.dropFirst().first ?? "Examples/Python/labels_model.py"
    let policy = try SubprocessPolicy(command: ["python3", program])
    let evaluator = Evaluator(policy: policy)

    let study = try ObedienceStudy(
      Catalog.standard.family(named: "sokoban"),
      settings: ObedienceStudy.Settings(
        difficulty: "simple", languages: ["numerical", "random-words"], instances: 40))
    let run = EvaluationRun(
      header: JournalHeader(policy: program, tasks: study.tasks, settings: evaluator.settings),
      results: await evaluator.play(study.tasks))

    let table = ObedienceTable(run)
    print(table.table.plain)
    print(table.notes.joined(separator: "\n"))
  }
}
