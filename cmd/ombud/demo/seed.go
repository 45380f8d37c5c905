package demo

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
	"ombud/scheduler"
)

// stories are invented complaints to an invented firm, sixty in each language, a line
// each: how it came in | customer | summary | story.
//
//go:embed stories
var stories embed.FS

// story is one of them.
type story struct{ via, customer, summary, text string }

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
		if len(parts) != 4 {
			return nil, fmt.Errorf("stories in %s: not four parts: %s", l, line)
		}
		out = append(out, story{parts[0], parts[1], parts[2], parts[3]})
	}
	return out, nil
}

// The invented past stretches over so many days, and its open cases over so many, if all
// of [ends] are.
const span, recent = 200, 22

// seed gives a world a past: n cases that went the roads of the procedure at their own
// times. Nobody is told of it again; only the newest open ones get their card.
func (w *world) seed(ctx context.Context, firm *Firm, b *Bot, n int) error {
	words := firm.words()
	told, err := storiesIn(words.Language())
	if err != nil {
		return err
	}
	now := w.clock.Now()
	var open []*complaint.Case
	for i := range n {
		rank := n - 1 - i // the newest has 0
		l := &life{p: words, cal: firm.Calendar, now: now, rank: rank, of: n}
		if err := l.begin(); err != nil {
			return err
		}
		t := told[i%len(told)]
		c, _, err := b.Store.ImportCase(ctx, fmt.Sprintf("demo %d", i), l.received, func(c *complaint.Case) error {
			l.c, l.at = c, l.received
			return l.live(t)
		})
		if err != nil {
			return fmt.Errorf("invented case %d: %w", i, err)
		}
		if c.Open() {
			open = append(open, c)
		}
	}
	return w.post(ctx, firm, b, open[max(0, len(open)-cards):], now)
}

// cards is how many of the newest open cases have their card in the channel.
const cards = 8

// post puts cards in the channel at the time when each case was recorded, and has them
// drawn as they are now.
func (w *world) post(ctx context.Context, firm *Firm, b *Bot, cases []*complaint.Case, now time.Time) error {
	defer w.clock.Set(now)
	ws := b.Store
	sender := &scheduler.Scheduler{
		Store: ws, Slack: b.Client, Company: firm.Company, Now: w.clock.Now, Machine: w.clock.Machine, Pace: -1, Log: w.page.Log,
	}
	tell := func(c *complaint.Case, kind complaint.NoticeKind, at time.Time, ref string) error {
		var errs []error
		for _, to := range c.Places(at) {
			errs = append(errs, ws.Tell(ctx, c.Number, complaint.Notice{Kind: kind, To: to, Ref: ref}, at))
		}
		return errors.Join(errs...)
	}
	for _, c := range cases {
		w.clock.Set(c.RegisteredAt)
		if err := tell(c, complaint.NoticeCard, c.RegisteredAt, "posted"); err != nil {
			return err
		}
		if _, err := sender.Run(ctx, "send", c.RegisteredAt, false); err != nil {
			return err
		}
	}
	var errs []error
	for _, c := range cases { // the sender that starts next brings these up to date
		errs = append(errs, tell(c, complaint.NoticeCard, now, "drawn"))
		if c.Face() == complaint.FaceInApproval {
			errs = append(errs, tell(c, complaint.NoticeApproval, now, fmt.Sprint(c.Answer().Version)))
		}
		if c.Handler != "" && slices.Contains([]complaint.Face{complaint.FaceAssigned, complaint.FaceInProgress}, c.Face()) {
			errs = append(errs, ws.Tell(ctx, c.Number, complaint.Notice{Kind: complaint.NoticeDesk, To: c.Handler, Ref: "drawn"}, now))
		}
	}
	return errors.Join(errs...)
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
