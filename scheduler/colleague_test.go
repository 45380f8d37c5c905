package scheduler

import (
	"testing"

	"ombud/complaint"
)

// A colleague reads the officer's words in a direct message, and loses them when it
// turns out that the case concerns them.
func TestAColleagueIsInformed(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.TellColleague(milan, "Please send the planning.", member(sanne), now)
	})
	f.sendAll()
	if f.dmsSaying(milan, "Please send the planning.") != 1 || count(f.inChannel(), "planning") != 0 {
		t.Errorf("he reads %q, the channel %q\n%s", f.said(milan), f.inChannel(), f.log)
	}
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{milan}, How: "his brother"}, member(sanne), now)
	})
	f.sendAll()
	if n := f.dmsSaying(milan, "planning"); n != 0 {
		t.Errorf("he still reads %q", f.said(milan))
	}
}
