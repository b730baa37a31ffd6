public import VariantGymCore

/// Draws the episodes of a recipe, block by block.
struct RowDraw: Sendable {
  /// The recipe, with the digests of the files that it was read with.
  let recipe: Recipe
  private let family: any TaskFamily

  /// - Throws: `DatasetError`, `UnknownName` and `SettingsError` for a recipe that cannot be carried
  ///   out, before any row is made.
  init(_ recipe: Recipe, catalog: Catalog) throws {
    (self.recipe, family) = try recipe.resolved(in: catalog)
  }

  /// Hands on the episodes of a block, in order.
  ///
  /// - Throws: `GenerationError`, `DatasetError` where there are not enough distinct instances, and
  ///   `CancellationError`.
  func forEachEpisode(of block: Block, _ body: (any Episode, EpisodeFacts) throws -> Void) throws {
    var seen: Set<ContentKey> = []
    var left = block.rows.count
    for index in block.instances {
      try Task.checkCancellation()
      for episode in try episodes(ofInstance: index) {
        let facts = episode.facts
        if recipe.sampling == .distinctStarts, !seen.insert(facts.identityKey).inserted { continue }
        try body(episode, facts)
        left -= 1
        if left == 0 { return }
      }
    }
    throw DatasetError.tooFewInstances(
      set: recipe.name, found: block.rows.count - left, wanted: block.rows.count,
      tried: block.instances.count)
  }

  private func episodes(ofInstance index: Int) throws -> [any Episode] {
    var address = Address(
      family: recipe.family, difficulty: "", split: recipe.split, cohort: recipe.cohort,
      seed: recipe.seed, index: index)
    var random = address.stream(.draw(of: "difficulty"))
    address.difficulty = recipe.difficulty.pick(using: &random)
    let variants = recipe.variant.names
    guard recipe.sampling == .solution else {
      return [own(try family.twins(at: address, variants: variants, framing: recipe.framing))]
    }
    let steps = try family.twinsAlongSolution(
      at: address, variants: variants, framing: recipe.framing)
    return chosen(steps, at: address).map(own)
  }

  /// The twin whose variant is drawn for the row.
  private func own(_ twins: [any Episode]) -> any Episode {
    if twins.count == 1 { return twins[0] }
    var random = twins[0].identity.address.stream(.draw(of: "variant"))
    let name = recipe.variant.pick(using: &random)
    return twins.first { $0.identity.variant == name }!
  }

  /// The states that make rows, in order, where an instance may give fewer than it has.
  private func chosen(_ steps: [[any Episode]], at address: Address) -> [[any Episode]] {
    guard let most = recipe.rowsPerInstance, most < steps.count else { return steps }
    var random = address.stream(.draw(of: "states"))
    return random.sample(most, of: Array(steps.indices)).sorted().map { steps[$0] }
  }
}

extension Recipe {
  /// A catalog in which the recipe's environment is set up as the recipe has it.
  ///
  /// - Throws: `DatasetError`, `UnknownName` and `SettingsError` for a recipe that cannot be carried
  ///   out.
  public func catalog(from catalog: Catalog) throws -> Catalog {
    let own = try resolved(in: catalog).1
    return Catalog(catalog.families.map { $0.name == own.name ? own : $0 })
  }

  /// The recipe with digests of its files, and the environment that it asks for.
  func resolved(in catalog: Catalog) throws -> (Recipe, any TaskFamily) {
    guard Recipe.rowCounts.contains(rows) else {
      throw DatasetError.badRowCount(set: name, rows: rows)
    }
    guard rowsPerInstance ?? 1 >= 1 else {
      throw DatasetError.badRecipe(set: name, reason: "rowsPerInstance is at least 1")
    }
    try checkName()
    for variant in variant.names where !cohort.contains(variant) {
      throw DatasetError.badRecipe(set: name, reason: "its cohort leaves out \(variant)")
    }
    var resolved = self
    var texts: [String: String] = [:]
    for (use, file) in settings.files.sorted(by: { $0.key < $1.key }) {
      (texts[use], resolved.settings.files[use]) = try file.read()
    }
    let family = try catalog.family(named: family).configured(
      FamilySettings(texts: texts, turnLimit: settings.turnLimit, shares: settings.shares))
    for name in difficulty.names where !family.difficulties.contains(name) {
      throw UnknownName("difficulty of \(family.name)", name, known: family.difficulties)
    }
    for name in cohort + trained where !family.variants.contains(name) {
      throw UnknownName("variant of \(family.name)", name, known: family.variants)
    }
    try family.wordings.check(framing.wording, in: split, of: family.name)
    if let style = content.thought?.style, !family.styles.contains(style) {
      throw UnknownName("style of \(family.name)", style, known: family.styles)
    }
    return (resolved, family)
  }

  /// Refuses a name that cannot be that of a file.
  package func checkName() throws(DatasetError) {
    guard !name.isEmpty, !name.hasPrefix("."), name.utf8.allSatisfy(\.isFileNameByte) else {
      throw .badRecipe(
        set: name, reason: "a name has letters, digits, '-', '_' and '.', and no '.' in front")
    }
  }
}

extension UInt8 {
  fileprivate var isFileNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }
}
