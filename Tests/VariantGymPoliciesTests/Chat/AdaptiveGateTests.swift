import Testing

@testable import VariantGymPolicies

@Suite("Adaptive gate", .timeLimit(.minutes(10)))
struct AdaptiveGateTests {
  @Test(
    "a burst of refusals halves the bound once, and answers raise it again, never above the most")
  func bound() async throws {
    let gate = AdaptiveGate(most: 16)
    var tickets: [AdaptiveGate.Ticket] = []
    for _ in 0..<16 { tickets.append(try #require(await gate.enter())) }
    for ticket in tickets { await gate.leave(ticket, wasTurnedAway: true) }
    #expect(await gate.bound == 8)
    for _ in 0..<10 {
      await gate.leave(try #require(await gate.enter()), wasTurnedAway: true)
    }
    #expect(await gate.bound == 1)
    var answers = 0
    while await gate.bound < 16 {
      await gate.leave(try #require(await gate.enter()), wasTurnedAway: false)
      answers += 1
    }
    // The bound grows by its own inverse: about half its square in answers.
    #expect((110...140).contains(answers))
    await gate.leave(try #require(await gate.enter()), wasTurnedAway: false)
    #expect(await gate.bound == 16)
  }

  @Test("who waits comes in turn, and who is cancelled lets the others pass")
  func turns() async throws {
    let gate = AdaptiveGate(most: 1)
    let first = try #require(await gate.enter())
    let order = Shared<[Int]>([])
    var tasks: [Task<Bool, Never>] = []
    for number in 0..<5 {
      tasks.append(
        Task {
          guard let ticket = await gate.enter() else { return false }
          order.update { $0.append(number) }
          await gate.leave(ticket, wasTurnedAway: false)
          return true
        })
      while await gate.waiting <= number { await Task.yield() }
    }
    tasks[2].cancel()
    #expect(await tasks[2].value == false)
    await gate.leave(first, wasTurnedAway: false)
    for task in [0, 1, 3, 4] { #expect(await tasks[task].value) }
    #expect(order.value == [0, 1, 3, 4])
  }
}
