public import VariantGymCore

/// The tasks that tell whether a policy follows the instruction or its habit.
///
/// For each language that can be announced, on the same instances:
/// - *states*: single prompts along optimal solutions, so that every policy is asked the same, wherever
///   its own play would lead;
/// - whole episodes in which nothing but the training language is announced and counts (`base`), in
///   which the language is announced and counts (honest), and in which it is announced while base
///   counts (fake). Honest and fake have the same prompts: they are one episode read in two ways.
public struct ObedienceStudy: Sendable {
  /// What is played.
  public let tasks: TaskList

  /// What the study is made of.
  public struct Settings: Sendable {
    /// The difficulty; `nil` for the family's first.
    public var difficulty: String?
    /// The variants whose languages are announced; `nil` for all that have a fake.
    public var languages: [String]?
    /// The variants whose languages count as those of training.
    public var trained: [String]
    /// The number of distinct instances, at least 1.
    public var instances: Int
    /// The most states of an instance, at least 1.
    public var statesPerInstance: Int
    /// How instances are put.
    public var framing: Framing
    /// The split of the instances.
    public var split: Split
    /// The seed of the instances.
    public var seed: UInt64

    /// Settings; by default a hundred instances of the test split.
    public init(
      difficulty: String? = nil, languages: [String]? = nil, trained: [String] = ["base"],
      instances: Int = 100, statesPerInstance: Int = 4, framing: Framing = Framing(),
      split: Split = .test, seed: UInt64 = 2
    ) {
      precondition(instances > 0 && statesPerInstance > 0, "a study has instances and states")
      self.difficulty = difficulty
      self.languages = languages
      self.trained = trained
      self.instances = instances
      self.statesPerInstance = statesPerInstance
      self.framing = framing
      self.split = split
      self.seed = seed
    }
  }

  /// The set of the training language, on the instances of all languages.
  static let base = "base"

  /// The sets of one language, by name.
  struct SetNames {
    let states: String
    let honest: String
    let fake: String

    /// - Parameter isSingleTurn: Then the honest episodes are states.
    init(_ language: String, isSingleTurn: Bool) {
      states = isSingleTurn ? language : "\(language)/states"
      honest = language
      fake = "fake-\(language)"
    }
  }

  /// A study of a family.
  ///
  /// - Throws: `GenerationError` for unknown names, for a language that is given twice, and where there
  ///   are not enough instances.
  public init(
    _ family: any TaskFamily, settings: Settings = Settings()
  ) throws(GenerationError) {
    let announced = family.variants.filter { family.variants.contains("fake-\($0)") }
    let languages = settings.languages ?? announced
    for language in languages where !announced.contains(language) {
      throw .unknownName(
        UnknownName("language of \(family.name) with a fake", language, known: announced))
    }
    if let repeated = RepeatedName("language", in: languages) { throw .repeatedName(repeated) }
    for variant in settings.trained where !family.variants.contains(variant) {
      throw .unknownName(
        UnknownName("variant of \(family.name)", variant, known: family.variants))
    }
    var base: [any Episode] = []
    var seen: Set<ContentKey> = []
    var sets: [EvaluationSet] = []
    for language in languages where !settings.trained.contains(language) {
      let (own, plain) = try Self.sets(of: language, family, settings)
      sets += own
      base += plain.filter { seen.insert($0.facts.identityKey).inserted }
    }
    tasks = TaskList([Self.set(Self.base, base, settings)] + sets)
  }

  /// The sets of a language, and the episodes under base on their instances.
  private static func sets(
    of language: String, _ family: any TaskFamily, _ settings: Settings
  ) throws(GenerationError) -> (sets: [EvaluationSet], base: [any Episode]) {
    let isSingleTurn = family.turnLimit == 1
    let names = SetNames(language, isSingleTurn: isSingleTurn)
    var twins: [[any Episode]] = []
    var states: [any Episode] = []
    var seen: Set<ContentKey> = []
    var index = 0
    while twins.count < settings.instances {
      var address = Address(
        family: family.name, difficulty: settings.difficulty ?? family.difficulties[0],
        split: settings.split, cohort: ["base", language, names.fake], seed: settings.seed,
        index: index)
      // Twenty draws for each instance are enough for any space that is not all but exhausted.
      guard index < settings.instances * 20 else {
        throw .noInstance(address, attempts: index)
      }
      index += 1
      let play = try family.twins(at: address, framing: settings.framing)
      guard seen.insert(play[0].facts.identityKey).inserted else { continue }
      twins.append(play)
      if isSingleTurn { continue }
      let steps = try family.twinsAlongSolution(
        at: address, variants: [language], framing: settings.framing)
      address.step = 0
      var random = address.stream(.draw(of: "states"))
      let most = min(settings.statesPerInstance, steps.count)
      for step in random.sample(most, of: Array(steps.indices)).sorted() {
        states.append(steps[step][0])
      }
    }
    let asking = isSingleTurn ? [] : [set(names.states, states, settings, turnLimit: 1)]
    let playing = [
      set(names.honest, twins.map { $0[1] }, settings),
      set(names.fake, twins.map { $0[2] }, settings),
    ]
    return (asking + playing, twins.map { $0[0] })
  }

  private static func set(
    _ name: String, _ episodes: [any Episode], _ settings: Settings, turnLimit: Int? = nil
  ) -> EvaluationSet {
    EvaluationSet(name: name, episodes: episodes, trained: settings.trained, turnLimit: turnLimit)
  }
}
