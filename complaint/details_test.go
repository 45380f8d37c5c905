package complaint

import (
	"slices"
	"testing"
	"time"
)

// Name, street, postcode and town are noted and checked, and no letter goes out
// before (KG-12, KG-13).
func TestNameAndAddressAreChecked(t *testing.T) {
	now := at(t, "2026-03-09 12:00")
	for _, tc := range []struct {
		name   string
		change func(*Registration)
		want   []string
	}{
		{"all parts", func(*Registration) {}, nil},
		{"no street", func(r *Registration) { r.Street = " " }, []string{"street error.address_part"}},
		{"nothing", func(r *Registration) { r.Street, r.Postcode, r.Town = "", "", "" }, []string{"street error.address_part", "postcode error.address_part", "town error.address_part"}},
		{"unknown customer", func(r *Registration) { r.Unknown = true }, nil},
		{"no wish", func(r *Registration) { r.Wish = "" }, []string{"wish error.wish_missing"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, r := presetCase(t, "kerngroep", "Europe/Amsterdam"), reported(t)
			tc.change(&r)
			if got := said(c.Register(r, member(lotte), now)); !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
		})
	}
	for _, tc := range []struct {
		name, by string
		change   func(*DetailsForm)
		want     string
	}{
		{"as filed", lotte, func(*DetailsForm) {}, ""},
		{"no town", lotte, func(f *DetailsForm) { f.Town = " " }, "town error.address_part"},
		{"no name", lotte, func(f *DetailsForm) { f.Name = "" }, "name error.name_missing"},
		{"not said how", lotte, func(f *DetailsForm) { f.How = "guessed" }, "how error.details_how"},
		{"tomorrow", lotte, func(f *DetailsForm) { f.At = now.AddDate(0, 0, 1) }, "when error.future"},
		{"by management, which leads", mees, func(*DetailsForm) {}, ""},
		{"by an outsider", "U0OTHER", func(*DetailsForm) {}, ErrNotFound.Error()},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := checked(t)
			tc.change(&f)
			if got := refusedFor(dutch(t).c.CheckDetails(f, member(tc.by), now)); got != tc.want {
				t.Errorf("refused with %q, want %q", got, tc.want)
			}
		})
	}
}

func TestCheckedDetailsReplaceWhatWasFiled(t *testing.T) {
	w, now := dutch(t), at(t, "2026-03-09 12:00")
	c, f := w.c, checked(t)
	if filed := c.Filing().Address; filed != "Markt 1, 1234 AB Utrecht" {
		t.Errorf("filed with %q", filed)
	}
	f.Street, f.How = "Markt 11", "document"
	w.do("check", c.CheckDetails(f, member(lotte), now))
	if got := c.Filing(); got.Address != "Markt 11, 1234 AB Utrecht" || got.Story == "" {
		t.Errorf("now it is %+v", got)
	}
	if got := said(c.CheckDetails(f, member(lotte), now)); !slices.Equal(got, []string{" error.wrong_state"}) {
		t.Errorf("checked twice: %v", got)
	}
	w.do("correct", c.Correct(CorrectForm{Fact: Fact{FactAddress, 1}, Text: "Plein 2, Utrecht", Reason: "she moved"}, member(sanne), now))
	if !c.AwaitsDetails() {
		t.Error("a corrected address counts as checked")
	}
	if street, postcode, town := c.Filing().AddressParts(); street != "Plein 2, Utrecht" || postcode+town != "" {
		t.Errorf("in parts: %q %q %q", street, postcode, town)
	}
	if before := c.FilingBefore(find(t, c, Corrected)); before.Address != "Markt 11, 1234 AB Utrecht" {
		t.Errorf("before the correction it was %q", before.Address)
	}
}

// Where a letter would go, nobody checked: neither the answer nor the later day, neither a
// try nor the question afterwards, nor what is answered to a question goes by letter.
func TestNoLetterToAnAddressNobodyChecked(t *testing.T) {
	w, now := dutch(t), at(t, "2026-03-12 12:00")
	c := w.c
	unchecked := []string{"via error.details_unchecked"}
	try := ContactForm{At: now, Via: "letter", Note: "Asked her to call", KeepUnadvised: true}
	if got := said(c.LogContact(try, member(lotte), now)); !slices.Equal(got, unchecked) {
		t.Errorf("a try by letter: %v", got)
	}
	end := question(now)
	end.Via = "letter"
	if got := said(c.EndCase(end, member(mees), now)); !slices.Equal(got, unchecked) {
		t.Errorf("a question answered by letter: %v", got)
	}
	w.talked()
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), now))
	w.do("ask for more time", c.Extend(ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill"}, member(milan), now))
	w.do("agree to it", c.AgreeExtension(1, member(mees), now))
	if got := said(c.Extend(ExtensionForm{Via: "letter", At: now}, member(milan), now)); !slices.Equal(got, []string{"via error.details_unchecked"}) {
		t.Errorf("the later day by letter: %v", got)
	}
	d := draft()
	d.Form = "letter"
	w.do("draft", c.Prepare(d, member(milan), now))
	w.do("approve", c.Approve(1, member(mees), now))
	if got := said(c.Deliver(Delivery{At: now, Via: "letter"}, member(milan), now)); !slices.Equal(got, []string{"via error.details_unchecked"}) {
		t.Errorf("the answer by letter: %v", got)
	}
	w.do("check", c.CheckDetails(checked(t), member(milan), now))
	w.do("deliver", c.Deliver(Delivery{At: now, Via: "letter"}, member(milan), now))
	w.do("correct the address", c.Correct(CorrectForm{Fact: Fact{FactAddress, 1}, Text: "Plein 2, Utrecht", Reason: "she moved"}, member(sanne), now))
	later := at(t, "2026-03-19 12:00")
	f := FollowUpForm{Result: NoReply, At: later, Via: "letter"}
	if got := said(c.RecordFollowUp(f, member(lotte), later)); !slices.Equal(got, unchecked) {
		t.Errorf("asked by letter whether it is remedied: %v", got)
	}
	again := checked(t)
	again.At = later
	w.do("check again", c.CheckDetails(again, member(lotte), later))
	w.do("ask by letter", c.RecordFollowUp(f, member(lotte), later))
}

// A corrected name or address is to be checked again, and that is owed like the first check,
// with its own day and reminders (KG-13). What was not checked yet keeps its day.
func TestACorrectedAddressIsCheckedAgain(t *testing.T) {
	checkedOn, corrected := at(t, "2026-03-09 12:00"), at(t, "2026-03-16 12:00")
	for _, tc := range []struct {
		name           string
		fact           FactCode
		checked, again bool
		due, done      string
	}{
		{"an address", FactAddress, true, false, "2026-03-19 00:00", ""},
		{"a name", FactName, true, false, "2026-03-19 00:00", ""},
		{"and checked", FactAddress, true, true, "2026-03-19 00:00", "2026-03-17 12:00"},
		{"a telephone number", FactPhone, true, false, "2026-03-11 00:00", "2026-03-09 10:00"},
		{"not checked yet", FactAddress, false, false, "2026-03-11 00:00", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := dutch(t)
			if tc.checked {
				w.do("check", w.c.CheckDetails(checked(t), member(lotte), checkedOn))
			}
			text := map[FactCode]string{FactAddress: "Plein 2, Utrecht", FactName: "Anna Vries", FactPhone: "030 1234567"}[tc.fact]
			w.do("correct", w.c.Correct(CorrectForm{Fact: Fact{tc.fact, 1}, Text: text, Reason: "she moved"}, member(mees), corrected))
			if tc.again {
				f := checked(t)
				f.At = at(t, tc.done)
				w.do("check again", w.c.CheckDetails(f, member(lotte), f.At))
			}
			d := dutyOf(t, w.c, "check_details")
			if !d.Due.Equal(at(t, tc.due)) || d.Open() != (tc.done == "") || !d.Open() && !d.Done.Equal(at(t, tc.done)) || d.Open() != w.c.AwaitsDetails() {
				t.Errorf("due %v, done %v, to be checked %v", d.Due.In(w.c.Zone()), d.Done.In(w.c.Zone()), w.c.AwaitsDetails())
			}
		})
	}
}

// Nobody checks the address of a case that is closed, and nothing is missed by that.
func TestAnAddressThatIsCorrectedAfterClosing(t *testing.T) {
	w := dutch(t)
	w.do("check", w.c.CheckDetails(checked(t), member(lotte), at(t, "2026-03-09 12:00")))
	w.c.State, w.c.ClosedAt = StateClosed, at(t, "2026-03-30 12:00")
	was := dutyOf(t, w.c, "check_details")
	now := w.c.ClosedAt.Add(time.Hour)
	w.do("correct", w.c.Correct(CorrectForm{Fact: Fact{FactAddress, 1}, Text: "Plein 2, Utrecht", Reason: "she moved"}, member(mees), now))
	if d := dutyOf(t, w.c, "check_details"); !d.Done.Equal(was.Done) || d.Left {
		t.Errorf("done %v, left %v", d.Done, d.Left)
	}
}
