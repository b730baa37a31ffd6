import Foundation
import Testing
import VariantGym

@Suite("Rows for trainers")
struct RowFormatTests {
  @Test("every line of every format decodes; all rows have one shape without nulls")
  func shapes() async throws {
    var shapes: [String: Set<JSONShape>] = [:]
    for recipe in Samples.recipes {
      let records = try await Samples.records(of: recipe)
      for (index, format) in Samples.formats.enumerated()
      where format.refusal(of: recipe) == nil {
        // What a canonical row holds differs between contents, and so between files.
        let table = format.name == "record" ? "record \(recipe.content)" : "\(index)"
        for record in records {
          let rows = try format.rows(record, as: JSONShape.self)
          #expect(rows.count == (format.name == "trl-kto" ? 2 : 1))
          shapes[table, default: []].formUnion(rows)
        }
      }
    }
    #expect(shapes.count == Samples.formats.count + 3)
    for (table, found) in shapes {
      #expect(found.count == 1 && found.allSatisfy(\.isColumn), "\(table): \(found)")
    }
  }

  @Test("a format refuses a set whose records it throws at, and no other")
  func refusals() async throws {
    for recipe in Samples.recipes {
      let record = try #require(try await Samples.records(of: recipe).first)
      for format in Samples.formats {
        var bytes = Array("before".utf8)
        if let refusal = format.refusal(of: recipe) {
          #expect(throws: refusal) { try format.append(record, to: &bytes) }
          #expect(bytes == Array("before".utf8))
        } else {
          try format.append(record, to: &bytes)
          #expect(bytes.starts(with: "before{".utf8) && bytes.last == UInt8(ascii: "\n"))
        }
      }
    }
  }

  @Test(
    "what each format takes",
    arguments: [
      ("record", [], []), ("verl-rl", [], ["answer"]), ("verifiers", [], ["answer"]),
      ("trl-grpo", [], ["answer"]), ("openrlhf", [], ["answer"]),
      ("trl-sft", ["prompts"], []), ("text", ["prompts"], []), ("verl-sft", ["prompts"], []),
      ("mlx-lm", ["prompts"], []), ("openai-chat", ["prompts"], []),
      ("trl-dpo", ["prompts", "replies", "answers"], []),
      ("trl-kto", ["prompts", "replies", "answers"], []),
    ])
  func contents(name: String, refusedContents: [String], refusedPrefills: [String]) throws {
    #expect(RowFormats.all.count == 12)
    let format = try RowFormats.named(name)
    for recipe in Samples.recipes {
      let parts = recipe.name.split(separator: "-").map(String.init)
      let isRefused = refusedContents.contains(parts[1]) || refusedPrefills.contains(parts[2])
      #expect((format.refusal(of: recipe) != nil) == isRefused, "\(recipe.name)")
    }
  }

  @Test("rows hold prompt, whole replies and scoring key of their record")
  func messages() async throws {
    for recipe in Samples.recipes where recipe.framing.prefill != .answer {
      for record in try await Samples.records(of: recipe) {
        let key = ScoringKey(record).description
        let whole = [record.completion, record.rejected].map { reply in
          reply.map { [Message(role: .assistant, content: record.prefill + $0)] }
        }
        let grpo = try RowFormats.named("trl-grpo").rows(record, as: Row.self)[0]
        #expect(grpo.prompt == record.prompt && grpo.groundTruth == key)
        #expect(grpo.dataSource == "variantgym/\(recipe.name)")
        let verl = try RowFormats.named("verl-rl").rows(record, as: Row.self)[0]
        #expect(verl.prompt == record.prompt && verl.rewardModel?.groundTruth == key)
        #expect(verl.dataSource == "variantgym/\(recipe.name)" && verl.ability == recipe.family)
        #expect(verl.extraInfo?.index == record.episode.address.index)
        let openRLHF = try RowFormats.named("openrlhf").rows(record, as: Row.self)[0]
        #expect(openRLHF.prompt == record.prompt && openRLHF.groundTruth == key)
        let task = try RowFormats.named("verifiers").rows(record, as: Row.self)[0]
        #expect(task.prompt == record.prompt && task.groundTruth == key)
        guard let gold = whole[0] else { continue }
        let sft = try RowFormats.named("trl-sft").rows(record, as: Row.self)[0]
        #expect(sft.prompt == record.prompt && sft.completion == gold)
        for name in ["verl-sft", "mlx-lm", "openai-chat"] {
          let row = try RowFormats.named(name).rows(record, as: Row.self)[0]
          #expect(row.messages == record.prompt + gold)
        }
        guard let wrong = whole[1] else { continue }
        let dpo = try RowFormats.named("trl-dpo").rows(record, as: Row.self)[0]
        #expect(dpo.prompt == record.prompt && dpo.chosen == gold && dpo.rejected == wrong)
        let kto = try RowFormats.named("trl-kto").rows(record, as: Row.self)
        #expect(kto.map(\.completion) == [gold, wrong] && kto.map(\.label) == [true, false])
      }
    }
  }

  @Test("with a template, a prompt ends with what it opens, and its reply goes on from there")
  func texts() async throws {
    for recipe in Samples.recipes {
      for record in try await Samples.records(of: recipe) {
        for template in ChatTemplate.all {
          func row(_ name: String) throws -> TextRow {
            try RowFormats.named(name, template: template).rows(record)[0]
          }
          let prompt = template.prompt(record.prompt) + record.prefill
          #expect(try row("trl-grpo").prompt == prompt)
          #expect(try row("openrlhf").prompt == prompt)
          guard let reply = record.completion else { continue }
          let sft = try row("trl-sft")
          #expect(sft.prompt == prompt && sft.completion == reply + template.ending)
          #expect(try row("text").text == prompt + reply + template.ending)
          guard let wrong = record.rejected else { continue }
          let dpo = try row("trl-dpo")
          #expect(dpo.chosen == sft.completion && dpo.rejected == wrong + template.ending)
        }
      }
    }
  }

  @Test("templates write the markup of their models")
  func templates() throws {
    let messages = [
      Message(role: .system, content: "S"), Message(role: .user, content: "U\n"),
    ]
    let expected = [
      "chatml": "<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nU\n<|im_end|>\n"
        + "<|im_start|>assistant\nR<|im_end|>",
      "llama3": "<|start_header_id|>system<|end_header_id|>\n\nS<|eot_id|>"
        + "<|start_header_id|>user<|end_header_id|>\n\nU\n<|eot_id|>"
        + "<|start_header_id|>assistant<|end_header_id|>\n\nR<|eot_id|>",
      "plain": "S\n\nU\n\n\nR",
    ]
    #expect(ChatTemplate.all.map(\.name) == expected.keys.sorted())
    for (name, text) in expected {
      let template = try ChatTemplate.named(name)
      #expect(template.prompt(messages) + template.reply("R") == text)
    }
  }

  @Test("whatever characters texts hold, they are the same in every format")
  func escaping() async throws {
    let hostile =
      (0...0x20).map { String(UnicodeScalar($0)) }.joined()
      + "\"\\/\u{7F}\u{85}\u{2028}\u{2029}\u{FEFF}\u{FFFD}\r\n⬆️𝄞e\u{301}</think>\\u0041"
    let recipe = try #require(Samples.recipes.first { $0.name == "rooms-preferences-none" })
    let record = try #require(try await Samples.records(of: recipe).first)
    var object = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(record)) as? [String: Any])
    object["prompt"] = [["role": "user", "content": hostile]]
    object["completion"] = hostile
    object["rejected"] = "x" + hostile
    let edited = try JSONDecoder().decode(
      Record.self, from: JSONSerialization.data(withJSONObject: object))
    #expect(edited.prompt[0].content.unicodeScalars.elementsEqual(hostile.unicodeScalars))
    for format in Samples.formats {
      for texts in try format.rows(edited, as: Texts.self) {
        #expect(texts.all.contains { $0.utf8.contains(hostile.utf8) }, "\(format.name)")
      }
    }
    let copies = try RowFormats.named("record").rows(edited, as: Record.self)
    #expect(copies == [edited])
  }

  @Test("an unknown format or template is an error that lists those that exist")
  func names() throws {
    let format = try #require(
      #expect(throws: UnknownName.self) { try RowFormats.named("csv") })
    #expect("\(format)".contains("verl-rl") && !"\(format)".contains("template"))
    let bound = try #require(
      #expect(throws: UnknownName.self) { try RowFormats.named("verl-rl", template: .chatML) })
    #expect("\(bound)".contains("row format with a chat template"))
    #expect("\(bound)".contains("trl-sft") && !"\(bound)".contains("openai-chat"))
    #expect(throws: UnknownName.self) { try ChatTemplate.named("none") }
  }
}

/// A row of a format whose dialogue is lists of messages, its keys in camel case.
private struct Row: Decodable {
  struct Model: Decodable { let style, groundTruth: String }
  struct Info: Decodable { let split: String, index: Int, step: Int }

  let prompt, completion, chosen, rejected, messages: [Message]?
  let label: Bool?
  let groundTruth, dataSource, ability: String?
  let rewardModel: Model?
  let extraInfo: Info?
}

/// A row of a format whose dialogue is text.
private struct TextRow: Decodable {
  let prompt, completion, chosen, rejected, text: String?
}

/// All texts of a row, wherever they stand.
private struct Texts: Decodable {
  let all: [String]

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      all = [text]
    } else if let elements = try? value.decode([Texts].self) {
      all = elements.flatMap(\.all)
    } else if let fields = try? value.decode([String: Texts].self) {
      all = fields.values.flatMap(\.all)
    } else {
      all = []
    }
  }
}
