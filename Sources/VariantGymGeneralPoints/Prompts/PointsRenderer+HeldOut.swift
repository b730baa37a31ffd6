import VariantGymCore

// Written like the prompts of training, and kept from it.

extension PointsRenderer {
  /// Paraphrases for choices made while training.
  static let validation = [magazine, worksheet]

  /// Paraphrases for evaluation only.
  static let test = [friend, table]

  private static let magazine = Prompt<PointsRules>("magazine") { scene in
    let values = scene.faces { "\($0) gives you \($1)" }
    let ask =
      scene.framing.asksForThought
      ? "Send us the way to your solution, and then the solution itself"
      : "Send us your solution, not the way to it,"
    return """
      BRAIN TEASER: FROM CARDS TO \(scene.target)

      \(.state)

      Who can turn these \(scene.size) cards into \(scene.target)? Every card must be played \
      exactly once for its points, and you may connect the points with +, -, * and / and put \
      parentheses wherever you please. The points: a card with a number gives you that number, and \
      A gives you 1\(values.map { "; \($0.listed())" } ?? "").

      \(ask) as a JSON object. "cards" holds our cards from left to right, "number" their points, \
      "formula" your solution in points. Entries look like this:
      \(scene.form(thought: "the way to your solution"))
      """
  }

  private static let worksheet = Prompt<PointsRules>("worksheet") { scene in
    let values = scene.faces { "Under \($0) write \($1)." }
    let ask =
      scene.framing.asksForThought
      ? "Do steps 1 to 3 in your head and write down your thinking"
      : "Do steps 1 to 3 in your head and write down none of it"
    return """
      Here is a row of \(scene.size) cards:
      \(.state)

      Step 1: Copy the row.
      Step 2: Write a number under each card. Under a card with a number write the same number. \
      Under A write 1.\(values.map { " \($0.joined(separator: " "))" } ?? "")
      Step 3: Find a formula for \(scene.target) in which all numbers of step 2 appear, and none \
      of them more often than it was written. Use +, -, *, / and parentheses.
      Step 4: Fill in a JSON object with the row of step 1 as cards, the numbers of step 2 as \
      number and the formula of step 3 as formula.

      \(ask). This is the form for step 4, and for the whole reply:
      \(scene.form(thought: "your thinking"))
      """
  }

  private static let friend = Prompt<PointsRules>("friend") { scene in
    let values = scene.faces { "\($0) makes \($1)" }
    let ask =
      scene.framing.asksForThought
      ? "Yes, before the result. Like this:" : "No, the result is enough. Like this:"
    return """
      - Give me some cards.
      - Take \(scene.size). You have \(.state) now.
      - What do I do with them?
      - You look for a formula with the result \(scene.target). You need each card for it, and you \
      can't use any of them again.
      - So which numbers do I calculate with?
      - If there is a number on the card, with that one. An A makes 1.\
      \(values.map { " For today, \($0.listed())." } ?? "")
      - Plus and minus only?
      - No, +, -, * and /. And parentheses, if you want some.
      - How do I tell you the result?
      - As a JSON object. Put your cards into cards, in the order you have them, the numbers that \
      you calculate with into number, in the same order, and what you found into formula, with \
      numbers where the cards would be.
      - And do I tell you what I think?
      - \(ask)
      \(scene.form(thought: "what you think"))
      """
  }

  private static let table = Prompt<PointsRules>("table") { scene in
    let values = scene.faces { "| \($0) | \($1) |\n" }
    let ask =
      scene.framing.asksForThought ? "An analysis, then a JSON object" : "A JSON object alone"
    return """
      ## Values

      | card | value |
      | --- | --- |
      | A | 1 |
      \((values ?? []).joined())| number card | its number |

      ## Hand (\(scene.size) cards)

      \(.state)

      ## Task

      An arithmetic expression that evaluates to \(scene.target). It contains the value of every \
      card of the hand exactly once; operators are +, -, * and /, and parentheses are permitted.

      ## Required reply

      \(ask), of three members:

      | member | content |
      | --- | --- |
      | cards | the hand, order kept |
      | number | the value of each card, order kept |
      | formula | the expression, written in values |

      \(scene.form(thought: "analysis"))
      """
  }
}
