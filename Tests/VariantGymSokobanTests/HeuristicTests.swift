import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Bounds and deadlocks")
struct HeuristicTests {
  private func boards(_ count: Int) -> [Board] {
    var random = Random(seed: 21)
    return (0..<count).map { round in
      random.board(
        width: random.within(5...7), height: 5, boxes: 1 + round % rounds(debug: 2, release: 4),
        wallShare: 10 + random.below(20))
    }
  }

  private func bound(_ board: Board, _ room: Room, _ distances: PushDistances) -> Int {
    let matching = Matching(distances)
    for (row, box) in room.boxes.enumerated() {
      matching.setRow(row, cell: box, zone: distances.zones.zone(of: room.player, around: box))
    }
    return matching.prepare()
  }

  @Test("the matching bound never exceeds the pushes needed, nor falls by more than a push saves")
  func consistency() throws {
    for board in boards(rounds(debug: 12, release: 150)) {
      let distances = try PushDistances(Room(board))
      let graph = StateGraph(board)
      let bounds = graph.states.map { bound($0, Room($0), distances) }
      for (state, pushes) in graph.pushes.enumerated() {
        if let pushes { #expect(bounds[state] <= pushes) }
      }
      graph.forEachMove { state, next, isPush in
        #expect(bounds[state] <= bounds[next] + (isPush ? 1 : 0))
        if !isPush { #expect(bounds[state] == bounds[next]) }
      }
    }
  }

  @Test("two cells are in one zone of a box exactly if the player can walk between them")
  func zones() {
    for board in boards(rounds(debug: 30, release: 300)) {
      let room = Room(board)
      let zones = FloorZones(room)
      for cell in 0..<room.cellCount where room.floor[cell] {
        var found: [[Bool]: Int] = [:]
        for player in 0..<room.cellCount where room.floor[player] && player != cell {
          let zone = zones.zone(of: player, around: cell)
          let reached = Self.flood(from: player, around: cell, in: room)
          #expect(found[reached] ?? zone == zone)
          found[reached] = zone
          for side in 0..<4 where room.neighbor(cell, side) == player {
            #expect(Int(zones.ofSide[cell * 4 + side]) == zone)
          }
        }
        #expect(Set(found.values).count == found.count)
        #expect(found.values.allSatisfy { $0 < found.count })
      }
    }
  }

  private static func flood(from player: Int, around box: Int, in room: Room) -> [Bool] {
    var reached = [Bool](repeating: false, count: room.cellCount)
    var stack = [player]
    reached[player] = true
    while let cell = stack.popLast() {
      for side in 0..<4 {
        let beside = room.neighbor(cell, side)
        if beside >= 0, beside != box, !reached[beside] {
          reached[beside] = true
          stack.append(beside)
        }
      }
    }
    return reached
  }

  @Test("what stands for the player's region after a push is what a flood finds")
  func regions() throws {
    var pushes = 0
    for board in boards(rounds(debug: 300, release: 3_000)) {
      let room = Room(board)
      var floor = CellFloor(room, try PushDistances(room))
      let boxes = room.boxes.map { UInt16($0) }
      boxes.withUnsafeBufferPointer { floor.place(boxes: $0.baseAddress!, count: $0.count) }
      floor.walk(from: room.player)
      for (row, from) in room.boxes.enumerated() {
        for side in 0..<4 {
          let (to, behind) = (room.neighbor(from, side), room.neighbor(from, side ^ 1))
          guard to >= 0, behind >= 0, floor.isFree(to), floor.stepsTo(behind) != nil else {
            continue
          }
          floor.move(row, to: to)
          let first = floor.firstReachable(afterPush: from, to: to)
          #expect(first == floor.firstReachable(from: from))
          floor.move(row, to: from)
          pushes += 1
        }
      }
    }
    #expect(pushes > 100)
  }

  @Test("a single box in an empty room needs exactly its push distance")
  func singleBox() throws {
    var random = Random(seed: 6)
    for _ in 0..<rounds(debug: 15, release: 200) {
      let board = random.board(width: 6, height: 6, boxes: 1)
      let distances = try PushDistances(Room(board))
      let graph = StateGraph(board)
      for (state, board) in graph.states.enumerated() {
        let bound = bound(board, Room(board), distances)
        #expect(graph.pushes[state] ?? Matching.impossible == bound)
      }
    }
  }

  @Test("the bound with one box moved equals the bound computed afresh")
  func incremental() throws {
    var random = Random(seed: 8)
    for round in 0..<rounds(debug: 20, release: 200) {
      let board = random.board(width: 12, height: 8, boxes: 2 + round % 9, wallShare: 12)
      let room = Room(board)
      let distances = try PushDistances(room)
      let matching = Matching(distances)
      let fresh = Matching(distances)
      for (row, box) in room.boxes.enumerated() { matching.setRow(row, cell: box, zone: 0) }
      _ = matching.prepare()
      for _ in 0..<20 {
        let row = random.below(room.boxes.count)
        let cell = random.pick(from: room.floor.indices.filter { room.floor[$0] })
        for (row, box) in room.boxes.enumerated() { fresh.setRow(row, cell: box, zone: 0) }
        fresh.setRow(row, cell: cell, zone: 0)
        let expected = min(fresh.prepare(), Matching.impossible)
        #expect(min(matching.bound(row: row, cell: cell, zone: 0), Matching.impossible) == expected)
      }
    }
  }

  @Test("no state that is called frozen or lies on a dead square has a solution")
  func deadlocks() throws {
    var frozen = 0
    for board in boards(rounds(debug: 20, release: 300)) {
      let room = Room(board)
      let distances = try PushDistances(room)
      let grid = BitGrid<UInt64>(room, distances)
      var floor = CellFloor(room, distances)
      let graph = StateGraph(board)
      for (state, board) in graph.states.enumerated() {
        let room = Room(board)
        let boxes = room.boxes.reduce(UInt64(0)) { $0 | UInt64(bit: $1) }
        let isFrozen = grid.isFrozen(boxes: boxes)
        floor.place(boxes: room.boxes.map { UInt16($0) }, count: room.boxes.count)
        let isFrozenByCells = room.boxes.indices.contains { floor.isFrozen(row: $0) }
        #expect(isFrozen == isFrozenByCells)
        if isFrozen || boxes & ~grid.alive != 0 { #expect(graph.pushes[state] == nil) }
        if isFrozen { frozen += 1 }
      }
    }
    #expect(frozen > 100)
  }

  @Test("pushes to which a corral confines the search hold an optimal one")
  func corrals() throws {
    var found = 0
    for board in boards(rounds(debug: 30, release: 300)) {
      let room = Room(board)
      let grid = try BitGrid<UInt64>(room, PushDistances(room))
      let graph = StateGraph(board)
      // The least number of pushes after each push, by the state before it and the player's cell.
      var rests: [Int: [UInt64: Int]] = [:]
      var regionOf: [Int: (boxes: UInt64, region: UInt64)] = [:]
      var states: [[UInt64]: Int] = [:]
      for (state, board) in graph.states.enumerated() {
        let room = Room(board)
        let boxes = room.boxes.reduce(UInt64(0)) { $0 | UInt64(bit: $1) }
        let region = grid.region(from: room.player, free: grid.floor & ~boxes)
        regionOf[state] = (boxes, region)
        if states[[boxes, region]] == nil { states[[boxes, region]] = state }
      }
      graph.forEachMove { state, next, isPush in
        guard isPush, let rest = graph.pushes[next] else { return }
        let (boxes, region) = regionOf[state]!
        let normal = states[[boxes, region]]!
        let push = boxes ^ regionOf[next]!.boxes
        rests[normal, default: [:]][push] = rest
      }
      for (key, state) in states {
        guard let forced = grid.forcedPushes(boxes: key[0], region: key[1]) else { continue }
        found += 1
        guard let pushes = graph.pushes[state], pushes > 0 else { continue }
        var least = Int.max
        for direction in 0..<4 {
          forced[direction].forEach { player in
            let box = grid.shifted(UInt64(bit: player), direction)
            let push = box | grid.shifted(box, direction)
            least = min(least, rests[state]?[push] ?? .max)
          }
        }
        #expect(least == pushes - 1)
      }
    }
    #expect(found > rounds(debug: 10, release: 100))
  }
}
