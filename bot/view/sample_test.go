package view

import (
	"errors"
	"testing"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// The people of these tests are invented.
const (
	sanne  = "U0SANNE"  // officer, management
	fatima = "U0FATIMA" // deputy, handler
	mees   = "U0MEES"   // management, fallback
	milan  = "U0MILAN"  // handler
	joost  = "U0JOOST"  // delivered the service
	lotte  = "U0LOTTE"  // files, calls afterwards
)

var sampleNames = map[string]string{
	sanne: "Sanne Bakker", fatima: "Fatima El Idrissi", mees: "Mees Vos",
	milan: "Milan de Wit", joost: "Joost Visser", lotte: "Lotte Jansen",
}

func member(id string) complaint.Person { return complaint.Person{ID: id, Member: true} }

// at reads a local time of the sample company.
func at(t testing.TB, s string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	when, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

// sampleFrame draws for Sanne, the officer, at the given local time.
func sampleFrame(t testing.TB, l lang.Language, now string) *Frame {
	t.Helper()
	moment := at(t, now)
	return &Frame{
		Company: Company{
			Name: "Noorderlicht Advies", Channel: "C0KLACHTEN", Language: lang.NL, Zone: moment.Location(),
			Contact: "klantcontact@noorderlicht.example",
		},
		P: lang.New(l, "", moment.Location()), Now: moment, Viewer: member(sanne), Names: sampleNames,
	}
}

// sampleCase is a case that nobody has filed yet.
func sampleCase(t testing.TB) *complaint.Case {
	t.Helper()
	source, err := procedure.Preset("exactpi")
	if err != nil {
		t.Fatal(err)
	}
	p, err := procedure.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2024, Last: 2032})
	if err != nil {
		t.Fatal(err)
	}
	r := &complaint.Roster{People: map[string]complaint.Profile{milan: {Title: "Hoofd Samenstel", Deputy: fatima}}}
	for _, h := range []struct {
		role  complaint.Role
		users []string
	}{
		{complaint.RoleOfficer, []string{sanne}}, {complaint.RoleDeputy, []string{fatima}},
		{complaint.RoleManagement, []string{sanne, mees}}, {complaint.RoleHandler, []string{milan, fatima, joost}},
		{complaint.RoleProcessOwner, []string{milan}}, {complaint.RoleFollowUp, []string{lotte}}, {complaint.RoleFallback, []string{mees}}, {complaint.RoleAdmin, []string{sanne}},
	} {
		for _, u := range h.users {
			r.Holders = append(r.Holders, complaint.Holder{Role: h.role, User: u})
		}
	}
	c := complaint.New("T0FIRM", p, cal, r)
	c.Number = "K-2026-0042"
	return c
}

func sampleRegistration(t testing.TB) complaint.Registration {
	return complaint.Registration{
		Filing: complaint.Filing{
			Name: "Anna de Vries, Bakkerij Zon", Phone: "+31 6 12345678", Email: "anna@bakkerijzon.example",
			Summary: "Annual accounts two months late",
			Story:   "The accounts were promised for September and came in November.\nThere is a fine of 385 euro.",
			Wish:    "The fine <b>back</b> & an apology",
		},
		Via: "phone", Nature: "service", ReceivedAt: at(t, "2026-03-05 10:00"),
	}
}

func sampleDraft() complaint.Draft {
	return complaint.Draft{
		Answer: complaint.Answer{
			Text:     "You are right: the accounts came two months late, and we are sorry. We refund the fine.",
			Promises: []complaint.Promise{{What: "Refund the fine", Who: "Milan de Wit", When: "2026-03-20"}},
			Reasons:  "The file lay unread for two months",
			Internal: "Ask the bank for the receipt",
			OralWhy:  "She asked to be called",
		},
		Form: "phone", Outcome: "upheld", Ask: true,
	}
}

// caseAt walks a case along the straight road until its card shows that face.
func caseAt(t testing.TB, face complaint.Face) *complaint.Case {
	t.Helper()
	c := sampleCase(t)
	for _, step := range sampleSteps(t, c) {
		if err := step(); err != nil {
			t.Fatalf("on the way to %s: %v", face, err)
		}
		if c.Face() == face {
			return c
		}
	}
	t.Fatalf("the straight road does not pass %q", face)
	return nil
}

func sampleSteps(t testing.TB, c *complaint.Case) []func() error {
	return []func() error{
		func() error { return c.Register(sampleRegistration(t), member(lotte), at(t, "2026-03-05 10:20")) },
		func() error {
			f := c.Filing()
			return c.RecordReadBack(complaint.ReadBackForm{
				Verdict: complaint.ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash,
				At: at(t, "2026-03-05 10:30"), Via: "phone", Explained: true,
			}, member(lotte), at(t, "2026-03-05 10:31"))
		},
		func() error {
			err := c.Assign(complaint.Assignment{
				Handler: milan, Name: "Milan de Wit", Title: "Hoofd Samenstel", Why: "process", Deliverers: []string{joost},
				Brief: "Wants a call before noon",
			}, member(sanne), at(t, "2026-03-05 11:00"))
			return errors.Join(err, c.Delivered(complaint.FormSent, milan, at(t, "2026-03-05 11:01"), at(t, "2026-03-05 11:01")))
		},
		func() error {
			return c.LogContact(complaint.ContactForm{
				At: at(t, "2026-03-06 09:30"), Via: "phone", With: "Anna de Vries", Reached: true,
				How: "We check the file and call back", Day: "2026-03-20",
			}, member(milan), at(t, "2026-03-06 11:45"))
		},
		func() error { return c.Prepare(sampleDraft(), member(milan), at(t, "2026-03-12 15:00")) },
		func() error {
			return c.AskChanges(1, "Say by when the fine is refunded & by whom", member(mees), at(t, "2026-03-12 15:40"))
		},
		func() error { return c.Prepare(sampleDraft(), member(milan), at(t, "2026-03-12 15:50")) },
		func() error { return c.Approve(2, member(mees), at(t, "2026-03-12 16:00")) },
		func() error {
			return c.Deliver(complaint.Delivery{
				At: at(t, "2026-03-13 10:00"), Via: "phone", With: "Anna de Vries", Reaction: "Relieved",
			}, member(milan), at(t, "2026-03-13 10:15"))
		},
		func() error {
			return c.RecordFollowUp(complaint.FollowUpForm{
				Result: complaint.Satisfied, At: at(t, "2026-03-18 11:00"), Via: "phone", Note: "All good",
			}, member(lotte), at(t, "2026-03-18 11:05"))
		},
		func() error {
			return c.Close(complaint.Report{Handling: "Fine refunded", Lesson: "Plan earlier"}, member(sanne), at(t, "2026-03-18 12:00"))
		},
	}
}

// road lists the faces that caseAt reaches, with a fitting moment to look.
var road = []struct {
	face complaint.Face
	now  string
}{
	{complaint.FaceNew, "2026-03-05 10:25"}, {complaint.FaceConfirmed, "2026-03-05 10:40"},
	{complaint.FaceAssigned, "2026-03-05 11:05"}, {complaint.FaceInProgress, "2026-03-06 12:00"},
	{complaint.FaceInApproval, "2026-03-12 15:10"}, {complaint.FaceChangesAsked, "2026-03-12 15:45"},
	{complaint.FaceApproved, "2026-03-12 16:05"}, {complaint.FaceAnswered, "2026-03-13 10:20"},
	{complaint.FaceReady, "2026-03-18 11:10"}, {complaint.FaceClosed, "2026-03-18 12:05"},
}
