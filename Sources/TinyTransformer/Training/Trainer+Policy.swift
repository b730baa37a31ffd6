extension Trainer {
  /// Takes one step on replies that the model gave. The report's `accuracy` is the share of tokens
  /// that were not clipped.
  ///
  /// - Throws: As `step` for rows.
  @discardableResult
  public func step(
    _ rows: [PolicyRow], objective: PolicyObjective
  ) throws(ModelError) -> StepReport {
    try accumulate(rows, objective: objective)
    return try update()
  }

  /// Adds the gradients of replies to those of the step that `update` will take.
  ///
  /// - Throws: As `step` for rows.
  public func accumulate(
    _ rows: [PolicyRow], objective: PolicyObjective
  ) throws(ModelError) {
    precondition(objective.referenceKL == 0 || hasBase, "the objective needs a base")
    try fillPacks(rows.map(\.row), together: 1)
    compute(.policy(objective, rows))
  }

  /// Takes one step on pairs of replies. The report's `targets` are pairs, its `accuracy` the share
  /// of them in which the better reply has gained more than the other.
  ///
  /// - Throws: As `step` for rows.
  @discardableResult
  public func step(
    _ pairs: [PreferencePair], objective: PreferenceObjective
  ) throws(ModelError) -> StepReport {
    try accumulate(pairs, objective: objective)
    return try update()
  }

  /// Adds the gradients of pairs to those of the step that `update` will take.
  ///
  /// - Throws: As `step` for rows.
  public func accumulate(
    _ pairs: [PreferencePair], objective: PreferenceObjective
  ) throws(ModelError) {
    precondition(hasBase, "the objective needs a base")
    try fillPacks(pairs.flatMap { [$0.chosen, $0.rejected] }, together: 2)
    compute(.preference(objective))
  }

  /// The log-probability of each target token as the model is now, 0 for tokens before a row's first
  /// target.
  ///
  /// - Throws: As `step` for rows.
  public func logProbabilities(of rows: [TokenRow]) throws(ModelError) -> [[Float]] {
    try fillPacks(rows, together: 1)
    return measure(rows)
  }
}
