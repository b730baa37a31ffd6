/// The characters by which a picture shows the cells of a board.
public struct BoardSymbols: Hashable, Sendable {
  let wall: Unicode.Scalar
  let floor: Unicode.Scalar
  let target: Unicode.Scalar
  let box: Unicode.Scalar
  let boxOnTarget: Unicode.Scalar
  let player: Unicode.Scalar
  let playerOnTarget: Unicode.Scalar

  /// The symbols of the paper's prompts: `# _ O X √ P S`.
  public static let study = BoardSymbols(
    wall: "#", floor: "_", target: "O", box: "X", boxOnTarget: "√", player: "P",
    playerOnTarget: "S")

  /// The symbols of level files (XSB), with a space for the floor: `# . $ * @ +`.
  public static let xsb = BoardSymbols(
    wall: "#", floor: " ", target: ".", box: "$", boxOnTarget: "*", player: "@",
    playerOnTarget: "+")

  /// The symbols of level files with `-` for the floor, so that no end of a line is lost.
  public static let dashedXSB = BoardSymbols(
    wall: "#", floor: "-", target: ".", box: "$", boxOnTarget: "*", player: "@",
    playerOnTarget: "+")

  /// The symbols of cells without the player, by the bits of the cells.
  var byCell: SIMD8<UInt32> {
    var symbols = SIMD8<UInt32>()
    for bits in 0..<8 {
      symbols[bits] = symbol(of: Board.Cell(rawValue: UInt8(bits)), withPlayer: false).value
    }
    return symbols
  }

  func symbol(of cell: Board.Cell, withPlayer: Bool) -> Unicode.Scalar {
    if withPlayer { return cell.contains(.target) ? playerOnTarget : player }
    if cell.contains(.wall) { return wall }
    if cell.contains(.box) { return cell.contains(.target) ? boxOnTarget : box }
    return cell.contains(.target) ? target : floor
  }

  func cell(of symbol: Unicode.Scalar) -> (cell: Board.Cell, isPlayer: Bool)? {
    switch symbol {
    case wall: (.wall, false)
    case floor: ([], false)
    case target: (.target, false)
    case box: (.box, false)
    case boxOnTarget: ([.box, .target], false)
    case player: ([], true)
    case playerOnTarget: (.target, true)
    default: nil
    }
  }
}

extension Board {
  /// The picture of the board: its rows, separated by line feeds.
  ///
  /// Linear in the number of cells, with one allocation: it stands in every prompt.
  public func picture(_ symbols: BoardSymbols = .study) -> String {
    let playerSymbol = symbols.symbol(of: cells[player], withPlayer: true).value
    // In memory, where a cell's symbol is one load away.
    return withUnsafeBytes(of: symbols.byCell) { byCell in
      let byCell = byCell.assumingMemoryBound(to: UInt32.self)
      // No symbol takes more than three bytes.
      return String(unsafeUninitializedCapacity: cells.count * 3 + height) { buffer in
        var length = 0
        var rowEnd = 0
        for (index, cell) in cells.enumerated() {
          if index == rowEnd {
            if index > 0 {
              buffer[length] = UInt8(ascii: "\n")
              length &+= 1
            }
            rowEnd &+= width
          }
          let symbol = index == player ? playerSymbol : byCell[Int(cell.rawValue & 7)]
          if symbol < 0x80 {
            buffer[length] = UInt8(truncatingIfNeeded: symbol)
            length &+= 1
          } else {
            for byte in UTF8.encode(Unicode.Scalar(symbol).unsafelyUnwrapped).unsafelyUnwrapped {
              buffer[length] = byte
              length &+= 1
            }
          }
        }
        return length
      }
    }
  }

  /// Reads a picture whose rows are of one length.
  ///
  /// - Throws: `BoardError`; its cell counts through the rows.
  public init(picture: String, symbols: BoardSymbols = .study) throws(BoardError) {
    var cells: [Cell] = []
    var player: Int?
    let rows = picture.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for row in rows {
      for symbol in row {
        guard let (cell, isPlayer) = symbols.cell(of: symbol) else {
          throw BoardError(.unknownSymbol, cell: cells.count)
        }
        if isPlayer {
          guard player == nil else { throw BoardError(.severalPlayers, cell: cells.count) }
          player = cells.count
        }
        cells.append(cell)
      }
      guard row.count == rows[0].count else {
        throw BoardError(.notRectangular, cell: cells.count)
      }
    }
    guard let player else { throw BoardError(.playerMisplaced, cell: nil) }
    try self.init(width: max(rows[0].count, 1), cells: cells, player: player)
  }
}

extension Board: Codable {
  /// Reads a picture in the symbols of level files.
  public init(from decoder: any Decoder) throws {
    let picture = try decoder.singleValueContainer().decode(String.self)
    try self.init(picture: picture, symbols: .dashedXSB)
  }

  /// Writes a picture in the symbols of level files.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(picture(.dashedXSB))
  }
}
