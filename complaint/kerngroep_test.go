package complaint

import (
	"slices"
	"testing"
	"time"

	"ombud/calendar"
)

// dutch is a case of kerngroep as Lotte filed it on Friday 6 March at four.
func dutch(t testing.TB) *walk {
	w := &walk{t, presetCase(t, "kerngroep", "Europe/Amsterdam")}
	w.do("register", w.c.Register(reported(t), member(lotte), at(t, "2026-03-06 16:20")))
	return w
}

func reported(t testing.TB) Registration {
	r := registration(t)
	r.ReceivedAt = at(t, "2026-03-06 16:00")
	r.Street, r.Postcode, r.Town = "Markt 1", "1234 AB", "Utrecht"
	return r
}

// talk is a first contact with all that the procedure asks.
func talk(t testing.TB) ContactForm {
	return ContactForm{
		At: at(t, "2026-03-09 10:00"), Via: "phone", With: "Anna de Vries", Reached: true, How: "We look into it and call", Day: "2026-03-20",
		Note: "She expected the accounts in September", Folder: "Customers/De Vries", Points: []string{"let_finish", "sorry", "own_card", "weather"},
	}
}

// talked takes the case past its first contact, after management was consulted.
func (w *walk) talked() {
	w.t.Helper()
	now := at(w.t, "2026-03-09 10:05")
	w.do("consult", w.c.Consult(Consultation{With: mees, At: at(w.t, "2026-03-09 09:00"), Said: "Call her before noon"}, member(lotte), now))
	w.do("contact", w.c.LogContact(talk(w.t), member(lotte), now))
}

func checked(t testing.TB) DetailsForm {
	return DetailsForm{Name: "Anna de Vries", Street: "Markt 1", Postcode: "1234 AB", Town: "Utrecht", How: "asked", At: at(t, "2026-03-09 10:00")}
}

// A case of kerngroep goes from filing to closing: talk with management, call,
// check name and address, answer, ask whether it is remedied.
func TestKerngroepFromFilingToClosing(t *testing.T) {
	w := dutch(t)
	c, now := w.c, at(t, "2026-03-12 12:00")
	w.talked()
	if next, _ := c.Next(); next != StepDetails {
		t.Errorf("after the call next is %s", next)
	}
	w.do("details", c.CheckDetails(checked(t), member(lotte), at(t, "2026-03-09 10:10")))
	if c.Face() != FaceConfirmed {
		t.Fatalf("called and checked, it is %s", c.Face())
	}
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-09 11:00")))
	if c.Face() != FaceInProgress {
		t.Fatalf("assigned after the first contact, it is %s", c.Face())
	}
	if c.CoOwner() != lotte {
		t.Errorf("co-responsible is %q, want who received it (KG-26)", c.CoOwner())
	}
	w.do("draft", c.Prepare(draft(), member(milan), now))
	w.do("approve", c.Approve(1, member(mees), now))
	w.do("deliver", c.Deliver(Delivery{At: now, Via: "phone"}, member(milan), now))
	w.do("follow up", c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone"}, member(lotte), now))
	if c.Face() != FaceReady {
		t.Fatalf("remedied, it is %s", c.Face())
	}
	w.do("close", c.Close(Report{Handling: "Fine refunded", Archive: "klantmap 12"}, member(sanne), now))
	if day, ok := c.KeepUntil(); !ok || day.String() != "2028-03-12" {
		t.Errorf("kept until %v %v", day, ok)
	}
}

// The clocks of kerngroep: a day on business days for the call, four weeks for
// the answer, three for saying that it takes longer (KG-05, KG-27, KG-28).
func TestKerngroepDueDates(t *testing.T) {
	for _, tc := range []struct{ received, call, answer, announce string }{
		{"2026-03-06 16:00", "2026-03-09 16:00", "2026-04-04 00:00", "2026-03-28 00:00"},
		{"2026-03-07 11:00", "2026-03-10 00:00", "2026-04-08 00:00", "2026-03-31 00:00"}, // Saturday, both roll; Easter Monday in between
		{"2026-03-09 00:00", "2026-03-10 00:00", "2026-04-08 00:00", "2026-03-31 00:00"}, // Easter Monday again
		{"2026-12-24 15:00", "2026-12-28 15:00", "2027-01-22 00:00", "2027-01-15 00:00"},
	} {
		c, r := presetCase(t, "kerngroep", "Europe/Amsterdam"), reported(t)
		r.ReceivedAt = at(t, tc.received)
		if err := c.Register(r, member(lotte), r.ReceivedAt.Add(20*time.Minute)); err != nil {
			t.Fatal(err)
		}
		call, answer := dutyOf(t, c, DutyContact), dutyOf(t, c, "decision")
		if !call.Due.Equal(at(t, tc.call)) || call.Owner != RoleFiler || call.House {
			t.Errorf("received %s: call by %s (%s), want %s", tc.received, call.Due.In(c.Zone()), call.Owner, tc.call)
		}
		if !answer.Due.Equal(at(t, tc.answer)) || answer.House {
			t.Errorf("received %s: answer by %s, want %s", tc.received, answer.Due.In(c.Zone()), tc.answer)
		}
		if by := c.AnnounceBy(&answer); !by.Equal(at(t, tc.announce)) {
			t.Errorf("received %s: announce by %s, want %s", tc.received, by.In(c.Zone()), tc.announce)
		}
		spoke := r.ReceivedAt.Add(time.Hour)
		form := talk(t)
		form.At, form.Day, form.KeepUnadvised = spoke, calendar.DayOf(spoke, c.Zone()).AddDays(14).String(), true
		must(t, c.LogContact(form, member(lotte), spoke))
		if d := dutyOf(t, c, "decision"); !d.Open() || !d.Due.Equal(answer.Due) {
			t.Errorf("received %s: a talk ends or moves the answer: %v, %s", tc.received, d.Open(), d.Due.In(c.Zone()))
		}
	}
}

// The duty to consult ends with the talk, and with the call that came without.
func TestConsultingIsOwedUntilTheCall(t *testing.T) {
	w := dutch(t)
	if d := dutyOf(t, w.c, "advise"); !d.Open() || d.Owner != RoleManagement || !d.Due.Equal(at(t, "2026-03-09 11:00")) {
		t.Errorf("filed: %+v", d)
	}
	if got := w.c.Advisers(lotte, at(t, "2026-03-09 09:00")); !slices.Equal(got, []string{sanne, mees}) {
		t.Errorf("Lotte consults %v", got)
	}
	if got := w.c.Advisers(mees, at(t, "2026-03-09 09:00")); !slices.Equal(got, []string{lotte}) {
		t.Errorf("Mees consults with %v", got)
	}
	w.talked()
	if d := dutyOf(t, w.c, "advise"); d.Open() || !d.Done.Equal(at(t, "2026-03-09 09:00")) {
		t.Errorf("consulted: %+v", d)
	}
	if err := w.c.Consult(Consultation{With: mees, At: at(t, "2026-03-09 10:00"), Said: "x"}, member(lotte), at(t, "2026-03-09 11:00")); refusedFor(err) != "error.not_allowed" {
		t.Errorf("after the call the filer notes a consultation: %v", err)
	}
}

// What the first talk needs: a day, what was said, and where that lies in the customer's
// folder (KG-06, KG-08, KG-09); what of
// the points was kept to is noted, and nothing else (KG-07, KG-15 to KG-18).
func TestKerngroepsFirstTalk(t *testing.T) {
	now := at(t, "2026-03-09 10:05")
	for _, tc := range []struct {
		name   string
		change func(*ContactForm)
		want   []string
	}{
		{"all there", func(*ContactForm) {}, nil},
		{"no day", func(f *ContactForm) { f.Day = "" }, []string{"day error.plan_day_missing"}},
		{"no plan", func(f *ContactForm) { f.How = " " }, []string{"how error.plan_missing"}},
		{"no folder", func(f *ContactForm) { f.Folder = " " }, []string{"folder error.folder_missing"}},
		{"no folder for a try", func(f *ContactForm) { f.Reached, f.Folder, f.How, f.Day = false, "", "", "" }, nil},
		{"no report", func(f *ContactForm) { f.Note = " " }, []string{"note error.contact_report"}},
		{"solved, no report", func(f *ContactForm) { f.Solved, f.Note, f.How, f.Day = true, "", "", "" }, []string{"note error.contact_report"}},
		{"by letter to an address nobody checked", func(f *ContactForm) { f.Via = "letter" }, []string{"via error.details_unchecked"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, f := dutch(t), talk(t)
			f.KeepUnadvised = true
			tc.change(&f)
			if got := said(w.c.LogContact(f, member(lotte), now)); !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
		})
	}
	w := dutch(t)
	w.talked()
	if got := w.c.PointsOf(find(t, w.c, Contacted)); !slices.Equal(got, []string{"let_finish", "sorry", "own_card"}) {
		t.Errorf("kept of the points: %v", got)
	}
	if note := w.c.Note(find(t, w.c, Contacted)); note.Folder != "Customers/De Vries" || w.c.Folder() != note.Folder {
		t.Errorf("the report lies in %q, the last one in %q", note.Folder, w.c.Folder())
	}
	if d := dutyOf(t, w.c, DutyPromised); !d.Due.Equal(at(t, "2026-03-21 00:00")) || d.Clause != "KG-06" {
		t.Errorf("the day that was promised is %+v", d)
	}
	later := talk(t)
	later.How, later.Day, later.At = "", "", now
	w.do("a second talk needs no day", w.c.LogContact(later, member(lotte), now))
}

// A case does not close before the customer heard that we are sorry, has a card
// and was asked whether it is remedied (KG-16, KG-19, KG-25).
func TestKerngroepsClosingConditions(t *testing.T) {
	w := dutch(t)
	f := talk(t)
	f.KeepUnadvised, f.Points = true, []string{"sorry"}
	w.do("contact", w.c.LogContact(f, member(lotte), f.At))
	met := map[string]bool{}
	for _, cond := range w.c.ClosingConditions() {
		met[cond.Text] = cond.Met
	}
	want := map[string]bool{
		"close.answer_told": false, "close.contact_logged": true, "close.details_checked": false, "close.point.sorry": true,
		"close.point.own_card": false, "close.followed_up": false, "close.files_kept": true,
	}
	if len(met) != len(want) {
		t.Errorf("%d conditions, want %d", len(met), len(want))
	}
	for text, is := range want {
		if met[text] != is {
			t.Errorf("%s is met: %v, want %v", text, met[text], is)
		}
	}
}

// The answer may take longer when management agrees, with a reason and a day,
// and the customer hears of it within three weeks; later is late and cures
// nothing (KG-28 to KG-30).
func TestKerngroepTakesLonger(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	w := dutch(t)
	c := w.c
	w.talked()
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-09 11:00")))
	form := ExtensionForm{Day: "2026-04-17", Reason: "een deskundige is ziek", Via: "phone", At: now}
	for name, change := range map[string]func(*ExtensionForm){
		"reason error.extension_reason": func(f *ExtensionForm) { f.Reason = "druk" },
		"day error.extension_day":       func(f *ExtensionForm) { f.Day = "" },
		"day error.extension_early":     func(f *ExtensionForm) { f.Day = "2026-04-01" },
	} {
		bad := form
		change(&bad)
		if got := said(c.Extend(bad, member(milan), now)); !slices.Equal(got, []string{name}) {
			t.Errorf("refused with %v, want %s", got, name)
		}
	}
	w.do("ask", c.Extend(form, member(milan), now))
	if d := dutyOf(t, c, "decision"); !d.Due.Equal(at(t, "2026-04-04 00:00")) {
		t.Errorf("asked only, it is due %s", d.Due)
	}
	w.do("agree", c.AgreeExtension(1, member(mees), now))
	w.do("tell", c.Extend(ExtensionForm{Via: "phone", At: now}, member(milan), now))
	if d := dutyOf(t, c, "decision"); !d.Due.Equal(at(t, "2026-04-18 00:00")) || c.Extensions[0].Late {
		t.Errorf("told in time, it is due %s, late %v", d.Due, c.Extensions[0].Late)
	}
	late := dutch(t)
	told := at(t, "2026-03-30 12:00")
	late.extended(ExtensionForm{Day: "2026-04-17", Reason: "een deskundige is ziek", Via: "phone", At: told}, sanne, mees, told)
	if d := dutyOf(t, late.c, "decision"); !late.c.Extensions[0].Late || !d.Due.Equal(at(t, "2026-04-04 00:00")) || len(d.Was) > 0 {
		t.Errorf("told after three weeks: late %v, due %s after %v", late.c.Extensions[0].Late, d.Due, d.Was)
	}
	if d := dutyOf(t, late.c, "decision"); d.Overdue(at(t, "2026-04-03 23:59")) || !d.Overdue(at(t, "2026-04-04 00:00")) {
		t.Error("a notice after three weeks cures the four")
	}
	next := at(t, "2026-03-31 12:00")
	late.extended(ExtensionForm{Day: "2026-04-24", Reason: "de deskundige is nog ziek", Via: "phone", At: next}, sanne, mees, next)
	if d := dutyOf(t, late.c, "decision"); !late.c.Extensions[1].Late || !d.Due.Equal(at(t, "2026-04-04 00:00")) {
		t.Errorf("told a second time after three weeks: late %v, due %s", late.c.Extensions[1].Late, d.Due)
	}
}

// A customer is told of a later day once it was agreed to, and not before: the moment
// cannot be put back to within the three weeks (KG-28, KG-29). How far and how often is
// a house rule, and is said to be one.
func TestNobodyIsToldOfMoreTimeBeforeItIsAgreed(t *testing.T) {
	asked, agreed := at(t, "2026-03-25 12:00"), at(t, "2026-03-30 12:00")
	w := dutch(t)
	form := ExtensionForm{Day: "2026-04-17", Reason: "een deskundige is ziek"}
	w.do("ask", w.c.Extend(form, member(sanne), asked))
	w.do("agree", w.c.AgreeExtension(1, member(mees), agreed))
	now := agreed.Add(time.Hour)
	for when, want := range map[string][]string{
		"2026-03-25 13:00": {"when error.before_agreement"}, "2026-03-30 11:59": {"when error.before_agreement"},
		"2026-03-30 13:01": {"when error.future"}, "2026-03-30 12:00": nil,
	} {
		c := Load("T0FIRM", w.c.Number, w.c.Procedure, w.c.Calendar, w.c.Roster, slices.Clone(w.c.Events), w.c.Entries)
		if got := said(c.Extend(ExtensionForm{Via: "phone", At: at(t, when)}, member(sanne), now)); !slices.Equal(got, want) {
			t.Errorf("told %s: %v, want %v", when, got, want)
		}
	}
	far := dutch(t)
	if got := said(far.c.Extend(ExtensionForm{Day: "2026-05-04", Reason: "een deskundige is ziek"}, member(sanne), asked)); !slices.Equal(got, []string{"day error.extension_far_house"}) {
		t.Errorf("further than our rule: %v", got)
	}
	for range 3 {
		far.c.Extensions = append(far.c.Extensions, Extension{Day: "2026-04-17", ToldAt: asked, Late: true})
	}
	if got := textOf(far.c.MayExtend(member(sanne), asked)); got != "error.extension_used_house" {
		t.Errorf("oftener than our rule: %q", got)
	}
}

// Management says that it has seen the complaint, within four working hours as a
// house rule; whoever consults or assigns has seen it too (KG-04).
func TestManagementTakesOver(t *testing.T) {
	now := at(t, "2026-03-09 09:00")
	for _, tc := range []struct {
		name string
		do   func(c *Case) error
		open bool
	}{
		{"nothing", func(*Case) error { return nil }, true},
		{"taken over", func(c *Case) error { return c.TakeOver(member(mees), now) }, false},
		{"consulted", func(c *Case) error {
			return c.Consult(Consultation{With: lotte, At: now, Said: "Call her"}, member(mees), now)
		}, false},
		{"somebody else consulted", func(c *Case) error {
			return c.Consult(Consultation{With: joost, At: now, Said: "Call her"}, member(lotte), now)
		}, true},
		{"management consulted by who calls", func(c *Case) error {
			return c.Consult(Consultation{With: mees, At: now, Said: "Call her"}, member(lotte), now)
		}, false},
		{"assigned", func(c *Case) error {
			return c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(mees), now)
		}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := dutch(t)
			w.c.Roster.Lead = RoleManagement
			w.do(tc.name, tc.do(w.c))
			if d := dutyOf(t, w.c, "take_over"); d.Open() != tc.open || !d.House || !d.Due.Equal(at(t, "2026-03-09 11:00")) {
				t.Errorf("it is owed: %v, by %s", d.Open(), d.Due.In(w.c.Zone()))
			}
			if w.c.TakenOverAt.IsZero() != tc.open {
				t.Errorf("taken over at %s", w.c.TakenOverAt)
			}
		})
	}
}
