package scheduler

import (
	"context"
	"errors"
	"fmt"
)

// keepDays is how long we remember what only guards against doing things
// twice (slots, keys of requests, notices that arrived), and keep what somebody
// began to file and left.
const keepDays = 30

// tidy forgets what is older than that.
func (s *Scheduler) tidy(ctx context.Context, t turn) (string, error) {
	before := t.at.In(s.zone()).AddDate(0, 0, -keepDays)
	if t.dry {
		return "would forget slots, keys, sent notices and drafts from before " + s.slotOf(before), nil
	}
	slots, slotErr := s.Store.PruneSlots(ctx, before)
	keys, keyErr := s.Store.PruneSeen(ctx, before)
	notices, noticeErr := s.Store.PruneNotices(ctx, before)
	drafts, draftErr := s.Store.PruneDrafts(ctx, before)
	err := errors.Join(slotErr, keyErr, noticeErr, draftErr)
	if err == nil {
		_, err = s.takeSlot(ctx, t)
	}
	return fmt.Sprintf("forgot %d slots, %d keys, %d sent notices and %d drafts", slots, keys, notices, drafts), err
}
