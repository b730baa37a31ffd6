import ArgumentParser
import VariantGym

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows one instance: its prompt and the gold reply.")

  @OptionGroup var choice: EpisodeChoice

  @Option(
    help: "The style of the thought; answer-only for none. By default the first with a thought.")
  var style: String?

  @Option(help: "The most dead ends that a style which explores tells.")
  var detours = 3

  @Option(help: "The most characters of the thought.")
  var characters: Int?

  @Flag(help: "Choose phrasings, dead ends and the plan by seed.")
  var varied = false

  @Flag(help: "Show wrong twins of the reply too, each with its fault.")
  var twins = false

  @Option(help: "The most actions that one answer may hold.")
  var horizon = 1

  @Flag(help: "Write the state as an SVG picture instead, if the environment has pictures.")
  var svg = false

  func run() throws {
    let family = try Catalog.standard.requested(choice.family)
    guard horizon > 0, detours >= 0 else {
      throw ValidationError("the horizon is at least 1, the detours at least 0")
    }
    let style = self.style ?? family.styles.dropFirst().first ?? answerOnlyStyle
    guard family.styles.contains(style) else {
      throw ValidationError(
        "\(UnknownName("style of \(family.name)", style, known: family.styles))")
    }
    let episode = try choice.episode(
      Framing(horizon: horizon, asksForThought: style != answerOnlyStyle))
    if svg {
      guard let board = episode.facts.state as? Board else {
        throw ValidationError("\(family.name) has no pictures")
      }
      print(board.svg(), terminator: "")
      return
    }
    print("--- \(episode.identity.address)\n")
    for message in episode.messages {
      print("[\(message.role.rawValue)]\n\(message.content)\n")
    }
    let form = ThoughtForm(
      style: style, detours: detours, characters: characters, isVaried: varied)
    let obedient = try episode.gold(.obedient, form: form).text
    print("[the obedient reply]\n\(obedient)")
    if style != answerOnlyStyle {
      print("\n[the trace verifier]\n\(episode.checkThought(of: obedient).summary)")
    }
    if episode.isFake {
      print("\n[the reply that counts]\n\(try episode.gold(.scored, form: form).text)")
    }
    guard twins else { return }
    for twin in try episode.negatives(form: form) {
      print("\n[wrong: \(twin.fault.rawValue)]\n\(twin.text)")
    }
  }
}

extension Split: @retroactive ExpressibleByArgument {}
