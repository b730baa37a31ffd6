import TinyTransformer
import VariantGym
import VariantGymTraining

/// What the steps of a training go to: gold rows, prompts on which the model is held near its base, or
/// plays of its own that are paid.
struct Lessons {
  private let arm: Arm?
  private let batch: Int
  /// How many batches of gold rows the model has had in the arms before.
  private let earlier: Int
  private var gold: TrainingRows<TokenRow>
  private var rehearsal: TrainingRows<TokenRow>?
  private var plays: TrainingRows<any Episode>?

  /// The lessons of an arm, or with `nil` those of the base model.
  init(task: StudyTask, arm: Arm?, batch: Int, seed: UInt64) async throws {
    self.arm = arm
    self.batch = batch
    earlier = arm.map(task.lessons(before:)) ?? 0
    let (transcript, order) = (Transcript(), Seeds.order(of: seed))
    let lesson = BaseLesson(task: task, seed: seed)
    guard let arm else {
      gold = TrainingRows(try lesson.rows(transcript), seed: order)
      return
    }
    let recipe = task.recipe(for: arm, seed: seed)
    gold = try await TrainingRows(
      recipe, catalog: Catalog.study, transcript: transcript, context: task.model.context,
      seed: order)
    if let rehearsal = arm.rehearsal {
      let rows = try lesson.rehearsal(arm, rehearsal.variant, transcript)
      self.rehearsal = TrainingRows(rows, seed: order)
    }
    if let reinforcement = arm.reinforcement {
      var prompts = recipe
      prompts.content = .prompts
      let steps = arm.steps ?? task.practice.steps
      prompts.rows = min(recipe.rows, steps * reinforcement.episodes)
      plays = TrainingRows(try prompts.episodes(in: Catalog.study), seed: order)
    }
  }

  /// The first gold rows, or where there are arms before, the first after theirs.
  mutating func sample() -> [TokenRow] { gold.batch(earlier, size: batch) }

  /// Takes the step that is next. What it goes to depends on its number alone.
  ///
  /// - Parameter player: The same trainer, for plays; needed where the arm has any.
  mutating func step(
    _ trainer: Trainer, _ player: ReinforcementTrainer?, into past: inout PastTrials
  ) throws {
    let step = trainer.step
    if let reinforcement = arm?.reinforcement, let player,
      let episodes = plays?.batch(step, size: reinforcement.episodes)
    {
      past.add(try player.step(episodes))
    } else if step % 2 == 1, let coefficient = arm?.rehearsal?.coefficient,
      let rows = rehearsal?.batch(step / 2, size: batch)
    {
      let hold = TinyTransformer.Objective(reweighting: .ignored, forwardKL: coefficient)
      past.add(try trainer.step(rows, objective: hold), isLesson: false)
    } else {
      let rows = gold.batch(earlier + step / (arm?.stepsPerLesson ?? 1), size: batch)
      past.add(try trainer.step(rows, objective: arm?.objective ?? .crossEntropy))
    }
  }
}
