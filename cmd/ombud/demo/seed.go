package demo

import (
	"context"
	"embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
	"ombud/playground"
)

// stories are invented complaints to an invented firm, sixty in each language, a line
// each: how it came in | nature and category | customer | summary | story.
//
//go:embed stories
var stories embed.FS

// story is one of them.
type story struct{ via, nature, category, customer, summary, text string }

// natures are what procedures call the nature of a story, the most exact first.
var natures = map[string][]string{
	"attitude": {"attitude", "treatment", "service"}, "quality": {"quality", "service"}, "financial": {"financial", "service"},
	"discrimination": {"discrimination", "attitude", "treatment", "service"},
}

// among gives the first of the codes that a procedure has, "" for none.
func among(has []string, codes ...string) string {
	for _, code := range codes {
		if slices.Contains(has, code) {
			return code
		}
	}
	return ""
}

// storiesIn reads the stories of a language.
func storiesIn(l lang.Language) ([]story, error) {
	raw, err := stories.ReadFile("stories/" + string(l) + ".txt")
	if err != nil {
		return nil, fmt.Errorf("stories: %w", err)
	}
	var out []story
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, " | ")
		if len(parts) != 5 {
			return nil, fmt.Errorf("stories in %s: not five parts: %s", l, line)
		}
		nature, category, _ := strings.Cut(parts[1], " ")
		out = append(out, story{parts[0], nature, category, parts[2], parts[3], parts[4]})
	}
	return out, nil
}

// The invented past stretches over so many days, and its open cases over so many, if all
// of [ends] are.
const span, recent = 200, 22

// deed is something that was done or said in the invented past.
type deed struct {
	at time.Time
	do func() error
}

// relive does what was done in the past, each at its own time, and has sent what is to be
// told of it. Everybody has read it, but for what came into the firm's channel from a moment on.
func (w *world) relive(deeds []deed, firm string, unread time.Time, send func(time.Time) error) error {
	now, read := w.clock.Now(), true
	defer w.clock.Set(now)
	slices.SortStableFunc(deeds, func(a, b deed) int { return a.at.Compare(b.at) })
	for i, d := range deeds {
		if read && !d.at.Before(unread) {
			w.read(func(ch playground.Channel) bool { return ch.ID == firm })
			read = false
		}
		w.clock.Set(d.at)
		if err := d.do(); err != nil {
			return err
		}
		if i+1 < len(deeds) && deeds[i+1].at.Equal(d.at) {
			continue
		}
		if err := send(d.at); err != nil {
			return err
		}
	}
	w.read(func(ch playground.Channel) bool { return ch.ID != firm })
	return nil
}

// read lets everybody have read the channels that are meant.
func (w *world) read(meant func(playground.Channel) bool) {
	for _, p := range demoPeople {
		person := w.slack.As(p.id)
		for _, ch := range person.Channels() {
			if meant(ch) {
				person.MarkRead(ch.ID)
			}
		}
	}
}

// unreadCases is how many of the newest cases the firm has not looked at yet.
const unreadCases = 2

// seed gives a world a past: n cases that went the roads of the procedure at their own
// times. Nobody is told of it again; the open ones have their messages, which are returned
// as deeds, with the moment of the first that is not read yet.
func (w *world) seed(ctx context.Context, firm *Firm, b *Bot, n int) (deeds []deed, unread time.Time, err error) {
	words := firm.words()
	told, err := storiesIn(words.Language())
	if err != nil {
		return nil, unread, err
	}
	lives, err := beginAll(words, firm, w.clock.Now(), n)
	if err != nil {
		return nil, unread, err
	}
	for i, l := range lives {
		t := told[i%len(told)]
		c, _, err := b.Store.ImportCase(ctx, fmt.Sprintf("demo %d", i), l.received, func(c *complaint.Case) error {
			l.c, l.at = c, l.received
			return l.live(t)
		})
		if err != nil {
			return nil, unread, fmt.Errorf("invented case %d: %w", i, err)
		}
		if i == n-unreadCases {
			unread = c.RegisteredAt
		}
		if c.Open() {
			deeds = append(deeds, messages(ctx, b, c)...)
		}
	}
	return deeds, unread, nil
}

// beginAll begins n lives, the longest ago first: numbers are given in that order, and no
// two complaints come in at once.
func beginAll(words *lang.Printer, firm *Firm, now time.Time, n int) ([]*life, error) {
	lives := make([]*life, n)
	for i := range lives {
		lives[i] = &life{p: words, cal: firm.Calendar, at: now, now: now, home: homeOf(firm.Rules), rank: n - 1 - i, of: n} // the newest has 0
		if err := lives[i].begin(); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(lives, func(a, b *life) int { return a.received.Compare(b.received) })
	for i, l := range lives {
		if i > 0 && l.received.Sub(lives[i-1].received) < apart {
			l.received = lives[i-1].received.Add(apart)
		}
	}
	if n > 0 {
		lives[n-1].fresh = true
	}
	return lives, nil
}

// apart is how long after another a complaint comes in at least.
const apart = 6 * time.Minute

// messages are those that an open case has in Slack: the card, what its filer and its
// handler got, and the request to agree with its answer. Each is drawn as the case is now.
func messages(ctx context.Context, b *Bot, c *complaint.Case) []deed {
	var deeds []deed
	tell := func(kind complaint.NoticeKind, at time.Time, ref string, to ...string) {
		deeds = append(deeds, deed{at, func() error {
			for _, user := range to {
				if err := b.Store.Tell(ctx, c.Number, complaint.Notice{Kind: kind, To: user, Ref: ref}, at); err != nil {
					return err
				}
			}
			return nil
		}})
	}
	places := c.Places(c.RegisteredAt)
	tell(complaint.NoticeCard, c.RegisteredAt, "posted", places...)
	tell(complaint.NoticeReceipt, c.RegisteredAt, "posted", c.Filer)
	if e := last(c, complaint.HandlerAssigned); e != nil && c.Handler != "" {
		tell(complaint.NoticeDesk, e.Recorded, "posted", c.Handler)
	}
	if e := last(c, complaint.ApprovalAsked); e != nil && c.Face() == complaint.FaceInApproval {
		tell(complaint.NoticeApproval, e.Recorded, fmt.Sprint(c.Answer().Version), places...)
	}
	return deeds
}

// last is the newest event of a kind, nil for none.
func last(c *complaint.Case, kind complaint.Kind) *complaint.Event {
	for i := len(c.Events) - 1; i >= 0; i-- {
		if c.Events[i].Kind == kind {
			return &c.Events[i]
		}
	}
	return nil
}

// working is the first working moment at or after t, later in the day by the hour.
func working(cal *calendar.Calendar, t time.Time, days, hour, minute int) (time.Time, error) {
	day := calendar.DayOf(t, cal.Zone())
	var err error
	for range days {
		if day, err = cal.NextBusinessDay(day); err != nil {
			return t, err
		}
	}
	at, _ := day.At(time.Duration(hour)*time.Hour+time.Duration(minute)*time.Minute, cal.Zone())
	return cal.NextWorking(at)
}
