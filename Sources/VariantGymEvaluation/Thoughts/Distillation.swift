import VariantGymCore

/// What of a policy's replies is good enough to train on: only what was verified, and nothing twice.
public struct Distillation: Hashable, Sendable {
  /// What a reply must be.
  public enum Standard: String, CaseIterable, Hashable, Sendable {
    /// The answer is valid, and optimal or correct.
    case answer
    /// Moreover there is a thought, no statement of which is false.
    case thought
    /// Moreover every word of the thought was read and leads to the answer.
    case proven
  }

  /// A reply that was kept.
  public struct Kept: Hashable, Sendable {
    /// The task that it answers.
    public let task: Int
    /// The whole reply, with what a server told apart as reasoning, less what the prompt had opened.
    public let completion: String
  }

  /// The replies that were kept, in the order of tasks and samples.
  public let kept: [Kept]
  /// The replies that came.
  public let replies: Int
  /// The replies that were not up to the standard.
  public let rejected: Int
  /// The replies that said the same as another one to the same task.
  public let repeated: Int
  /// The good replies beyond the most for each task.
  public let surplus: Int

  /// Sifts the first replies of an evaluation, which was analysed.
  ///
  /// - Parameters:
  ///   - run: The evaluation: of single states, such as the rows of a training set.
  ///   - standard: What a reply must be.
  ///   - mostPerTask: The most replies that are kept of each task, at least 1; `nil` for all.
  public init(
    _ run: EvaluationRun, standard: Standard = .thought, mostPerTask: Int? = nil
  ) {
    var kept: [Kept] = []
    var (replies, rejected, repeated, surplus) = (0, 0, 0, 0)
    var task: (number: Int, said: Set<String>)?
    for result in run.results where result.isPlayed {
      guard let turn = result.turns.first else { continue }
      if task?.number != result.task { task = (result.task, []) }
      replies += 1
      let completion = turn.reply.whole(in: result.identity.framing)
      // Blank lines and spaces make no other reply.
      let words = completion.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !Self.meets(standard, turn, result.analysis) {
        rejected += 1
      } else if task?.said.contains(words) == true {
        repeated += 1
      } else if let said = task?.said.count, let mostPerTask, said >= mostPerTask {
        surplus += 1
      } else {
        task?.said.insert(words)
        kept.append(Kept(task: result.task, completion: completion))
      }
    }
    self.kept = kept
    (self.replies, self.rejected, self.repeated, self.surplus) =
      (replies, rejected, repeated, surplus)
  }

  private static func meets(
    _ standard: Standard, _ turn: PlayedTurn, _ analysis: PlayAnalysis?
  ) -> Bool {
    guard let analysis, analysis.firstMistake != 0, turn.record.verdict.isValid else {
      return false
    }
    switch standard {
    case .answer: return true
    case .thought: return turn.thought?.truth == 1
    case .proven: return turn.thought?.isProven == true
    }
  }
}
