internal import AllocationHooks

/// Whether this process can count allocations: on Linux with glibc and on macOS, save under a
/// sanitizer.
public var countsAllocations: Bool { allocation_hooks_are_active() }

/// Whether the optimiser has run, without which code allocates that otherwise would not.
public var isOptimised: Bool {
  #if DEBUG
    false
  #else
    true
  #endif
}

/// How many allocations a closure makes on the calling thread, those of threads that it starts left
/// out.
///
/// What a piece of code allocates once, such as the values of `static let`, counts the first time:
/// run it once before.
public func allocations<Failure: Error>(
  _ body: () throws(Failure) -> Void
) throws(Failure) -> Int {
  let before = allocation_count_of_this_thread()
  try body()
  return allocation_count_of_this_thread() - before
}
