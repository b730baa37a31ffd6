#ifndef SOKOBAN_BATCH_KERNELS_H
#define SOKOBAN_BATCH_KERNELS_H

#include <stdint.h>

/// Where the lanes of a batch lie during one step. Every plane has room for `stride` lanes.
typedef struct {
  /// Walls, targets, boxes and players, `stride` words each; bit `8 * r + c` is a cell.
  uint64_t *planes;
  int64_t stride;
  /// The step that is each lane's last turn, and the one that is made now.
  const uint32_t *deadlines;
  uint32_t clock;
  /// Not negative where a lane idles and must not move; null where no lane does.
  const int32_t *turns_at_end;
  const uint8_t *actions;
  /// For each way to step, the last of which leads nowhere, and each of the 64 cells: the next cell
  /// and the one beyond it, none where the board ends.
  const uint64_t *sights;
  /// The reward of an outcome by its bits 2, 3 and 4: onto a target, off one, solved.
  const float *payments;
  float *rewards;
  uint8_t *outcomes;
} sokoban_batch_lanes;

/// Steps the first lanes, as many as whole vectors hold, and says how many those were: none on
/// machines without AVX2.
int64_t sokoban_batch_step(const sokoban_batch_lanes *lanes, int64_t count);

/// Writes one byte a cell for the first lanes, shape `[lanes][4][8][8]`, and says how many lanes
/// those were: none on machines without AVX2.
int64_t sokoban_batch_spread(
    const uint64_t *planes, int64_t stride, int64_t count, uint8_t *bytes);

#endif
