package complaint

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// spoken is a case whose handler logged one contact, on 5 March at noon.
func spoken(t testing.TB, f ContactForm) (*Case, Event) {
	t.Helper()
	c := newCase(t)
	c.Number = "K-2026-0042"
	w, now := &walk{t, c}, at(t, "2026-03-05 12:00")
	w.do("file", c.Register(registration(t), member(lotte), at(t, "2026-03-05 10:20")))
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "officer", Unknown: "nobody knows", Skip: "on holiday"}, member(sanne), at(t, "2026-03-05 11:00")))
	f.At = now
	w.do("contact", c.LogContact(f, member(milan), now))
	kind := Contacted
	if !f.Reached {
		kind = Attempted
	}
	return c, c.Events[seqOf(t, c, kind)-1]
}

// What was written down of a contact is put right with its way and its person, in the
// case at hand and in one that is loaded; what was agreed in it is of the same person,
// and its day stays. The event stays as it was written.
func TestAContactIsPutRight(t *testing.T) {
	agreed := ContactForm{Via: "phone", With: "Anna", Reached: true, How: "We pay it back", Day: "2026-03-20", Note: "She was kind"}
	tried := ContactForm{Via: "phone", Note: "Voicemail"}
	for _, tc := range []struct {
		name   string
		logged ContactForm
		change func(f *CorrectForm)
		way    string
		note   Note
		plan   Plan
	}{
		{"the words", agreed, func(f *CorrectForm) { f.Text = " She was cross " }, "phone", Note{Text: "She was cross", With: "Anna"}, Plan{How: "We pay it back", With: "Anna"}},
		{"the person", agreed, func(f *CorrectForm) { f.With = "Bert" }, "phone", Note{Text: "She was kind", With: "Bert"}, Plan{How: "We pay it back", With: "Bert"}},
		{"no person", agreed, func(f *CorrectForm) { f.With = "" }, "phone", Note{Text: "She was kind"}, Plan{How: "We pay it back"}},
		{"the way", agreed, func(f *CorrectForm) { f.Code = "meeting" }, "meeting", Note{Text: "She was kind", With: "Anna"}, Plan{How: "We pay it back", With: "Anna"}},
		{"what was agreed", agreed, func(f *CorrectForm) { f.How = "We pay half" }, "phone", Note{Text: "She was kind", With: "Anna"}, Plan{How: "We pay half", With: "Anna"}},
		{"all of it", agreed, func(f *CorrectForm) { f.Code, f.With, f.How, f.Text = "email", "Bert", "Nothing", "Mail" }, "email", Note{Text: "Mail", With: "Bert"}, Plan{How: "Nothing", With: "Bert"}},
		{"a try", tried, func(f *CorrectForm) { f.Text, f.Code, f.How = "No answer", "chat", "ignored" }, "chat", Note{Text: "No answer"}, Plan{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, e := spoken(t, tc.logged)
			now := e.At.Add(time.Hour)
			form := c.OnRecord(Fact{FactContact, e.Seq})
			if form.Text != tc.logged.Note || form.With != tc.logged.With || form.How != tc.logged.How || form.Code != tc.logged.Via {
				t.Errorf("the form shows %+v", form)
			}
			tc.change(&form)
			form.Reason = "misheard"
			if err := c.Correct(form, member(sanne), now); err != nil {
				t.Fatal(err)
			}
			for how, seen := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				got := seen.Events[e.Seq-1]
				if diff := cmp.Diff(tc.note, seen.Note(got)); diff != "" || got.Data.Via != tc.way || !got.At.Equal(e.At) {
					t.Errorf("%s: by %s, %s", how, got.Data.Via, diff)
				}
				if was := seen.Written(got); was.Data.Via != tc.logged.Via || was.Entry != e.Entry {
					t.Errorf("%s: it was written %+v", how, was)
				}
				if plan, day := seen.Plan(); plan != tc.plan || day != tc.logged.Day {
					t.Errorf("%s: agreed %+v by %q", how, plan, day)
				}
				if got := seen.OnRecord(form.Fact); got.Code != tc.way || got.Text != tc.note.Text || got.How != tc.plan.How {
					t.Errorf("%s: the form shows %+v", how, got)
				}
			}
			if err := c.Correct(form, member(sanne), now); !refusedAs(err, "error.correct_same") {
				t.Errorf("twice: %v", err)
			}
			if err := c.Correct(form, member(milan), now); textOf(err) != "error.only" && !refusedAs(err, "error.not_allowed") {
				t.Errorf("by the handler: %v", err)
			}
		})
	}
}

// A correction is held to what the contact was, and says all that is wrong at once.
func TestWhatAContactCannotBecome(t *testing.T) {
	agreed := ContactForm{Via: "phone", With: "Anna", Reached: true, How: "We pay it back", Day: "2026-03-20", Note: "She was kind", KeepUnadvised: true}
	for _, tc := range []struct {
		name, preset string
		logged       ContactForm
		change       func(f *CorrectForm)
		want         []string
	}{
		{"no such way", "exactpi", agreed, func(f *CorrectForm) { f.Code = "pigeon" }, []string{"via error.channel"}},
		{"nothing agreed", "exactpi", agreed, func(f *CorrectForm) { f.How = "" }, []string{"how error.plan_missing"}},
		{"no report where the procedure wants one", "kerngroep", agreed, func(f *CorrectForm) { f.Text = "" }, []string{"note error.contact_report"}},
		{"settled, nobody knows how", "exactpi", ContactForm{Via: "phone", Reached: true, Solved: true, Note: "Paid at once"}, func(f *CorrectForm) { f.Text = "" },
			[]string{"note error.note_missing"}},
		{"agreed, so the report may go", "exactpi", agreed, func(f *CorrectForm) { f.Text = "" }, nil},
		{"a try without words", "exactpi", ContactForm{Via: "phone", Note: "Voicemail"}, func(f *CorrectForm) { f.Text = "" }, []string{"note error.note_missing"}},
		{"all at once", "kerngroep", agreed, func(f *CorrectForm) { f.Code, f.Text, f.How = "", "", "" },
			[]string{"via error.channel", "note error.contact_report", "how error.plan_missing"}},
		{"guarded words", "kerngroep", agreed, func(f *CorrectForm) { f.Text, f.How = "Zij belde over haar klacht", "Wij lossen het probleem op" },
			[]string{"note error.word", "note error.word_quote", "how error.word"}},
		{"her own words", "kerngroep", agreed, func(f *CorrectForm) { f.Text = `Zij sprak van "een klacht"` }, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, e := spoken(t, tc.logged)
			c.Procedure.Wording, c.Procedure.Contact = presetOf(t, tc.preset).Wording, presetOf(t, tc.preset).Contact
			form := c.OnRecord(Fact{FactContact, e.Seq})
			tc.change(&form)
			form.Reason = "misheard"
			err := c.Correct(form, member(sanne), e.At.Add(time.Hour))
			var got []string
			var rs Refusals
			errors.As(err, &rs)
			for _, r := range rs {
				for _, part := range []string{"via", "note", "how"} {
					if r.Field == form.Fact.Part(part) {
						got = append(got, part+" "+r.Text)
					}
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" || len(rs) != len(tc.want) || (err == nil) != (tc.want == nil) {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
}

// The day by which a ruling is carried out, and by which it is expected, are put right;
// what is owed follows. One that is only the last of what was promised follows that, until
// it is given itself.
func TestTheDayOfARulingIsPutRight(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	promises := []Promise{{What: "Pay", When: "2026-03-27", Who: "Milan"}, {What: "Write", When: "2026-04-03", Who: "Milan"}}
	type change struct {
		of  Kind
		nth int // of that kind
		day string
	}
	for _, tc := range []struct {
		name    string
		ruling  Ruling
		earlier bool // the last was promised before
		changes []change
		want    string
	}{
		{"its own day", Ruling{Day: "2026-04-10"}, false, []change{{Ruled, 1, "2026-04-13"}}, "2026-04-13"},
		{"its own, whatever was promised", Ruling{Day: "2026-04-03", Promises: promises}, false, []change{{CommitmentMade, 2, "2026-04-17"}}, "2026-04-03"},
		{"the last of what was promised, later", Ruling{Promises: promises}, false, []change{{CommitmentMade, 2, "2026-04-17"}}, "2026-04-17"},
		{"the last of what was promised, earlier", Ruling{Promises: promises}, false, []change{{CommitmentMade, 2, "2026-03-20"}}, "2026-03-27"},
		{"what was not the last, and is now", Ruling{Promises: promises}, false, []change{{CommitmentMade, 1, "2026-05-01"}}, "2026-05-01"},
		{"there and back", Ruling{Promises: promises}, false, []change{{CommitmentMade, 2, "2026-04-17"}, {CommitmentMade, 2, "2026-04-03"}}, "2026-04-03"},
		{"a day of its own, then what was promised", Ruling{Promises: promises}, false, []change{{Ruled, 1, "2026-04-08"}, {CommitmentMade, 2, "2026-04-17"}}, "2026-04-08"},
		{"promised before", Ruling{Promises: promises}, true, []change{{CommitmentMade, 2, "2026-04-17"}}, "2026-04-03"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := &walk{t, walkTo(t, FaceAnswered)}
			c := w.c
			w.do("drop what the answer promised", c.DropCommitment(1, "the ruling says otherwise", member(sanne), now))
			if tc.earlier {
				w.do("contact", c.LogContact(ContactForm{At: now, Via: "phone", Reached: true, Note: "promised", Promises: promises[1:]}, member(sanne), now))
			}
			f := outside(t, "yes")
			f.At, f.Day = now, "2026-09-01"
			w.do("hand over", c.HandOver(f, member(sanne), now))
			tc.ruling.Text, tc.ruling.At = "Refund half", now
			w.do("rule", c.RecordRuling(tc.ruling, member(sanne), now))
			for _, ch := range tc.changes {
				fact := Fact{FactDay, seqOf(t, c, ch.of)}
				if ch.of == CommitmentMade && ch.nth == 1 {
					fact.Seq--
				}
				form := CorrectForm{Fact: fact, Code: ch.day, Reason: "misread"}
				moved := c.Preview(form, now)
				before := c.RulingDay
				w.do("correct", c.Correct(form, member(sanne), now))
				told := false
				for _, m := range moved {
					told = told || m.After.Kind == DutyRulingMeasure
				}
				if told != (before != c.RulingDay) {
					t.Errorf("%s → %s, told before it was saved: %v", before, c.RulingDay, told)
				}
			}
			for how, seen := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				d := dutyOf(t, seen, DutyRulingMeasure)
				if seen.RulingDay != tc.want || seen.Calendar.LastDay(d.Due).String() != tc.want {
					t.Errorf("%s: by %s, owed by %s, want %s", how, seen.RulingDay, seen.Calendar.LastDay(d.Due), tc.want)
				}
			}
			if was := c.Written(c.Events[seqOf(t, c, Ruled)-1]); tc.ruling.Day != "" && was.Data.Day != tc.ruling.Day {
				t.Errorf("it was written %s", was.Data.Day)
			}
		})
	}
}

// When somebody looks again at a hold, or a ruling is expected, is put right like any day;
// no further than who set the hold might, and not before it was true.
func TestOtherDaysArePutRight(t *testing.T) {
	now := at(t, "2026-03-19 12:00")
	for _, tc := range []struct {
		name, by  string
		kind      Kind
		day, want string
	}{
		{"a hold", fatima, HoldSet, "2027-01-04", ""},
		{"a hold, before it was set", fatima, HoldSet, "2026-03-18", "error.before_hold"},
		{"a hold, past the longest term", fatima, HoldSet, "2030-01-07", "error.hold_past_most"},
		{"a hold of management, past the longest term", mees, HoldSet, "2030-01-07", ""},
		{"a hold of management, past the calendar", mees, HoldSet, "2034-01-09", ""},
		{"a hold, more than ten years ahead", fatima, HoldSet, "2099-01-07", "error.day_far"},
		{"an expected ruling", "", Disputed, "2026-10-01", ""},
		{"an expected ruling, before they were turned to", "", Disputed, "2026-03-01", "error.before_dispute"},
		{"a ruling, before it came", "", Ruled, "2026-03-18", "error.before_ruling"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			kind := DutyHold
			var w *walk
			if tc.kind == HoldSet {
				w = &walk{t, walkTo(t, FaceClosed)}
				w.c.Procedure.Retention = presetOf(t, "kerngroep").Retention
				w.do("hold", w.c.PutOnHold(HoldForm{"a claim", "2026-06-01"}, member(tc.by), now))
			} else {
				kind = DutyRuling
				w = &walk{t, walkTo(t, FaceAnswered)}
				f := outside(t, "no")
				f.At, f.Day = now, "2026-09-01"
				w.do("hand over", w.c.HandOver(f, member(sanne), now))
				if tc.kind == Ruled {
					w.do("rule", w.c.RecordRuling(Ruling{Text: "Refund half", At: now, Day: "2026-04-01"}, member(sanne), now))
				}
			}
			c := w.c
			err := c.Correct(CorrectForm{Fact: Fact{FactDay, seqOf(t, c, tc.kind)}, Code: tc.day, Reason: "misread"}, member(sanne), now)
			if tc.want != "" {
				if !refusedAs(err, tc.want) {
					t.Errorf("%v, want %s", err, tc.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for how, seen := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				if d := dutyOf(t, seen, kind); seen.Calendar.LastDay(d.Due).String() != tc.day {
					t.Errorf("%s: owed by %s", how, seen.Calendar.LastDay(d.Due))
				}
			}
		})
	}
}

// Of a day that nobody gave there is nothing to correct.
func TestADayThatIsNotThereIsNoFact(t *testing.T) {
	w, now := &walk{t, walkTo(t, FaceAnswered)}, at(t, "2026-03-19 12:00")
	f := outside(t, "no")
	f.At, f.Day = now, "2026-09-01"
	w.do("hand over", w.c.HandOver(f, member(sanne), now))
	w.do("rule", w.c.RecordRuling(Ruling{Text: "They were right", Nothing: "the claim was denied", At: now}, member(sanne), now))
	for _, fact := range w.c.Facts() {
		if fact.Code == FactDay && w.c.Events[fact.Seq-1].Kind == Ruled {
			t.Error("a ruling that asks for nothing has a day")
		}
	}
}
