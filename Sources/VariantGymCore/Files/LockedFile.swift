#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Opens what one process at a time writes into.
package enum LockedFile {
  /// Why a file cannot be had.
  package struct Fault: Error {
    package let reason: String
  }

  /// A descriptor of a file or folder, locked until it is closed or the process ends.
  ///
  /// The lock is `flock`'s. A process that this one starts does not inherit it.
  ///
  /// - Parameter flags: How it is opened, as `open` takes it; a file that is made can be read by all.
  package static func descriptor(_ path: String, _ flags: Int32) throws(Fault) -> Int32 {
    let descriptor = open(path, flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Fault(reason: "cannot be opened: \(lastError)") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isBusy = errno == EWOULDBLOCK
      let reason = isBusy ? "another process writes into it" : "cannot be locked: \(lastError)"
      close(descriptor)
      throw Fault(reason: reason)
    }
    return descriptor
  }

  private static var lastError: String { String(cString: strerror(errno)) }
}
