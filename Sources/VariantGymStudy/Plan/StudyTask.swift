import TinyTransformer
public import VariantGym

/// One environment of a study: the model, what it learns before, its arms, and how they are tried.
public struct StudyTask: Hashable, Codable, Sendable {
  /// The environment.
  public var family: String
  /// The difficulty of training and of most trials.
  public var difficulty: String
  /// The variants under which every instance is playable; an arm adds its own.
  public var cohort: [String]
  /// Which states of an instance make rows.
  public var sampling: Recipe.Sampling
  /// The sizes of the model.
  public var model: ModelSize
  /// What the base model learns: well-formed random answers in whatever language is asked for, and
  /// so to obey, but not to solve.
  public var base: Practice
  /// The variants whose languages the base model learns to answer in.
  public var baseVariant: Mixture
  /// How every arm learns; an arm may take more or fewer steps.
  public var practice: Practice
  /// The arms.
  public var arms: [Arm]
  /// How the models are tried.
  public var trial: Trial

  /// The sizes of a model.
  public struct ModelSize: Hashable, Codable, Sendable {
    /// The numbers that represent a token, a multiple of twice the heads.
    public var width: Int
    /// The layers.
    public var layers: Int
    /// The heads of a layer.
    public var heads: Int
    /// The most tokens of a row.
    public var context: Int
  }

  /// How a model learns from rows.
  public struct Practice: Hashable, Codable, Sendable {
    /// The distinct rows, at least 1.
    public var rows: Int
    /// The steps, at least 1.
    public var steps: Int
    /// The rows of a step, 1...100,000.
    public var batch: Int
    /// The highest learning rate, above 0.
    public var learningRate: Float
  }

  /// How models are tried, once they are trained and on the way.
  public struct Trial: Hashable, Codable, Sendable {
    /// The variants whose languages are announced, each of which has a fake; none is seen in training.
    public var languages: [String]
    /// Those of the languages that are announced, in addition, on instances whose content is that of
    /// training: what is asked there is the instruction alone, not the skill.
    public var seenLanguages: [String]
    /// The instances of each such set, at least 1: content that is known in two languages is scarce.
    public var seenInstances: Int
    /// The language that is announced on the way: nothing is chosen by looking at the languages or
    /// instances of the trials.
    public var validation: String
    /// The split of the instances on the way: that of validation, or where it is too small for twins,
    /// that of training.
    public var validationSplit: Split
    /// Harder difficulties, in the training language.
    public var harder: [String]
    /// The instances of every set, at least 1.
    public var instances: Int
    /// Large sets in the training language, for what few instances cannot tell; `nil` for none.
    public var many: Many?
    /// The most states of an instance at which obedience is measured, at least 1.
    public var statesPerInstance: Int
    /// The most turns of an episode; `nil` for the environment's own limit.
    public var turnLimit: Int?
    /// How often the model is tried, at least 1: the last time at the end, on all instances.
    public var checkpoints: Int
    /// The instances of every set before the end, at least 1.
    public var checkpointInstances: Int

    /// Large sets in the training language: whether an arm loses a few points there, and how success
    /// falls with the length of the shortest solution.
    public struct Many: Hashable, Codable, Sendable {
      /// The instances of each set, at least 1, none of which stands in another set of its split.
      public var instances: Int
      /// The split of the set in the difficulty of training: that of testing, or where only what is
      /// known by heart is solved, that of training, whose content the instances then have.
      public var split: Split
      /// Harder difficulties, on the test split, each a set of its own.
      public var harder: [String]
    }
  }

  var shape: ModelShape {
    get throws(ModelError) {
      try ModelShape(
        vocabulary: Tokenizer.standard.count, width: model.width, layers: model.layers,
        heads: model.heads, context: model.context)
    }
  }

  /// How many batches of gold rows the arms have had from which an arm goes on.
  func lessons(before arm: Arm) -> Int {
    guard case .arm(let name) = arm.start, let earlier = arms.first(where: { $0.name == name })
    else { return 0 }
    return lessons(before: earlier) + lessons(in: earlier)
  }

  private func lessons(in arm: Arm) -> Int {
    if arm.reinforcement != nil { return 0 }
    return ((arm.steps ?? practice.steps) + arm.stepsPerLesson - 1) / arm.stepsPerLesson
  }

  /// The rows of an arm. Those of arms that differ in variant and style alone are paired: row `i` has
  /// the same instance and the same solution, save where the cohort differs.
  func recipe(for arm: Arm, seed: UInt64) -> Recipe {
    Recipe(
      name: "\(family)-\(arm.name)", family: family,
      difficulty: Mixture(arm.difficulty ?? difficulty), split: .train, variant: arm.variant,
      cohort: cohort + arm.variant.names.filter { !cohort.contains($0) }, framing: arm.framing,
      content: .replies(style: arm.style), sampling: sampling, rows: practice.rows,
      seed: Seeds.data(of: seed))
  }
}

/// The seeds of all that a study draws. Data, weights and order differ between the seeds of a study;
/// the instances of trials do not.
enum Seeds {
  static let trial: UInt64 = 2
  static let many: UInt64 = 3
  static func data(of seed: UInt64) -> UInt64 { 1000 &+ seed }
  static func baseData(of seed: UInt64) -> UInt64 { 2000 &+ seed }
  static func plays(of seed: UInt64) -> UInt64 { 6000 &+ seed }
  static func rehearsal(of seed: UInt64) -> UInt64 { 5000 &+ seed }
  static func weights(of seed: UInt64) -> UInt64 { 3000 &+ seed }
  static func order(of seed: UInt64) -> UInt64 { 4000 &+ seed }
}
