package complaint

import (
	"strings"
	"testing"
	"time"

	"ombud/calendar"
	"ombud/procedure"
)

// Seven business days end after two weeks where a company closes between the years. An
// answer ends the duty to confirm the receipt, so that is due with the answer (B4.10), also
// where the company's own file does not say so.
func TestTheReceiptIsDueNoLaterThanTheAnswer(t *testing.T) {
	src, err := procedure.Preset("klachten")
	must(t, err)
	text := strings.Replace(string(src), "\n    not_after: decision", "", 1)
	if text == string(src) {
		t.Fatal("the preset says no more that the receipt comes before the answer")
	}
	cal, err := calendar.New(calendar.Config{
		Set: "nl-office", Closed: []string{"2026-12-24", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31"}, First: 2024, Last: 2032,
	})
	must(t, err)
	for name, read := range map[string]func([]byte) (*procedure.Procedure, error){"a new file": procedure.Parse, "one that was kept": procedure.Stored} {
		p, err := read([]byte(text))
		must(t, err)
		c := leads(New("T0FIRM", p, cal, sampleRoster()))
		r := reported(t)
		r.ReceivedAt = at(t, "2026-12-22 09:00")
		must(t, c.Register(r, member(lotte), r.ReceivedAt.Add(time.Minute)))
		confirm, answer := dutyOf(t, c, DutyConfirm), dutyOf(t, c, "decision")
		if want := at(t, "2027-01-06 00:00"); !answer.Due.Equal(want) || !confirm.Due.Equal(want) {
			t.Errorf("%s: the receipt is due %s, the answer %s, want both %s", name, confirm.Due.In(c.Zone()), answer.Due.In(c.Zone()), want)
		}
	}
}
