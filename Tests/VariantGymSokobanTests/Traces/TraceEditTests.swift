import Foundation
import Testing
import VariantGymCore

@testable import VariantGymSokoban

/// Changes one number, direction or label of a gold thought.
///
/// Every such edit must be found out, or prove to change nothing that matters: the statement is then as
/// true as before. One kind of such edits exists: a warning may be turned into a warning of another push
/// that loses as well, which a search through all positions confirms here. No move can be edited
/// unseen, since every move states where it leads.
@Suite("Random edits of thoughts about rooms")
struct TraceEditTests {
  private static let instances =
    0..<(ProcessInfo.processInfo.environment["VARIANTGYM_LAW_CASES"].flatMap { Int($0) } ?? 10)

  @Test(
    "An edit is detected, or confirmed to be as true", arguments: ["direct", "search", "terse"])
  func edits(style: String) throws {
    var random = Random(seed: 21)
    var (detected, equivalent) = (0, 0)
    for index in Self.instances {
      let address = Address(
        family: "sokoban", difficulty: index.isMultiple(of: 3) ? "two-boxes" : "simple",
        split: .test,
        cohort: [variants[index % variants.count]], seed: 6, index: index)
      let horizon = 1 + index % 3
      let episode = try Family(SokobanParts()).typedTwins(
        at: address, framing: Framing(horizon: horizon))[0]
      let shown = episode.terms.shown ?? .base
      let labels = Direction.allCases.map { shown[$0] }
      let form = ThoughtForm(style: style, isVaried: index.isMultiple(of: 2))
      let gold = try episode.gold(.obedient, form: form).text
      #expect(episode.checkThought(of: gold).isProven)
      for _ in 0..<12 {
        let edit = Self.edit(of: gold, labels: labels, using: &random)
        guard edit.text != gold else { continue }
        if episode.checkThought(of: edit.text).isProven {
          equivalent += 1
          #expect(
            Self.warnsRightly(edit.after, on: episode.state), "\(edit.before) -> \(edit.after)")
        } else {
          detected += 1
        }
      }
    }
    #expect(detected > 20 * equivalent, "\(detected) detected, \(equivalent) equivalent")
  }

  private let variants = ["numerical", "emoji", "permuted", "random-words", "symbols"]
  private static let words = ["up", "down", "left", "right", "above", "below"]
  private static let letters = ["U", "D", "L", "R"]

  /// A reply whose thought has one number, direction or side changed, with the line before and after.
  private static func edit(
    of reply: String, labels: [String], using random: inout Random
  ) -> (text: String, before: String, after: String) {
    var lines = reply.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let thought = lines.indices.filter { $0 > 0 && $0 < lines.count - 2 }
    while true {
      let number = random.pick(from: Array(thought))
      let line = lines[number]
      var parts = Self.parts(of: line)
      let places = parts.indices.filter {
        Int(parts[$0]) != nil || others(of: parts[$0]) != nil || parts[$0].hasPrefix("\"")
      }
      guard !places.isEmpty else { continue }
      let place = random.pick(from: places)
      if parts[place].hasPrefix("\"") {
        let others = (labels + ["Up", "Left", "5"]).filter { "\"\($0)\"" != parts[place] }
        parts[place] = "\"\(random.pick(from: others))\""
      } else if let value = Int(parts[place]) {
        parts[place] = "\(random.pick(from: [value + 1, max(0, value - 1), value + 2, 9]))"
      } else if let others = others(of: parts[place]) {
        parts[place] = random.pick(from: others)
      }
      lines[number] = parts.joined()
      return (lines.joined(separator: "\n"), line, lines[number])
    }
  }

  private static func others(of part: String) -> [String]? {
    for set in [words, letters] where set.contains(part) { return set.filter { $0 != part } }
    return nil
  }

  /// A line taken apart into quoted labels, runs of digits, runs of letters, and all else.
  private static func parts(of line: String) -> [String] {
    var parts: [String] = []
    var isQuoted = false
    for character in line {
      if character == "\"" || isQuoted {
        if isQuoted { parts[parts.count - 1].append(character) } else { parts.append("\"") }
        if character == "\"" { isQuoted.toggle() }
        continue
      }
      let joins = parts.last?.last.map {
        ($0.isNumber && character.isNumber) || ($0.isLetter && character.isLetter)
      }
      if joins == true {
        parts[parts.count - 1].append(character)
      } else {
        parts.append("\(character)")
      }
    }
    return parts
  }

  /// Whether a line warns of a push after which no solution is left, decided by a search through all
  /// positions.
  private static func warnsRightly(_ line: String, on board: Board) -> Bool {
    let reading = SokobanPhrases.book().read(line[...])
    guard case .temptation(let place, let direction, _, _)? = reading.claims.first?.claim else {
      return false
    }
    let box = (place.row - 1) * board.width + place.column - 1
    guard board.cells[box].contains(.box) else { return false }
    let after = DeadEndCheck.afterPush(of: box, direction, on: board)
    var seen: Set<Board> = [after]
    var frontier = [after]
    while let position = frontier.popLast() {
      if position.isSolved { return false }
      for direction in Direction.allCases {
        var next = position
        if next.move(direction) != .blocked, seen.insert(next).inserted { frontier.append(next) }
      }
    }
    return true
  }
}
