package complaint

import (
	"slices"
	"testing"
	"time"

	"ombud/procedure"
)

// nobodyKnown is a case of that preset of whose complainant nothing is known, with its
// handler and an answer that may be told: of all of that nothing was said to anybody.
func nobodyKnown(t *testing.T, preset string) *Case {
	t.Helper()
	c := presetCase(t, preset, zoneOf(preset))
	now := at(t, "2026-03-05 10:20")
	r := registration(t)
	r.Via, r.ReadBack, r.Filing = c.Procedure.Intake.Channels[0].Name, false, Filing{Unknown: true, Summary: "Rude on the phone", Story: "Somebody called from a hidden number and hung up.", Wish: "none said"}
	w := &walk{t, c}
	w.do("register", c.Register(r, member(lotte), now))
	now = at(t, "2026-03-06 10:00")
	lead, handler := sanne, sanne
	if c.Procedure.Lead == string(RoleManagement) {
		lead = mees
	}
	if c.Procedure.Steps.FirstContact {
		handler = milan
	}
	if c.Procedure.Classify.By != "" || c.Procedure.Classify.First || c.Procedure.Classify.Required {
		class := Class{Nature: c.Procedure.Natures[0], Weight: "minor", Submitted: "oral"}
		if rules := c.Procedure.Classify; len(rules.Parties) > 0 {
			class.Party = rules.Parties[0]
		}
		if rules := c.Procedure.Classify; len(rules.Categories) > 0 {
			class.Category = rules.Categories[0]
		}
		w.do("classify", c.Classify(Classification{Class: class, Judgement: Judgement{Object: "a call", Assessment: "a call"}}, member(lead), now))
	}
	if c.Procedure.Steps.ReadBack {
		w.do("read back", c.RecordReadBack(ReadBackForm{Verdict: ReadBackUnreachable, Hash: c.TextHash, Summary: r.Summary, Story: r.Story, At: now, Via: "phone", Note: "hidden number"}, member(lotte), now))
	}
	w.do("assign", c.Assign(Assignment{Handler: handler, Name: "Somebody", Title: "adviser", Why: c.Procedure.Assign.Reasons[0], Deliverers: []string{joost}}, member(lead), now))
	if c.Procedure.Steps.Inform != "" {
		w.do("inform", c.Inform(Informing{Nobody: true, Note: "no partner"}, member(sanne), now))
	}
	if c.AwaitsContact() {
		if got := refusalOf(c.Prepare(inWriting(), member(handler), now)); got != "error.contact_unknown" && got != "error.wrong_state" {
			t.Errorf("an answer before anything else: %q", got)
		}
		w.do("go on", c.GoOn("no number, no name", member(handler), now))
		w.agreed(now)
	}
	if c.Procedure.Answer.Consult == "filer" {
		w.do("consult", hear(c, now))
	}
	d := inWriting()
	d.OralWhy = "so it is"
	d.Form, d.Promises = c.Procedure.Answer.Forms[0], nil
	w.do("draft", c.Prepare(d, member(handler), now))
	if c.Answer().Asked && c.Answer().Verdict == "" {
		w.do("approve", c.Approve(1, member(mees), now))
	}
	return c
}

// agreed lets whoever may agree with the request that waits, if one does.
func (w *walk) agreed(now time.Time) {
	w.t.Helper()
	if r := w.c.Waits(); r != nil {
		w.do("agree", w.c.Grant(r.Seq, member(w.c.DecidersOf(r, now)[0]), now))
	}
}

// A case of which nobody knows whom to tell goes to its end in each procedure without
// anybody writing down what did not happen: the answer stays in the file, with the reason
// and who agreed; nothing is said to have been told (D15).
func TestACaseOfNobodyEndsInEachProcedure(t *testing.T) {
	now := at(t, "2026-03-09 10:00")
	for _, name := range procedure.Presets() {
		t.Run(name, func(t *testing.T) {
			c := nobodyKnown(t, name)
			w := &walk{t, c}
			if next, others := c.Next(); next != StepUntold || !slices.Contains(others, StepReach) || !slices.Contains(others, StepDeliver) {
				t.Fatalf("approved, next is %s beside %v", next, others)
			}
			if got := refusedFor(c.KeepAnswer("  ", member(sanne), now)); got != "reason error.reason_missing" {
				t.Errorf("without a reason: %q", got)
			}
			w.do("keep the answer", c.KeepAnswer("No name, no number, nobody recognises the voice", member(sanne), now))
			if c.Waits() != nil {
				if c.KeptBack() || c.Face() != FaceApproved {
					t.Error("kept before anybody agreed")
				}
				w.agreed(now)
			}
			if c.Face() != FaceReady || !c.KeptBack() || !c.Unverified() {
				t.Fatalf("agreed, it is %s", c.Face())
			}
			if next, others := c.Next(); next != StepClose || !slices.Equal(slices.Compact(slices.Sorted(slices.Values(others))), slices.Sorted(slices.Values(others))) {
				t.Errorf("next is %s beside %v", next, others)
			}
			for _, d := range c.Undone() {
				if !slices.Contains([]string{"take_over", "update", "step_in", "recommend"}, d.Kind) {
					t.Errorf("%s is still owed", d.Kind)
				}
			}
			lead := sanne
			if c.Procedure.Lead == string(RoleManagement) {
				lead = mees
			}
			w.do("close", c.Close(Report{Handling: "Nobody to tell", Lesson: "Show numbers", Archive: "here", NoMeasure: "once"}, member(lead), now))
			for _, e := range c.Events {
				if slices.Contains([]Kind{Told, Contacted, Acknowledged, Explained, Satisfied}, e.Kind) {
					t.Errorf("the file says %s", e.Kind)
				}
			}
			if !c.ToldAt.IsZero() {
				t.Error("it says when the answer was told")
			}
		})
	}
}

// Found before the case closes, whoever complained is told after all, and what was left
// out because there was nobody is owed again.
func TestWhoIsFoundIsToldAfterAll(t *testing.T) {
	now := at(t, "2026-03-09 10:00")
	c := nobodyKnown(t, "exactpi")
	w := &walk{t, c}
	w.do("keep the answer", c.KeepAnswer("hidden number", member(milan), now))
	w.agreed(now)
	if _, others := c.Next(); !slices.Contains(others, StepReach) {
		t.Error("kept back, no way to reach them can be recorded")
	}
	w.do("find", c.FindReach(Filing{Name: "Anna", Phone: "+31 6 12345678"}, member(lotte), now))
	if c.KeptBack() || c.Unreached() || c.Face() != FaceApproved {
		t.Fatalf("found, it is %s, kept back %v, unreached %v", c.Face(), c.KeptBack(), c.Unreached())
	}
	if d := dutyOf(t, c, "decision"); !d.Open() || d.Void {
		t.Errorf("the answer is not owed again: %+v", d)
	}
	if got := refusalOf(c.KeepAnswer("hidden", member(milan), now)); got != "error.wrong_state" {
		t.Errorf("kept back again: %q", got)
	}
	w.do("tell", c.Deliver(Delivery{At: now, Via: "phone", With: "Anna"}, member(milan), now))
	if c.Face() != FaceAnswered {
		t.Errorf("told, it is %s", c.Face())
	}
}

// Only of a case whose complainant is unknown does an answer stay in the file, once it is
// approved, and by who has a part in telling it; who handles the case asks somebody else.
func TestWhoMayLeaveAnAnswerInTheFile(t *testing.T) {
	now := at(t, "2026-03-09 10:00")
	for _, tc := range []struct {
		name, by, want string
		from           func(*testing.T) *Case
	}{
		{"of a known customer", milan, "error.wrong_state", func(t *testing.T) *Case { return walkTo(t, FaceApproved) }},
		{"who filed it", lotte, "error.not_allowed", func(t *testing.T) *Case { return nobodyKnown(t, "exactpi") }},
		{"whom it is about", joost, "none", func(t *testing.T) *Case { return nobodyKnown(t, "exactpi") }},
		{"the handler, who asks", milan, "", func(t *testing.T) *Case { return nobodyKnown(t, "exactpi") }},
		{"management, who agrees in person", mees, "", func(t *testing.T) *Case { return nobodyKnown(t, "exactpi") }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := tc.from(t)
			if got := refusalOf(c.KeepAnswer("hidden number", member(tc.by), now)); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if tc.want == "" && c.KeptBack() != (tc.by == mees) {
				t.Errorf("kept back at once: %v", c.KeptBack())
			}
			if tc.by == milan && tc.want == "" {
				if got := refusalOf(c.KeepAnswer("again", member(milan), now)); got != "error.wrong_state" {
					t.Errorf("asked twice: %q", got)
				}
				(&walk{t, c}).do("tell", c.Deliver(Delivery{At: now, Via: "phone", With: "a voice"}, member(milan), now))
				if c.Waits() != nil {
					t.Error("told after all, and the request still waits")
				}
			}
		})
	}
}
