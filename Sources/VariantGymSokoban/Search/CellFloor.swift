/// The boxes of one state laid out on the floor, with walks and the test for freezes.
struct CellFloor: ~Copyable {
  let distances: PushDistances
  private let neighbors: Arena<Int32>
  private let isTarget: Arena<Bool>
  private let alive: Arena<Bool>
  /// Whether pushes along an axis (0 up and down, 1 across) are stopped for good, at `cell * 2`.
  private let isStopped: Arena<Bool>
  /// For each cell the row of the box there, or -1.
  private let rowOfCell: Arena<Int32>
  private let cells: Arena<Int>
  private let frozen: Arena<Bool>
  private let queue: Arena<Int32>
  private let steps: Arena<Int32>
  private let seen: Arena<UInt32>
  private var stamp: UInt32 = 0
  private let walked: Arena<UInt32>
  private var walkStamp: UInt32 = 0
  private var firstWalked = 0
  private var placed = 0
  private(set) var misplaced = 0

  init(_ room: Room, _ distances: PushDistances) {
    self.distances = distances
    let count = room.cellCount
    neighbors = Arena(repeating: -1, count: count * 4)
    isTarget = Arena(repeating: false, count: count)
    alive = Arena(repeating: false, count: count)
    isStopped = Arena(repeating: false, count: count * 2)
    rowOfCell = Arena(repeating: -1, count: count)
    cells = Arena(repeating: 0, count: room.boxes.count)
    frozen = Arena(repeating: false, count: room.boxes.count)
    queue = Arena(repeating: 0, count: count)
    steps = Arena(repeating: 0, count: count)
    seen = Arena(repeating: 0, count: count)
    walked = Arena(repeating: 0, count: count)
    for index in 0..<count * 4 { neighbors[index] = room.neighbors[index] }
    for target in room.targets { isTarget[target] = true }
    for cell in 0..<count where room.floor[cell] {
      alive[cell] = distances.isAlive[cell]
      for axis in 0..<2 {
        let one = room.neighbor(cell, axis * 2)
        let other = room.neighbor(cell, axis * 2 + 1)
        isStopped[cell * 2 + axis] =
          one < 0 || other < 0 || !distances.isAlive[one] && !distances.isAlive[other]
      }
    }
  }

  func cellOfRow(_ row: Int) -> Int { cells[row] }
  func isFree(_ cell: Int) -> Bool { rowOfCell[cell] < 0 }
  func isAlive(_ cell: Int) -> Bool { alive[cell] }

  /// Puts the boxes of a state in place of those before.
  mutating func place(boxes: UnsafePointer<UInt16>, count: Int) {
    for row in 0..<placed { rowOfCell[cells[row]] = -1 }
    placed = count
    misplaced = 0
    for row in 0..<count {
      cells[row] = Int(boxes[row])
      rowOfCell[cells[row]] = Int32(row)
      if !isTarget[cells[row]] { misplaced += 1 }
    }
  }

  func move(_ row: Int, to cell: Int) {
    rowOfCell[cells[row]] = -1
    cells[row] = cell
    rowOfCell[cell] = Int32(row)
  }

  /// Finds the shortest walks from a cell; `stepsTo` tells their lengths until the next call.
  mutating func walk(from player: Int) {
    walkStamp += 1
    walked[player] = walkStamp
    firstWalked = player
    steps[player] = 0
    queue[0] = Int32(player)
    var (next, end) = (0, 1)
    while next < end {
      let cell = Int(queue[next])
      next += 1
      for direction in 0..<4 {
        let beside = Int(neighbors[cell * 4 + direction])
        if beside < 0 || walked[beside] == walkStamp || rowOfCell[beside] >= 0 { continue }
        walked[beside] = walkStamp
        firstWalked = min(firstWalked, beside)
        steps[beside] = steps[cell] + 1
        queue[end] = Int32(beside)
        end += 1
      }
    }
  }

  func stepsTo(_ cell: Int) -> Int? {
    walked[cell] == walkStamp ? Int(steps[cell]) : nil
  }

  /// The smallest cell in the region around a cell, which stands for the region.
  mutating func firstReachable(from player: Int) -> Int {
    stamp += 1
    seen[player] = stamp
    queue[0] = Int32(player)
    var (next, end, first) = (0, 1, player)
    while next < end {
      let cell = Int(queue[next])
      next += 1
      first = min(first, cell)
      for direction in 0..<4 {
        let beside = Int(neighbors[cell * 4 + direction])
        if beside < 0 || seen[beside] == stamp || rowOfCell[beside] >= 0 { continue }
        seen[beside] = stamp
        queue[end] = Int32(beside)
        end += 1
      }
    }
    return first
  }

  /// The smallest cell in the player's region after a push, once `move` has carried the box on.
  ///
  /// Most pushes leave the region that `walk` found as it was but for two cells, which shows around
  /// them; only after the others the floor is flooded anew.
  mutating func firstReachable(afterPush from: Int, to: Int) -> Int {
    let keepsRegion = to != firstWalked && joinsNothing(from) && cutsOffNothing(to, player: from)
    return keepsRegion ? min(firstWalked, from) : firstReachable(from: from)
  }

  /// Whether a cell that a box has left borders on no free cell out of the walk's reach.
  private func joinsNothing(_ cell: Int) -> Bool {
    for side in 0..<4 {
      let beside = Int(neighbors[cell * 4 + side])
      if beside >= 0, rowOfCell[beside] < 0, walked[beside] != walkStamp { return false }
    }
    return true
  }

  /// Whether the cells beside a box that the player can reach are joined through the eight around it.
  private func cutsOffNothing(_ cell: Int, player: Int) -> Bool {
    // Up, right, down, left: each has a corner in common with the next.
    let sides = [0, 3, 1, 2]
    var (open, joints) = (0, 0)
    for index in 0..<4 {
      let beside = Int(neighbors[cell * 4 + sides[index]])
      guard isOpen(beside, player) else { continue }
      open += 1
      let turn = sides[(index + 1) & 3]
      if isOpen(Int(neighbors[cell * 4 + turn]), player),
        isOpen(Int(neighbors[beside * 4 + turn]), player)
      {
        joints += 1
      }
    }
    return joints >= open - 1
  }

  private func isOpen(_ cell: Int, _ player: Int) -> Bool {
    cell == player || cell >= 0 && rowOfCell[cell] < 0 && walked[cell] == walkStamp
  }

  /// Whether boxes that no push can ever move include this one and one off target.
  ///
  /// All boxes count as frozen at first; those that have a free axis lose the mark, until none is
  /// left that does. What keeps its mark holds itself in place.
  func isFrozen(row pushed: Int) -> Bool {
    frozen.fill(true)
    if !isHeld(pushed) { return false }
    var changed = true
    while changed {
      changed = false
      for row in 0..<placed where frozen[row] && !isHeld(row) {
        if row == pushed { return false }
        frozen[row] = false
        changed = true
      }
    }
    for row in 0..<placed where frozen[row] && !isTarget[cells[row]] { return true }
    return false
  }

  private func isHeld(_ row: Int) -> Bool {
    let cell = cells[row]
    return isHeld(cell, axis: 0) && isHeld(cell, axis: 1)
  }

  private func isHeld(_ cell: Int, axis: Int) -> Bool {
    isStopped[cell * 2 + axis] || holdsFrozen(neighbors[cell * 4 + axis * 2])
      || holdsFrozen(neighbors[cell * 4 + axis * 2 + 1])
  }

  private func holdsFrozen(_ cell: Int32) -> Bool {
    let row = rowOfCell[Int(cell)]
    return row >= 0 && frozen[Int(row)]
  }
}
