/// A whole prompt as a person wrote it, with gaps for what a scene decides.
public struct Prompt<E: Environment>: Sendable {
  /// The name of its wording.
  public let wording: Framing.Wording
  /// Fills the gaps: the task, its rules, the announced convention and the form of the reply. It is
  /// the same in every turn of an episode.
  public let instruction: @Sendable (Scene<E>) -> Instruction

  /// A prompt in a wording.
  public init(
    _ wording: Framing.Wording, instruction: @escaping @Sendable (Scene<E>) -> Instruction
  ) {
    self.wording = wording
    self.instruction = instruction
  }
}

/// All prompts of an environment. They say the same in other words, another order, another
/// language.
public struct PromptBook<E: Environment>: Sendable {
  /// The names of the prompts.
  public let wordings: Wordings
  @usableFromInline let prompts: [Prompt<E>]

  /// A book of prompts, each with a name of its own.
  ///
  /// - Parameters:
  ///   - plain: The instruction in the plain wording.
  ///   - standing: Prompts that are only used where they are asked for by name.
  ///   - training: What the varied wording draws from in training.
  ///   - validation: What it draws from in validation.
  ///   - test: What it draws from in evaluation.
  public init(
    plain: @escaping @Sendable (Scene<E>) -> Instruction, standing: [Prompt<E>] = [],
    training: [Prompt<E>] = [], validation: [Prompt<E>] = [], test: [Prompt<E>] = []
  ) {
    let standing = [Prompt(.plain, instruction: plain)] + standing
    prompts = standing + training + validation + test
    wordings = Wordings(
      standing: standing.map(\.wording), training: training.map(\.wording),
      validation: validation.map(\.wording), test: test.map(\.wording))
  }

  /// The framing of an episode, with the wording that is drawn where it is varied.
  ///
  /// - Precondition: The book has the wording.
  @inlinable
  func framing(of identity: EpisodeIdentity) -> Framing {
    var framing = identity.framing
    if framing.wording == .plain { return framing }
    guard let wording = wordings.wording(framing.wording, at: identity.address) else {
      preconditionFailure("no prompt is worded '\(framing.wording)'")
    }
    framing.wording = wording
    return framing
  }

  /// The instruction of a scene, in the wording of its framing.
  ///
  /// - Precondition: The book has the wording, which is not `varied`.
  @inlinable
  public func instruction(_ scene: Scene<E>) -> Instruction {
    guard let prompt = prompts.first(where: { $0.wording == scene.framing.wording }) else {
      preconditionFailure("no prompt is worded '\(scene.framing.wording)'")
    }
    return prompt.instruction(scene)
  }
}
