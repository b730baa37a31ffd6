import Foundation
import Testing
import VariantGym

@Suite("Shards")
struct ShardTests {
  @Test("texts and parts", arguments: ["0/1", "3/10", "9/10"])
  func texts(text: String) throws {
    #expect("\(try #require(Shard(text)))" == text)
  }

  @Test(
    "what is no shard is refused",
    arguments: ["", "1", "1/1", "-1/2", "2/2", "0/0", "a/b", "0/1/2"])
  func refused(text: String) {
    #expect(Shard(text) == nil)
  }

  @Test("folder names sort by index")
  func folderNames() {
    let names = (0..<12).map { Shard(index: $0, count: 12)!.folderName }
    #expect(names == names.sorted())
    #expect(names[3] == "shard-03-of-12")
  }

  private func generate(_ folder: TemporaryFolder, _ shards: [Shard], rows: Int) async throws {
    for shard in shards {
      try await folder.data("parts/\(shard.folderName)").generate(
        try smallRecipes(rows: rows), shard: shard)
    }
  }

  @Test(
    "shards made in any order join to the bytes of one run",
    arguments: [(1, 600), (3, 1100), (7, 60)]
  )
  func merging(count: Int, rows: Int) async throws {
    let folder = try TemporaryFolder()
    try await folder.data("whole").generate(try smallRecipes(rows: rows))
    let shards = (0..<count).reversed().map { Shard(index: $0, count: count)! }
    try await generate(folder, shards, rows: rows)
    // Each shard is verified on its own too, and can be made again.
    try await folder.data("parts/\(shards[0].folderName)").check()
    try await generate(folder, [shards[0]], rows: rows)
    try folder.data("parts").merge()
    #expect(try folder.files(in: "parts") == folder.files(in: "whole"))
    try await folder.data("parts").check()
  }

  @Test("shards that do not belong together are not joined")
  func foreign() async throws {
    let folder = try TemporaryFolder()
    let shards = (0..<3).map { Shard(index: $0, count: 3)! }
    func failure() -> String {
      let error = #expect(throws: DatasetError.self) { try folder.data("parts").merge() }
      #expect((try? folder.files(in: "parts"))?[Manifest.fileName] == nil)
      return "\(error!)"
    }
    #expect(failure().contains("parts"))
    try await generate(folder, [shards[0], shards[2]], rows: 700)
    #expect(failure().contains("1/3 is missing"))
    try await generate(folder, [shards[1]], rows: 800)
    #expect(failure().contains("another generation"))
    try await generate(folder, [shards[1]], rows: 700)
    let file = folder.url.appendingPathComponent(
      "parts/\(shards[1].folderName)/sokoban-sft-thought-diverse.jsonl")
    let whole = try Data(contentsOf: file)
    try whole.dropLast(7).write(to: file)
    #expect(failure().contains("breaks off"))
    let lines = whole.split(separator: UInt8(ascii: "\n")).map { $0 + [UInt8(ascii: "\n")] }
    try Data(lines.dropLast().joined()).write(to: file)
    #expect(failure().contains("is not what its shard's manifest says"))
    try Data(([Data("{}\n".utf8)] + lines).joined()).write(to: file)
    #expect(failure().contains("line 1: is no record"))
    try whole.write(to: file)
    try folder.data("parts").merge()
    // While a merge is under way, or has failed, nothing vouches for the files that stand there.
    try Data(lines.dropLast().joined()).write(to: file)
    #expect(failure().contains("is not what its shard's manifest says"))
    try whole.write(to: file)
    for shard in shards {
      let manifest = folder.url.appendingPathComponent(
        "parts/\(shard.folderName)/\(Manifest.fileName)")
      let text = try String(contentsOf: manifest, encoding: .utf8)
      try text.replacing("\"sokoban-sft-thought-diverse.jsonl", with: "\"../stray.jsonl")
        .write(to: manifest, atomically: true, encoding: .utf8)
    }
    #expect(failure().contains("'../stray.jsonl'"))
  }
}
