import Foundation
import VariantGymCore

/// The episodes that a page lets one look at, as data for its script.
struct EpisodeBrowser {
  private let options: HTMLReport.Options
  private var data = Data()
  private var places: [String: Int] = [:]

  init(_ options: HTMLReport.Options) {
    self.options = options
  }

  /// What the script reads. Texts that recur are held once and known by their places.
  struct Data: Encodable {
    var texts: [String] = []
    var episodes: [Item] = []
  }

  struct Item: Encodable {
    let policy: String
    let set: String
    let name: String
    let outcome: String
    let isFake: Bool
    let failure: String?
    let shortest: Int?
    let turns: [Turn]
  }

  struct Turn: Encodable {
    let prompt: Int?
    let picture: Int?
    let reply: [Piece]
    let verdict: String
    let reward: Double
    let obedience: String
    let notes: [String]
  }

  /// A piece of a reply, and what was found of it.
  struct Piece: Encodable {
    enum Kind: String, Encodable {
      /// Not read as a statement.
      case plain
      /// A true statement.
      case holds = "true"
      /// The first false statement.
      case firstFalse = "first-false"
      /// A further false statement.
      case isFalse = "false"
    }
    let kind: Kind
    let text: String
    let fault: String?
  }

  mutating func add(_ run: EvaluationRun) {
    var shown: [String: Int] = [:]
    for result in run.results where shown[result.set, default: 0] < options.episodesPerSet {
      shown[result.set, default: 0] += 1
      data.episodes.append(item(result, run.header.policy))
    }
  }

  /// The section of the page; nothing without episodes.
  func section() throws -> String {
    if data.episodes.isEmpty { return "" }
    let json = String(decoding: try JSONEncoder.stable.encode(data), as: UTF8.self)
    return """
      <h2>Episodes</h2>
      <div id="browser"><div id="list"><select id="filter" aria-label="Filter"></select>
      <ol id="episodes"></ol></div><article id="episode"></article></div>
      <script type="application/json" id="data">
      \(json.replacing("<", with: "\\u003c"))
      </script>
      """
  }

  private mutating func place(_ text: String) -> Int {
    if let place = places[text] { return place }
    places[text] = data.texts.count
    data.texts.append(text)
    return data.texts.count - 1
  }
}

// MARK: - Episodes

extension EpisodeBrowser {
  private mutating func item(_ result: EpisodeResult, _ policy: String) -> Item {
    var episode = options.episode(result.identity)
    var turns: [Turn] = []
    for (number, turn) in result.turns.enumerated() {
      turns.append(self.turn(turn, number, result, episode))
      _ = episode?.submit(turn.reply.whole(in: result.identity.framing))
    }
    let sample = result.sample == 0 ? "" : ", sample \(result.sample)"
    return Item(
      policy: policy, set: result.set, name: "\(result.set) \(result.task)\(sample)",
      outcome: !result.isPlayed ? "failed" : result.isSuccess ? "success" : "no success",
      isFake: result.announcement == .fake, failure: result.failure?.reason,
      shortest: result.analysis?.shortest, turns: turns)
  }

  private mutating func turn(
    _ turn: PlayedTurn, _ number: Int, _ result: EpisodeResult, _ episode: (any Episode)?
  ) -> Turn {
    let prompt = episode.map { $0.messages.map(\.content).joined(separator: "\n\n") }
    let picture = episode.flatMap { options.picture($0.facts) }
    let verdict = turn.record.verdict
    let cause = verdict.cause.map { " (\($0.rawValue))" } ?? ""
    return Turn(
      prompt: prompt.map { place($0) }, picture: picture.map { place($0) },
      reply: Self.pieces(of: turn.reply.whole(in: result.identity.framing), episode),
      verdict:
        "\(verdict.isValid ? "valid" : "not valid"), \(verdict.correctness.rawValue)\(cause)",
      reward: turn.record.reward, obedience: turn.obedience.rawValue,
      notes: Self.notes(number, result.analysis))
  }

  private static func notes(_ turn: Int, _ analysis: PlayAnalysis?) -> [String] {
    var notes: [String] = []
    if analysis?.firstMistake == turn { notes.append("the first reply that is not optimal") }
    if analysis?.unsolvable == turn { notes.append("from here on the task is impossible") }
    return notes
  }

  /// A reply, its thought divided into statements.
  private static func pieces(of text: String, _ episode: (any Episode)?) -> [Piece] {
    func plain(_ text: Substring) -> [Piece] {
      text.isEmpty ? [] : [Piece(kind: .plain, text: String(text), fault: nil)]
    }
    guard let episode,
      let layout = try? ReplyLayout.dissect(text, of: episode.identity.framing),
      !layout.thought.isEmpty
    else { return plain(text[...]) }
    let thought = layout.thought
    let report = episode.checkThought(of: text)
    var pieces = plain(text[..<thought.startIndex])
    var end = thought.startIndex
    for statement in report.statements {
      let start = thought.utf8.index(thought.startIndex, offsetBy: statement.range.lowerBound)
      guard start >= end else { continue }
      pieces += plain(text[end..<start])
      end = thought.utf8.index(start, offsetBy: statement.range.count)
      let kind: Piece.Kind =
        statement.fault == nil
        ? .holds : statement == report.firstFalse ? .firstFalse : .isFalse
      pieces.append(
        Piece(kind: kind, text: String(text[start..<end]), fault: statement.fault?.rawValue))
    }
    return pieces + plain(text[end...])
  }
}
