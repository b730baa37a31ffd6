import ArgumentParser
import VariantGym

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows one instance: its prompt and the gold reply.")

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

  @Option(
    help: "The style of the thought; answer-only for none. By default the first with a thought.")
  var style: String?

  @Option(help: "The most actions that one answer may hold.")
  var horizon = 1

  func run() throws {
    let family = try Catalog.standard.requested(self.family)
    guard horizon > 0, index >= 0 else {
      throw ValidationError("the horizon is at least 1, the index at least 0")
    }
    let style = self.style ?? family.styles.last ?? answerOnlyStyle
    guard family.styles.contains(style) else {
      throw ValidationError(
        "\(UnknownName("style of \(family.name)", style, known: family.styles))")
    }
    let address = Address(
      family: family.name, difficulty: difficulty ?? family.difficulties[0], split: split,
      cohort: [variant], seed: seed, index: index)
    let framing = Framing(horizon: horizon, asksForThought: style != answerOnlyStyle)
    let episode = try family.twins(at: address, framing: framing)[0]
    print("--- \(address)\n")
    for message in episode.messages {
      print("[\(message.role.rawValue)]\n\(message.content)\n")
    }
    print("[the obedient reply]\n\(try episode.gold(.obedient, style: style).text)")
    if episode.isFake {
      print("\n[the reply that counts]\n\(try episode.gold(.scored, style: style).text)")
    }
  }
}

extension Split: @retroactive ExpressibleByArgument {}
