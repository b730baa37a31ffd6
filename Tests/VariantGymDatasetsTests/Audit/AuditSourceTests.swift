import Foundation
import Testing
import VariantGym

@Suite("Sources of audits")
struct AuditSourceTests {
  private func sources(_ urls: [URL]) throws -> [AuditSource] {
    try AuditSource.sources(at: urls.map { ($0, nil) })
  }

  @Test("names are as much of the path as tells files apart")
  func names() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] {
      try FileManager.default.createDirectory(
        at: folder.url.appendingPathComponent(name), withIntermediateDirectories: true)
      _ = try folder.file("\(name)/train.jsonl", "{}")
    }
    _ = try folder.file("b/test.json", "[]")
    _ = try folder.file("b/settings.json", "{}")
    _ = try folder.file("b/README.md", "text")
    let found = try sources([folder.url])
    #expect(found.map(\.name) == ["a/train", "b/test", "b/train"])
    #expect(try sources([folder.url.appendingPathComponent("b")]).map(\.name) == ["test", "train"])
  }

  @Test("names keep the extension where files differ in nothing else")
  func extensions() throws {
    let folder = try TemporaryFolder()
    func names(_ files: String...) throws -> [String] {
      try sources(files.map { try folder.file($0, "{}") }).map(\.name)
    }
    #expect(try names("rows.jsonl", "rows.json") == ["rows.jsonl", "rows.json"])
    #expect(
      try names("rows", "rows.jsonl", "rows.json", "rows.json.jsonl", "more.jsonl")
        == ["rows", "rows.jsonl", "rows.json", "rows.json.jsonl", "more"])
    for name in ["a", "b"] {
      try FileManager.default.createDirectory(
        at: folder.url.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    #expect(
      try names("a/rows.jsonl", "b/rows.jsonl", "b/rows.json")
        == ["rows", "rows.jsonl", "rows.json"])
    #expect(
      try names("a/rows.jsonl", "a/rows.json", "b/rows.jsonl", "b/rows.json")
        == ["a/rows.jsonl", "a/rows.json", "b/rows.jsonl", "b/rows.json"])
    let error = #expect(throws: DatasetError.self) { try names("rows.json", "rows.json") }
    #expect("\(error!)".contains("rows.json: is given twice"))
  }

  @Test("roles are given, or stated by rows, or by names of files, or follow from the order")
  func roles() async throws {
    let folder = try TemporaryFolder()
    let row = #"{"prompt": "x"}"#
    let stating = #"{"prompt": "x", "extra_info": {"split": "val"}}"#
    let files = [
      try folder.file("one.jsonl", row), try folder.file("two.jsonl", row),
      try folder.file("my-dev-set.jsonl", row), try folder.file("test.jsonl", stating),
    ]
    let audit = Audit(catalog: .standard, threads: 1)
    #expect(
      try await audit.report(on: sources(files)).sets.map(\.role)
        == [.train, .test, .validation, .validation])
    let given = try AuditSource.sources(at: files.map { ($0, .train) })
    #expect(try await audit.report(on: given).sets.map(\.role) == [.train, .train, .train, .train])
  }

  @Test("what cannot be read is an error with its place")
  func errors() async throws {
    let folder = try TemporaryFolder()
    func message(_ text: String, _ name: String = "x.jsonl") async throws -> String {
      let url = try folder.file(name, text)
      let error = await #expect(throws: DatasetError.self) {
        try await Audit(catalog: .standard, threads: 1).report(
          on: [AuditSource(name: "x", url: url)])
      }
      return error.map { "\($0)" } ?? ""
    }
    let row = #"{"prompt": "x"}"#
    #expect(try await message("\(row)\n\n{\"question\": 1}\n").contains("x.jsonl, line 3"))
    #expect(try await message("\(row)\n{\"prompt\": \"x").contains("line 2"))
    #expect(try await message("{\"prompt\": 5}").contains("prompt"))
    #expect(try await message("").contains("holds no rows"))
    #expect(try await message("[\(row),\n{\"prompt\": ", "x.json").contains("breaks off"))
    #expect(try await message("[\(row),\n{\"a\": 1}]", "x.json").contains("line 2"))
    let empty = folder.url.appendingPathComponent("empty")
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    for urls in [[empty], [folder.url.appendingPathComponent("none")]] {
      #expect(throws: DatasetError.self) { try sources(urls) }
    }
    let file = try folder.file("y.jsonl", row)
    #expect(throws: DatasetError.self) { try sources([file, file]) }
  }
}
