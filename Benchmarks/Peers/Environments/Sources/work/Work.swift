import Foundation

/// A piece of work that is prepared once and then done in any count.
struct Work {
  var threads = 1
  /// Does about so much, and tells how much it was.
  let perform: (_ count: Int) async throws -> Done
}

/// What was done: how many pieces, and of all hands that were told how many make 24.
struct Done {
  let count: Int
  var solvable: Int?
}

/// Answers each line of input, the name of a piece of work and a count, by a line with the seconds that
/// it took.
@main
enum Peer {
  struct Sample: Encodable {
    let work: String
    let count: Int
    let seconds: Double
    let threads: Int
    let solvable: Int?
  }

  static func main() async {
    do { try await answer() } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func answer() async throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var known: [String: Work] = [:]
    while let line = readLine() {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 2, let count = Int(words[1]), count > 0 else {
        throw BadRequest(description: "not a name and a count: \(line)")
      }
      let work = try known[words[0]] ?? prepare(words[0])
      known[words[0]] = work
      let clock = ContinuousClock()
      let start = clock.now
      let done = try await work.perform(count)
      let sample = Sample(
        work: words[0], count: done.count, seconds: (clock.now - start) / .seconds(1),
        threads: work.threads, solvable: done.solvable)
      print(String(decoding: try encoder.encode(sample), as: UTF8.self))
      fflush(nil)
    }
  }

  static func prepare(_ name: String) throws -> Work {
    switch name {
    case "batched-steps": try batchedSteps(observed: false)
    case "batched-steps-observed": try batchedSteps(observed: true)
    case "text-turns": try textTurns()
    case "rooms": rooms()
    case "rows": try rows()
    case "scores": try scores()
    case "decisions": decisions()
    case "solutions": solutions()
    default: throw BadRequest(description: "no work is called \(name)")
    }
  }
}

/// A line of input that names no work.
struct BadRequest: Error, CustomStringConvertible {
  let description: String
}

/// Keeps a result alive, so that the work before it cannot be left out.
@_optimize(none) func keep<Value>(_: Value) {}
