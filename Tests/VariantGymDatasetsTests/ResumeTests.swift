import Foundation
import Testing

@testable import VariantGymDatasets
import VariantGym

@Suite("Interrupted generations")
struct ResumeTests {
  private struct Interruption: Error {}

  @Test("what is there is kept, the rest is made, and the bytes are the same")
  func resuming() async throws {
    let folder = try TemporaryFolder()
    let recipes = try smallRecipes(rows: 1300)
    try await folder.data("whole").generate(recipes)
    let whole = try folder.files(in: "whole")
    let name = "\(recipes[0].name).jsonl"
    let lines = try #require(whole[name]).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // What a generation had written when it was ended: none, some whole blocks, a broken line.
    for (rows, broken) in [(0, 0), (250, 0), (600, 0), (777, 31), (1299, 1)] {
      let data = folder.data("again")
      try await data.generate([recipes[1]])
      let tag = try SetFile.tag(recipes[0], .whole)
      var left = Data(lines[..<rows].map { $0 + [UInt8(ascii: "\n")] }.joined())
      left += lines[rows].prefix(broken)
      try left.write(to: data.url.appendingPathComponent(".\(name).\(tag).partial"))
      var earlier: [Int] = []
      try await data.generate(recipes) { earlier.append($0.earlierRows) }
      // The complete set, and the whole blocks of the other.
      #expect(Set(earlier) == [1300 + rows / 250 * 250])
      #expect(try folder.files(in: "again") == whole)
      try FileManager.default.removeItem(at: data.url)
    }
  }

  @Test("a set that stands complete is not made again, and one that was damaged is")
  func completeSets() async throws {
    let folder = try TemporaryFolder()
    let data = folder.data("data")
    let recipes = try smallRecipes(rows: 300)
    try await data.generate(recipes)
    let whole = try folder.files(in: "data")
    var blocks = 0
    try await data.generate(recipes) { _ in blocks += 1 }
    #expect(blocks == 0)
    let file = data.url.appendingPathComponent("\(recipes[1].name).jsonl")
    try Data("damaged\n".utf8).write(to: file)
    try await data.generate(recipes) { _ in blocks += 1 }
    #expect(blocks == 2)
    #expect(try folder.files(in: "data") == whole)
  }

  @Test("while files change, no manifest vouches for them")
  func noManifest() async throws {
    let folder = try TemporaryFolder()
    let data = folder.data("data")
    var recipes = try smallRecipes(rows: 60)
    try await data.generate(recipes)
    recipes[0].seed = 77
    recipes[2].variant = "fake-all-7"
    recipes[2].cohort = ["base", "all-7", "fake-all-7"]
    recipes[2].rows = 200
    await #expect(throws: DatasetError.self) { try await data.generate(recipes) }
    let error = await #expect(throws: DatasetError.self) { try await data.check() }
    #expect("\(error!)".contains("interrupted"))
  }

  @Test("a folder is written by one generation at a time")
  func locking() async throws {
    let folder = try TemporaryFolder()
    let data = folder.data("data")
    try FileManager.default.createDirectory(at: data.url, withIntermediateDirectories: true)
    let lock = try FolderLock(data.url)
    let error = await #expect(throws: DatasetError.self) {
      try await data.generate(try smallRecipes(rows: 10))
    }
    #expect("\(error!)".contains("another process"))
    withExtendedLifetime(lock) {}
  }

  @Test("SHA-256 of the standard's examples, however the bytes arrive")
  func sha256() {
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(SHA256.hexadecimal(of: Array("abc".utf8)) == abc)
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    #expect(SHA256.hexadecimal(of: []) == empty)
    let million = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    for size in [63, 64, 65, 4096] {
      var digest = SHA256()
      for start in stride(from: 0, to: 1_000_000, by: size) {
        digest.add([UInt8](repeating: UInt8(ascii: "a"), count: min(size, 1_000_000 - start)))
      }
      #expect(digest.hexadecimal() == million)
    }
  }
}
