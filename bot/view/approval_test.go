package view

import (
	"encoding/json"
	"strings"
	"testing"

	"ombud/bot/limits"
	"ombud/complaint"
	"ombud/lang"
)

func TestApprovalRequest(t *testing.T) {
	draws := map[string]func(*Frame, *complaint.Case) screen{
		"approval.request": func(f *Frame, c *complaint.Case) screen { return ApprovalRequest(f, c, 1) },
		"approval.ask":     func(f *Frame, c *complaint.Case) screen { return Ask(f, c, 1) },
	}
	for name, draw := range draws {
		for _, face := range []complaint.Face{complaint.FaceInApproval, complaint.FaceChangesAsked, complaint.FaceApproved} {
			c := caseAt(t, face) // at FaceApproved version 1 is an older one
			inLanguages(t, name+"."+string(face), "2026-03-12 15:55", func(f *Frame) screen { return draw(f, c) })
		}
	}
	approved := caseAt(t, complaint.FaceApproved)
	inLanguages(t, "approval.request.decided", "2026-03-12 16:05", func(f *Frame) screen { return ApprovalRequest(f, approved, 2) })
	asked := caseAt(t, complaint.FaceInApproval)
	inLanguages(t, "approval.request.standard", "2026-03-12 15:55", func(f *Frame) screen {
		f.Standard = true
		return ApprovalRequest(f, asked, 1)
	})
}

// Who is to decide reads that whoever wrote it turned out to be involved, in the request and
// beside the answer.
func TestAnAnswerOfSomebodyInvolved(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-12 15:55")
	for _, involved := range []bool{false, true} {
		c := caseAt(t, complaint.FaceInApproval)
		v := len(c.Answers)
		if involved {
			c.Interested = append(c.Interested, c.Answers[v-1].Author)
		}
		for name, m := range map[string]screen{"the request": ApprovalRequest(f, c, v), "the answer": ReadAnswer(f, c, v)} {
			if got := strings.Contains(string(mustJSON(t, m)), "turned out to be involved"); got != involved {
				t.Errorf("%s says that its author is involved: %v, want %v", name, got, involved)
			}
		}
	}
}

func TestChanges(t *testing.T) {
	c := caseAt(t, complaint.FaceChangesAsked)
	inLanguages(t, "approval.changes", "2026-03-12 15:55", func(f *Frame) screen { return Changes(f, c, 1) })
	inLanguages(t, "approval.changes.standard", "2026-03-12 15:55", func(f *Frame) screen {
		f.Standard = true
		return Changes(f, c, 1)
	})
	later := caseAt(t, complaint.FaceApproved)
	inLanguages(t, "approval.changes.over", "2026-03-12 16:05", func(f *Frame) screen { return Changes(f, later, 1) })
}

// The handler reads that they may give the answer, with the button for it, and
// later only what became of it. It says the same at every level of detail.
func TestApproved(t *testing.T) {
	c := caseAt(t, complaint.FaceApproved)
	v := len(c.Answers)
	inLanguages(t, "approval.approved", "2026-03-12 16:05", func(f *Frame) screen { return Approved(f, c, v) })
	f := sampleFrame(t, lang.EN, "2026-03-12 16:05")
	minimal := string(mustJSON(t, Approved(f, c, v)))
	f.Standard = true
	if got := string(mustJSON(t, Approved(f, c, v))); got != minimal {
		t.Errorf("at level standard it says more:\n%s", got)
	}
	if m := Approved(f, c, v); strings.Contains(m.Text, "Mees") || !strings.Contains(m.Text, c.Number) {
		t.Errorf("the notification says %q", m.Text)
	}
	for name, m := range map[string]*Message{
		"told":     Approved(f, caseAt(t, complaint.FaceAnswered), v),
		"replaced": Approved(f, c, 1),
	} {
		if raw := string(mustJSON(t, m)); strings.Contains(raw, "answer.deliver.open") {
			t.Errorf("%s: still to be given:\n%s", name, raw)
		}
	}
	if err := c.WithdrawApproval(v, "the amount", member(mees), at(t, "2026-03-12 16:10")); err != nil {
		t.Fatal(err)
	}
	if raw := string(mustJSON(t, Approved(f, c, v))); strings.Contains(raw, "answer.deliver.open") || !strings.Contains(raw, "withdrawn") {
		t.Errorf("withdrawn:\n%s", raw)
	}
}

// A version that does not exist says no more than the number.
func TestUnknownVersion(t *testing.T) {
	c := caseAt(t, complaint.FaceInApproval)
	f := sampleFrame(t, lang.EN, "2026-03-12 15:55")
	for _, v := range []int{-1, 0, 9} {
		for _, m := range []*Message{ApprovalRequest(f, c, v), Ask(f, c, v), Changes(f, c, v), Approved(f, c, v)} {
			if m.Text != c.Number {
				t.Errorf("version %d: %q", v, m.Text)
			}
		}
	}
}

// A request says who may decide, and once decided offers what comes of that, until
// it came.
func TestWhatARequestLeadsTo(t *testing.T) {
	for _, tc := range []struct {
		face  complaint.Face
		waits bool
		green string
	}{
		{complaint.FaceInApproval, true, "answer.read"},
		{complaint.FaceChangesAsked, false, "answer.draft.open"},
		{complaint.FaceApproved, false, "answer.deliver.open"},
		{complaint.FaceAnswered, false, ""},
	} {
		c, now := faceOf(t, tc.face)
		raw := mustJSON(t, ApprovalRequest(sampleFrame(t, lang.EN, now), c, len(c.Answers)))
		if strings.Contains(string(raw), "waits for Sanne Bakker or Mees Vos") != tc.waits {
			t.Errorf("at %s it names who decides: %v", tc.face, !tc.waits)
		}
		if green := greenIn(t, raw); green != tc.green {
			t.Errorf("at %s it leads to %q, want %q", tc.face, green, tc.green)
		}
	}
}

// What is decided cannot be decided again; an approval that counts can be
// taken back.
func TestDecidedMessagesHaveNoButtons(t *testing.T) {
	c := caseAt(t, complaint.FaceApproved)
	f := sampleFrame(t, lang.EN, "2026-03-12 16:05")
	for _, m := range []*Message{ApprovalRequest(f, c, 1), ApprovalRequest(f, c, 2), Ask(f, c, 1), Ask(f, c, 2), Changes(f, c, 1), Approved(f, c, 1)} {
		for _, b := range m.Blocks {
			if b.BlockType() == "actions" && b.ID() != "decided" {
				t.Errorf("%s still has buttons", m.Text)
			}
		}
	}
	blocks, err := json.Marshal(ApprovalRequest(f, c, 1).Blocks)
	if err != nil || len(limits.CheckMessage("x", blocks)) > 0 {
		t.Errorf("older version: %v %s", err, blocks)
	}
}

// Whoever approves sees what was agreed with the customer where the channel may tell it;
// in a channel that tells the least, in the window that they read first.
func TestARequestSaysWhatWasAgreed(t *testing.T) {
	const how, day = "We check the file and call back", "by Fri 20 March"
	c := caseAt(t, complaint.FaceInApproval)
	for _, tc := range []struct {
		name     string
		standard bool
		want     bool
	}{{"least", false, false}, {"standard", true, true}} {
		f := sampleFrame(t, lang.EN, "2026-03-12 15:55")
		f.Standard = tc.standard
		raw := string(mustJSON(t, ApprovalRequest(f, c, 1)))
		if got := strings.Contains(raw, how); got != tc.want || tc.want && !strings.Contains(raw, day) {
			t.Errorf("%s: says %s", tc.name, raw)
		}
		if text := ApprovalRequest(f, c, 1).Text; strings.Contains(text, how) {
			t.Errorf("%s: the notification says %q", tc.name, text)
		}
		f.Viewer = member(mees)
		if read := string(mustJSON(t, ReadAnswer(f, c, 1))); !strings.Contains(read, how) || !strings.Contains(read, day) {
			t.Errorf("%s: who reads the answer finds %s", tc.name, read)
		}
	}
}

// Who asked for approval reads in their message who decides and by when, and can take the
// answer back from there.
func TestWhoAskedForApprovalCanTakeItBack(t *testing.T) {
	c := caseAt(t, complaint.FaceInApproval)
	f := sampleFrame(t, lang.EN, "2026-03-12 15:05")
	f.Viewer = member(milan)
	raw := string(mustJSON(t, Desk(f, c)))
	for _, want := range []string{"review the answer by Fri 13 March", "waits for Sanne Bakker or Mees Vos", "Take back and change", "answer.draft.open"} {
		if !strings.Contains(raw, want) {
			t.Errorf("lacks %q:\n%s", want, raw)
		}
	}
}

// Who may not decide reads why: the part that they had in the answer, or whose it is.
func TestWhyAnAnswerIsNotTheirsToDecide(t *testing.T) {
	c := caseAt(t, complaint.FaceInApproval)
	for user, want := range map[string]string{
		milan:  "You wrote this answer, so someone else approves it.",
		fatima: "Only the management can do this. Now: Sanne Bakker and Mees Vos.",
	} {
		f := sampleFrame(t, lang.EN, "2026-03-12 15:05")
		f.Viewer = member(user)
		if raw := string(mustJSON(t, ReadAnswer(f, c, 1))); !strings.Contains(raw, want) || strings.Contains(raw, "The writer, the handler") {
			t.Errorf("%s lacks %q:\n%s", user, want, raw)
		}
	}
}

// Whoever approves in the thread reads there all that the customer is told, each part under
// its name; where that is too long for it, they read first, and approving unread is asked
// for twice. In a channel that tells the least nothing of it is said.
func TestARequestShowsAllThatItApproves(t *testing.T) {
	const accept = "answer.approve"
	parts := []string{"*What we established*", "FactsEnd", "AnswerEnd", "ReasonsEnd", "Refund the fine"}
	for _, tc := range []struct {
		name     string
		facts    int // words
		standard bool
		shown    int  // of the parts
		first    bool // they read first
	}{
		{"short", 20, true, len(parts), false},
		{"facts too long beside the rest", 500, true, 0, true},
		{"the least", 20, false, 0, true},
	} {
		c := caseAt(t, complaint.FaceInProgress)
		f := sampleFrame(t, lang.EN, "2026-03-12 15:55")
		f.Standard = tc.standard
		d := complaint.Draft{Answer: complaint.Answer{
			Facts: strings.Repeat("word ", tc.facts) + "FactsEnd", Text: strings.Repeat("word ", 60) + "AnswerEnd", Reasons: "ReasonsEnd",
			Promises: []complaint.Promise{{What: "Refund the fine", Who: "Milan de Wit", When: "2026-03-20"}}, Internal: "OnlyForUs",
		}, Form: "phone", Outcome: "upheld", Ask: true}
		must(t, c.Prepare(d, member(milan), f.Now))
		m := ApprovalRequest(f, c, len(c.Answers))
		text, shown := jsonText(asJSON(t, m)), 0
		for _, part := range parts {
			if _, after, found := strings.Cut(text, part); found {
				text, shown = after, shown+1
			}
		}
		if shown != tc.shown || strings.Contains(text, "OnlyForUs") {
			t.Errorf("%s: shows %d of the parts, want %d:\n%s", tc.name, shown, tc.shown, jsonText(asJSON(t, m)))
		}
		raw := string(mustJSON(t, m))
		if strings.Contains(raw, `"confirm"`) != tc.first || (greenIn(t, mustJSON(t, m)) != accept) != tc.first {
			t.Errorf("%s: asks to read first: %v, want %v", tc.name, !tc.first, tc.first)
		}
	}
}
