import Foundation
import VariantGymSokoban

/// The folder of real levels and their optimal values, where the environment names one.
struct LevelFolder {
  let url: URL

  init?() {
    guard let path = ProcessInfo.processInfo.environment["VARIANTGYM_LEVELS"] else { return nil }
    url = URL(fileURLWithPath: path)
  }

  /// The boards of a file, in order.
  func boards(_ file: String) throws -> [Board] {
    let text = try String(contentsOf: url.appendingPathComponent(file), encoding: .utf8)
    return try LevelCollection(parsing: text).levels.map(\.board)
  }

  struct Truth {
    let moves: Int?
    let pushes: Int?
  }

  /// The optimal values of a file's levels, in order.
  func truth(_ file: String) throws -> [Truth] {
    let csv = url.deletingLastPathComponent().appendingPathComponent("truth/sokoban.csv")
    return try String(contentsOf: csv, encoding: .utf8).split(whereSeparator: \.isNewline)
      .compactMap {
        line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        guard fields[0] == file else { return nil }
        return Truth(moves: Int(fields[2]), pushes: Int(fields[3]))
      }
  }
}
