import ArgumentParser
import VariantGym

struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How many episodes show a difference of success?",
    discussion: """
      For two policies, or two variants, on the same instances, by McNemar's exact test. The fewer \
      instances tell the two apart, the fewer are needed: give --discordance if a trial run says how \
      many. Without it the two are taken to succeed independently of one another.
      """)

  @Argument(help: "The success that is expected of the first, such as 0.6.")
  var first: Double

  @Argument(help: "The success that is expected of the second.")
  var second: Double

  @Option(help: "The share of instances on which exactly one of the two succeeds.")
  var discordance: Double?

  @Option(help: "The probability of a false claim that is accepted.")
  var level = 0.05

  @Option(help: "The wanted probability that the test shows the difference.")
  var power = 0.8

  @Option(help: "How many contrasts are tested; the level is divided among them.")
  var contrasts = 1

  func run() throws {
    guard (0...1).contains(first), (0...1).contains(second), contrasts > 0 else {
      throw ValidationError("shares of success are from 0 to 1, and --contrasts is at least 1")
    }
    let level = level / Double(contrasts)
    let plan =
      discordance.map {
        SamplePlan(
          difference: abs(first - second), discordance: $0, level: level, power: power)
      } ?? SamplePlan(first, against: second, level: level, power: power)
    guard let plan else {
      throw ValidationError(
        "the shares differ, by no more than --discordance, and --level and --power are between 0 and 1"
      )
    }
    guard plan.approximateEpisodes < .max else {
      throw ValidationError(
        "the shares differ by so little that more than \(Int.max) episodes would be needed")
    }
    print(
      "\(plan.episodes) paired episodes (about \(plan.approximateEpisodes) by the normal approximation)"
    )
  }
}
