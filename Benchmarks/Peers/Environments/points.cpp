// Does what its input names, a kind of work and a count, and answers with a line of the seconds it took:
// "decisions" tells of all hands of four numbers from 1 to 13 whether they make 24, "solutions" goes
// through every way to make it. Exhaustive over pairs of values, in exact fractions, without a table.

#include <chrono>
#include <cstdio>
#include <cstring>
#include <vector>

// Values of at most four numbers up to 13 stay far from overflow without being reduced.
struct Fraction {
  long above, below;
};

static long hits;

// Joins two of the values in every way until one is left; stops at the first hit unless all are wanted.
template <int count, bool all> static bool search(const Fraction *values) {
  if constexpr (count == 1) {
    const bool hit = values[0].above == 24 * values[0].below;
    hits += hit;
    return hit && !all;
  } else {
    Fraction next[count - 1];
    for (int i = 0; i < count; i += 1) {
      for (int j = i + 1; j < count; j += 1) {
        int rest = 0;
        for (int k = 0; k < count; k += 1) {
          if (k != i && k != j) next[rest++] = values[k];
        }
        const Fraction a = values[i], b = values[j];
        const auto go = [&](long above, long below) {
          next[rest] = {above, below};
          return search<count - 1, all>(next);
        };
        const long left = a.above * b.below, right = b.above * a.below, below = a.below * b.below;
        if (go(left + right, below) || go(left - right, below) || go(right - left, below) ||
            go(a.above * b.above, below) || (b.above != 0 && go(left, right)) ||
            (a.above != 0 && go(right, left))) {
          return true;
        }
      }
    }
    return false;
  }
}

template <bool all> static bool makes24(const int *hand) {
  const Fraction values[4] = {{hand[0], 1}, {hand[1], 1}, {hand[2], 1}, {hand[3], 1}};
  hits = 0;
  return search<4, all>(values) || hits > 0;
}

int main() {
  struct Hand {
    int numbers[4];
  };
  std::vector<Hand> hands;
  for (int a = 1; a <= 13; a += 1)
    for (int b = a; b <= 13; b += 1)
      for (int c = b; c <= 13; c += 1)
        for (int d = c; d <= 13; d += 1) hands.push_back({{a, b, c, d}});
  char work[32];
  long count;
  while (std::scanf("%31s %ld", work, &count) == 2) {
    const bool all = std::strcmp(work, "solutions") == 0;
    if (!all && std::strcmp(work, "decisions") != 0) return 1;
    const long sweeps = count < (long)hands.size() ? 1 : count / (long)hands.size();
    int solvable = 0;
    const auto start = std::chrono::steady_clock::now();
    for (long sweep = 0; sweep < sweeps; sweep += 1) {
      solvable = 0;
      for (const Hand &hand : hands) {
        solvable += all ? makes24<true>(hand.numbers) : makes24<false>(hand.numbers);
      }
      asm volatile("" : : "r"(solvable) : "memory");
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("{\"count\":%ld,\"seconds\":%.9f,\"solvable\":%d,\"threads\":1,\"work\":\"%s\"}\n",
                sweeps * (long)hands.size(), seconds.count(), solvable, work);
    std::fflush(stdout);
  }
}
