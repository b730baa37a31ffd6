import VariantGymCore

extension PointsRenderer {
  static let german = Prompt<PointsRules>(.german) { scene in
    let values = scene.faces { "\($0) als \($1)" }
    let meaning =
      "darin stehen unter cards die Karten, wie sie ausgeteilt wurden, unter number ihre Werte in "
      + "derselben Reihenfolge und unter formula deine Formel mit den Werten an Stelle der Karten"
    let ask =
      scene.framing.asksForThought
      ? "Denke zuerst nach und antworte dann mit einem JSON-Objekt; \(meaning):"
      : "Antworte ohne jede Erklärung mit einem JSON-Objekt; \(meaning):"
    return """
      Du bekommst \(scene.size) Karten. Bilde eine Formel, die \(scene.target) ergibt und in der \
      der Wert jeder Karte genau einmal vorkommt; rechnen darfst du mit +, -, * und /, und \
      Klammern sind erlaubt.

      Zahlenkarten gelten so viel, wie auf ihnen steht, und A gilt 1.\
      \(values.map { " In diesem Spiel zählt \($0.listed(by: "und"))." } ?? "")

      \(ask)
      \(scene.form(thought: "deine Überlegung"))

      Deine Karten: \(.state)
      """
  }
}
