import Foundation
import Testing
import VariantGym

@Suite("Planted leaks are found, each of them and nothing else")
struct PlantedLeakTests {
  private let training: [Rows.Room]
  private let testing: [Rows.Room]
  private let folder: TemporaryFolder

  init() throws {
    training = try Rows.rooms(.train, 60)
    testing = try Rows.rooms(.test, 25)
    folder = try TemporaryFolder()
  }

  private func overlaps(_ train: [String], _ test: [String]) async throws -> [Overlap] {
    let sources = [
      try Rows(prompts: train).source("train", in: folder),
      try Rows(prompts: test).source("test", in: folder),
    ]
    let report = try await Audit(catalog: .standard, threads: 2, measuredRows: 0).report(
      on: sources)
    #expect(report.comparisons == 1)
    #expect(report.sets.allSatisfy { $0.unreadRows == 0 && $0.contradictions == 0 })
    return report.overlaps
  }

  /// Plants a prompt as the last row of otherwise clean sets of rooms.
  private func planted(_ prompt: String) async throws -> [OverlapKind] {
    let found = try await overlaps(training.map(\.prompt), testing.map(\.prompt) + [prompt])
    for overlap in found {
      #expect(overlap.rows == 1)
      #expect(overlap.example.met == testing.count + 1)
      #expect(overlap.known == "train" && overlap.met == "test")
    }
    return found.map(\.kind)
  }

  @Test("clean sets share nothing")
  func clean() async throws {
    #expect(try await overlaps(training.map(\.prompt), testing.map(\.prompt)).isEmpty)
    let hands = try (Rows.hands(.train, 100), Rows.hands(.test, 40))
    #expect(try await overlaps(hands.0.map(\.prompt), hands.1.map(\.prompt)).isEmpty)
  }

  @Test("a prompt of training, with its words")
  func text() async throws {
    #expect(try await planted(training[7].prompt) == [.text, .state, .layout, .vocabulary])
  }

  @Test("a state of training, turned, mirrored or moved, in the middle of a solution too")
  func state() async throws {
    for room in [training[0], training[23], training[41]] {
      for change in [turned, mirrored, moved, { mirrored(turned(moved($0))) }] {
        #expect(try await planted(testing[3].prompt(change(room.picture))) == [.state, .layout])
      }
    }
  }

  @Test("a layout of training with its boxes in another place")
  func layout() async throws {
    let known = Set(training.map(\.board.canonicalState))
    let room = try #require(
      training.lazy.compactMap { room -> Board? in
        Direction.allCases.lazy.compactMap { direction in
          var board = room.board
          return board.move(direction) == .walked && !known.contains(board.canonicalState)
            ? board : nil
        }.first
      }.first)
    #expect(try await planted(testing[3].prompt(turned(room.picture(.study)))) == [.layout])
  }

  @Test("a word of training")
  func vocabulary() async throws {
    var room = testing[5]
    let word = training[11].labels[.left].uppercased()
    room.labels = try LabelSet(
      up: room.labels[.up], down: room.labels[.down], left: word, right: room.labels[.right])
    let found = try await overlaps(
      training.map(\.prompt), testing.map(\.prompt) + [room.prompt])
    // The text is new, though the room stands in another row of its own set.
    #expect(found.map(\.kind) == [.vocabulary])
    #expect(found[0].words == [word.lowercased()] && found[0].contents == 1 && found[0].rows == 1)
  }

  @Test("a state in an earlier turn of a conversation, and the second board of a prompt")
  func history() async throws {
    let prompt = testing[3].prompt(
      "\(testing[3].picture)\n\nYou went Up.\n\n\(mirrored(training[9].picture))\n\nNow:\n"
        + testing[4].picture)
    #expect(try await planted(prompt) == [.state, .layout])
  }

  @Test("hands in another order, with the same values, with the same cards")
  func hands() async throws {
    let (train, test) = try (Rows.hands(.train, 100), Rows.hands(.test, 40))
    func planted(_ deal: Rows.Deal) async throws -> [OverlapKind] {
      let found = try await overlaps(train.map(\.prompt), test.map(\.prompt) + [deal.prompt])
      #expect(found.allSatisfy { $0.rows == 1 && $0.example.met == test.count + 1 })
      return found.map(\.kind).filter { $0 != .vocabulary }
    }
    let deal = try #require(
      train.first { deal in
        let faces = deal.cards.filter(\.isFace)
        // No number of the hand may count what a face counts, so that each plant is of one kind.
        return Set(faces).count == 1 && deal.rule.value(of: faces[0]) ?? 0 <= 10
          && !deal.cards.contains {
            !$0.isFace && $0 != .number(1) && deal.cards.filter(\.isFace).contains($0)
          }
      })
    let reordered = Rows.Deal(cards: deal.cards.reversed(), rule: deal.rule)
    #expect(try await planted(reordered) == [.values, .ranks])
    let numbers = deal.cards.map { Card.number(deal.rule.value(of: $0)!) }
    #expect(try await planted(Rows.Deal(cards: numbers, rule: test[0].rule)) == [.values])
    let same = Rows.Deal(cards: deal.cards, rule: try FaceRule(jack: 90, queen: 91, king: 92))
    #expect(try await planted(same) == [.ranks])
  }
}
