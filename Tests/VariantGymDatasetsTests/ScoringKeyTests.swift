import Foundation
import Testing
import VariantGym

@Suite("Scoring keys")
struct ScoringKeyTests {
  private let catalog = Catalog.standard

  @Test("A key scores replies as the first turn of its episode, under every variant and framing")
  func scores() throws {
    for family in catalog.families {
      for (index, variant) in family.variants.enumerated() {
        for prefill in [Framing.Prefill.none, .thought, .answer] {
          let address = Address(
            family: family.name, difficulty: family.difficulties[0],
            split: variant.hasPrefix("diverse") ? .train : .test, cohort: [variant], seed: 3,
            index: index)
          let containers = Framing.Container.allCases
          let framing = Framing(
            horizon: 2, prefill: prefill, container: containers[index % containers.count])
          let episode = try family.twins(at: address, framing: framing)[0]
          let scorer = try catalog.scorer(for: ScoringKey(of: episode).description)
          var random = Random(seed: UInt64(index))
          var replies = try Voice.allCases.map {
            try episode.gold($0, style: answerOnlyStyle).text
          }
          replies += [episode.wellFormedReply(using: &random), "<answer> Up </answer>", ""]
          for reply in replies {
            var trial = episode
            let record = trial.submit(reply)
            let expected = Score(verdict: record.verdict, reward: record.reward)
            #expect(scorer.score(reply) == expected, "\(address), \(prefill): \(reply)")
          }
        }
      }
    }
  }

  @Test("A row's key is that of the episode it was made of, in the middle of a solution too")
  func records() async throws {
    for name in ["sokoban-sft-answer-diverse", "points-fake-all-5"] {
      var recipe = try StudySets.named(name)
      recipe.rows = 20
      for try await record in try Dataset(recipe, catalog: catalog) {
        let episode = try catalog.episode(record.episode)
        #expect(ScoringKey(record) == (try ScoringKey(of: episode)))
        let scorer = try catalog.scorer(for: ScoringKey(record).description)
        let gold = try #require(record.gold.first)
        let score = scorer.score("<answer> \(gold) </answer>")
        #expect(score.verdict.correctness != .incorrect)
      }
    }
  }

  private static let good = [
    "version": "1", "environment": #""general-points""#, "state": #""K 3 8 A = 24""#,
    "accepted": #""J=10 K=10 Q=10""#, "horizon": "1", "prefill": #""none""#,
  ]

  /// Why a key with the given fields, as JSON texts, is refused.
  private func reason(_ fields: [String: String]) -> String {
    let text = "{\(fields.map { #""\#($0)": \#($1)"# }.joined(separator: ", "))}"
    let error = #expect(throws: ScoringKeyError.self) { try catalog.scorer(for: text) }
    return error?.reason ?? ""
  }

  @Test(
    "What cannot be used is refused by its place and reason",
    arguments: [
      ("version", "2", "version"), ("environment", "\"chess\"", "sokoban, general-points"),
      ("state", "\"K 3 8\"", "'K 3 8' is no state"), ("state", "5", "at state"),
      ("state", "\"K 3 8 A = 24: correct\"", "decided"), ("horizon", "0", "at horizon"),
      ("prefill", "\"both\"", "at prefill"), ("container", "\"box\"", "at container"),
      ("accepted", "\"J\"", "'J'"),
    ])
  func refusals(field: String, value: String, place: String) {
    var key = Self.good
    key[field] = value
    #expect(reason(key).contains(place))
  }

  @Test("A missing field is named", arguments: ["version", "environment", "state", "accepted"])
  func missing(field: String) {
    var key = Self.good
    key[field] = nil
    #expect(reason(key).contains("'\(field)' is missing"))
  }

  @Test("A text that is no JSON is refused")
  func garbage() {
    for text in ["", "{", "[]", "null", "5"] {
      #expect(throws: ScoringKeyError.self) { try catalog.scorer(for: text) }
    }
  }
}
