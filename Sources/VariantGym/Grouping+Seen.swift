extension Grouping {
  /// By what a model has met in training of an episode's first prompt: see `SeenClass`.
  ///
  /// - Parameters:
  ///   - index: What the training sets show.
  ///   - catalog: Draws the episodes again; those that it does not have are left out.
  public static func seen(by index: SeenIndex, in catalog: Catalog) -> Grouping {
    Grouping("seen") { result in
      (try? catalog.episode(result.identity)).map { index.classify($0).rawValue }
    }
  }
}
