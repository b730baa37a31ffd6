import Foundation
import Testing
import VariantGym

@Suite("Pages")
struct HTMLReportTests {
  private func page(_ runs: [EvaluationRun], episodes: Int = 2) throws -> String {
    try HTMLReport(
      runs,
      options: .init(
        title: "A <b> & \"c\"", episodesPerSet: episodes,
        episode: { try? Catalog.standard.episode($0) },
        picture: { ($0.state as? Board)?.svg() })
    ).text()
  }

  private func data(_ page: String) throws -> [String: Any] {
    let start = try #require(page.range(of: "id=\"data\">\n")).upperBound
    let end = try #require(page.range(of: "\n</script>", range: start..<page.endIndex)).lowerBound
    let object = try JSONSerialization.jsonObject(with: Data(page[start..<end].utf8))
    return try #require(object as? [String: Any])
  }

  @Test("nothing that a policy says becomes markup, and nothing is fetched")
  func hostile() async throws {
    let attack = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&'\""
    let policy = FunctionPolicy { _ in .success(Reply(text: "\(attack)<answer> Up </answer>")) }
    let run = try await rooms(["base"], count: 1).run(policy)
    let named = EvaluationRun(
      header: JournalHeader(policy: attack, tasks: try rooms(["base"], count: 1)),
      results: run.results)
    let page = try page([run, named])
    #expect(!page.contains("<script>alert") && !page.contains("<img src=x"))
    #expect(page.components(separatedBy: "</script>").count == 3)
    #expect(page.contains("<title>A &lt;b&gt; &amp; &quot;c&quot;</title>"))
    for word in ["src=\"http", "href=", "@import", "url("] { #expect(!page.contains(word)) }
    let episodes = try #require(try data(page)["episodes"] as? [[String: Any]])
    let turns = try #require(episodes[0]["turns"] as? [[String: Any]])
    let reply = try #require(turns[0]["reply"] as? [[String: Any]])
    let said = reply.compactMap { $0["text"] as? String }.joined()
    #expect(said == "\(attack)<answer> Up </answer>")
  }

  @Test("pieces of a reply make up the reply, and its first false step is marked")
  func thoughts() async throws {
    let form = ThoughtForm(style: "direct")
    let policy = FunctionPolicy { request in
      guard let episode = try? Catalog.standard.episode(request.episode),
        let negatives = try? episode.negatives(form: form), !negatives.isEmpty
      else { return .failure(PolicyFailure("none")) }
      return .success(Reply(text: negatives[request.sample % negatives.count].text))
    }
    let tasks = TaskList([
      EvaluationSet(
        name: "states", episodes: try rooms(["base"], count: 8).sets[0].episodes, turnLimit: 1)
    ])
    let run = await tasks.run(policy, .init(samples: 3))
    let data = try data(try page([run], episodes: 24))
    let texts = try #require(data["texts"] as? [String])
    let episodes = try #require(data["episodes"] as? [[String: Any]])
    #expect(episodes.count == 24)
    var marked = 0
    for (item, result) in zip(episodes, run.results) {
      let turns = try #require(item["turns"] as? [[String: Any]])
      let reply = try #require(turns[0]["reply"] as? [[String: Any]])
      #expect(reply.compactMap { $0["text"] as? String }.joined() == result.replies[0])
      let kinds = reply.compactMap { $0["kind"] as? String }
      let truth = try #require(result.turns[0].thought)
      #expect(kinds.count { $0 == "true" } == truth.trueStatements)
      #expect(
        kinds.contains("first-false") == (truth.trueStatements < truth.statements))
      if kinds.contains("first-false") { marked += 1 }
      let prompt = try #require(turns[0]["prompt"] as? Int)
      #expect(texts[prompt] == tasks[result.task].episode.messages[0].content)
      #expect(texts[try #require(turns[0]["picture"] as? Int)].hasPrefix("<svg"))
    }
    #expect(marked > 8)
  }

  @Test("success on fakes is shown in both readings or not at all; curves need several policies")
  func matrix() async throws {
    let clinging = ScriptedPolicy(.clinging, catalog: .standard)
    let run = try await rooms().run(clinging)
    let both = try page([run])
    #expect(both.contains("by habit 100%") && both.contains("<br>as asked 0%"))
    #expect(!both.contains("class=\"charts\""))
    let alone = try page([await (try rooms(["fake-numerical"])).run(clinging)])
    #expect(alone.contains("not without its honest twin") && !alone.contains("by habit 100%"))
    let later = EvaluationRun(
      header: JournalHeader(policy: "later", tasks: try rooms()), results: run.results)
    let page = try page([run, later])
    #expect(page.components(separatedBy: "<svg").count - 1 == 4)
    #expect(try page == self.page([run, later]))
  }
}
