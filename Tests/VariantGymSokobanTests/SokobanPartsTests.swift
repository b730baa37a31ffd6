import Foundation
import Testing
import VariantGymCore
import VariantGymSokoban

@Suite("Levels as a source of instances")
struct SokobanPartsTests {
  static let text = """
    ; one push
    #####
    #@$.#
    #####

    ; solved at the start
    #####
    #@ *#
    #####

    ; cannot be solved
    ######
    #@  .#
    #$   #
    ######

    ; there and back
    #######
    #.  $@#
    #  #  #
    #######

    ; two boxes
    ######
    #.$@$.#
    #     #
    #######

    ; a long way
    ############
    #@$       .#
    ############
    """

  private func address(_ split: Split, _ index: Int, seed: UInt64 = 0) -> Address {
    Address(
      family: "sokoban", difficulty: "levels", split: split, cohort: ["base", "fake-numerical"],
      seed: seed, index: index)
  }

  @Test("usable levels come in order, start over, and are the same for every seed")
  func order() throws {
    let levels = try LevelCollection(parsing: Self.text).levels
    try #require(levels.count == 6)
    let parts = SokobanParts(
      levels: levels, turnLimit: 5, shares: SplitShares(train: 0, validation: 0))
    #expect(parts.scaler.levels.map(\.title) == ["one push", "there and back", "two boxes"])
    #expect(parts.scaler.ladder.last == "levels")
    let family = Family(parts)
    for index in 0..<7 {
      for seed: UInt64 in [0, 9] {
        let twins = try family.typedTwins(at: address(.test, index, seed: seed), framing: Framing())
        #expect(twins[0].instance == parts.scaler.levels[index % 3].board)
        #expect(twins[0].instance == twins[1].instance)
      }
    }
  }

  @Test("a split without levels ends in an error, and so does a source without usable levels")
  func noInstances() throws {
    let levels = try LevelCollection(parsing: Self.text).levels
    let family = Family(SokobanParts(levels: levels, shares: SplitShares(train: 0, validation: 0)))
    #expect(throws: GenerationError.self) {
      try family.twins(at: address(.train, 0), framing: Framing())
    }
    let none = Family(SokobanParts(levels: [levels[1]]))
    #expect(none.difficulties.contains("levels"))
    #expect(throws: GenerationError.self) {
      try none.twins(at: address(.test, 0), framing: Framing())
    }
  }

  @Test("each level is reached in exactly its own split")
  func splits() throws {
    var levels: [Level] = []
    var generator = LevelGenerator(LevelRecipe(RoomShape(side: 6, boxes: 1)), seed: 8)
    while levels.count < rounds(debug: 60, release: 600) {
      if let level = generator.next() { levels.append(Level(board: level.board)) }
    }
    let parts = SokobanParts(levels: levels)
    #expect(parts.scaler.levels == levels)
    let family = Family(parts)
    var reached: [Board] = []
    for split in Split.allCases {
      let own = levels.filter {
        parts.shares.split(of: parts.contentKeys(of: $0.board, under: [])[0]) == split
      }
      for index in own.indices {
        let twins = try family.typedTwins(at: address(split, index), framing: Framing())
        #expect(twins[0].instance == own[index].board)
        reached.append(twins[0].instance)
      }
    }
    #expect(Set(reached) == Set(levels.map(\.board)))
  }

  @Test("the turn limit is the episodes' own")
  func turnLimit() throws {
    let parts = SokobanParts(turnLimit: 12)
    #expect(parts.turnLimit == 12)
    #expect(Family(parts).turnLimit == 12)
    #expect(SokobanParts().turnLimit == 30)
  }

  @Test("a larger turn limit brings levels back that a smaller one had left out")
  func largerTurnLimit() throws {
    let levels = try LevelCollection(parsing: Self.text).levels
    for first in [1, 5] {
      let parts = try SokobanParts(levels: levels, turnLimit: first)
        .configured(FamilySettings(turnLimit: 30))
      #expect(parts.scaler.levels == SokobanParts(levels: levels).scaler.levels)
      #expect(
        parts.scaler.levels.count
          > SokobanParts(levels: levels, turnLimit: first).scaler.levels.count)
    }
  }

  @Test(
    "real levels can be played to the end",
    .enabled(if: LevelFolder() != nil, "VARIANTGYM_LEVELS names no folder of levels"))
  func realLevels() throws {
    let folder = try #require(LevelFolder())
    let text = try String(
      contentsOf: folder.url.appendingPathComponent("microban.xsb"), encoding: .utf8)
    let levels = Array(
      try LevelCollection(parsing: text).levels.prefix(rounds(debug: 1, release: 30)))
    let parts = SokobanParts(
      levels: levels, turnLimit: 150, shares: SplitShares(train: 0, validation: 0))
    #expect(parts.scaler.levels.count * 2 > levels.count)
    let truth = try folder.truth("microban.xsb")
    for (level, truth) in zip(levels, truth) {
      #expect(parts.scaler.levels.contains(level) == ((truth.moves ?? .max) <= 150))
    }
    for index in parts.scaler.levels.indices {
      var episode = try Family(parts).typedTwins(at: address(.test, index), framing: Framing())[1]
      while !episode.isOver {
        let reply = try episode.gold(.obedient, style: "direct").text
        _ = episode.submit(reply)
        if episode.turn > 3 { break }
      }
    }
  }
}
