import Foundation
import VariantGymCore

/// Gives the lines of a set in order, made on all cores.
struct RowStream: Sendable {
  private let recipe: Recipe
  private let draw: InstanceDraw
  private let threads: Int

  init(_ recipe: Recipe, catalog: Catalog, threads: Int) throws {
    self.recipe = recipe
    self.threads = threads
    draw = try InstanceDraw(recipe, catalog: catalog)
  }

  /// One line and what it adds to the counts.
  struct Row: Sendable {
    let line: Data
    let identityKey: ContentKey
    let acceptedKeys: [ContentKey]
  }

  /// Instances are made in groups, so that handing over costs little.
  private static let groupSize = 16

  /// Hands on every row of the set.
  func forEach(_ body: (Row) throws -> Void) async throws {
    var filter = RowFilter(recipe)
    try await inOrder(
      width: threads,
      produce: { group in
        let maker = RecordMaker()
        let first = group * Self.groupSize
        return try (first..<(first + Self.groupSize)).map { index in
          try draw.episodes(ofInstance: index).map { episode in
            let facts = episode.facts
            return Row(
              line: try maker.record(of: episode, facts, recipe: recipe).line,
              identityKey: facts.identityKey, acceptedKeys: facts.acceptedKeys)
          }
        }
      },
      consume: { group in
        for instance in group {
          for row in instance where filter.admits(row.identityKey) { try body(row) }
          try filter.endInstance()
        }
        return !filter.isComplete
      })
  }
}
