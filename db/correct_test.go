package db_test

import (
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db/dbtest"
)

// A correction changes the row, the deadlines and what the customer is found
// by; the event that it corrects stays as it was written.
func TestCorrectedCaseIsStored(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		c := file(t, w, "correct")
		was, now := c.ReceivedAt, c.RegisteredAt.Add(time.Hour)
		for _, form := range []complaint.CorrectForm{
			{Fact: complaint.Fact{Code: complaint.FactReceived, Seq: 1}, At: was.Add(-72 * time.Hour), Reason: "on the voicemail"},
			{Fact: complaint.Fact{Code: complaint.FactEmail, Seq: 1}, Text: "berta@example.com", Reason: "misheard"},
		} {
			_, err := w.UpdateCase(t.Context(), c.Number, func(c *complaint.Case) error { return c.Correct(form, member(sanne), now) })
			must(t, err)
		}
		got, err := w.Case(t.Context(), c.Number)
		must(t, err)
		if !got.ReceivedAt.Equal(was.Add(-72*time.Hour)) || !got.Written(got.Events[0]).At.Equal(was) || got.Filing().Email != "berta@example.com" {
			t.Errorf("received %v, written %v, %q", got.ReceivedAt, got.Written(got.Events[0]).At, got.Filing().Email)
		}
		for mail, want := range map[string]int{c.Filing().Email: 0, "berta@example.com": 1} {
			if found, err := w.Alike(t.Context(), mail, "", 5); err != nil || mail != "" && len(found) != want {
				t.Errorf("%q: found %v, %v", mail, found, err)
			}
		}
	})
}
