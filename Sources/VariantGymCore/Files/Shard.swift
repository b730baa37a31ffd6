/// One of several parts of work that are done apart, on any machines in any order.
///
/// The pieces of the work are dealt out in runs, so that shards are disjoint and together complete.
public struct Shard: Hashable, Codable, Sendable {
  /// The number of the part, from 0.
  public let index: Int
  /// How many parts there are.
  public let count: Int

  /// Everything in one part.
  public static let whole = Shard(index: 0, count: 1)!

  /// A part; `nil` unless `index` is in `0..<count`.
  public init?(index: Int, count: Int) {
    guard index >= 0, index < count else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads a part such as `3/10`, counted from 0; `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1] else { return nil }
    self.init(index: index, count: count)
  }

  /// Reads a part.
  ///
  /// - Throws: `DecodingError` unless the index is one of the count.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    let index = try fields.decode(Int.self, forKey: .index)
    let count = try fields.decode(Int.self, forKey: .count)
    guard let shard = Shard(index: index, count: count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .index, in: fields, debugDescription: "there is no shard \(index) of \(count)")
    }
    self = shard
  }

  /// The name of the part's folder, such as `shard-03-of-10`; names sort by index.
  public var folderName: String {
    let digits = String(count).count
    let number = String(index)
    return "shard-\(String(repeating: "0", count: digits - number.count))\(number)-of-\(count)"
  }

  /// The part's run of some pieces.
  package func run(of pieces: Int) -> Range<Int> {
    bound(index, pieces)..<bound(index + 1, pieces)
  }

  private func bound(_ index: Int, _ pieces: Int) -> Int {
    // pieces * index / count without overflow.
    let (high, low) = pieces.multipliedFullWidth(by: index)
    return count.dividingFullWidth((high, low)).quotient
  }
}

extension Shard: CustomStringConvertible {
  /// The part as it is asked for, such as `3/10`.
  public var description: String { "\(index)/\(count)" }
}
