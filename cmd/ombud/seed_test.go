package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/cmd/ombud/demo"
	"ombud/complaint"
	"ombud/db"
	"ombud/lang"
	"ombud/playground"
	"ombud/procedure"
)

// insideDemo is a demo whose insides the test can look at.
type insideDemo struct {
	*demo.Demo
	firm *demo.Firm
	bot  *demo.Bot        // the newest
	now  func() time.Time // of its world
}

// slack is the imitated Slack of the world there is now.
func (d *insideDemo) slack() *playground.Slack { return d.Page().Slack }

// inProcess starts such a demo.
func inProcess(t *testing.T, o demo.Options) *insideDemo {
	t.Helper()
	out := &lockedBuffer{}
	d := &insideDemo{Demo: newDemo(o, time.Now, slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: slog.LevelWarn})))}
	configure := d.Configure
	d.Configure = func(o demo.Options) (*demo.Firm, error) {
		firm, err := configure(o)
		if err != nil {
			return nil, err
		}
		open := firm.Open
		firm.Open = func(ctx context.Context, at demo.Setting) (bot *demo.Bot, err error) {
			bot, err = open(ctx, at)
			d.firm, d.bot, d.now = firm, bot, at.Now
			return bot, err
		}
		return firm, nil
	}
	server := httptest.NewServer(d)
	d.URL = server.URL
	t.Cleanup(func() {
		if err := d.Stop(); err != nil {
			t.Error(err)
		}
		server.CloseClientConnections()
		server.Close()
		if said := out.String(); strings.Contains(said, "level=ERROR") {
			t.Errorf("the bot complains:\n%s", said)
		}
	})
	if err := d.Restart(context.Background()); err != nil {
		t.Fatal(err)
	}
	return d
}

// A demo of another procedure has its past too, as far as it goes the same road, and
// no tour where that road is another.
func TestDemoOfOtherProceduresOneByOne(t *testing.T) {
	for _, name := range procedure.Presets() {
		t.Run(name, func(t *testing.T) {
			d := inProcess(t, demo.Options{Procedure: name, At: "2026-03-05T10:20", Cases: 60})
			ws := d.bot.Store
			rows, err := ws.Cases(t.Context(), db.Filter{})
			if err != nil || len(rows) != 60 {
				t.Errorf("%d cases, %v", len(rows), err)
			}
			faces := map[complaint.Face]int{}
			for _, row := range rows {
				c, err := ws.Case(t.Context(), row.Number)
				if err != nil {
					t.Fatal(err)
				}
				faces[c.Face()]++
				tellsOneStory(t, c)
				if a := c.Answer(); a != nil && (c.AnswerText(a.Version).Facts != "") != c.Procedure.Answer.FactsRequired {
					t.Errorf("%s: what was established: %q", row.Number, c.AnswerText(a.Version).Facts)
				}
			}
			if n := faces[complaint.FaceReady]; n > 3 { // nobody would leave them lying about
				t.Errorf("%d only have to be closed", n)
			}
			if faces[complaint.FaceClosed] < 5 || len(faces) < 5 {
				t.Errorf("they stand at %v", faces)
			}
			want := map[string]string{"exactpi": "en", "okonomi": "da"}[name]
			if got := d.Page().Lang; got != cmp.Or(want, "nl") {
				t.Errorf("the demo speaks %s", got)
			}
			sanne, _ := d.slack().User("U0SANNE")
			if named := strings.Contains(strings.ToLower(sanne.Title), "klachtenfunctionaris"); named != (name == "cygnus") {
				t.Errorf("Sanne is %s", sanne.Title)
			}
			number := rows[0].Number
			hidden, unknown := heard(t, d, ruben, "show "+number), heard(t, d, ruben, "show "+number[:7]+"9999")
			if hidden != strings.ReplaceAll(unknown, number[:7]+"9999", number) {
				t.Errorf("whoever has no role hears\n%s\nof a number that is there, and of another\n%s", hidden, unknown)
			}
			contact, hall, firm, handler := "klantcontact@noorderlicht.example", "algemeen", "Noorderlicht Advies", "Milan de Wit"
			if name == "okonomi" {
				contact, hall, firm, handler = "kunder@nordlys.example", "alle", "Nordlys Rådgivning", "Mikkel Lund"
			}
			if said := heard(t, d, "U0GAST", ""); !strings.Contains(said, contact) {
				t.Errorf("a guest hears %q", said)
			}
			if ch, _ := d.slack().Channel(general); ch.Name != hall || d.Page().Title != firm || d.Page().People[2].Name != handler {
				t.Errorf("in %s everybody meets in %s, and %s handles cases", d.Page().Title, ch.Name, d.Page().People[2].Name)
			}
			if g, err := ws.Register(t.Context(), d.now(), d.firm.Calendar.Zone()); err != nil || g.Late(d.now(), d.firm.Calendar.Zone()) {
				t.Errorf("nobody has reviewed the procedure since %s, %v", g.Next, err)
			}
			if offered := d.Page().Tour != nil; offered != (name == "exactpi") {
				t.Errorf("a tour is offered: %v", offered)
			}
		})
	}
}

// tellsOneStory checks that what an invented case is fits what was told: few eyes for what
// is told in confidence, a name of social media for what came that way, and an answer that
// gives in where it apologises.
func tellsOneStory(t *testing.T, c *complaint.Case) {
	t.Helper()
	f, confided := c.Filing(), slices.Contains([]string{
		"Gevraagd naar haar huwelijk", "Spurgt om sit ægteskab", "Asked about her marriage",
		"Link werkt niet voor blinden", "Linket virker ikke for blinde", "Link does not work for the blind",
	}, c.Filing().Summary)
	if want := confided && len(c.Procedure.Confidant) > 0; c.Confidential != want {
		t.Errorf("%s, %q, is confidential: %t", c.Number, f.Summary, c.Confidential)
	}
	if confided && !slices.Contains([]string{"", "discrimination", "attitude", "treatment", "service"}, c.Nature) {
		t.Errorf("%s, %q, is of nature %s", c.Number, f.Summary, c.Nature)
	}
	if (f.Handle != "") != (c.Via == "social") {
		t.Errorf("%s came in by %s, from %q", c.Number, c.Via, f.Handle)
	}
	for _, a := range c.Answers {
		if a.Outcome != "upheld" && a.Outcome != "partly" {
			t.Errorf("%s apologises with the outcome %s", c.Number, a.Outcome)
		}
	}
}

// cards checks the firm's channel: each open case has its card there, in the order in which
// they were recorded, at that time, and all but the newest two were read, and what was asked since.
func (d *insideDemo) cards(t *testing.T) {
	t.Helper()
	rows, err := d.bot.Store.Cases(t.Context(), db.Filter{Open: true, Limit: 1000})
	ok(t, err)
	slices.Reverse(rows) // the oldest first
	var open []*complaint.Case
	for _, row := range rows {
		c, err := d.bot.Store.Case(t.Context(), row.Number)
		ok(t, err)
		if !c.Confidential {
			open = append(open, c)
		}
	}
	said := d.slack().As(sanne).Messages(klachten)
	if len(said) != len(open) {
		t.Fatalf("the channel holds %d messages of %d cases", len(said), len(open))
	}
	for i, c := range open {
		if after := moment(t, said[i].TS).Sub(c.RegisteredAt); !about(said[i], c.Number) || after < -time.Second || after > patience {
			t.Errorf("%s came in the channel %s after it was recorded: %s", c.Number, after, said[i].Text)
		}
	}
	for _, p := range d.Page().People {
		unread := 0
		for _, ch := range d.slack().As(p.ID).Channels() {
			unread += d.slack().As(p.ID).Unread(ch.ID)
		}
		if unread > 5 || p.ID == sanne && unread == 0 || p.ID == lotte && unread > 0 {
			t.Errorf("%s has %d to read", p.Name, unread)
		}
	}
}

// heard is what the bot answers somebody who types that behind the command.
func heard(t *testing.T, d *insideDemo, user, typed string) string {
	t.Helper()
	p := d.slack().As(user)
	before := len(p.Ephemerals(general))
	seen, err := p.Command(general, d.Page().Command, typed)
	if err != nil || seen.Modal != nil {
		t.Fatalf("%s %s: %v, %+v", d.Page().Command, typed, err, seen.Modal)
	}
	if !d.slack().Wait(patience, func() bool { return len(p.Ephemerals(general)) > before }) {
		t.Fatalf("nobody answers %s", typed)
	}
	return p.Text(p.Ephemerals(general)[before])
}

// The channel of everybody has been talked in before a visitor comes, a complaint that
// somebody passes on among it, in the language of the demo and with nothing to catch up on.
func TestDemoHasBeenTalkedIn(t *testing.T) {
	talk := []struct {
		by, text string
		ago      time.Duration
	}{
		{milan, "demo.talk.milan", 47 * time.Minute}, {fatima, "demo.talk.fatima", 31 * time.Minute},
		{ruben, "demo.talk.ruben", 18 * time.Minute}, {sanne, "demo.talk.sanne", 9 * time.Minute},
	}
	words := lang.New(lang.NL, "", nil)
	for _, at := range []string{"2026-03-05T08:30", "2026-03-09T16:10"} {
		d := inProcess(t, demo.Options{Procedure: "klachten", At: at, Cases: 3})
		p := d.slack().As(lotte)
		said := p.Messages(general)
		if len(said) != len(talk) {
			t.Fatalf("%d messages, want %d", len(said), len(talk))
		}
		for i, m := range said {
			want := words.T(talk[i].text, "command", "/klacht")
			if p.Text(m) != want || m.User != talk[i].by {
				t.Errorf("%s says %q, want %s: %q", m.User, p.Text(m), talk[i].by, want)
			}
			if before := d.now().Sub(moment(t, m.TS)); before < talk[i].ago || before > talk[i].ago+patience {
				t.Errorf("it was said %s ago, want %s", before, talk[i].ago)
			}
		}
		for _, u := range d.Page().People {
			if n := d.slack().As(u.ID).Unread(general); n > 0 {
				t.Errorf("%s has %d to read", u.Name, n)
			}
		}
		seen, err := p.MessageShortcut("case.file.message", general, said[2].TS)
		if err != nil || seen.Modal == nil || !strings.Contains(fmt.Sprint(seen.Modal.Blocks), "loonstroken") {
			t.Errorf("what Ruben passed on cannot be recorded: %v %s", err, seen.Failure)
		}
	}
}

// A busy firm is there within seconds, in every state, with a past that happened at
// working times and a channel that holds a handful of cards.
func TestDemoOfABusyFirmOneByOne(t *testing.T) {
	began := time.Now()
	d := inProcess(t, demo.Options{Procedure: "exactpi", Lang: "nl", At: "2026-03-05T10:20", Cases: 60})
	took := time.Since(began)
	ws := d.bot.Store
	rows, err := ws.Cases(t.Context(), db.Filter{Limit: 1000})
	if err != nil || len(rows) != 60 {
		t.Fatalf("%d cases, %v", len(rows), err)
	}
	faces := map[complaint.Face]int{}
	var late, confidential, fatimas int
	for _, row := range rows {
		c, err := ws.Case(t.Context(), row.Number)
		if err != nil {
			t.Fatal(err)
		}
		faces[c.Face()]++
		duties, err := c.Duties()
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(duties, func(o complaint.Duty) bool { return o.Open() && o.Overdue(d.now()) }) {
			late++
		}
		if c.Confidential {
			confidential++
		}
		if c.Handler == fatima {
			fatimas++
		}
		for _, a := range c.Answers {
			words := c.AnswerText(a.Version)
			if words.Reasons == words.OralWhy || a.Version == 2 && words.Text == c.AnswerText(1).Text {
				t.Errorf("%s: version %d repeats itself: %+v", row.Number, a.Version, words)
			}
		}
		for _, e := range c.Events {
			if e.Recorded.After(d.now()) {
				t.Errorf("%s: %s lies in the future", row.Number, e.Kind)
			}
			if e.Actor != "" && !c.Calendar.InHours(e.Recorded) {
				t.Errorf("%s: %s was recorded at %s, when nobody works", row.Number, e.Kind, e.Recorded.In(c.Zone()))
			}
		}
	}
	for _, f := range []complaint.Face{
		complaint.FaceNew, complaint.FaceConfirmed, complaint.FaceAssigned, complaint.FaceInProgress, complaint.FaceInApproval,
		complaint.FaceChangesAsked, complaint.FaceApproved, complaint.FaceAnswered, complaint.FaceReopened, complaint.FaceReady, complaint.FaceClosed,
	} {
		if faces[f] == 0 {
			t.Errorf("no case is %s: %v", f, faces)
		}
	}
	if late < 2 || late > 4 || confidential == 0 || fatimas == 0 || faces[complaint.FaceClosed] < 25 {
		t.Errorf("%d cases are late, %d confidential, %d Fatima's: %v", late, confidential, fatimas, faces)
	}
	d.cards(t)
	t.Logf("up in %s: %v", took.Round(time.Millisecond), faces)

	// In another language the same cases go on; what was drawn is drawn again.
	if err := d.Page().Speak(t.Context(), "da"); err != nil {
		t.Fatal(err)
	}
	danish := func() bool {
		return strings.Contains(d.slack().As(sanne).Text(d.slack().As(sanne).Messages("C0KLACHTEN")[0]), "Modtaget")
	}
	if !d.slack().Wait(patience, danish) {
		t.Errorf("the card stays\n%s", d.slack().As(sanne).Text(d.slack().As(sanne).Messages("C0KLACHTEN")[0]))
	}
	if rows, err := d.bot.Store.Cases(t.Context(), db.Filter{Limit: 1000}); err != nil || len(rows) != 60 || d.Lang != "da" {
		t.Errorf("in Danish there are %d cases, %v", len(rows), err)
	}
}
