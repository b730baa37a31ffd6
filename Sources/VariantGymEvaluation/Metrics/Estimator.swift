package import VariantGymCore

/// Averages a measure over episodes, with the interval that suits it.
package struct Estimator {
  package let bootstrap: Bootstrap

  package init(bootstrap: Bootstrap) {
    self.bootstrap = bootstrap
  }

  /// The mean of a measure; `nil` where no episode has a value.
  ///
  /// Events of independent instances get Wilson's interval, shares that all agree the interval that
  /// unseen ones leave open, all else that of the cluster bootstrap: by instance, and over training runs
  /// where there are several.
  ///
  /// - Parameter runs: The results of each training run.
  func mean(_ measure: Measure, over runs: [[EpisodeResult]]) -> Estimate? {
    let values = runs.map { run in
      run.compactMap { result in measure.value(result).map { (key: result.key, value: $0) } }
    }
    return estimate(values, measure.kind)
  }

  /// The same for values that are at hand, each with its instance.
  package func estimate(
    _ runs: [[(key: ContentKey, value: Double)]], _ kind: Measure.Kind
  ) -> Estimate? {
    let runs = runs.filter { !$0.isEmpty }
    if kind == .event, runs.count == 1, Set(runs[0].map(\.key)).count == runs[0].count {
      return .wilson(
        runs[0].count { $0.value == 1 }, of: runs[0].count, confidence: bootstrap.confidence)
    }
    return mean(of: runs, in: kind == .number ? nil : 0...1)
  }

  /// The mean of differences between two values of a kind, each difference with its instance.
  package func difference(
    _ runs: [[(key: ContentKey, value: Double)]], _ kind: Measure.Kind
  ) -> Estimate? {
    mean(of: runs, in: kind == .number ? nil : -1...1)
  }

  private func mean(
    of runs: [[(key: ContentKey, value: Double)]], in range: ClosedRange<Double>?
  ) -> Estimate? {
    let clusters = clusters(of: runs.filter { !$0.isEmpty })
    guard let value = runs.joined().first?.value else { return nil }
    // Where all agree there is nothing to resample, and yet they are only so many instances.
    if let range, runs.joined().allSatisfy({ abs($0.value - value) < 1e-9 }) {
      return .unanimous(
        value, in: range,
        count: clusters.reduce(0) { max($0, $1.count { $0 != nil }) },
        confidence: bootstrap.confidence)
    }
    return bootstrap.mean(of: clusters)
  }

  /// The values of each instance in each run, in the order in which instances first appear.
  private func clusters(
    of runs: [[(key: ContentKey, value: Double)]]
  ) -> [[Bootstrap.Cluster?]] {
    var places: [ContentKey: Int] = [:]
    for (key, _) in runs.joined() where places[key] == nil { places[key] = places.count }
    return runs.map { run in
      var clusters = [Bootstrap.Cluster?](repeating: nil, count: places.count)
      for (key, value) in run {
        let place = places[key]!
        var cluster = clusters[place] ?? Bootstrap.Cluster(sum: 0, count: 0)
        cluster.sum += value
        cluster.count += 1
        clusters[place] = cluster
      }
      return clusters
    }
  }
}
