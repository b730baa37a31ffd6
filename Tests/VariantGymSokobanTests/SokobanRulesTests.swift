import Foundation
import Testing
import VariantGymCore
import VariantGymSokoban

@Suite("Sokoban rules and rewards")
struct SokobanRulesTests {
  private func loop(_ picture: String) throws -> EnvironmentLoop<SokobanParts> {
    var loop = EnvironmentLoop(SokobanParts())
    loop.reset(to: try Board(picture: picture))
    return loop
  }

  @Test("every reward of the study is paid: a move, onto a target, off it, all on targets")
  func rewards() throws {
    var loop = try loop("#######\n#PXOX_#\n#___O_#\n#_____#\n#######")
    #expect(loop.step(.up).reward == -0.1)
    #expect(loop.state?.player == 8)
    #expect(loop.step(.right).reward == -0.1 + 1)
    // The second box, at the end of the row, keeps the first one from moving.
    #expect(loop.step(.right).event == .blocked)

    var off = try self.loop("#######\n#P√_X_#\n#___O_#\n#_____#\n#######")
    let step = off.step(.right)
    #expect(step.event == .pushed(offTarget: true, ontoTarget: false))
    #expect(step.reward == -0.1 - 1)

    var last = try self.loop("#####\n#PXO#\n#___#\n#####")
    let win = last.step(.right)
    #expect(win.reward == -0.1 + 1 + 10)
    #expect(win.isTerminated && !win.isTruncated)
    #expect(last.step(.left).reward == 0)
    #expect(last.state == win.state)
  }

  @Test("thirty turns truncate, and are no termination")
  func truncation() throws {
    var loop = try loop("#####\n#PXO#\n#___#\n#####")
    for turn in 1...30 {
      let step = loop.step(.up)
      #expect(!step.isTerminated)
      #expect(step.isTruncated == (turn == 30))
    }
  }

  @Test("an unreadable reply uses up a turn, costs a move, and leaves the board as it is")
  func unreadable() throws {
    let board = try Board(picture: "#####\n#PXO#\n#___#\n#####")
    var episode = TextEpisode(
      parts: SokobanParts(),
      identity: EpisodeIdentity(
        address: Address(
          family: "sokoban", difficulty: "own", split: .test, cohort: ["base"], index: 0),
        variant: "base", framing: Framing(horizon: 3)),
      instance: board, terms: Terms(honest: .base))
    let record = episode.submit("<answer>right, sideways</answer>")
    #expect(episode.state == board)
    #expect(episode.turn == 1)
    #expect(record.reward == -0.1)
    #expect(!record.verdict.isValid)
    // Moves after the board is solved are ignored.
    let solved = episode.submit("<answer>right, left, up</answer>")
    #expect(solved.actions == 1)
    #expect(solved.status == .succeeded)
  }

  @Test("moving and moving back, or pushing into a wall, never changes what cannot change")
  func invariants() {
    var random = Random(seed: 3)
    var boards = RandomBoards(seed: 9)
    for _ in 0..<50 {
      let board = boards.next()
      var play = board
      for _ in 0..<200 {
        let before = play
        let effect = play.move(random.pick(from: Direction.allCases))
        if effect == .blocked { #expect(play == before) }
        #expect(play.boxes.count == board.boxes.count)
        #expect(play.targets == board.targets)
        let misplaced = play.boxes.count { !play.targets.contains($0) }
        #expect(play.misplaced == misplaced)
      }
    }
  }

  @Test("pictures are read back in both alphabets, and faults are named")
  func pictures() throws {
    var boards = RandomBoards(seed: 10)
    for _ in 0..<50 {
      let board = boards.next()
      #expect(try Board(picture: board.picture(.study), symbols: .study) == board)
      #expect(try Board(picture: board.picture(.xsb), symbols: .xsb) == board)
      #expect(
        try Board(picture: board.picture(.dashedXSB), symbols: .dashedXSB) == board)
    }
    let faults: [(String, BoardError.Reason)] = [
      ("", .playerMisplaced), ("###\n#P#\n###", .noBox), ("####\n#P_#\n#X?#", .unknownSymbol),
      ("####\n#PP#\n#XO#\n####", .severalPlayers), ("####\n#PXO\n####", .notEnclosed),
      ("#####\n#PXO#\n####", .notRectangular),
      ("#####\n#PXX#\n#__O#\n#####", .unequalBoxesAndTargets),
      ("#######\n#P_#XO#\n#######", .unreachable),
    ]
    for (picture, reason) in faults {
      let error = #expect(throws: BoardError.self) { try Board(picture: picture) }
      #expect(error?.reason == reason, "\(picture)")
    }
  }
}
