/// Decides the steps of a thought; a style then finds the words.
///
/// A thought is a *trace*: typed steps that lead from what the prompt shows to the answer, each of
/// them true. Search decides the steps, the style the words, and a `TraceVerifier`, which knows
/// neither, reads the words back and checks them.
public protocol Narrator<E>: Sendable {
  /// The environment whose plans are told.
  associatedtype E: Environment
  /// One step of a trace.
  associatedtype Step: Hashable & Sendable

  /// The styles; `answer-only` is not among them, since it tells nothing.
  var styles: [any TraceStyle<Step>] { get }

  /// The steps that lead to a plan. The step that turns a move into its label, or a card into its
  /// value, is always among them.
  ///
  /// - Parameters:
  ///   - plan: A solution from `state`.
  ///   - state: The state that the prompt shows.
  ///   - convention: What the prompt announces; its words are the thought's words.
  ///   - horizon: How many actions of the plan the answer will hold.
  ///   - shape: Whether dead ends are part of it.
  ///   - detours: The most dead ends; where there are more, those nearest the solution are told.
  ///   - choices: Decides among dead ends; `nil` for the first in a stated order.
  func steps(
    to plan: [E.Action], in state: E.State, under convention: E.Convention, horizon: Int,
    shape: TraceShape, detours: Int, choices: Random?
  ) -> [Step]
}

extension Narrator {
  /// The names of the styles.
  public var styleNames: [String] { styles.map(\.name) }

  /// The thought that leads to a plan, in the words of a style and within its budget.
  ///
  /// A thought over budget is told again with fewer dead ends, those farthest from the solution
  /// left out first; it is never cut.
  ///
  /// - Parameters:
  ///   - plan: A solution from `state`.
  ///   - state: The state that the prompt shows.
  ///   - convention: What the prompt announces.
  ///   - horizon: How many actions of the plan the answer will hold.
  ///   - form: The style and its bounds.
  ///   - choices: Where the form is varied, the stream that decides the phrasings and dead ends.
  /// - Throws: `SearchLimit` if even the thought without dead ends is over budget, and for an
  ///   unknown style.
  public func thought(
    to plan: [E.Action], in state: E.State, under convention: E.Convention, horizon: Int,
    form: ThoughtForm, choices: Random?
  ) throws(SearchLimit) -> String {
    try told(
      to: plan, in: state, under: convention, horizon: horizon, form: form, choices: choices
    ).text
  }

  /// The thought, and how many dead ends its budget had room for.
  @usableFromInline
  func told(
    to plan: [E.Action], in state: E.State, under convention: E.Convention, horizon: Int,
    form: ThoughtForm, choices: Random?
  ) throws(SearchLimit) -> (text: String, detours: Int) {
    guard form.style != answerOnlyStyle else { return ("", 0) }
    guard let style = styles.first(where: { $0.name == form.style }) else {
      throw SearchLimit("\(UnknownName("style", form.style, known: styleNames))")
    }
    var detours = style.shape == .exploration ? max(form.detours, 0) : 0
    while true {
      let steps = steps(
        to: plan, in: state, under: convention, horizon: horizon, shape: style.shape,
        detours: detours, choices: choices)
      var phrasing = Phrasing(choices)
      let text = style.write(steps, phrasing: &phrasing)
      if form.admits(text, steps: steps.count) { return (text, detours) }
      guard detours > 0 else {
        throw SearchLimit(
          "a thought of \(text.count) characters and \(steps.count) steps is over its budget")
      }
      // There are no more dead ends than steps, whatever was asked for.
      detours = min(detours, steps.count) - 1
    }
  }
}
