import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Announced labels in texts of any origin")
struct LabelsInTextTests {
  /// Ways in which prompts announce labels; each gets the labels with their directions.
  private static let forms: [@Sendable ([(String, Direction)]) -> String] = [
    { labels in "Labels:\n" + lines(labels) { "\($0) : move \($1.name)" } + "\n\nThink first." },
    { labels in "1. Say " + listed(labels) { "\($0) to go \($1.name)" } + ".\n2. Answer." },
    { labels in "Lead it: " + listed(labels) { "\($0) sends it \($1.name)" } + "." },
    { labels in "So: " + listed(labels) { "\($0) (\($1.name))" } + "." },
    { labels in "Commands:\n" + lines(labels) { "- `\($0)` = one cell \($1.name)" } },
    { labels in "MOVE NAMES: " + labels.map { "\($0)=\($1.name)" }.joined(separator: " ") },
    { labels in "| name | direction |\n| --- | --- |\n" + lines(labels) { "| \($0) | \($1.name) |" }
    },
    { labels in lines(labels) { "To the square that is \(place($1)) go by writing \($0)." } },
    { labels in "Züge:\n" + lines(labels) { "\($0) : nach \(german($1))" } },
    { labels in labels.map { "\(arrow($1))\($0)" }.joined(separator: " ") + "\n~<1>" },
    { labels in "Actions:\n" + lines(labels) { "\"\($0)\" moves the player \($1.name) by one cell" }
    },
    { labels in lines(labels) { "\($1.name): \($0)" } },
  ]

  private static func lines(
    _ labels: [(String, Direction)], _ say: (String, Direction) -> String
  ) -> String {
    labels.map(say).joined(separator: "\n")
  }

  private static func listed(
    _ labels: [(String, Direction)], _ say: (String, Direction) -> String
  ) -> String {
    let parts = labels.map(say)
    return parts.dropLast().joined(separator: ", ") + " and " + parts.last!
  }

  private static func place(_ direction: Direction) -> String {
    ["above yours", "below yours", "on the left of yours", "on the right of yours"][
      Int(direction.rawValue)]
  }

  private static func german(_ direction: Direction) -> String {
    ["oben", "unten", "links", "rechts"][Int(direction.rawValue)]
  }

  private static func arrow(_ direction: Direction) -> String {
    ["^", "v", "<", ">"][Int(direction.rawValue)]
  }

  @Test("labels are found in the order of the announcement", arguments: forms.indices)
  func announcements(form: Int) {
    var random = Random(seed: 51)
    let sets: [LabelSet] = [.base, .cardinal, .emoji, .numerical, .alphabetical, .symbols]
    for number in 0..<60 {
      // Where the meaning comes first, nothing tells it from a label that is the same word.
      if form == 11, number.isMultiple(of: 6) { continue }
      var labels = sets[number % sets.count]
      if number % 7 == 6 {
        let variants = SokobanVariants.all().filter { $0.name == "random-words" }
        labels = variants[0].terms(split: .test, using: &random).asked
      } else if number.isMultiple(of: 4) {
        labels = labels.permuted([2, 3, 1, 0])
      }
      var order = Direction.allCases
      random.shuffle(&order)
      let text =
        "A box cannot be pulled, and up there is a wall.\n\n"
        + Self.forms[form](order.map { (labels[$0], $0) })
        + "\n\n######\n#P_XO#\n######\nGo left or right as you like."
      #expect(LabelsInText.labels(in: text) == order.map { labels[$0] }, "\(text)")
    }
  }

  @Test(
    "bare names of directions are labels themselves",
    arguments: [
      "up, down, left and right", "Up, Down, Left, Right", "'North' | 'South' | 'West' | 'East'",
    ])
  func bareNames(list: String) {
    #expect(LabelsInText.labels(in: "The moves are \(list).").count == 4)
  }

  @Test(
    "where nothing is announced, nothing is found",
    arguments: ["", "up", "Push the box up, then left.", "left left left left right up"])
  func silence(text: String) {
    #expect(LabelsInText.labels(in: text).isEmpty)
  }

  @Test("a text of directions without end is read in linear time")
  func directionsWithoutEnd() {
    let text = String(repeating: "up x down y left z right w ", count: 20_000)
    #expect(LabelsInText.labels(in: text).count <= 4)
  }

  @Test("a word of any length and any number of signs is read, in time linear in it")
  func longWords() {
    for piece in ["\"a\":1,", "a=", "::", "x:1=2"] {
      let word = String(repeating: piece, count: 400_000 / piece.utf8.count)
      let text = "up = North\ndown = South\nleft = West\nright = East\n\(word)"
      #expect(!SokobanParts().content(ofPrompt: text).vocabulary.isEmpty)
    }
  }
}
