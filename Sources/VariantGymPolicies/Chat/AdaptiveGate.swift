/// Lets a bounded number of requests be under way, and fewer while the server says that it is busy.
///
/// The bound grows by one for about as many answers as it admits, and is halved when a request is
/// turned away: additive increase, multiplicative decrease (Chiu and Jain, "Analysis of the increase
/// and decrease algorithms for congestion avoidance in computer networks", 1989).
actor AdaptiveGate {
  /// Admits one request; handed back when it is over.
  struct Ticket: Sendable {
    fileprivate let cuts: Int
  }

  private struct Waiter {
    let number: Int
    let continuation: CheckedContinuation<Ticket?, Never>
  }

  private let most: Double
  private(set) var bound: Double
  private var underWay = 0
  private var waiters: [Waiter] = []
  private var numbered = 0
  private var cuts = 0

  init(most: Int) {
    self.most = Double(most)
    bound = self.most
  }

  /// How many wait for their turn.
  var waiting: Int { waiters.count }

  /// Waits for its turn, first come first served; `nil` when the task was cancelled meanwhile.
  func enter() async -> Ticket? {
    if waiters.isEmpty, underWay < Int(bound) { return admit() }
    let number = numbered
    numbered += 1
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(returning: nil)
        } else {
          waiters.append(Waiter(number: number, continuation: continuation))
        }
      }
    } onCancel: {
      Task { await self.giveUp(number) }
    }
  }

  /// Ends a request.
  ///
  /// - Parameter wasTurnedAway: Whether the server said that it was busy. Of the requests that were
  ///   under way together only the first halves the bound.
  func leave(_ ticket: Ticket, wasTurnedAway: Bool) {
    underWay -= 1
    if !wasTurnedAway {
      bound = min(bound + 1 / bound, most)
    } else if ticket.cuts == cuts {
      bound = max(bound / 2, 1)
      cuts += 1
    }
    while underWay < Int(bound), !waiters.isEmpty {
      waiters.removeFirst().continuation.resume(returning: admit())
    }
  }

  private func admit() -> Ticket {
    underWay += 1
    return Ticket(cuts: cuts)
  }

  private func giveUp(_ number: Int) {
    guard let place = waiters.firstIndex(where: { $0.number == number }) else { return }
    waiters.remove(at: place).continuation.resume(returning: nil)
  }
}
