/// Rows that go through the model together, one after the other without padding.
///
/// A row's last token is only predicted. From the token that predicts a row's first target on, its
/// places are *kept* to the end of the last layer; the ones before serve attention alone.
struct Pack {
  /// A row within a pack.
  struct Segment {
    /// Which row of the batch it is.
    var row: Int
    var start: Int
    var count: Int
    /// The first kept place, counted from the start.
    var firstKept: Int
    /// Where its kept places begin among those of the pack.
    var keptStart: Int
    var keptCount: Int { count - firstKept }
  }

  private(set) var segments: [Segment] = []
  private(set) var tokens: [Int32] = []
  /// For each kept place, the token that follows, and its weight in the loss.
  private(set) var targets: [Int32] = []
  private(set) var weights: [Float] = []

  var count: Int { tokens.count }
  var keptCount: Int { targets.count }
  var longest: Int { segments.reduce(0) { max($0, $1.count) } }

  mutating func removeAll() {
    segments.removeAll(keepingCapacity: true)
    tokens.removeAll(keepingCapacity: true)
    targets.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
  }

  mutating func reserve(rows: Int, places: Int) {
    segments.reserveCapacity(rows)
    tokens.reserveCapacity(places)
    targets.reserveCapacity(places)
    weights.reserveCapacity(places)
  }

  /// Adds a row.
  mutating func append(_ row: TokenRow, at index: Int) {
    let count = row.tokens.count - 1
    var first = 0
    while first + 1 < count && row.weights[first + 1] == 0 { first += 1 }
    segments.append(
      Segment(
        row: index, start: tokens.count, count: count, firstKept: first,
        keptStart: targets.count))
    for place in 0..<count { tokens.append(row.tokens[place]) }
    for place in first..<count {
      targets.append(row.tokens[place + 1])
      weights.append(row.weights[place + 1])
    }
  }

  /// Adds a prompt of which only the last place is kept, that which predicts its continuation.
  mutating func append(prompt: ArraySlice<Int32>, at index: Int) {
    segments.append(
      Segment(
        row: index, start: tokens.count, count: prompt.count, firstKept: prompt.count - 1,
        keptStart: targets.count))
    for token in prompt { tokens.append(token) }
    targets.append(0)
    weights.append(0)
  }
}
