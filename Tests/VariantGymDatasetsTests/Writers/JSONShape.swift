import Foundation

/// What a column of a table holds, apart from its values.
indirect enum JSONShape: Hashable, Decodable {
  case null, flag, number, text
  /// The shapes that occur among the elements.
  case list(Set<JSONShape>)
  case object([String: JSONShape])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if (try? value.decode(Bool.self)) != nil {
      self = .flag
    } else if (try? value.decode(Double.self)) != nil {
      self = .number
    } else if (try? value.decode(String.self)) != nil {
      self = .text
    } else if let elements = try? value.decode([JSONShape].self) {
      self = .list(Set(elements))
    } else {
      self = .object(try value.decode([String: JSONShape].self))
    }
  }

  /// Whether a value of this shape fits a column: no nulls, and one type for all elements of a list.
  var isColumn: Bool {
    switch self {
    case .null: false
    case .flag, .number, .text: true
    case .list(let elements): elements.count == 1 && elements.allSatisfy(\.isColumn)
    case .object(let fields): fields.values.allSatisfy(\.isColumn)
    }
  }
}
