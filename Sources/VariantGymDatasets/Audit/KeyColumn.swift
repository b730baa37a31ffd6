/// The keys of one kind in all rows of a set: all that an audit keeps of their content.
struct KeyColumn: Sendable {
  private struct Entry {
    let key: UInt64
    let row: UInt32
  }

  private var entries: [Entry] = []

  mutating func append(_ key: UInt64, row: Int) {
    entries.append(Entry(key: key, row: UInt32(row)))
  }

  /// Puts the keys in order; to be called once all of them are there.
  mutating func sort() {
    entries.sort { ($0.key, $0.row) < ($1.key, $1.row) }
  }

  /// How many different keys there are, and how many rows have no key that no row before has.
  func count(rows: Int) -> (distinct: Int, repeatedRows: Int) {
    var distinct = 0
    var isKnown = [Bool](repeating: true, count: rows)
    var hasKey = [Bool](repeating: false, count: rows)
    for place in entries.indices {
      let row = Int(entries[place].row)
      hasKey[row] = true
      if place > 0, entries[place - 1].key == entries[place].key { continue }
      distinct += 1
      isKnown[row] = false
    }
    return (distinct, zip(isKnown, hasKey).count { $0 && $1 })
  }

  /// What a column shares with one that is known.
  struct Shared {
    var keys: [UInt64] = []
    var rows = 0
    var example = (known: 0, row: Int.max)
  }

  /// The keys that both have, and the rows of this one in which they stand. Linear in both.
  func shared(with known: KeyColumn) -> Shared {
    var shared = Shared()
    var rows: Set<UInt32> = []
    var place = 0
    for entry in known.entries {
      while place < entries.count, entries[place].key < entry.key { place += 1 }
      guard place < entries.count else { break }
      // The first entry of a key takes all rows with it; the others find none left.
      guard entries[place].key == entry.key else { continue }
      shared.keys.append(entry.key)
      while place < entries.count, entries[place].key == entry.key {
        let row = Int(entries[place].row)
        rows.insert(entries[place].row)
        if row < shared.example.row { shared.example = (Int(entry.row), row) }
        place += 1
      }
    }
    shared.rows = rows.count
    return shared
  }
}
