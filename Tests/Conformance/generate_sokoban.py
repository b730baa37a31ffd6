"""Writes sokoban-replies.jsonl. Every verdict below is stated by its author from the rules in
README.md; nothing here reads a reply. `python3 Tests/Conformance/generate_sokoban.py` from anywhere."""

import json
import pathlib

BASE = ["Up", "Down", "Left", "Right"]
CARDINAL = ["North", "South", "West", "East"]
EMOJI = ["⬆️", "⬇️", "⬅️", "➡️"]
DIGITS = ["1", "2", "3", "4"]
LETTERS = ["A", "B", "C", "D"]
SYMBOLS = ["*", "&", "1", "M"]
WORDS = ["zebra", "acorn", "violin", "tundra"]
ACCENTS = ["hinauf", "hinunter", "zurück", "É"]
TURNED = ["Down", "Left", "Right", "Up"]  # base words with other meanings
rows = []

# Up pushes the last box home, down walks, left pushes a box off its target, right meets a wall.
CROSS = "#######\n###O###\n###X###\n#_√P###\n###_###\n#######"
PAY = {"up": 10.9, "down": -0.1, "left": -1.1, "right": -0.1}
GRADE = {"up": "correct", "down": "open", "left": "open", "right": "open"}
UNREADABLE = -0.1


class Room:
    """A map under terms; `reply` states what a reply to it is worth."""

    def __init__(self, board=CROSS, shown=BASE, accepted=None, horizon=1, prefill="none"):
        self.fields = dict(
            board=board, shown=shown, accepted=accepted or shown or BASE, horizon=horizon,
            prefill=prefill)

    def reply(self, group, reply, grade, reward, why, valid=None, padding=None):
        if valid is None:
            valid = grade in ("correct", "open")
        row = dict(
            id=f"{group}-{sum(r['id'].rpartition('-')[0] == group for r in rows) + 1:02}",
            **self.fields)
        if padding:
            row["padding"] = dict(text=padding[0], times=padding[1])
        row.update(
            reply=reply, valid=valid, correct=grade == "correct", grade=grade, reward=reward,
            why=why)
        rows.append(row)

    def answer(self, group, answer, grade, reward, why, valid=None):
        self.reply(group, f"<answer> {answer} </answer>", grade, reward, why, valid)

    def bad(self, group, answer, why, cause="unknown-label"):
        self.answer(group, answer, cause, UNREADABLE, why)


# --- Each label of each set.
for labels in (BASE, CARDINAL, EMOJI, DIGITS, LETTERS, SYMBOLS, WORDS, TURNED):
    for label, move in zip(labels, ("up", "down", "left", "right")):
        Room(shown=labels).answer(
            "label", label, GRADE[move], PAY[move], f"{label} is the label of moving {move}.")

# --- What a move does.
HALL = "######\n#PXO_#\n######"
TWO = "########\n#P√_OX_#\n########"
PAIR = "#######\n#P√OX_#\n#######"
ROOM = "#####\n#P__#\n#_XO#\n#___#\n#####"
HOME = "######\n#SXO_#\n#__√_#\n#_X__#\n######"
for board, answer, grade, reward, why in [
    (HALL, "Right", "correct", 10.9, "The box reaches the last target: -0.1 + 1 + 10."),
    (HALL, "Left", "open", -0.1, "A wall stops the player; the move costs all the same."),
    (HALL, "Up", "open", -0.1, "A wall stops the player."),
    (HALL, "Left, Right", "correct", 10.8, "The blocked move costs too."),
    (HALL, "Right, Left", "correct", 10.9, "Moves after the room is solved are passed over."),
    (HALL, "Right, Right, Right, Right", "correct", 10.9, "The box stays: moves after the end are passed over."),
    (TWO, "Right", "open", -1.1, "The box is pushed off its target."),
    (TWO, "Right, Right", "open", -0.2, "Off one target, then onto another."),
    (TWO, "Right, Right, Right", "open", -0.3, "Two boxes in a row do not move."),
    (PAIR, "Right", "open", -0.1, "From target to target: one lost, one won."),
    (PAIR, "Right, Right", "open", -0.2, "A box stands behind the box, so the second push is blocked."),
    (ROOM, "Down", "open", -0.1, "The player walks."),
    (ROOM, "Down, Right", "correct", 10.8, "A walk and the push that solves the room."),
    (ROOM, "Right, Down", "open", -0.2, "The box is pushed down, away from the target, and none was left."),
    (ROOM, "Right, Down, Down", "open", -0.3, "The second push ends at a wall."),
    (ROOM, "Down, Down, Right, Right, Up", "open", -0.5, "Round the box, and onto its target."),
    (ROOM, "Down, Up, Down, Right", "correct", 10.6, "A detour costs two moves."),
    (HOME, "Right", "open", 0.9, "One box comes home, another does not: the room is not solved."),
    (HOME, "Down, Down, Right", "open", -0.3, "A box is pushed, from floor to floor."),
    (CROSS, "Down, Up, Up", "correct", 10.7, "Two walks and the push that solves the room."),
    (CROSS, "Right, Up, Up", "correct", 10.8, "A wall, then the push; the third move comes too late."),
    (CROSS, "Left, Right, Up", "open", -0.3, "The pushed box stays off its target: -0.3 - 1 + 1."),
    (CROSS, "Left, Left", "open", -1.2, "The box stands against the wall and does not move again."),
]:
    Room(board, horizon=6).answer("move", answer, grade, reward, why)

# --- Several labels: how they are separated.
for answer, why in [
    ("Down Up Up", "Spaces separate labels."), ("Down,Up,Up", "Commas separate labels."),
    ("Down, Up, Up", "Commas with spaces."), ("Down; Up; Up", "Semicolons separate labels."),
    ("Down || Up || Up", "Double bars separate labels."), ("Down||Up||Up", "Double bars need no spaces."),
    ("Down\nUp\nUp", "Line breaks separate labels."), ("Down\r\nUp\r\nUp", "Line breaks of both kinds."),
    ("Down\tUp\tUp", "Tabs separate labels."), (" , Down ,, Up ; ; Up || ", "Separators may be heaped up."),
    ("Down. Up. Up.", "A full stop may follow each label."), ("Down, Up, Up.", "A full stop may end the answer."),
    ("Down.,Up.;Up", "A full stop may stand before a separator."), ("DOWN up uP", "Words are read in any case."),
    ("||||Down||Up||Up", "Double bars may be heaped up."),
]:
    Room(horizon=3).answer("separator", answer, "correct", 10.7, why)
for answer, why in [
    ("Down|Up|Up", "A single bar is part of a word."), ("Down/Up/Up", "A slash is part of a word."),
    ("Down - Up - Up", "A dash is a word, and no label."), ("Down->Up->Up", "Arrows are part of a word."),
    ("Down+Up+Up", "A plus is part of a word."), ("DownUpUp", "Labels need a separator."),
    ("Down.Up.Up", "A full stop in the middle does not separate."), ("Down.. Up Up", "Two full stops are one too many."),
    ("Down . Up Up", "A full stop by itself is a word, and no label."), ("Down.||Up||Up", "A full stop stands before white space, a comma, a semicolon or the end."),
    ("Down||.", "A full stop after a double bar is a word."), ("Down|||Up", "After a double bar the third bar is part of a word."),
    ("Down\u00a0Up", "A no-break space is part of a word."), ("Down\u3000Up", "An ideographic space is part of a word."),
    ("Down\u2028Up", "A line separator is part of a word."), ("Down\u000bUp", "A vertical tab is part of a word."),
    ("Down、Up", "An ideographic comma is part of a word."), ("Down，Up", "A fullwidth comma is part of a word."),
    ("Down and Up", "A word between labels is no label."), ("1. Down 2. Up", "Numbers of a list are no labels."),
    ("[Down, Up]", "Brackets are part of the words."), ('"Down" "Up"', "Quotes are part of the words."),
    ("Down, Up,, Jump", "One word that is no label makes the whole answer unreadable."),
]:
    Room(horizon=9).bad("separator", answer, why)

# --- One label: how it may be written.
for shown, answer, move, why in [
    (BASE, "up", "up", "Words are read in any case."), (BASE, "UP", "up", "Words are read in any case."),
    (BASE, "uP", "up", "Words are read in any case."), (BASE, "Up.", "up", "A full stop may follow."),
    (BASE, "\n\nUp\n", "up", "White space does not matter."), (BASE, ",Up,", "up", "Separators round the label do not matter."),
    (CARDINAL, "nOrTh", "up", "Words are read in any case."), (WORDS, "Zebra", "up", "Words are read in any case."),
    (WORDS, "VIOLIN", "left", "Words are read in any case."),
    (EMOJI, "⬆", "up", "Emoji are read without their variation selector."),
    (EMOJI, "⬆️️", "up", "A variation selector may stand twice."),
    (EMOJI, "➡", "right", "Emoji are read without their variation selector."),
    (["⬆", "⬇", "⬅", "➡"], "⬆️", "up", "A selector may stand though the label has none."),
    (BASE, "U\ufe0fp", "up", "A variation selector is passed over wherever it stands."),
    (SYMBOLS, "*.", "up", "A full stop may follow a symbol."), (DIGITS, "3.", "left", "A full stop may follow a number."),
    (ACCENTS, "ZURÜCK", "left", "Letters with marks have cases too."),
    (ACCENTS, "zuru\u0308ck", "left", "A letter and its mark are the letter with the mark."),
    (ACCENTS, "ZURU\u0308CK", "left", "Marks set apart, and in another case."),
    (ACCENTS, "E\u0301", "right", "A single letter, its mark set apart."),
    (["a", "b", "c", "E\u0301"], "É", "right", "The label's mark is set apart, the answer's is not."),
    (["Back", "b", "c", "d"], "Bac\u212a", "up", "A kelvin sign is a K by Unicode's rules."),
    (["αΣ", "b", "c", "d"], "Ασ", "up", "The lower case of a sigma does not depend on where it stands."),
]:
    Room(shown=shown).answer("writing", answer, GRADE[move], PAY[move], why)
for shown, answer, why in [
    (BASE, "Jump", "A word that is no label."), (BASE, "Upp", "A label with a letter too many."), (BASE, "U", "A label cut off."),
    (BASE, "Up!", "Only a full stop may follow."), (BASE, "Up?", "Only a full stop may follow."), (BASE, "Up:", "Only a full stop may follow."),
    (BASE, "(Up)", "Parentheses are part of the word."), (BASE, "'Up'", "Quotes are part of the word."), (BASE, "**Up**", "Markup is part of the word."),
    (BASE, "`Up`", "Markup is part of the word."), (BASE, ".Up", "A full stop may not stand before."), (BASE, "Up..", "One full stop, not two."),
    (BASE, "Up…", "An ellipsis is no full stop."), (BASE, "Up。", "An ideographic full stop is none."), (BASE, "Uр", "A Cyrillic er is no p."),
    (BASE, "Ｕｐ", "Fullwidth letters are others."), (BASE, "U\u200bp", "A zero-width space is part of the word."), (BASE, "Up\u0301", "A mark makes another letter of the p."),
    (BASE, "{\"answer\": \"Up\"}", "An object is no label."), (BASE, "⬆️", "A label of another set."), (BASE, "1", "A bare digit is no label of Up, Down, Left and Right."),
    (BASE, "North", "A label of another set."), (BASE, "A", "A label of another set."), (DIGITS, "Up", "A label of another set."),
    (DIGITS, "5", "No label is 5."), (DIGITS, "01", "A number is a word like any other."), (DIGITS, "１", "A fullwidth digit is another."),
    (DIGITS, "1️⃣", "A keycap is no digit."), (DIGITS, "12", "Labels need a separator."), (LETTERS, "a", "A single letter is read exactly."),
    (LETTERS, "d", "A single letter is read exactly."), (SYMBOLS, "m", "A single letter is read exactly."), (SYMBOLS, "**", "Labels need a separator."),
    (EMOJI, "↑", "Another arrow."), (EMOJI, "➡️⬅️", "Labels need a separator."), (EMOJI, "Up", "A label of another set."),
    (EMOJI, "⬆︎", "The selector of the text form is not passed over."), (ACCENTS, "zuruck", "A u without its mark."), (ACCENTS, "é", "A single letter is read exactly."),
    (["a", "b", "c", "E\u0301"], "é", "A letter and its mark are a single letter, and read exactly."),
    (ACCENTS, "e\u0301", "A single letter is read exactly, its mark set apart."), (WORDS, "Up", "The training language is not what was asked for."),
    (BASE, "Move up", "A sentence is no label."), (BASE, "I go Up", "A sentence is no label."), (BASE, "\u0000Up", "A control character is part of the word."),
]:
    Room(shown=shown, horizon=9).bad("writing", answer, why)
for answer, why in [
    ("", "Nothing stands between the tags."), (" \n\t ", "Only white space."), (" , ; || ", "Only separators.")]:
    Room().bad("empty", answer, why, "empty-answer")
for answer, why in [(".", "A full stop by itself is a word."), ("|", "A bar by itself is a word."), ("\u00a0", "A no-break space is a word.")]:
    Room().bad("empty", answer, why)

Room().bad("writing", "U\u0301\u0327" + "\u0301" * 500, "No label is so long, whatever marks it has.")

# --- The horizon.
for horizon, answer, grade, reward, why in [
    (1, "Up, Up", "too-many-actions", UNREADABLE, "One move was asked for."),
    (1, "Down Up", "too-many-actions", UNREADABLE, "One move was asked for."),
    (1, "Jump, Run", "too-many-actions", UNREADABLE, "Words are counted before they are read."),
    (1, "Up up up up", "too-many-actions", UNREADABLE, "One move was asked for, though the first solves the room."),
    (2, "Down, Up, Up", "too-many-actions", UNREADABLE, "Two moves were asked for at most."),
    (2, "Down, Up", "open", -0.2, "Two moves are the limit."),
    (2, "Up", "correct", 10.9, "Fewer moves than the limit."),
    (2, "Up, Jump", "unknown-label", UNREADABLE, "Also a word after the room would be solved must be a label."),
    (6, "Down Up Down Up Down Up", "open", -0.6, "Six moves are the limit."),
    (6, "Down Up Down Up Down Up Up", "too-many-actions", UNREADABLE, "Seven moves are too many."),
]:
    Room(horizon=horizon).answer("horizon", answer, grade, reward, why)

# --- Where the answer stands.
for prefill, layout, why in [
    ("none", "<answer>{}</answer>", "The thought is optional."),
    ("none", "<think> The box is above. </think> <answer> {} </answer>", "A thought and an answer."),
    ("none", "<think> <answer> Left </answer> </think> <answer> {} </answer>", "Drafts inside the thought are not graded."),
    ("none", "<think> a </think> <answer> Left </answer> No. <answer> {} </answer>", "The last block is graded."),
    ("none", "Hm. </think> <answer> {} </answer>", "A closing tag without an opening one still ends the thought."),
    ("none", "<answer> {} </answer> <answer> Left", "A block cut off is none."),
    ("none", "<answer> {} </answer> Left </answer>", "A block ends with its first closing tag."),
    ("thought", "Push. </think> <answer> {} </answer>", "The prompt has opened the thought."),
    ("answer", " {} </answer>", "The prompt has opened the answer."),
    ("answer", "Left <think> no </think> <answer> {} </answer>", "A thought after all; the answer follows it."),
]:
    for answer, grade, reward in [("Up", "correct", 10.9), ("Down", "open", -0.1), ("Jump", "unknown-label", UNREADABLE)]:
        Room(prefill=prefill).reply("layout", layout.replace("{}", answer), grade, reward, why)
for prefill, reply, grade, why in [
    ("none", "", "no-answer", "The reply is empty."), ("none", "Up", "no-answer", "There are no tags."),
    ("none", "<answer> Up", "no-answer", "The block is never closed."), ("none", "Up </answer>", "no-answer", "The block is never opened."),
    ("none", "<think> Up </think> Up", "no-answer", "Nothing after the thought stands in a block."),
    ("none", "<answer> Up </answer> </think>", "no-answer", "All that precedes a closing thought tag is thought."),
    ("none", "<ANSWER> Up </ANSWER>", "no-answer", "Tags are in lower case."), ("none", "<think> Up", "unclosed-thought", "The thought never ends."),
    ("none", "<think> <answer> Up </answer>", "unclosed-thought", "A thought left open makes the block a draft."),
    ("thought", "<answer> Up </answer>", "unclosed-thought", "The thought that the prompt opened never ends."),
    ("thought", "a </think> Up", "no-answer", "Nothing after the thought stands in a block."),
    ("answer", "Up", "no-answer", "The block that the prompt opened is never closed."),
    ("answer", "</answer>", "empty-answer", "The block that the prompt opened holds nothing."),
    ("answer", "a </think> Up </answer>", "no-answer", "A thought has come between, and no block follows it."),
]:
    Room(prefill=prefill).reply("layout", reply, grade, UNREADABLE, why)
Room().reply("size", "</think> <answer> Up </answer>", "correct", 10.9, "A long thought is read over.", padding=("Step up. ", 50000))
Room().reply("size", "<answer> Up </answer>", "reply-too-long", UNREADABLE, "More than 1,000,000 bytes are not read.", padding=("√", 333330))
for extra, grade, reward, why in [
    (0, "correct", 10.9, "The reply has exactly 1,000,000 bytes."),
    (1, "reply-too-long", UNREADABLE, "The reply has 1,000,001 bytes."),
]:
    Room().reply("size", "</think><answer>Up</answer>", grade, reward, why,
                 padding=("a", 1000000 - len("</think><answer>Up</answer>") + extra))
Room().reply("size", "</answer>", "correct", 10.9, "The block opened last is the one that is closed.",
             padding=("<answer> Up", 50000))
Room(prefill="answer").reply("size", "</answer>", "too-many-actions", UNREADABLE, "A long answer has many words.",
                             padding=(" Up", 50000))

# --- Terms: honest, fake both ways, exchanged, unannounced.
for shown, accepted, answer, grade, reward, valid, why in [
    (DIGITS, BASE, "Up", "correct", 10.9, False, "Right as scored, not valid as told: the fake probe's finding."),
    (DIGITS, BASE, "1", "unknown-label", UNREADABLE, True, "Valid as told, and nothing as scored."),
    (DIGITS, BASE, "Jump", "unknown-label", UNREADABLE, False, "Nothing in either."),
    (DIGITS, BASE, "1, 2", "too-many-actions", UNREADABLE, False, "Too many in either."),
    (EMOJI, BASE, "⬆️", "unknown-label", UNREADABLE, True, "Valid as told, and nothing as scored."),
    (EMOJI, BASE, "Down", "open", -0.1, False, "Carried out as scored, not valid as told."),
    (BASE, DIGITS, "1", "correct", 10.9, False, "The other way round: right as scored, not valid as told."),
    (BASE, DIGITS, "Up", "unknown-label", UNREADABLE, True, "The other way round: valid as told, and nothing as scored."),
    (SYMBOLS, DIGITS, "1", "correct", 10.9, True, "A label of both, up as scored and left as told."),
    (SYMBOLS, DIGITS, "*", "unknown-label", UNREADABLE, True, "Valid as told, and nothing as scored."),
    (TURNED, TURNED, "Down", "correct", 10.9, True, "Down means up here."),
    (TURNED, TURNED, "Up", "open", -0.1, True, "Up means right here, and there is a wall."),
    (TURNED, BASE, "Down", "open", -0.1, True, "A fake of exchanged labels: a word of both, scored as base has it."),
    (TURNED, BASE, "Up", "correct", 10.9, True, "A fake of exchanged labels: a word of both, right as scored."),
    (None, BASE, "Up", "correct", 10.9, True, "Nothing was told, so what is scored is what is asked."),
    (None, BASE, "1", "unknown-label", UNREADABLE, False, "Nothing was told, and 1 is no word of base."),
    (WORDS, BASE, "Zebra", "unknown-label", UNREADABLE, True, "Valid as told, in any case, and nothing as scored."),
    (WORDS, BASE, "left", "open", -1.1, False, "Carried out as scored: the box is pushed off its target."),
]:
    Room(shown=shown, accepted=accepted).answer("terms", answer, grade, reward, why, valid)
for prefill in ("thought", "answer"):
    head = "a </think> <answer> " if prefill == "thought" else " "
    room = Room(shown=DIGITS, accepted=BASE, prefill=prefill)
    room.reply("terms", f"{head}Up </answer>", "correct", 10.9, "A fake with a prefilled tag: right as scored only.", False)
    room.reply("terms", f"{head}1 </answer>", "unknown-label", UNREADABLE, "A fake with a prefilled tag: valid as told only.", True)

path = pathlib.Path(__file__).parent / "sokoban-replies.jsonl"
path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
print(len(rows), "replies")
