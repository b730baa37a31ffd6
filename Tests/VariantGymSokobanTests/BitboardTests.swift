import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Bitboards")
struct BitboardTests {
  private func check<Bits: Bitboard>(_: Bits.Type, seed: UInt64) {
    var random = Random(seed: seed)
    for _ in 0..<20 {
      let cells = (0..<Bits.capacity).filter { _ in random.below(3) == 0 }
      let bits = cells.reduce(Bits()) { $0 | Bits(bit: $1) }
      var listed: [Int] = []
      bits.forEach { listed.append($0) }
      #expect(listed == cells)
      let distance = random.within(1...63)
      let raised = cells.map { $0 + distance }.filter { $0 < Bits.capacity }
      let lowered = cells.map { $0 - distance }.filter { $0 >= 0 }
      #expect(bits.raised(by: distance) == raised.reduce(Bits()) { $0 | Bits(bit: $1) })
      #expect(bits.lowered(by: distance) == lowered.reduce(Bits()) { $0 | Bits(bit: $1) })
      #expect((bits & ~bits).isEmpty && (bits ^ bits) == Bits())
    }
  }

  @Test("all sizes list and shift their cells alike")
  func sizes() {
    check(UInt64.self, seed: 1)
    check(Paired<UInt64>.self, seed: 2)
    check(Paired<Paired<UInt64>>.self, seed: 3)
    check(Paired<Paired<Paired<UInt64>>>.self, seed: 4)
  }
}
