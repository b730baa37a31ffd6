import Foundation
import Testing
import VariantGym

@testable import VariantGymPolicies

/// Processes are shell scripts here; `ask` waits for a line and finds its number.
@Suite("Subprocess", .timeLimit(.minutes(10)))
struct SubprocessTests {
  private static let ask = """
    ask() { read -r line || exit 0; id=${line#*'"id":'}; id=${id%%[,\\}]*}; }
    say() { printf '{"id":%s,"text":"%s"}\\n' "$id" "$1"; }

    """

  private func policy(
    _ script: String, _ change: (inout SubprocessPolicy.Options) -> Void = { _ in }
  ) throws -> SubprocessPolicy {
    var options = SubprocessPolicy.Options()
    options.timeout = patience
    change(&options)
    return try SubprocessPolicy(command: ["/bin/sh", "-c", Self.ask + script], options: options)
  }

  private func outcomes(
    _ script: String, _ count: Int = 1,
    _ change: (inout SubprocessPolicy.Options) -> Void = { _ in }
  ) async throws -> [Outcome] {
    try await policy(script, change).replies(to: requests(count))
  }

  @Test("a process answers line by line, and is started once")
  func answers() async throws {
    let outcomes = try await outcomes(
      "n=0; while :; do ask; n=$((n + 1)); say \"$n in $$\"; done", 30)
    let texts = outcomes.compactMap(\.text)
    #expect(Set(texts.compactMap { Int($0.split(separator: " ")[0]) }) == Set(1...30))
    #expect(Set(texts.map { $0.split(separator: " ")[2] }).count == 1)
  }

  @Test("several copies work at once")
  func copies() async throws {
    let outcomes = try await outcomes("while :; do ask; sleep 0.1; say $$; done", 12) {
      $0.processes = 4
    }
    #expect(Set(outcomes.compactMap(\.text)).count == 4)
  }

  @Test("a line in holds the request, its number and its seed")
  func line() throws {
    let request = requests(1, prefill: "<think>", sampling: Sampling(temperature: 0.5))[0]
    let line = try SubprocessLine.encode(request, id: 12)
    #expect(line.last == UInt8(ascii: "\n"))
    #expect(line.count { $0 == UInt8(ascii: "\n") } == 1)
    #expect(try JSONDecoder().decode(Request.self, from: line) == request)
    struct Numbers: Decodable, Equatable {
      let id: Int
      let seed: Int
    }
    let numbers = try JSONDecoder().decode(Numbers.self, from: line)
    #expect(numbers == Numbers(id: 12, seed: request.seed))
  }

  @Test("a reply may say more than its text")
  func more() throws {
    let line =
      Data(
        #"{"id":3,"text":"Up","reasoning":"hm","usage":{"promptTokens":5,"completionTokens":1},"#
          .utf8
      ) + Data(#""ending":"length"}"#.utf8)
    #expect(
      try SubprocessLine.reply(in: line, id: 3)
        == Reply(
          text: "Up", reasoning: "hm", usage: Usage(promptTokens: 5, completionTokens: 1),
          ending: .length))
  }

  @Test(
    "what goes wrong is a failure with its cause",
    arguments: [
      ("ask; echo oops >&2; exit 3", .connection, "the process ended with status 3: oops"),
      ("exit 0", .connection, "the process ended with status 0"),
      ("ask; kill -9 $$", .connection, "the process ended with status 9"),
      ("ask; exec 1>&-; sleep 20", .connection, "the process closed its output"),
      ("ask; echo Up", .garbled, "the process wrote a line that is no answer: 'Up'"),
      ("ask; echo; say Up", .garbled, "the process wrote a line that is no answer: ''"),
      ("ask; printf '\\377\\376\\n'", .garbled, "the process wrote a line that is no answer: '��'"),
      ("ask; id=$((id + 1)); say Up", .garbled, "the process answered request 2, not 1"),
      (
        #"ask; echo "{\"id\":$id,\"error\":\"no model\"}"; ask"#, .refused,
        "the process answered with an error: no model"
      ),
      ("ask; say ''; ask", .empty, "the answer has no text"),
      ("yes", .garbled, "the process wrote a line that is no answer: 'y'"),
      (
        "ask; head -c 5000000 /dev/zero", .garbled,
        "the process wrote a line of more than 100000 bytes"
      ),
      ("ask; sleep 20; say Up", .timedOut, "the process gave no answer in time"),
      ("sleep 20", .timedOut, "the process gave no answer in time"),
      ("ask; while :; do echo flood >&2; done", .timedOut, "the process gave no answer in time"),
    ] as [(String, PolicyFailure.Cause, String)])
  func misdeeds(script: String, cause: PolicyFailure.Cause, reason: String) async throws {
    let outcome = try await outcomes(script) {
      $0.lineLimit = 100_000
      $0.timeout = cause == .timedOut ? .milliseconds(300) : patience
    }[0]
    #expect(outcome.cause == cause)
    #expect(outcome.reason == reason)
  }

  @Test("no pipe blocks: a long line in, a long line out and much on standard error, all at once")
  func fullPipes() async throws {
    let long = String(repeating: "a", count: 3_000_000)
    let request = Request(
      messages: [Message(role: .user, content: long)], prefill: "",
      episode: requests(1)[0].episode, history: [])
    // It complains and answers before it reads on.
    let policy = try policy(
      """
      head -c 1000000 /dev/zero >&2
      printf '{"text":"'; head -c 2000000 /dev/zero | tr '\\0' b
      ask; printf '","id":%s}\\n' "$id"; ask
      """)
    let reply = await policy.replies(to: [request])[0]
    #expect(reply.text == String(repeating: "b", count: 2_000_000))
  }

  @Test("a process that does not read its input is no trouble")
  func unread() async throws {
    let long = String(repeating: "a", count: 3_000_000)
    let request = Request(
      messages: [Message(role: .user, content: long)], prefill: "",
      episode: requests(1)[0].episode, history: [])
    let outcome = try await policy("exec 0<&-; sleep 0.2; exit 4").replies(to: [request])[0]
    #expect(outcome.reason == "the process ended with status 4")
  }

  @Test("a process that died is started again, and the request is asked once more")
  func restart() async throws {
    // Each process answers two requests and dies at its third.
    let outcomes = try await outcomes("ask; say 1; ask; say 2; ask; exit 1", 9)
    #expect(outcomes.compactMap(\.text).count == 9)
  }

  #if os(Linux)
    @Test("no pipe stays open after its process")
    func closedPipes() throws {
      /// What a descriptor stands for, as the system names it.
      func target(_ descriptor: Int32) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
      }
      var open: [(descriptor: Int32, target: String?)] = []
      do {
        let child = try Child(["true"])
        open = child.handles.map { ($0.fileDescriptor, target($0.fileDescriptor)) }
        child.kill()
      }
      #expect(open.count == 3)
      for (descriptor, pipe) in open {
        #expect(pipe?.hasPrefix("pipe:") == true)
        #expect(target(descriptor) != pipe)
      }
    }
  #endif

  @Test("a process that only ever dies is given up after so many starts")
  func givingUp() async throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("starts-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    let outcomes = try await outcomes(
      "echo started >> '\(directory.path)'; echo oops >&2; exit 1", 20
    ) {
      $0.restarts = 4
    }
    #expect(outcomes.count { $0.cause == .connection } == 2)
    #expect(
      outcomes.count {
        $0.reason == "given up after 5 starts without a reply between; "
          + "the last time the process ended with status 1: oops"
      } == 18)
    let starts = try String(contentsOf: directory, encoding: .utf8).split(separator: "\n")
    #expect(starts.count == 5)
  }

  @Test("what a process says unasked is never taken for an answer")
  func unasked() async throws {
    // Each answer is followed by a second one to the same request.
    let outcomes = try await outcomes(
      "while :; do ask; say \"to $id\"; say \"late $id\"; done", 20)
    #expect(outcomes.count == 20)
    for outcome in outcomes {
      #expect(outcome.text?.hasPrefix("to ") == true || outcome.cause == .garbled)
    }
  }

  @Test("a process that said something unasked meanwhile is replaced before it is asked again")
  func meanwhile() async throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("said-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let policy = try policy(
      "while :; do ask; say Up; echo loading; echo said >> '\(file.path)'; done")
    for number in 1...4 {
      #expect(await policy.replies(to: requests(1))[0].text == "Up")
      while true {
        let said = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        if said.split(separator: "\n").count == number { break }
        try await Task.sleep(for: .milliseconds(5))
      }
    }
  }

  @Test("a program that is not there is a failure that says so")
  func absent() async throws {
    let policy = try SubprocessPolicy(command: ["no-such-program-here"])
    let outcome = await policy.replies(to: requests(1))[0]
    #expect(outcome.reason?.contains("no-such-program-here") == true)
  }

  @Test("cancelled requests end at once, and their processes with them")
  func cancellation() async throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("processes-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    func started() -> [Int32] {
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").compactMap { Int32($0) }
    }
    let policy = try policy("echo $$ >> '\(file.path)'; ask; sleep 50; say Up") {
      $0.processes = 2
    }
    let task = Task { await policy.replies(to: requests(6)) }
    while started().count < 2 { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    #expect(await task.value.map(\.cause) == Array(repeating: .cancelled, count: 6))
    while started().contains(where: { kill($0, 0) == 0 }) {
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  @Test("options out of their range are named")
  func badOptions() {
    #expect(throws: PolicyError.badOption(name: "command", reason: "is empty")) {
      try SubprocessPolicy(command: [])
    }
    #expect(throws: PolicyError.badOption(name: "processes", reason: "0 is not in 1...100000")) {
      try policy("") { $0.processes = 0 }
    }
  }
}
