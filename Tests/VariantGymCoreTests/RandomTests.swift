import Testing
import VariantGymCore

@Suite("Random draws")
struct RandomTests {
  @Test("the sequence is that of SplitMix64")
  func sequence() {
    // The published test vector for the seed 1234567.
    var random = Random(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    for value in expected { #expect(random.next() == value) }
  }

  @Test("bounded draws reach every value about equally often", arguments: [1, 2, 3, 7, 10, 100])
  func bounds(bound: Int) {
    var random = Random(seed: UInt64(bound))
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<(1000 * bound) { counts[random.below(bound)] += 1 }
    // Six standard deviations of a count of mean 1,000.
    #expect(counts.allSatisfy { abs($0 - 1000) < 190 })
  }

  @Test("a shuffle reaches every order of four about equally often")
  func shuffles() {
    var random = Random(seed: 4)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 {
      var order = [0, 1, 2, 3]
      random.shuffle(&order)
      counts[order, default: 0] += 1
    }
    #expect(counts.count == 24)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 190 })
  }

  @Test("a sample holds distinct elements of its pool")
  func samples() {
    var random = Random(seed: 5)
    for _ in 0..<1000 {
      let sample = random.sample(4, of: Array(0..<9))
      #expect(Set(sample).count == 4)
      #expect(sample.allSatisfy { (0..<9).contains($0) })
    }
  }
}

@Suite("Addresses and splits")
struct AddressTests {
  private let address = Address(
    family: "f", difficulty: "d", split: .train, cohort: ["a"], seed: 3, index: 5)

  @Test("streams of different purposes, seeds, indices, splits and difficulties differ")
  func streams() {
    var others = [address, address, address, address, address]
    others[0].seed = 4
    others[1].index = 6
    others[2].split = .test
    others[3].difficulty = "e"
    others[4].family = "g"
    var first = others.map { $0.stream(.instance) } + [address.stream(.instance)]
    first.append(address.stream(.wording))
    first.append(address.stream(.terms(vocabulary: "a")))
    first.append(address.stream(.terms(vocabulary: "b")))
    first.append(address.stream(.policy(variant: "a", turn: 0)))
    first.append(address.stream(.policy(variant: "a", turn: 1)))
    #expect(Set(first).count == first.count)
  }

  @Test("neither cohort nor step touches the instance; the step touches terms and wording")
  func twins() {
    var twin = address
    twin.cohort = ["b", "c"]
    twin.step = 2
    #expect(twin.stream(.instance) == address.stream(.instance))
    #expect(twin.stream(.wording) != address.stream(.wording))
    #expect(twin.stream(.terms(vocabulary: "a")) != address.stream(.terms(vocabulary: "a")))
  }

  @Test("shares are kept")
  func shares() {
    let shares = SplitShares(train: 400, validation: 100)
    var counts: [Split: Int] = [:]
    for number in 0..<100_000 {
      counts[shares.split(of: ContentKey(words: [UInt64(number)])), default: 0] += 1
    }
    #expect(abs(counts[.train]! - 40_000) < 1000)
    #expect(abs(counts[.validation]! - 10_000) < 600)
    #expect(abs(counts[.test]! - 50_000) < 1000)
  }

  @Test("one seed gives the same streams on every platform and in every release")
  func pinned() {
    var instance = address.stream(.instance)
    var terms = address.stream(.terms(vocabulary: "a"))
    #expect(instance.next() == 8_161_536_261_962_758_690)
    #expect(terms.next() == 13_218_796_472_377_105_584)
  }
}
