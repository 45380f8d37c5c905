package view

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ombud/complaint"
	"ombud/lang"
)

// factOf gives a fact of a case by its code, the newest.
func factOf(t testing.TB, c *complaint.Case, code complaint.FactCode) complaint.Fact {
	t.Helper()
	for _, f := range slices.Backward(c.Facts()) {
		if f.Code == code {
			return f
		}
	}
	t.Fatalf("no fact %s", code)
	return complaint.Fact{}
}

func TestCorrectForm(t *testing.T) {
	now := "2026-03-13 10:20"
	c := caseAt(t, complaint.FaceAnswered)
	inLanguages(t, "correct.empty", now, func(f *Frame) screen { return CorrectForm(f, c, complaint.CorrectForm{}, nil, nil) })
	for _, code := range []complaint.FactCode{
		complaint.FactVia, complaint.FactName, complaint.FactPhone, complaint.FactEmail, complaint.FactAddress, complaint.FactHandle, complaint.FactSummary,
		complaint.FactStory, complaint.FactWish, complaint.FactAbout, complaint.FactDeliverers, complaint.FactAt, complaint.FactDay,
		complaint.FactHandler, complaint.FactTitle,
	} {
		inLanguages(t, "correct."+string(code), now, func(f *Frame) screen {
			form := c.OnRecord(factOf(t, c, code))
			form.Reason = "Read it wrong"
			return CorrectForm(f, c, form, nil, nil)
		})
	}
	ready := caseAt(t, complaint.FaceReady)
	inLanguages(t, "correct.result", "2026-03-19 10:00", func(f *Frame) screen {
		form := complaint.CorrectForm{Fact: factOf(t, ready, complaint.FactResult), Code: "dissatisfied", Reason: "Pressed the wrong one"}
		return CorrectForm(f, ready, form, ready.Preview(form, f.Now), nil)
	})
	closed := classifiedAndClosed(t)
	for code, is := range wrongCodes {
		inLanguages(t, "correct."+string(code), "2026-03-20 10:00", func(f *Frame) screen {
			form := complaint.CorrectForm{Fact: factOf(t, closed, code), Code: is, Reason: "Chose the wrong line"}
			return CorrectForm(f, closed, form, closed.Preview(form, f.Now), closed.Effects(form, f.Now))
		})
	}
	ruled := ruledCase(t, "2026-06-01")
	inLanguages(t, "correct.binding", "2026-03-20 10:00", func(f *Frame) screen {
		form := complaint.CorrectForm{Fact: factOf(t, ruled, complaint.FactBinding), Code: "no", Reason: "Misread their rules"}
		return CorrectForm(f, ruled, form, ruled.Preview(form, f.Now), ruled.Effects(form, f.Now))
	})
	for code, text := range map[complaint.FactCode]string{complaint.FactBody: "Committee of appeal", complaint.FactPromise: "Refund half of the fine"} {
		inLanguages(t, "correct."+string(code), "2026-03-20 10:00", func(f *Frame) screen {
			return CorrectForm(f, ruled, complaint.CorrectForm{Fact: factOf(t, ruled, code), Text: text, Reason: "Typed wrong"}, nil, nil)
		})
	}
	inLanguages(t, "correct.owner", now, func(f *Frame) screen {
		form := complaint.CorrectForm{Fact: factOf(t, c, complaint.FactOwner), Users: []string{fatima}, Reason: "She does it"}
		return CorrectForm(f, c, form, c.Preview(form, f.Now), c.Effects(form, f.Now))
	})
	inLanguages(t, "correct.ticks", "2026-03-19 10:00", func(f *Frame) screen {
		form := complaint.CorrectForm{Fact: factOf(t, ready, complaint.FactTicks), Code: "fixed stays", Reason: "Ticked the wrong ones"}
		return CorrectForm(f, ready, form, nil, nil)
	})
	reached := caseAt(t, complaint.FaceInProgress)
	inLanguages(t, "correct.contacted", "2026-03-06 12:00", func(f *Frame) screen {
		form := complaint.CorrectForm{Fact: factOf(t, reached, complaint.FactReached), Code: "attempted", Reason: "It was the voicemail"}
		return CorrectForm(f, reached, form, reached.Preview(form, f.Now), reached.Effects(form, f.Now))
	})
	inLanguages(t, "correct.attempted", "2026-03-06 12:00", func(f *Frame) screen {
		tried := caseAt(t, complaint.FaceAssigned)
		must(t, tried.LogContact(complaint.ContactForm{At: f.Now, Via: "phone", Note: "Nobody answered"}, member(milan), f.Now))
		form := complaint.CorrectForm{Fact: factOf(t, tried, complaint.FactReached), Code: "contacted", How: "We check the file", Day: "2026-03-20", Reason: "She called back"}
		return CorrectForm(f, tried, form, tried.Preview(form, f.Now), tried.Effects(form, f.Now))
	})
	fresh := caseAt(t, complaint.FaceConfirmed)
	inLanguages(t, "correct.received", "2026-03-05 10:40", func(f *Frame) screen {
		form := complaint.CorrectForm{Fact: factOf(t, fresh, complaint.FactReceived), At: at(t, "2026-02-04 16:00")}
		return CorrectForm(f, fresh, form, fresh.Preview(form, f.Now), nil)
	})
	agreed := caseAt(t, complaint.FaceInProgress)
	strict := *agreed.Procedure // its term gives way to no day agreed
	strict.Duties = slices.Clone(strict.Duties)
	strict.Duty("decision").GivesWay = ""
	agreed.Procedure = &strict
	inLanguages(t, "correct.agreed", "2026-03-09 10:00", func(f *Frame) screen {
		form := complaint.CorrectForm{Fact: factOf(t, agreed, complaint.FactReceived), At: at(t, "2026-02-12 09:00"), Reason: "It lay in the post"}
		return CorrectForm(f, agreed, form, agreed.Preview(form, f.Now), agreed.Effects(form, f.Now))
	})
	inLanguages(t, "correct.reread", "2026-03-05 10:40", func(f *Frame) screen {
		form := complaint.CorrectForm{Fact: factOf(t, fresh, complaint.FactStory), Text: "It was December, not November; she is sure."}
		return CorrectForm(f, fresh, form, fresh.Preview(form, f.Now), nil)
	})
}

// writtenOf gives the fact of what was written down of the newest step of a kind.
func writtenOf(t testing.TB, c *complaint.Case, kind complaint.Kind) complaint.Fact {
	t.Helper()
	for _, f := range slices.Backward(c.Facts()) {
		if (f.Code == complaint.FactContact || f.Code == complaint.FactNote) && c.Events[f.Seq-1].Kind == kind {
			return f
		}
	}
	t.Fatalf("nothing is written of %s", kind)
	return complaint.Fact{}
}

// Of each step the form asks for what its own form asks: how somebody was reached, with
// whom, what was said. What a way does that the procedure does not take, or a letter to
// nobody knows where, is told before it is saved.
func TestCorrectFormOfHowSomebodyWasReached(t *testing.T) {
	now := "2026-03-19 10:00"
	c := caseAt(t, complaint.FaceReady)
	for name, tc := range map[string]struct {
		kind   complaint.Kind
		change func(f *complaint.CorrectForm)
	}{
		"contact":  {complaint.Contacted, func(*complaint.CorrectForm) {}},
		"told":     {complaint.Told, func(f *complaint.CorrectForm) { f.Code, f.With = "chat", "Bert" }},
		"letter":   {complaint.Told, func(f *complaint.CorrectForm) { f.Code, f.Day = "letter", "2026-03-13" }},
		"readback": {complaint.ReadBackApproved, func(f *complaint.CorrectForm) { f.Code = "meeting" }},
		"followup": {complaint.Satisfied, func(f *complaint.CorrectForm) { f.Text = "She said so herself" }},
	} {
		inLanguages(t, "correct.reached."+name, now, func(f *Frame) screen {
			form := c.OnRecord(writtenOf(t, c, tc.kind))
			form.Reason = "Chose the wrong line"
			tc.change(&form)
			return CorrectForm(f, c, form, c.Preview(form, f.Now), c.Effects(form, f.Now))
		})
	}
	must(t, c.DeclareInterest(complaint.Interest{Users: []string{fatima}, How: "his brother"}, member(sanne), at(t, now)))
	inLanguages(t, "correct.note", now, func(f *Frame) screen {
		return CorrectForm(f, c, c.OnRecord(writtenOf(t, c, complaint.InvolvedFound)), nil, nil)
	})
}

// Of an interest that is taken back the form says who sees the case again and where it
// lives then, and who sees it again reads so; a receipt under other versions names them.
func TestCorrectFormTellsWhatElseChanges(t *testing.T) {
	c := caseAt(t, complaint.FaceInProgress)
	if err := c.DeclareInterest(complaint.Interest{Users: []string{mees}, How: "his brother", Channel: []string{sanne, mees}}, member(sanne), at(t, "2026-03-09 10:00")); err != nil {
		t.Fatal(err)
	}
	form := complaint.CorrectForm{Fact: factOf(t, c, complaint.FactInterest), Users: []string{fatima}, Reason: "The wrong colleague"}
	for name, channel := range map[string][]string{"correct.interest": {sanne, mees}, "correct.interest.stays": nil} {
		form.Channel = channel
		inLanguages(t, name, "2026-03-09 10:20", func(f *Frame) screen {
			return CorrectForm(f, c, form, c.Preview(form, f.Now), c.Effects(form, f.Now))
		})
	}
	linked := caseAt(t, complaint.FaceInProgress)
	other := caseAt(t, complaint.FaceInProgress)
	other.Number = "K-2026-0007"
	must(t, complaint.Relate(linked, other, member(sanne), at(t, "2026-03-09 10:10")))
	inLanguages(t, "correct.link", "2026-03-09 10:20", func(f *Frame) screen {
		f.Others = map[string]bool{"K-2026-0007": true}
		return CorrectForm(f, linked, linked.OnRecord(factOf(t, linked, complaint.FactLink)), nil, nil)
	})
	for name, user := range map[string]string{"correct.receiver.milan": milan, "correct.receiver.joost": joost} {
		received := complaint.CorrectForm{Fact: factOf(t, c, complaint.FactReceiver), Users: []string{user}, Reason: "He took the call"}
		inLanguages(t, name, "2026-03-09 10:20", func(f *Frame) screen {
			return CorrectForm(f, c, received, c.Preview(received, f.Now), c.Effects(received, f.Now))
		})
	}
	inLanguages(t, "correct.back", "2026-03-09 10:20", func(f *Frame) screen { return SeesAgain(f, c) })
	fresh := caseAt(t, complaint.FaceConfirmed)
	inLanguages(t, "correct.versions", "2026-03-05 10:40", func(f *Frame) screen {
		then := *fresh.Procedure
		then.Version = "0.9"
		earlier := complaint.CorrectForm{
			Fact: factOf(t, fresh, complaint.FactReceived), At: at(t, "2026-03-04 16:00"), Rules: complaint.Rules{Procedure: &then, Calendar: fresh.Calendar},
		}
		return CorrectForm(f, fresh, earlier, fresh.Preview(earlier, f.Now), nil)
	})
}

// corrected is an answered case in which the officer corrected three facts.
func corrected(t testing.TB) *complaint.Case {
	t.Helper()
	c, now := caseAt(t, complaint.FaceAnswered), at(t, "2026-03-13 11:00")
	for _, form := range []complaint.CorrectForm{
		{Fact: factOf(t, c, complaint.FactReceived), At: at(t, "2026-03-04 16:00"), Reason: "The voicemail was from the day before"},
		{Fact: factOf(t, c, complaint.FactAt), At: at(t, "2026-03-12 17:00"), Reason: "Called the evening before"},
		{Fact: factOf(t, c, complaint.FactPhone), Text: "030 7654321", Reason: "A <digit> too many"},
		{Fact: factOf(t, c, complaint.FactDeliverers), Users: []string{fatima}, Reason: "Joost was on leave"},
	} {
		if err := c.Correct(form, member(sanne), now); err != nil {
			t.Fatalf("%s: %v", form.Fact, err)
		}
	}
	return c
}

func TestCorrectedCase(t *testing.T) {
	c, now := corrected(t), "2026-03-13 11:05"
	inLanguages(t, "corrected.history", now, func(f *Frame) screen { return CaseFile(f, c, TabHistory, 1) })
	inLanguages(t, "corrected.contacts", now, func(f *Frame) screen { return CaseFile(f, c, TabContacts, 1) })
	inLanguages(t, "corrected.line", now, func(f *Frame) screen { return Line(f, c, c.Events[len(c.Events)-1]) })
}

// wrongCodes are what the facts of a few codes should have been.
var wrongCodes = map[complaint.FactCode]string{
	complaint.FactOutcome: "partly", complaint.FactNature: "discrimination", complaint.FactWeight: "serious",
}

// classifiedAndClosed is a closed case that somebody classified.
func classifiedAndClosed(t *testing.T) *complaint.Case {
	t.Helper()
	c, now := caseAt(t, complaint.FaceReady), at(t, "2026-03-19 10:00")
	class := complaint.Class{Nature: "other", Weight: "minor", Submitted: "oral"}
	must(t, c.Classify(complaint.Classification{Class: class}, member(sanne), now))
	must(t, c.Close(complaint.Report{Handling: "done"}, member(sanne), now))
	return c
}

// Each day that can be corrected is called by what it is for.
func TestEachDayHasItsName(t *testing.T) {
	c, now := caseAt(t, complaint.FaceAnswered), at(t, "2026-03-19 10:00")
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	do(c.HandOver(complaint.DisputeForm{Name: "Committee", Binding: "no", AskedBy: "Anna", At: now, Day: "2026-09-01"}, member(sanne), now))
	do(c.RecordRuling(complaint.Ruling{Text: "Half of it", At: now, Day: "2026-04-01"}, member(sanne), now))
	do(c.PutOnHold(complaint.HoldForm{Reason: "a claim", Day: "2027-01-04"}, member(sanne), now))
	f := sampleFrame(t, lang.EN, "2026-03-19 10:05")
	var names []string
	for _, fact := range c.Facts() {
		if fact.Code == complaint.FactDay {
			o := factOption(f, c, fact)
			names = append(names, strings.TrimSuffix(o.Text+" · "+o.Note, " · "))
		}
	}
	if diff := cmp.Diff([]string{
		"Agreed day · Fri 20 March 2026", "Promised day · Fri 20 March 2026 · Refund the fine", "Day on which the ruling is expected · Tue 1 September 2026",
		"Day by which the ruling is carried out · Wed 1 April 2026", "Day on which the hold is looked at again · Mon 4 January 2027",
	}, names); diff != "" {
		t.Error(diff)
	}
}

// What was corrected, with names and words, is for who may read the filing;
// the thread tells only what kind of fact it was.
func TestCorrectionsTellNoMoreThanTheViewerMaySee(t *testing.T) {
	c := corrected(t)
	f := sampleFrame(t, lang.EN, "2026-03-13 11:05")
	for _, e := range c.Events {
		if line := string(mustJSON(t, Line(f, c, e))); strings.Contains(line, "765") || strings.Contains(line, "voicemail") || strings.Contains(line, "Joost") {
			t.Errorf("the thread tells %s", line)
		}
	}
	f.Viewer = member(fatima) // turned out to have delivered the service
	if raw := string(mustJSON(t, CaseFile(f, c, TabHistory, 1))); strings.Contains(raw, "765") || strings.Contains(raw, "Joost") {
		t.Errorf("whoever is kept out reads %s", raw)
	}
}

// Each way in which a correction can move a deadline has its sentence.
func TestMoveLines(t *testing.T) {
	c := caseAt(t, complaint.FaceConfirmed)
	due, later := at(t, "2026-03-10 00:00"), at(t, "2026-03-12 00:00")
	done, sooner := at(t, "2026-03-09 10:00"), at(t, "2026-03-06 09:30")
	owed := &complaint.Duty{Kind: "assign", Due: due}
	met := &complaint.Duty{Kind: "assign", Due: due, Done: done}
	void := &complaint.Duty{Kind: "assign", Due: due, Void: true}
	for _, tc := range []struct {
		name string
		move complaint.Move
		want string
	}{
		{"moved", complaint.Move{Before: owed, After: &complaint.Duty{Kind: "assign", Due: later}}, "Assign a handler: Mon 9 March → Wed 11 March"},
		{"moved and late", complaint.Move{Before: owed, After: &complaint.Duty{Kind: "assign", Due: later}, Late: true}, "this makes it late"},
		{"added", complaint.Move{After: owed}, "Assign a handler: added, by Mon 9 March"},
		{"owed instead of void", complaint.Move{Before: void, After: owed}, "Assign a handler: added, by Mon 9 March"},
		{"gone", complaint.Move{Before: owed}, "Assign a handler: no longer applies"},
		{"void", complaint.Move{Before: owed, After: void}, "Assign a handler: no longer applies"},
		{"open again", complaint.Move{Before: met, After: owed}, "Assign a handler: to be done again, by Mon 9 March"},
		{"done after all", complaint.Move{Before: owed, After: met}, "Assign a handler: done Mon 9 March at 10:00"},
		{"done sooner", complaint.Move{Before: met, After: &complaint.Duty{Kind: "assign", Due: due, Done: sooner}}, "done Mon 9 March at 10:00 → Fri 6 March at 09:30"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := sampleFrame(t, lang.EN, "2026-03-09 11:00")
			if got := moveLines(f, c, []complaint.Move{tc.move})[0]; !strings.Contains(got, tc.want) {
				t.Errorf("says %q, want %q", got, tc.want)
			}
		})
	}
}
