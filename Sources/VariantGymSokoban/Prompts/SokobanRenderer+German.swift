import VariantGymCore

extension SokobanRenderer {
  static let german = Prompt<SokobanRules>(.german) { scene in
    let labels = scene.labels { "\($0) : \($1.german)" }
    let moves = scene.moves("deinen nächsten Zug") {
      "deine nächsten Züge (höchstens \($0), durch Kommas getrennt)"
    }
    let form = scene.framing.form(
      thought: "deine Überlegung", answer: scene.moves("dein Zug") { _ in "deine Züge" })
    return """
      Dies ist ein Sokoban-Spiel, und du arbeitest im Lager. Schiebe jede Kiste auf ein Zielfeld.

      Die Zeichen auf dem Plan:
      # Wand
      _ freier Boden
      O Zielfeld ohne Kiste
      X Kiste
      √ Kiste auf einem Zielfeld
      P du
      S du auf einem Zielfeld

      Mit jedem Zug gehst du ein Feld weiter. Steht dort eine Kiste, so schiebst du sie ein Feld \
      vor dir her, sofern dahinter weder eine Wand noch eine zweite Kiste ist. Ziehen kannst du \
      Kisten nicht. Insgesamt hast du \(scene.turnLimit) Runden.

      \(labels.map { "So heißen die vier Züge:\n\($0.joined(separator: "\n"))" }
        ?? "Du kannst nach oben, nach unten, nach links und nach rechts gehen.")

      \(scene.framing.asksForThought
        ? "Denke zuerst nach und gib dann \(moves) in dieser Form an:"
        : "Gib \(moves) ohne jede Erklärung in dieser Form an:")
      \(form)

      Der Plan, wie er jetzt ist:
      \(.state)
      """
  }
}

extension Direction {
  fileprivate var german: String {
    switch self {
    case .up: "nach oben"
    case .down: "nach unten"
    case .left: "nach links"
    case .right: "nach rechts"
    }
  }
}
