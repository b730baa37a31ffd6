import TinyTransformer
public import VariantGym

extension StudyPlan {
  /// The plans that are ready, by name: `smoke` takes minutes, `quick` some twenty on two fast cores,
  /// `full` decides the findings with three seeds and has the first controls, `dose` asks how little
  /// diversity is enough, `hold` whether it helps to stay near the base model, `reward` what learning from
  /// reward adds, and `extended` has further controls, styles and objectives.
  public static let presets = ["smoke", "quick", "full", "dose", "hold", "reward", "extended"]

  /// The plan with a name.
  ///
  /// - Throws: `UnknownName`, which lists the names that exist.
  public static func preset(_ name: String) throws(UnknownName) -> StudyPlan {
    switch name {
    case "smoke": smoke
    case "quick":
      StudyPlan(
        name: name, seeds: [1],
        tasks: [
          sokoban(Arm.primary("random-words"), steps: 1600).thinking(steps: 1500),
          points(Arm.thoughts("diverse"), base: 800).thinking(steps: 700),
        ])
    case "full":
      StudyPlan(
        name: name, seeds: [1, 2, 3],
        tasks: [
          sokoban(Arm.primary("random-words") + Arm.halves("random-words")).longer,
          points(Arm.primary("diverse") + Arm.sameHands).surer,
        ])
    case "dose": StudyPlan(name: name, seeds: [1], tasks: [sokoban(Arm.doses)])
    case "hold":
      StudyPlan(
        name: name, seeds: [1, 2, 3],
        tasks: [sokoban(Arm.holding).longer])
    case "reward":
      StudyPlan(
        name: name, seeds: [1, 2, 3],
        tasks: [sokoban(Arm.rewarded("random-words")).thinking(steps: 1200).wider])
    case "extended":
      StudyPlan(
        name: name, seeds: [1, 2, 3],
        tasks: [
          sokoban(
            Arm.primary("random-words") + Arm.halves("random-words")
              + Arm.scratches("random-words") + Arm.objectives
              + Arm.rehearsals("random-words", [0.3, 3])
          ).longer,
          points(
            Arm.primary("diverse") + Arm.halves("diverse") + Arm.sameHands
              + Arm.scratches("diverse") + Arm.sentences("diverse") + Arm.objectives
              + Arm.rehearsals("diverse", [0.3, 3])
          ).surer,
        ])
    default: throw UnknownName("study", name, known: presets)
    }
  }

  private static func sokoban(_ arms: [Arm], steps: Int = 2000) -> StudyTask {
    .sokoban(
      arms,
      base: StudyTask.Practice(rows: 80_000, steps: 1500, batch: 64, learningRate: 4e-3),
      practice: StudyTask.Practice(rows: 100_000, steps: steps, batch: 64, learningRate: 2e-3),
      trial: StudyTask.Trial(
        languages: ["numerical", "alphabetical", "random-words"], seenLanguages: [],
        seenInstances: 100,
        validation: "cardinal", validationSplit: .validation,
        harder: ["simple-moves-6-10", "simple-moves-11-15", "two-boxes"],
        instances: 100, many: .init(instances: 200, split: .test, harder: ["two-boxes"]),
        statesPerInstance: 2, turnLimit: nil, checkpoints: 3, checkpointInstances: 40))
  }

  /// Answers alone to hands are soon known by heart.
  private static func points(_ arms: [Arm], base: Int = 1000) -> StudyTask {
    .points(
      arms.map { $0.style == answerOnlyStyle ? $0.taking(steps: 500) : $0 },
      base: StudyTask.Practice(rows: 80_000, steps: base, batch: 64, learningRate: 4e-3),
      practice: StudyTask.Practice(rows: 100_000, steps: 1000, batch: 64, learningRate: 2e-3),
      trial: StudyTask.Trial(
        languages: ["regular", "all-5", "all-7", "all-12"],
        seenLanguages: ["all-5", "all-7"], seenInstances: 80,
        validation: StudyVariants.validationRule, validationSplit: .train,
        harder: ["large", "five"], instances: 100,
        many: .init(instances: 200, split: .train, harder: []),
        statesPerInstance: 1, turnLimit: nil, checkpoints: 3, checkpointInstances: 40))
  }

  /// Every stage runs, and labels are obeyed or not; nothing is solved.
  private static let smoke: StudyPlan = {
    let trial = StudyTask.Trial(
      languages: ["numerical"], seenLanguages: [], seenInstances: 100, validation: "cardinal",
      validationSplit: .validation, harder: ["two-boxes"],
      instances: 20, many: nil, statesPerInstance: 2, turnLimit: 5, checkpoints: 2,
      checkpointInstances: 10)
    let sokoban = StudyTask.sokoban(
      [Arm("frozen-answer", variant: "base"), Arm("diverse-answer", variant: "random-words")],
      base: StudyTask.Practice(rows: 80_000, steps: 1500, batch: 64, learningRate: 4e-3),
      practice: StudyTask.Practice(rows: 20_000, steps: 400, batch: 64, learningRate: 2e-3),
      trial: trial)
    var points = StudyTask.points(
      [
        Arm("frozen-thought", variant: "base", style: StudyVariants.thoughtStyle),
        Arm("diverse-thought", variant: "diverse", style: StudyVariants.thoughtStyle),
      ],
      base: StudyTask.Practice(rows: 1000, steps: 40, batch: 16, learningRate: 4e-3),
      practice: StudyTask.Practice(rows: 1000, steps: 40, batch: 16, learningRate: 2e-3),
      trial: trial)
    points.trial.languages = ["all-5"]
    points.trial.seenLanguages = ["all-5"]
    points.trial.seenInstances = 20
    points.trial.validation = StudyVariants.validationRule
    points.trial.validationSplit = .train
    points.trial.harder = ["five"]
    return StudyPlan(name: "smoke", seeds: [1], tasks: [sokoban, points])
  }()
}

extension StudyTask {
  /// The same with more training, of the base model most of all: whatever it cannot copy, every diverse
  /// arm must learn.
  fileprivate var longer: StudyTask {
    var task = self
    task.base.steps *= 2
    task.arms = arms.map { $0.taking(steps: $0.style == answerOnlyStyle ? 4000 : 3000) }
    task.trial.checkpoints = 5
    return task.surer
  }

  /// The same with so many steps for thoughts, which take more than twice the tokens of answers alone.
  fileprivate func thinking(steps: Int) -> StudyTask {
    var task = self
    task.arms = arms.map { $0.style == answerOnlyStyle ? $0 : $0.taking(steps: steps) }
    return task
  }

  /// The same with more instances of the sets in which languages are announced, in place of large sets
  /// and all but one harder one.
  fileprivate var wider: StudyTask {
    var task = self
    task.trial.instances *= 2
    task.trial.harder = ["two-boxes"]
    task.trial.many = nil
    return task
  }

  /// The same with more instances where a few points count.
  fileprivate var surer: StudyTask {
    var task = self
    task.trial.many?.instances = 400
    return task
  }
}

extension Arm {
  /// The same with so many steps on gold rows, unless it has steps of its own.
  fileprivate func taking(steps: Int) -> Arm {
    if self.steps != nil { return self }
    var arm = self
    arm.steps = steps * stepsPerLesson
    return arm
  }

  private static let style = StudyVariants.thoughtStyle

  /// The primary arms with thoughts, on which hands are judged.
  fileprivate static func thoughts(_ diverse: String) -> [Arm] {
    primary(diverse).filter { $0.style != answerOnlyStyle }
  }

  /// The arms of the paper: frozen and diverse prompts, answers alone and chains of thought.
  fileprivate static func primary(_ diverse: String) -> [Arm] {
    [
      Arm("frozen-answer", variant: "base"),
      Arm("diverse-answer", variant: Mixture(diverse)),
      Arm("frozen-thought", variant: "base", style: style),
      Arm("diverse-thought", variant: Mixture(diverse), style: style),
    ]
  }

  /// What the paper did not have: half of the rows in each kind of prompt.
  fileprivate static func halves(_ diverse: String) -> [Arm] {
    let half = Mixture(["base": 1, diverse: 1])
    return [
      Arm("half-answer", variant: half),
      Arm("half-thought", variant: half, style: style),
    ]
  }

  /// Diverse hands hold more distinct multisets of values than frozen ones do. Here both hold the same:
  /// the frozen ones through number cards to 13, the diverse ones through rules that give no value
  /// above 10.
  fileprivate static let sameHands: [Arm] = [
    Arm("frozen-to-13-thought", variant: "base", style: style, difficulty: "four-to-13"),
    Arm("diverse-to-10-thought", variant: "diverse-mixed", style: style),
  ]

  /// Without a base model.
  fileprivate static func scratches(_ diverse: String) -> [Arm] {
    [
      Arm("scratch-frozen-answer", variant: "base", start: .scratch),
      Arm("scratch-diverse-thought", variant: Mixture(diverse), style: style, start: .scratch),
    ]
  }

  /// Ways to hold a model near its base, and losses that weigh tokens, all on the frozen prompt.
  fileprivate static let objectives: [Arm] =
    [0.03, 0.1, 0.3, 1].map {
      Arm("forward-kl-\($0)", variant: "base", objective: .init(forwardKL: Float($0)))
    }
    + [0.03, 0.1, 0.3, 1].map {
      Arm("reverse-kl-\($0)", variant: "base", objective: .init(reverseKL: Float($0)))
    }
    + [0.0001, 0.001, 0.01].map {
      Arm("anchor-\($0)", variant: "base", objective: .init(anchor: Float($0)))
    }
    + [
      Arm("dft", variant: "base", objective: .init(reweighting: .dynamic)),
      Arm("aft", variant: "base", objective: .init(reweighting: .adaptive(power: 1))),
    ]

  /// What is held near the base by KL on the frozen prompt, beside what is not.
  fileprivate static let holding: [Arm] = [
    Arm("frozen-answer", variant: "base"),
    Arm("forward-kl-0.3", variant: "base", objective: .init(forwardKL: 0.3)),
  ]

  /// Held near the base on diverse prompts that have no gold replies, while the frozen ones have them.
  fileprivate static func rehearsals(_ diverse: String, _ coefficients: [Double]) -> [Arm] {
    coefficients.map {
      Arm(
        "rehearsal-\($0)", variant: "base",
        rehearsal: Rehearsal(variant: Mixture(diverse), coefficient: Float($0)))
    }
  }

  /// Thoughts in whole sentences. Those of hands fit the context; those of rooms are too long for it.
  fileprivate static func sentences(_ diverse: String) -> [Arm] {
    [
      Arm("frozen-sentences", variant: "base", style: "direct"),
      Arm("diverse-sentences", variant: Mixture(diverse), style: "direct"),
    ]
  }

  /// The primary arms with thoughts, and what comes of more: 25,600 replies that are judged, or with
  /// diverse prompts as many gold rows. From the base model, which solves nothing, GRPO would never be
  /// paid.
  fileprivate static func rewarded(_ diverse: String) -> [Arm] {
    let thoughts = thoughts(diverse)
    return thoughts
      + thoughts.map {
        Arm(
          "grpo-\($0.name)", variant: $0.variant, style: style, start: .arm($0.name),
          reinforcement: Reinforcement(episodes: 32, groupSize: 8), steps: 100, learningRate: 1e-4)
      }
      + thoughts.filter { $0.name.hasPrefix("diverse") }.map {
        Arm(
          "further-\($0.name)", variant: $0.variant, style: style, start: .arm($0.name), steps: 400)
      }
  }

  /// Shares of diverse rows, then numbers of label sets in half of the rows.
  fileprivate static let doses: [Arm] =
    [0, 1, 5, 20, 50, 100].map { share in
      let variant: Mixture =
        switch share {
        case 0: "base"
        case 100: "random-words"
        default: Mixture(["base": 100 - share, "random-words": share])
        }
      return Arm("share-\(share)", variant: variant, dose: Dose(share: share, languages: nil))
    }
    + StudyVariants.counts.map { count in
      Arm(
        "sets-\(count)", variant: Mixture(["base": 1, StudyVariants.labelSets(count): 1]),
        dose: Dose(share: 50, languages: count))
    }
}
