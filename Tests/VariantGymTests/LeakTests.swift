import Testing
import VariantGym

@Suite("Leaks between training and evaluation")
struct LeakTests {
  private func check(trainedOn prefix: String) throws -> LeakCheck {
    var check = LeakCheck()
    for recipe in StudySets.training
    where recipe.name.hasPrefix("\(prefix)-rl") {
      for episode in try recipe.episodes(in: .standard) { check.train(on: episode) }
    }
    return check
  }

  @Test(
    "no evaluation episode of the expert meets a state of training",
    arguments: [("sokoban", "sokoban"), ("points", "general-points")])
  func noLeak(prefix: String, family: String) throws {
    let check = try check(trainedOn: prefix)
    for recipe in StudySets.evaluation where recipe.family == family {
      for episode in try recipe.episodes(in: .standard) {
        #expect(try check.firstLeak(in: episode) == nil, "\(episode.identity.address)")
      }
    }
  }

  @Test("planted states are caught: turned, mirrored, moved, and in the middle of a solution")
  func plantedBoards() throws {
    var check = LeakCheck()
    var recipe = try StudySets.named("sokoban-rl-frozen")
    recipe.rows = 400
    let rows = try recipe.episodes(in: .standard)
    for row in rows { check.train(on: row) }
    let middle = try #require(rows.first { $0.identity.address.step == 2 })
    let board = try #require(middle.facts.state as? Board)
    for planted in [board.turned, board.mirrored, board.moved, board.turned.mirrored.moved] {
      #expect(planted != board)
      #expect(try check.firstLeak(in: episode(on: planted)) == 0)
    }
    // A start that nobody trained on, whose solution runs through the one state of training.
    var narrow = LeakCheck()
    narrow.train(on: middle)
    let start = try #require(middle.facts.instance as? Board)
    #expect(try narrow.firstLeak(in: episode(on: start.turned)) == 2)
  }

  @Test("a planted hand is caught in any order, and under a rule that gives it the same values")
  func plantedHands() throws {
    var check = LeakCheck()
    let parts = PointsParts()
    check.train(
      on: episode(with: Hand(cards: ["2", "7", "10", "J"].compactMap { Card(symbol: $0) })))
    for symbols in [["J", "2", "10", "7"], ["K", "7", "2", "Q"], ["10", "10", "2", "7"]] {
      let hand = Hand(cards: symbols.compactMap { Card(symbol: $0) })
      #expect(check.isKnown(episode(with: hand)))
    }
    let other = Hand(cards: ["2", "7", "10", "9"].compactMap { Card(symbol: $0) })
    #expect(!check.isKnown(episode(with: other)))
    #expect(parts.contentKeys(of: other, under: [.base]).count == 1)
  }

  private func episode(on board: Board) -> TextEpisode<SokobanParts> {
    TextEpisode(
      parts: SokobanParts(), identity: identity("sokoban"), instance: board,
      terms: Terms(honest: .base))
  }

  private func episode(with hand: Hand) -> TextEpisode<PointsParts> {
    TextEpisode(
      parts: PointsParts(), identity: identity("general-points"), instance: hand,
      terms: Terms(honest: .base))
  }

  private func identity(_ family: String) -> EpisodeIdentity {
    EpisodeIdentity(
      address: Address(family: family, difficulty: "own", split: .test, cohort: ["base"], index: 0),
      variant: "base", framing: Framing())
  }
}

extension Board {
  private func rows() -> [[Character]] {
    picture(.xsb).split(separator: "\n").map { Array($0) }
  }

  private init(rows: [[Character]]) {
    try! self.init(picture: rows.map { String($0) }.joined(separator: "\n"), symbols: .xsb)
  }

  /// The board turned by a quarter.
  fileprivate var turned: Board {
    let rows = rows()
    return Board(
      rows: rows[0].indices.map { column in rows.indices.reversed().map { rows[$0][column] } })
  }

  fileprivate var mirrored: Board { Board(rows: rows().map { $0.reversed() }) }

  /// The board with another wall around it.
  fileprivate var moved: Board {
    let rows = rows()
    let wall = [Character](repeating: "#", count: width + 2)
    return Board(rows: [wall, wall] + rows.map { ["#"] + $0 + ["#"] })
  }
}
