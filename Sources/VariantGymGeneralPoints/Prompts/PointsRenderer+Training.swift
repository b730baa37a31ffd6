import VariantGymCore

// Whole prompts, each with an order and a voice of its own. All of them say the same: the number of
// cards and the target, that every value is used once, the operations, what cards count, whether a
// thought is wanted, the fields of the answer, and the form of the reply.

extension PointsRenderer {
  /// Paraphrases that are seen in training.
  static let training = [
    cardsFirst, ruleFirst, replyFirst, numbered, note, questions, sheet, dealer,
  ]

  private static let cardsFirst = Prompt<PointsRules>("cards-first") { scene in
    let values = scene.faces { "\($0) for \($1)" }
    let ask =
      scene.framing.asksForThought
      ? "Think about it before you reply. Your reply ends with a JSON object"
      : "Your reply is a JSON object and nothing else"
    return """
      These \(scene.size) cards lie in front of you: \(.state)

      An A stands for 1\(values.map { ", \($0.joined(separator: ", "))" } ?? ""), and a card with \
      a number on it for that number.

      Combine what they stand for to exactly \(scene.target). Each value has to occur once and \
      only once; between the values you may put +, -, * and /, and parentheses around parts.

      \(ask): "cards" repeats the cards in their order, "number" says what each of them stands \
      for, and "formula" is what you found, with values instead of cards.
      \(scene.form(thought: "what you thought"))
      """
  }

  private static let ruleFirst = Prompt<PointsRules>("rule-first") { scene in
    let values = scene.faces { "\($0) is worth \($1)" }
    let ask =
      scene.framing.asksForThought
      ? "Reason about it first. Then hand in a JSON object"
      : "Hand in a JSON object, without the reasons for it,"
    return """
      First of all, what cards are worth:
      \(values.map { $0.joined(separator: "\n") + "\n" } ?? "")A is worth 1
      any other card is worth its number

      Now the game. With the worths of \(scene.size) cards, form \(scene.target). No card may be \
      left over, and none may be used a second time. Add (+), subtract (-), multiply (*) and \
      divide (/) as you like, with parentheses where they help.

      The cards are \(.state).

      \(ask) with the cards as you see them here under cards, their worths in the same order under \
      number, and under formula the calculation, in which worths stand for cards:
      \(scene.form(thought: "your reasons"))
      """
  }

  private static let replyFirst = Prompt<PointsRules>("reply-first") { scene in
    let values = scene.faces { "\($0) has \($1)" }
    let ask =
      scene.framing.asksForThought
      ? "with your reasoning before the answer" : "and leave out all reasoning"
    return """
      Please reply in this form, \(ask):
      \(scene.form(thought: "reasoning"))

      In the JSON object, cards are the cards that you were dealt, one after another. number are \
      their values, one for each card. formula is a calculation with these values: every one of \
      them occurs exactly once, they are joined by +, -, * or / and grouped by parentheses if need \
      be, and the result is \(scene.target).

      You were dealt \(scene.size) cards:
      \(.state)

      As to values, a number card has its number and A has 1\
      \(values.map { "; \($0.listed())" } ?? "").
      """
  }

  private static let numbered = Prompt<PointsRules>("numbered") { scene in
    let values = scene.faces { "that of \($0) is \($1)" }
    let ask =
      scene.framing.asksForThought
      ? "Think before you answer. The answer is a JSON object"
      : "Answer without any thinking. The answer is a JSON object"
    return """
      The rules of the game

      1. You hold \(scene.size) cards.
      2. Make \(scene.target) of their values.
      3. Use the value of each card one time, not more and not less.
      4. You may write +, -, *, / and parentheses.
      5. The value of a card with a number is the number, that of A is 1\
      \(values.map { ", \($0.listed())" } ?? "").
      6. \(ask) with three entries: "cards", the hand in its order; "number", the value of each \
      card; "formula", what you made, written with the values.
      \(scene.form(thought: "your thoughts"))

      Your hand: \(.state)
      """
  }

  private static let note = Prompt<PointsRules>("note") { scene in
    let values = scene.faces { "\($0) = \($1)" }
    let ask =
      scene.framing.asksForThought
      ? "Tell me how you came to it, and after that the result"
      : "Don't tell me how you came to it, only the result"
    return """
      Hi, we are playing cards tonight and I could do with some help. I have to get to \
      \(scene.target) with the \(scene.size) cards on the table:

      \(.state)

      You calculate with what they count: an A is one, and cards with numbers are what they say.\
      \(values.map { " For the rest we have agreed on \($0.listed())." } ?? "")

      Plus, minus, times and divided by (+, -, *, /) are all fine, parentheses too. What is not \
      fine is to leave out a card, or to take one twice.

      \(ask). It goes into my little program, so please as a JSON object, with the cards in the \
      order of the table under "cards", what they count under "number", and under "formula" the \
      calculation with those counts:
      \(scene.form(thought: "how you came to it"))
      """
  }

  private static let questions = Prompt<PointsRules>("questions") { scene in
    let values = scene.faces { "\($0) as \($1)" }
    let ask =
      scene.framing.asksForThought
      ? "After some thinking, with a JSON object" : "With a JSON object, and no thinking before it"
    return """
      Which cards do you have? These \(scene.size): \(.state)
      What are you looking for? A calculation that comes to \(scene.target).
      What stands in it? The number that every card counts as, each exactly once.
      What else may stand in it? The signs +, -, * and /, and parentheses.
      What do cards count as? A number card as its number, A as 1\
      \(values.map { ", \($0.listed())" } ?? "").
      How do you answer? \(ask). Its cards are the cards as above, its number the numbers they \
      count as, in the same order, and its formula is the calculation in those numbers.
      What does that look like? Like this:
      \(scene.form(thought: "your thinking"))
      """
  }

  private static let sheet = Prompt<PointsRules>("sheet") { scene in
    let values = scene.faces { "\($0)=\($1)" }
    let ask = scene.framing.asksForThought ? "reasoning, then a JSON object" : "JSON object only"
    return """
      GAME: reach the target with all cards
      TARGET: \(scene.target)
      NUMBER OF CARDS: \(scene.size)
      VALUES: \((["A=1"] + (values ?? [])).joined(separator: " ")), number cards as printed
      OPERATIONS: + - * / and parentheses
      CONDITION: the value of every card exactly once
      CARDS: \(.state)
      OUTPUT: \(ask)
      FIELDS: cards (as listed above), number (value of each card), formula (in values, not in cards)
      FORMAT:
      \(scene.form(thought: "reasoning"))
      """
  }

  private static let dealer = Prompt<PointsRules>("dealer") { scene in
    let values = scene.faces { "\($0) counts \($1)" }
    let ask =
      scene.framing.asksForThought
      ? "Think it over, and then show your result as a JSON object"
      : "Show your result, without comment, as a JSON object"
    return """
      "Make \(scene.target) out of these," says the dealer and lays \(scene.size) cards on the \
      table. "Take what each of them counts, and take it just once. You may add (+), subtract (-), \
      multiply (*) and divide (/), and use parentheses."

      "And what do they count?" somebody asks.

      "A number card counts its number, as ever, and an A counts 1.\
      \(values.map { " This time \($0.listed())." } ?? "")"

      The cards on the table are \(.state).

      It is your turn. \(ask), so that everybody can check it: cards for the cards from the first \
      to the last, number for what they count, formula for your calculation with these counts.
      \(scene.form(thought: "what goes through your mind"))
      """
  }
}
