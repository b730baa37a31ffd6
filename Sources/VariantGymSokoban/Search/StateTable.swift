import VariantGymCore

/// The states of a search on cells: sorted boxes and the player in 16 bits each, found by hash.
struct StateTable: ~Copyable {
  struct Node: BitwiseCopyable {
    var cost: UInt32
    var bound: Int32
    var parent: Int32
    var push: UInt32
    let hash: UInt64
    var isClosed: Bool
  }

  private let boxCount: Int
  private var nodes = Arena<Node>(capacity: 256)
  private var keys: Arena<UInt16>
  private var slots = Arena<UInt32>(repeating: 0, count: 1024)
  private var mask = 1023
  private var rehashes = 0
  /// One word a cell for boxes, and behind them one a cell for the player.
  private let words: Arena<UInt64>
  private let cellCount: Int

  init(boxCount: Int, cellCount: Int) {
    self.boxCount = boxCount
    self.cellCount = cellCount
    keys = Arena(capacity: 256 * (boxCount + 1))
    words = Arena(repeating: 0, count: cellCount * 2)
    for index in 0..<words.count {
      words[index] = Random.mix(UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15)
    }
  }

  var count: Int { nodes.count }
  var growths: Int { nodes.growths + keys.growths + rehashes }
  var bytes: Int {
    nodes.bytes + nodes.bytesOfNextGrowth + keys.bytes + slots.bytes
      + (keys.count + boxCount + 1 > keys.capacity ? keys.bytes : 0)
      + (nodes.count * 2 >= slots.count ? slots.bytes * 2 : 0)
  }

  func cost(_ state: Int) -> Int { Int(nodes[state].cost) }
  func bound(_ state: Int) -> Int { Int(nodes[state].bound) }
  func isClosed(_ state: Int) -> Bool { nodes[state].isClosed }
  func close(_ state: Int) { nodes.pointer(at: state).pointee.isClosed = true }

  func improve(_ state: Int, cost: Int, parent: Int, push: Int) {
    let node = nodes.pointer(at: state)
    node.pointee.cost = UInt32(cost)
    node.pointee.parent = Int32(parent)
    node.pointee.push = UInt32(push)
  }

  /// Copies a state's key, boxes first; returns the player's cell.
  func load(_ state: Int, into key: UnsafeMutablePointer<UInt16>) -> Int {
    key.update(from: keys.base + state * (boxCount + 1), count: boxCount + 1)
    return Int(key[boxCount])
  }

  func hash(of key: UnsafePointer<UInt16>) -> UInt64 {
    var hash = words[cellCount + Int(key[boxCount])]
    for box in 0..<boxCount { hash ^= words[Int(key[box])] }
    return hash
  }

  /// Moves a box within a key, keeping the order; returns the hash of the result.
  func replace(
    in key: UnsafeMutablePointer<UInt16>, _ from: Int, _ to: Int, player: Int
  ) -> UInt64 {
    var place = 0
    while key[place] != from { place += 1 }
    while place + 1 < boxCount, key[place + 1] < to {
      key[place] = key[place + 1]
      place += 1
    }
    while place > 0, key[place - 1] > to {
      key[place] = key[place - 1]
      place -= 1
    }
    key[place] = UInt16(to)
    key[boxCount] = UInt16(player)
    return hash(of: key)
  }

  func find(_ key: UnsafePointer<UInt16>, hash: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let state = Int(slots[slot]) - 1
      if nodes[state].hash == hash {
        let stored = keys.base + state * (boxCount + 1)
        if (0...boxCount).allSatisfy({ stored[$0] == key[$0] }) { return state }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  mutating func insert(
    _ key: UnsafePointer<UInt16>, hash: UInt64, bound: Int, cost: Int, parent: Int, push: Int
  ) -> Int {
    if nodes.count * 2 >= slots.count { rehash() }
    let state = nodes.count
    nodes.append(
      Node(
        cost: UInt32(cost), bound: Int32(bound), parent: Int32(parent), push: UInt32(push),
        hash: hash, isClosed: false))
    for part in 0...boxCount { keys.append(key[part]) }
    place(state, hash)
    return state
  }

  private func place(_ state: Int, _ hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(state + 1)
  }

  private mutating func rehash() {
    slots = Arena(repeating: 0, count: slots.count * 2)
    mask = slots.count - 1
    rehashes += 1
    for state in 0..<nodes.count { place(state, nodes[state].hash) }
  }

  func trace(to goal: Int) -> [PushStep] {
    var steps: [PushStep] = []
    var state = goal
    while nodes[state].parent >= 0 {
      let push = Int(nodes[state].push)
      steps.append(PushStep(box: push >> 2, direction: push & 3))
      state = Int(nodes[state].parent)
    }
    return steps.reversed()
  }
}
