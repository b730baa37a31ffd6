import ArgumentParser
import Foundation
import VariantGym

/// Who answers, and how replies are drawn.
struct PolicySource: ParsableArguments {
  enum Script: String, CaseIterable, ExpressibleByArgument {
    case expert, random, clinging

    var script: ScriptedPolicy.Script {
      switch self {
      case .expert: .expert
      case .random: .randomValid
      case .clinging: .clinging
      }
    }
  }

  enum Prefill: String, CaseIterable, ExpressibleByArgument {
    case refused, continued, echoed

    var option: ChatOptions.Prefill {
      switch self {
      case .refused: .refused
      case .continued: .continued
      case .echoed: .continuedAndEchoed
      }
    }
  }

  @Option(help: "A scripted policy, whose figures are known.")
  var script: Script?

  @Option(
    help: "A server that speaks the chat-completions protocol, such as http://localhost:8000.")
  var url: String?

  @Option(help: "The name by which the server knows the model.")
  var model: String?

  @Option(
    help: "The environment variable that holds the server's key; without it no key is sent.")
  var keyVariable: String?

  @Option(help: "A program that answers a line of JSON with a line of JSON; run by the shell.")
  var command: String?

  @Option(help: "A file of recorded replies.")
  var replay: String?

  @Option(help: "A file to which replies are recorded.")
  var record: String?

  @Option(help: "What the policy is called in reports.")
  var name: String?

  @Option(help: "The most requests under way at once, or the number of processes.")
  var concurrency: Int?

  @Option(help: "The most seconds for one reply.")
  var timeout = 300

  @Option(help: "What the server does about a reply that is already begun.")
  var prefill: Prefill = .refused

  @Option(help: "A JSON object whose members are added to every request.")
  var extra: String?

  @Option(help: "The most requests that are sent.")
  var capRequests: Int?

  @Option(help: "The most tokens that are read and written.")
  var capTokens: Int?

  @Option(help: "The most seconds that are spent.")
  var capSeconds: Int?

  @Flag(help: "Ask nobody; tell how many requests the run may send, less what its journal holds.")
  var dryRun = false

  @Option(help: "The temperature; 0 is greedy.")
  var temperature: Double?

  @Option(help: "The probability mass from which each token is drawn.")
  var topP: Double?

  @Option(help: "The most tokens of a reply.")
  var maxTokens: Int?

  @Option(help: "A string before which replies end; may be given several times.")
  var stop: [String] = []

  @Option(help: "The seed of the draws.")
  var seed: UInt64 = 0

  var sampling: Sampling {
    Sampling(temperature: temperature, topP: topP, maxTokens: maxTokens, stop: stop, seed: seed)
  }

  /// What the policy is called in reports.
  var label: String { name ?? script?.rawValue ?? model ?? command ?? replay ?? "policy" }

  func validate() throws {
    let sources = [script != nil, url != nil, command != nil, replay != nil].count { $0 }
    guard sources == 1 || (dryRun && sources == 0) else {
      throw ValidationError("one of --script, --url, --command and --replay is needed")
    }
    guard url == nil || model != nil else { throw ValidationError("--url needs --model") }
    guard keyVariable == nil || url != nil else {
      throw ValidationError("--key-variable needs --url: a key is for a server")
    }
    let isCapped = capRequests != nil || capTokens != nil || capSeconds != nil
    guard !isCapped || url != nil || dryRun else {
      throw ValidationError("caps need --url: they are for what is spent on a server")
    }
  }

  /// - Parameter catalog: Where scripted policies find the episodes.
  func policy(_ catalog: Catalog) throws -> any Policy {
    func recorded(_ policy: some Policy) throws -> any Policy {
      guard let record else { return policy }
      return try RecordingPolicy(policy, path: URL(writing: record).path)
    }
    do {
      if let script { return try recorded(ScriptedPolicy(script.script, catalog: catalog)) }
      if let url { return try recorded(chat(url)) }
      if let command { return try recorded(subprocess(command)) }
      if let replay { return try recorded(ReplayPolicy(path: replay)) }
      return DryRunPolicy()
    } catch {
      throw ValidationError("\(error)")
    }
  }

  private func chat(_ url: String) throws -> ChatCompletionsPolicy {
    var options = ChatOptions()
    if let keyVariable {
      let key = try ServerKey(variable: keyVariable)
      if let warning = key.warning(at: url) { Terminal.complain(warning) }
      options.key = key.text
    }
    if let concurrency { options.concurrency = concurrency }
    options.timeout = .seconds(timeout)
    options.prefill = prefill.option
    options.extra = extra
    options.caps = Caps(
      requests: capRequests, tokens: capTokens, time: capSeconds.map { .seconds($0) })
    return try ChatCompletionsPolicy(url: url, model: model ?? "", options: options)
  }

  private func subprocess(_ command: String) throws -> SubprocessPolicy {
    var options = SubprocessPolicy.Options()
    if let concurrency { options.processes = concurrency }
    options.timeout = .seconds(timeout)
    return try SubprocessPolicy(command: ["/bin/sh", "-c", command], options: options)
  }
}

/// How tasks are played, and where the plays are kept.
struct Playing: ParsableArguments {
  @Option(help: "The file that keeps every episode; the same command goes on where it stopped.")
  var journal: String?

  @Flag(help: "Force each episode to the disk.")
  var sync = false

  @Option(help: "How often each task is played.")
  var samples = 1

  @Option(help: "How many earlier turns a prompt repeats.")
  var history = 0

  @Option(help: "Play one part of all tasks, such as 3/10, counted from 0; it needs a journal.")
  var shard: Shard = .whole

  @Option(help: "The seed of the training run that is evaluated; reports average over it.")
  var trainingSeed: UInt64 = 0

  @Flag(help: "Do not check thoughts, nor ask the solver about each play.")
  var plain = false

  @OptionGroup var completeness: Completeness

  func validate() throws {
    guard samples > 0, history >= 0 else {
      throw ValidationError("--samples is at least 1, --history at least 0")
    }
    guard shard == .whole || journal != nil else {
      throw ValidationError("--shard needs --journal: parts are merged from their journals")
    }
  }

  /// Plays tasks, showing how far it has come; `nil` for a dry run, which plays nothing.
  func run(_ tasks: TaskList, _ source: PolicySource, catalog: Catalog) async throws
    -> EvaluationRun?
  {
    let settings = Evaluator.Settings(
      samples: samples, history: history, sampling: source.sampling, analyses: !plain)
    let header = JournalHeader(
      policy: source.label, tasks: tasks, settings: settings, shard: shard,
      trainingSeed: trainingSeed)
    if source.dryRun {
      let earlier =
        try journal.map { try EvaluationRun(header, in: URL(fileURLWithPath: $0)) }
        ?? EvaluationRun(header: header, results: [])
      let dry = DryRunPolicy()
      var settings = settings
      settings.analyses = false
      _ = await Evaluator(policy: dry, settings: settings).play(tasks, missingFrom: earlier)
      print(dry.count)
      return nil
    }
    let evaluator = Evaluator(policy: try source.policy(catalog), settings: settings)
    guard let journal else {
      return EvaluationRun(header: header, results: await evaluator.play(tasks))
    }
    let meter = Meter("episodes")
    let file = try Journal(URL(writing: journal), header: header, syncs: sync)
    let run = try await evaluator.play(tasks, into: file) {
      let failed = $0.failures == 0 ? "" : ", \($0.failures) failed"
      meter.show(
        "\($0.turns) turns\(failed)", done: $0.episodes, of: $0.totalEpisodes,
        earlier: $0.earlierEpisodes)
    }
    meter.finish()
    return run
  }
}
