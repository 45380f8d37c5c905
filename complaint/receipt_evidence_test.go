package complaint

import (
	"slices"
	"testing"
	"time"
)

// A receipt that is confirmed in writing needs a copy of what was sent, and by letter an
// address and the day on which it was posted, which is when it counts (PK-12, OK-09).
func TestAReceiptInWritingNeedsItsEvidence(t *testing.T) {
	now, file := at(t, "2026-03-05 13:00"), []Attachment{{ID: "F1", Name: "brief.pdf", Size: 900}}
	posted := Receipt{Via: "letter", Posted: "2026-03-05", Address: " Kade 1, Utrecht ", Said: "Dear madam"}
	for _, tc := range []struct {
		name   string
		change func(*Receipt)
		want   []string
	}{
		{"all of it", func(*Receipt) {}, nil},
		{"a copy in the place of the text", func(r *Receipt) { r.Said, r.Files = " ", file }, nil},
		{"neither", func(r *Receipt) { r.Said = " " }, []string{"text error.ack_text"}},
		{"a mail with neither", func(r *Receipt) { *r = Receipt{Via: "email", At: now} }, []string{"text error.ack_text"}},
		{"without an address", func(r *Receipt) { r.Address = " " }, []string{"address error.letter_address"}},
		{"a mail without an address", func(r *Receipt) { *r = Receipt{Via: "email", At: now, Said: "Dear madam"} }, nil},
		{"without a day", func(r *Receipt) { r.Posted = "" }, []string{"posted error.day_missing"}},
		{"posted before the complaint came", func(r *Receipt) { r.Posted = "2026-03-04" }, []string{"posted error.before_receipt"}},
		{"posted tomorrow", func(r *Receipt) { r.Posted = "2026-03-06" }, []string{"posted error.future"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, f := invented(t), posted
			tc.change(&f)
			if got := said(c.Acknowledge(f, member(sanne), now)); !slices.Equal(got, tc.want) {
				t.Fatalf("got %v, want %v", got, tc.want)
			}
			if tc.want != nil {
				return
			}
			e, letter := find(t, c, Acknowledged), f.Via == "letter"
			if e.NoHour() != letter || e.Data.Has(FlagPosted) != letter || (c.Filing().Address == "Kade 1, Utrecht") != letter {
				t.Errorf("on record %+v, sent to %q", e, c.Filing().Address)
			}
			if d := dutyOf(t, c, DutyConfirm); d.Open() || !d.Done.Equal(e.At) || e.At.After(now) || e.At.Before(c.ReceivedAt) {
				t.Errorf("done %v by %+v", d.Done, e)
			}
		})
	}
}

// That it takes longer may be told by letter too: then it needs an address, and counts on
// the day on which it was posted (KG-28).
func TestANoticeOfMoreTimeByLetterNeedsAnAddress(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, tc := range []struct {
		name string
		form ExtensionForm
		want []string
	}{
		{"with it", ExtensionForm{Via: "letter", Posted: "2026-03-20", Address: "Kade 1, Utrecht"}, nil},
		{"without", ExtensionForm{Via: "letter", Posted: "2026-03-20"}, []string{"address error.letter_address"}},
		{"without a day", ExtensionForm{Via: "letter", Address: "Kade 1"}, []string{"posted error.day_missing"}},
		{"before it was agreed", ExtensionForm{Via: "letter", Posted: "2026-03-18", Address: "Kade 1"}, []string{"posted error.before_agreement"}},
		{"by telephone", ExtensionForm{Via: "phone", At: now}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := &walk{t, inHand(t)}
			c := w.c
			if !c.NeedsAgreement() {
				t.Fatal("nobody agrees")
			}
			asked := now.Add(-time.Hour)
			w.do("ask", c.Extend(ExtensionForm{Day: "2026-04-17", Reason: "een deskundige is ziek"}, member(milan), asked))
			w.do("agree", c.AgreeExtension(1, member(c.Deciders(&c.Extensions[0], asked)[0]), asked))
			if got := said(c.Extend(tc.form, member(milan), now)); !slices.Equal(got, tc.want) {
				t.Fatalf("got %v, want %v", got, tc.want)
			}
			if tc.want != nil {
				return
			}
			e, letter := find(t, c, Extended), tc.form.Via == "letter"
			if e.NoHour() != letter || (c.Filing().Address != "") != letter || e.At.After(now) {
				t.Errorf("on record %+v, sent to %q", e, c.Filing().Address)
			}
		})
	}
}

// Whoever confirms the receipt in a conversation for an officer who is away says to whom the
// complaint was passed; without that they are asked once, and what was said is on record
// (OK-12).
func TestWhoStandsInSaysThatItWasPassedOn(t *testing.T) {
	now := at(t, "2026-03-05 13:00")
	for _, tc := range []struct {
		name   string
		by     string
		away   bool
		change func(*Receipt)
		want   []string
		flag   bool
	}{
		{"said", fatima, true, func(r *Receipt) { r.PassedOn = true }, nil, true},
		{"not said", fatima, true, func(*Receipt) {}, []string{"passed error.ack_not_passed"}, false},
		{"not said, and kept", fatima, true, func(r *Receipt) { r.KeepUnsaid = true }, nil, false},
		{"in writing the text says it", fatima, true, func(r *Receipt) { r.Via, r.Said = "email", "Sanne is away" }, nil, false},
		{"the officer is there", fatima, false, func(*Receipt) {}, nil, false},
		{"the officer, who is away", sanne, true, func(*Receipt) {}, nil, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, f := invented(t), called(t)
			if tc.away {
				c.Roster.Away = []Absence{{User: sanne, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-03-16 00:00"), Deputy: fatima}}
			}
			tc.change(&f)
			if got := said(c.Acknowledge(f, member(tc.by), now)); !slices.Equal(got, tc.want) {
				t.Fatalf("got %v, want %v", got, tc.want)
			}
			if tc.want == nil && find(t, c, Acknowledged).Data.Has(FlagPassedOn) != tc.flag {
				t.Errorf("on record: %v", !tc.flag)
			}
		})
	}
}
