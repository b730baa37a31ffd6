import Foundation
import Testing
import VariantGym

@Suite("Reports")
struct ReportTests {
  private let clinging = ScriptedPolicy(.clinging, catalog: .standard)
  private let expert = ScriptedPolicy(.expert, catalog: .standard)

  @Test("the order of plays changes no byte of a report")
  func order() async throws {
    let run = try await rooms().run(stray, .init(samples: 3))
    var random = Random(seed: 4)
    var shuffled = run.results
    random.shuffle(&shuffled)
    let other = EvaluationRun(header: run.header, results: shuffled)
    for groupings in [[Grouping.set], [.variant, .shortest], [.difficulty]] {
      #expect(try Report([run], by: groupings).json() == Report([other], by: groupings).json())
    }
    let report = Report([run])
    #expect(try JSONDecoder().decode(Report.self, from: report.json()) == report)
  }

  @Test("success on fakes stands beside what obeying earns, or is left out")
  func fakes() async throws {
    let rows = Report([await (try rooms()).run(clinging)]).rows
    #expect(rows.map(\.isFake) == [false, false, true])
    #expect(rows[2].measures["success"]?.value == 1)
    #expect(rows[2].measures["success-as-asked"]?.value == 0)
    #expect(rows[1].measures["success-as-asked"] == nil)
    let alone = Report([await (try rooms(["base", "fake-numerical"])).run(clinging)])
    #expect(alone.rows[0].measures["success"]?.value == 1)
    #expect(alone.rows[1].measures["success"] == nil)
    #expect(alone.notes.contains { $0.contains("left out") })
  }

  @Test("episodes that are divided by nothing are two rows, those of fakes marked")
  func undivided() async throws {
    let table = Report([await (try rooms()).run(clinging)], by: []).table()
    #expect(table.rows.map { $0[0] } == ["policy", "policy (fakes)"])
  }

  @Test("obedience is told where something else than the training language is announced")
  func obedience() async throws {
    let variants = ["base", "empty", "numerical", "fake-numerical"]
    let rows = Report([await (try rooms(variants)).run(stray)]).rows
    #expect(rows.map { $0.measures["obeyed"] == nil } == [true, true, false, false])
    let shares = ["obeyed", "clung", "neither"].map { rows[2].measures[$0]?.value ?? 0 }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
  }

  @Test("measures are averages over episodes")
  func measures() async throws {
    let run = try await rooms(["base"], count: 20).run(stray)
    let row = Report([run]).rows[0]
    for measure in Measure.all {
      let values = run.results.compactMap(measure.value)
      guard let estimate = row.measures[measure.name] else {
        #expect(values.isEmpty)
        continue
      }
      #expect(abs(estimate.value - values.reduce(0, +) / Double(values.count)) < 1e-9)
      #expect(estimate.low <= estimate.value && estimate.value <= estimate.high)
    }
    #expect(
      row.measures["success"]
        == .wilson(run.results.count(where: \.isSuccess), of: run.results.count))
  }

  @Test("a share on which all agree is as sure as there are instances")
  func unanimity() async throws {
    let row = Report([await (try rooms(["numerical"], count: 10)).run(expert)]).rows[0]
    #expect(row.measures["valid"] == .unanimous(1, in: 0...1, count: 10))
  }

  @Test("tries at the same task are summed up without bias")
  func passes() async throws {
    let run = try await rooms(["base"], count: 30).run(stray, .init(samples: 4))
    let row = Report([run]).rows[0]
    #expect(row.passAny.keys.sorted() == [1, 2, 4] && row.instances == 30 && row.episodes == 120)
    #expect(abs(row.passAny[1]!.value - row.measures["success"]!.value) < 1e-9)
    #expect(row.passAll[1] == row.passAny[1])
    let tasks = Dictionary(grouping: run.results, by: \.task).values
    let any = Double(tasks.count { $0.contains(where: \.isSuccess) }) / 30
    let all = Double(tasks.count { $0.allSatisfy(\.isSuccess) }) / 30
    #expect(abs(row.passAny[4]!.value - any) < 1e-9 && abs(row.passAll[4]!.value - all) < 1e-9)
    #expect(row.passAny[4]!.value > row.passAny[1]!.value)
  }

  @Test("instances are grouped by labels that come from elsewhere, bands in order")
  func groupings() async throws {
    let run = try await rooms(["base"], count: 20).run(expert)
    let keys = run.results.map(\.key)
    let seen = Dictionary(
      keys.enumerated().map { ($1, $0 < 5 ? "seen" : "unseen") }, uniquingKeysWith: { $1 })
    let rows = Report([run], by: [.labels("class", seen)]).rows
    #expect(rows.map(\.group) == [["seen"], ["unseen"]] && rows.map(\.episodes) == [5, 15])
    let bands = Report([run], by: [.shortest]).rows
    #expect(bands.map { $0.group[0] } == ["1-5", "6-10", "11-15"])
    #expect(Report([run], by: [.labels("class", [:])]).rows.isEmpty)
  }

  @Test("runs of several training seeds are averaged, policies stand one after another")
  func seeds() async throws {
    let tasks = try rooms(["base"], count: 10)
    func run(_ policy: some Policy, _ name: String, _ seed: UInt64) async -> EvaluationRun {
      EvaluationRun(
        header: JournalHeader(policy: name, tasks: tasks, trainingSeed: seed),
        results: await Evaluator(policy: policy).play(tasks))
    }
    let silent = FunctionPolicy { _ in .success(Reply(text: "")) }
    let runs = [
      await run(expert, "mixed", 0), await run(silent, "mixed", 1), await run(expert, "expert", 0),
    ]
    let rows = Report(runs).rows
    #expect(rows.map(\.policy) == ["mixed", "expert"] && rows.map(\.episodes) == [20, 10])
    // Two runs, one of which always succeeds: either may be drawn twice.
    #expect(rows[0].measures["success"] == Estimate(value: 0.5, low: 0, high: 1))
  }

  @Test("journals of one training run make one run, divided as it may be")
  func parts() async throws {
    let variants = ["base", "numerical", "fake-numerical"]
    var parts: [EvaluationRun] = []
    // Sets of one task each: the first of every journal is number 0.
    for variant in variants {
      parts.append(await (try rooms([variant], count: 1)).run(stray, .init(samples: 2)))
    }
    let whole = try await rooms(variants, count: 1).run(stray, .init(samples: 2))
    for grouping in [Grouping.set, .difficulty] {
      #expect(Report(parts, by: [grouping]) == Report([whole], by: [grouping]))
    }
  }

  @Test(
    "tasks of several journals with one number are no tries at one task",
    arguments: [[], [Grouping.set]])
  func passesOfParts(groupings: [Grouping]) async throws {
    var parts: [EvaluationRun] = []
    for index in 0..<2 {
      let episode = try rooms(["base"], count: 2).sets[0].episodes[index]
      let tasks = TaskList([EvaluationSet(name: "base", episodes: [episode])])
      parts.append(await tasks.run(stray))
    }
    let rows = Report(parts, by: groupings).rows
    #expect(rows.count == 1 && rows[0].episodes == 2 && rows[0].passAny.isEmpty)
  }

  @Test("two runs are compared play by play")
  func comparison() async throws {
    let tasks = try rooms()
    let (first, second) = (await tasks.run(expert), await tasks.run(clinging))
    let comparison = try Comparison(first, second)
    #expect(comparison.rows.map(\.set) == ["base", "numerical", "fake-numerical"])
    #expect(comparison.rows[0].pairs == Pairs(both: 6))
    #expect(comparison.rows[1].pairs == Pairs(onlyFirst: 6))
    #expect(comparison.rows[2].pairs == Pairs(onlySecond: 6) && comparison.rows[2].isFake)
    #expect(comparison.rows.map(\.isNonInferior) == [false, false, true])
    // Six pairs that agree say little of the next: as much as none of six says of a share.
    let unseen = Estimate.wilson(0, of: 6).high
    #expect(
      comparison.rows[1].differences["valid"]
        == Estimate(value: -1, low: -1, high: -1 + 2 * unseen))
    #expect(
      comparison.rows[0].differences["valid"] == Estimate(value: 0, low: -unseen, high: unseen))
    #expect(comparison.unpaired == 0)
    let same = try Comparison(first, first)
    #expect(same.rows.allSatisfy { $0.pValue == 1 && $0.success?.value == 0 })
    let part = EvaluationRun(header: second.header, results: Array(second.results.dropFirst(2)))
    #expect(try Comparison(first, part).unpaired == 2)
    let others = try await rooms(["base"]).run(expert)
    #expect(throws: JournalError.self) { try Comparison(first, others) }
  }

  @Test("tables are aligned, escaped, and without empty columns")
  func tables() {
    var table = TextTable(["name", "a", "b"])
    table.add(["x|y", "-", "1"])
    table.add(["z", "-", "22"])
    let shown = table.leavingOut(columnsOf: ["-"])
    #expect(shown.plain == "name   b\nx|y    1\nz     22")
    #expect(shown.markdown == "| name | b |\n| --- | ---: |\n| x\\|y | 1 |\n| z | 22 |")
  }
}
