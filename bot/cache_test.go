package bot

import (
	"testing"
	"time"
)

// What Slack answered late is remembered no longer than what it answered at once: a channel
// may have been shared on the way.
func TestALateAnswerIsOld(t *testing.T) {
	now := time.Date(2026, 3, 5, 10, 0, 0, 0, time.UTC)
	c := cache[string]{now: func() time.Time { return now }, keep: 3 * time.Second}
	asked := now
	now = now.Add(2 * time.Second)
	c.put("C1", "private", asked)
	if got, ok := c.get("C1"); !ok || got != "private" {
		t.Errorf("at once %q, %t", got, ok)
	}
	now = now.Add(time.Second)
	if got, ok := c.get("C1"); ok {
		t.Errorf("three seconds after it was asked: %q", got)
	}
}
