package complaint

import (
	"errors"
	"testing"
)

func TestRepost(t *testing.T) {
	now := at(t, "2026-03-05 11:00")
	for _, tc := range []struct {
		name         string
		by           Person
		confidential bool
		to           []string
		err          error
	}{
		{"the officer, in the channel", member(sanne), false, []string{ToChannel}, nil},
		{"the deputy", member(fatima), false, []string{ToChannel}, nil},
		{"a confidential case goes to its audience", member(sanne), true, []string{sanne, fatima, mees}, nil},
		{"management looks on", member(mees), false, nil, new(Refusal)},
		{"the filer knows of it and is told who can", member(lotte), false, nil, new(Refusal)},
		{"another colleague knows of nothing", member("U0OTHER"), false, nil, ErrNotFound},
		{"no member", Person{ID: sanne}, false, nil, ErrNotFound},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceNew)
			c.Confidential = tc.confidential
			events := len(c.Events)
			notices, err := c.Repost(tc.by, now)
			_, refused := errors.AsType[*Refusal](err)
			_, wanted := errors.AsType[*Refusal](tc.err)
			if refused != wanted || !wanted && !errors.Is(err, tc.err) {
				t.Fatalf("error %v, want %v", err, tc.err)
			}
			var to []string
			for _, n := range notices {
				to = append(to, n.To)
				if n.Kind != NoticeRepost || n.Ref != "2026-03-05T10:00" || n.Kind.Standing() {
					t.Errorf("notice %+v, want one of its own per minute", n)
				}
			}
			if len(to) != len(tc.to) {
				t.Errorf("posted for %q, want %q", to, tc.to)
			}
			for i := range to {
				if to[i] != tc.to[i] {
					t.Errorf("posted for %q, want %q", to, tc.to)
				}
			}
			if len(c.Events) != events {
				t.Error("the case changed by it")
			}
		})
	}
}
