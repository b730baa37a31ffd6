import VariantGymCore

extension Request {
  /// The seed to be sent with the request: 31 bits, which every server and language can hold.
  var seed: Int {
    var draws = random
    return Int(draws.next() >> 33)
  }
}
