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
    var boards: [Board] = []
    var rows: [Substring] = []
    for line in (text + "\n").split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.contains("#"), !line.hasPrefix(";") {
        rows.append(line)
      } else if !rows.isEmpty {
        boards.append(try Board(picture: rows.joined(separator: "\n")))
        rows = []
      }
    }
    return boards
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

extension Board {
  /// Reads a picture in the common symbols; just enough for tests.
  init(picture: String) throws {
    let rows = picture.split(separator: "\n").map(Array.init)
    let width = rows.map(\.count).max() ?? 0
    var cells: [Cell] = []
    var player = -1
    for row in rows {
      for column in 0..<width {
        let symbol = column < row.count ? row[column] : " "
        if symbol == "@" || symbol == "+" { player = cells.count }
        switch symbol {
        case "#": cells.append(.wall)
        case "$": cells.append(.box)
        case "*": cells.append([.box, .target])
        case ".", "+": cells.append(.target)
        default: cells.append([])
        }
      }
    }
    try self.init(width: width, cells: cells, player: player)
  }
}
