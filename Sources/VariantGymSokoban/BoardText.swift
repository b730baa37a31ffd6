/// The characters by which a picture shows the cells of a board.
public struct BoardSymbols: Hashable, Sendable {
  let wall: Character
  let floor: Character
  let target: Character
  let box: Character
  let boxOnTarget: Character
  let player: Character
  let playerOnTarget: Character

  /// The symbols of the study's prompts: `# _ O X √ P S`.
  public static let study = BoardSymbols(
    wall: "#", floor: "_", target: "O", box: "X", boxOnTarget: "√", player: "P",
    playerOnTarget: "S")

  /// The symbols of level files, with `-` for the floor: `# - . $ * @ +`.
  public static let xsb = BoardSymbols(
    wall: "#", floor: "-", target: ".", box: "$", boxOnTarget: "*", player: "@",
    playerOnTarget: "+")

  func symbol(of cell: Board.Cell, withPlayer: Bool) -> Character {
    if withPlayer { return cell.contains(.target) ? playerOnTarget : player }
    if cell.contains(.wall) { return wall }
    if cell.contains(.box) { return cell.contains(.target) ? boxOnTarget : box }
    return cell.contains(.target) ? target : floor
  }

  func cell(of symbol: Character) -> (cell: Board.Cell, isPlayer: Bool)? {
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
  public func picture(_ symbols: BoardSymbols = .study) -> String {
    var text = ""
    text.reserveCapacity((width + 1) * height + 8)
    for (index, cell) in cells.enumerated() {
      if index > 0, index.isMultiple(of: width) { text.append("\n") }
      text.append(symbols.symbol(of: cell, withPlayer: index == player))
    }
    return text
  }

  /// Reads a picture whose rows are of one length.
  ///
  /// - Throws: `BoardError`; its cell counts through the rows.
  public init(picture: String, symbols: BoardSymbols = .study) throws(BoardError) {
    var cells: [Cell] = []
    var player: Int?
    let rows = picture.split(separator: "\n", omittingEmptySubsequences: false)
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
    try self.init(picture: picture, symbols: .xsb)
  }

  /// Writes a picture in the symbols of level files.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(picture(.xsb))
  }
}
