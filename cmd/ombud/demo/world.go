package demo

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
	"ombud/handlers"
	"ombud/playground"
	"ombud/scheduler"
)

// world is one life of the demo, from start or Reset to the next.
type world struct {
	slack  *playground.Slack
	bot    atomic.Pointer[Bot] // nil while it starts
	clock  *Clock
	zone   *time.Location
	folder string
	beat   time.Duration // the tour's, between two acts
	page   *playground.Page
	seeded int // cases that were there at the beginning
}

// GivenInHome are the roles that the demo gives as Home would, so that a visitor can
// change them: its configuration leaves them out.
func GivenInHome() []complaint.Holder {
	return []complaint.Holder{{Role: complaint.RoleDeputy, User: fatima}, {Role: complaint.RoleFollowUp, User: lotte}}
}

// give lets the people have these roles.
func (w *world) give(ctx context.Context, b *Bot) error {
	err := b.Store.UpdateRoster(ctx, w.clock.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
		r.Holders = append(r.Holders, GivenInHome()...)
		return nil, nil
	})
	return errors.Join(err, b.Learn(ctx)) // which asks Slack for their titles
}

// create makes a world: the imitated Slack first, since the bot asks it who
// it is when it starts.
func (d *Demo) create(ctx context.Context) (*world, error) {
	w := &world{clock: &Clock{Machine: d.Machine}, beat: d.Beat, seeded: d.Cases}
	var err error
	if w.folder, err = os.MkdirTemp("", "ombud-demo-"); err != nil {
		return w, err
	}
	firm, err := d.Configure(d.Options)
	if err != nil {
		return w, err
	}
	if err := w.clock.start(d.At, firm.Calendar); err != nil {
		return w, err
	}
	w.zone = firm.Calendar.Zone()
	w.slack = playground.New(playground.Config{
		Now: w.clock.Now, Machine: d.Machine, TeamID: firm.Workspace, TeamName: firm.Company.Name,
		BotToken: "xoxb-" + rand.Text(), AppToken: "xapp-" + rand.Text(), // nobody else on this machine knows them
		NoRateLimits: true, // a visitor moves weeks within seconds
	})
	if err := homeOf(firm.Rules).populate(w.slack, firm.Company.Channel); err != nil {
		return w, err
	}
	w.slack.SetURL(d.URL)
	return w, d.open(ctx, w, firm)
}

// open puts page and bot on a world, in the language of the firm.
func (d *Demo) open(ctx context.Context, w *world, firm *Firm) error {
	if err := retitle(w.slack, firm.words(), firm.Rules.Lead); err != nil {
		return err
	}
	before := w.page
	w.page = w.newPage(firm, d.OpenTour)
	w.page.Log = d.Log
	w.page.Reset = func(context.Context) error { return d.Restart(ctx) } // the new world outlives the request
	w.page.Speak = func(_ context.Context, code string) error { return d.speak(ctx, w, code) }
	if before != nil {
		w.page.Keep(before)
	}
	mux := http.NewServeMux()
	for _, path := range []string{"/api/", "/upload/", "/files-pri/", "/login", "/respond/", "/link"} {
		mux.Handle(path, w.slack.Handler())
	}
	mux.Handle("/", w.page.Handler())
	d.mu.Lock()
	d.handler = mux
	d.mu.Unlock()
	b, err := firm.Open(ctx, Setting{
		BotToken: w.slack.Config().BotToken, AppToken: w.slack.Config().AppToken, SlackURL: d.URL + "/api/",
		Database: "sqlite:" + filepath.Join(w.folder, "ombud.db"), Now: w.clock.Now,
	})
	if err != nil {
		return err
	}
	if err := d.start(ctx, w, firm, b, before == nil); err != nil {
		return errors.Join(err, b.Stop())
	}
	w.bot.Store(b)
	return nil
}

// start gets the bot to work, on a past of invented cases at the first time.
func (d *Demo) start(ctx context.Context, w *world, firm *Firm, b *Bot, first bool) error {
	begin := w.begin
	if !first { // in another language, which counts for more than what a command said
		begin = func(ctx context.Context, _ *Firm, b *Bot) error { return b.Store.ForgetGuesses(ctx) }
	}
	if err := begin(ctx, firm, b); err != nil {
		return err
	}
	if err := b.Listen(ctx); err != nil {
		return err
	}
	w.slack.Wait(5*time.Second, func() bool { return w.slack.Sockets() > 0 }) // whoever presses sooner is told that nobody answers
	return nil
}

// begin gives a new world its past.
func (w *world) begin(ctx context.Context, firm *Firm, b *Bot) error {
	if err := w.give(ctx, b); err != nil {
		return err
	}
	if err := w.reviewed(ctx, firm, b); err != nil {
		return err
	}
	deeds, unread, err := w.seed(ctx, firm, b, w.seeded)
	if err != nil {
		return err
	}
	sender := &scheduler.Scheduler{
		Store: b.Store, Slack: b.Client, Company: firm.Company, Now: w.clock.Now, Machine: w.clock.Machine, Pace: -1, Log: w.page.Log,
	}
	words := firm.words()
	if err := w.relive(append(deeds, w.chat(words, handlers.CommandOf(words.Language()))...), firm.Company.Channel, unread, func(at time.Time) error {
		_, err := sender.Run(ctx, "send", at, false)
		return err
	}); err != nil {
		return err
	}
	return redraw(ctx, b.Store, "drawn", w.clock.Now()) // by the sender that starts next
}

// reviewed records a review of the written procedure some months ago, where one was due by
// now: a tidy firm has seen to it.
func (w *world) reviewed(ctx context.Context, firm *Firm, b *Bot) error {
	now := w.clock.Now()
	g, err := b.Store.Register(ctx, now, firm.Calendar.Zone())
	if err != nil || !g.Late(now, firm.Calendar.Zone()) {
		return err
	}
	at, err := working(firm.Calendar, now.AddDate(0, -4, 0), 0, 11, 20)
	if err != nil {
		return err
	}
	form := complaint.RevisionForm{
		Day: calendar.DayOf(at, firm.Calendar.Zone()).String(), Outcome: complaint.RevisionSame, Findings: firm.words().T("demo.past.review"),
	}
	v, err := form.Review(g.Last, colleague(mees), at, firm.Calendar.Zone())
	if err != nil {
		return err
	}
	v.Version = g.Number
	return b.Store.AddRevision(ctx, *v)
}

// speak lets page and bot go on in another language: the bot is started anew on
// what it knows, as if somebody had changed its configuration, and draws what
// stands in Slack again. What was said stays as it was said.
func (d *Demo) speak(ctx context.Context, w *world, code string) error {
	d.restarting.Lock()
	defer d.restarting.Unlock()
	d.mu.RLock()
	current := d.world == w
	d.mu.RUnlock()
	if d.stopped || !current {
		return context.Canceled
	}
	d.Lang = code // a Reset keeps it
	firm, err := d.Configure(d.Options)
	if err != nil {
		return err
	}
	if b := w.bot.Swap(nil); b != nil {
		if err := b.Stop(); err != nil {
			return err
		}
	}
	if err := d.open(ctx, w, firm); err != nil {
		return err
	}
	return redraw(ctx, w.bot.Load().Store, code, w.clock.Now())
}

// redraw has the standing messages of open cases drawn again.
func redraw(ctx context.Context, ws *db.Workspace, why string, now time.Time) error {
	rows, err := ws.Cases(ctx, db.Filter{Open: true, Limit: 1000})
	if err != nil {
		return err
	}
	for _, row := range rows {
		posted, err := ws.Messages(ctx, row.Number)
		if err != nil {
			return err
		}
		for _, m := range posted {
			kind, to, _ := strings.Cut(m.Purpose, "/")
			to, _, _ = strings.Cut(to, "/")
			n := complaint.Notice{Kind: complaint.NoticeKind(kind), To: to, Ref: fmt.Sprintf("%s %d", why, now.UnixMilli())}
			switch n.Kind {
			case complaint.NoticeCard, complaint.NoticeReceipt, complaint.NoticeDesk:
				err = errors.Join(err, ws.Tell(ctx, row.Number, n, now))
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// end stops a world and removes what it wrote. A nil world has ended.
func (w *world) end() error {
	if w == nil {
		return nil
	}
	var errs []error
	if b := w.bot.Swap(nil); b != nil {
		errs = append(errs, b.Stop())
	}
	if w.slack != nil {
		w.slack.Close()
	}
	if w.folder != "" {
		errs = append(errs, os.RemoveAll(w.folder))
	}
	return errors.Join(errs...)
}
