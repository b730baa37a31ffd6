import VariantGym

/// Streams a data set of one's own, row by row: nothing is kept, and one may stop anywhere.
///
///     swift run -c release --package-path Examples stream [ROWS]
@main
struct Stream {
  static func main() async throws {
    let rows = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 2000

    // Rooms and words that no evaluation has, half of the rows in the training language, thoughts
    // that the library has proven, told in varying words.
    let recipe = Recipe(
      name: "my-rooms", family: "sokoban",
      difficulty: Mixture(["simple": 3, "two-boxes": 1]), split: .train,
      variant: Mixture(["base": 1, "random-words": 1]), framing: Framing(wording: .varied),
      content: .replies(thought: ThoughtForm(style: "direct", characters: 1200, isVaried: true)),
      sampling: .solution, rows: rows, seed: 7)

    var characters = 0
    var variants: [String: Int] = [:]
    for try await record in try Dataset(recipe, catalog: .standard) {
      characters += record.prompt.reduce(0) { $0 + $1.content.count }
      characters += record.completion?.count ?? 0
      variants[record.episode.variant, default: 0] += 1
    }
    print("\(rows) rows, \(characters / max(1, rows)) characters each")
    for (variant, count) in variants.sorted(by: { $0.key < $1.key }) {
      print("\(variant): \(count)")
    }
  }
}
