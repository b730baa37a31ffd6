package import VariantGymCore

/// Averages a measure over episodes, with the interval that suits it.
package struct Estimator {
  package let bootstrap: Bootstrap

  package init(bootstrap: Bootstrap) {
    self.bootstrap = bootstrap
  }

  /// The mean of a measure; `nil` where no episode has a value.
  ///
  /// Events of independent instances get Wilson's interval, all else that of the cluster bootstrap:
  /// by instance, and over training runs where there are several.
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
    guard !runs.isEmpty else { return nil }
    let clusters = runs.map(clusters)
    let values = runs.joined().map(\.value)
    if kind == .event, runs.count == 1, clusters[0].count == values.count {
      return .wilson(
        values.count { $0 == 1 }, of: values.count, confidence: bootstrap.confidence)
    }
    // Where all agree there is nothing to resample, and yet they are only so many instances.
    let isUnanimous = values.allSatisfy { $0 == values[0] } && (values[0] == 0 || values[0] == 1)
    if kind != .number, isUnanimous {
      let instances = clusters.reduce(0) { max($0, $1.count) }
      return .wilson(
        values[0] == 1 ? instances : 0, of: instances, confidence: bootstrap.confidence)
    }
    return bootstrap.mean(of: clusters)
  }

  /// The values of each instance, in the order in which instances first appear.
  private func clusters(_ values: [(key: ContentKey, value: Double)]) -> [Bootstrap.Cluster] {
    var clusters: [Bootstrap.Cluster] = []
    var places: [ContentKey: Int] = [:]
    for (key, value) in values {
      if let place = places[key] {
        clusters[place].sum += value
        clusters[place].count += 1
      } else {
        places[key] = clusters.count
        clusters.append(Bootstrap.Cluster(sum: value, count: 1))
      }
    }
    return clusters
  }
}
