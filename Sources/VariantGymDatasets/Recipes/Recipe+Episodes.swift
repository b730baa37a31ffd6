public import VariantGymCore

extension Recipe {
  /// The episodes of the set, in the order of its rows: an evaluation plays exactly these.
  ///
  /// - Throws: `GenerationError`, `UnknownName`, `SettingsError`, and `DatasetError` where the recipe
  ///   cannot be carried out or there are not enough distinct instances.
  public func episodes(in catalog: Catalog) throws -> [any Episode] {
    let draw = try RowDraw(self, catalog: catalog)
    var episodes: [any Episode] = []
    for number in 0..<blockCount {
      try draw.forEachEpisode(of: block(number)) { episode, _ in episodes.append(episode) }
    }
    return episodes
  }
}
