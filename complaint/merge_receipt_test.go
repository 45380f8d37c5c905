package complaint

import "testing"

// countedReceipt is what a screen says of how the complaint reached the company.
type countedReceipt struct {
	via, by, at string
	dayOnly     bool
}

func receiptOf(c *Case) countedReceipt {
	return countedReceipt{c.Via, c.ReceivedBy(), c.ReceivedAt.In(c.Zone()).Format("2006-01-02 15:04"), c.DayOnly}
}

// posted is a case of which a letter reached Milan on 3 March, at an hour that nobody knows;
// Lotte filed it on the fifth.
func posted(t *testing.T) *Case {
	t.Helper()
	d, r := newCase(t), registration(t)
	d.Number = "K-2026-0041"
	r.Via, r.Receiver, r.Address = "letter", milan, "Dorpsstraat 1, Utrecht"
	r.Files = []Attachment{{ID: "F1", Name: "brief.pdf", Size: 12}}
	r.ReceivedAt, r.DayOnly = at(t, "2026-03-03 00:00"), true
	(&walk{t, d}).do("register", d.Register(r, member(lotte), at(t, "2026-03-05 12:00")))
	return d
}

// Channel, receiver and hour of receipt of a case that took in a duplicate are those of the
// earliest receipt, whose clock runs, and its own again once the two are apart.
func TestTheEarliestReceiptCountsWhole(t *testing.T) {
	now := at(t, "2026-03-05 12:30")
	letter, own := countedReceipt{"letter", milan, "2026-03-03 00:00", true}, countedReceipt{"phone", lotte, "2026-03-05 10:00", false}
	for name, tc := range map[string]struct {
		turned bool // the letter's case goes on
		want   countedReceipt
	}{"of the duplicate": {false, letter}, "of the case that goes on": {true, letter}} {
		d, c := posted(t), walkTo(t, FaceConfirmed)
		before := own
		if tc.turned {
			d, c, before = c, d, letter
		}
		must(t, Merge(d, c, "one matter", member(sanne), now))
		for how, seen := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
			if got := receiptOf(seen); got != tc.want {
				t.Errorf("%s, %s: %+v, want %+v", name, how, got, tc.want)
			}
		}
		if c.Receiver() != before.by {
			t.Errorf("%s: what is asked of whoever received it is now %s's", name, c.Receiver())
		}
		must(t, Unmerge(d, c, member(sanne), now.Add(1)))
		if got := receiptOf(c); got != before {
			t.Errorf("%s, apart again: %+v, want %+v", name, got, before)
		}
	}
}

// In a chain the receipt of the first duplicate comes along whole.
func TestTheEarliestReceiptOfAChain(t *testing.T) {
	now := at(t, "2026-03-05 12:30")
	first, d, c := posted(t), walkTo(t, FaceConfirmed), walkTo(t, FaceConfirmed)
	d.Number, c.Number = "K-2026-0043", "K-2026-0044"
	must(t, Merge(first, d, "one matter", member(sanne), now))
	must(t, Merge(d, c, "one matter", member(sanne), now))
	if got, want := receiptOf(c), (countedReceipt{"letter", milan, "2026-03-03 00:00", true}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// The own channel of a case is corrected as its own, also while that of an earlier receipt
// counts, and shows once it does.
func TestTheOwnChannelIsCorrected(t *testing.T) {
	now := at(t, "2026-03-05 12:30")
	d, c := posted(t), walkTo(t, FaceConfirmed)
	must(t, Merge(d, c, "one matter", member(sanne), now))
	via := Fact{FactVia, 1}
	if got := c.OnRecord(via).Code; got != "phone" {
		t.Errorf("on record: %q", got)
	}
	must(t, c.Correct(CorrectForm{Fact: via, Code: "email", Reason: "a slip"}, member(sanne), now))
	if c.Via != "letter" || c.OnRecord(via).Code != "email" || c.Events[len(c.Events)-1].Data.Old != "phone" {
		t.Errorf("shown %q, on record %q, corrected from %q", c.Via, c.OnRecord(via).Code, c.Events[len(c.Events)-1].Data.Old)
	}
	must(t, Unmerge(d, c, member(sanne), now.Add(1)))
	if c.Via != "email" {
		t.Errorf("apart: %q", c.Via)
	}
}

// A duty of one channel is owed by a case that came in that way itself, or by the receipt
// whose clock runs.
func TestADutyOfOneChannelAfterAMerge(t *testing.T) {
	for only, want := range map[string]bool{"letter": true, "phone": true, "email": false} {
		d, c := posted(t), walkTo(t, FaceConfirmed)
		p := *c.Procedure
		p.Duties = append(p.Duties[:0:0], p.Duties...)
		for i := range p.Duties {
			if p.Duties[i].Kind == "decision" {
				p.Duties[i].Only = only
			}
		}
		c.Procedure = &p
		must(t, Merge(d, c, "one matter", member(sanne), at(t, "2026-03-05 12:30")))
		duties, err := c.Duties()
		must(t, err)
		if owed := sameDuty(duties, &Duty{Kind: "decision", Round: 1}) != nil; owed != want {
			t.Errorf("only %s: owed %t", only, owed)
		}
	}
}
