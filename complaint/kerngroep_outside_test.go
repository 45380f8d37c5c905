package complaint

import (
	"slices"
	"testing"
	"time"
)

// In a dispute the customer may turn to the third party that the procedure
// names; its ruling binds, is carried out by a day, and no new answer is given
// after it (KG-20 to KG-22).
func TestKerngroepsThirdPartyBinds(t *testing.T) {
	w, now := dutch(t), at(t, "2026-03-12 12:00")
	c := w.c
	w.talked()
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), now))
	w.do("draft", c.Prepare(draft(), member(milan), now))
	w.do("approve", c.Approve(1, member(mees), now))
	w.do("deliver", c.Deliver(Delivery{At: now, Via: "phone"}, member(milan), now))
	w.do("hand over", c.HandOver(DisputeForm{Body: "0", AskedBy: "Anna de Vries", At: now, Day: "2026-06-01", Known: "2026-03-12", Accepted: "no"}, member(sanne), now))
	if d, binding, ok := c.Dispute(); !ok || binding != "yes" || d.Name != "de onafhankelijke derde" || d.Known != "2026-03-12" || d.Accepted != "no" {
		t.Errorf("went to %+v, binding %s", d, binding)
	}
	w.do("rule", c.RecordRuling(Ruling{Text: "Refund half", At: now, Day: "2026-03-19"}, member(sanne), now))
	if d := dutyOf(t, c, DutyRulingMeasure); !d.Open() || d.Clause != "KG-22" || !d.Due.Equal(at(t, "2026-03-20 00:00")) {
		t.Errorf("to be carried out: %+v", d)
	}
	if err := c.Prepare(draft(), member(milan), now); refusedFor(err) != "error.wrong_state" {
		t.Errorf("a new answer after the ruling: %v", err)
	}
	w.do("carry out", c.CarryOut(now, member(milan), now))
	for binding, want := range map[string]string{"yes": "error.reopen_ruled", "no": "", "unknown": ""} {
		events := slices.Clone(c.Events)
		events[c.disputed-1].Data.Why = binding
		closed := Load("T0FIRM", c.Number, c.Procedure, c.Calendar, c.Roster, events, c.Entries)
		closed.State, closed.ClosedAt = StateClosed, now
		if got := textOf(closed.Reopen("not paid", now.Add(time.Hour), member(sanne), now.Add(time.Hour))); got != want {
			t.Errorf("reopened after a ruling that binds (%s): %q, want %q", binding, got, want)
		}
		if anew := closed.BecomesAnother(now); anew != (want != "") {
			t.Errorf("binding %s: goes on as another case: %v", binding, anew)
		}
	}
}

// Only the customer calls in the third party, who knew of it before and says
// whether its ruling binds them too (KG-20).
func TestTheCustomerCallsInTheThirdParty(t *testing.T) {
	now := at(t, "2026-03-13 12:00")
	for _, tc := range []struct {
		name   string
		change func(*DisputeForm)
		want   []string
	}{
		{"known and accepted", func(*DisputeForm) {}, nil},
		{"known that very day, not accepted", func(f *DisputeForm) { f.Known, f.Accepted = "2026-03-13", "no" }, nil},
		{"of the firm's own accord", func(f *DisputeForm) { f.Unasked = true }, []string{"initiative error.dispute_unasked"}},
		{"nobody asked", func(f *DisputeForm) { f.Accepted = "" }, []string{"accepted error.acceptance_missing"}},
		{"a forged answer", func(f *DisputeForm) { f.Accepted = "perhaps" }, []string{"accepted error.acceptance_missing"}},
		{"never told", func(f *DisputeForm) { f.Known = "" }, []string{"known error.known_missing"}},
		{"told afterwards", func(f *DisputeForm) { f.Known = "2026-03-14" }, []string{"known error.known_late"}},
		{"another body", func(f *DisputeForm) {
			f.Body, f.Name, f.Binding, f.Known, f.Accepted = "other", "The chamber", "yes", "", ""
		}, nil},
		{"no such body", func(f *DisputeForm) { f.Body, f.Known = "7", "" }, []string{"name error.body_missing", "binding error.binding_missing"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := dutch(t)
			w.talked()
			w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-12 12:00")))
			w.do("draft", w.c.Prepare(draft(), member(milan), at(t, "2026-03-12 12:00")))
			w.do("approve", w.c.Approve(1, member(mees), at(t, "2026-03-12 12:00")))
			w.do("deliver", w.c.Deliver(Delivery{At: at(t, "2026-03-12 12:00"), Via: "phone"}, member(milan), at(t, "2026-03-12 12:00")))
			f := DisputeForm{Body: "0", AskedBy: "Anna de Vries", At: now, Day: "2026-06-01", Known: "2026-03-12", Accepted: "yes"}
			tc.change(&f)
			if got := said(w.c.HandOver(f, member(sanne), now)); !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
			if d, _, there := w.c.Dispute(); there != (tc.want == nil) || d.Accepted != "" && d.Accepted != f.Accepted {
				t.Errorf("on record %v: %+v", there, d)
			}
		})
	}
}
