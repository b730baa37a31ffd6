"""Writes points-replies.jsonl. Every verdict below is stated by its author from the rules in
README.md; nothing here reads a reply. `python3 Tests/Conformance/generate.py` from anywhere."""

import json
import pathlib

BASE = {"J": 10, "Q": 10, "K": 10}
REGULAR = {"J": 11, "Q": 12, "K": 13}
FIVES = {"J": 5, "Q": 5, "K": 5}
PAY = {"correct": 5, "partial": 1, "wrong-value": -1, "misread": -1.5, "wrong-numbers": -2}
rows = []


def values(cards, rule):
    return [1 if c == "A" else int(c) if c.isdigit() else rule[c] for c in cards]


class Deal:
    """A hand under terms; `add` states what a reply to it is worth."""

    def __init__(self, cards, target=24, shown=BASE, accepted=None, prefill="none"):
        self.cards, self.target, self.shown, self.prefill = cards.split(), target, shown, prefill
        self.accepted = accepted or shown

    def object(self, formula, cards=None, number=None):
        cards = self.cards if cards is None else cards
        number = values(self.cards, self.accepted) if number is None else number
        return json.dumps({"cards": cards, "number": number, "formula": formula}, ensure_ascii=False)

    def reply(self, group, reply, grade, why, valid=None, padding=None):
        if valid is None:
            valid = grade in ("correct", "wrong-value")
        row = dict(
            id=f"{group}-{sum(r['id'].rpartition('-')[0] == group for r in rows) + 1:02}",
            cards=self.cards, target=self.target, shown=self.shown, accepted=self.accepted,
            prefill=self.prefill)
        if padding:
            row["padding"] = dict(text=padding[0], times=padding[1])
        row.update(
            reply=reply, valid=valid, correct=grade == "correct", grade=grade,
            reward=PAY.get(grade, -3), why=why)
        rows.append(row)

    def answer(self, group, answer, grade, why, valid=None):
        self.reply(group, f"<answer> {answer} </answer>", grade, why, valid)

    def formula(self, group, formula, grade, why, valid=None, cards=None, number=None):
        self.answer(group, self.object(formula, cards, number), grade, why, valid)


MAIN = Deal("K 3 8 A")  # 10, 3, 8, 1 under base; (10 - 1) * 8 / 3 = 24
GOOD = "(10 - 1) * 8 / 3"
OBJ = MAIN.object(GOOD)
WEAK = MAIN.object("10 + 3 + 8 + 1")  # 22: every card once, other value
BAD = MAIN.object("10 + (3 + 8 + 1")

# --- Plainly right: several hands, sizes, targets and writings of one formula.
for cards, target, formulas in [
    ("K 3 8 A", 24, [GOOD, "8 * (10 - 1) / 3", "8 / (3 / (10 - 1))", "8/3*(10-1)",
                     "(10 - 1) / 3 * 8", "8 * ((10 - 1) / 3)"]),
    ("3 3 8 8", 24, ["8 / (3 - 8 / 3)", "8/(3-8/3)", "(8) / ((3) - (8 / 3))"]),
    ("A 5 5 5", 24, ["5 * (5 - 1 / 5)", "(5 - 1 / 5) * 5"]),
    ("2 6 2 6", 24, ["6 * 2 + 6 * 2", "6 * (6 + 2) / 2"]),
    ("2 4 6 8 10", 24, ["4 * 6 * (10 - 8) / 2", "4 * (10 - 8) * 6 / 2", "6 / (2 / (10 - 8)) * 4"]),
    ("A 2 3 4 5 6", 24, ["1 * 2 * 3 * 4 * (6 - 5)", "4 * 3 * 2 * 1 / (6 - 5)"]),
    ("3 8", 24, ["3 * 8", "8 * 3"]),
    ("4 9 2", 34, ["4 * 9 - 2", "9 * 4 - 2"]),
    ("3 5", -2, ["3 - 5"]),
    ("A 2 3 4", -8, ["1 - 2 - 3 - 4", "1 - (2 + 3 + 4)"]),
    ("7 7", 0, ["7 - 7"]),
    ("19 10 5 A", 24, ["19 + 10 - 5 * 1", "19 - 5 + 10 / 1"]),
    ("100 4 4 A", 24, ["(100 - 4) / 4 * 1", "(100 - 4) * 1 / 4"]),
]:
    deal = Deal(cards, target)
    for formula in formulas:
        deal.formula("right", formula, "correct",
                     f"Every card is used once and the exact value is {target}.")

# --- Wrong values over the right numbers.
for cards, target, cases in [
    ("K 3 8 A", 24, [("10 + 3 + 8 + 1", "22"), ("10 * 3 - 8 + 1", "23"), ("(10 - 1) * 3 - 8", "19"),
                     ("10 - 1 * 8 / 3", "22/3, for * and / bind before -"),
                     ("(10 - 1) / 8 * 3", "27/8, for / and * are taken from the left"),
                     ("10 * 3 * 8 * 1", "240")]),
    ("3 3 8 8", 24, [("8 / 3 - 8 / 3", "0"), ("3 * 8 + 3 - 8", "19"), ("8 * 3 * 8 / 3", "64"),
                     ("3 * 3 + 8 + 8", "25, only one off"), ("8 / 3 * 8 + 3", "73/3, near but not 24")]),
    ("A 5 5 5", 24, [("5 * 5 - 1 / 5", "124/5, near but not 24"), ("(5 - 1) * 5 + 5", "25")]),
    ("3 5", -2, [("5 - 3", "2: the sign counts"), ("3 * 5", "15")]),
    ("7 7", 0, [("7 / 7", "1"), ("7 + 7", "14")]),
    ("2 4 6 8 10", 24, [("2 + 4 + 6 + 8 + 10", "30"), ("10 - 8 - 6 - 4 - 2", "-10")]),
    ("A 2 3 4 5 6", 24, [("1 + 2 + 3 + 4 + 5 + 6", "21"), ("1 - 2 - 3 - 4 - 5 - 6", "-19")]),
]:
    for formula, value in cases:
        Deal(cards, target).formula(
            "value", formula, "wrong-value", f"All cards are used once, but the value is {value}.")

# --- Values that are not defined.
for cards, formula in [
    ("3 3 8 8", "8 * 8 / (3 - 3)"), ("3 3 8 8", "(8 - 8) / (3 - 3)"), ("3 3 8 8", "3 / (8 - 8) * 3"),
    ("7 7 7 7", "7 / (7 - 7) * 7"), ("2 4 6 8 10", "10 / (8 - 6 - 4 / 2)"),
    ("2 4 6 8", "6 / (8 - 4 * 2)")]:
    Deal(cards).formula("zero", formula, "wrong-value",
                        "Dividing by zero leaves the formula without a value; the numbers are right.")
Deal("3 3 8 8").formula("zero", "8 / (3 - 3)", "wrong-numbers",
                        "A part without a value cannot be completed to a solution.")
Deal("3 3 8 8").formula("zero", "0 * (8 / (3 - 3))", "wrong-numbers", "No card counts 0.")
Deal("7 7", 0).formula("zero", "(7 - 7) / 0", "wrong-numbers", "No card counts 0.")
HUGE = Deal("999999999 999999999 999999999")
HUGE.formula("overflow", "999999999 * 999999999 * 999999999", "wrong-value",
             "The value is beyond 64 bits and so not 24; it must not wrap round.")
HUGE.formula("overflow", "999999999 / 999999999 * 999999999", "wrong-value",
             "Within 64 bits; the value is 999999999.")
HUGE.formula("overflow", "1 / 999999999 / 999999999", "wrong-numbers", "No card counts 1.")
Deal("4294967296 4294967296", 0, ).formula(
    "overflow", "4294967296 * 4294967296", "illegal-formula",
    "A number of ten digits is refused, so that no product of two can wrap round to the target 0.")

# --- Reused, missing and foreign numbers.
for cards, formula, why in [
    ("K 3 8 A", "8 * 3", "Reaches 24, but the 10 and the 1 are left out, and no rest of 10 and 1 keeps 24."),
    ("K 3 8 A", "3 * 8 * 1 * 1", "The ace is used twice and the 10 not at all."),
    ("K 3 8 A", "(10 - 1) * 8 / 3 + 3 - 3", "The 3 is used three times."),
    ("K 3 8 A", "(10 - 1) * 8 / 3 * 1", "The ace is used twice."),
    ("K 3 8 A", "24", "No card counts 24."),
    ("K 3 8 A", "24 * 1", "No card counts 24."),
    ("K 3 8 A", "0 + 24", "Neither 0 nor 24 is on a card."),
    ("K 3 8 A", "108 / 3 - 1", "Digits of two cards may not be joined to 108."),
    ("K 3 8 A", "(13 - 1) * 8 / 4", "13 and 4 are on no card."),
    ("K 3 8 A", "8 + 8 + 8", "Right value by wrong cards: there is one 8."),
    ("K 3 8 A", "4 * 6", "Right value by wrong cards: neither 4 nor 6 is held."),
    ("K 3 8 A", "12 + 12", "Right value by wrong cards."),
    ("K 3 8 A", "10 + 8 + 3 + 1 + 2", "All cards are used, and a 2 that is not held: right value by wrong cards."),
    ("K 3 8 A", "999999999 + 1", "999999999 is not held."),
    ("3 3 8 8", "8 / (3 - 8 / 3) + 3 - 3", "The 3 is used four times."),
    ("3 3 8 8", "3 * 8", "The value 24 leaves 3 and 8 over, and the only solution is 8 / (3 - 8 / 3)."),
    ("3 3 8 8", "3 * 8 * 8 / 8", "Right value with three 8s."),
    ("A 5 5 5", "5 * 5 - 1", "Right value without one of the 5s: 24 and 5 do not give 24."),
    ("2 4 6 8 10", "2 * 4 * 6 / 2", "The 2 is used twice."),
    ("A 2 3 4 5 6", "6 * 4 * 1 * 1", "The ace is used twice."),
    ("3 8", "3 * 8 * 1", "There is no ace in the hand."),
    ("3 8", "24", "No card counts 24."),
]:
    Deal(cards).formula("numbers", formula, "wrong-numbers", why)

# --- Parts of the hand.
for cards, target, formula, grade, why in [
    ("K 3 8 A", 24, "10 - 1", "partial", "9 * 8 / 3 completes it."),
    ("K 3 8 A", 24, "(10 - 1) * 8", "partial", "Dividing by the 3 completes it."),
    ("K 3 8 A", 24, "8 / 3", "partial", "Times (10 - 1) it is 24."),
    ("K 3 8 A", 24, "(10 - 1) / 3", "partial", "Times 8 it is 24."),
    ("K 3 8 A", 24, "3 / 8", "partial", "(10 - 1) divided by it is 24."),
    ("K 3 8 A", 24, "1 - 10", "wrong-numbers", "-9 leads to -24 with 8 / 3, and to no 24."),
    ("K 3 8 A", 24, "10 - 1 = 24", "partial", "The repeated target is no part of the formula, however untrue."),
    ("K 3 8 A", 24, "10", "wrong-numbers", "A single card is no progress."),
    ("K 3 8 A", 24, "(((8)))", "wrong-numbers", "A single card in parentheses is no progress."),
    ("K 3 8 A", 24, "10 * 8 * 3", "wrong-numbers", "240 and 1 cannot make 24."),
    ("K 3 8 A", 24, "10 * 3 * 1", "wrong-numbers", "30 and 8 cannot make 24."),
    ("K 3 8 A", 24, "10 + 8", "wrong-numbers", "18 cannot be made 24 with 3 and 1."),
    ("3 3 8 8", 24, "8 / 3", "partial", "8 / (3 - 8 / 3) completes it, through a fraction."),
    ("3 3 8 8", 24, "3 - 8 / 3", "partial", "8 divided by it is 24."),
    ("3 3 8 8", 24, "8 + 8", "wrong-numbers", "The only solution has no part 8 + 8, and 16 leads to none."),
    ("2 4 6 8 10", 24, "4 * 6", "partial", "Times (10 - 8) / 2 it stays 24."),
    ("2 4 6 8 10", 24, "10 - 8", "partial", "4 * 6 * 2 / 2 is 24."),
    ("2 4 6 8 10", 24, "(10 - 8) / 2 * 4", "partial", "Times 6 it is 24."),
    ("2 4 6 8 10", 24, "4", "wrong-numbers", "A single card is no progress."),
    ("2 4 6 8 10", 24, "10 * 8 * 6 * 4", "wrong-numbers", "1920 and 2 cannot make 24."),
    ("A 2 3 4 5 6", 24, "6 - 5", "partial", "Times 1 * 2 * 3 * 4 it is 24."),
    ("A 2 3 4 5 6", 24, "1 * 2 * 3", "partial", "Times 4 * (6 - 5) it is 24."),
    ("A 2 3 4 5 6", 24, "1 * 2 * 3 * 4", "partial", "Times (6 - 5) it stays 24."),
    ("A 2 3 4 5 6", 24, "6 * 5 * 4 * 3 * 2", "wrong-numbers", "720 and 1 cannot make 24."),
    ("4 9 2", 34, "4 * 9", "partial", "Less the 2 it is 34."),
    ("4 9 2", 34, "9 - 2", "wrong-numbers", "7 and 4 cannot make 34."),
    ("3 8", 24, "3", "wrong-numbers", "A single card is no progress."),
    ("A 2 3 4", -8, "1 - 2", "partial", "Less 3 and 4 it is -8."),
    ("A 2 3 4", -8, "2 + 3", "partial", "1 - 5 - 4 is -8."),
]:
    Deal(cards, target).formula("part", formula, grade, why)

# --- Formulas that are none: each is illegal whatever its value.
for formula, why in [
    ("", "The formula is empty."), (" ", "The formula is blank."), ("()", "Nothing stands in the parentheses."),
    ("(10 - 1)(8) / 3", "A product needs its operator."), ("8(10 - 1) / 3", "A product needs its operator."),
    ("(10 - 1)8 / 3", "A product needs its operator."), ("10 3 8 1", "Numbers need operators between them."),
    ("(10 - 1) ** 8 / 3", "Powers are not among the four operators."),
    ("(10 - 1) ^ 1 * 8 / 3", "Powers are not among the four operators."), ("3² + 8", "Powers are not among the four operators."),
    ("3! * 4", "Factorials are not among the four operators."), ("10 % 8", "Remainders are not among the four operators."),
    ("10 // 3 * 8 * 1", "Floor division is not among the four operators."),
    ("-1 + 10 + 3 + 8", "A sign is not a binary operator."), ("+10 - 1 * 8 / 3", "A sign is not a binary operator."),
    ("10 * -1 + 3 * 8", "A sign is not a binary operator."), ("-(1 - 10) * 8 / 3", "A sign is not a binary operator."),
    ("(10 - 1) * (+8) / 3", "A sign is not a binary operator."), ("10 - -1 + 3 + 8", "A sign is not a binary operator."),
    ("10 +- 1", "Two operators stand together."), ("10 ++ 1", "Two operators stand together."),
    ("(10.0 - 1) * 8 / 3", "Decimals are no card values."), ("(10 - 1) * 8. / 3", "Decimals are no card values."),
    (".5 * 48", "Decimals are no card values."), ("10,0 - 1", "A comma is no part of a formula."),
    ("1e1 - 1", "Exponents are no card values."), ("0xA - 1", "Only decimal digits make a number."),
    ("(１０ - 1) * 8 / 3", "Fullwidth digits are not digits of the game."),
    ("(10 - 1) * ８ / 3", "Fullwidth digits are not digits of the game."),
    ("(١٠ - 1) * 8 / 3", "Arabic-Indic digits are not digits of the game."),
    ("(10 - 1) * ⑧ / 3", "A circled number is not a digit."),
    ("［10 - 1］ * 8 / 3", "Only round parentheses group, in any width."),
    ("[10 - 1] * 8 / 3", "Only round parentheses group."), ("(10 - 1) x 8 / 3", "A letter is no operator."),
    ("(10 - 1) : 3 * 8", "A colon is no operator."), ("(10 - 1) \\times 8 / 3", "Markup is no operator."),
    ("(K - A) * 8 / 3", "Values stand in place of the cards."), ("(10 - A) * 8 / 3", "Values stand in place of the cards."),
    ("sqrt(9) * 8 * 1", "Functions are not part of the game."), ("eval(24)", "Functions are not part of the game."),
    ("__import__('os')", "Code is not part of the game."), ("null", "A word is no formula."),
    ("((10 - 1) * 8 / 3", "A parenthesis is left open."), ("(10 - 1)) * 8 / 3", "A parenthesis closes nothing."),
    ("(10 - 1) * 8 /", "The last operator lacks its right side."), ("* (10 - 1) * 8", "The first operator lacks its left side."),
    (")10 - 1(", "The parentheses are the wrong way round."), ("(10 - 1) * 8 / 3;", "A semicolon is no part of a formula."),
    ("(10 - 1) * 8 / 3.", "A full stop is no part of a formula."), ("formula", "A word is no formula."),
    ("9999999999 - 1", "No card has more than nine digits."), ("1" * 40 + " - 1", "No card has more than nine digits."),
    ("0000000010 - 1", "Ten digits are too many, zeros or not."), ("x = (10 - 1) * 8 / 3", "A formula has no left side."),
    ("24 = (10 - 1) * 8 / 3", "Only after the formula may the target be repeated."),
]:
    MAIN.formula("illegal", formula, "illegal-formula", why)

# --- A repeated target.
for formula, grade, why in [
    (GOOD + " = 24", "correct", "Repeating the target after the formula is allowed."),
    (GOOD + "=24", "correct", "Repeating the target needs no spaces."),
    (GOOD + " =  24  ", "correct", "Spaces around the repeated target do not matter."),
    (GOOD + " = 024", "correct", "Leading zeros do not change the repeated target."),
    (GOOD + " = 25", "illegal-formula", "The repeated number is not the target."),
    (GOOD + " = 2.4e1", "illegal-formula", "The repeated target is a whole number in digits."),
    (GOOD + " = 24.0", "illegal-formula", "The repeated target is a whole number in digits."),
    (GOOD + " = -24", "illegal-formula", "The repeated number is not the target."),
    (GOOD + " =", "illegal-formula", "Nothing follows the equals sign."),
    (GOOD + " = 24 = 24", "illegal-formula", "The target may be repeated once."),
    (GOOD + " == 24", "illegal-formula", "Two equals signs are none."),
    (GOOD + " = 72 / 3 = 24", "illegal-formula", "Steps do not belong into the formula."),
    (GOOD + " ≈ 24", "illegal-formula", "Only an equals sign may stand before the target."),
    ("10 + 3 + 8 + 1 = 24", "wrong-value", "Claiming 24 does not make 22 of it."),
    ("10 + 3 + 8 + 1 = 22", "illegal-formula", "True, but 22 is not the target."),
    ("= 24", "illegal-formula", "There is no formula before the equals sign."),
]:
    MAIN.formula("suffix", formula, grade, why)
for formula, grade, why in [
    ("3 - 5 = -2", "correct", "A negative target is repeated with its sign."),
    ("3 - 5 = −2", "correct", "A true minus sign is read like the ASCII one."),
    ("3 - 5 = 2", "illegal-formula", "The repeated number lacks the target's sign."),
    ("3 - 5 = - 2", "illegal-formula", "The sign belongs to the number, without a space."),
]:
    Deal("3 5", -2).formula("suffix", formula, grade, why)
Deal("7 7", 0).formula("suffix", "7 - 7 = 0", "correct", "The target 0 is repeated.")

# --- Other writings of the operators and of white space.
for formula, why in [
    ("(10 − 1) × 8 ÷ 3", "The true minus, times and division signs are read."),
    ("(10 – 1) * 8 / 3", "An en dash is what many keyboards give for a minus."),
    ("(10 - 1) ∗ 8 ∕ 3", "Asterisk operator and division slash are read."),
    ("(10 - 1) · 8 ⁄ 3", "Middle dot and fraction slash are read."),
    ("(10 - 1) ⋅ 8 / 3", "A dot operator is read."), ("(10 - 1) ∙ 8 / 3", "A bullet operator is read."),
    ("(10−1)×8÷3", "No spaces are needed."), ("( 10-1 )*8  /  3", "Spaces may stand anywhere between symbols."),
    ("(10\u00a0-\u00a01)\u2009*\u202f8 / 3", "No-break and thin spaces look like spaces."),
    ("\t(10 - 1)\n* 8\r\n/ 3 ", "Tabs and line breaks are spaces."),
    ("(((10 - 1))) * ((8)) / (3)", "Needless parentheses change nothing."),
    ("(010 - 01) * 8 / 3", "Leading zeros do not change a number."),
]:
    MAIN.formula("writing", formula, "correct", why)
MAIN.formula("writing", "1 0 - 1", "illegal-formula", "A space ends a number; 1 0 is not 10.")
MAIN.formula("writing", "(10 — 1) * 8 / 3", "illegal-formula", "An em dash is punctuation, not a minus.")
MAIN.formula("writing", "(10 ➖ 1) ✖️ 8 ➗ 3", "illegal-formula", "Emoji are not operators of the game.")

# --- Length and depth.
MAIN.formula("size", "(" * 99 + "10 - 1" + ")" * 99 + " * 8 / 3", "correct", "99 levels are within the limit.")
MAIN.formula("size", "(" * 100 + "10 - 1" + ")" * 100 + " * 8 / 3", "correct", "100 levels are the limit.")
MAIN.formula("size", "(" * 101 + "10 - 1" + ")" * 101 + " * 8 / 3", "formula-too-deep", "101 levels are too many.")
MAIN.formula("size", "(" * 400, "formula-too-deep", "Too deep before anything else can be wrong.")
MAIN.formula("size", GOOD + " " * (1000 - len(GOOD)), "correct", "1,000 bytes are the limit.")
MAIN.formula("size", GOOD + " " * (1001 - len(GOOD)), "formula-too-long", "1,001 bytes are too many.")
MAIN.formula("size", "1 + " * 300 + "1", "formula-too-long", "More than 1,000 bytes.")
MAIN.formula("size", "1 + " * 249 + "1", "wrong-numbers", "Long, but legal; the ace is used 250 times.")
MAIN.formula("size", "(" * 501 + ")" * 501, "formula-too-long", "The length is looked at first.")
MAIN.reply("size", f"</think> <answer> {OBJ} </answer>", "correct", "A long thought is read over.",
           padding=("So 9 times 8. ", 20000))
MAIN.reply("size", f"<answer> {OBJ} </answer>", "reply-too-long", "More than 1,000,000 bytes are not read.",
           padding=(" ", 1000000))
MAIN.reply("size", f"<answer> {OBJ} </answer>", "correct", "The reply has exactly 1,000,000 bytes.",
           padding=(" ", 1000000 - len(f"<answer> {OBJ} </answer>")))
MAIN.reply("size", "}</answer>", "missing-formula", "The last block opens with a brace, and the object is empty.",
           padding=("<answer>{", 50000))

# --- The object: what is forgiven.
for answer, why in [
    ("{'cards': ['K', '3', '8', 'A'], 'number': [10, 3, 8, 1], 'formula': '%s'}" % GOOD, "Single quotes are forgiven."),
    ('{"cards": ["K", "3", "8", "A",], "number": [10, 3, 8, 1,], "formula": "%s",}' % GOOD, "Trailing commas are forgiven."),
    ("{cards: [K, 3, 8, A], number: [10, 3, 8, 1], formula: %s}" % GOOD, "Missing quotes are forgiven."),
    ("```json\n%s\n```" % OBJ, "A code fence is not part of the object."),
    ("```\n%s\n```" % OBJ, "A code fence is not part of the object."),
    ("`%s`" % OBJ, "Backticks are not part of the object."),
    ("My answer: %s" % OBJ, "Text before the object is passed over."),
    ("%s That makes 24!" % OBJ, "Text after the object is passed over."),
    ("%s :-}" % OBJ, "A stray closing brace after the object closes nothing."),
    ("{{%s}}" % OBJ[1:-1], "Doubled braces, copied from a template, hold one object."),
    ('{"answer": %s}' % OBJ, "The object that begins last is the inner one."),
    ("[%s]" % OBJ, "Brackets around the object are passed over."),
    ("<json>%s</json>" % OBJ, "Other tags are text around the object."),
    ("%s or rather %s" % (BAD, OBJ), "Of several objects the last one counts."),
    ("%s\n%s" % (WEAK, OBJ), "Of several objects the last one counts."),
    ('{"formula": "1"} no: %s' % OBJ, "Of several objects the last one counts."),
    (json.dumps(json.loads(OBJ), indent=2), "Line breaks between fields do not matter."),
    (OBJ.replace(" ", ""), "No spaces are needed."),
    ('{"formula": "%s", "number": [10, 3, 8, 1], "cards": ["K", "3", "8", "A"]}' % GOOD, "Fields may stand in any order."),
    (OBJ.replace('"number"', '"numbers"'), "The plural of number is forgiven."),
    (OBJ.replace('"cards"', '"Cards"').replace('"formula"', '"FORMULA"'), "Keys may be in any case."),
    (OBJ[:-1] + ', "value": 24}', "Further fields are passed over."),
    (OBJ[:-1] + ', "steps": ["10 - 1 = 9", "9 * 8 / 3 = 24"]}', "Further lists are passed over."),
    (OBJ[:-1] + ', "ok": true, "note": "done"}', "Further fields are passed over."),
    ('{"formula": "10", ' + OBJ[1:], "Where a key stands twice, the last one counts."),
    (OBJ.replace("[10, 3, 8, 1]", '["10", "3", "8", "1"]'), "Values may be quoted."),
    (OBJ.replace('["K", "3", "8", "A"]', '["K", 3, 8, "A"]'), "Number cards may stand without quotes."),
    (OBJ.replace("/", "\\/"), "An escaped slash is a slash."),
    (OBJ.replace("*", "\\u00d7").replace("- 1", "\\u2212 1"), "Escaped code points are the characters that they stand for."),
    (OBJ.replace(" * 8", "\\n* 8"), "An escaped line break is a space."),
    (OBJ.replace(" * 8", "\\t* 8"), "An escaped tab is a space."),
    (OBJ.replace('"cards": ', '"cards" :\t'), "Spaces may stand before a colon."),
    (OBJ.replace("(10 - 1)", '(10 - 1)\n   '), "A line break inside the formula is a space."),
]:
    MAIN.answer("object", answer, "correct", why)

# --- The object: what is not.
for answer, grade, why in [
    ("", "empty-answer", "Nothing stands between the tags."), ("\n \t ", "empty-answer", "Only spaces stand between the tags."),
    ("Up", "no-object", "A label of another game is no object."), ("1", "no-object", "A label is no object."),
    ("⬆️", "no-object", "A label of another game is no object."), ("I do not know.", "no-object", "A sentence is no object."),
    (GOOD, "no-object", "A bare formula is not the object that was asked for."),
    (GOOD + " = 24", "no-object", "A bare equation is not the object that was asked for."),
    ('["K", "3", "8", "A"]', "no-object", "A list is no object."), (OBJ[1:-1], "no-object", "The braces are missing."),
    (OBJ[:-1], "no-object", "The object is never closed."), (OBJ[1:], "no-object", "The object is never opened."),
    ("}{", "no-object", "The braces are the wrong way round."),
    ("{}", "missing-formula", "The object is empty."), ("{ }", "missing-formula", "The object is empty."),
    ('{"cards": ["K", "3", "8", "A"], "number": [10, 3, 8, 1]}', "missing-formula", "There is no formula."),
    ('{"cards": ["K", "3", "8", "A"], "number": [10, 3, 8, 1], "expression": "%s"}' % GOOD, "missing-formula", "There is no field named formula."),
    ('{"cards": ["K", "3", "8", "A"], "number": [10, 3, 8, 1], "formula": ["%s"]}' % GOOD, "missing-formula", "A list is no formula."),
    (OBJ.replace('"formula"', '“formula”'), "missing-formula", "Typographic quotes do not quote, so the key is another one."),
    ("%s %s" % (OBJ, '{"cards": []}'), "missing-formula", "The last object counts, and it has no formula."),
    ("%s {}" % OBJ, "missing-formula", "The last object counts, and it is empty."),
    (OBJ + " $\\boxed{24}$", "malformed-object", "The last braces hold a number without a key."),
    ('{"%s"}' % GOOD, "malformed-object", "A string without a key is no field."),
    ("{%s}" % GOOD, "malformed-object", "A formula without a key is no field."),
    (OBJ.replace('": ', '" = '), "malformed-object", "Fields need colons."),
    (OBJ.replace('], "', '] "'), "malformed-object", "Fields need commas between them."),
    (OBJ.replace('1], ', '1, '), "malformed-object", "A list is never closed."),
    (OBJ.replace('/ 3"', "/ 3"), "malformed-object", "A quoted string is never closed."),
    (OBJ.replace('/ 3"', '/ 3" * 1'), "malformed-object", "Something stands between a string and the comma."),
    ("{,}", "malformed-object", "A comma separates fields, and there are none."),
    ('{"formula": }', "malformed-object", "The field has no value."), ('{"formula"}', "malformed-object", "A key without a value is no field."),
    ('{"formula"', "no-object", "The object is never closed."),
    ('{"cards": ["K" "3" "8" "A"], "number": [10, 3, 8, 1], "formula": "%s"}' % GOOD, "malformed-object", "List items need commas."),
    (OBJ.replace("[10, 3, 8, 1]", "[[10, 3], [8, 1]]"), "malformed-object", "Lists hold no lists."),
    ('{"cards": ["K", "3", "8", "A"], "number": [10, 3, 8, 1], "formula": null}', "illegal-formula", "null is no formula."),
    ('{"cards": ["K", "3", "8", "A"], "number": [10, 3, 8, 1], "formula": ""}', "illegal-formula", "The formula is empty."),
    ("%s or rather %s" % (OBJ, BAD), "illegal-formula", "Of several objects the last one counts."),
    ("%s or rather %s" % (OBJ, WEAK), "wrong-value", "Of several objects the last one counts."),
]:
    MAIN.answer("broken", answer, grade, why)
MAIN.answer("broken", OBJ[:-1] + ', "formula": "10 + 3 + 8 + 1"}', "wrong-value", "Where a key stands twice, the last one counts.")
MAIN.answer("broken", OBJ.replace('"%s"' % GOOD, "24"), "wrong-numbers", "The number 24 is a legal formula, but on no card.")

# --- Cards and numbers as the policy read them.
K38A, V = ["K", "3", "8", "A"], [10, 3, 8, 1]
for cards, number, grade, why in [
    (["A", "8", "3", "K"], V, "correct", "Another order of the cards is no misreading."),
    (K38A, [1, 3, 8, 10], "correct", "Another order of the values is no misreading."),
    (["8", "K", "A", "3"], [8, 10, 1, 3], "correct", "Both in another order."),
    (["k", "3", "8", "a"], V, "correct", "Cards may be written in lower case."),
    (["K", "3", "8", "1"], V, "correct", "1 is the ace."), (["K", "03", "8", "A"], V, "correct", "Leading zeros do not change a card."),
    (K38A, ["10", "3", "8", "1"], "correct", "Values may be quoted."),
    (["Q", "3", "8", "A"], V, "misread", "A queen was not dealt, though it counts the same."),
    (["10", "3", "8", "A"], V, "misread", "The card is a K, not a 10, though it counts the same."),
    (["K", "3", "8"], V, "misread", "A card is missing."), (["K", "3", "8", "A", "A"], V, "misread", "A card is listed twice."),
    (["K", "K", "8", "A"], V, "misread", "A card is listed twice and another not at all."),
    ([], V, "misread", "No card is listed."), (["K♠", "3", "8", "A"], V, "misread", "Suits were not dealt."),
    (["King", "3", "8", "A"], V, "misread", "The card shows K."), (["K 3 8 A"], V, "misread", "Four cards are four items."),
    (["", "3", "8", "A"], V, "misread", "An empty item is no card."), (["Κ", "3", "8", "A"], V, "misread", "A Greek Kappa is not a K."),
    (["+3", "K", "8", "A"], V, "misread", "A card has no sign."), (["3.0", "K", "8", "A"], V, "misread", "A card has no decimals."),
    (K38A, [13, 3, 8, 1], "misread", "The K counts 10 here."), (K38A, [10, 3, 8, 11], "misread", "The ace counts 1."),
    (K38A, [10, 3, 8], "misread", "A value is missing."), (K38A, [10, 3, 8, 1, 1], "misread", "A value stands twice."),
    (K38A, [], "misread", "No value is listed."), (K38A, ["K", 3, 8, "A"], "misread", "Symbols are not values."),
    (K38A, [10.5, 3, 8, 1], "misread", "10.5 is no card value."), (K38A, [-10, 3, 8, 1], "misread", "No card counts -10."),
    (K38A, [0, 0, 0, 0], "misread", "No card counts 0."), (K38A, [10**30, 3, 8, 1], "misread", "No card counts so much, and reading it must not fail."),
    (K38A, [22], "misread", "The sum is not the list of the values."), (K38A, [None, 3, 8, 1], "misread", "null is no value."),
]:
    MAIN.formula("reading", GOOD, grade, why, cards=cards, number=number, valid=True)
MAIN.formula("reading", "(13 - 1) * 8 / 4", "misread", "Misread cards come before wrong numbers.", number=[13, 4, 8, 1])
MAIN.formula("reading", "(10 - 1) * 8 /", "illegal-formula", "An illegal formula comes before misread cards.", cards=["Q"])
for answer, why in [
    ('{"number": [10, 3, 8, 1], "formula": "%s"}' % GOOD, "The cards are missing."),
    ('{"cards": ["K", "3", "8", "A"], "formula": "%s"}' % GOOD, "The values are missing."),
    ('{"formula": "%s"}' % GOOD, "Cards and values are missing."),
    ('{"cards": "K, 3, 8, A", "number": [10, 3, 8, 1], "formula": "%s"}' % GOOD, "The cards are no list."),
    ('{"cards": ["K", "3", "8", "A"], "number": "10, 3, 8, 1", "formula": "%s"}' % GOOD, "The values are no list."),
    ('{"cards": null, "number": null, "formula": "%s"}' % GOOD, "The cards are no list."),
]:
    MAIN.answer("reading", answer, "misread", why + " The formula alone would be right, and valid.", valid=True)

# --- Where the answer stands: each layout with three different answers.
KINDS = [(OBJ, "correct"), (WEAK, "wrong-value"), (BAD, "illegal-formula")]
for prefill, layout, why in [
    ("none", "<answer>{}</answer>", "The thought is optional."),
    ("none", "<think> 9 * 8 / 3 </think> <answer> {} </answer>", "A thought and an answer."),
    ("none", "<think>\nfirst\n\nsecond\n</think>\n\n<answer>\n{}\n</answer>\n", "Line breaks do not matter."),
    ("none", "Let me see. </think> <answer> {} </answer>", "A closing tag without an opening one still ends the thought."),
    ("none", "<think> a </think> <think> b </think> <answer> {} </answer>", "The answer follows the last thought."),
    ("none", "<think> <answer> " + MAIN.object("1") + " </answer> </think> <answer> {} </answer>", "Drafts inside the thought are not graded."),
    ("none", "<think> </think> <answer> " + MAIN.object("1") + " </answer> No. <answer> {} </answer>", "The last block is graded."),
    ("none", "<think> a </think> <answer> {} </answer> <answer> " + OBJ[:-1], "The last complete block is graded; a block cut off is none."),
    ("none", "<think> a </think> <answer> {} </answer> So " + MAIN.object("1") + " </answer>", "A block ends with its first closing tag."),
    ("none", "<answer> {} </answer> <think> more", "What comes after the answer does not undo it."),
    ("none", "Answer: <answer>{}</answer> Done.", "Text around the block is passed over."),
    ("none", "<answer> one <answer> {} </answer>", "The block opened last is the one that is closed."),
    ("thought", "\n9 * 8 / 3\n</think>\n<answer> {} </answer>", "The prompt has opened the thought."),
    ("thought", "</think><answer>{}</answer>", "A thought that the prompt opened may be empty."),
    ("thought", "<think> again </think> <answer> {} </answer>", "Opening the thought once more does no harm."),
    ("thought", " <answer> " + MAIN.object("1") + " </answer> hm </think> <answer> {} </answer>", "Drafts inside the thought are not graded."),
    ("answer", " {} </answer>", "The prompt has opened the answer."),
    ("answer", "{}</answer> That is it.", "What follows the block is passed over."),
    ("answer", "<answer> {} </answer>", "Opening the answer once more does no harm."),
    ("answer", " oh, <think> a </think> <answer> {} </answer>", "A thought after all; the answer follows it."),
    ("answer", " {} </answer> so " + MAIN.object("1") + " </answer>", "A block ends with its first closing tag."),
]:
    for answer, grade in KINDS:
        deal = Deal("K 3 8 A", prefill=prefill)
        deal.reply("layout", layout.replace("{}", answer), grade, why)
for prefill, reply, grade, why in [
    ("none", "", "no-answer", "The reply is empty."), ("none", OBJ, "no-answer", "There are no tags."),
    ("none", f"<answer> {OBJ}", "no-answer", "The block is never closed."), ("none", f"{OBJ} </answer>", "no-answer", "The block is never opened."),
    ("none", f"<think> a </think> {OBJ}", "no-answer", "Nothing after the thought stands in a block."),
    ("none", f"<think> <answer> {OBJ} </answer> </think>", "no-answer", "The only block is a draft inside the thought."),
    ("none", f"<answer> {OBJ} </answer> </think>", "no-answer", "All that precedes a closing thought tag is thought."),
    ("none", f"<think> a </think> <answer> {OBJ} </answer> <think> b </think>", "no-answer", "The last thought is not followed by an answer."),
    ("none", f"<Answer> {OBJ} </Answer>", "no-answer", "Tags are in lower case."), ("none", f"<answer > {OBJ} </answer >", "no-answer", "Tags hold no spaces."),
    ("none", f"[answer] {OBJ} [/answer]", "no-answer", "Brackets are not the tags."), ("none", f"```json\n{OBJ}\n```", "no-answer", "A code fence is no answer block."),
    ("none", f"</answer> {OBJ} <answer>", "no-answer", "The tags are the wrong way round."),
    ("none", "<answer></answer>", "empty-answer", "Nothing stands between the tags."),
    ("none", f"<answer> {OBJ} </answer> <answer> </answer>", "empty-answer", "The last block is graded, and it is empty."),
    ("none", f"<think> a <answer> {OBJ} </answer>", "unclosed-thought", "A thought left open makes the block a draft."),
    ("none", "<think> I wonder", "unclosed-thought", "The thought never ends."),
    ("none", f"<think> a </think> <think> b <answer> {OBJ} </answer>", "unclosed-thought", "The second thought is left open."),
    ("thought", "", "unclosed-thought", "The thought that the prompt opened never ends."),
    ("thought", f"<answer> {OBJ} </answer>", "unclosed-thought", "The thought that the prompt opened never ends, so this is a draft."),
    ("thought", f"a </think> {OBJ}", "no-answer", "Nothing after the thought stands in a block."),
    ("thought", "a </think> <answer> </answer>", "empty-answer", "Nothing stands between the tags."),
    ("thought", f"a </think> <think> b <answer> {OBJ} </answer>", "unclosed-thought", "The second thought is left open."),
    ("answer", "", "no-answer", "The block that the prompt opened is never closed."),
    ("answer", OBJ, "no-answer", "The block that the prompt opened is never closed."),
    ("answer", "</answer>", "empty-answer", "The block that the prompt opened holds nothing."),
    ("answer", f"a </think> {OBJ} </answer>", "no-answer", "A thought has come between, and no block follows it."),
    ("answer", "Up </answer>", "no-object", "A label of another game is no object."),
]:
    Deal("K 3 8 A", prefill=prefill).reply("layout", reply, grade, why)

# --- Rules: honest, fake both ways, unannounced; K 3 8 A is 13 3 8 1 and 5 3 8 1 under the others.
REG, FIVE = "13 + 8 + 3 * 1", "8 * (5 - 3 + 1)"
for shown, accepted, formula, number, grade, valid, why in [
    (REGULAR, REGULAR, REG, [13, 3, 8, 1], "correct", True, "The K counts 13 as stated."),
    (REGULAR, REGULAR, GOOD, [10, 3, 8, 1], "misread", False, "The K counts 13 here; 10 is another rule's reading."),
    (REGULAR, REGULAR, GOOD, [13, 3, 8, 1], "wrong-numbers", False, "The values are read as stated, and then 10 is used."),
    (FIVES, FIVES, FIVE, [5, 3, 8, 1], "correct", True, "The K counts 5 as stated."),
    (FIVES, FIVES, REG, [13, 3, 8, 1], "misread", False, "Right under a rule that is neither stated nor scored."),
    (REGULAR, BASE, GOOD, [10, 3, 8, 1], "correct", False, "Right as scored, not valid as told: the fake probe's finding."),
    (REGULAR, BASE, REG, [13, 3, 8, 1], "misread", True, "Valid as told; as scored the K is misread."),
    (REGULAR, BASE, REG, [10, 3, 8, 1], "wrong-numbers", True, "The formula follows what was told, the list what is scored."),
    (REGULAR, BASE, GOOD, [13, 3, 8, 1], "misread", False, "The list follows what was told, the formula what is scored."),
    (REGULAR, BASE, "10 - 1", [10, 3, 8, 1], "partial", False, "A part that can be completed as scored."),
    (REGULAR, BASE, "10 + 3 + 8 + 1", [10, 3, 8, 1], "wrong-value", False, "The numbers that are scored, another value."),
    (REGULAR, BASE, "13 - 8 + 3 + 1", [13, 3, 8, 1], "misread", True, "Valid as told whatever its value."),
    (REGULAR, BASE, "13 + 8 + 3 *", [13, 3, 8, 1], "illegal-formula", False, "Illegal under every rule."),
    (BASE, REGULAR, REG, [13, 3, 8, 1], "correct", False, "The other way round: right as scored, not valid as told."),
    (BASE, REGULAR, GOOD, [10, 3, 8, 1], "misread", True, "The other way round: valid as told, misread as scored."),
    (BASE, REGULAR, GOOD, [13, 3, 8, 1], "wrong-numbers", True, "The formula follows what was told, the list what is scored."),
    (FIVES, BASE, GOOD, [10, 3, 8, 1], "correct", False, "Right as scored, not valid as told."),
    (FIVES, BASE, FIVE, [5, 3, 8, 1], "misread", True, "Valid as told; as scored the K is misread."),
    (FIVES, BASE, REG, [13, 3, 8, 1], "misread", False, "Right under a rule that is neither told nor scored."),
    (None, BASE, GOOD, [10, 3, 8, 1], "correct", True, "Nothing was told, so what is scored is what is asked."),
    (None, BASE, REG, [13, 3, 8, 1], "misread", False, "Nothing was told, and the K counts 10."),
]:
    Deal("K 3 8 A", shown=shown, accepted=accepted).formula(
        "rule", formula, grade, why, valid=valid, number=number)
for prefill in ["thought", "answer"]:
    deal = Deal("K 3 8 A", shown=REGULAR, accepted=BASE, prefill=prefill)
    head = "a </think> <answer> " if prefill == "thought" else " "
    deal.reply("rule", f"{head}{OBJ} </answer>", "correct", "A fake probe with a prefilled tag: right as scored only.", valid=False)
    deal.reply("rule", f"{head}{deal.object(REG, number=[13, 3, 8, 1])} </answer>", "misread",
               "A fake probe with a prefilled tag: valid as told only.", valid=True)
Deal("3 3 8 8", shown=REGULAR, accepted=BASE).formula(
    "rule", "8 / (3 - 8 / 3)", "correct", "No face card is held, so both rules agree.", valid=True)
Deal("J Q 3 A", shown=REGULAR, accepted={"J": 12, "Q": 11, "K": 13}).formula(
    "rule", "11 + 12 + 3 - 1", "wrong-value", "The rules exchange J and Q, so the values agree as a whole: 25.", valid=True)
Deal("J Q 2 A", shown=REGULAR, accepted={"J": 12, "Q": 11, "K": 13}).formula(
    "rule", "11 + 12 + 2 - 1", "correct", "The rules exchange J and Q, so the values agree as a whole.", valid=True)

# --- Faces of one's own, and cards that count 0.
JOKER = {"JOKER": 7, "K": 10}
for formula, cards, number, grade, why in [
    ("7 * 3 + 4 - 1", None, None, "correct", "The joker counts 7 as stated."),
    ("7 * 3 + 4 - 1", ["Joker", "3", "4", "A"], None, "correct", "A face may be written in either case."),
    ("7 * 3 + 4 - 1", ["J", "3", "4", "A"], None, "misread", "The card is a joker, not a jack."),
    ("8 * 3 * (4 - 1) / 3", None, None, "wrong-numbers", "A joker is not whatever one likes: it counts 7."),
    ("6 * 4 * 1", None, [6, 3, 4, 1], "misread", "The joker counts 7, not 6."),
    ("JOKER * 3 + 4 - 1", None, None, "illegal-formula", "Values stand in place of the cards."),
]:
    Deal("JOKER 3 4 A", shown=JOKER).formula(
        "own", formula, grade, why, cards=cards, number=number, valid=grade in ("correct",) or cards == ["J", "3", "4", "A"])
ZERO = {"J": 0, "Q": 0, "K": 0}
for formula, grade, why in [
    ("3 * 8 + 0 * 1", "correct", "A face may count 0, and 0 may be used like any number."),
    ("3 * 8 - 0 / 1", "correct", "0 may be divided."), ("3 * 8 * 1 / 0", "wrong-value", "Nothing may be divided by 0."),
    ("3 * 8 * 1", "partial", "Adding the 0 completes it."), ("3 * 8", "partial", "0 * 1 can be added."),
    ("3 * 8 * 0 * 1", "wrong-value", "The value is 0."), ("0", "wrong-numbers", "A single card is no progress."),
]:
    Deal("K 3 8 A", shown=ZERO).formula("own", formula, grade, why)

# --- Further writings and large numbers. New replies stand at the end, so that ids stay.
for formula, why in [
    ("（10 - 1） * 8 / 3", "Fullwidth parentheses are what East Asian keyboards give."),
    ("（10 － 1） ＊ 8 ／ 3", "Fullwidth operators can mean nothing else."),
    ("（10－1）×8÷3＝24", "A fullwidth equals sign before the target, as East Asian keyboards give it."),
    ("(10 ‐ 1) * 8 / 3", "A Unicode hyphen looks like the ASCII minus."),
    ("(10\u20111) * 8 / 3", "A no-break hyphen looks like the ASCII minus."),
    ("(10 ‒ 1) * 8 / 3", "A figure dash looks like a minus."),
    ("(10 - 1) • 8 / 3", "A bullet between factors is a raised dot."),
    ("(10 - 1) ✕ 8 / 3", "A multiplication cross is a times sign."),
    ("(10\u3000-\u30001)\u2003*\u20058 / 3", "Ideographic, em and quarter spaces look like spaces."),
]:
    MAIN.formula("writing", formula, "correct", why)
for formula, grade, why in [
    ("10 ＋ 3 ＋ 8 ＋ 1", "wrong-value", "A fullwidth plus adds, here to 22."),
    ("（10 - 1) * 8 / 3", "correct", "Parentheses of two widths close one another."),
    ("((10 - 1） * 8 / 3", "illegal-formula", "A parenthesis is left open, whatever the width of the other."),
    ("(10 - 1) ＊＊ 8 / 3", "illegal-formula", "Powers are not among the four operators, in any width."),
    ("－1 ＋ 10 ＋ 3 ＋ 8", "illegal-formula", "A sign is not a binary operator, in any width."),
    ("(10 ― 1) * 8 / 3", "illegal-formula", "A horizontal bar is punctuation, not a minus."),
    ("(10 ー 1) * 8 / 3", "illegal-formula", "A mark of Japanese vowels is not a minus."),
    ("(10 - 1) х 8 / 3", "illegal-formula", "A Cyrillic letter is no operator."),
    ("(10 - 1) ∶ 3 * 8", "illegal-formula", "A ratio sign is a colon, and a colon is no operator."),
    ("(10 - 1) ｘ 8 / 3", "illegal-formula", "A fullwidth letter is no operator."),
    ("(10 ± 1) * 8 / 3", "illegal-formula", "Plus or minus is ambiguous."),
    ("(१० - १) * ८ / ३", "illegal-formula", "Devanagari digits are not digits of the game."),
    ("(𝟏𝟎 - 1) * 8 / 3", "illegal-formula", "Mathematical bold digits are not digits of the game."),
    ("(10 - 1) * 8 ⅓", "illegal-formula", "A vulgar fraction is no card value."),
    ("1\u200b0 - 1", "illegal-formula", "A zero-width space inside a number is neither digit nor space."),
]:
    MAIN.formula("writing", formula, grade, why)
for formula, target, why in [
    ("99999 * 99999 - 99999 * 99999 + 24", 24, "99999 is on no card."),
    ("999999999 * 999999999 * 999999999 * 999999999", 24, "999999999 is on no card, and the product must not wrap round."),
    ("1 / 999999999 / 999999999 / 999999999", 24, "999999999 is on no card, and the fraction must not wrap round."),
]:
    Deal("K 3 8 A", target).formula("overflow", formula, "wrong-numbers", why)
TOP = Deal("999999999 999999999 999999999 999999999 999999999")
TOP.formula("overflow", "999999999 * 999999999 - 999999999 * 999999999 + 999999999", "wrong-value",
            "Products of 60 bits fit; the value is 999999999.")
TOP.formula("overflow", "999999999 * 999999999 * 999999999 / 999999999 / 999999999", "wrong-value",
            "A step beyond 64 bits leaves no value, and the value would be 999999999.")
MAIN.formula("suffix", GOOD + " = 999999999", "illegal-formula", "The repeated number is not the target.")
MAIN.formula("suffix", GOOD + " = 18446744073709551640", "illegal-formula", "2^64 + 24 must not wrap round to 24.")
MAIN.formula("reading", GOOD, "misread", "2^64 + 10 must not wrap round to 10.",
             number=[2**64 + 10, 3, 8, 1], valid=True)
MAIN.formula("reading", GOOD, "misread", "2^64 + 3 must not wrap round to the 3.",
             cards=["K", str(2**64 + 3), "8", "A"], valid=True)

# --- Limits, each met from both sides, and what only a careful reader tells apart.
for cards, grade, why in [
    (["\u212a", "3", "8", "A"], "correct", "A kelvin sign is a K by Unicode's rules."),
    (["K", "0" * 30 + "3", "8", "A"], "correct", "Leading zeros do not change a card, however many."),
    (["K", "0" * 999 + "3", "8", "A"], "correct", "1,000 bytes of a card are the limit."),
    (["K", "0" * 1000 + "3", "8", "A"], "misread", "No card is written in 1,001 bytes."),
    (["\ud800", "3", "8", "A"], "misread", "Half of a surrogate pair, as an escape, is no character."),
]:
    MAIN.answer(
        "reading", json.dumps({"cards": cards, "number": [10, 3, 8, 1], "formula": GOOD}), grade, why,
        valid=True)
MAIN.formula("reading", GOOD, "correct", "Eighteen digits of a value are the limit.",
             number=["0" * 16 + "10", 3, 8, 1])
MAIN.formula("reading", GOOD, "misread", "Nineteen digits of a value are too many, zeros or not.",
             number=["0" * 17 + "10", 3, 8, 1], valid=True)
MAIN.answer("writing", OBJ.replace("10 - 1", "10 \\ud83d 1"), "illegal-formula",
            "Half of a surrogate pair, as an escape, is no character.")
MAIN.formula("size", GOOD + "\u00a0" * ((1000 - len(GOOD)) // 2), "correct",
             "1,000 bytes are the limit, and a no-break space has two of them.")
MAIN.formula("size", GOOD + "\u00a0" * ((1002 - len(GOOD)) // 2), "formula-too-long",
             "Bytes are counted, not characters.")
NINES = " * ".join(["999999999"] * 3) + " / 999999999" * 3
Deal(" ".join(["999999999"] * 6), 1).formula(
    "overflow", NINES, "wrong-value", "A product beyond 64 bits leaves no value, though it would come to 1.")
THIRDS = "1 / 999999999 {0} 1 / 999999998 {0} 1 / 999999997"
Deal("A A A A A A " + "999999999 999999998 999999997 " * 2, 0).formula(
    "overflow", THIRDS.format("+") + " - " + THIRDS.format("-"), "wrong-value",
    "A sum whose common denominator is beyond 64 bits leaves no value, though it would come to 0.")
Deal("999999999 999999998 " * 3 + "7 11 77 4", 1).formula(
    "overflow", "({0} / 7 - {0} / 11) * 77 / 4 / 999999999 / 999999998".format("999999999 * 999999998"),
    "wrong-value", "Over the common denominator one side of the difference is beyond 64 bits, though it would come to 1.")
for cards, target, shown, formula, grade, why in [
    ("A A A A A 12 12", 24, BASE, "12 + 12", "partial", "The five aces can be multiplied by."),
    ("A A A A A A 12 12", 24, BASE, "12 + 12", "wrong-numbers", "No more than five further numbers are tried."),
    ("99 8 3 A", 24, BASE, "8 * 3", "wrong-numbers", "99 and 1 cannot be got rid of."),
    ("100 K 8 3", 24, ZERO, "8 * 3", "wrong-numbers", "100 could be multiplied by 0, but only numbers up to 99 are tried."),
    ("99 K 8 3", 24, ZERO, "8 * 3", "partial", "99 * 0 can be added."),
    ("999999999 999999998 K 8 3", 24, ZERO, "999999999 * 999999998", "wrong-numbers",
     "Multiplied by 0 it could be completed, but a value so large is not tried."),
    ("1999 1998 K 8 3", 24, ZERO, "1999 * 1998", "partial", "Multiplied by 0 it leaves room for 8 * 3."),
    ("100 100 2 A", 10000, BASE, "100 * 100", "partial", "Times (2 - 1) it stays 10000."),
    ("100 101 2 A", 10100, BASE, "100 * 101", "wrong-numbers", "No target beyond 10,000 is tried for."),
    ("100 101 2 A", 10100, BASE, "100 * 101 * (2 - 1)", "correct", "A whole formula is judged whatever the target."),
    ("7 7 97 89 2", 0, BASE, "97 * 89", "partial", "(7 - 7) * 2 times it is 0."),
    ("7 6 97 89 2", 0, BASE, "97 * 89", "wrong-numbers", "7, 6 and 2 make no 0, and 8633 is out of their reach."),
]:
    Deal(cards, target, shown).formula("part", formula, grade, why)

path = pathlib.Path(__file__).parent / "points-replies.jsonl"
path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
print(len(rows), "replies")
