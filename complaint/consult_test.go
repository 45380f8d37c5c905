package complaint

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Who is to be asked before an answer, by the role that the procedure names,
// and whether whoever writes has to.
func TestWhoIsToBeConsulted(t *testing.T) {
	now := at(t, "2026-03-09 12:00")
	for _, tc := range []struct {
		role   string
		writer string
		want   Role
		ask    []string
	}{
		{"", milan, "", nil},
		{"filer", milan, RoleFiler, []string{lotte}},
		{"filer", lotte, "", nil}, // who plays the role need not ask
		{"officer", milan, RoleOfficer, []string{sanne}},
		{"officer", sanne, "", nil},
		{"management", milan, RoleManagement, []string{sanne, mees}},
	} {
		t.Run(tc.role+" for "+tc.writer, func(t *testing.T) {
			c := inHand(t)
			c.Procedure.Answer.Consult = tc.role
			if got := c.ConsultMissing(tc.writer, now); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if tc.want == "" {
				return
			}
			if got := c.ToConsult(now); !cmp.Equal(got, tc.ask) {
				t.Errorf("ask %v, want %v", got, tc.ask)
			}
			if err := c.Consult(Consultation{With: tc.ask[0], At: now, Said: "fine"}, member(milan), now); err != nil {
				t.Fatal(err)
			}
			if c.ConsultMissing(tc.writer, now) != "" {
				t.Error("asked, and still missing")
			}
		})
	}
}

// A filer who is kept out of the case is still who would have to be asked:
// then it is noted why that was not possible.
func TestAFilerWhoIsInvolvedCannotBeConsulted(t *testing.T) {
	c := inHand(t)
	now := at(t, "2026-03-09 12:00")
	w := &walk{t, c}
	w.do("interest", c.DeclareInterest(Interest{How: "her sister"}, member(lotte), now))
	if got := c.ToConsult(now); !cmp.Equal(got, []string{lotte}) {
		t.Fatalf("ask %v", got)
	}
	w.do("note", c.Consult(Consultation{With: lotte, At: now, Said: "is kept out", Impossible: true}, member(milan), now))
	if role := c.ConsultMissing(milan, now); role != "" {
		t.Errorf("%s is missing still", role)
	}
}

// Until when a customer must be told depends on what the procedure says and on
// the day that is replaced, whichever comes first.
func TestUntilWhenAnExtensionIsAnnounced(t *testing.T) {
	for _, tc := range []struct {
		announce string
		want     string
	}{
		{"3w", "2026-03-27 00:00"}, {"6w", "2026-04-03 00:00"}, {"", "2026-04-03 00:00"},
	} {
		c := inHand(t)
		c.Procedure.Extend.Announce = nil
		if tc.announce != "" {
			c.Procedure.Extend.Announce = period(t, tc.announce)
		}
		d := c.Extendable()
		if d == nil {
			t.Fatal("nothing to extend")
		}
		if got := c.AnnounceBy(d); !got.Equal(at(t, tc.want)) {
			t.Errorf("%q: %v, want %s", tc.announce, got.In(c.Zone()), tc.want)
		}
		if again := c.Extendable(); again.Due.Sub(d.Due) != time.Duration(0) {
			t.Error("asking moved the date")
		}
	}
}

// The consultation may be written down in the form of the answer. An answer
// that goes on needs the right one; a draft that is kept needs none, and one
// that is begun must be whole.
func TestConsultationInTheFormOfTheAnswer(t *testing.T) {
	now := at(t, "2026-03-09 12:00")
	said := Consultation{With: lotte, At: now, Said: "she was promised September"}
	for _, tc := range []struct {
		name, want string
		ask        bool
		given      func(*Consultation)
		advice     bool // is on file afterwards
	}{
		{"with the filer", "", true, func(*Consultation) {}, true},
		{"with the filer, in a draft", "", false, func(*Consultation) {}, true},
		{"none", "said error.consult_missing", true, func(f *Consultation) { f.Said = "  " }, false},
		{"none, in a draft", "", false, func(f *Consultation) { f.Said = "" }, false},
		{"with somebody else", "with error.consult_missing", true, func(f *Consultation) { f.With = fatima }, false},
		{"with somebody else, in a draft", "", false, func(f *Consultation) { f.With = fatima }, false},
		{"with oneself", "with error.consult_with", false, func(f *Consultation) { f.With = milan }, false},
		{"tomorrow", "when error.future", true, func(f *Consultation) { f.At = now.Add(time.Hour) }, false},
		{"impossible", "", true, func(f *Consultation) { f.Impossible, f.Said = true, "left the company" }, true},
		{"impossible without a word", "said error.consult_missing", true, func(f *Consultation) { f.Impossible, f.Said = true, "" }, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := inHand(t)
			d, before := draft(), len(c.Events)
			d.Reasons, d.Ask, d.Consulted = "the file lay unread", tc.ask, said
			tc.given(&d.Consulted)
			if got := refusedFor(c.Prepare(d, member(milan), now)); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if tc.want != "" && len(c.Events) != before {
				t.Error("a refused answer left something behind")
			}
			e, ok := c.Advice()
			if ok != tc.advice || ok != (c.ConsultMissing(milan, now) == "") {
				t.Fatalf("on file: %v, want %v", ok, tc.advice)
			}
			if ok && (e.Data.User != lotte || c.Note(e).Text != d.Consulted.Said) {
				t.Errorf("on file: %+v, %q", e.Data, c.Note(e).Text)
			}
		})
	}
}
