import VariantGymCore

// Written like the prompts of training, and kept from it.

extension SokobanRenderer {
  /// Paraphrases for choices made while training.
  static let validation = [magazine, squaredPaper]

  /// Paraphrases for evaluation only.
  static let test = [friend, table]

  private static let magazine = Prompt<SokobanRules>("magazine") { scene in
    let labels = scene.labels { "\($0) sends the figure \($1.name)" }
    let moves = scene.moves("the next move of the figure") {
      "the next moves of the figure, \($0) of them at most and set apart by commas"
    }
    let form = scene.framing.form(
      thought: "how you found it", answer: scene.moves("move") { _ in "moves" })
    return """
      BRAIN TEASER: THE CROWDED CELLAR

      \(.state)

      Can you get all the boxes (X) onto the targets (O)? You lead the figure P over the floor _ \
      and around the walls #. Any box that it runs into is pushed on by one cell, as long as there \
      is no wall and no other box in that cell. To pull is against the rules. Boxes that have \
      arrived are marked with √; on a target the figure turns into an S. More than \
      \(scene.turnLimit) turns are not allowed!

      \(labels.map { "How moves are written: \($0.listed())." }
        ?? "The figure goes up, down, left and right.")

      Send us \(moves), \
      \(scene.framing.asksForThought ? "but first tell us how you found it" : "and nothing more"). \
      Entries look like this:
      \(form)
      """
  }

  private static let squaredPaper = Prompt<SokobanRules>("squared-paper") { scene in
    let labels = scene.labels { "To the square that is \($1.place) you go by writing \($0)." }
    let moves = scene.moves("your next move") { "your next moves, with commas, \($0) at the most" }
    let form = scene.framing.form(
      thought: "your thinking", answer: scene.moves("what to write") { _ in "all you write" })
    return """
      Imagine a plan on squared paper. In a square with # there is a wall, in a square with _ \
      there is nothing. An O marks a spot where a box is wanted. Boxes themselves are X, and √ \
      once they are on such a spot. You are in the square with the P; if a box is wanted there, an \
      S is written instead.

      You may enter a square next to yours, unless it is a wall. If there is a box in it, the box \
      goes on to the square after that, which works only if neither a wall nor a box is there. A \
      box never follows you.

      \(labels.map { $0.joined(separator: "\n") }
        ?? "The squares next to yours are those above, below, on the left and on the right.")

      In \(scene.turnLimit) turns no box must be left without its spot. The plan:
      \(.state)

      Now \(scene.framing.asksForThought
        ? "think on paper, and then put down" : "put down, with no thinking on paper,") \
      \(moves). It should look like this:
      \(form)
      """
  }

  private static let friend = Prompt<SokobanRules>("friend") { scene in
    let labels = scene.labels { "\($0) when you want to go \($1.name)" }
    let moves = scene.moves("Just your next move") {
      "Your next moves, \($0) at most, with commas between them"
    }
    let form = scene.framing.form(
      thought: "your reasons", answer: scene.moves("where to go") { _ in "where to go" })
    return """
      - Do you know Sokoban?
      - No. What do I have to do?
      - You push boxes about until there is none left that is not on a target. You get \
      \(scene.turnLimit) turns.
      - And how do I push?
      - Walk against a box, and it goes one cell ahead of you. But a wall behind it stops you \
      both, and so does another box. And forget about pulling, you can't.
      - How do I tell you where I walk?
      - \(labels.map { "Say \($0.listed())." } ?? "You can go up, down, left or right.")
      - Show me the map, then.
      - Here you are:

      \(.state)

      - What is what?
      - P is you, or S when you are on a target. X is a box, √ is a box on a target, O is a target \
      with nothing on it. # is wall, _ is floor.
      - So what do you want to hear?
      - \(moves). \(scene.framing.asksForThought
        ? "Give me your reasons before that. Like this:"
        : "Spare me the reasons. Like this:")
      \(form)
      """
  }

  private static let table = Prompt<SokobanRules>("table") { scene in
    let labels = scene.labels { "| \($0) | \($1.name) |" }
    let moves = scene.moves("A single move") { "A sequence of 1 to \($0) moves with commas" }
    let form = scene.framing.form(
      thought: "analysis", answer: scene.moves("chosen move") { _ in "chosen moves" })
    return """
      ## Legend

      | cell | sign |
      | --- | --- |
      | player | P |
      | player on a target | S |
      | box | X |
      | box on a target | √ |
      | target | O |
      | floor | _ |
      | wall | # |

      ## Moves

      \(labels.map { "| name | direction |\n| --- | --- |\n\($0.joined(separator: "\n"))" }
        ?? "The player goes up, down, left or right.")

      The player goes to an adjacent cell that is no wall. A box there is pushed to the cell \
      behind it, provided that this cell is neither wall nor box. Boxes are never pulled.

      ## Task

      All boxes on targets, in no more than \(scene.turnLimit) turns.

      ## Current map

      \(.state)

      ## Required reply

      \(moves)\(scene.framing.asksForThought ? ", preceded by an analysis" : ", no analysis"):
      \(form)
      """
  }
}

extension Direction {
  /// Where a cell is, seen from the cell that one leaves in the direction.
  fileprivate var place: String {
    switch self {
    case .up: "above yours"
    case .down: "below yours"
    case .left: "on the left of yours"
    case .right: "on the right of yours"
    }
  }
}
