import Foundation
import VariantGymCore

/// A line of a journal: an object whose last field is the checksum of everything before it.
enum JournalLine {
  // A quote inside of a string is escaped, so that this can only be the field.
  private static let mark = Array(#","crc32":""#.utf8)
  private static let tailLength = mark.count + 8 + 2

  /// The line of an object that has fields, its line feed included.
  static func seal(_ object: [UInt8]) -> [UInt8] {
    let body = object.dropLast()
    return body + mark + CRC32(body).hexadecimal.utf8 + Array("\"}\n".utf8)
  }

  /// The object of a line without its line feed, as it was written; `nil` if a byte of it is not.
  static func open(_ line: Data) -> Data? {
    guard line.count > tailLength, line.suffix(2).elementsEqual(#""}"#.utf8) else { return nil }
    let body = line.dropLast(tailLength)
    let tail = line.suffix(tailLength)
    guard tail.prefix(mark.count).elementsEqual(mark),
      tail.dropFirst(mark.count).prefix(8).elementsEqual(CRC32(body).hexadecimal.utf8)
    else { return nil }
    return body + [UInt8(ascii: "}")]
  }
}

extension JournalHeader {
  /// The line of the header.
  var line: [UInt8] {
    get throws { JournalLine.seal(Array(try JSONEncoder.stable.encode(self))) }
  }
}

extension EpisodeResult {
  /// The line of an episode. A test decodes lines with `JSONDecoder`.
  var line: [UInt8] {
    var json = JSONText()
    json.object {
      $0.field("set", set)
      $0.field("task", task)
      $0.field("sample", sample)
      if let identity = try? JSONEncoder.stable.encode(identity) {
        $0.field("identity", json: identity)
      }
      $0.field("key", key.description)
      $0.field("announcement", announcement.rawValue)
      $0.field("turns") { $0.array(turns) { $0.turn($1) } }
      if let failure {
        $0.field("failure") {
          $0.object {
            $0.field("reason", failure.reason)
            $0.field("cause", failure.cause.rawValue)
          }
        }
      }
      if let analysis {
        $0.field("analysis") {
          $0.object {
            if let shortest = analysis.shortest { $0.field("shortest", shortest) }
            if let mistake = analysis.firstMistake { $0.field("firstMistake", mistake) }
            if let unsolvable = analysis.unsolvable { $0.field("unsolvable", unsolvable) }
          }
        }
      }
    }
    return JournalLine.seal(json.bytes)
  }
}

extension JSONText {
  fileprivate mutating func turn(_ turn: PlayedTurn) {
    object {
      $0.field("reply") { $0.reply(turn.reply) }
      $0.field("record") { $0.record(turn.record) }
      $0.field("obedience", turn.obedience.rawValue)
      if let thought = turn.thought {
        $0.field("thought") {
          $0.object {
            $0.field("statements", thought.statements)
            $0.field("trueStatements", thought.trueStatements)
            $0.field("coverage", thought.coverage)
            $0.field("isProven", thought.isProven)
          }
        }
      }
    }
  }

  private mutating func reply(_ reply: Reply) {
    object {
      $0.field("text", reply.text)
      if let reasoning = reply.reasoning { $0.field("reasoning", reasoning) }
      if let usage = reply.usage {
        $0.field("usage") {
          $0.object {
            $0.field("promptTokens", usage.promptTokens)
            $0.field("completionTokens", usage.completionTokens)
          }
        }
      }
      if let ending = reply.ending { $0.field("ending", ending.rawValue) }
    }
  }

  private mutating func record(_ record: TurnRecord) {
    object {
      $0.field("verdict") {
        $0.object {
          $0.field("isValid", record.verdict.isValid)
          $0.field("correctness", record.verdict.correctness.rawValue)
          if let cause = record.verdict.cause { $0.field("cause", cause.rawValue) }
        }
      }
      $0.field("reward", record.reward)
      $0.field("status", record.status.rawValue)
      $0.field("isTruncated", record.isTruncated)
      $0.field("actions", record.actions)
      $0.field("effectiveActions", record.effectiveActions)
      $0.field("obedience", record.obedience.rawValue)
    }
  }
}
