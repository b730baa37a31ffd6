import VariantGymCore

// Whole prompts, each with an order and a voice of its own. All of them say the same: the signs of
// the map, how moves and pushes go, the goal, the turns, the labels, how many moves an answer may
// hold, whether a thought is wanted, and the form of the reply.

extension SokobanRenderer {
  /// Paraphrases that are seen in training.
  static let training = [
    mapFirst, labelsFirst, replyFirst, numbered, note, questions, sheet, forklift,
  ]

  private static let mapFirst = Prompt<SokobanRules>("map-first") { scene in
    let labels = scene.labels { "- \($0) takes you one cell \($1.name)" }
    let moves = scene.moves("your next move") {
      "your next moves, \($0) at most, with commas between them,"
    }
    let form = scene.framing.form(
      thought: "your reasoning", answer: scene.moves("the move") { _ in "the moves" })
    return """
      A warehouse, seen from above:

      \(.state)

      You are the P in it, or the S if you stand on a target. The # are walls, the _ are free \
      cells. An X is a box that is not on a target, an O is a target that has no box yet, and a √ \
      is a box in its place.

      Every box belongs on a target, and you have \(scene.turnLimit) turns to get them there. If \
      you step towards a box, it slides one cell ahead of you; it will not budge if a wall or \
      another box is right behind it. There is no way to pull one.

      \(labels.map { "Name a step by its label:\n\($0.joined(separator: "\n"))" }
        ?? "You can step up, down, left or right.")

      \(scene.framing.asksForThought
        ? "Take your time to think, then write \(moves) like this:"
        : "Write \(moves) like this and add nothing:")
      \(form)
      """
  }

  private static let labelsFirst = Prompt<SokobanRules>("labels-first") { scene in
    let labels = scene.labels { "\($0) = one cell \($1.name)" }
    let moves = scene.moves("its next command") {
      "its next commands (no more than \($0), separated by commas)"
    }
    let form = scene.framing.form(
      thought: "your thoughts", answer: scene.moves("the command") { _ in "the commands" })
    return """
      \(labels.map { "Four commands steer a warehouse robot:\n\($0.joined(separator: "\n"))" }
        ?? "A warehouse robot can be steered up, down, left and right, by one cell each time.")

      A crate that is in its way the robot shoves one cell further. Two crates in a row are too \
      heavy for it, walls do not give way, and it has no arm to pull with. The work is done when \
      every crate is on a goal; the robot has power for \(scene.turnLimit) turns.

      Its camera draws walls as #, empty floor as _, crates as X and goals as O. A crate on a goal \
      is drawn as √. The robot itself is P, and S while it is on a goal.

      What the camera shows:
      \(.state)

      \(scene.framing.asksForThought
        ? "Work out what the robot should do, and then send \(moves) in this form:"
        : "Send \(moves) in this form, without any comment:")
      \(form)
      """
  }

  private static let replyFirst = Prompt<SokobanRules>("reply-first") { scene in
    let labels = scene.labels { "\($0) (go \($1.name))" }
    let moves = scene.moves("one move") { "up to \($0) moves with commas between them" }
    let form = scene.framing.form(
      thought: "what you considered",
      answer: scene.moves("what you do") { _ in "what you do, in order" })
    return """
      Please reply in exactly this form\
      \(scene.framing.asksForThought ? ", thinking before you answer" : ", with no explanation"):
      \(form)

      Your answer is \(moves)\
      \(labels.map { ", by these labels:\n\($0.joined(separator: "\n"))" }
        ?? "; you can go up, down, left and right.")

      The game is Sokoban. Within \(scene.turnLimit) turns all boxes must be brought onto targets. \
      Walking into a box moves it along by one cell, unless the next cell is taken by a wall or by \
      a box. Boxes can only be pushed.

      How to read the map: O target, X box, √ box that is on a target, P you, S you on a target, # \
      wall, _ floor.

      Map:
      \(.state)
      """
  }

  private static let numbered = Prompt<SokobanRules>("numbered") { scene in
    let labels = scene.labels { "\($0) to go \($1.name)" }
    let moves = scene.moves("your next move") {
      "your next moves, \($0) at most and separated by commas,"
    }
    let form = scene.framing.form(
      thought: "why", answer: scene.moves("move") { _ in "moves" })
    return """
      The rules of Sokoban

      1. You have won as soon as every box is on a target. You have \(scene.turnLimit) turns for it.
      2. With a move you enter one of the four neighbouring cells, but never a wall.
      3. If a box is in that cell, it is pushed to the cell beyond, which must hold neither a wall \
      nor a box.
      4. Pulling is not allowed.
      5. \(labels.map { "Say \($0.listed())." } ?? "You may go up, down, left and right.")
      6. \(scene.framing.asksForThought
        ? "Say why first, and then give \(moves) after this pattern:"
        : "Do not say why; give \(moves) after this pattern:")
      \(form)

      On the board a wall is #, floor is _, a target is O, a box is X, a box on a target is √, you \
      are P, and you on a target are S.

      The board:
      \(.state)
      """
  }

  private static let note = Prompt<SokobanRules>("note") { scene in
    let labels = scene.labels { "\($0) for a step \($1.name)" }
    let moves = scene.moves("what you do next") {
      "the next things you do (not more than \($0), with commas in between)"
    }
    let form = scene.framing.form(
      thought: "how you see it", answer: scene.moves("your step") { _ in "your steps" })
    return """
      Hello! I had to leave before all the boxes were put away. Could you finish for me? Each of \
      them has to end up on a target, and you can take \(scene.turnLimit) turns for it, no more.

      This is how you will find the place, with a P where you come in:

      \(.state)

      If you see an S, that is you as well, but on a target. O is a target that waits for its box, \
      X is a box, √ is a box that is where it should be. The walls are #, and _ is just floor.

      The boxes are heavy. Lean against one and it moves on by one cell, but not if a wall or \
      another box is in the way, and nobody can pull them.

      \(labels.map { "Please use our words for the steps: \($0.listed())." }
        ?? "You can take steps up, down, left and right.")

      \(scene.framing.asksForThought
        ? "Think about it in peace, then tell me \(moves), like this:"
        : "You need not explain anything, just tell me \(moves), like this:")
      \(form)

      Thank you!
      """
  }

  private static let questions = Prompt<SokobanRules>("questions") { scene in
    let labels = scene.labels { "\($0) (\($1.name))" }
    let moves = scene.moves("the move that you make now") {
      "the moves that you make now, \($0) or fewer, with a comma after each but the last"
    }
    let form = scene.framing.form(
      thought: "your considerations", answer: scene.moves("that move") { _ in "those moves" })
    return """
      Who are you? The P on the map below, somebody who works in a storehouse. On a target you are \
      drawn as S.
      What else is on the map? Walls (#), floor (_), boxes (X), targets (O), and boxes that are on \
      targets (√).
      What do you want? All boxes on targets, before \(scene.turnLimit) turns are over.
      How do boxes move? You walk against one, and it gives way by one cell. If a wall or a box is \
      behind it, it stays where it is, and so do you. You cannot drag boxes.
      Which moves are there? \((labels ?? ["up", "down", "left", "right"]).listed()).
      How do you answer? With \(moves)\
      \(scene.framing.asksForThought ? ", after you have thought" : ", and without reasons"):
      \(form)

      And where are you now?
      \(.state)
      """
  }

  private static let sheet = Prompt<SokobanRules>("sheet") { scene in
    let labels = scene.labels { "\($0)=\($1.name)" }
    let moves = scene.moves("one move") { "one to \($0) moves, comma-separated" }
    let form = scene.framing.form(
      thought: "reasoning", answer: scene.moves("move") { _ in "moves" })
    return """
      GAME: Sokoban
      GOAL: every box on a target
      LIMIT: \(scene.turnLimit) turns
      MOVE: one cell up, down, left or right
      PUSH: a box in that cell goes one cell further in the same direction
      NOT POSSIBLE: pushing against a wall or a second box; pulling
      MOVE NAMES: \(labels.map { $0.joined(separator: " ") } ?? "up down left right")
      CELLS: #=wall _=floor O=target X=box √=box on target P=player S=player on target
      MAP:
      \(.state)
      OUTPUT: \(moves), \(scene.framing.asksForThought ? "after reasoning" : "no reasoning")
      FORMAT:
      \(form)
      """
  }

  private static let forklift = Prompt<SokobanRules>("forklift") { scene in
    let labels = scene.labels { "\($0) means \($1.name)" }
    let moves = scene.moves("the next word") {
      "the next words (\($0) at most, with commas between)"
    }
    let form = scene.framing.form(
      thought: "your plan", answer: scene.moves("the word") { _ in "the words" })
    return """
      You are on the phone with a forklift driver who sees nothing but the load in front. You have \
      the plan of the hall before you:

      \(.state)

      The forklift is the P on the plan, or S when it covers a target. Pallets that are not on a \
      target are X, pallets on a target are √, and targets without a pallet are O. The hall has \
      walls, #, and open floor, _.

      The driver can push a single pallet ahead by one cell at a time, but can never pull, and \
      never push against a wall or a second pallet. When \(scene.turnLimit) turns are over, no \
      pallet may be off target.

      \(labels.map { "The driver understands four words: \($0.listed())." }
        ?? "The driver goes up, down, left and right.")

      \(scene.framing.asksForThought
        ? "Think aloud, then say \(moves) in the following way:"
        : "Say only \(moves) in the following way:")
      \(form)
      """
  }
}
