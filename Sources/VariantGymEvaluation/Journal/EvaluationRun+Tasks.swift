public import VariantGymCore

extension EvaluationRun {
  /// Whether a catalog makes the tasks that were played, prompts and all; `nil` where that cannot be
  /// told, since tasks are missing or the catalog cannot make them.
  ///
  /// Recipes may set environments up otherwise: then the same identity is another episode. The digest of
  /// the header tells, which is of all tasks; while some are missing an instance may still do so.
  ///
  /// - Complexity: Draws every task, and renders its first prompt.
  public func isPlayed(in catalog: Catalog) -> Bool? {
    var tasks: [Int: any Episode] = [:]
    for result in results where tasks[result.task] == nil {
      guard let episode = try? catalog.episode(result.identity) else { return nil }
      guard episode.facts.identityKey == result.key else { return false }
      tasks[result.task] = episode
    }
    guard tasks.count == header.taskCount else { return nil }
    var start = 0
    let sets = header.sets.map { set in
      defer { start += set.tasks }
      return (set.name, (start..<start + set.tasks).compactMap { tasks[$0] })
    }
    return TaskList.digest(of: sets) == header.tasks
  }
}
