import Foundation
import Testing

@testable import TinyTransformer

@Suite("Logs")
struct LogTests {
  private static func report(_ step: Int) -> StepReport {
    var sums = LossSums()
    sums.loss = 10 / Double(step + 1)
    sums.weight = 2
    sums.targets = 4
    sums.hits = step % 5
    return StepReport(step: step, sums: sums, places: 100, gradientNorm: 1, learningRate: 0.5)
  }

  @Test("steps are read back, and a resumed log goes on where it was")
  func lines() throws {
    try CheckpointTests.inFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let path = folder + "/log.jsonl"
      let reports = (0..<6).map(Self.report)
      let first = try TrainingLog(path: path, steps: 6)
      for report in reports[..<5] { try first.note(report) }
      let second = try TrainingLog(path: path, from: 3, steps: 6)
      for report in reports[3...] { try second.note(report) }
      #expect(try TrainingLog.read(path) == reports)
      try Data("{}\n".utf8).write(to: URL(fileURLWithPath: path))
      #expect(throws: ModelError.badFile(path: path, reason: "line 1 is no step")) {
        try TrainingLog.read(path)
      }
    }
    #expect(throws: ModelError.self) { try TrainingLog(path: "/no/such/folder/log", steps: 1) }
  }

  @Test("who watches sees the first step and the last")
  func progress() throws {
    var lines: [String] = []
    let log = try TrainingLog(path: nil, steps: 3) { lines.append($0) }
    for step in 0..<3 { try log.note(Self.report(step)) }
    #expect(lines.count >= 2)
    #expect(lines[0].hasPrefix("step 1 of 3, loss 5.0000, targets met 0.0%, "))
    #expect(lines[lines.count - 1].hasPrefix("step 3 of 3, loss 1.6667, targets met 50.0%, "))
    #expect(lines[lines.count - 1].hasSuffix(" 0:00 left"))
  }

  @Test("curves are drawn from the first step to the last")
  func curves() {
    let points = [(0, 4.0), (50, 2), (100, 1)].map { LossCurves.Point(step: $0.0, value: $0.1) }
    let svg = LossCurves([.init(name: "a < b", points: points), .init(name: "none", [])]).svg
    #expect(svg.contains("M60.000 20.000L380.000 190.000L700.000 275.000"))
    #expect(svg.contains("a &lt; b") && svg.hasSuffix("</svg>\n"))
    let many = LossCurves([.init(name: "many", (0..<4_000).map(Self.report))]).svg
    #expect(many.components(separatedBy: "L").count == 400)
    #expect(LossCurves([]).svg.contains("</svg>"))
    // A training that diverged.
    let wild = [1.0, 1e17, .infinity, .nan, -1e300, 2].enumerated()
      .map { LossCurves.Point(step: $0, value: $1) }
    #expect(LossCurves([.init(name: "wild", points: wild)]).svg.contains("</svg>"))
  }
}
