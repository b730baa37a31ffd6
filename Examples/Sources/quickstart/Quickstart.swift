import VariantGym

/// The program of the README: a text episode, the typed loop, and a policy of one's own.
@main
struct Quickstart {
  static func main() async throws {
    // A text episode: messages out, replies in.
    let sokoban = Family(SokobanParts())
    let address = Address(
      family: "sokoban", difficulty: "simple", split: .test, cohort: ["base", "fake-numerical"],
      index: 0)
    var twins = try sokoban.twins(at: address, framing: Framing())
    print(twins[1].messages[0].content)
    let record = twins[1].submit("<think> ... </think> <answer> 2 </answer>")
    print(record.verdict, record.reward, record.obedience)

    // The typed loop, without text.
    var loop = EnvironmentLoop(SokobanParts())
    try loop.reset(at: address)
    let step = loop.step(.down)
    print(step.reward, step.isTerminated, step.isTruncated)

    let episodes = try StudySets.named("sokoban-numerical").episodes(in: .standard)
    print(Summary(await Evaluator(policy: AlwaysUp()).play(episodes)))
  }
}

/// Any policy: text in, text out.
struct AlwaysUp: Policy {
  func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
    requests.map { _ in .success(Reply(text: "<answer> Up </answer>")) }
  }
}
