import Foundation
import Testing
import VariantGym

@testable import VariantGymStudy

@Suite("Trials")
struct TrialTests {
  @Test("no instance of a large set stands in another set of its split")
  func apart() throws {
    var task = try #require(StudyPlan.preset("full").tasks.first)
    task.trial.instances = 30
    task.trial.many = .init(instances: 150, split: .test, harder: ["two-boxes"])
    let sets = try ModelTrial(
      task: task, framing: Framing(wording: .compact), seed: 1, isBase: false
    ).sets
    func keys(_ set: EvaluationSet) -> Set<ContentKey> {
      Set(set.episodes.map(\.facts.identityKey))
    }
    let large = ModelTrial.manySets(task)
    for set in sets where large.contains(set.name) {
      #expect(keys(set).count == 150)
      for other in sets where !large.contains(other.name) {
        #expect(keys(set).isDisjoint(with: keys(other)), "\(set.name) and \(other.name)")
      }
    }
    #expect(sets.count(where: { large.contains($0.name) }) == 2)
  }

  @Test("a large set of known hands has content of training, and hands of its own draw")
  func known() throws {
    var task = try #require(StudyPlan.preset("full").tasks.last)
    task.trial.many?.instances = 50
    let sets = try ModelTrial(
      task: task, framing: Framing(wording: .compact), seed: 1, isBase: false
    ).sets
    let many = try #require(sets.first { $0.name == "many" })
    let seen = try #require(sets.first { $0.name == ModelTrial.seenSet })
    #expect(many.episodes.count == 50)
    #expect(many.episodes.allSatisfy { $0.identity.address.split == .train })
    #expect(
      many.episodes.map(\.facts.identityKey) != seen.episodes.prefix(50).map(\.facts.identityKey))
    let again = try ModelTrial(
      task: task, framing: Framing(wording: .compact), seed: 2, isBase: false
    ).sets.first { $0.name == "many" }
    #expect(
      again?.episodes.map(\.facts.identityKey) == many.episodes.map(\.facts.identityKey),
      "seeds are compared on the same hands")
  }
}
