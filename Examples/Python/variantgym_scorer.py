"""Scores replies to VariantGym prompts in Python trainers, as the library itself does.

One file, Python 3.9 or later, nothing to install. Give it to a trainer as it is:

    TRL        from variantgym_scorer import trl_reward
               GRPOTrainer(..., reward_funcs=trl_reward)
    verl       reward.custom_reward_function.path=variantgym_scorer.py
    OpenRLHF   --reward.remote_url variantgym_scorer.py --data.label_key ground_truth

or call `score(row, reply)`. What it needs of a row is the JSON text `ground_truth`, the row's scoring
key: `version`, `environment`, the `state` that the prompt shows, what it announces (`shown`, or null)
and what counts (`accepted`), `horizon`, `prefill` and `container`. A record of the canonical files
has the same fields.

Values are fractions of whole numbers and never rounded; no formula is evaluated as code. The time
is linear in the length of a reply, apart from a bounded search where a formula of General Points
joins a part of the hand.
"""

import json
import re
import sys
import unicodedata
from functools import lru_cache
from itertools import combinations
from math import gcd

KEY_VERSION = 1
DATA_SOURCE_PREFIX = "variantgym/"


def score(row, reply):
    """What a reply to a row is worth.

    `row` is a scoring key as JSON text, a row with one under `ground_truth` (for verl, in its
    `reward_model`), or a canonical record. A row that cannot be used is a ValueError; a reply never is.

    Returns a dict: `verdict` (correct, incorrect, or open where play goes on), `cause` (why it is
    incorrect, else empty), `valid` (whether it is in the language that the prompt asked for, whatever
    its quality), `correct`, and `reward`.
    """
    task = _task(_scoring_key(row))
    try:
        return task.judge(_answer(reply, task.prefill, task.container))
    except _Unreadable as error:
        return _result("incorrect", error.cause, False, task.unreadable)


# --- Trainers


def trl_reward(prompts, completions, **columns):
    """A reward function for TRL: completions are strings or lists of messages."""
    needed = ("ground_truth",) if "ground_truth" in columns else _RECORD_FIELDS
    missing = [name for name in needed if name not in columns]
    if missing:
        raise ValueError(f"the data set has neither a column ground_truth nor {missing[0]}")
    rows = [dict(zip(needed, values)) for values in zip(*(columns[name] for name in needed))]
    return [score(row, _text(said))["reward"] for row, said in zip(rows, completions)]


def compute_score(data_source, solution_str, ground_truth, extra_info=None, **unused):
    """A scorer for verl: the reward as `score`, with what is worth logging beside it."""
    if not str(data_source).startswith(DATA_SOURCE_PREFIX):
        raise ValueError(
            f"the data source {data_source!r} is not one of VariantGym's, "
            f"which begin with {DATA_SOURCE_PREFIX!r}")
    result = score(ground_truth, solution_str)
    return {
        "score": result["reward"], "acc": float(result["correct"]),
        "valid": float(result["valid"]), "cause": result["cause"]}


def reward_func(queries, prompts, labels, **unused):
    """A reward function for OpenRLHF: queries are prompts with their replies, labels scoring keys."""
    results = [
        score(label, _reply(query, prompt))
        for query, prompt, label in zip(queries, prompts, labels)]

    def column(name):
        values = [float(result[name]) for result in results]
        # OpenRLHF works with tensors, and brings torch along.
        return sys.modules["torch"].tensor(values) if "torch" in sys.modules else values

    return {
        "rewards": column("reward"), "scores": column("correct"),
        "extra_logs": {"valid": column("valid")}}


def _text(said):
    """The text of a completion."""
    if isinstance(said, str):
        return said
    content = said[-1]["content"] if said else ""
    if isinstance(content, list):
        content = "".join(part.get("text", "") for part in content)
    return content or ""


def _reply(query, prompt):
    """What follows a prompt, which may have lost its beginning to a limit of tokens."""
    if query.startswith(prompt):
        return query[len(prompt):]
    # The end of a prompt holds its state, and its tags stand before.
    _, end, reply = query.partition(prompt[-100:])
    if not end:
        raise ValueError("a query does not hold the end of its prompt, so its reply cannot be told")
    return reply


# --- Scoring keys

_RECORD_FIELDS = ("episode", "state", "shown", "accepted")


def _scoring_key(row):
    if isinstance(row, str):
        return row
    if "ground_truth" in row:
        return row["ground_truth"]
    if "reward_model" in row:
        return row["reward_model"]["ground_truth"]
    missing = [name for name in _RECORD_FIELDS if name not in row]
    if missing:
        raise ValueError(f"the row has neither a ground_truth nor the field {missing[0]} of a record")
    framing = row["episode"]["framing"]
    key = {name: json.loads(row[name]) for name in _RECORD_FIELDS[1:]}
    key.update(
        version=KEY_VERSION, environment=row["episode"]["address"]["family"],
        horizon=framing["horizon"], prefill=framing["prefill"],
        container=framing.get("container", "tags"))
    return json.dumps(key)


@lru_cache(maxsize=10_000)
def _task(text):
    """The task of a scoring key; many replies answer one prompt."""
    try:
        key = json.loads(text)
        if key["version"] != KEY_VERSION:
            raise ValueError(f"its version is {key['version']!r}, and {KEY_VERSION} is known")
        environment = _ENVIRONMENTS.get(key["environment"])
        if environment is None:
            raise ValueError(
                f"the environment {key['environment']!r} is none of {', '.join(_ENVIRONMENTS)}")
        if key["prefill"] not in ("none", "thought", "answer"):
            raise ValueError(f"the prefill {key['prefill']!r} is none of none, thought, answer")
        if key.setdefault("container", "tags") not in _CONTAINERS:
            raise ValueError(
                f"the container {key['container']!r} is none of {', '.join(_CONTAINERS)}")
        if not isinstance(key["horizon"], int) or key["horizon"] < 1:
            raise ValueError(f"the horizon {key['horizon']!r} is not at least 1")
        return environment(key)
    except KeyError as error:
        raise ValueError(f"the scoring key cannot be used: {error} is missing") from None
    except (TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"the scoring key cannot be used: {error}") from None


def _accepted_and_asked(key):
    """What counts, and what a policy that does as it is told goes by."""
    return key["accepted"], key["accepted"] if key["shown"] is None else key["shown"]


# --- Verdicts


class _Unreadable(Exception):
    def __init__(self, cause):
        super().__init__(cause)
        self.cause = cause


def _result(verdict, cause, is_valid, reward):
    return {
        "verdict": verdict, "cause": cause, "valid": is_valid, "correct": verdict == "correct",
        "reward": reward}


# --- The layout of a reply

_LENGTH_LIMIT = 1_000_000  # UTF-8 bytes
_SURROGATES = re.compile("[\ud800-\udfff]")


def _answer(reply, prefill, container):
    """The last complete answer after the last thought; drafts inside a thought are none."""
    reply = _readable(reply)
    _, closing, body = reply.rpartition("</think>")
    if prefill == "thought" and not closing:
        raise _Unreadable("unclosed-thought")
    # An answer that the prompt opened reaches from the start, unless a thought comes between.
    start = 0 if prefill == "answer" and not closing else None
    thought = block = None
    is_draft = has_stray_end = False
    for mark, place in _CONTAINERS[container](body, start is not None):
        if mark == "thought":
            thought = place
        elif mark == "opening":
            start = place
        elif start is None:
            has_stray_end = True
        else:
            block = (start, place)
            is_draft = thought is not None and thought < start
            start = None
    if is_draft or (block is None and thought is not None and not has_stray_end):
        raise _Unreadable("unclosed-thought")
    if block is None:
        raise _Unreadable("no-answer")
    answer = body[block[0]:block[1]]
    return _json_text(answer) if container == "object" else answer


# What begins a thought, and where an answer begins and ends, in order; one reader for each container.
# `is_open`: whether the prompt has opened the answer.


def _tags(body, is_open):
    for mark in _TAGS.finditer(body):
        if mark.group() == "<think>":
            yield "thought", mark.start()
        elif mark.group() == "<answer>":
            yield "opening", mark.end()
        else:
            yield "end", mark.start()


def _line(body, is_open):
    was_open = is_open
    for mark in _LINE_MARKS.finditer(body):
        if mark.group() == "<think>":
            yield "thought", mark.start()
        elif mark.group() == "\n":
            if is_open:
                yield "end", mark.start()
            is_open = False
        elif mark.start() > 0 or not was_open:
            yield "opening", mark.end()
            is_open = True
    if is_open:
        yield "end", len(body)


def _boxed(body, is_open):
    depth = 1
    for mark in _BOX_MARKS.finditer(body):
        if mark.group() == "<think>":
            yield "thought", mark.start()
        elif mark.group() not in "{}":
            yield "opening", mark.end()
            is_open, depth = True, 1
        elif is_open:
            depth += 1 if mark.group() == "{" else -1
            if depth == 0:
                yield "end", mark.start()
                is_open = False


def _object(body, is_open):
    depth, is_quoted, escaped = 1, False, None
    for mark in _OBJECT_MARKS.finditer(body):
        if mark.group() == "<think>":
            yield "thought", mark.start()
            escaped = mark.end() if escaped == mark.start() else escaped
        elif len(mark.group()) > 1:
            yield "opening", mark.end()
            is_open, depth, is_quoted, escaped = True, 1, False, None
        elif not is_open or mark.start() == escaped:
            continue
        elif mark.group() == "\\":
            escaped = mark.end() if is_quoted else None
        elif mark.group() == '"':
            is_quoted = not is_quoted
        elif not is_quoted:
            depth += 1 if mark.group() == "{" else -1
            if depth == 0:
                yield "end", mark.start()
                is_open = False


def _json_text(value):
    """The text that a JSON string stands for; any other value as it is."""
    text = _JSON_TEXT.fullmatch(value)
    return _unescaped(text.group(1)) if text else value


_CONTAINERS = {"tags": _tags, "line": _line, "boxed": _boxed, "object": _object}
_TAGS = re.compile("<think>|<answer>|</answer>")
_LINE_MARKS = re.compile(r"<think>|^[ \t]*Answer:|\n", re.MULTILINE)
_BOX_MARKS = re.compile(r"<think>|\\boxed\{|[{}]")
_OBJECT_MARKS = re.compile(r'<think>|\{[ \t-\r]*"answer"[ \t-\r]*:|[{}"\\]')
_JSON_TEXT = re.compile(r'[ \t-\r]*"([^"\\]*(?:\\.[^"\\]*)*)"[ \t-\r]*', re.DOTALL)


def _readable(reply):
    """The reply, less what is no Unicode, unless it is too long."""
    # A character has at least one byte, so most long replies need not be encoded.
    if len(reply) <= _LENGTH_LIMIT:
        if reply.isascii():
            return reply
        try:
            size = len(reply.encode())
        except UnicodeEncodeError:
            # Halves of surrogate pairs cannot stand in a text.
            reply = _SURROGATES.sub("\ufffd", reply)
            size = len(reply.encode())
        if size <= _LENGTH_LIMIT:
            return reply
    raise _Unreadable("reply-too-long")


def _canonical(text):
    """Texts that look alike by Unicode's rules, as one."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _is_too_long(word):
    """Whether a word is longer than any way to write a label or a card.

    Comparing texts puts their marks in order first, which takes quadratic time.
    """
    return len(word.encode()) > 1000


# --- Sokoban


class _Sokoban:
    """A room, the labels of its moves, and what they earn."""

    MOVE, BOX, SOLVED = -0.1, 1.0, 10.0
    WALL, FLOOR = "#", "-"
    BOXES, TARGETS, PLAYERS = "$*", ".*+", "@+"

    # Separators, or a word, behind which one full stop is passed over.
    WORDS = re.compile(
        r"[ \n\r\t,;]+|\|\||"
        r"([^ \n\r\t,;](?:[^ \n\r\t,;|.]+|\|(?!\|)|\.(?![ \n\r\t,;]|\Z))*)\.?")

    def __init__(self, key):
        self.prefill, self.container, self.horizon = key["prefill"], key["container"], key["horizon"]
        self.unreadable = self.MOVE
        self._read_map(key["state"])
        self.accepted, self.asked = map(self._labels, _accepted_and_asked(key))

    def _read_map(self, picture):
        rows = picture.split("\n")
        # A wall all round keeps every step on the map.
        self.stride = len(rows[0]) + 2
        edge = self.WALL * self.stride
        if any(len(row) != len(rows[0]) for row in rows):
            raise ValueError("the rows of the map are not of one length")
        cells = edge + "".join(f"{self.WALL}{row}{self.WALL}" for row in rows) + edge

        def places(symbols):
            return {place for place, symbol in enumerate(cells) if symbol in symbols}

        self.walls, self.boxes, self.targets = (
            places(self.WALL), places(self.BOXES), places(self.TARGETS))
        players = places(self.PLAYERS)
        strange = set(cells) - set(self.WALL + self.FLOOR + self.BOXES + self.TARGETS + self.PLAYERS)
        if strange:
            raise ValueError(f"the map holds the symbol {min(strange)!r}")
        if len(players) != 1:
            raise ValueError(f"the map holds {len(players)} players")
        if not self.boxes or len(self.boxes) != len(self.targets):
            raise ValueError("the map does not hold as many targets as boxes")
        if self.boxes == self.targets:
            raise ValueError("the state is decided")
        self.player = min(players)

    def _labels(self, labels):
        """The moves by their labels: words in lower case, single letters as they are."""
        steps = {"up": -self.stride, "down": self.stride, "left": -1, "right": 1}
        letters, words = {}, {}
        for direction, step in steps.items():
            label = self._bare(labels[direction])
            if self._is_letter(label):
                letters[_canonical(label)] = step
            else:
                words[_canonical(self._lowercase(label))] = step
        return letters, words

    @staticmethod
    def _bare(word):
        # Emoji are written with and without their variation selector; both look alike.
        return word if word.isascii() else word.replace("\ufe0f", "")

    @staticmethod
    def _is_letter(label):
        """Whether a label is one character to a person: marks and joiners add none."""
        joiners = "\u200c\u200d"
        return sum(c not in joiners and unicodedata.category(c)[0] != "M" for c in label) < 2

    @staticmethod
    def _lowercase(word):
        # One by one, so that no character depends on its neighbours.
        return word.lower() if word.isascii() else "".join(map(str.lower, word))

    def judge(self, answer):
        words = [word for word in self.WORDS.findall(answer) if word]
        if not words:
            raise _Unreadable("empty-answer")
        if len(words) > self.horizon:
            raise _Unreadable("too-many-actions")
        moves = self._moves(words, self.accepted)
        is_valid = self._moves(words, self.asked) is not None
        if moves is None:
            return _result("incorrect", "unknown-label", is_valid, self.unreadable)
        reward, is_solved = self._play(moves)
        return _result("correct" if is_solved else "open", "", is_valid, reward)

    def _moves(self, words, labels):
        """What the words mean; None where one of them is no label."""
        letters, longer = labels
        moves = []
        for word in words:
            word = self._bare(word)
            if _is_too_long(word):
                return None
            step = letters.get(_canonical(word)) or longer.get(_canonical(self._lowercase(word)))
            if step is None:
                return None
            moves.append(step)
        return moves

    def _play(self, moves):
        """The reward of moves, added up in their order, and whether they solve the room."""
        player, boxes, reward = self.player, set(self.boxes), 0.0
        for step in moves:
            if boxes == self.targets:
                break
            reward += self.MOVE
            there, beyond = player + step, player + 2 * step
            if there in self.walls:
                continue
            if there in boxes:
                if beyond in self.walls or beyond in boxes:
                    continue
                boxes.remove(there)
                boxes.add(beyond)
                if beyond in self.targets:
                    reward += self.BOX
                if there in self.targets:
                    reward -= self.BOX
            player = there
        is_solved = boxes == self.targets
        return (reward + self.SOLVED if is_solved else reward), is_solved


# --- General Points


class _Points:
    """A hand, what its cards count for, and what is made of them."""

    PAY = {
        "correct": 5.0, "partial": 1.0, "wrong-value": -1.0, "misread": -1.5, "wrong-numbers": -2.0}

    def __init__(self, key):
        self.prefill, self.container, self.unreadable = key["prefill"], key["container"], -3.0
        cards, equals, target = key["state"].partition("=")
        if not equals:
            raise ValueError(f"{key['state']!r} is no hand with a target")
        if ":" in target:
            raise ValueError("the state is decided")
        self.target = int(target)
        self.symbols = sorted(map(_symbol, cards.split()))
        self.accepted, self.asked = map(self._values, _accepted_and_asked(key))

    def _values(self, rule):
        """The values of the cards in ascending order; None where the rule lacks one of the faces."""
        faces = {}
        for part in rule.replace(",", " ").split():
            face, equals, value = part.partition("=")
            if not equals:
                raise ValueError(f"{part!r} is no face with its value")
            faces[_symbol(face)] = int(value)
        faces["A"] = 1
        values = [
            int(card) if card.isascii() and card.isdigit() else faces.get(card)
            for card in self.symbols]
        return None if None in values else sorted(values)

    def judge(self, answer):
        if not answer.strip(_SPACE):
            raise _Unreadable("empty-answer")
        found = _Object(answer)
        if found.formula is None:
            raise _Unreadable("missing-formula")
        numbers, value, claim = _equation(found.formula)
        if claim is not None and claim != self.target:
            raise _Unreadable("illegal-formula")
        grade = self._grade(found, numbers, value)
        verdict, cause = ("correct", "") if grade == "correct" else ("incorrect", grade)
        return _result(verdict, cause, sorted(numbers) == self.asked, self.PAY[grade])

    def _grade(self, found, numbers, value):
        """The first thing that is wrong with a submission."""
        if not self._is_hand(found.cards) or not self._are_values(found.numbers):
            return "misread"
        if sorted(numbers) == self.accepted:
            return "correct" if value == (self.target, 1) else "wrong-value"
        rest = list(self.accepted)
        for number in numbers:
            if number not in rest:
                return "wrong-numbers"
            rest.remove(number)
        # One card alone is no progress.
        if len(numbers) < 2 or value is None or not _can_reach(self.target, value, tuple(rest)):
            return "wrong-numbers"
        return "partial"

    def _is_hand(self, cards):
        return (
            cards is not None and len(cards) == len(self.symbols)
            and sorted(map(_symbol, cards)) == self.symbols)

    def _are_values(self, numbers):
        if self.accepted is None or numbers is None or len(numbers) != len(self.accepted):
            return False
        if not all(_WHOLE.fullmatch(number) for number in numbers):
            return False
        return sorted(map(int, numbers)) == self.accepted


# Eighteen digits cannot overflow a machine word, and no card has as many.
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")


def _symbol(text):
    """What is printed on a card; what names none stands as it is, or as nothing if it is too long."""
    if _is_too_long(text):
        return ""
    if text.isascii() and text.isdigit():
        digits = text.lstrip("0")
        return "A" if digits == "1" else digits
    return _canonical(text.upper())


# --- The object of an answer

_SPACE = " \t\n\v\f\r"
_SOLID = re.compile(r"[^ \t-\r]")
_QUOTE_STOPS = {"'": re.compile(r"['\\]"), '"': re.compile(r'["\\]')}
_WORD_STOPS = {":": re.compile("[:,}]"), ",": re.compile("[,}]"), "]": re.compile(r"[\],}]")}
_ESCAPE = re.compile(
    r"\\(?:u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|(.))",
    re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}


class _Object:
    """The last object of an answer: its formula and its lists, or None where they are missing.

    It begins at the last `{` that a `}` follows, and ends at the first `}` outside quotes. Single
    quotes, missing quotes and trailing commas are forgiven; of a key that stands twice the last counts.
    """

    def __init__(self, text):
        start = text.rfind("{", 0, max(text.rfind("}"), 0))
        if start < 0:
            raise _Unreadable("no-object")
        self.text, self.place = text, start + 1
        self.formula = self.cards = None
        self.lists = {}
        while self._next() != "}":
            self._field()
            if self._next() == "}":
                break
            self._skip(",")
        self.cards = self.lists.get("cards")
        self.numbers = self.lists.get("number", self.lists.get("numbers"))

    def _next(self):
        """The next character that is no white space."""
        solid = _SOLID.search(self.text, self.place)
        if solid is None:
            raise _Unreadable("malformed-object")
        self.place = solid.start()
        return solid.group()

    def _skip(self, character):
        if self._next() != character:
            raise _Unreadable("malformed-object")
        self.place += 1

    def _field(self):
        # Its escapes are not undone: no key of the game has any.
        key, _ = self._scalar(":")
        key = key.lower() if key.isascii() else ""
        self._skip(":")
        if self._next() == "[":
            self.place += 1
            items = []
            while self._next() != "]":
                items.append(self._item())
            self.place += 1
            self.lists[key] = items
        else:
            value, is_escaped = self._scalar(",")
            if key == "formula":
                self.formula = _unescaped(value) if is_escaped else value

    def _item(self):
        item, is_escaped = self._scalar("]")
        if self._next() == ",":
            self.place += 1
        elif self.text[self.place] != "]":
            raise _Unreadable("malformed-object")
        return _unescaped(item) if is_escaped else item

    def _scalar(self, stop):
        """A quoted string, or a bare word that ends before a stop, a comma or a brace."""
        quote = self._next()
        if quote in "\"'":
            return self._quoted(quote)
        end = _WORD_STOPS[stop].search(self.text, self.place)
        end = len(self.text) if end is None else end.start()
        word = self.text[self.place:end].rstrip(_SPACE)
        if not word:
            raise _Unreadable("malformed-object")
        self.place = end
        return word, False

    def _quoted(self, quote):
        start = place = self.place + 1
        is_escaped = False
        while True:
            stop = _QUOTE_STOPS[quote].search(self.text, place)
            if stop is None:
                raise _Unreadable("malformed-object")
            if stop.group() == quote:
                self.place = stop.end()
                return self.text[start:stop.start()], is_escaped
            is_escaped = True
            place = stop.end() + 1


def _unescaped(text):
    """Undoes the escapes of JSON; after any other backslash a character stands for itself."""
    def character(escape):
        lead, trail, digits, other = escape.groups()
        if lead is not None:
            # What lies beyond the first plane takes two escapes.
            return chr(0x10000 + ((int(lead, 16) & 0x3FF) << 10) + (int(trail, 16) & 0x3FF))
        if digits is None:
            return _ESCAPED.get(other, other)
        code = int(digits, 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)

    return _ESCAPE.sub(character, text)


# --- Formulas

_FORMULA_BYTES, _FORMULA_DEPTH, _FORMULA_DIGITS = 1000, 100, 9
_TOKENS = re.compile(r"[0-9]+|[^ \t-\r]")
_CLAIM = re.compile(r"[ \t-\r]*(-?[0-9]{1,9})[ \t-\r]*")
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2}
# Characters that look like a symbol and can mean nothing else.
_TWINS = {
    ord(twin): symbol
    for symbol, twins in {
        "+": "＋", "-": "−–‐\u2011‒－", "*": "×∗·⋅∙•✕＊", "/": "÷∕⁄／", "(": "（", ")": "）", "=": "＝",
        " ": "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000",
    }.items() for twin in twins}


def _equation(text):
    """The numbers of a formula, its value (None where there is none), and what it is said to equal."""
    if not text.isascii():
        if len(text.encode()) > _FORMULA_BYTES:
            raise _Unreadable("formula-too-long")
        text = text.translate(_TWINS)
    elif len(text) > _FORMULA_BYTES:
        raise _Unreadable("formula-too-long")
    formula, equals, claim = text.partition("=")
    numbers, value = _formula(formula)
    if not equals:
        return numbers, value, None
    claim = _CLAIM.fullmatch(claim)
    if claim is None:
        raise _Unreadable("illegal-formula")
    return numbers, value, int(claim.group(1))


def _formula(text):
    """The numbers of a formula from left to right, and its value, which is worked out as it is read."""
    numbers, values, pending, depth = [], [], [], 0

    def join_down_to(binding):
        while pending and _BINDING.get(pending[-1], 0) >= binding:
            right, left = values.pop(), values.pop()
            values.append(_joined(pending.pop(), left, right))

    is_due = True  # a number or a parenthesis, rather than what joins two of them
    for token in _TOKENS.findall(text):
        if is_due and token == "(":
            if depth == _FORMULA_DEPTH:
                raise _Unreadable("formula-too-deep")
            depth += 1
            pending.append(token)
        elif is_due and "0" <= token[0] <= "9" and len(token) <= _FORMULA_DIGITS:
            numbers.append(int(token))
            values.append((numbers[-1], 1))
            is_due = False
        elif not is_due and token in _BINDING:
            join_down_to(_BINDING[token])
            pending.append(token)
            is_due = True
        elif not is_due and token == ")" and depth:
            join_down_to(1)
            pending.pop()
            depth -= 1
        else:
            raise _Unreadable("illegal-formula")
    if is_due or depth:
        raise _Unreadable("illegal-formula")
    join_down_to(1)
    return numbers, values[0]


def _joined(joint, left, right):
    """The exact result in lowest terms; None for a division by zero or a step beyond 64 bits."""
    if left is None or right is None:
        return None
    (a, b), (c, d) = left, right
    if joint in "+-":
        shared = gcd(b, d)
        first, second, bottom = a * (d // shared), c * (b // shared), b * (d // shared)
        top = first + second if joint == "+" else first - second
        if not all(map(_fits, (first, second, bottom, top))):
            return None
    elif joint == "*":
        top, bottom = a * c, b * d
    elif c:
        top, bottom = a * d, b * c
    else:
        return None
    top, bottom = _reduced(top, bottom)
    return (top, bottom) if _fits(top) and _fits(bottom) else None


_WORD_LIMIT = 1 << 63


def _fits(word):
    return -_WORD_LIMIT <= word < _WORD_LIMIT


# --- Completing a part of a hand


@lru_cache(maxsize=100_000)
def _can_reach(target, value, rest):
    """Whether a value can be completed to the target with the rest of a hand, each number once.

    Beyond the ranges of the library's search nothing is known to be completable.
    """
    if len(rest) > 5 or not all(0 <= number <= 99 for number in rest) or abs(target) > 10_000:
        return False
    bound = 1
    for top, bottom in [value] + [(number, 1) for number in rest]:
        bound *= max(abs(top), bottom)
        if bound >= 1 << 52:
            return False
        bound *= 2
    return _reaches((target, 1), (value, *((number, 1) for number in rest)))


def _reaches(target, leaves):
    """Whether a formula over all leaves, each once, has the value: what one side of it makes is undone."""
    if len(leaves) <= 3:
        return target in _values(leaves)
    for side, other in _divisions(leaves):
        for value in _values(side):
            if value[0] == 0 == target[0]:
                return True  # zero times whatever the other side makes
            if any(_reaches(goal, other) for goal in _undone(target, value)):
                return True
    return False


def _undone(target, value):
    """What must be joined to a value to give the target, by each operator and from either side."""
    (p, q), (a, b) = target, value
    yield _reduced(p * b - a * q, q * b)
    yield _reduced(a * q - p * b, q * b)
    yield _reduced(p * b + a * q, q * b)
    if a:
        yield _reduced(p * b, q * a)
        yield _reduced(p * a, q * b)
        if p:
            yield _reduced(a * q, b * p)


@lru_cache(maxsize=10_000)
def _values(leaves):
    """The values of all formulas over a few leaves, each once."""
    if len(leaves) == 1:
        return frozenset(leaves)
    values = set()
    for side, other in _divisions(leaves):
        for a, b in _values(side):
            for c, d in _values(other):
                values |= {
                    _reduced(a * d + c * b, b * d), _reduced(a * d - c * b, b * d),
                    _reduced(c * b - a * d, b * d), _reduced(a * c, b * d)}
                if c:
                    values.add(_reduced(a * d, b * c))
                if a:
                    values.add(_reduced(b * c, a * d))
    return frozenset(values)


def _divisions(leaves):
    """The ways to divide leaves into two sides, the first no larger than the second."""
    everyone = range(len(leaves))
    for size in range(1, len(leaves) // 2 + 1):
        for side in combinations(everyone, size):
            if 2 * size < len(leaves) or side[0] == 0:
                yield (
                    tuple(leaves[place] for place in side),
                    tuple(leaves[place] for place in everyone if place not in side))


def _reduced(top, bottom):
    """A fraction in lowest terms, its denominator above zero."""
    shared = gcd(top, bottom) if bottom > 0 else -gcd(top, bottom)
    return top // shared, bottom // shared


_ENVIRONMENTS = {"sokoban": _Sokoban, "general-points": _Points}


def main():
    """A line of JSON with a row and its `reply` in, a line with the score out."""
    for line in sys.stdin:
        row = json.loads(line)
        print(json.dumps(score(row, row["reply"])))


if __name__ == "__main__":
    main()
