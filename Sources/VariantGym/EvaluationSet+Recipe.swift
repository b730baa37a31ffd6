extension EvaluationSet {
  /// The episodes of a recipe, under its name and with its training languages.
  ///
  /// - Throws: As `Recipe.episodes(in:)`.
  public init(_ recipe: Recipe, in catalog: Catalog) throws {
    self.init(
      name: recipe.name, episodes: try recipe.episodes(in: catalog), trained: recipe.trained)
  }
}
