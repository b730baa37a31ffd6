/// The cheapest assignment of boxes to targets: a lower bound on the pushes that remain.
///
/// It is prepared for one arrangement of boxes; then the bound of an arrangement in which one box
/// differs costs O(k^2) for k boxes instead of O(k^3) (Kuhn 1955, in the form with potentials by
/// which rows are added one at a time). For up to four boxes it compares all assignments.
struct Matching: ~Copyable {
  /// At least this much: some box cannot reach any target that the others leave to it.
  static let impossible = 1 << 24

  private let count: Int
  private let table: Arena<Int32>
  /// One row of `table` a box, as its offset there.
  private let rows: Arena<Int>
  private let working: Potentials
  private let prepared: Potentials
  /// The prepared assignment by rows, which count from 1; at 0 its cost.
  private let columnOfRow: Arena<Int>

  init(_ distances: PushDistances) {
    count = distances.targetCount
    table = Arena(repeating: 0, count: distances.table.count)
    for index in distances.table.indices {
      let pushes = distances.table[index]
      table[index] = pushes == PushDistances.unreachable ? Int32(Self.impossible) : Int32(pushes)
    }
    rows = Arena(repeating: 0, count: count)
    working = Potentials(count)
    prepared = Potentials(count)
    columnOfRow = Arena(repeating: 0, count: count + 1)
  }

  /// Sets the box of one row: its cell, and the zone in which the player stands.
  @inline(__always)
  func setRow(_ row: Int, cell: Int, zone: Int) {
    rows[row] = (cell * 4 + zone) * count
  }

  /// The bound of the arrangement set by `setRow`, which the next calls of `bound` vary.
  func prepare() -> Int {
    guard count > 4 else { return smallBound() }
    // Any potentials of columns are a valid start; those of the last arrangement are a good one.
    prepared.clearRows()
    for row in 1...count { assignCheapest(row) }
    for row in 1...count where columnOfRow[row] == 0 { augment(prepared, row) }
    for column in 1...count { columnOfRow[prepared.rowOfColumn[column]] = column }
    let sum = total(prepared)
    columnOfRow[0] = sum
    return sum
  }

  /// The bound when one box stands elsewhere.
  @inline(__always)
  func bound(row: Int, cell: Int, zone: Int) -> Int {
    let before = rows[row]
    let now = (cell * 4 + zone) * count
    if count > 4, let bound = unchanged(row + 1, before: before, now: now) { return bound }
    rows[row] = now
    let bound = count > 4 ? rematched(row + 1) : smallBound()
    rows[row] = before
    return bound
  }

  @inline(__always)
  private func cost(_ row: Int, _ column: Int) -> Int {
    Int(table[rows[row] + column])
  }

  /// Gives a row the column of least reduced cost if it is still free.
  private func assignCheapest(_ row: Int) {
    let offset = rows[row - 1] - 1
    var (least, cheapest) = (Int.max, 0)
    for column in 1...count {
      let reduced = Int(table[offset + column]) - prepared.column[column]
      if reduced < least { (least, cheapest) = (reduced, column) }
    }
    prepared.row[row] = least
    let isFree = prepared.rowOfColumn[cheapest] == 0
    columnOfRow[row] = isFree ? cheapest : 0
    if isFree { prepared.rowOfColumn[cheapest] = row }
  }

  /// The bound if the box keeps its target, which holds where that has the least reduced cost.
  @inline(__always)
  private func unchanged(_ row: Int, before: Int, now: Int) -> Int? {
    let kept = columnOfRow[row]
    let pushes = table[now + kept - 1]
    let reduced = Int(pushes) - prepared.column[kept]
    for column in 1...count where Int(table[now + column - 1]) - prepared.column[column] < reduced {
      return nil
    }
    return columnOfRow[0] + Int(pushes) - Int(table[before + kept - 1])
  }

  private func rematched(_ row: Int) -> Int {
    working.copy(from: prepared)
    for column in 1...count where working.rowOfColumn[column] == row {
      working.rowOfColumn[column] = 0
    }
    working.row[row] = 0
    augment(working, row)
    return total(working)
  }

  private func total(_ potentials: borrowing Potentials) -> Int {
    var sum = 0
    for column in 1...count { sum += cost(potentials.rowOfColumn[column] - 1, column - 1) }
    return sum
  }

  /// Adds one row along a shortest augmenting path; column 0 is the path's start.
  private func augment(_ state: borrowing Potentials, _ row: Int) {
    state.rowOfColumn[0] = row
    state.slack.fill(.max)
    state.used.fill(false)
    var column = 0
    repeat {
      state.used[column] = true
      let reached = state.rowOfColumn[column]
      let offset = rows[reached - 1] - 1
      let potential = state.row[reached]
      var (delta, next) = (Int.max, 0)
      for other in 1...count where !state.used[other] {
        let reduced = Int(table[offset + other]) - potential - state.column[other]
        if reduced < state.slack[other] {
          state.slack[other] = reduced
          state.way[other] = column
        }
        if state.slack[other] < delta { (delta, next) = (state.slack[other], other) }
      }
      for other in 0...count {
        if state.used[other] {
          state.row[state.rowOfColumn[other]] += delta
          state.column[other] -= delta
        } else {
          state.slack[other] -= delta
        }
      }
      column = next
    } while state.rowOfColumn[column] != 0
    while column != 0 {
      let previous = state.way[column]
      state.rowOfColumn[column] = state.rowOfColumn[previous]
      column = previous
    }
  }

  @inline(__always)
  private func smallBound() -> Int {
    switch count {
    case 1: cost(0, 0)
    case 2: pair(0, 0, 1)
    case 3:
      min(
        cost(2, 0) + pair(0, 1, 2), cost(2, 1) + pair(0, 0, 2), cost(2, 2) + pair(0, 0, 1))
    default:
      min(
        min(pair(0, 0, 1) + pair(2, 2, 3), pair(0, 2, 3) + pair(2, 0, 1)),
        min(pair(0, 0, 2) + pair(2, 1, 3), pair(0, 1, 3) + pair(2, 0, 2)),
        min(pair(0, 0, 3) + pair(2, 1, 2), pair(0, 1, 2) + pair(2, 0, 3)))
    }
  }

  /// The cheaper way to give two columns to a row and the next one.
  @inline(__always)
  private func pair(_ row: Int, _ one: Int, _ other: Int) -> Int {
    min(
      cost(row, one) + cost(row + 1, other), cost(row, other) + cost(row + 1, one))
  }
}

/// The dual variables of an assignment and the assignment itself; rows and columns count from 1.
struct Potentials: ~Copyable {
  let row: Arena<Int>
  let column: Arena<Int>
  let rowOfColumn: Arena<Int>
  let slack: Arena<Int>
  let way: Arena<Int>
  let used: Arena<Bool>

  init(_ count: Int) {
    row = Arena(repeating: 0, count: count + 1)
    column = Arena(repeating: 0, count: count + 1)
    rowOfColumn = Arena(repeating: 0, count: count + 1)
    slack = Arena(repeating: 0, count: count + 1)
    way = Arena(repeating: 0, count: count + 1)
    used = Arena(repeating: false, count: count + 1)
  }

  func clearRows() {
    row.fill(0)
    rowOfColumn.fill(0)
  }

  func copy(from other: borrowing Potentials) {
    row.base.update(from: other.row.base, count: row.count)
    column.base.update(from: other.column.base, count: column.count)
    rowOfColumn.base.update(from: other.rowOfColumn.base, count: rowOfColumn.count)
  }
}
