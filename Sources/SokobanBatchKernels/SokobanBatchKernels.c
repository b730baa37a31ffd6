// What `BatchMemory.swift` does one lane after the other, for machines that have AVX2: Swift packages
// are compiled for the oldest processors of a platform, whose vectors hold two lanes and cannot even
// compare them.

#include "SokobanBatchKernels.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <stdbool.h>

#define AVX2 __attribute__((target("avx2")))
#define AVX2_INLINE __attribute__((target("avx2"), always_inline)) static inline

static bool has_avx2(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2");
}

/// What one turn did in four or eight lanes: all ones in the lanes of which it is true.
typedef struct {
  __m256i stood, held, not_onto, not_off, solved;
} effects;

AVX2_INLINE __m256i is_zero(__m256i words) {
  return _mm256_cmpeq_epi64(words, _mm256_setzero_si256());
}

/// The two words of a sight: the next cell and the one beyond it.
AVX2_INLINE __m128i sight(const sokoban_batch_lanes *lanes, int64_t lane, bool has_idle) {
  const bool idles = has_idle && lanes->turns_at_end[lane] >= 0;
  const uint8_t action = lanes->actions[lane];
  const int64_t way = idles || action > 4 ? 4 : action;
  const int64_t cell = __builtin_ctzll(lanes->planes[3 * lanes->stride + lane]);
  return _mm_loadu_si128((const __m128i *)(lanes->sights + 128 * way + 2 * cell));
}

/// One turn in four lanes, a word each.
AVX2_INLINE effects turn(const sokoban_batch_lanes *lanes, int64_t lane, bool has_idle) {
  const __m256i even = _mm256_setr_m128i(
      sight(lanes, lane, has_idle), sight(lanes, lane + 2, has_idle));
  const __m256i odd = _mm256_setr_m128i(
      sight(lanes, lane + 1, has_idle), sight(lanes, lane + 3, has_idle));
  const __m256i next = _mm256_unpacklo_epi64(even, odd);
  const __m256i beyond = _mm256_unpackhi_epi64(even, odd);

  uint64_t *const at = lanes->planes + lane;
  __m256i *const boxes_at = (__m256i *)(at + 2 * lanes->stride);
  __m256i *const players_at = (__m256i *)(at + 3 * lanes->stride);
  const __m256i targets = _mm256_loadu_si256((const __m256i *)(at + lanes->stride));
  const __m256i boxes = _mm256_loadu_si256(boxes_at);
  const __m256i players = _mm256_loadu_si256(players_at);

  const __m256i taken = _mm256_or_si256(_mm256_loadu_si256((const __m256i *)at), boxes);
  const __m256i no_box = is_zero(_mm256_and_si256(next, boxes));
  const __m256i pushed_to = _mm256_andnot_si256(no_box, _mm256_andnot_si256(taken, beyond));
  const __m256i held = is_zero(pushed_to);
  const __m256i pushed_from = _mm256_andnot_si256(held, next);
  const __m256i place = _mm256_or_si256(_mm256_andnot_si256(taken, next), pushed_from);
  const __m256i stood = is_zero(place);
  const __m256i boxes_after =
      _mm256_xor_si256(boxes, _mm256_or_si256(pushed_to, pushed_from));
  _mm256_storeu_si256(boxes_at, boxes_after);
  _mm256_storeu_si256(players_at, _mm256_or_si256(place, _mm256_and_si256(players, stood)));
  return (effects){
      .stood = stood,
      .held = held,
      .not_onto = is_zero(_mm256_and_si256(pushed_to, targets)),
      .not_off = is_zero(_mm256_and_si256(pushed_from, targets)),
      .solved = _mm256_cmpeq_epi64(boxes_after, targets),
  };
}

/// Half of each word, in the order of lanes 0, 1, 4, 5, 2, 3, 6, 7.
AVX2_INLINE __m256i narrowed(__m256i first, __m256i second) {
  return _mm256_castps_si256(
      _mm256_shuffle_ps(_mm256_castsi256_ps(first), _mm256_castsi256_ps(second), 0x88));
}

AVX2_INLINE __m256i bit_unless(__m256i condition, int bit) {
  return _mm256_andnot_si256(condition, _mm256_set1_epi32(bit));
}

AVX2_INLINE int64_t step_lanes(
    const sokoban_batch_lanes *batch, int64_t count, bool has_idle) {
  // A copy that no store can change, so that its fields stay in registers.
  const sokoban_batch_lanes lanes = *batch;
  const __m256i clock = _mm256_set1_epi32((int32_t)lanes.clock);
  const __m256 payments = _mm256_loadu_ps(lanes.payments);
  const __m256i low_bytes = _mm256_setr_epi8(
      0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
      0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
  int64_t lane = 0;
  for (; lane + 8 <= count; lane += 8) {
    const effects first = turn(&lanes, lane, has_idle);
    const effects second = turn(&lanes, lane + 4, has_idle);
    const __m256i motion = _mm256_or_si256(
        bit_unless(narrowed(first.stood, second.stood), 1),
        bit_unless(narrowed(first.held, second.held), 2));
    const __m256i crossing = _mm256_or_si256(
        bit_unless(narrowed(first.not_onto, second.not_onto), 4),
        bit_unless(narrowed(first.not_off, second.not_off), 8));
    const __m256i solved = _mm256_and_si256(
        narrowed(first.solved, second.solved), _mm256_set1_epi32(16));
    __m256i outcomes = _mm256_permute4x64_epi64(
        _mm256_or_si256(_mm256_or_si256(motion, crossing), solved), 0xD8);
    const __m256i late = _mm256_cmpeq_epi32(
        _mm256_loadu_si256((const __m256i *)(lanes.deadlines + lane)), clock);
    // Truncated is bit 5, unless bit 4 says that the board is solved.
    const __m256i truncated = _mm256_andnot_si256(
        _mm256_slli_epi32(outcomes, 1), _mm256_and_si256(late, _mm256_set1_epi32(32)));
    outcomes = _mm256_or_si256(outcomes, truncated);
    _mm256_storeu_ps(
        lanes.rewards + lane,
        _mm256_permutevar8x32_ps(payments, _mm256_srli_epi32(outcomes, 2)));
    const __m256i bytes = _mm256_shuffle_epi8(outcomes, low_bytes);
    const __m128i packed = _mm_unpacklo_epi32(
        _mm256_castsi256_si128(bytes), _mm256_extracti128_si256(bytes, 1));
    _mm_storel_epi64((__m128i *)(lanes.outcomes + lane), packed);
  }
  return lane;
}

AVX2 static int64_t step_avx2(const sokoban_batch_lanes *lanes, int64_t count) {
  return lanes->turns_at_end ? step_lanes(lanes, count, true) : step_lanes(lanes, count, false);
}

AVX2 static int64_t spread_avx2(
    const uint64_t *planes, int64_t stride, int64_t count, uint8_t *bytes) {
  const __m256i upper_rows = _mm256_setr_epi8(
      0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1,
      2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3);
  const __m256i lower_rows = _mm256_add_epi8(upper_rows, _mm256_set1_epi8(4));
  const __m256i columns = _mm256_set1_epi64x((long long)0x8040201008040201);
  const __m256i one = _mm256_set1_epi8(1);
  __m256i *out = (__m256i *)bytes;
  for (int64_t lane = 0; lane < count; lane += 1) {
    for (int64_t plane = 0; plane < 4; plane += 1) {
      const __m256i word = _mm256_set1_epi64x((long long)planes[plane * stride + lane]);
      const __m256i upper = _mm256_and_si256(_mm256_shuffle_epi8(word, upper_rows), columns);
      const __m256i lower = _mm256_and_si256(_mm256_shuffle_epi8(word, lower_rows), columns);
      _mm256_storeu_si256(out++, _mm256_min_epu8(upper, one));
      _mm256_storeu_si256(out++, _mm256_min_epu8(lower, one));
    }
  }
  return count;
}

int64_t sokoban_batch_step(const sokoban_batch_lanes *lanes, int64_t count) {
  return has_avx2() ? step_avx2(lanes, count) : 0;
}

int64_t sokoban_batch_spread(
    const uint64_t *planes, int64_t stride, int64_t count, uint8_t *bytes) {
  return has_avx2() ? spread_avx2(planes, stride, count, bytes) : 0;
}

#else

int64_t sokoban_batch_step(const sokoban_batch_lanes *lanes, int64_t count) { return 0; }

int64_t sokoban_batch_spread(
    const uint64_t *planes, int64_t stride, int64_t count, uint8_t *bytes) {
  return 0;
}

#endif
