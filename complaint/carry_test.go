package complaint

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// kindsDeclared are all kinds of events, read from the source so that a new one is among
// them at once.
func kindsDeclared(t *testing.T) []Kind {
	t.Helper()
	var kinds []Kind
	files, err := filepath.Glob("*.go")
	must(t, err)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		must(t, err)
		ast.Inspect(parsed, func(n ast.Node) bool {
			spec, isSpec := n.(*ast.ValueSpec)
			if !isSpec || len(spec.Values) != 1 {
				return true
			}
			if named, isNamed := spec.Type.(*ast.Ident); !isNamed || named.Name != "Kind" {
				return true
			}
			literal, isLiteral := spec.Values[0].(*ast.BasicLit)
			if !isLiteral {
				return true
			}
			value, err := strconv.Unquote(literal.Value)
			must(t, err)
			kinds = append(kinds, Kind(value))
			return true
		})
	}
	return kinds
}

// What becomes of each kind of event when its case turns out to be a duplicate, and why.
// Whoever adds a kind decides that here.
func TestEachKindCrossesOrNot(t *testing.T) {
	const (
		filing   = "the complaint and its documents"
		done     = "done for the complaint, under whichever number"
		customer = "the customer heard or said it"
		theirs   = "of who handles it, with them"
		words    = "about the duplicate's own words or days: on record, the stricter deadline of both holds"
		answered = "only of a case that goes on itself (0051)"
		draft    = "an answer, with what was agreed about it, is of the case in which it is given"
		asked    = "a request ends with the case that it was made in"
		joint    = "said by the merge itself"
		duty     = "a duty of its own, which no end ends"
		own      = "about the duplicate as a case"
		reminder = "about reminders of the duplicate's duties"
	)
	crossed := map[Kind]bool{}
	for kind, want := range map[Kind]struct {
		is  crossing
		why string
	}{
		Received: {holdsHere, filing}, Added: {holdsHere, filing}, Noted: {holdsHere, filing}, FileKept: {holdsHere, filing}, FileLost: {holdsHere, filing},
		TextCorrected: {staysBehind, "the filing comes as it stands"}, Corrected: {staysBehind, "what it corrects comes as it stands"},
		ReachFound: {staysBehind, "the filing comes as it stands"}, DetailsChecked: {staysBehind, "name and address as they were filed there"},
		TakenOver: {holdsHere, done}, Classified: {holdsHere, done}, Informed: {holdsHere, done}, Consulted: {holdsHere, done},
		ConsultConfirmed: {staysBehind, "a consultation that counts comes as one"}, ConsultDenied: {staysBehind, "one that was denied is told as it was noted"},
		Acknowledged: {holdsHere, customer}, Explained: {holdsHere, customer}, Attempted: {holdsHere, customer}, Contacted: {holdsHere, customer},
		HandlerAssigned: {holdsHere, theirs}, FormSent: {holdsHere, theirs}, Accepted: {holdsHere, theirs}, Updated: {holdsHere, theirs}, Entered: {holdsHere, theirs},
		Declined: {staysBehind, "of somebody who does not handle it"}, HandlerNeeded: {staysBehind, "of somebody who does not handle it"},
		CoOwnerNamed: {holdsHere, "who received the duplicate, where nobody is co-responsible yet"}, ColleagueTold: {staysBehind, "names the duplicate to a colleague"},
		ReadBackApproved: {isTold, words}, ReadBackRefused: {isTold, words}, ReadBackUnreachable: {isTold, words}, PlanAgreed: {isTold, words}, Extended: {isTold, words},
		Told: {isTold, answered}, Untold: {isTold, answered}, Satisfied: {isTold, answered}, Dissatisfied: {isTold, answered}, NoReply: {isTold, answered},
		NoContact: {isTold, answered}, Reopened: {isTold, answered}, Ruled: {isTold, answered},
		Disputed: {staysBehind, answered}, RulingDone: {staysBehind, answered}, Reported: {staysBehind, answered}, FollowUpStarted: {staysBehind, answered},
		Drafted: {staysBehind, draft}, ApprovalAsked: {staysBehind, draft}, ChangesAsked: {staysBehind, draft}, Approved: {staysBehind, draft}, ApprovalGiven: {staysBehind, draft},
		ApprovalWithdrawn: {staysBehind, draft}, ApprovalPassed: {staysBehind, draft},
		AgreementAsked: {staysBehind, asked}, AgreementGiven: {staysBehind, asked}, AgreementDenied: {staysBehind, asked}, Unreached: {staysBehind, asked},
		ExtensionAsked: {staysBehind, asked}, ExtensionAgreed: {staysBehind, asked}, ExtensionRefused: {staysBehind, asked}, ExtensionWithdrawn: {staysBehind, asked},
		Absorbed: {staysBehind, joint}, Separated: {staysBehind, joint}, WentBack: {staysBehind, joint}, NotDone: {staysBehind, "it never happened"}, Duplicate: {staysBehind, joint},
		InvolvedFound: {staysBehind, joint}, DelivererNamed: {staysBehind, joint}, RouteConfidential: {staysBehind, joint}, RouteEnded: {staysBehind, joint},
		CommitmentMade: {staysBehind, duty}, CommitmentKept: {staysBehind, duty}, CommitmentDropped: {staysBehind, duty},
		MeasureTaken: {staysBehind, duty}, MeasureMoved: {staysBehind, duty}, MeasureDone: {staysBehind, duty}, MeasureDropped: {staysBehind, duty}, MeasureTold: {staysBehind, duty},
		HoldSet: {staysBehind, duty}, HoldReleased: {staysBehind, duty},
		CaseClosed: {staysBehind, own}, Withdrawn: {staysBehind, own}, NoComplaint: {staysBehind, own}, FiledInError: {staysBehind, own}, EndUndone: {staysBehind, own},
		RelatedTo: {staysBehind, own}, EraseOrdered: {staysBehind, own}, EraseStopped: {staysBehind, own}, CaseErased: {staysBehind, own}, Rejudged: {staysBehind, own}, Lapsed: {staysBehind, own},
		Reminded: {staysBehind, reminder}, Unheard: {staysBehind, reminder}, Snoozed: {staysBehind, reminder}, PassedOn: {staysBehind, reminder}, Chased: {staysBehind, reminder},
	} {
		if got := crossings[kind]; got != want.is {
			t.Errorf("%s is %d, want %d: %s", kind, got, want.is, want.why)
		}
		crossed[kind] = true
	}
	for _, kind := range kindsDeclared(t) {
		if !crossed[kind] {
			t.Errorf("nobody decided what becomes of %s", kind)
		}
	}
}

// twoLetters are two complaints of one customer by the procedure of one small firm: 43 was
// taken over, assessed, confirmed and given to Mees; with 42 nobody did anything.
func twoLetters(t *testing.T) (d, c *Case) {
	t.Helper()
	d, c = klachten(t), klachten(t)
	d.Number = "K-2026-0043"
	w := &walk{t, d}
	w.do("take over", d.TakeOver(member(mees), at(t, "2026-03-02 10:00")))
	w.do("assess", d.Classify(assessed(), member(mees), at(t, "2026-03-02 11:00")))
	w.do("letter", d.Acknowledge(confirmedByLetter(t, "2026-03-04 16:00"), member(sanne), at(t, "2026-03-04 16:10")))
	w.do("assign", d.Assign(Assignment{Handler: mees, Name: "Mees Vos", Title: "director", Why: "officer"}, member(sanne), at(t, "2026-03-04 17:00")))
	w.do("contact", d.LogContact(ContactForm{
		At: at(t, "2026-03-05 09:00"), Via: "phone", With: "Anna de Vries", Reached: true, Note: "sent photographs",
		Files: []Attachment{{ID: "F1", Name: "a.pdf", MIME: "application/pdf", Size: 10}},
	}, member(mees), at(t, "2026-03-05 09:30")))
	w.do("keep", d.KeepFile("F1", at(t, "2026-03-05 09:31")))
	w.do("note", d.AddNote(Excerpt{Text: "The bank agrees", Author: lotte, At: at(t, "2026-03-05 10:00"), Source: "C1:1.2"}, member(mees), at(t, "2026-03-05 11:00")))
	return d, c
}

// reloaded is the case as it comes back from where it was written down.
func reloaded(c *Case) *Case {
	events := slices.Clone(c.Events)
	for i, e := range events {
		events[i] = c.Written(e)
	}
	return Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, events, c.Entries)
}

// What was done for the customer under the other number is done: nothing is asked of them
// twice, and the file says who did it and when. Apart again, it is owed again.
func TestWhatADuplicateDidIsDone(t *testing.T) {
	d, c := twoLetters(t)
	now := at(t, "2026-03-06 12:00")
	before, err := c.Duties()
	must(t, err)
	must(t, Merge(d, c, "the same letter", member(sanne), now))
	for _, c := range []*Case{c, reloaded(c)} {
		if next, _ := c.Next(); c.Face() != FaceInProgress || next != StepDraft || c.Handler != mees || c.Weight != "serious" {
			t.Errorf("%s, then %s, by %q, %q", c.Face(), next, c.Handler, c.Weight)
		}
		for kind, want := range map[string]string{"take_over": "2026-03-02 10:00", "acknowledge": "2026-03-04 16:00"} {
			if duty := dutyOf(t, c, kind); !duty.Done.Equal(at(t, want)) {
				t.Errorf("%s done %v, want %s", kind, duty.Done, want)
			}
		}
		if got := refusedFor(c.MayAcknowledge(member(sanne), now)); got == "" {
			t.Error("the receipt is asked for again")
		}
		if files := c.Attachments(); len(files) != 1 || c.Uploader("F1") != mees || !slices.Contains(c.FilesKept, "F1") {
			t.Errorf("files %v of %q, kept %v", files, c.Uploader("F1"), c.FilesKept)
		}
		for kind, who := range map[Kind]string{Acknowledged: sanne, Contacted: mees, Noted: mees, Added: lotte} {
			e := c.newest(kind)
			if e == nil || e.Actor != who || !e.Carried() || e.Data.Case != d.Number {
				t.Errorf("%s: %+v", kind, e)
			}
		}
		if e := c.newest(Contacted); !e.At.Equal(at(t, "2026-03-05 09:00")) || !e.Logged().Equal(at(t, "2026-03-05 09:30")) {
			t.Errorf("spoken to %v, logged %v", e.At, e.Logged())
		}
	}
	if a := c.Appointment(); a.Name != "Mees Vos" || c.Note(*c.newest(Contacted)).With != "Anna de Vries" || d.GoesOnBy() != mees {
		t.Errorf("handled by %+v, told of %q", a, d.GoesOnBy())
	}
	must(t, Unmerge(d, c, member(sanne), now.Add(time.Hour)))
	for _, c := range []*Case{c, reloaded(c)} {
		after, err := c.Duties()
		must(t, err)
		if next, _ := c.Next(); c.Face() != FaceNew || next != StepTakeOver || c.Handler != "" || !c.ReceiptAt.IsZero() || !c.TakenOverAt.IsZero() {
			t.Errorf("apart again %s, then %s, by %q", c.Face(), next, c.Handler)
		}
		if !slices.EqualFunc(before, after, func(a, b Duty) bool { return a.Kind == b.Kind && a.Due.Equal(b.Due) && a.Done.Equal(b.Done) }) {
			t.Errorf("owed %+v, want %+v", after, before)
		}
		if c.newest(Noted) == nil || len(c.Attachments()) != 1 || c.newest(FileKept) == nil {
			t.Errorf("words or files went: %v, %v, %v", c.newest(Noted), c.Attachments(), c.newest(FileKept))
		}
	}
	if d.Face() != FaceInProgress || d.Handler != mees {
		t.Errorf("the other one is %s", d.Face())
	}
}

// What the case that goes on did itself stands as it did it, and what one customer heard
// another did not.
func TestWhatWasDoneHereStands(t *testing.T) {
	now := at(t, "2026-03-06 12:00")
	d, c := twoLetters(t)
	w := &walk{t, c}
	own := assessed()
	own.Weight = "minor"
	w.do("assess", c.Classify(own, member(sanne), at(t, "2026-03-03 11:00")))
	w.do("letter", c.Acknowledge(confirmedByLetter(t, "2026-03-05 16:00"), member(sanne), at(t, "2026-03-05 16:10")))
	w.do("assign", c.Assign(Assignment{Handler: sanne, Name: "Sanne Bakker", Title: "director", Why: "officer"}, member(mees), at(t, "2026-03-05 17:00")))
	must(t, Merge(d, c, "the same letter", member(sanne), now))
	if c.Weight != "minor" || c.Handler != sanne || !c.ReceiptAt.Equal(at(t, "2026-03-05 16:00")) || d.GoesOnBy() != sanne {
		t.Errorf("%q by %q, confirmed %v", c.Weight, c.Handler, c.ReceiptAt)
	}
	var told []Kind
	for _, one := range c.Carried(*c.newest(Absorbed)).Contacts {
		told = append(told, one.Event.Kind)
	}
	if !slices.Equal(told, []Kind{Acknowledged}) {
		t.Errorf("on record besides: %v", told)
	}

	d, _ = twoLetters(t)
	other := presetCase(t, "klachten", "Europe/Amsterdam")
	r := registration(t)
	r.ReceivedAt, r.Nature, r.Name, r.Phone, r.Email = at(t, "2026-03-02 09:00"), "treatment", "Piet Smit", "030 7654321", ""
	must(t, other.Register(r, member(lotte), at(t, "2026-03-02 09:20")))
	other.Number = "K-2026-0044"
	must(t, Merge(d, other, "the same matter", member(sanne), now))
	if !other.ReceiptAt.IsZero() || !other.ContactedAt.IsZero() || other.TakenOverAt.IsZero() {
		t.Errorf("another customer: confirmed %v, spoken to %v, taken over %v", other.ReceiptAt, other.ContactedAt, other.TakenOverAt)
	}
}

// Nobody hears twice of the same thing: of what came along only the merge tells, the new
// handler once, with the form where it is on its way; apart again, it is theirs no more.
func TestWhatCameAlongIsToldOnce(t *testing.T) {
	d, c := twoLetters(t)
	now, from := at(t, "2026-03-06 12:00"), len(c.Events)
	must(t, Merge(d, c, "the same letter", member(sanne), now))
	count := map[NoticeKind]int{}
	for _, e := range c.Events[from:] {
		for _, n := range c.Notices(e) {
			count[n.Kind]++
			if e.Carried() {
				t.Errorf("%s tells %s %q", e.Kind, n.Kind, n.To)
			}
		}
	}
	if count[NoticeLine] != 1 || count[NoticeDesk] != 1 || count[NoticeAdded] != 0 {
		t.Errorf("told %v", count)
	}
	from = len(c.Events)
	must(t, Unmerge(d, c, member(sanne), now.Add(time.Hour)))
	if got := noticesSince(c, from, NoticeDesk); len(got) != 1 {
		t.Errorf("apart again: %q", got)
	}
	if c.Handled(mees) {
		t.Error("it still is one that Mees handled")
	}
}

// A consultation counts where who was asked advises in that case too.
func TestAdviceOfADuplicate(t *testing.T) {
	for _, tc := range []struct {
		name  string
		filer string // of the case that goes on
		holds bool
	}{{"the same receiver", lotte, true}, {"another receiver", joost, false}} {
		t.Run(tc.name, func(t *testing.T) {
			d, c := invented(t), invented(t)
			d.Procedure.Answer.Consult, c.Procedure.Answer.Consult = string(RoleFiler), string(RoleFiler)
			d.Number = "K-2026-0043"
			c.Events[0].Actor, c.Filer = tc.filer, tc.filer
			now := at(t, "2026-03-06 12:00")
			must(t, d.Consult(Consultation{With: d.Receiver(), At: at(t, "2026-03-06 10:00"), Said: "Pay it back"}, member(sanne), at(t, "2026-03-06 10:10")))
			must(t, Merge(d, c, "same", member(sanne), now))
			if got := c.Consultation == Consulted; got != tc.holds {
				t.Errorf("it counts: %v", got)
			}
		})
	}
}

// Words of a duplicate that were put right cross as they stand, and why something was
// written down so late crosses with it.
func TestWordsOfADuplicateCross(t *testing.T) {
	d, c := twoLetters(t)
	fact := Fact{FactContact, d.newest(Contacted).Seq}
	must(t, d.Correct(CorrectForm{Fact: fact, Code: "phone", With: "Anna de Vries", Text: "sent three photographs", Reason: "typo"}, member(sanne), at(t, "2026-03-05 12:00")))
	must(t, Merge(d, c, "the same letter", member(sanne), at(t, "2026-03-06 12:00")))
	if n := c.Note(*c.newest(Contacted)); n.With != "Anna de Vries" || n.Text != "sent three photographs" {
		t.Errorf("the contact reads %+v", n)
	}

	d, c = klachten(t), klachten(t)
	d.Number = "K-2026-0043"
	for _, one := range []*Case{d, c} {
		must(t, one.Classify(assessed(), member(mees), at(t, "2026-03-02 11:00")))
	}
	for _, n := range []string{"1.2", "1.3", "1.4", "1.5"} { // words of its own that a number could point at
		must(t, c.AddNote(Excerpt{Text: "another matter", Author: lotte, At: at(t, "2026-03-05 10:00"), Source: "C1:" + n}, member(mees), at(t, "2026-03-05 11:00")))
	}
	now := at(t, "2026-03-20 16:10")
	must(t, d.Belated("it lay elsewhere", now, func() error {
		r := confirmedByLetter(t, "2026-03-06 12:00")
		r.At = at(t, "2026-03-06 12:00")
		return d.Acknowledge(r, member(mees), now)
	}))
	must(t, Merge(d, c, "the same letter", member(sanne), now.Add(time.Hour)))
	if why := c.BelatedWhy(*c.newest(Acknowledged)); why != "it lay elsewhere" {
		t.Errorf("written down so late because of %q", why)
	}
}

// Merged, apart again and merged again: what the duplicate brings along counts once, and all
// of the first time that is listed is marked as gone back; the words and files stay.
func TestMergedAgainNothingCountsTwice(t *testing.T) {
	d, c := twoLetters(t)
	now := at(t, "2026-03-06 12:00")
	must(t, d.LogContact(ContactForm{At: now, Via: "phone", Reached: true, Note: "asked how it goes", How: "we look into it", Day: "2026-03-20"}, member(mees), now))
	more := Addition{}
	more.Story = "And a second letter."
	must(t, d.AddInformation(more, member(mees), now))
	for i := range 2 {
		now = now.Add(time.Hour)
		must(t, Merge(d, c, "the same letter", member(sanne), now))
		if i == 0 {
			now = now.Add(time.Hour)
			must(t, Unmerge(d, c, member(sanne), now))
		}
	}
	for how, c := range map[string]*Case{"at hand": c, "loaded": reloaded(c)} {
		holds, gone := map[Kind]int{}, map[Kind]int{}
		for _, e := range c.Events {
			if e.Data.Case != d.Number || e.Kind == Separated {
				continue
			}
			count := holds
			if c.WentBack(e) {
				count = gone
			}
			count[c.Written(e).Kind]++
		}
		for kind, n := range map[Kind]int{Absorbed: 1, Added: 2, Noted: 1, Acknowledged: 1, Contacted: 2, HandlerAssigned: 1, TakenOver: 1, Classified: 1} {
			if holds[kind] != n || gone[kind] != n {
				t.Errorf("%s: %s holds %d times and went back %d times, want %d", how, kind, holds[kind], gone[kind], n)
			}
		}
		if holds[FileKept] != 1 || gone[FileKept] != 0 || len(c.Attachments()) != 1 {
			t.Errorf("%s: a file is kept %d times", how, holds[FileKept])
		}
	}
	third := klachten(t)
	third.Number = "K-2026-0044"
	must(t, Merge(c, third, "the same letter", member(sanne), now.Add(time.Hour)))
	var notes, told int
	for _, e := range third.Events {
		switch e.Kind {
		case Noted:
			notes++
		case Absorbed:
			for _, one := range third.Carried(e).Contacts {
				if one.Event.Kind == PlanAgreed {
					told++
				}
			}
		}
	}
	if notes != 1 || told != 1 {
		t.Errorf("a third case holds the note %d times, the day told %d times", notes, told)
	}
}
