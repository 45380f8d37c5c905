package demo

import (
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

// chat are the deeds in which the people say it, each at their own time.
func (w *world) chat(words *lang.Printer, command string) []deed {
	var deeds []deed
	for _, t := range talk {
		deeds = append(deeds, deed{w.clock.Now().Add(-t.ago), func() error {
			_, err := w.slack.As(t.by).Say(hall, words.T(t.text, "command", command), "")
			return err
		}})
	}
	return deeds
}
