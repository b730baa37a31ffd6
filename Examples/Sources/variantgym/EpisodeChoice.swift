import ArgumentParser
import VariantGym

/// Which episode is played.
struct EpisodeChoice: ParsableArguments {
  @Argument(help: "The environment, such as sokoban.")
  var family: String

  @Option(help: "The difficulty; by default the first.")
  var difficulty: String?

  @Option(help: "The variant, such as numerical or fake-numerical.")
  var variant = "base"

  @Option(help: "train, validation or test.")
  var split: Split = .test

  @Option(help: "The number of the instance.")
  var index = 0

  @Option(help: "The seed.")
  var seed: UInt64 = 0

  @Option(help: "How many moves of a shortest solution are already made.")
  var step = 0

  @OptionGroup var framing: FramingOptions

  func validate() throws {
    guard index >= 0, step >= 0 else {
      throw ValidationError("the index and the step are at least 0")
    }
  }

  /// The chosen episode, put as the options say, or else as given.
  func episode(_ framing: Framing) throws -> any Episode {
    let family = try Catalog.standard.requested(self.family)
    var framing = framing
    self.framing.change(&framing)
    do {
      try family.wordings.check(framing.wording, in: split, of: family.name)
    } catch { throw ValidationError("\(error)") }
    let address = Address(
      family: family.name, difficulty: difficulty ?? family.difficulties[0], split: split,
      cohort: [variant], seed: seed, index: index, step: step)
    return try family.twins(at: address, framing: framing)[0]
  }
}
