/// A priority queue for small whole priorities; among equals the last one in comes out first.
///
/// Constant time an operation, apart from steps over empty buckets.
struct BucketQueue: ~Copyable {
  struct Entry: BitwiseCopyable {
    var value: UInt32
    var cost: UInt32
    var next: Int32
  }

  private var heads: Arena<Int32>
  private var entries: Arena<Entry>
  private var unused: Int32 = -1
  private var least = 0

  init() {
    heads = Arena(capacity: 256)
    entries = Arena(capacity: 1024)
  }

  var growths: Int { heads.growths + entries.growths }
  var bytes: Int { heads.bytes + entries.bytes }
  var bytesOfNextGrowth: Int { entries.bytesOfNextGrowth }

  @inline(__always)
  mutating func push(_ value: Int, cost: Int, priority: Int) {
    while heads.count <= priority { heads.append(-1) }
    let entry = Entry(
      value: UInt32(truncatingIfNeeded: value), cost: UInt32(truncatingIfNeeded: cost),
      next: heads[priority])
    if unused >= 0 {
      let slot = Int(unused)
      unused = entries[slot].next
      entries[slot] = entry
      heads[priority] = Int32(truncatingIfNeeded: slot)
    } else {
      heads[priority] = Int32(truncatingIfNeeded: entries.count)
      entries.append(entry)
    }
    if priority < least { least = priority }
  }

  @inline(__always)
  mutating func pop() -> (value: Int, cost: Int, priority: Int)? {
    while least < heads.count {
      let slot = heads[least]
      if slot >= 0 {
        let entry = entries[Int(slot)]
        heads[least] = entry.next
        entries.pointer(at: Int(slot)).pointee.next = unused
        unused = slot
        return (Int(entry.value), Int(entry.cost), least)
      }
      least += 1
    }
    return nil
  }
}
