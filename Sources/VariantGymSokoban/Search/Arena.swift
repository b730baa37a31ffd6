/// A growable run of plain values that the search engines own alone.
///
/// It does not check bounds in release builds, and it counts how often it had to allocate. Its
/// element types are not `private`: Swift 6.3.1 fails to emit their metadata in debug builds.
struct Arena<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count: Int
  private(set) var capacity: Int
  private(set) var growths = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    count = 0
    base = .allocate(capacity: self.capacity)
  }

  init(repeating value: Element, count: Int) {
    self.init(capacity: count)
    base.initialize(repeating: value, count: count)
    self.count = count
  }

  deinit { base.deallocate() }

  var bytes: Int { capacity * MemoryLayout<Element>.stride }

  /// The bytes that the next growth would add.
  var bytesOfNextGrowth: Int { count < capacity ? 0 : bytes }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  @inline(__always)
  func pointer(at index: Int) -> UnsafeMutablePointer<Element> {
    assert(index >= 0 && index < count)
    return base + index
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count += 1
  }

  func fill(_ element: Element) {
    base.update(repeating: element, count: count)
  }

  mutating func removeAll() {
    count = 0
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
    growths += 1
  }
}
