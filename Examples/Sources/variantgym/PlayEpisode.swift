import ArgumentParser
import Foundation
import VariantGym

struct PlayEpisode: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Lets a person answer one episode, seeing what a model sees.",
    discussion: """
      A line is an answer; whole replies with <answer> and the like are taken as they are. A line of \
      ? shows the gold answer, the end of the input gives up.
      """)

  @OptionGroup var choice: EpisodeChoice

  @Option(help: "The most actions that one answer may hold.")
  var horizon = 1

  func validate() throws {
    guard horizon > 0 else { throw ValidationError("the horizon is at least 1") }
  }

  func run() throws {
    var episode = try choice.episode(Framing(horizon: horizon, asksForThought: false))
    for message in episode.messages { print(message.content) }
    var total = 0.0
    while !episode.isOver {
      print("> ", terminator: "")
      // A prompt without a line end would else be seen too late.
      fflush(nil)
      guard let line = readLine() else { break }
      if line.allSatisfy(\.isWhitespace) { continue }
      if line == "?" {
        let gold = try episode.gold(.obedient, style: answerOnlyStyle)
        print(gold.isSolution ? gold.text : "no solution is left")
        continue
      }
      let record = episode.submit(reply(line, framing: episode.identity.framing))
      total += record.reward
      print(record.summary)
      if !episode.isOver { print(episode.view) }
    }
    print("\n\(outcome(of: episode)), \(episode.turn) turns, return \(total.tenths)")
    if episode.isFake {
      print("What the prompt announced did not count: the training language did.")
    }
  }

  private func reply(_ line: String, framing: Framing) -> String {
    line.contains(framing.container.opening)
      ? line
      : ReplyLayout.compose(
        thought: "", answer: line, prefill: .none, container: framing.container)
  }

  private func outcome(of episode: any Episode) -> String {
    switch episode.status {
    case .succeeded: "solved"
    case .failed: "not solved"
    case .running: episode.isTruncated ? "out of turns" : "given up"
    }
  }
}

extension Episode {
  /// What a turn after the first shows that is new: the board as prompts have it, or all of the prompt.
  var view: String {
    if let board = facts.state as? Board { return board.picture() }
    return messages.map(\.content).joined(separator: "\n\n")
  }
}

extension TurnRecord {
  /// The verdict in a line.
  var summary: String {
    var parts = [verdict.correctness.rawValue]
    if let cause = verdict.cause { parts.append(cause.rawValue) }
    parts.append(verdict.isValid ? "in the language asked for" : "not in the language asked for")
    parts.append("reward \(reward.tenths)")
    return parts.joined(separator: ", ")
  }
}

extension Double {
  /// With one decimal: sums of tenths are not exact.
  fileprivate var tenths: Double { (self * 10).rounded() / 10 }
}
