package demo

import (
	"errors"
	"time"

	"ombud/lang"
)

// talk is what was said in the channel of everybody before a visitor came: by whom, how
// long ago, and the text. A complaint that somebody passes on there is for the visitor to
// record.
var talk = []struct {
	by, text string
	ago      time.Duration
}{
	{milan, "demo.talk.milan", 47 * time.Minute},
	{fatima, "demo.talk.fatima", 31 * time.Minute},
	{ruben, "demo.talk.ruben", 18 * time.Minute},
	{sanne, "demo.talk.sanne", 9 * time.Minute},
}

// ruben holds no role: what he asks shows what the rest of the company may see.
const ruben = "U0RUBEN"

// chat lets the people say it, each at their own time. Everybody has read it by now.
func (w *world) chat(words *lang.Printer, command string) error {
	now := w.clock.Now()
	defer w.clock.Set(now)
	var errs []error
	for _, t := range talk {
		w.clock.Set(now.Add(-t.ago))
		_, err := w.slack.As(t.by).Say(hall, words.T(t.text, "command", command), "")
		errs = append(errs, err)
	}
	for _, p := range demoPeople {
		w.slack.As(p.id).MarkRead(hall)
	}
	return errors.Join(errs...)
}
