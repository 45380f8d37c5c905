package complaint

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// seqOf gives the newest event of a kind.
func seqOf(t testing.TB, c *Case, kind Kind) int {
	t.Helper()
	for _, e := range slices.Backward(c.Events) {
		if e.Kind == kind {
			return e.Seq
		}
	}
	t.Fatalf("nothing is %s", kind)
	return 0
}

func reload(c *Case) *Case {
	events := slices.Clone(c.Events)
	for i := range events {
		events[i] = c.Written(events[i])
	}
	return Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, events, c.Entries)
}

// Each fact is replaced everywhere, in the case at hand and in one that is
// loaded, and stands in its event as it was written.
func TestCorrectEachFact(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, tc := range []struct {
		name string
		form func(c *Case) CorrectForm
		got  func(c *Case) any
		want any
	}{
		{"received", func(*Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactReceived, 1}, At: at(t, "2026-03-04 09:00")}
		},
			func(c *Case) any { return c.ReceivedAt.Equal(at(t, "2026-03-04 09:00")) }, true},
		{"via", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactVia, 1}, Code: "email"} }, func(c *Case) any { return c.Via }, "email"},
		{"receiver", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactReceiver, 1}, Users: []string{ann}} },
			func(c *Case) any { return []string{c.Receiver(), c.Filer} }, []string{ann, lotte}},
		{"name", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactName, 1}, Text: " Anna Vries "} }, func(c *Case) any { return c.Filing().Name }, "Anna Vries"},
		{"phone", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactPhone, 1}, Text: "030 1234567"} }, func(c *Case) any { return c.Filing().Phone }, "030 1234567"},
		{"email", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactEmail, 1}, Text: "a@b.example"} }, func(c *Case) any { return c.Filing().Email }, "a@b.example"},
		{"address", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactAddress, 1}, Text: "Kade 1"} }, func(c *Case) any { return c.Filing().Address }, "Kade 1"},
		{"summary", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactSummary, 1}, Text: "Three months late"} }, func(c *Case) any { return c.Filing().Summary }, "Three months late"},
		{"story", func(*Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactStory, 1}, Text: "The accounts came in December."}
		}, func(c *Case) any { return c.Filing().Story }, "The accounts came in December."},
		{"wish", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactWish, 1}} }, func(c *Case) any { return c.Filing().Wish }, ""},
		{"about", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactAbout, 1}, Users: []string{lotte, lotte}} },
			func(c *Case) any { return c.Involved() }, []string{joost, lotte}},
		{"deliverers", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactDeliverers, 1}, Text: "The bank"} },
			func(c *Case) any { return []any{len(c.Involved()), c.Filing().Deliverer} }, []any{0, "The bank"}},
		{"contacted, and what was agreed then", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactAt, seqOf(t, c, Contacted)}, At: at(t, "2026-03-05 15:00")}
		}, func(c *Case) any {
			return c.ContactedAt.Equal(at(t, "2026-03-05 15:00")) && c.Events[seqOf(t, c, PlanAgreed)-1].At.Equal(c.ContactedAt)
		}, true},
		{"told", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactAt, seqOf(t, c, Told)}, At: at(t, "2026-03-12 17:00")}
		}, func(c *Case) any { return c.ToldAt.Equal(at(t, "2026-03-12 17:00")) }, true},
		{"followed up", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactAt, seqOf(t, c, Satisfied)}, At: at(t, "2026-03-17 17:00")}
		}, func(c *Case) any { return c.FollowUps[0].At.Equal(at(t, "2026-03-17 17:00")) }, true},
		{"agreed day", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactDay, seqOf(t, c, PlanAgreed)}, Code: "2026-03-12"}
		}, func(c *Case) any {
			return []any{c.PlanDay, dutyOf(t, c, DutyPromised).Done.After(dutyOf(t, c, DutyPromised).Due)}
		}, []any{"2026-03-12", true}},
		{"promised day", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactDay, seqOf(t, c, CommitmentMade)}, Code: "2026-03-16"}
		}, func(c *Case) any {
			return []any{c.Promise(1).When, c.Commitment(1).Day, dutyOf(t, c, DutyCommitment).Due.Equal(at(t, "2026-03-17 00:00"))}
		}, []any{"2026-03-16", "2026-03-16", true}},
		{"the outcome", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactOutcome, seqOf(t, c, Told)}, Code: "partly"}
		}, func(c *Case) any {
			a := c.Answers[0]
			return []any{c.Outcome, a.Outcome, a.Hash, a.Restated, a.Verdict, c.AnswerText(1).Text != ""}
		}, []any{"partly", "partly", "", true, Approved, true}},
		{"the handler's name", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactHandler, seqOf(t, c, HandlerAssigned)}, Text: " Milan White "}
		}, func(c *Case) any { return c.Appointment().Name }, "Milan White"},
		{"their function", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactTitle, seqOf(t, c, HandlerAssigned)}, Text: "adviser"}
		}, func(c *Case) any { return []any{c.Appointment().Name != "", c.Appointment().Title, c.Filing().Name} }, []any{true, "adviser", "Anna de Vries"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceClosed)
			c.Saved()
			form := tc.form(c)
			form.Reason = "Read it wrong"
			if err := c.Correct(form, member(fatima), now); err != nil {
				t.Fatal(err)
			}
			for name, seen := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				if diff := cmp.Diff(tc.want, tc.got(seen)); diff != "" {
					t.Errorf("%s: (-want +got)\n%s", name, diff)
				}
				if seen.Face() != FaceClosed {
					t.Errorf("%s: the case is %s", name, seen.Face())
				}
			}
			events, entries := c.Changes()
			if len(events) != 1 || events[0].Kind != Corrected || len(entries) != 1 || c.CorrectionOf(events[0]).Reason != "Read it wrong" {
				t.Errorf("recorded %+v", events)
			}
			if by := c.CorrectedBy(form.Fact.Seq); !slices.Equal(by, []int{events[0].Seq}) {
				t.Error("nothing points from what was corrected to its correction")
			}
			if err := c.Correct(form, member(fatima), now); !refusedAs(err, "error.correct_same") {
				t.Errorf("twice: %v", err)
			}
		})
	}
}

func refusedAs(err error, text string) bool {
	var many Refusals
	if errors.As(err, &many) {
		return slices.ContainsFunc(many, func(r *Refusal) bool { return r.Text == text })
	}
	var one *Refusal
	return errors.As(err, &one) && one.Text == text
}

func TestCorrectRefuses(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, tc := range []struct {
		name, want string
		form       func(c *Case) CorrectForm
	}{
		{"no reason", "error.reason_missing", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactName, 1}, Text: "A", Reason: " "} }},
		{"no fact", "error.fact_missing", func(*Case) CorrectForm { return CorrectForm{} }},
		{"a forged fact", "error.fact_missing", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactAt, 1}, At: now} }},
		{"an event that is not there", "error.fact_missing", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactDay, 99}} }},
		{"the same minute", "error.correct_same", func(*Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactReceived, 1}, At: at(t, "2026-03-05 10:00")}
		}},
		{"no moment", "error.moment_missing", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactReceived, 1}} }},
		{"E01", "error.future_receipt", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactReceived, 1}, At: now.Add(time.Minute)} }},
		{"after filing", "error.after_recorded", func(*Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactReceived, 1}, At: at(t, "2026-03-05 10:21")}
		}},
		{"E02", "error.old_receipt", func(*Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactReceived, 1}, At: at(t, "2025-03-04 10:00")}
		}},
		{"before the calendar", "error.receipt_beyond", func(*Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactReceived, 1}, At: at(t, "2019-03-04 10:00"), KeepOld: true}
		}},
		{"E14", "error.before_receipt", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactAt, seqOf(t, c, Contacted)}, At: at(t, "2026-03-05 09:59")}
		}},
		{"told before it was approved", "error.before_approval", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactAt, seqOf(t, c, Told)}, At: at(t, "2026-03-12 15:59")}
		}},
		{"asked before the answer", "error.before_answer", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactAt, seqOf(t, c, Satisfied)}, At: at(t, "2026-03-13 09:00")}
		}},
		{"an event in the future", "error.future", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactAt, seqOf(t, c, Told)}, At: now.Add(time.Hour)}
		}},
		{"a day before it was agreed", "error.before_agreed", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactDay, seqOf(t, c, PlanAgreed)}, Code: "2026-03-05"}
		}},
		{"no day", "error.day_missing", func(c *Case) CorrectForm { return CorrectForm{Fact: Fact{FactDay, seqOf(t, c, PlanAgreed)}} }},
		{"a day too far", "error.day_far", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactDay, seqOf(t, c, PlanAgreed)}, Code: "2099-03-05"}
		}},
		{"a promised day before it was promised", "error.before_agreed", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactDay, seqOf(t, c, CommitmentMade)}, Code: "2026-03-05"}
		}},
		{"a result that is none", "error.result_missing", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactResult, seqOf(t, c, Satisfied)}, Code: "withdrawn"}
		}},
		{"a result that others agree with", "error.result_missing", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactResult, seqOf(t, c, Satisfied)}, Code: "no_contact"}
		}},
		{"the same result", "error.correct_same", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactResult, seqOf(t, c, Satisfied)}, Code: "satisfied"}
		}},
		{"a handler without a name", "error.name_missing", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactHandler, seqOf(t, c, HandlerAssigned)}, Text: " "}
		}},
		{"a handler without a function", "error.title_missing", func(c *Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactTitle, seqOf(t, c, HandlerAssigned)}}
		}},
		{"no such channel", "error.channel", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactVia, 1}, Code: "pigeon"} }},
		{"no name", "error.name_missing", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactName, 1}} }},
		{"no way left", "error.no_contact", func(c *Case) CorrectForm {
			must(t, c.Correct(CorrectForm{Fact: Fact{FactEmail, 1}, Reason: "Not hers"}, member(sanne), now))
			return CorrectForm{Fact: Fact{FactPhone, 1}}
		}},
		{"E04", "error.phone", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactPhone, 1}, Text: "later"} }},
		{"no mail address", "error.email", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactEmail, 1}, Text: "anna"} }},
		{"no summary", "error.summary_missing", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactSummary, 1}} }},
		{"E05", "error.summary_personal", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactSummary, 1}, Text: "Call +31612345678"} }},
		{"E06", "error.story_short", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactStory, 1}, Text: "Late."} }},
		{"the handler", "error.merge_handler", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactAbout, 1}, Users: []string{milan}} }},
		{"everybody", "error.nobody_left", func(*Case) CorrectForm {
			return CorrectForm{Fact: Fact{FactAbout, 1}, Users: []string{sanne, fatima, mees}}
		}},
		{"nobody delivered it", "error.deliverer_missing", func(*Case) CorrectForm { return CorrectForm{Fact: Fact{FactDeliverers, 1}} }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceReady)
			form := tc.form(c)
			if form.Reason == "" {
				form.Reason = "Read it wrong"
			}
			before := len(c.Events)
			if err := c.Correct(form, member(sanne), now); !refusedAs(err, tc.want) || len(c.Events) != before {
				t.Errorf("%d new events, %v", len(c.Events)-before, err)
			}
			if moved := c.Preview(form, now); tc.want != "error.reason_missing" && tc.want != "error.old_receipt" && moved != nil {
				t.Errorf("what is refused moves %v", moved)
			}
		})
	}
	t.Run("receipt after what was logged", func(t *testing.T) {
		c := newCase(t)
		c.Number = "K-2026-0042"
		r := registration(t)
		r.ReadBack = false
		w := &walk{t, c}
		w.do("register late", c.Register(r, member(lotte), at(t, "2026-03-10 10:00")))
		w.do("contact", c.LogContact(ContactForm{At: at(t, "2026-03-06 10:00"), Via: "phone", Note: "voicemail"}, member(sanne), at(t, "2026-03-10 11:00")))
		err := c.Correct(CorrectForm{Fact: Fact{FactReceived, 1}, At: at(t, "2026-03-09 10:00"), Reason: "x"}, member(sanne), now)
		if !refusedAs(err, "error.after_logged") {
			t.Error(err)
		}
	})
	t.Run("whoever approved what is not told yet", func(t *testing.T) {
		c := walkTo(t, FaceApproved)
		err := c.Correct(CorrectForm{Fact: Fact{FactAbout, 1}, Users: []string{mees}, Reason: "x"}, member(sanne), now)
		if !refusedAs(err, "error.correct_decider") {
			t.Error(err)
		}
	})
}

// Whoever turns out to be involved is out at once, and who was is in again.
func TestCorrectedPeopleAreKeptOut(t *testing.T) {
	c, now := walkTo(t, FaceInApproval), at(t, "2026-03-12 15:30")
	w := &walk{t, c}
	if !c.MaySee(member(mees), PartAnswer, now) {
		t.Fatal("management sees nothing")
	}
	w.do("correct", c.Correct(CorrectForm{Fact: Fact{FactAbout, 1}, Users: []string{mees}, Reason: "It was Mees"}, member(sanne), now))
	if c.MaySee(member(mees), PartState, now) {
		t.Error("whoever it is about sees the case")
	}
	asked := slices.ContainsFunc(c.Notices(c.Events[len(c.Events)-1]), func(n Notice) bool { return n.Kind == NoticeForget && n.Ref == mees })
	if !asked {
		t.Error("what asked them to decide is not taken back")
	}
	if err := c.Correct(CorrectForm{Fact: Fact{FactAbout, 1}, Reason: "It was not"}, member(mees), now); !errors.Is(err, ErrNotFound) {
		t.Errorf("whoever it is about corrects it: %v", err)
	}
	w.do("move out", c.TakeConfidentialRoute([]string{mees}, now))
	if !c.Confidential {
		t.Error("it stays in the channel")
	}
	w.do("correct back", c.Correct(CorrectForm{Fact: Fact{FactAbout, 1}, Reason: "It was not Mees"}, member(sanne), now))
	if !c.MaySee(member(mees), PartAnswer, now) {
		t.Error("whoever it is not about is kept out")
	}
}

// An approval holds for the words that were read, and for no others.
func TestCorrectedWordsAreReadBackAgain(t *testing.T) {
	c, now := walkTo(t, FaceConfirmed), at(t, "2026-03-11 09:00")
	w := &walk{t, c}
	before := dutyOf(t, c, DutyReadBack)
	old := c.Filing().Story
	change := CorrectForm{Fact: Fact{FactStory, 1}, Text: "The accounts came in December, not in November.", Reason: "Misheard"}
	moved := c.Preview(change, now)
	if len(moved) != 1 || moved[0].After.Kind != DutyReadBack || !moved[0].After.Open() || moved[0].Late {
		t.Errorf("it would move %+v", moved)
	}
	w.do("correct", c.Correct(change, member(sanne), now))
	if d := dutyOf(t, c, DutyReadBack); !d.Open() || !d.Due.Equal(at(t, "2026-03-13 00:00")) || c.Face() != FaceNew {
		t.Errorf("face %s, the read-back is owed by %v, done %v", c.Face(), d.Due.In(c.Zone()), d.Done)
	}
	back := CorrectForm{Fact: Fact{FactStory, 1}, Text: old, Reason: "No, it was right"}
	again := reload(c)
	w.do("correct back", again.Correct(back, member(sanne), now))
	if d := dutyOf(t, again, DutyReadBack); !d.Done.Equal(before.Done) || !d.Due.Equal(before.Due) || again.Face() != FaceConfirmed {
		t.Errorf("corrected back: face %s, %+v", again.Face(), d)
	}
	f := c.Filing()
	w.do("read back", c.RecordReadBack(ReadBackForm{
		Verdict: ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash, At: now, Via: "phone",
	}, member(lotte), now))
	if d := dutyOf(t, c, DutyReadBack); d.Open() || c.Face() != FaceConfirmed {
		t.Errorf("read again: face %s, %+v", c.Face(), d)
	}
	if d := dutyOf(t, c, "explain"); d.Open() {
		t.Error("the procedure is to be explained a second time")
	}
	w.do("correct back", c.Correct(back, member(sanne), now))
	if d := dutyOf(t, c, DutyReadBack); !d.Open() {
		t.Error("an older approval counts for the older words")
	}
}

// Before it is saved the form can say what it would move, and what is late
// then: a receipt that was really earlier may be late at filing.
func TestPreviewTellsWhatMoves(t *testing.T) {
	c, now := walkTo(t, FaceAssigned), at(t, "2026-03-05 11:30")
	events := slices.Clone(c.Events)
	form := CorrectForm{Fact: Fact{FactReceived, 1}, At: at(t, "2026-02-02 10:00")}
	moved := map[string]Move{}
	for _, m := range c.Preview(form, now) {
		moved[m.After.Kind] = m
	}
	for kind, late := range map[string]bool{"read_back": true, "assign": true, "decision": true} {
		if m, ok := moved[kind]; !ok || m.Late != late || !m.After.Due.Before(m.Before.Due) {
			t.Errorf("%s: %+v", kind, m)
		}
	}
	if len(moved) != 3 {
		t.Errorf("moved %d deadlines, want 3", len(moved))
	}
	if diff := cmp.Diff(events, c.Events); diff != "" {
		t.Errorf("looking changed the case:\n%s", diff)
	}
	if moved := c.Preview(CorrectForm{Fact: Fact{FactName, 1}, Text: "Anna"}, now); len(moved) > 0 {
		t.Errorf("a name moves %v", moved)
	}
}
