import Foundation
import TinyTransformer
import VariantGym
import VariantGymTraining

/// What base models learn from: they read a state and answer in the language that is asked for, but
/// what they answer is drawn, so that they learn to obey and not to solve.
struct BaseLesson: Sendable {
  let task: StudyTask
  let seed: UInt64

  /// Half of the rows have answers alone, half tell first what is there: the style of the arms' thoughts
  /// without their plans.
  func rows(_ transcript: Transcript) throws -> [TokenRow] {
    try rows(
      transcript, variant: task.baseVariant, framings: [false, true],
      seed: Seeds.baseData(of: seed))
  }

  /// Rows for an arm that rehearses the lesson: prompts of its own framing, other instances.
  func rehearsal(_ arm: Arm, _ variant: Mixture, _ transcript: Transcript) throws -> [TokenRow] {
    try rows(
      transcript, variant: variant, framings: [arm.framing.asksForThought],
      seed: Seeds.rehearsal(of: seed))
  }

  private func rows(
    _ transcript: Transcript, variant: Mixture, framings: [Bool], seed: UInt64
  ) throws -> [TokenRow] {
    var random = Random(seed: seed)
    return try framings.flatMap { asksForThought in
      let recipe = recipe(variant, asksForThought, seed)
      return try recipe.episodes(in: Catalog.study).map { episode in
        transcript.row(
          episode.messages, prefill: episode.identity.framing.prefillText,
          reply: try Self.reply(to: episode, using: &random))
      }
    }
  }

  private func recipe(_ variant: Mixture, _ asksForThought: Bool, _ seed: UInt64) -> Recipe {
    Recipe(
      name: "\(task.family)-base", family: task.family, difficulty: Mixture(task.difficulty),
      split: .train, variant: variant,
      framing: Framing(asksForThought: asksForThought, wording: .compact), content: .prompts,
      sampling: task.sampling, rows: max(1, task.base.rows / 2),
      seed: seed &+ (asksForThought ? 1 << 32 : 0))
  }

  /// A reply with a drawn answer, and where a thought is asked for, with what is there.
  static func reply(to episode: any Episode, using random: inout Random) throws -> String {
    let drawn = episode.wellFormedReply(using: &random)
    let framing = episode.identity.framing
    guard framing.asksForThought else { return drawn }
    let gold = try episode.gold(.obedient, style: StudyVariants.thoughtStyle).text
    let thought = try ReplyLayout.dissect(gold, of: framing).thought
    // What is there stands before the first line that equates: a label, a sum.
    var lines = thought.split(separator: "\n").prefix { !$0.contains("=") }.map(String.init)
    let answer = try ReplyLayout.dissect(drawn, of: framing).answer
      .trimmingCharacters(in: .whitespaces)
    if let labels = episode.facts.shown as? LabelSet,
      let direction = Direction.allCases.first(where: { labels[$0] == answer })
    {
      lines += ["\(direction.letter)=\"\(answer)\"", "= \"\(answer)\""]
    }
    return ReplyLayout.compose(
      thought: lines.joined(separator: "\n"), answer: answer, prefill: framing.prefill)
  }
}
