extension Record {
  /// The row with another reply in place of the gold one, and without a wrong twin.
  public func answered(_ completion: String) -> Record {
    Record(
      schema: schema, set: set, episode: episode, prompt: prompt, prefill: prefill,
      completion: completion, rejected: nil, fault: nil, gold: gold, instance: instance,
      state: state, shown: shown, accepted: accepted, keys: keys)
  }
}
