package view

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// Health is how delivery stands, for whoever looks after the app.
type Health struct {
	Dead    int       // messages that were given up
	Held    int       // messages that wait until the channel is put right
	Oldest  time.Time // when the oldest waiting message was caused; zero: none waits
	Channel string    // what is wrong with the channel: a code; empty: nothing
	// Unmanned are roles that nobody holds, and without which cases stand still.
	Unmanned []complaint.Role
}

// healthRow is the line of Home about delivery.
func healthRow(f *Frame, h *Health) []slack.Block {
	if h == nil {
		return nil
	}
	var parts []string
	if h.Dead > 0 {
		parts = append(parts, f.P.T("health.dead", "n", h.Dead))
	}
	if h.Held > 0 {
		parts = append(parts, f.P.T("health.held", "n", h.Held))
	}
	if h.Held > 0 && !h.Oldest.IsZero() {
		parts = append(parts, f.P.T("health.oldest", "when", f.P.DayClock(h.Oldest)))
	}
	if len(parts) == 0 {
		parts = append(parts, f.P.T("health.none"))
	}
	text := ":white_check_mark: "
	if h.Dead > 0 || h.Held > 0 || h.Channel != "" {
		text = ":warning: "
	}
	text += "*" + f.P.T("health.head") + "* " + strings.Join(parts, " · ") + "\n" + f.channelLine(h)
	if len(h.Unmanned) > 0 {
		text += "\n:warning: " + f.unmanned(h.Unmanned)
	}
	s := section(text)
	if h.Dead > 0 || h.Held > 0 || h.Channel != "" {
		show := f.P.T("health.show.button")
		s.Accessory = slack.NewAccessory(button("outbox.show", "home", show, show))
	}
	return []slack.Block{s}
}

// channelLine says how the channel is. One that seems in order while messages wait for it
// is not: they know more of it.
func (f *Frame) channelLine(h *Health) string {
	switch {
	case h.Channel == "unknown":
		return f.P.T("trouble.unknown")
	case h.Channel != "":
		return f.P.T("trouble.head") + ". " + channelTrouble(f, h.Channel)
	case h.Held > 0:
		return f.P.T("health.channel.waits")
	}
	return f.P.T("health.channel.fine")
}

// Lost is a message that was given up, without what it said.
type Lost struct {
	ID     int64
	Number string // of the case; empty: of none, or not for this person to know
	Kind   string
	To     string // a user id; empty: the channel, or nobody
	Class  string // why: a code
	At     time.Time
}

// MostLost is how many messages the list shows at once, two blocks each.
const MostLost = 40

// lostWhy are the sentences for why a message was given up, by code.
var lostWhy = map[string]string{
	"destination": "health.why.destination",
	"stale":       "health.why.refused",
	"uneditable":  "health.why.refused",
	"other":       "health.why.refused",
	"bug":         "health.why.bug",
}

// UndeliveredList shows how delivery stands and the messages that were given
// up, each to be sent again or put away. A page of older ones begins before that id, 0 for
// the newest; more says that there are older ones still.
func UndeliveredList(f *Frame, h *Health, lost []Lost, before int64, more bool) *Modal {
	blocks := []slack.Block{section(f.channelLine(h))}
	if h.Held > 0 || h.Channel != "" {
		blocks = append(blocks, section(f.P.T("health.held", "n", h.Held)), actions("repair", repairButtons(f, h.Channel)[:2]...))
	}
	if len(lost) == 0 {
		blocks = append(blocks, section(f.P.T("health.lost.none")))
	}
	for _, l := range lost {
		blocks = append(blocks, lostRow(f, &l)...)
	}
	var pages []slack.BlockElement
	if more {
		older := f.P.T("health.older.button")
		pages = append(pages, button("outbox.older", strconv.FormatInt(lost[len(lost)-1].ID, 10), older, older))
	}
	if before > 0 {
		newest := f.P.T("health.newest.button")
		pages = append(pages, button("outbox.newest", "0", newest, newest))
	}
	if len(pages) > 0 {
		blocks = append(blocks, actions("pages", pages...))
	}
	return &Modal{
		CallbackID: "health", Metadata: Metadata{Lang: string(f.P.Language()), Hash: strconv.FormatInt(before, 10)}.String(), Blocks: blocks,
		Title: f.P.T("health.title"), Close: f.P.T("answer.done.close"),
	}
}

func lostRow(f *Frame, l *Lost) []slack.Block {
	what := f.P.T(deadKind(l.Kind))
	if l.Number != "" {
		what = "*" + l.Number + "* · " + what
	}
	if l.To != "" {
		what += " · " + Escape(f.Name(l.To))
	}
	why := lostWhy[l.Class]
	if why == "" {
		why = "health.why.unknown"
	}
	id, about := strconv.FormatInt(l.ID, 10), f.P.T(deadKind(l.Kind))
	if l.Number != "" {
		about = l.Number
	}
	again, away := f.P.T("health.again.button"), f.P.T("health.away.button")
	return []slack.Block{
		section(fmt.Sprintf("%s\n%s · %s", what, f.P.DayClock(l.At), f.P.T(why))),
		actions("lost."+id, button("outbox.again", id, again, again+" · "+about), button("outbox.away", id, away, away+" · "+about)),
	}
}

// repairButtons are what the admin can do about the channel.
func repairButtons(f *Frame, why string) []slack.BlockElement {
	if why == "" {
		why = "none"
	}
	again, how, show := f.P.T("health.retry.button"), f.P.T("health.how.button"), f.P.T("health.waiting.button")
	return []slack.BlockElement{
		button("outbox.retry", why, again, again), button("outbox.how", why, how, how), button("outbox.show", why, show, show),
	}
}

// HowToRepair says what mends the channel; why is a code.
func HowToRepair(f *Frame, why string) *Modal {
	return &Modal{
		Title: f.P.T("health.how.title"), Close: f.P.T("words.ok.close"),
		Blocks: []slack.Block{section(channelTrouble(f, why)), section(f.P.T("health.how.after")), note(f.P.T("trouble.waiting"))},
	}
}

// Retried says what trying again came to: what is still wrong, or how many
// messages follow now.
func Retried(f *Frame, why string, released int) *Modal {
	text := f.P.T("health.retried", "n", released)
	switch why {
	case "":
	case "unknown":
		text = f.P.T("trouble.unknown")
	default:
		text = f.P.T("health.still") + " " + channelTrouble(f, why)
	}
	return &Modal{Title: f.P.T("health.how.title"), Close: f.P.T("words.ok.close"), Blocks: []slack.Block{section(text)}}
}
