import Foundation
import Testing

@testable import VariantGymDatasets

@Suite("Work in order")
struct OrderedWorkTests {
  /// How many pieces are being made, and the most that ever were.
  private final class Busy: @unchecked Sendable {
    private let lock = NSLock()
    private var now = 0
    private(set) var most = 0

    func enter() {
      lock.withLock {
        now += 1
        most = max(most, now)
      }
    }

    func leave() { lock.withLock { now -= 1 } }
  }

  @Test(
    "no more pieces are made at once than there are threads, and all come in order",
    arguments: 1...4)
  func threads(count: Int) async throws {
    let busy = Busy()
    let work = OrderedWork(pieces: 3..<60, threads: count) { number in
      busy.enter()
      Thread.sleep(forTimeInterval: number % 7 == 0 ? 0.004 : 0.001)
      busy.leave()
      return number
    }
    var made: [Int] = []
    for try await number in work { made.append(number) }
    #expect(made == Array(3..<60))
    #expect(busy.most <= count)
  }

  @Test("an error ends the work, and what follows is not waited for")
  func failure() async throws {
    struct Bad: Error {}
    let work = OrderedWork(pieces: 0..<10, threads: 2) { number in
      if number == 3 { throw Bad() }
      return number
    }
    var made: [Int] = []
    await #expect(throws: Bad.self) { for try await number in work { made.append(number) } }
    #expect(made == [0, 1, 2])
  }
}
