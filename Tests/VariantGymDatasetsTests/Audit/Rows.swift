import Foundation
import VariantGym

/// Rows of sets that share nothing, in words of the tests' own: what audits are tried on.
struct Rows {
  var lines: [String]

  /// Rooms with labels of the pool that belongs to the split, and their answers.
  static func rooms(_ split: Split, _ count: Int) throws -> [Room] {
    var recipe = try StudySets.named("sokoban-sft-answer-diverse")
    recipe.split = split
    recipe.rows = count
    recipe.seed = 77
    return try recipe.episodes(in: .standard).map { episode in
      Room(
        board: episode.facts.state as! Board, labels: episode.facts.shown as! LabelSet,
        answers: try episode.goldAnswers())
    }
  }

  /// Hands under rules that are stated in one of the two splits alone.
  static func hands(_ split: Split, _ count: Int) throws -> [Deal] {
    var recipe = try StudySets.named(split == .train ? "points-rl-diverse" : "points-all-5")
    recipe.rows = count
    return try recipe.episodes(in: .standard).map { episode in
      Deal(cards: (episode.facts.instance as! Hand).cards, rule: episode.facts.shown as! FaceRule)
    }
  }

  struct Room {
    var board: Board
    var labels: LabelSet
    var answers: [String]
    var order = Direction.allCases
    var picture: String { board.picture(.study) }

    var prompt: String { prompt(picture) }

    func prompt(_ picture: String) -> String {
      let lines = order.map { "\(labels[$0]) : move \($0)" }.joined(separator: "\n")
      return "Push the boxes home.\n\n\(lines)\n\nThe room:\n\(picture)"
    }
  }

  struct Deal {
    var cards: [Card]
    var rule: FaceRule

    var prompt: String {
      let values = rule.values.map { "\($0.face.rawValue) counts \($0.value)" }
      return "Make 24. \(values.joined(separator: ", ")).\n"
        + "Cards: \(cards.map(\.symbol).joined(separator: ", "))"
    }
  }

  /// Rows of TRL: a prompt, and a completion where there is one.
  init(_ rows: [(prompt: String, answer: String?)]) {
    lines = rows.map { row in
      var fields = "\"prompt\": \(Self.json(row.prompt))"
      if let answer = row.answer { fields += ", \"completion\": \(Self.json(answer))" }
      return "{\(fields)}"
    }
  }

  init(prompts: [String]) {
    self.init(prompts.map { ($0, nil) })
  }

  static func json(_ text: String) -> String {
    String(decoding: try! JSONEncoder().encode(text), as: UTF8.self)
  }

  func source(_ name: String, in folder: TemporaryFolder, role: Split? = nil) throws -> AuditSource
  {
    let url = try folder.file("\(name).jsonl", lines.joined(separator: "\n") + "\n")
    return AuditSource(name: name, url: url, role: role)
  }
}

/// The picture mirrored, turned by a quarter, and with another wall to its left and above.
func mirrored(_ picture: String) -> String {
  picture.split(separator: "\n").map { String($0.reversed()) }.joined(separator: "\n")
}

func turned(_ picture: String) -> String {
  let rows = picture.split(separator: "\n").map(Array.init)
  return rows[0].indices.map { column in
    String(rows.indices.reversed().map { rows[$0][column] })
  }.joined(separator: "\n")
}

func moved(_ picture: String) -> String {
  let rows = picture.split(separator: "\n")
  let wall = String(repeating: "#", count: rows[0].count + 1)
  return ([wall] + rows.map { "#\($0)" }).joined(separator: "\n")
}
