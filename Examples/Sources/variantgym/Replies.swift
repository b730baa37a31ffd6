import ArgumentParser
import Foundation
import VariantGym

struct Replies: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes seeded replies, good and bad, as lines for 'score'.",
    discussion: """
      They are what a scorer in another language is held to: gold replies of every voice and \
      style, wrong twins, random answers, parts of answers, answers to another prompt, and all of \
      these with bytes changed; under every variant, prefill and container, and several horizons.
      """)

  @Option(help: "How many replies to write.")
  var count = 10_000

  @Option(help: "The seed.")
  var seed: UInt64 = 0

  func run() throws {
    guard count > 0 else { throw ValidationError("the count is at least 1") }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var written = 0
    var earlier = ""
    for index in 0... {
      let family = Catalog.standard.families[index % Catalog.standard.families.count]
      var source = ReplySource(family, seed: seed, index: index, earlier: earlier)
      let (key, replies) = try source.replies()
      for (kind, reply) in replies {
        let line = ReplyLine(groundTruth: key, kind: kind, reply: reply)
        try FileHandle.standardOutput.write(
          contentsOf: encoder.encode(line) + [UInt8(ascii: "\n")])
        written += 1
        if written == count { return }
      }
      earlier = replies.first?.text ?? ""
    }
  }
}

private struct ReplyLine: Encodable {
  let groundTruth: String
  let kind: String
  let reply: String

  enum CodingKeys: String, CodingKey {
    case groundTruth = "ground_truth"
    case kind, reply
  }
}

/// Replies to one prompt, all drawn from one stream.
private struct ReplySource {
  let family: any TaskFamily
  let index: Int
  let earlier: String
  var random: Random

  /// - Parameter earlier: A reply to another prompt.
  init(_ family: any TaskFamily, seed: UInt64, index: Int, earlier: String) {
    self.family = family
    self.index = index
    self.earlier = earlier
    random = Random(seed: Random.mix(seed) ^ Random.mix(UInt64(index)))
  }

  /// The prompt's scoring key, and the replies with their kinds.
  mutating func replies() throws -> (key: String, [(kind: String, text: String)]) {
    let variant = family.variants[index / 2 % family.variants.count]
    let address = Address(
      family: family.name, difficulty: random.pick(from: family.difficulties.prefix(4)),
      split: variant.hasPrefix("diverse") ? .train : .test, cohort: [variant], seed: random.next(),
      index: index)
    let framing = Framing(
      horizon: random.within(1...6),
      prefill: random.pick(from: [.none, .none, .thought, .answer] as [Framing.Prefill]),
      container: random.pick(from: Framing.Container.allCases))
    let episode = try family.twins(at: address, framing: framing)[0]
    let form = ThoughtForm(style: random.pick(from: family.styles))
    var replies: [(kind: String, text: String)] = []
    for voice in Voice.allCases {
      replies.append(("gold \(voice.rawValue)", try episode.gold(voice, form: form).text))
    }
    if case let twins = try episode.negatives(form: form), !twins.isEmpty {
      replies.append(("wrong twin", random.pick(from: twins).text))
    }
    replies.append(("random", episode.wellFormedReply(using: &random)))
    if let hand = (episode.facts.instance as? Hand) {
      for _ in 0..<4 { replies.append(("part", part(of: hand, episode))) }
    }
    replies.append(("of another prompt", earlier))
    for (kind, text) in replies { replies.append(("\(kind), changed", changed(text))) }
    return (try ScoringKey(of: episode).description, replies)
  }

  /// An object whose formula joins some of a hand's cards.
  private mutating func part(of hand: Hand, _ episode: any Episode) -> String {
    let rules = [episode.facts.accepted, episode.facts.shown ?? episode.facts.accepted]
    let rule = random.pick(from: rules) as? FaceRule ?? .base
    let values = hand.values(under: rule) ?? []
    var parts = values.map(Formula.number)
    random.shuffle(&parts)
    parts.removeLast(random.within(1...(parts.count - 1)))
    while parts.count > 1 {
      let joint = random.pick(from: Formula.Operator.allCases)
      parts.append(.operation(joint, parts.removeFirst(), parts.removeFirst()))
    }
    let answer = PointsReplyFormat().write(
      [
        PointsRules.Submission(
          cards: hand.cards.map(\.symbol), numbers: values, formula: parts[0])
      ], in: PointsRules().start(hand), under: rule)
    return ReplyLayout.compose(
      thought: "", answer: answer, prefill: episode.identity.framing.prefill,
      container: episode.identity.framing.container)
  }

  private mutating func changed(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<random.within(1...4) { change(&bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let pieces = [
      "0", "1", "9", "24", "+", "-", "*", "/", "(", ")", "=", ",", ";", "||", "|", ".", ":", "[",
      "]", "{", "}", "\"", "'", "\\", "\\u00d7", "\\n", " ", "\n", "K", "j", "A", "Up", "LEFT", "b",
      "⬆", "➡️", "\u{FE0F}", "×", "−", "÷", "＊", "\u{A0}", "\u{212A}", "\u{301}", "<think>",
      "</think>", "<answer>", "</answer>",
    ]
    // Answers stand at the end, and are most of what is read.
    let reach = random.below(3) == 0 ? bytes.count : min(bytes.count, 150)
    let first = bytes.count - random.below(reach + 1)
    let second = bytes.count - random.below(reach + 1)
    let range = min(first, second)..<max(first, second)
    switch random.below(12) {
    case 0 where !bytes.isEmpty:
      bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
    case 1: bytes.removeSubrange(range.prefix(1))
    case 2: bytes.removeSubrange(range.prefix(8))
    case 3: bytes.insert(contentsOf: Array(bytes[range.prefix(40)]), at: second)
    case 4: bytes.removeSubrange(first...)
    default: bytes.insert(contentsOf: Array(random.pick(from: pieces).utf8), at: first)
    }
  }
}
