public import VariantGymCore

/// Words that serve as labels in the random-words variant.
///
/// Each split has a pool of its own, so that no word of an evaluation stands in training. No word
/// equals a fixed label, none stands twice.
public struct WordPools: Hashable, Sendable {
  /// Words for training prompts.
  public let training: [String]
  /// Words for validation prompts.
  public let validation: [String]
  /// Words for evaluation prompts.
  public let test: [String]

  /// Pools of one's own.
  ///
  /// - Throws: `LabelError` if a word cannot be a label, stands twice, or a pool has fewer than four.
  public init(training: [String], validation: [String], test: [String]) throws(LabelError) {
    var seen: Set<String> = []
    for pool in [training, validation, test] {
      guard pool.count >= 4 else { throw LabelError(.tooFew, label: pool.joined(separator: " ")) }
      for word in pool {
        try Label.check(word)
        guard seen.insert(Label.fold(word)).inserted else {
          throw LabelError(.repeated, label: word)
        }
      }
    }
    self.init(trusted: training, validation, test)
  }

  /// Reads the words of each pool below a line of its own: `[train]`, `[validation]`, `[test]`.
  ///
  /// - Throws: `SettingsError` for words outside a pool and unknown pools, with the line;
  ///   `LabelError` as for pools of one's own.
  public init(parsing text: String) throws {
    var words: [Split: [String]] = [:]
    var split: Split?
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      for word in line.split(whereSeparator: \.isWhitespace).map(String.init) {
        if word.hasPrefix("["), word.hasSuffix("]") {
          guard let pool = Split(rawValue: String(word.dropFirst().dropLast())) else {
            throw SettingsError(
              "words", "line \(number + 1): \(word) is none of [train], [validation], [test]")
          }
          split = pool
        } else if let split {
          words[split, default: []].append(word)
        } else {
          throw SettingsError(
            "words", "line \(number + 1): '\(word)' stands before the first [train]")
        }
      }
    }
    try self.init(
      training: words[.train] ?? [], validation: words[.validation] ?? [], test: words[.test] ?? [])
  }

  private init(trusted training: [String], _ validation: [String], _ test: [String]) {
    self.training = training
    self.validation = validation
    self.test = test
  }

  /// The words of a split.
  public subscript(split: Split) -> [String] {
    switch split {
    case .train: training
    case .validation: validation
    case .test: test
    }
  }

  /// The pools that ship with the library: 225 common English words each.
  public static let english = WordPools(
    trusted: words(trainingWords), words(validationWords), words(testWords))

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}

private let trainingWords = """
  acorn adder agate album apple argon aspen atlas attic axe baker banana banjo barn baron
  barrel basket beetle bicycle bishop bison blade bottle boulder bowl bread broom brush bugle
  bunny cabin cage cake canoe caramel carrot cello chapel chestnut chimney chorus circus citrus
  clarinet clay cloak coal cobra compass coral corn cradle crater cup curtain cushion cypress
  deer diamond donkey dough dragon drawer dune dusk eagle earring echo elbow engine ermine
  fabric farm feather fence fern finch flame frog galaxy garnet gate ginger glove goat gold
  gown grotto hammock hat hawk hill hut igloo iris iron island jelly jewel juice jungle juniper
  kayak kennel key kilt kite kitten ladder lamb lamp lantern larch lentil leopard lever lilac
  lily lion lute mantle market meadow melody melon metal mint mitten moon muffin mustard nest
  oak oasis olive opera orbit orchid owl oyster page palace papaya parcel parrot peach pearl
  pebble pelican pepper pickle picnic planet plaza plum pony potato quiver raccoon raven reed
  reef ridge roof rope rug saddle salt satin scarlet shell ship shoe silk snail soap spark
  sparrow spice squirrel stable star steam stone storm stream sugar summer swan sword tailor
  tango temple thimble thistle thorn throne timber toast topaz trail tree tundra tunnel turban
  turkey umbrella uncle valley vanilla velvet vest violin wagon walnut wave web whale wheat
  whistle willow winter yak zebra zipper
  """

private let validationWords = """
  alley almond amber anchor angel ankle antler anvil arena arrow autumn azure badge badger
  bagel balcony bamboo banner barley basil basin beacon bear bell blanket blossom boat book
  boot border bracket branch bridge brook buckle buffalo bulb butter button cactus camel camera
  candy canvas cape caravan carpet castle cave chair charcoal chess chicken cider clam clock
  clover coconut coffee copper cougar crane cream daisy dance desert dinner dolphin door dove
  earth easel ember emerald falcon ferry fig fire fish fog forest fork fruit fudge garage
  garden garlic giraffe goblet goose gorilla granite grape grass gravel guitar gull habit
  harbor harp harvest hazel hearth hedge heron holly hotel house ibex indigo ink ivory jasmine
  jigsaw kitchen knot koala lake lava leaf leather ledger library linen lizard lobster log
  lotus lumber lynx magnet magpie manor marsh mask mercury mill mineral mirror mist mole monkey
  morning mountain mulberry napkin nettle noodle oat ocean octopus opal orchard osprey ostrich
  oven palm park pasta path peacock petal pine pollen pond porch portrait puppet puzzle quarry
  quilt rabbit radish raft rain river road robin rocket saffron sail salad salmon sandal school
  sea seal shadow shark sheep shield shovel sketch sky sled slipper snow socket spider squid
  stairs stork straw syrup tapestry thunder torch tower town tulip turnip turtle urchin vase
  vessel viper wheel wind window wine wizard wool wren yacht zinc
  """

private let testWords = """
  actor alder alloy apron arbor arch armor ash aunt avenue ballet balloon bead beagle bean
  beaver bee belt bench berry birch bonnet brandy breeze brick bronze bucket cable candle
  cannon canyon cedar cement chain chalk cherry cinema cliff cloud coach cobalt cocoa comet
  cotton crayon creek cricket crimson crown crystal cymbal dawn denim dream drum duck dust elk
  elm estate evening fiddle field finger flag flannel flask flute fossil fountain fox frost
  funnel gazelle gecko geyser ghost glacier glass globe grain hail hammer hare helmet hive
  honey hood hoof horizon horn hornet horse ice ivy jacket jade jaguar jockey jury kettle
  kingdom knight label lace lagoon lark lasso lavender lemon lettuce lime llama locket lunch
  mango maple marble mast medal meteor moat moose mosaic moss moth motor mouse museum mushroom
  nebula necklace needle nickel night nugget nutmeg nylon onion orange organ otter oxygen
  paddle panda panther paper parade parsley pear pencil penguin piano pigeon pillow pilot
  pirate plank pocket poem poplar poppy pottery prairie pumpkin purple quail quartz queen radio
  raisin ribbon rice ruby rudder rust sapphire sauce scarf scissors shed shelter shrimp silver
  skate sofa spinach sponge spoon spruce statue steel stove sunset sweater table tea teapot
  tent ticket tiger tin tomato tortoise trombone trout trumpet tuna tweed unicorn urn vault
  village vine violet volcano waffle walrus water weasel wolf wood yarn yogurt zephyr
  """
