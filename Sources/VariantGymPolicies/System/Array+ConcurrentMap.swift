extension Array where Element: Sendable {
  /// Maps all elements at once, and keeps their order.
  func concurrentMap<Output: Sendable>(
    _ transform: @escaping @Sendable (Element) async -> Output
  ) async -> [Output] {
    await withTaskGroup(of: (Int, Output).self) { group in
      for (place, element) in enumerated() {
        group.addTask { (place, await transform(element)) }
      }
      var outputs = [Output?](repeating: nil, count: count)
      for await (place, output) in group { outputs[place] = output }
      return outputs.compactMap(\.self)
    }
  }
}
