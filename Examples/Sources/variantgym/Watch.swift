import ArgumentParser
import Foundation
import VariantGym

struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows an episode from a journal, turn by turn.")

  @Argument(help: "The journal.")
  var journal: String

  @Option(help: "The set; by default any.")
  var set: String?

  @Option(help: "Which of the episodes, counted from 0 within the set.")
  var episode = 0

  @Flag(help: "Of these, count only the episodes that did not succeed.")
  var failed = false

  @Option(help: "How many seconds each turn is shown.")
  var delay = 0.0

  @OptionGroup var played: PlayedCatalog

  func validate() throws {
    guard episode >= 0, (0...3600).contains(delay) else {
      throw ValidationError("the episode is at least 0, the delay 0 to 3600 seconds")
    }
  }

  func run() throws {
    let run = try EvaluationRun(reading: URL(fileURLWithPath: journal))
    let sets = run.header.sets.map(\.name)
    if let set, !sets.contains(set) {
      throw ValidationError("\(UnknownName("set of \(journal)", set, known: sets))")
    }
    let results = run.results.filter {
      (set == nil || $0.set == set) && !(failed && $0.isSuccess)
    }
    guard results.indices.contains(episode) else {
      throw ValidationError("there are \(results.count) such episodes, counted from 0")
    }
    let result = results[episode]
    var play = try played.catalog(of: [run]).episode(result.identity)
    print("\(result.set), \(result.identity.address), \(result.identity.variant)\n")
    for message in play.messages { print(message.content) }
    for (number, turn) in result.turns.enumerated() {
      if number > 0 { print(play.view) }
      let reply = turn.reply.whole(in: play.identity.framing)
      print("\n[turn \(number + 1)] \(reply.printable)")
      print("-> \(turn.record.summary)")
      _ = play.submit(reply)
      fflush(nil)
      Thread.sleep(forTimeInterval: delay)
    }
    if play.facts.state is Board { print("\n\(play.view)") }
    let end = result.isSuccess ? "solved" : "not solved"
    print("\n\(result.failure.map { "no further reply: \($0)" }?.printable ?? end)")
  }
}
