import VariantGym

/// Labels and rules of one's own, each with its fake, in data and in evaluation.
///
///     swift run -c release --package-path Examples own-labels
@main
struct OwnLabels {
  static func main() async throws {
    // What a prompt may announce: one fixed set, one drawn anew for each room, one rule for faces.
    let german = try LabelSet(up: "hinauf", down: "hinab", left: "links", right: "rechts")
    let pool = try [("N", "S", "W", "E"), ("i", "k", "j", "l"), ("8", "2", "4", "6")].map {
      try LabelSet(up: $0.0, down: $0.1, left: $0.2, right: $0.3)
    }
    let rule = try FaceRule(jack: 2, queen: 4, king: 6)

    // A fake announces one thing and accepts another: whoever obeys it is wrong.
    let catalog = Catalog([
      Family(
        SokobanParts(ownVariants: [
          FixedVariant("german", Terms(honest: german)),
          FixedVariant("fake-german", Terms(shown: german, accepted: .base)),
          DrawnVariant("keyboards", from: pool),
        ])),
      Family(
        PointsParts(ownVariants: [
          FixedVariant("even", Terms(honest: rule, mustDiscriminate: true)),
          FixedVariant(
            "fake-even", Terms(shown: rule, accepted: .base, mustDiscriminate: true)),
        ])),
    ])

    // Training rows under keyboards; evaluation under German, which no row of training shows.
    let training = Recipe(
      name: "keyboards", family: "sokoban", difficulty: "simple", split: .train,
      variant: "keyboards", content: .replies(thought: .answerOnly), sampling: .solution, rows: 500)
    var rows = 0
    for try await _ in try Dataset(training, catalog: catalog) { rows += 1 }
    print("\(rows) rows under keyboards")

    for (family, language) in [("sokoban", "german"), ("general-points", "even")] {
      let family = try catalog.family(named: family)
      let study = try ObedienceStudy(
        family,
        settings: ObedienceStudy.Settings(
          difficulty: family.difficulties[0], languages: [language], instances: 40))
      let evaluator = Evaluator(policy: ScriptedPolicy(.clinging, catalog: catalog))
      let run = EvaluationRun(
        header: JournalHeader(policy: "clinging", tasks: study.tasks, settings: evaluator.settings),
        results: await evaluator.play(study.tasks))
      print("\n\(family.name), a policy that clings:\n\(ObedienceTable(run).table.plain)")
    }
  }
}
