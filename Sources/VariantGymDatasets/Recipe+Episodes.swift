public import VariantGymCore

extension Recipe {
  /// The episodes of the set, in the order of its rows: an evaluation plays exactly these.
  ///
  /// - Throws: `GenerationError`, `UnknownName`, and `DatasetError` where there are not enough
  ///   distinct instances.
  public func episodes(in catalog: Catalog) throws -> [any Episode] {
    let draw = try InstanceDraw(self, catalog: catalog)
    var episodes: [any Episode] = []
    var filter = RowFilter(self)
    var index = 0
    while !filter.isComplete {
      let instance = try draw.episodes(ofInstance: index)
      index += 1
      for episode in instance where filter.admits(episode.facts.identityKey) {
        episodes.append(episode)
      }
      try filter.endInstance()
    }
    return episodes
  }
}

/// Makes the episodes of one instance of a recipe.
struct InstanceDraw: Sendable {
  private let recipe: Recipe
  private let family: any TaskFamily

  init(_ recipe: Recipe, catalog: Catalog) throws {
    guard Recipe.rowCounts.contains(recipe.rows) else {
      throw DatasetError.badRowCount(set: recipe.name, rows: recipe.rows)
    }
    self.recipe = recipe
    family = try catalog.family(named: recipe.family)
  }

  func episodes(ofInstance index: Int) throws(GenerationError) -> [any Episode] {
    let address = recipe.address(index)
    switch recipe.sampling {
    case .start, .distinctStarts:
      return try family.twins(
        at: address, variants: [recipe.variant], framing: recipe.framing)
    case .solution:
      return try family.twinsAlongSolution(
        at: address, variants: [recipe.variant], framing: recipe.framing
      ).flatMap { $0 }
    }
  }
}

/// Decides, in order, which rows belong to a set.
struct RowFilter {
  private let recipe: Recipe
  private var seen: Set<ContentKey> = []
  private var rows = 0
  private var instances = 0

  init(_ recipe: Recipe) {
    self.recipe = recipe
  }

  var isComplete: Bool { rows >= recipe.rows }

  mutating func admits(_ identityKey: ContentKey) -> Bool {
    if isComplete { return false }
    if recipe.sampling == .distinctStarts, !seen.insert(identityKey).inserted { return false }
    rows += 1
    return true
  }

  /// - Throws: `DatasetError` once the draws by far outnumber the rows.
  mutating func endInstance() throws(DatasetError) {
    instances += 1
    if !isComplete, instances >= recipe.rows * 20 {
      throw .tooFewInstances(
        set: recipe.name, found: rows, wanted: recipe.rows, tried: instances)
    }
  }
}
