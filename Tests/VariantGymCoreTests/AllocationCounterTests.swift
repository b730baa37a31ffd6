import AllocationCounter
import Testing

/// Shows that the counter sees what it is there to see, and nothing else.
@Suite("Counter of allocations", .enabled(if: countsAllocations))
struct AllocationCounterTests {
  @Test("nothing is counted where nothing is allocated")
  func nothing() {
    var sum = 0
    #expect(allocations {} == 0)
    #expect(allocations { for number in 0..<100 { sum &+= number } } == 0)
    #expect(sum == 4950)
  }

  @Test("arrays, objects and aligned memory are counted")
  func kinds() {
    final class Object {}
    var arrays: [[Int]] = []
    var objects: [Object] = []
    arrays.reserveCapacity(10)
    objects.reserveCapacity(10)
    #expect(
      allocations { for size in 1...10 { arrays.append(.init(repeating: 1, count: size)) } } == 10)
    #expect(allocations { for _ in 1...10 { objects.append(Object()) } } == 10)
    #expect(
      allocations { UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64).deallocate() }
        == 1)
    #expect(arrays.count == 10 && objects.count == 10)
  }

  @Test("other threads are not counted")
  func otherThreads() async {
    let elsewhere = Task.detached {
      var array: [Int] = []
      let count = allocations { array.reserveCapacity(1000) }
      return (count, array.capacity >= 1000)
    }
    #expect(await elsewhere.value == (1, true))
  }
}
