import Foundation
public import VariantGymCore

/// One line of a corpus of thoughts with their verdicts; the README of `Tests/Conformance` explains the
/// fields. Each environment adds its own.
public protocol TraceCorpusLine: Decodable {
  /// The file, in `Tests/Conformance`.
  static var file: String { get }

  var id: String { get }
  var style: String { get }
  var thought: String { get }
  var proven: Bool { get }
  var fault: String? { get }
  /// The words of the first false statement.
  var statement: String? { get }
  /// How many statements are read, where the corpus says so.
  var read: Int? { get }
  var why: String { get }

  /// What the verifier says of the thought.
  func report() throws -> TraceReport
}

extension TraceCorpusLine {
  /// All lines of the corpus.
  public static func corpus() throws -> [Self] {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Conformance").appendingPathComponent(file)
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Self.self, from: Data($0))
    }
  }

  /// In what a report is not as the corpus has it.
  public func differences(from report: TraceReport) -> [String] {
    let place = report.firstFalse.map {
      String(decoding: Array(thought.utf8)[$0.range], as: UTF8.self)
    }
    var differences: [String] = []
    func expect(_ isAsStated: Bool, _ what: @autoclosure () -> String) {
      if !isAsStated { differences.append("\(id) (\(why)): \(what())") }
    }
    expect(report.fault?.rawValue == fault, "fault \(report.fault?.rawValue ?? "none")")
    expect(place == statement, "false is '\(place ?? "nothing")'")
    expect(report.isProven == proven, "\(report)")
    if let read { expect(report.statements.count == read, "read \(report.statements.count)") }
    return differences
  }
}
