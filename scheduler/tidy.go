package scheduler

import (
	"context"
	"errors"
	"fmt"
)

// keepDays is how long we remember what only guards against doing things
// twice: slots, keys of requests, notices that arrived.
const keepDays = 30

// tidy forgets what is older than that.
func (s *Scheduler) tidy(ctx context.Context, t turn) (string, error) {
	before := t.at.In(s.zone()).AddDate(0, 0, -keepDays)
	if t.dry {
		return "would forget slots, keys and sent notices from before " + s.slotOf(before), nil
	}
	slots, slotErr := s.Store.PruneSlots(ctx, before)
	keys, keyErr := s.Store.PruneSeen(ctx, before)
	notices, noticeErr := s.Store.PruneNotices(ctx, before)
	err := errors.Join(slotErr, keyErr, noticeErr)
	if err == nil {
		_, err = s.takeSlot(ctx, t)
	}
	return fmt.Sprintf("forgot %d slots, %d keys and %d sent notices", slots, keys, notices), err
}
