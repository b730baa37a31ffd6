public import TinyTransformer
public import VariantGym
public import VariantGymTraining

/// One treatment: what a model is trained on, and how.
public struct Arm: Hashable, Codable, Sendable {
  /// A stable name, unique within the environment: letters, digits, `-`, `_` and `.`; not
  /// `base` or `scratch`.
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
  /// How its steps learn from its own plays; `nil` where they go to gold rows.
  public var reinforcement: Reinforcement?
  /// The steps, of whatever kind; `nil` for as many as the task has.
  public var steps: Int?
  /// The highest learning rate, above 0; `nil` for that of the task.
  public var learningRate: Float?
  /// Its place in the dose-response; `nil` where it has none.
  public var dose: Dose?

  /// How diverse the rows of an arm are.
  public struct Dose: Hashable, Codable, Sendable {
    /// The share of rows in other languages than that of training, in percent.
    public var share: Int
    /// How many other languages there are; `nil` for one drawn anew for each row.
    public var languages: Int?
  }

  /// Steps that hold a model near its start on prompts without gold replies, by KL(start || model) over
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

  /// Group relative policy optimization (Shao et al. 2024, arXiv 2402.03300): prompts of the arm are
  /// answered several times. All steps go to that, on the first prompts of the arm's data, and
  /// from the start again where steps take more than there are. A model that solves nothing learns nothing so: such an arm starts
  /// from one that was trained on gold rows, and knows most of its prompts from there.
  public struct Reinforcement: Hashable, Codable, Sendable {
    /// The prompts of a step, at least 1.
    public var episodes: Int
    /// The replies to each prompt, at least 2.
    public var groupSize: Int
    /// What is paid.
    public var payment: ReinforcementSettings.Payment
    /// The coefficient of KL(model || start), at least 0.
    public var referenceKL: Float

    /// Reinforcement in every step.
    ///
    /// - Parameters:
    ///   - episodes: The prompts of a step, at least 1.
    ///   - groupSize: The replies to each prompt, at least 2.
    ///   - payment: What is paid.
    ///   - referenceKL: The coefficient of KL(model || start), at least 0.
    public init(
      episodes: Int, groupSize: Int, payment: ReinforcementSettings.Payment = .gold,
      referenceKL: Float = 0
    ) {
      self.episodes = episodes
      self.groupSize = groupSize
      self.payment = payment
      self.referenceKL = referenceKL
    }
  }

  /// Where training starts from; as text `base`, `scratch` or the name of an arm.
  public enum Start: Hashable, Codable, Sendable, RawRepresentable {
    /// The base model of the seed.
    case base
    /// Random weights.
    case scratch
    /// The finished model of an arm before it, of the same seed. Rows go on where those of that arm
    /// ended, the optimizer begins anew, and what a model is held near is that one.
    case arm(String)

    /// The start that a text stands for.
    public init(rawValue: String) {
      self =
        switch rawValue {
        case "base": .base
        case "scratch": .scratch
        default: .arm(rawValue)
        }
    }

    /// The text that stands for it.
    public var rawValue: String {
      switch self {
      case .base: "base"
      case .scratch: "scratch"
      case .arm(let name): name
      }
    }
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
  ///   - reinforcement: How its steps learn from its own plays.
  ///   - steps: The steps, of whatever kind; `nil` for as many as the task has.
  ///   - learningRate: The highest learning rate, above 0; `nil` for that of the task.
  ///   - dose: Its place in the dose-response.
  public init(
    _ name: String, variant: Mixture, style: String = answerOnlyStyle, difficulty: String? = nil,
    start: Start = .base, objective: TinyTransformer.Objective = .crossEntropy,
    rehearsal: Rehearsal? = nil, reinforcement: Reinforcement? = nil, steps: Int? = nil,
    learningRate: Float? = nil, dose: Dose? = nil
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
    self.learningRate = learningRate
    self.dose = dose
  }

  /// How many steps there are for each one on gold rows.
  var stepsPerLesson: Int { rehearsal == nil ? 1 : 2 }

  /// Whether it is held near the model that it begins with.
  var isHeld: Bool {
    objective != .crossEntropy || rehearsal != nil
      || reinforcement.map { $0.referenceKL > 0 } == true
  }

  /// How the prompts of the arm are put, in training and in trials.
  var framing: Framing {
    Framing(asksForThought: style != answerOnlyStyle, wording: .compact)
  }
}
