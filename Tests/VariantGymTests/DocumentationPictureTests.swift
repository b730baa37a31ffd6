import Foundation
import Testing
import VariantGym

@Suite("Pictures of the documentation")
struct DocumentationPictureTests {
  private static let docs = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Docs")
  private static let resources = docs.appendingPathComponent("VariantGym.docc/Resources")

  @Test("rooms are those that the library draws", arguments: [0, 4, 5, 7])
  func room(step: Int) throws {
    let address = Address(
      family: "sokoban", difficulty: "simple", split: .test, cohort: ["base"], index: 0, step: step)
    let episode = try Family(SokobanParts()).twins(at: address, framing: Framing())[0]
    let board = try #require(episode.facts.state as? Board)
    let published = try Data(contentsOf: Self.resources.appendingPathComponent("room-\(step).svg"))
    #expect(published == Data(board.svg().utf8))
  }

  @Test("twins of every variant show the room that the documentation shows for them")
  func twins() throws {
    let boards = try ["base", "numerical", "fake-numerical"].map { variant in
      let address = Address(
        family: "sokoban", difficulty: "simple", split: .test, cohort: [variant], index: 0)
      return try #require(
        try Family(SokobanParts()).twins(at: address, framing: Framing())[0].facts.state as? Board)
    }
    #expect(Set(boards).count == 1)
  }

  @Test(
    "the pictures of the study are those of the published one",
    arguments: ["sokoban-success.svg", "sokoban-way.svg"])
  func study(name: String) throws {
    let shown = try Data(contentsOf: Self.resources.appendingPathComponent(name))
    let published = try Data(contentsOf: Self.docs.appendingPathComponent("Study/full/\(name)"))
    #expect(shown == published)
  }
}
