package scheduler

import (
	"strings"
	"testing"

	"ombud/complaint"
)

// The answer to whoever writes to the app stays, in the thread where they wrote, and
// names whom to ask; it answers no answer of ours.
func TestWritingToTheAppIsAnswered(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.sendAll()
	receipt := f.slack.As(lotte).DMs()[0]
	for _, thread := range []string{"", receipt.TS} {
		n := complaint.Notice{Kind: complaint.NoticeTalk, To: lotte, Ref: strings.TrimSuffix("1.5/"+thread, "/")}
		_, err := f.Store.TellSince(t.Context(), "talk/"+thread, complaint.TalkPause, "", n, f.Now())
		f.do("tell", err)
	}
	f.sendAll()
	var places []string
	for _, m := range f.slack.As(lotte).DMs() {
		if m.Text != "Nobody reads along here" {
			continue
		}
		places = append(places, m.ThreadTS)
		if said := sprint(m.Blocks); !strings.Contains(said, "SANNE") || !strings.Contains(said, "case.file.open") || strings.Contains(said, number) {
			t.Errorf("the answer says %s", said)
		}
	}
	if len(places) != 2 || places[0] == places[1] {
		t.Errorf("answered in the threads %q, want once in each\n%s", places, f.log)
	}
}
