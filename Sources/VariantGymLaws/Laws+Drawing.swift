import Foundation
import VariantGymCore

extension Laws {
  func checkDrawing(
    _ address: Address, _ framing: Framing, _ twins: [TextEpisode<Parts>], _ report: inout Report
  ) throws {
    let again = try family.typedTwins(at: address, framing: framing)
    report.expect(
      again.map(\.instance) == twins.map(\.instance) && again.map(\.terms) == twins.map(\.terms)
        && again.map(\.messages) == twins.map(\.messages), .drawing,
      "drawing the address twice gave different episodes")
    for episode in twins {
      report.expect(
        episode.facts.contentKeys.allSatisfy { parts.shares.split(of: $0) == address.split },
        .drawing, "content of another split: \(episode.instance)")
      report.expect(
        episode.status == .running && !episode.isOver, .drawing,
        "finished before it began: \(episode.instance)")
    }
  }

  func checkTwins(_ twins: [TextEpisode<Parts>], _ report: inout Report) {
    for twin in twins.dropFirst() {
      report.expect(twin.instance == twins[0].instance, .twins, "twins play different instances")
    }
  }

  func checkCoding(_ episode: TextEpisode<Parts>, _ report: inout Report) throws {
    try checkRoundTrip(episode.instance, "instance", &report)
    try checkRoundTrip(episode.terms, "terms", &report)
    var state = episode.state
    try checkRoundTrip(state, "state", &report)
    let plan = try parts.solver.solve(state, under: episode.terms.accepted) ?? []
    try checkRoundTrip(plan, "actions", &report)
    let events = plan.map {
      parts.environment.step(&state, $0, under: episode.terms.accepted)
    }
    try checkRoundTrip(events, "events", &report)
    try checkRoundTrip(state, "final state", &report)
  }

  private func checkRoundTrip<Value: Codable & Equatable>(
    _ value: Value, _ what: String, _ report: inout Report
  ) throws {
    let back = try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    report.expect(back == value, .coding, "the \(what) changed in coding: \(value)")
  }
}
