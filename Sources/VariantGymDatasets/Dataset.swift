public import Foundation
public import VariantGymCore

/// The records of a recipe, made as they are asked for.
///
/// ```swift
/// for try await record in try Dataset(recipe, catalog: .standard) {
///   print(record.prompt, record.completion ?? "")
/// }
/// ```
/// They come in the order of the set's rows, made on all cores; memory stays bounded however large
/// the set and however slow the reader is. The number of threads changes no record.
public struct Dataset: AsyncSequence, Sendable {
  private let draw: RowDraw
  private let threads: Int

  /// The records of a recipe.
  ///
  /// - Parameters:
  ///   - recipe: What the set is made of.
  ///   - catalog: The environments that it may name.
  ///   - threads: How many threads work at once, at least 1.
  /// - Throws: `DatasetError`, `UnknownName`, `SettingsError` for a recipe that cannot be carried out.
  public init(
    _ recipe: Recipe, catalog: Catalog,
    threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) throws {
    draw = try RowDraw(recipe, catalog: catalog)
    self.threads = threads
  }

  /// An iterator over the records.
  public func makeAsyncIterator() -> Iterator { Iterator(records.makeAsyncIterator()) }

  private var records: OrderedWork<[Record]> {
    let draw = draw
    return OrderedWork(pieces: 0..<draw.recipe.blockCount, threads: threads) { number in
      let maker = RecordMaker()
      var records: [Record] = []
      try draw.forEachEpisode(of: draw.recipe.block(number)) { episode, facts in
        records.append(try maker.record(of: episode, facts, recipe: draw.recipe))
      }
      return records
    }
  }

  /// Gives the records in order.
  public struct Iterator: AsyncIteratorProtocol {
    private let blocks: OrderedWork<[Record]>.Iterator
    private var block: ArraySlice<Record> = []

    fileprivate init(_ blocks: OrderedWork<[Record]>.Iterator) {
      self.blocks = blocks
    }

    /// The next record.
    ///
    /// - Throws: `GenerationError`, `DatasetError`, `SearchLimit`, `CancellationError`.
    public mutating func next() async throws -> Record? {
      while block.isEmpty {
        guard let next = try await blocks.next() else { return nil }
        block = next[...]
      }
      return block.removeFirst()
    }
  }
}
