public import TinyTransformer
public import VariantGym

/// One treatment: what a model is trained on, and how.
public struct Arm: Hashable, Codable, Sendable {
  /// A stable name, unique within the environment: letters, digits, `-`, `_` and `.`; not `base`.
  public var name: String
  /// The variants of the rows.
  public var variant: Mixture
  /// The style of the gold thoughts, `answer-only` for none.
  public var style: String
  /// The difficulty of the rows; `nil` for that of the task.
  public var difficulty: String?
  /// Where training starts from.
  public var start: Start
  /// What is made small.
  public var objective: TinyTransformer.Objective
  /// What every other step goes to instead of gold rows; `nil` for nothing.
  public var rehearsal: Rehearsal?
  /// How it learns from its own plays once it can solve something; `nil` for not at all.
  public var reinforcement: Reinforcement?
  /// The steps, of whatever kind; `nil` for as many as the task has.
  public var steps: Int?
  /// Its place in the dose-response; `nil` where it has none.
  public var dose: Dose?

  /// How diverse the rows of an arm are.
  public struct Dose: Hashable, Codable, Sendable {
    /// The share of rows in other languages than that of training, in percent.
    public var share: Int
    /// How many other languages there are; `nil` for one drawn anew for each row.
    public var languages: Int?
  }

  /// Steps that hold a model near its base on prompts without gold replies, by KL(base || model) over
  /// replies as the base model has learned to give.
  public struct Rehearsal: Hashable, Codable, Sendable {
    /// The variants of the prompts.
    public var variant: Mixture
    /// The coefficient of the divergence, at least 0.
    public var coefficient: Float

    /// Rehearsal of the given variants.
    ///
    /// - Parameters:
    ///   - variant: The variants of the prompts.
    ///   - coefficient: The coefficient of the divergence, at least 0.
    public init(variant: Mixture, coefficient: Float) {
      self.variant = variant
      self.coefficient = coefficient
    }
  }

  /// Group relative policy optimization (Shao et al. 2024, arXiv 2402.03300) after a supervised start: prompts of the arm are answered several
  /// times, and a first reply that begins an optimal solution is paid 1.
  public struct Reinforcement: Hashable, Codable, Sendable {
    /// The steps on gold rows before, 0 or more. A model that solves nothing is never paid.
    public var after: Int
    /// The prompts of a step, at least 1.
    public var episodes: Int
    /// The replies to each prompt, at least 2.
    public var groupSize: Int

    /// Reinforcement after a number of supervised steps.
    ///
    /// - Parameters:
    ///   - after: The steps on gold rows before, 0 or more.
    ///   - episodes: The prompts of a step, at least 1.
    ///   - groupSize: The replies to each prompt, at least 2.
    public init(after: Int, episodes: Int, groupSize: Int) {
      self.after = after
      self.episodes = episodes
      self.groupSize = groupSize
    }
  }

  /// Where training starts from.
  public enum Start: String, Hashable, Codable, Sendable {
    /// The base model of the seed.
    case base
    /// Random weights.
    case scratch
  }

  /// An arm; by default it starts from the base model and learns by cross-entropy.
  ///
  /// - Parameters:
  ///   - name: A stable name.
  ///   - variant: The variants of the rows.
  ///   - style: The style of the gold thoughts.
  ///   - difficulty: The difficulty of the rows; `nil` for that of the task.
  ///   - start: Where training starts from.
  ///   - objective: What is made small.
  ///   - rehearsal: What every other step goes to instead of gold rows.
  ///   - reinforcement: How it learns from its own plays.
  ///   - steps: The steps, of whatever kind; `nil` for as many as the task has.
  ///   - dose: Its place in the dose-response.
  public init(
    _ name: String, variant: Mixture, style: String = answerOnlyStyle, difficulty: String? = nil,
    start: Start = .base, objective: TinyTransformer.Objective = .crossEntropy,
    rehearsal: Rehearsal? = nil, reinforcement: Reinforcement? = nil, steps: Int? = nil,
    dose: Dose? = nil
  ) {
    self.name = name
    self.variant = variant
    self.style = style
    self.difficulty = difficulty
    self.start = start
    self.objective = objective
    self.rehearsal = rehearsal
    self.reinforcement = reinforcement
    self.steps = steps
    self.dose = dose
  }

  /// How many steps there are for each one on gold rows.
  var stepsPerLesson: Int { rehearsal == nil ? 1 : 2 }

  /// How the prompts of the arm are put, in training and in trials.
  var framing: Framing {
    Framing(asksForThought: style != answerOnlyStyle, wording: .compact)
  }
}
