import Testing
import VariantGym

@Suite("Wordings")
struct WordingTests {
  private static let sokoban = SokobanParts(turnLimit: 47)
  private static let board = try! Board(picture: "######\n#P_XO#\n#____#\n######")
  private static let points = PointsParts(target: 31)
  private static let hand = Hand(
    cards: ["J", "A", "9", "Q", "K"].compactMap { Card(symbol: $0) }, target: 31)

  private func prompt(
    _ labels: LabelSet?, _ framing: Framing, index: Int = 0, split: Split = .test
  ) -> String {
    let terms = Terms(shown: labels, accepted: labels ?? .base)
    let episode = TextEpisode(
      parts: Self.sokoban, identity: identity("sokoban", framing, index, split),
      instance: Self.board, terms: terms)
    return episode.messages[0].content
  }

  private func prompt(
    _ rule: FaceRule, _ framing: Framing, index: Int = 0, split: Split = .test
  ) -> String {
    let episode = TextEpisode(
      parts: Self.points, identity: identity("general-points", framing, index, split),
      instance: Self.hand, terms: Terms(honest: rule))
    return episode.messages[0].content
  }

  private func identity(
    _ family: String, _ framing: Framing, _ index: Int, _ split: Split
  ) -> EpisodeIdentity {
    EpisodeIdentity(
      address: Address(
        family: family, difficulty: "own", split: split, cohort: ["base"], index: index),
      variant: "base", framing: framing)
  }

  static let families: [any TaskFamily] = [Family(sokoban), Family(points)]

  @Test("eight paraphrases are for training, two for validation, two for testing")
  func pools() {
    for family in Self.families {
      let wordings = family.wordings
      #expect(wordings.standing == [.plain, .compact, .german])
      #expect(Split.allCases.map { wordings[$0].count } == [8, 2, 2])
      #expect(Set(wordings.all).count == wordings.all.count)
    }
  }

  @Test("labels and nothing else differ, in any wording", arguments: families[0].wordings.all)
  func labels(wording: Framing.Wording) throws {
    let marks = ["upmark", "downmark", "leftmark", "rightmark"]
    let marked = try LabelSet(up: marks[0], down: marks[1], left: marks[2], right: marks[3])
    let sets: [LabelSet] = [
      .base, .cardinal, .emoji, .numerical, .alphabetical, .symbols,
      try LabelSet(up: "Down", down: "Left", left: "Right", right: "Up"),
    ]
    for order in Framing.Order.allCases {
      let framing = Framing(wording: wording, order: order)
      for index in 0..<6 {
        var expected = prompt(marked, framing, index: index)
        for mark in marks { #expect(expected.components(of: mark) == 2, "\(expected)") }
        for labels in sets {
          expected = prompt(marked, framing, index: index)
          for direction in Direction.allCases {
            expected = expected.replacing(marks[Int(direction.rawValue)], with: labels[direction])
          }
          #expect(prompt(labels, framing, index: index) == expected)
        }
      }
    }
  }

  @Test("values and nothing else differ, in any wording", arguments: families[1].wordings.all)
  func values(wording: Framing.Wording) throws {
    let marked = try FaceRule(jack: 71, queen: 72, king: 73)
    for order in Framing.Order.allCases {
      let framing = Framing(wording: wording, order: order)
      for index in 0..<6 {
        let expected = prompt(marked, framing, index: index)
        for mark in ["71", "72", "73"] { #expect(expected.components(of: mark) == 2) }
        for rule in FaceRule.diverse + FaceRule.mixed + [.regular] {
          var expected = expected
          for (mark, face) in zip(["71", "72", "73"], [Card.Face.jack, .queen, .king]) {
            expected = expected.replacing(mark, with: "\(rule.value(of: .face(face))!)")
          }
          #expect(prompt(rule, framing, index: index) == expected)
        }
      }
    }
  }

  @Test("every wording of Sokoban but the compact one says the same")
  func sokobanFacts() {
    for wording in Self.families[0].wordings.all where wording != .compact {
      for labels in [LabelSet.numerical, nil] {
        let framing = Framing(horizon: 13, wording: wording)
        let text = prompt(labels, framing).replacing(Self.board.picture(), with: "(map)")
        for fact in ["(map)", "47", "13", "#", "_", "√", "<think>"] {
          #expect(text.contains(fact), "\(wording) does not say \(fact)")
        }
        let words = text.split { !$0.isLetter }
        for sign in ["O", "X", "P", "S"] {
          #expect(words.contains { $0 == sign }, "\(wording) does not say \(sign)")
        }
        #expect(text.components(of: "(map)") == 2)
        let single = prompt(labels, Framing(asksForThought: false, wording: wording))
        #expect(!single.contains("think>"))
        #expect(!single.contains("13"))
        let directions =
          wording == .german
          ? ["oben", "unten", "links", "rechts"] : ["up", "down", "left", "right"]
        // Where one goes is at times said by the place of a cell.
        for word in directions where wording != "squared-paper" { #expect(text.contains(word)) }
      }
    }
  }

  @Test("every wording of General Points but the compact one says the same")
  func pointsFacts() {
    for wording in Self.families[1].wordings.all where wording != .compact {
      let text = prompt(FaceRule.regular, Framing(wording: wording))
      let facts = [
        "J, A, 9, Q, K", "31", "5", "+", "-", "*", "/", "cards", "number", "formula", "JSON",
        "<think>",
      ]
      for fact in facts { #expect(text.contains(fact), "\(wording) does not say \(fact)") }
      let single = prompt(FaceRule.regular, Framing(asksForThought: false, wording: wording))
      #expect(!single.contains("think>"))
    }
  }

  @Test("what varies is drawn from the pool of the split, each paraphrase about as often")
  func varied() {
    for split in Split.allCases {
      for (family, prompt) in zip(Self.families, [sokobanPrompt, pointsPrompt]) {
        let pool = family.wordings[split]
        var counts = [Int](repeating: 0, count: pool.count)
        for index in 0..<400 {
          let text = prompt(.varied, index, split)
          let place = pool.firstIndex { prompt($0, index, split) == text }
          counts[place ?? 0] += 1
          #expect(place != nil)
        }
        #expect(counts.allSatisfy { $0 > 400 / pool.count * 2 / 3 }, "\(counts)")
      }
    }
  }

  private func sokobanPrompt(_ wording: Framing.Wording, _ index: Int, _ split: Split) -> String {
    prompt(LabelSet.base, Framing(wording: wording), index: index, split: split)
  }

  private func pointsPrompt(_ wording: Framing.Wording, _ index: Int, _ split: Split) -> String {
    prompt(FaceRule.regular, Framing(wording: wording), index: index, split: split)
  }

  @Test("the order of labels is drawn apart from the wording, or fixed")
  func order() {
    var firsts: [String: Set<Character>] = [:]
    for index in 0..<200 {
      let varied = prompt(.numerical, Framing(wording: .varied), index: index, split: .validation)
      let compact = prompt(.numerical, Framing(wording: .compact), index: index, split: .validation)
      firsts[String(varied.prefix(6)), default: []].insert(compact.first!)
      let fixed = prompt(.numerical, Framing(wording: .compact, order: .fixed), index: index)
      #expect(fixed.hasPrefix("^1 v2 <3 >4\n"))
    }
    // Whichever of the two paraphrases is drawn, every label comes first at times.
    #expect(firsts.values.map(\.count) == [4, 4])
  }

  @Test("a compact prompt of a room in an 8x8 frame has about 90 characters")
  func compactLength() throws {
    let room = "########\n" + String(repeating: "#______#\n", count: 5) + "#P_XO__#\n########"
    let board = try Board(picture: room)
    for (labels, thought, length) in [
      (LabelSet.base, false, 97), (.numerical, false, 86), (.numerical, true, 87),
    ] {
      let framing = Framing(asksForThought: thought, wording: .compact, container: .line)
      let episode = TextEpisode(
        parts: Self.sokoban, identity: identity("sokoban", framing, 0, .train), instance: board,
        terms: Terms(honest: labels))
      #expect(episode.messages[0].content.count == length)
    }
  }

  @Test("an unknown wording is named, with those that exist")
  func unknown() throws {
    for family in Self.families {
      let address = Address(
        family: family.name, difficulty: family.difficulties[0], split: .test, cohort: ["base"],
        index: 0)
      let error = #expect(throws: GenerationError.self) {
        try family.twins(at: address, framing: Framing(wording: "florid"))
      }
      #expect("\(error!)".contains("florid") && "\(error!)".contains("varied"))
      #expect(throws: GenerationError.self) {
        try family.twinsAlongSolution(
          at: address, variants: nil, framing: Framing(wording: "florid"))
      }
    }
  }
}

extension String {
  /// How many parts a text divides into.
  fileprivate func components(of divider: String) -> Int {
    split(separator: divider, omittingEmptySubsequences: false).count
  }
}
