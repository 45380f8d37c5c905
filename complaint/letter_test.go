package complaint

import (
	"slices"
	"testing"
)

func letter(id, name string) *Attachment {
	return &Attachment{ID: id, Name: name, MIME: "application/pdf", Size: 9000}
}

func TestALetterAsTheAnswer(t *testing.T) {
	now := at(t, "2026-03-12 15:00")
	for _, tc := range []struct {
		name, text, want string
		letter           *Attachment
	}{
		{"all of it", "", "", letter("F1", "antwoord.pdf")},
		{"beside the text", "You are right.", "", letter("F1", "Antwoord.DOCX")},
		{"neither", "  ", "text error.answer_missing", nil},
		{"a picture", "", "files error.letter_type", letter("F1", "antwoord.png")},
		{"no kind at all", "You are right.", "files error.letter_type", letter("F1", "antwoord")},
		{"too big", "", "files error.file_big", &Attachment{ID: "F1", Name: "antwoord.pdf", Size: MaxFile + 1}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, d := walkTo(t, FaceInProgress), draft()
			d.Text, d.Letter = tc.text, tc.letter
			if got := refusedFor(c.Prepare(d, member(milan), now)); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if files := c.Attachments(); tc.want == "" && (len(files) != 1 || files[0] != *tc.letter || c.Uploader("F1") != milan) {
				t.Errorf("files %+v, by %s", files, c.Uploader("F1"))
			}
		})
	}
}

// A letter is fetched once, is fetched anew when there is another, and holds up
// the closing until it is kept.
func TestALetterFromVersionToVersion(t *testing.T) {
	c := walkTo(t, FaceInProgress)
	w, now := &walk{t, c}, at(t, "2026-03-12 15:00")
	version := func(first *Attachment, keep bool) (fetched []string, kept *Attachment) {
		t.Helper()
		d := draft()
		d.Letter, d.KeepLetter, d.Ask = first, keep, false
		w.do("draft", c.Prepare(d, member(milan), now))
		for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
			if n.Kind == NoticeFile {
				fetched = append(fetched, n.Ref)
			}
		}
		return fetched, c.AnswerText(len(c.Answers)).Letter
	}
	for _, tc := range []struct {
		what    string
		first   *Attachment
		keep    bool
		fetched []string
		want    string
	}{
		{"none to keep", nil, true, nil, ""},
		{"one", letter("F1", "a.pdf"), false, []string{"F1"}, "F1"},
		{"kept", nil, true, nil, "F1"},
		{"another", letter("F2", "b.docx"), true, []string{"F2"}, "F2"},
		{"left out", nil, false, nil, ""},
		{"nothing to keep any more", nil, true, nil, ""},
	} {
		fetched, kept := version(tc.first, tc.keep)
		id := ""
		if kept != nil {
			id = kept.ID
		}
		if id != tc.want || !slices.Equal(fetched, tc.fetched) {
			t.Errorf("%s: letter %q, fetched %v; want %q, %v", tc.what, id, fetched, tc.want, tc.fetched)
		}
		for _, f := range fetched {
			if c.filesSettled() {
				t.Errorf("%s: settled before it is kept", tc.what)
			}
			w.do("keep", c.KeepFile(f, now))
		}
		if !c.filesSettled() {
			t.Errorf("%s: not settled", tc.what)
		}
	}
	if files := c.Attachments(); len(files) != 2 {
		t.Errorf("files %+v, want each once", files)
	}
}

// The letter belongs to the answer, which the filer does not read.
func TestWhoMaySeeALetter(t *testing.T) {
	c, d := walkTo(t, FaceInProgress), draft()
	now := at(t, "2026-03-12 15:00")
	d.Letter = letter("F1", "a.pdf")
	w := &walk{t, c}
	w.do("add", c.AddInformation(Addition{Registration: Registration{Filing: Filing{Files: []Attachment{*letter("F2", "fine.pdf")}}}}, member(lotte), now))
	w.do("draft", c.Prepare(d, member(milan), now))
	for user, want := range map[string][2]bool{ // the letter, the other
		milan: {true, true}, sanne: {true, true}, mees: {true, true}, lotte: {false, true}, joost: {false, false}, "U0OTHER": {false, false},
	} {
		for i, id := range []string{"F1", "F2"} {
			if got := c.MaySeeFile(member(user), id, now); got != want[i] {
				t.Errorf("%s may see %s: %v, want %v", user, id, got, want[i])
			}
		}
	}
}

// An approval is bound to the letter too; a lost one is pointed out. What stands in a
// letter nobody checks, which is pointed out as well (KG-24).
func TestTheLetterAndItsApproval(t *testing.T) {
	c, d := walkTo(t, FaceInProgress), draft()
	d.Form, d.Text = "letter", ""
	one := d
	one.Letter = letter("F1", "a.pdf")
	other := d
	other.Letter = letter("F2", "a.pdf")
	if d.hash() == one.hash() || one.hash() == other.hash() {
		t.Error("another letter is the same answer")
	}
	hints := func() map[HintCode]bool {
		got := map[HintCode]bool{}
		for _, h := range c.Hints(one) {
			got[h.Code] = h.Good
		}
		return got
	}
	if got := hints(); !got[HintLetter] || got[HintUnread] || len(got) != 4 {
		t.Errorf("hints %v", got)
	}
	w := &walk{t, c}
	w.do("draft", c.Prepare(one, member(milan), at(t, "2026-03-12 15:00")))
	if got := c.Hints(one); slices.ContainsFunc(got, func(h Hint) bool { return h.Code == HintLetter && (h.Good || !h.Later) }) {
		t.Errorf("a letter that is not here yet: %+v", got)
	}
	w.do("lose", c.LoseFile("F1", "gone", at(t, "2026-03-12 15:01")))
	if got := hints(); got[HintLetter] {
		t.Error("a lost letter is not pointed out")
	}
	w.do("approve", c.Approve(1, member(mees), at(t, "2026-03-12 16:00")))
	w.do("deliver", c.Deliver(Delivery{At: at(t, "2026-03-13 10:00"), Via: "letter"}, member(milan), at(t, "2026-03-13 10:15")))
}
